import * as vscode from 'vscode';
import { completionsAt } from '../../core/editor/completion.ts';
import type { Completion } from '../../core/editor/completion.ts';
import { plainLine } from '../../core/text/plainText.ts';
import { completionItem } from '../../host/editorItems.ts';
import { rangeIn } from '../../host/textPositions.ts';
import { settingIds } from '../../ids.ts';
import { agentLanguages, isOn } from './agentLanguages.ts';
import type { EditorSurroundings } from './editorSurroundings.ts';
import type { LanguageContext } from './languageContext.ts';

const kinds: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
	key: vscode.CompletionItemKind.Property,
	value: vscode.CompletionItemKind.EnumMember,
	tool: vscode.CompletionItemKind.Method,
	model: vscode.CompletionItemKind.Value,
	color: vscode.CompletionItemKind.Color,
	agent: vscode.CompletionItemKind.User,
	attribute: vscode.CompletionItemKind.Field,
	snippet: vscode.CompletionItemKind.Snippet,
};

/** Completes keys, values, agents and attributes of code blocks in agent files. */
export function registerCompletion(
	{ documents }: LanguageContext,
	surroundings: EditorSurroundings,
): vscode.Disposable {
	return vscode.languages.registerCompletionItemProvider(
		agentLanguages,
		{
			provideCompletionItems(document, position) {
				const analysis = documents.get(document);
				if (!analysis || !isOn(settingIds.completion, document)) return undefined;
				const offset = document.offsetAt(position);
				const found = completionsAt(analysis, offset, surroundings.of(document, analysis));
				return found.map((completion, i) => toItem(document, completion, i));
			},
		},
		'@',
		':',
		' ',
		',',
	);
}

function toItem(
	document: vscode.TextDocument,
	{ kind, label, detail, documentation, snippet, range }: Completion,
	rank: number,
): vscode.CompletionItem {
	const text = {
		label: plainLine(label),
		description: plainLine(detail),
		// A plain text of a color makes VS Code draw it.
		documentation:
			kind === 'color' ? plainLine(documentation) : new vscode.MarkdownString(documentation),
	};
	const item = completionItem(text, kinds[kind]);
	item.filterText = label;
	item.insertText = new vscode.SnippetString(snippet);
	item.range = rangeIn(document, range);
	// VS Code proposes tools too, and those are here: it sorts its own by their names.
	item.sortText = `${kind === 'tool' ? '~' : ''}${String(rank).padStart(4, '0')}`;
	return item;
}
