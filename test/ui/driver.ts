import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { after, afterEach } from 'mocha';
import type { Locator, Page } from 'playwright-core';
import { type OpenOptions, type OpenWindow, openVsCode } from '../../build/vscode/open.ts';
import { cacheRoot, repoRoot } from '../../build/vscode/paths.ts';
import { temporaryFolder } from '../../build/vscode/temporary.ts';
import { readSuggestions } from '../../build/vscode/chat.ts';
import type { Step } from '../fixtures/scripted-model/scriptedModel.d.ts';
import { notNow } from '../helpers/turn.ts';

export {
	type Answer,
	ask,
	openChat,
	openSuggestions,
	readSuggestions,
	scrollToStart,
	type Suggestion,
	waitForModel,
	widenChat,
} from '../../build/vscode/chat.ts';

const fixture = path.join(repoRoot, 'test/fixtures/kit2-app');

/**
 * Opens the extension, which must be built, with the SvelteKit project of the fixtures, for a user
 * who has no agent files and no language model. The caller disposes it.
 */
export async function openWindow(options: OpenOptions = {}): Promise<OpenWindow> {
	return await openVsCode({
		extensionPath: process.env['TEST_EXTENSION'] ?? repoRoot,
		folder: fixture,
		home: temporaryFolder().folder,
		...options,
	});
}

/** A window on a copy of the project of the fixtures, to which tests may add files. */
export interface ProjectWindow extends OpenWindow {
	readonly folder: string;
	/** Adds a file to the project, or changes it, and returns its path. */
	readonly write: (file: string, text: string) => string;
}

/** As `openWindow`, on a project of its own. */
export async function openProjectWindow(options: OpenOptions = {}): Promise<ProjectWindow> {
	const { folder } = temporaryFolder();
	cpSync(fixture, folder, { recursive: true });
	const window = await openWindow({ folder, ...options });
	const write = (file: string, text: string): string => {
		const target = path.join(folder, file);
		mkdirSync(path.dirname(target), { recursive: true });
		writeFileSync(target, text);
		return target;
	};
	return { ...window, folder, write };
}

/** A window that suites use one after the other: to open one takes as long as several tests. */
class SharedWindow {
	readonly #options: OpenOptions;
	#window: Promise<ProjectWindow> | undefined;

	constructor(options: OpenOptions = {}) {
		this.#options = options;
	}

