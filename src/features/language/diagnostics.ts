import { rangeIn, rangeInText } from '../../host/textPositions.ts';
import * as vscode from 'vscode';
import type { AgentDocument } from '../../core/editor/agentDocument.ts';
import type { Problem, RelatedPlace, Severity } from '../../core/problem/problem.ts';
import { plainLine } from '../../core/text/plainText.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import { diagnostic, relatedInformation } from '../../host/editorItems.ts';
import { settingIds } from '../../ids.ts';
import { isOn } from './agentLanguages.ts';
import type { EditorSurroundings } from './editorSurroundings.ts';
import type { ProblemCache } from './problemCache.ts';
import { problemPageUri } from './problemPages.ts';
import type { LanguageContext } from './languageContext.ts';

/** What names the extension beside each problem. */
export const diagnosticSource = 'SvelteKit Agents';

/** After the last keystroke, so that half-written words are not judged. */
const pause = 250;

/** Shows the problems of agent files while they are open, shortly after each change. */
export function registerDiagnostics(
	{ agents, log }: LanguageContext,
	problems: ProblemCache,
	surroundings: EditorSurroundings,
): vscode.Disposable {
	const diagnostics = new Diagnostics(problems, agents, log);
	const all = (): void => diagnostics.updateAll();
	all();
	return vscode.Disposable.from(
		diagnostics,
		vscode.workspace.onDidOpenTextDocument((document) => diagnostics.update(document)),
		vscode.workspace.onDidSaveTextDocument((document) => diagnostics.update(document)),
		vscode.workspace.onDidChangeTextDocument(({ document }) => diagnostics.updateSoon(document)),
		vscode.workspace.onDidCloseTextDocument((document) => diagnostics.forget(document)),
		vscode.workspace.onDidChangeConfiguration((event) => {
			const { diagnostics: isShown, problems: levels } = settingIds;
			if ([isShown, levels].some((id) => event.affectsConfiguration(id))) all();
		}),
		surroundings.onDidChange(all),
	);
}

class Diagnostics implements vscode.Disposable {
	readonly #collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
	readonly #timers = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();
	readonly #problems: ProblemCache;
	readonly #agents: AgentLibrary;
	readonly #log: vscode.LogOutputChannel;
	#isDisposed = false;

	constructor(problems: ProblemCache, agents: AgentLibrary, log: vscode.LogOutputChannel) {
		this.#problems = problems;
		this.#agents = agents;
		this.#log = log;
	}

	dispose(): void {
		this.#isDisposed = true;
		for (const timer of this.#timers.values()) clearTimeout(timer);
		this.#collection.dispose();
	}

	updateAll(): void {
		for (const document of vscode.workspace.textDocuments) this.update(document);
	}

	updateSoon(document: vscode.TextDocument): void {
		clearTimeout(this.#timers.get(document));
		this.#timers.set(
			document,
			setTimeout(() => this.update(document), pause),
		);
	}

	update(document: vscode.TextDocument): void {
		clearTimeout(this.#timers.get(document));
		this.#timers.delete(document);
		this.#show(document).catch((error: unknown) => {
			this.#log.error(`Problems of ${document.uri.toString()}:`, error);
		});
	}

	forget(document: vscode.TextDocument): void {
		clearTimeout(this.#timers.get(document));
		this.#timers.delete(document);
		this.#collection.delete(document.uri);
	}

	async #show(document: vscode.TextDocument): Promise<void> {
		const isShown = isOn(settingIds.diagnostics, document);
		const validated = isShown ? this.#problems.get(document) : undefined;
		if (!validated) {
			this.#collection.delete(document.uri);
			return;
		}
		const { version } = document;
		const shown = await Promise.all(
			validated.problems
				.filter((problem) => !isSaidByVsCode(document, validated.analysis, problem))
				.map((problem) => toDiagnostic(document, problem, this.#agents)),
		);
		// What was typed meanwhile has its own update, and a closed document has no problems.
		if (this.#isDisposed || document.isClosed || document.version !== version) return;
		this.#collection.set(document.uri, shown);
	}
}

/**
 * Whether VS Code reports the same at the same place, as it does of a key that is spelled exactly like
 * one above it, in a header that it can read. The fix of ours is offered all the same.
 */
function isSaidByVsCode(
	{ languageId }: vscode.TextDocument,
	{ frontMatter, text }: AgentDocument,
	{ code, range }: Problem,
): boolean {
	if (languageId !== 'chatagent' || code !== 'duplicate-key') return false;
	const { entries, problems } = frontMatter;
	const at = entries.findIndex(({ keyRange }) => keyRange.start === range.start);
	const isRepeated = entries.slice(0, at).some(({ key }) => key === entries[at]?.key);
	const isRead = problems.every((each) => each.severity !== 'error' || each.code === code);
	return isRepeated && isRead && text.startsWith('---');
}

/** Messages quote what stands in the file. */
const longestMessage = 500;

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
	error: vscode.DiagnosticSeverity.Error,
	warning: vscode.DiagnosticSeverity.Warning,
	information: vscode.DiagnosticSeverity.Information,
	hint: vscode.DiagnosticSeverity.Hint,
};

async function toDiagnostic(
	document: vscode.TextDocument,
	{ code, severity, range, message, related = [] }: Problem,
	agents: AgentLibrary,
): Promise<vscode.Diagnostic> {
	const shown = diagnostic(
		rangeIn(document, range),
		plainLine(message, longestMessage),
		severities[severity],
	);
	shown.source = diagnosticSource;
	shown.code = { value: code, target: problemPageUri(code) };
	if (related.length > 0) {
		shown.relatedInformation = await Promise.all(
			related.map(async (each) => toRelatedInformation(each, agents)),
		);
	}
	return shown;
}

async function toRelatedInformation(
	{ path, range, message }: RelatedPlace,
	agents: AgentLibrary,
): Promise<vscode.DiagnosticRelatedInformation> {
	const uri = vscode.Uri.parse(path);
	const text = (await agents.inEditor(uri))?.text ?? '';
	const location = new vscode.Location(uri, rangeInText(text, range));
	return relatedInformation(location, plainLine(message, longestMessage));
}
