import * as vscode from 'vscode';
import { indexFolders, variantOf } from '../../core/insertion.ts';
import { completionWord, type LibraryPattern } from '../../core/patternLibrary.ts';
import type { PatternFile } from '../../core/patterns.ts';
import { escapeMarkdown, inlineCode } from '../../core/markdownText.ts';
import { plain, plainLine } from '../../core/text/plainText.ts';
import { completionItem } from '../../host/editorItems.ts';
import type { Project } from '../../host/projectFacts.ts';
import { planSnippet } from './insertAtCursor.ts';

/**
 * A completion for each pattern that has code for a document, with its imports as further edits.
 *
 * @param word the range of what is typed so far
 */
export function completionsFor(
	library: readonly LibraryPattern[],
	{ root, facts }: Project,
	document: vscode.TextDocument,
	word: vscode.Range,
): vscode.CompletionItem[] {
	const libFolders = indexFolders(library.map(({ pattern }) => pattern));
	// VS Code adjusts the indentation of completions by itself, from tabs.
	const indentation = { insertSpaces: false, tabSize: 4 };
	return library.flatMap((entry) => {
		const { pattern, handle } = entry;
		const file = fileFor(entry, document, facts);
		if (!file) return [];
		const insertion = { pattern, facts, root, libFolders };
		const planned = planSnippet(file, insertion, document, word.end, indentation);
		// A snippet that belongs elsewhere in the file cannot be a completion here.
		if (!planned.position.isEqual(word.end)) return [];
		const typed = completionWord(entry);
		const item = completionItem(
			{
				label: plainLine(typed),
				description: plainLine(pattern.title),
				detail: plain`${pattern.title} (@${handle})`,
				documentation: documentationOf(entry, file, planned.conflicts),
			},
			vscode.CompletionItemKind.Snippet,
		);
		item.filterText = typed;
		item.range = word;
		item.insertText = new vscode.SnippetString(planned.snippet);
		item.additionalTextEdits = [...planned.importEdits];
		return [item];
	});
}

/** The file of the pattern with the document's name, else one that any file of its kind can take. */
function fileFor(
	{ pattern }: LibraryPattern,
	{ uri, languageId }: vscode.TextDocument,
	facts: Project['facts'],
): PatternFile | undefined {
	const { files } = variantOf(pattern, facts);
	const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
	const same = files.find(({ path }) => path?.endsWith(name));
	if (same) return same;
	const isSvelte = languageId === 'svelte' || name.endsWith('.svelte');
	return files.find(({ language }) => (language === 'svelte') === isSvelte);
}

function documentationOf(
	{ pattern }: LibraryPattern,
	{ path, code }: PatternFile,
	conflicts: readonly { readonly name: string }[],
): vscode.MarkdownString {
	const text = new vscode.MarkdownString();
	if (pattern.summary) text.appendMarkdown(`${escapeMarkdown(pattern.summary)}\n\n`);
	if (conflicts.length > 0) {
		const names = conflicts.map(({ name }) => name);
		text.appendMarkdown(`⚠ This file already has ${names.map(inlineCode).join(', ')}.\n\n`);
	}
	if (path !== undefined) text.appendMarkdown(`For ${inlineCode(path)}\n\n`);
	return text.appendCodeblock(code, 'typescript');
}
