import * as vscode from 'vscode';
import { codeFence, escapeMarkdown } from '../../core/text/markdownText.ts';
import { ToolError } from '../../host/toolError.ts';

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

/** Sentences as text alone, each a paragraph, and a code block that nothing in the code can end. */
export function withCodeBlock(
	sentences: readonly string[],
	code: string,
	language: string,
): vscode.MarkdownString {
	const fence = codeFence(code);
	const text = new vscode.MarkdownString();
	for (const [i, sentence] of sentences.entries()) {
		if (i > 0) text.appendMarkdown('\n\n');
		text.appendMarkdown(escapeMarkdown(sentence));
	}
	return text.appendMarkdown(`\n${fence}${language}\n${code}\n${fence}\n`);
}

/** Cuts a text at a line end, and says so. */
export function capped(text: string, most: number, advice: string): string {
	if (text.length <= most) return text;
	const lineEnd = text.lastIndexOf('\n', most);
	return `${text.slice(0, lineEnd > 0 ? lineEnd : most)}\n\n[Cut after ${most} characters. ${advice}]`;
}
