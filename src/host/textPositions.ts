import * as vscode from 'vscode';
import type { TextRange } from '../core/text/range.ts';

/** A range of a document's text as VS Code wants it. */
export function rangeIn(document: vscode.TextDocument, { start, end }: TextRange): vscode.Range {
	return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** The same for a text that is no open document; line ends count as VS Code counts them. */
export function rangeInText(text: string, { start, end }: TextRange): vscode.Range {
	return new vscode.Range(positionIn(text, start), positionIn(text, end));
}

function positionIn(text: string, offset: number): vscode.Position {
	let line = 0;
	let lineStart = 0;
	for (const { 0: lineEnd, index } of text.matchAll(/\r\n|\r|\n/g)) {
		if (index + lineEnd.length > offset) break;
		line++;
		lineStart = index + lineEnd.length;
	}
	return new vscode.Position(line, offset - lineStart);
}

/** The other way round: a range of VS Code's as offsets, held to the text and to its lines. */
export function offsetsIn(text: string, { start, end }: vscode.Range): TextRange {
	return { start: offsetIn(text, start), end: offsetIn(text, end) };
}

function offsetIn(text: string, { line, character }: vscode.Position): number {
	let lineNumber = 0;
	let lineStart = 0;
	for (const { 0: lineEnd, index } of text.matchAll(/\r\n|\r|\n/g)) {
		if (lineNumber === line) return Math.min(lineStart + character, index);
		lineNumber++;
		lineStart = index + lineEnd.length;
	}
	return lineNumber === line ? Math.min(lineStart + character, text.length) : text.length;
}
