import * as vscode from 'vscode';
import { handleHover, hoverAt, hoverCommands } from '../../core/editor/hover.ts';
import type { HoverText } from '../../core/editor/hover.ts';
import { rangeIn } from '../../host/textPositions.ts';
import { settingIds } from '../../ids.ts';
import { agentLanguages, isOn } from './agentLanguages.ts';
import type { EditorSurroundings } from './editorSurroundings.ts';
import type { LanguageContext } from './languageContext.ts';

/** Explains agent files, and `@handles` in all markdown. Answers from memory. */
export function registerHover(
	{ documents }: LanguageContext,
	surroundings: EditorSurroundings,
): vscode.Disposable {
	return vscode.languages.registerHoverProvider(agentLanguages, {
		provideHover(document, position) {
			if (!isOn(settingIds.hover, document)) return undefined;
			const analysis = documents.get(document);
			const offset = document.offsetAt(position);
			const found = analysis
				? hoverAt(
						analysis,
						offset,
						surroundings.of(document, analysis),
						hasProblem(document, position),
					)
				: handleHover(document.getText(), offset, surroundings.general());
			return found && toHover(document, found);
		},
	});
}

function toHover(document: vscode.TextDocument, { markdown, range }: HoverText): vscode.Hover {
	const text = new vscode.MarkdownString(markdown);
	// Links run these commands and no others, whatever a file says.
	text.isTrusted = { enabledCommands: hoverCommands };
	return new vscode.Hover(text, rangeIn(document, range));
}

/** Whether the hover says a problem there, ours or VS Code's own; it says no hints. */
function hasProblem({ uri }: vscode.TextDocument, position: vscode.Position): boolean {
	return vscode.languages
		.getDiagnostics(uri)
		.some(
			({ range, severity }) =>
				severity !== vscode.DiagnosticSeverity.Hint && range.contains(position),
		);
}