	/** The window as it was at first, of this size: what was opened and written before is gone. */
	async take(size: { readonly width: number; readonly height: number }): Promise<ProjectWindow> {
		const isFirst = this.#window === undefined;
		const window = await (this.#window ??= openProjectWindow(this.#options));
		await window.page.setViewportSize(size);
		if (!isFirst) await this.#tidy(window);
		return window;
	}

	async dispose(): Promise<void> {
		await (await this.#window)?.dispose();
	}

	async #tidy({ page, folder, setTheme }: ProjectWindow): Promise<void> {
		await page.keyboard.press('Escape');
		if (await page.locator('.tab.dirty').first().isVisible()) {
			await runCommand(page, 'File: Save All');
			await page.waitForFunction(`!document.querySelector('.tab.dirty')`);
		}
		// The palette offers each of these only while there is something to close.
		for (const [what, command] of [
			['.tabs-container .tab', 'Close All Editors'],
			['.part.auxiliarybar', 'Hide Secondary Side Bar'],
			['.part.panel', 'Hide Panel'],
		] as const) {
			const open = page.locator(what).first();
			if (!(await open.isVisible())) continue;
			await runCommand(page, `View: ${command}`);
			await open.waitFor({ state: 'hidden' });
		}
		await page.getByRole('tab', { name: 'Explorer' }).first().click();
		restoreProject(folder);
		await setTheme('dark');
	}
}

const scriptFile = path.join(temporaryFolder().folder, 'script.json');
const scripted = new SharedWindow({
	helperExtensions: [path.join(repoRoot, 'test/fixtures/scripted-model')],
	env: { SCRIPTED_MODEL: scriptFile },
});

const shared = { plain: new SharedWindow(), restricted: new SharedWindow({ trust: false }) };

/**
 * The window of the tests that need none of their own, as it is at first for a user with an open
 * project. It goes at the end of the run.
 *
 * @param kind `restricted` for a folder that nobody has trusted
 */
export async function sharedWindow(
	size: { readonly width: number; readonly height: number },
	kind: keyof typeof shared = 'plain',
): Promise<ProjectWindow> {
	return await shared[kind].take(size);
}

/**
 * A window like that with a model that says what `script` says, request by request. It is another one
 * than `sharedWindow` gives.
 */
export async function scriptedWindow(
	size: { readonly width: number; readonly height: number },
	script: readonly (readonly Step[])[],
): Promise<ProjectWindow> {
	writeFileSync(scriptFile, JSON.stringify(script));
	return await scripted.take(size);
}

after('close the shared windows', async () => {
	for (const each of [...Object.values(shared), scripted]) await each.dispose();
});

/** Makes a copy of the project what it was at first. */
function restoreProject(folder: string): void {
	const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	// The deepest first, so that folders are empty when it is their turn.
	for (const entry of entries.toSorted().toReversed()) {
		if (!existsSync(path.join(fixture, entry))) {
			rmSync(path.join(folder, entry), { recursive: true, force: true });
		}
	}
	// What is written anew would be told to all who watch it.
	const isChanged = (from: string, to: string): boolean =>
		!existsSync(to) || !statSync(from).isFile() || !readFileSync(from).equals(readFileSync(to));
	cpSync(fixture, folder, { recursive: true, filter: isChanged });
}

/**
 * Writes `.vscode-test/screenshots/<name>.png` and returns the path.
 *
 * @param part a selector of what is shown of the window, where that is not all
 */
export async function screenshot(
	{ page }: Pick<OpenWindow, 'page'>,
	name: string,
	part = 'body',
): Promise<string> {
	const file = path.join(cacheRoot, 'screenshots', `${name}.png`);
	mkdirSync(path.dirname(file), { recursive: true });
	await page.locator(part).first().screenshot({ path: file });
	return file;
}

/** Dark or light, as it is the turn; or both. */
export const themes = (['dark', 'light'] as const).filter((_, i) => notNow(2, i) === undefined);

/** As `screenshot`, in each of the `themes`, which the names end with. */
export async function pictures(window: OpenWindow, name: string): Promise<void> {
	for (const theme of themes) {
		await window.setTheme(theme);
		await screenshot(window, `${name}-${theme}`);
	}
}

/** Takes a picture, called `failed` and the test's title, after each test of a suite that fails. */
export function picturesOfFailures(windowOf: () => OpenWindow): void {
	afterEach(async function () {
		const test = this.currentTest;
		if (test?.isFailed()) await screenshot(windowOf(), `failed ${test.title}`);
	});
}

/**
 * The addresses outside of the test's own server that the page asks for from now on; the list grows.
 * Whether anything answers does not matter: to ask is to tell.
 */
export function outsideRequests(page: Page): readonly string[] {
	const own = new URL(page.url()).host;
	const outside: string[] = [];
	const look = (address: string): void => {
		const { protocol, host, pathname } = new URL(address);
		// VS Code itself looks for extensions that it could recommend.
		if (host === own || pathname === '/vscode/gallery/extensionquery') return;
		if (/^(?:http|ws)s?:$/.test(protocol)) outside.push(address);
	};
	page.context().on('request', (request) => look(request.url()));
	page.on('websocket', (socket) => look(socket.url()));
	return outside;
}

/** Opens a file of the folder by its path, or by its name where that is enough to find it. */
export async function openFile(page: Page, file: string): Promise<void> {
	const folder = path.dirname(file);
	// Another file of this name may be found before the one that was just written.
	const entry = page
		.locator('.quick-input-widget .monaco-list-row.focused', { hasText: path.basename(file) })
		.filter({ hasText: folder === '.' ? '' : folder })
		.first();
	for (let attempt = 1; ; attempt++) {
		await page.keyboard.press('ControlOrMeta+P');
		await page.locator('.quick-input-widget input').fill(file);
		try {
			await entry.waitFor({ timeout: 5_000 });
			break;
		} catch (error) {
			// A search that began before the file was noticed does not find it later.
			if (attempt === 6) throw error;
			await page.keyboard.press('Escape');
		}
	}
	await page.keyboard.press('Enter');
	await page
		.locator('.tab.active', { hasText: path.basename(file) })
		.first()
		.waitFor();
}

/** Puts the cursor of the editor that shows `content` behind the first place that has `text`. */
export async function goToText(page: Page, content: string, text: string): Promise<void> {
	const lines = content.slice(0, content.indexOf(text) + text.length).split('\n');
	await page.keyboard.press('Control+G');
	await page
		.locator('.quick-input-widget input')
		.fill(`:${lines.length}:${(lines.at(-1) ?? '').length + 1}`);
	await page.keyboard.press('Enter');
	await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
	await page.locator('.editor-group-container .monaco-editor.focused').waitFor();
}

/** Shows the hover at that place; `expected` is in it once all have answered that are asked. */
export async function hoverText(
	page: Page,
	content: string,
	text: string,
	expected: RegExp,
): Promise<void> {
	await goToText(page, content, text);
	await page.keyboard.press('Control+K');
	await page.keyboard.press('Control+I');
	await page.locator('.monaco-hover:not(.hidden)', { hasText: expected }).waitFor();
	// It fades in, which a picture would show.
	await page.waitForFunction(
		`document.getAnimations().every(({ effect, playState }) =>
			playState === 'finished' || !effect?.target?.closest('.monaco-hover'))`,
	);
}

/**
 * Waits until the line above the front matter says `text`. Where it comes late, VS Code leaves the
 * text of the editor in its place, and the line just above what is visible: so it is scrolled to.
 */
export async function waitForLens(page: Page, text: string): Promise<void> {
	const lens = page.locator('.codelens-decoration', { hasText: text }).first();
	for (let attempt = 1; ; attempt++) {
		await page.locator('.editor-group-container .view-lines').first().hover();
		await page.mouse.wheel(0, -400);
		await page.mouse.move(0, 0);
		try {
			await lens.waitFor({ timeout: 3_000 });
			return;
		} catch (error) {
			// VS Code asks less often the longer answers took, up to once a minute.
			if (attempt === 40) throw error;
		}
	}
}

/** Clicks what the line above the front matter offers as `text`, until `shown` is there. */
export async function clickLens(page: Page, text: string, shown: Locator): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		await page.locator('.codelens-decoration a', { hasText: text }).click();
		try {
			await shown.waitFor({ timeout: 10_000 });
			return;
		} catch (error) {
			// The line is drawn anew whenever there is more to say, also while the mouse is down on it.
			if (attempt === 6) throw error;
		}
	}
}

