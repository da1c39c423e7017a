import * as vscode from 'vscode';
import { ToolError } from './toolError.ts';

/** A tool of this extension, whose result is text. Failures are `ToolError`s. */
export interface Tool<T> {
	/** What the user sees while it runs, and where it needs consent, what the user consents to. */
	prepare(input: T, token: vscode.CancellationToken): Promise<vscode.PreparedToolInvocation>;
	run(input: T, token: vscode.CancellationToken): Promise<string>;
}

/** Whether the user trusts the workspace; a test says otherwise. */
export type Trust = () => boolean;

/** @throws ToolError where what the agents of this workspace may do is limited to reading */
export function requireTrust(isTrusted: Trust, doing: string): void {
	if (isTrusted()) return;
	throw new ToolError(
		`The workspace is in Restricted Mode, in which files are read and nothing else: ${doing} is refused. The user can trust the workspace to allow it.`,
	);
}

/**
 * What the user has been asked to consent to. VS Code runs a tool only when the user has said yes to
 * what `prepare` showed, so that a call of which nothing was shown has no consent.
 */
export class Consent<T> {
	readonly #shown: { readonly key: string; readonly what: T }[] = [];

	/** Notes that the user is being asked about an input; `what` was shown. */
	show(input: object, what: T): void {
		this.#shown.push({ key: keyOf(input), what });
		// What the user declines is never taken.
		if (this.#shown.length > mostShown) this.#shown.shift();
	}

	/** What was shown last for an input, once for each time; `undefined` where nothing was. */
	take(input: object): T | undefined {
		const at = this.#shown.findLastIndex(({ key }) => key === keyOf(input));
		return at === -1 ? undefined : this.#shown.splice(at, 1)[0]?.what;
	}
}

const mostShown = 50;

function keyOf(input: object): string {
	return JSON.stringify(Object.entries(input).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Sentences as text alone, each a paragraph, and a code block that nothing in the code can end. */
export function withCodeBlock(
	sentences: readonly string[],
	code: string,
	language: string,
): vscode.MarkdownString {
	let longest = 2;
	for (const [run] of code.matchAll(/`+/g)) longest = Math.max(longest, run.length);
	const fence = '`'.repeat(longest + 1);
	const text = new vscode.MarkdownString();
	for (const [i, sentence] of sentences.entries()) {
		if (i > 0) text.appendMarkdown('\n\n');
		appendSentence(text, sentence);
	}
	return text.appendMarkdown(`\n${fence}${language}\n${code}\n${fence}\n`);
}

/** `appendText` leaves entities (`&lt;`) and addresses in angle brackets alive. */
function appendSentence(text: vscode.MarkdownString, sentence: string): void {
	for (const [part] of sentence.matchAll(/[&<]|[^&<]+/g)) {
		if (part === '&') text.appendMarkdown('\\&');
		else if (part === '<') text.appendMarkdown('\\<');
		else text.appendText(part);
	}
}

/** Cuts a text at a line end, and says so. */
export function capped(text: string, most: number, advice: string): string {
	if (text.length <= most) return text;
	const lineEnd = text.lastIndexOf('\n', most);
	return `${text.slice(0, lineEnd > 0 ? lineEnd : most)}\n\n[Cut after ${most} characters. ${advice}]`;
}
