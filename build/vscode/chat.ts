import { errors, type Page } from 'playwright-core';
import {
	atRest,
	focusedSuggestion,
	hasModel,
	isAnswered,
	isAtStart,
	isNameKnown,
	lastRowIndex,
	readResponse,
} from './inPage.mjs';

/** One entry of the list that opens while a name is typed in the chat. */
export interface Suggestion {
	readonly label: string;
	readonly description: string;
}

export interface Answer {
	/** What the answer says, as plain text; code blocks are fenced, buttons stand in brackets. */
	readonly text: string;
	/** What the chat shows in an error box; empty when there is none. */
	readonly error: string;
}

export interface AskOptions {
	/** Milliseconds until the answer must be complete. */
	readonly timeout?: number;
	/** `false` in Restricted Mode, where VS Code does not show which model answers. */
	readonly showsModel?: boolean;
}

const input = '.interactive-session .interactive-input-editor';
const suggestWidget = '.suggest-widget.visible';

/** Extensions start after the workbench shows; on a busy machine that takes a while. */
const startTimeout = 120_000;

/** Opens the chat with its keyboard shortcut and puts the cursor into its input. */
export async function openChat(page: Page): Promise<void> {
	if (!(await page.locator(input).isVisible())) await page.keyboard.press('Control+Alt+I');
	await page.locator(input).click();
	await page.locator(`${input} .monaco-editor.focused`).waitFor();
}

/** Makes the chat about `width` pixels wide by dragging its edge. */
export async function widenChat(page: Page, width: number): Promise<void> {
	const box = await page.locator('.part.auxiliarybar').boundingBox();
	if (!box) throw new Error('The chat is not open in the secondary side bar.');
	const y = box.y + box.height / 2;
	await page.mouse.move(box.x - 2, y);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width - width, y, { steps: 4 });
	await page.mouse.up();
	await page.mouse.move(0, 0);
}

/**
 * Types `text` into the open chat and leaves the list of suggestions open, for a picture of it.
 * Throws an Error fit to show when no list opens.
 */
export async function openSuggestions(page: Page, text: string): Promise<void> {
	const entry = page.locator(`${suggestWidget} .monaco-list-row.focused`);
	// While extensions start, VS Code may close the list again, or not open it at all.
	for (let attempt = 0; attempt < 4; attempt++) {
		await openChat(page);
		await clearInput(page);
		await page.keyboard.type(text);
		try {
			await entry.waitFor({ timeout: 5000 });
			return;
		} catch (error) {
			if (!(error instanceof errors.TimeoutError)) throw error;
		}
	}
	throw new Error(`The chat suggests nothing for ${text}.`);
}

/**
 * Types `text` into the open chat and returns what is suggested for it, up to the entry `last` where
 * there is one, each with the description that its details show. Afterwards the input is empty. Throws
 * an Error fit to show when no list opens or it does not come to rest.
 */
export async function readSuggestions(
	page: Page,
	text: string,
	last: string,
): Promise<Suggestion[]> {
	// While extensions start, more entries come in and the list begins anew: read it again then.
	for (let attempt = 0; attempt < 4; attempt++) {
		await openSuggestions(page, text);
		const suggestions = await walkSuggestions(page, last);
		await clearInput(page);
		if (suggestions) return suggestions;
	}
	throw new Error(`The list of suggestions for ${text} keeps changing.`);
}

/** Reads the open list from its first entry on; undefined when it changes meanwhile. */
async function walkSuggestions(page: Page, last: string): Promise<Suggestion[] | undefined> {
	// The widget remembers whether its details are open.
	if (!(await page.locator('.suggest-details-container').isVisible())) {
		await page.keyboard.press('Control+Space');
		await page.locator('.suggest-details-container').waitFor();
	}
	const suggestions: Suggestion[] = [];
	for (;;) {
		// Only the entry that has the focus shows its details, and a moment later.
		await page.evaluate(atRest, { selector: '.suggest-details-container', quiet: 100 });
		const { index, size, ...suggestion } = await page.evaluate(focusedSuggestion);
		if (index !== suggestions.length) return undefined;
		suggestions.push(suggestion);
		if (suggestions.length === size || suggestion.label === last) return suggestions;
		await page.keyboard.press('ArrowDown');
	}
}

/**
 * Waits until a question can be asked: VS Code answers without calling the participant while it
 * knows of no model. Throws an Error fit to show when none is offered in time.
 *
 * @param name the name of the model that is to be selected; any by default
 */
export async function waitForModel(page: Page, name?: string): Promise<void> {
	await within(
		startTimeout,
		name === undefined
			? 'The chat offers no language model, so VS Code would refuse every question. Does the ' +
					'extension register its own?'
			: `The chat has not selected the model ${name}.`,
		(timeout) => page.waitForFunction(hasModel, name, { timeout }),
	);
}

/**
 * Asks in the chat as a user does, by typing, and waits until the answer stands there completely.
 * A name at the start of the question must be known to the chat.
 *
 * Throws an Error fit to show when the name is unknown or no answer is complete in time. An answer
 * that consists of an error box is returned, not thrown.
 */
export async function ask(
	page: Page,
	question: string,
	{ timeout = 180_000, showsModel = true }: AskOptions = {},
): Promise<Answer> {
	await openChat(page);
	if (showsModel) await waitForModel(page);
	await clearInput(page);
	const before = await page.evaluate(lastRowIndex);
	for (const [index, line] of question.split('\n').entries()) {
		if (index > 0) await page.keyboard.press('Shift+Enter');
		await page.keyboard.type(line);
	}
	const name = /^@[\w-]+/.exec(question)?.[0];
	if (name !== undefined) {
		await within(
			startTimeout,
			`The chat knows no participant ${name}. Type @ in the chat to see the ones it knows.`,
			(limit) => page.waitForFunction(isNameKnown, name, { timeout: limit }),
		);
	}
	// With the list of suggestions open, Enter would take one instead of asking.
	if (await page.locator(suggestWidget).isVisible()) await page.keyboard.press('Escape');
	await page.keyboard.press('Enter');
	await within(timeout, `No complete answer came within ${timeout / 1000} seconds.`, (limit) =>
		page.waitForFunction(isAnswered, before, { timeout: limit }),
	);
	await page.evaluate(atRest, { selector: '.interactive-list .monaco-list-rows', quiet: 250 });
	return await page.evaluate(readResponse);
}

/** Scrolls to the beginning of the chat, since a long answer ends up scrolled to its end. */
export async function scrollToStart(page: Page): Promise<void> {
	await page.locator('.interactive-session .interactive-list').hover();
	// However far the wheel is turned, one turn moves the list by a few lines.
	for (let turns = 0; turns < 500; turns++) {
		if (await page.evaluate(isAtStart)) break;
		await page.mouse.wheel(0, -100);
	}
	await page.mouse.move(0, 0);
	await page.evaluate(atRest, { selector: '.interactive-list .monaco-list-rows', quiet: 250 });
}

async function clearInput(page: Page): Promise<void> {
	if (await page.locator(suggestWidget).isVisible()) await page.keyboard.press('Escape');
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.press('Delete');
}

/** Runs `wait`; its time-out becomes an Error that says `message`. */
async function within<T>(
	timeout: number,
	message: string,
	wait: (timeout: number) => Promise<T>,
): Promise<T> {
	try {
		return await wait(timeout);
	} catch (error) {
		if (error instanceof errors.TimeoutError) throw new Error(message, { cause: error });
		throw error;
	}
}