/** Runs a command by its title through the command palette, as a user does. */
export async function runCommand(page: Page, title: string): Promise<void> {
	const input = page.locator('.quick-input-widget input');
	const entry = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
	for (let attempt = 1; ; attempt++) {
		await page.keyboard.press('F1');
		await input.waitFor();
		await input.fill(`>${title}`);
		try {
			await entry.waitFor({ timeout: 3_000 });
			break;
		} catch (error) {
			// The palette lists what was there when it opened; extensions may have come later.
			if (attempt === 10) throw error;
			await page.keyboard.press('Escape');
		}
	}
	await page.keyboard.press('Enter');
}

/**
 * Waits for the notification with a text, and clears all.
 *
 * @param picture the name of a picture that is taken while it is shown
 * @returns what it says
 */
export async function readNotification(
	window: Pick<OpenWindow, 'page'>,
	text: string,
	picture?: string,
): Promise<string> {
	const { page } = window;
	// A window that is driven by a program shows no notification by itself, but that there is one.
	await page.locator('.statusbar-item .codicon-bell-dot').waitFor();
	const shown = page.locator('.notification-list-item', { hasText: text });
	for (let attempt = 1; ; attempt++) {
		await runCommand(page, 'Notifications: Show Notifications');
		try {
			await shown.waitFor({ timeout: 10_000 });
			break;
		} catch (error) {
			// The list closes with the last one in it, which may go before this one comes.
			if (attempt === 12) throw error;
		}
	}
	if (picture !== undefined) await screenshot(window, picture);
	const told = await shown.innerText();
	await runCommand(page, 'Notifications: Clear All Notifications');
	await shown.waitFor({ state: 'hidden' });
	return told;
}

/** What the chat offers to complete a name with. */
export async function namesFor(page: Page, text: string): Promise<readonly string[]> {
	return (await readSuggestions(page, text, 'none')).map(({ label }) => label);
}
