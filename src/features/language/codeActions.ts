import { rangeIn, rangeInText } from '../../host/textPositions.ts';
import * as vscode from 'vscode';
import { fixAll } from '../../core/editor/validation/fixAll.ts';
import { differenceOf } from '../../core/text/textEdits.ts';
import { nameAll, type NameEdit } from '../../core/editor/validation/nameProblems.ts';
import type { TextEdit } from '../../core/text/range.ts';
import { plain, plainLine, type PlainText } from '../../core/text/plainText.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import { codeAction } from '../../host/editorItems.ts';
import { fixAllKind, settingIds } from '../../ids.ts';
import { agentLanguages, isOn } from './agentLanguages.ts';
import { diagnosticSource } from './diagnostics.ts';
import type { ProblemCache } from './problemCache.ts';

const fixEverything = vscode.CodeActionKind.SourceFixAll.append(fixAllKind);

/** Offers the fixes of the problems of agent files, one by one and all at once. */
export function registerCodeActions(
	problems: ProblemCache,
	agents: AgentLibrary,
): vscode.Disposable {
	return vscode.languages.registerCodeActionsProvider(agentLanguages, new Fixes(problems, agents), {
		providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixEverything],
	});
}

class Fixes implements vscode.CodeActionProvider {
	readonly #problems: ProblemCache;
	readonly #agents: AgentLibrary;
	/** The actions that mend everything, whose edits are made when VS Code asks for them. */
	readonly #fixAll = new WeakMap<vscode.CodeAction, vscode.TextDocument>();

	/** The actions that name several files. */
	readonly #named = new WeakMap<vscode.CodeAction, readonly NameEdit[]>();

	constructor(problems: ProblemCache, agents: AgentLibrary) {
		this.#problems = problems;
		this.#agents = agents;
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
				if (code === 'handle-taken') actions.push(...this.#toNameAll(document, action.diagnostics));
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

	async resolveCodeAction(action: vscode.CodeAction): Promise<vscode.CodeAction> {
		const names = this.#named.get(action);
		if (names) {
			action.edit = await namingEdit(names, this.#agents);
			return action;
		}
		const document = this.#fixAll.get(action);
		const validated = document && this.#problems.get(document);
		if (!validated) return action;
		const { analysis, context } = validated;
		const edit = differenceOf(analysis.text, fixAll(analysis.text, analysis, context));
		if (edit) action.edit = toWorkspaceEdit(document, [edit]);
		return action;
	}

	/** Gives this file and those of the same name names of their own. */
	#toNameAll(
		document: vscode.TextDocument,
		diagnostics: vscode.Diagnostic[],
	): readonly vscode.CodeAction[] {
		const path = document.uri.toString();
		const edits = nameAll(path, this.#agents.catalog);
		if (edits.length < 2) return [];
		const title = plain`Give all ${edits.length} files names of their own`;
		const action = codeAction(title, vscode.CodeActionKind.QuickFix);
		action.diagnostics = diagnostics;
		this.#named.set(action, edits);
		return [action];
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

/** Files that have changed since they were read keep their names. */
async function namingEdit(
	names: readonly NameEdit[],
	agents: AgentLibrary,
): Promise<vscode.WorkspaceEdit> {
	const edit = new vscode.WorkspaceEdit();
	for (const { path, range, before, newText } of names) {
		const uri = vscode.Uri.parse(path);
		const text = (await agents.inEditor(uri))?.text ?? '';
		if (text.slice(range.start, range.end) !== before) continue;
		edit.replace(uri, rangeInText(text, range), newText);
	}
	return edit;
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
