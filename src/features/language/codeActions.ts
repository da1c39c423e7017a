import { rangeIn } from '../../host/textPositions.ts';
import * as vscode from 'vscode';
import { differenceOf, fixAll } from '../../core/editor/validation/fixAll.ts';
import type { TextEdit } from '../../core/text/range.ts';
import { plain, plainLine, type PlainText } from '../../core/text/plainText.ts';
import { codeAction } from '../../host/editorItems.ts';
import { fixAllKind, settingIds } from '../../ids.ts';
import { agentLanguages, isOn } from './agentLanguages.ts';
import { diagnosticSource } from './diagnostics.ts';
import type { ProblemCache } from './problemCache.ts';

const fixEverything = vscode.CodeActionKind.SourceFixAll.append(fixAllKind);

/** Offers the fixes of the problems of agent files, one by one and all at once. */
export function registerCodeActions(problems: ProblemCache): vscode.Disposable {
	return vscode.languages.registerCodeActionsProvider(agentLanguages, new Fixes(problems), {
		providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixEverything],
	});
}

class Fixes implements vscode.CodeActionProvider {
	readonly #problems: ProblemCache;
	/** The actions that mend everything, whose edits are made when VS Code asks for them. */
	readonly #fixAll = new WeakMap<vscode.CodeAction, vscode.TextDocument>();

	constructor(problems: ProblemCache) {
		this.#problems = problems;
	}

	provideCodeActions(
		document: vscode.TextDocument,
		range: vscode.Range,
		{ only, diagnostics }: vscode.CodeActionContext,
	): vscode.CodeAction[] | undefined {
		const validated = this.#problems.get(document);
		const fixable = validated?.problems.filter(({ fix }) => fix) ?? [];
		if (fixable.length === 0) return undefined;
		const sure = fixable.filter(({ fix }) => !fix?.isGuess);
		const actions: vscode.CodeAction[] = [];
		if (wants(only, vscode.CodeActionKind.QuickFix) && isOn(settingIds.diagnostics, document)) {
			for (const { code, range: place, fix } of fixable) {
				const where = rangeIn(document, place);
				if (!fix || !where.intersection(range)) continue;
				const action = codeAction(plainLine(fix.title), vscode.CodeActionKind.QuickFix);
				action.edit = toWorkspaceEdit(document, fix.edits);
				action.diagnostics = diagnostics.filter(
					(each) =>
						each.source === diagnosticSource && codeOf(each) === code && each.range.isEqual(where),
				);
				if (!fix.isGuess) action.isPreferred = true;
				actions.push(action);
			}
			if (actions.length > 0 && sure.length > 1) {
				const title = plain`Fix all ${sure.length} problems of this agent file`;
				actions.push(this.#toFixAll(title, vscode.CodeActionKind.QuickFix, document));
			}
		}
		// Never offered beside quick fixes: VS Code asks for it when a file is saved, or in its menu.
		if (only && wants(only, fixEverything) && sure.length > 0) {
			const title = plain`Fix all problems of the agent file`;
			actions.push(this.#toFixAll(title, fixEverything, document));
		}
		return actions;
	}

	resolveCodeAction(action: vscode.CodeAction): vscode.CodeAction {
		const document = this.#fixAll.get(action);
		const validated = document && this.#problems.get(document);
		if (!validated) return action;
		const { analysis, context } = validated;
		const edit = differenceOf(analysis.text, fixAll(analysis.text, analysis, context));
		if (edit) action.edit = toWorkspaceEdit(document, [edit]);
		return action;
	}

	#toFixAll(
		title: PlainText,
		kind: vscode.CodeActionKind,
		document: vscode.TextDocument,
	): vscode.CodeAction {
		const action = codeAction(title, kind);
		this.#fixAll.set(action, document);
		return action;
	}
}

function wants(only: vscode.CodeActionKind | undefined, kind: vscode.CodeActionKind): boolean {
	return !only || only.contains(kind);
}

function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
	return typeof code === 'object' ? code.value : code;
}

function toWorkspaceEdit(
	document: vscode.TextDocument,
	edits: readonly TextEdit[],
): vscode.WorkspaceEdit {
	const result = new vscode.WorkspaceEdit();
	for (const { range, newText } of edits) {
		result.replace(document.uri, rangeIn(document, range), newText);
	}
	return result;
}
