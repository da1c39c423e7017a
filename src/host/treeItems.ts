import * as vscode from 'vscode';
import type { PlainText } from '../core/text/plainText.ts';
import type { ShownCommand } from './shownCommand.ts';

/** A row of a tree. Labels and descriptions show no icons; tool tips are markdown, or plain text. */
export interface TreeRow {
	/** Stays the same while the row means the same, so that it stays open. */
	readonly id: string;
	readonly label: PlainText;
	/** Behind the label, pale. */
	readonly description?: PlainText;
	/** Markdown in which texts from outside are escaped, or a plain text. */
	readonly tooltip?: vscode.MarkdownString | PlainText;
	readonly icon?: vscode.ThemeIcon;
	/** Decides which actions there are. */
	readonly context?: string;
	readonly state?: vscode.TreeItemCollapsibleState;
	/** Run when the row is chosen. */
	readonly command?: ShownCommand;
	/** What a screen reader says instead of the label and the description. */
	readonly spoken?: PlainText;
}

export function treeItem(row: TreeRow): vscode.TreeItem {
	const { label, state = vscode.TreeItemCollapsibleState.None } = row;
	const item = new vscode.TreeItem(label, state);
	item.id = row.id;
	if (row.description !== undefined) item.description = row.description;
	if (row.tooltip !== undefined) item.tooltip = row.tooltip;
	if (row.icon) item.iconPath = row.icon;
	if (row.context !== undefined) item.contextValue = row.context;
	if (row.command) item.command = row.command;
	// Else a screen reader says the tool tip in place of the row.
	const shown = row.description === undefined ? label : `${label}, ${row.description}`;
	item.accessibilityInformation = { label: row.spoken ?? shown };
	return item;
}
