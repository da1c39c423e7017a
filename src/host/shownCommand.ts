import type * as vscode from 'vscode';
import type { PlainText } from '../core/text/plainText.ts';

/** A command with the words that it is offered with: those of a lens or a button, which show icons. */
export interface ShownCommand extends vscode.Command {
	title: PlainText;
}
