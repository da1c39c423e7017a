import * as vscode from 'vscode';
import type { PlainText } from '../core/text/plainText.ts';
import type { ShownCommand } from './shownCommand.ts';

// What VS Code shows in and around an editor, made of plain text alone: some of it is shown with
// icons (lenses, completions, symbols in a list), some as markdown (the tool tips of links and rows).

export function codeLens(place: vscode.Range, command: ShownCommand): vscode.CodeLens {
	return new vscode.CodeLens(place, command);
}

export function diagnostic(
	place: vscode.Range,
	message: PlainText,
	severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
	return new vscode.Diagnostic(place, message, severity);
}

export function relatedInformation(
	place: vscode.Location,
	message: PlainText,
): vscode.DiagnosticRelatedInformation {
	return new vscode.DiagnosticRelatedInformation(place, message);
}

export function codeAction(title: PlainText, kind: vscode.CodeActionKind): vscode.CodeAction {
	return new vscode.CodeAction(title, kind);
}

export function documentSymbol(
	name: PlainText,
	detail: PlainText,
	kind: vscode.SymbolKind,
	range: vscode.Range,
	selection: vscode.Range,
): vscode.DocumentSymbol {
	return new vscode.DocumentSymbol(name, detail, kind, range, selection);
}

export function documentLink(
	place: vscode.Range,
	target: vscode.Uri,
	tooltip: PlainText,
): vscode.DocumentLink {
	const link = new vscode.DocumentLink(place, target);
	link.tooltip = tooltip;
	return link;
}

export interface CompletionText {
	readonly label: PlainText;
	/** Behind the label, pale. */
	readonly description?: PlainText;
	/** Above the documentation. */
	readonly detail?: PlainText;
	/** Markdown in which texts from outside are escaped; a plain text of a color makes VS Code draw it. */
	readonly documentation?: vscode.MarkdownString | PlainText;
}

export function completionItem(
	{ label, description, detail, documentation }: CompletionText,
	kind: vscode.CompletionItemKind,
): vscode.CompletionItem {
	const item = new vscode.CompletionItem(
		description === undefined ? label : { label, description },
		kind,
	);
	if (detail !== undefined) item.detail = detail;
	if (documentation !== undefined) item.documentation = documentation;
	return item;
}
