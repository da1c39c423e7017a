import type * as vscode from 'vscode';
import type { PlainText } from '../../core/text/plainText.ts';
import type { ShownCommand } from '../../host/shownCommand.ts';

declare const modelMark: unique symbol;

/** What a model answers: markdown, in which VS Code lets no command run and loads no image. */
export type ModelText = string & { readonly [modelMark]: true };

/**
 * Where an answer goes: the part of VS Code's stream that is used, without the ways to show a text
 * that nobody has made plain or escaped.
 */
export interface ReplyStream {
	markdown(text: vscode.MarkdownString | ModelText): void;
	/** The title may show icons. */
	button(command: ShownCommand): void;
	anchor(target: vscode.Uri, title: PlainText): void;
}

/** Says that a text is the answer of a model, and nobody else's. */
export function saidByModel(text: string): ModelText {
	return text as ModelText;
}
