import { fileNameOf } from '../../core/text/fileName.ts';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { canStandIn } from '../../core/code/codeLanguage.ts';
import type { Conflict } from '../../core/code/mergeModule.ts';
import {
	fitAtCursor,
	planAtCursor,
	snippetAtCursor,
	targetKind,
	type CursorStyle,
	type CursorTarget,
	type FittedPattern,
} from '../../core/insertion/atCursor.ts';
import { indexFolders } from '../../core/insertion/insertion.ts';
import { routeAt } from '../../core/insertion/patternRoutes.ts';
import { fileAtRoute } from '../../core/insertion/placeRoutes.ts';
import { variantOf } from '../../core/insertion/projectVariant.ts';
import { projectWarnings } from '../../core/insertion/projectWarnings.ts';
import {
	completionWord,
	isInsertable,
	type LibraryPattern,
} from '../../core/pattern/patternLibrary.ts';
import { labelOf, type Pattern, type PatternFile } from '../../core/pattern/patterns.ts';
import { fitsInto } from '../../core/pattern/fileRole.ts';
import { resolveTarget } from '../../core/project/routes.ts';
import { commandIds } from '../../ids.ts';
import type { CodeFormat } from '../../core/code/codeFormat.ts';
import type { CodeFormatReading } from '../../core/project/readCodeFormat.ts';
import { formatAtCursor, styleKey } from '../../core/insertion/formatAtCursor.ts';
import { readProjectFormat } from './projectFormat.ts';
import type { RouteFolder } from '../../core/project/projectBlock.ts';
import type { ProjectFacts } from '../../core/project/project.ts';
import { escapeMarkdown, inlineCode } from '../../core/text/markdownText.ts';
import { plain, plainLine } from '../../core/text/plainText.ts';
import { completionItem } from '../../host/editorItems.ts';
import type { Project } from '../../host/project/projectReader.ts';
import { languageOf, targetOf, toTextEdits } from './insertAtCursor.ts';

/** VS Code adjusts the indentation of completions by itself, from tabs. */
const indentation = { insertSpaces: false, tabSize: 4 };

/** How long patterns are fitted at a stretch, in ms, before others have their turn. */
const stretch = 8;

/** Where a completion was asked for, and what it inserts. */
interface Offered {
	readonly entry: LibraryPattern;
	readonly file: PatternFile;
	readonly fitted: FittedPattern;
	readonly document: vscode.TextDocument;
	readonly project: Project;
	readonly word: vscode.Range;
}

/** What the patterns of one list are fitted to. */
interface CompletionStyle extends CursorStyle {
	readonly format: CodeFormat;
	/** Tells it from others. */
	readonly formatKey: string;
	/** The one that the document is a part of. */
	readonly route: string | undefined;
	readonly routes: readonly RouteFolder[];
}

/** A file of a pattern as it suits a route. */
interface FileThere extends Pick<CompletionStyle, 'route' | 'routes'> {
	readonly there: PatternFile;
}

/** Where completions are asked for, and among what. */
export interface CompletionPlace {
	readonly library: readonly LibraryPattern[];
	readonly project: Project;
	/** Those of the project. */
	readonly routes: readonly RouteFolder[];
	readonly document: vscode.TextDocument;
	/** The range of what is typed so far. */
	readonly word: vscode.Range;
}

function itemOf({ entry, file, word }: Offered, snippet: string): vscode.CompletionItem {
	const { pattern, handle } = entry;
	const typed = completionWord(entry);
	const item = completionItem(
		{
			label: plainLine(typed),
			description: plainLine(labelOf(pattern)),
			detail: plain`${labelOf(pattern)} (@${handle})`,
		},
		vscode.CompletionItemKind.Snippet,
	);
	item.filterText = typed;
	item.range = word;
	item.insertText = new vscode.SnippetString(snippet);
	// What else the pattern needs is offered as by the command.
	item.command = {
		command: commandIds.finishPattern,
		title: 'Offer What Else the Pattern Needs',
		arguments: [entry.key, file.path],
	};
	return item;
}

/**
 * A completion for each pattern that has code for a document. Its imports are worked out when it is
 * chosen: only for them the document has to be parsed.
 */
export class PatternCompletions {
	readonly #fitted = new WeakMap<ProjectFacts, Map<string, FittedPattern>>();
	/** Routes are read anew when one of them comes or goes. */
	readonly #atRoutes = new WeakMap<PatternFile, FileThere>();
	readonly #formats = new WeakMap<ProjectFacts, Promise<CodeFormatReading>>();
	readonly #offered = new WeakMap<vscode.CompletionItem, Offered>();

	async provide(
		{ library, project, routes, document, word }: CompletionPlace,
		token: vscode.CancellationToken,
	): Promise<vscode.CompletionItem[]> {
		const { root, facts } = project;
		const style = {
			facts,
			libFolders: indexFolders(library.map(({ pattern }) => pattern)),
			indentation,
		};
		const reading = await this.#formatsOf(project);
		if (token.isCancellationRequested) return [];
		const target = targetOf(document, root, word);
		const format = target.path === undefined ? reading.format : reading.formatOf(target.path);
		const formatKey = JSON.stringify(format);
		const route = target.path === undefined ? undefined : routeAt(target.path, facts);
		const offset = document.offsetAt(word.end);
		const items: vscode.CompletionItem[] = [];
		let begun = performance.now();
		for (const entry of library) {
			const file = isInsertable(entry) ? fileFor(entry, document, target, facts) : undefined;
			if (!file) continue;
			const fitted = await this.#fit(entry, file, target, {
				...style,
				format,
				formatKey,
				route,
				routes,
			});
			if (token.isCancellationRequested) return [];
			const snippet =
				snippetAtCursor(fitted, target, offset) ?? snippetHere(fitted, target, offset, facts);
			if (snippet !== undefined) {
				const offered = { entry, file, fitted, document, project, word };
				const item = itemOf(offered, snippet);
				item.sortText = sortTextOf(entry, file, target, facts);
				this.#offered.set(item, offered);
				items.push(item);
			}
			if (performance.now() - begun < stretch) continue;
			await setImmediate();
			if (token.isCancellationRequested) return [];
			begun = performance.now();
		}
		return items;
	}

	/** Adds the imports, and what there is to know before one inserts it. */
	resolve(item: vscode.CompletionItem): vscode.CompletionItem {
		const offered = this.#offered.get(item);
		if (!offered) return item;
		const { entry, file, fitted, document, project, word } = offered;
		const { root, facts } = project;
		const target = targetOf(document, root, word);
		const plan = planAtCursor(fitted, target, document.offsetAt(word.end), facts);
		item.additionalTextEdits = toTextEdits(document, plan.importEdits);
		item.documentation = documentationOf(
			entry,
			file,
			plan.conflicts,
			projectWarnings([entry.pattern], facts),
		);
		return item;
	}

	/** Read once for each reading of the facts: completions are asked for at each key. */
	#formatsOf({ root, facts }: Project): Promise<CodeFormatReading> {
		const known = this.#formats.get(facts);
		if (known) return known;
		const read = readProjectFormat(root, facts);
		this.#formats.set(facts, read);
		return read;
	}

	async #fit(
		{ key, pattern }: LibraryPattern,
		file: PatternFile,
		target: CursorTarget,
		style: CompletionStyle,
	): Promise<FittedPattern> {
		const { facts, format, formatKey } = style;
		let known = this.#fitted.get(facts);
		if (!known) this.#fitted.set(facts, (known = new Map()));
		const there = this.#atRoute(pattern, file, style);
		const kind = targetKind(file, target, style);
		const id = `${key} ${file.path} ${style.route} ${kind} ${styleKey(target)} ${formatKey}`;
		const before = known.get(id);
		if (before?.code === there.code) return before;
		const unformatted = fitAtCursor(pattern, there, target, style);
		const fitted = await formatAtCursor(unformatted, target, format, style.indentation);
		known.set(id, fitted);
		return fitted;
	}

	#atRoute(
		pattern: Pattern,
		file: PatternFile,
		{ facts, route, routes }: CompletionStyle,
	): PatternFile {
		const known = this.#atRoutes.get(file);
		if (known?.route === route && known?.routes === routes) return known.there;
		const there = fileAtRoute(file, variantOf(pattern, facts), route, routes);
		this.#atRoutes.set(file, { route, routes, there });
		return there;
	}
}

/** The patterns for this very file come before the others. */
function sortTextOf(
	entry: LibraryPattern,
	{ path }: PatternFile,
	target: CursorTarget,
	facts: ProjectFacts,
): string {
	const isOwn = path !== undefined && resolveTarget(path, facts, undefined) === target.path;
	return `${isOwn ? 0 : 1} ${completionWord(entry)}`;
}

/** A snippet that belongs elsewhere in the file cannot be a completion here. */
function snippetHere(
	fitted: FittedPattern,
	target: CursorTarget,
	offset: number,
	facts: ProjectFacts,
): string | undefined {
	const plan = planAtCursor(fitted, target, offset, facts);
	// What is typed goes, and nothing but blanks stands before it: the code is on its own line already.
	return plan.offset === offset ? plan.snippet.replace(/^(?:\r?\n)+/, '') : undefined;
}

/**
 * The file of the pattern with the document's name, else one in the document's language that can stand
 * there. A page has scripts of its own: it goes into an empty file.
 */
function fileFor(
	{ pattern }: LibraryPattern,
	document: vscode.TextDocument,
	target: CursorTarget,
	facts: ProjectFacts,
): PatternFile | undefined {
	const { files } = variantOf(pattern, facts);
	const name = fileNameOf(document.uri.path);
	const documentLanguage = languageOf(document);
	const isEmpty = target.module.text.trim() === '';
	const fitting = files.filter(
		({ language, path }) =>
			canStandIn(language, documentLanguage) &&
			fitsInto(path, target.path) &&
			(language !== 'svelte' || path === undefined || isEmpty),
	);
	return fitting.find(({ path = '' }) => fileNameOf(path) === name) ?? fitting[0];
}

function documentationOf(
	{ pattern }: LibraryPattern,
	{ path, code }: PatternFile,
	conflicts: readonly Conflict[],
	warnings: readonly string[],
): vscode.MarkdownString {
	const text = new vscode.MarkdownString();
	if (pattern.summary) text.appendMarkdown(`${escapeMarkdown(pattern.summary)}\n\n`);
	for (const warning of warnings) text.appendMarkdown(`⚠ ${escapeMarkdown(warning)}\n\n`);
	if (conflicts.length > 0) {
		const names = conflicts.map(({ name }) => name);
		text.appendMarkdown(`⚠ This file already has ${names.map(inlineCode).join(', ')}.\n\n`);
	}
	if (path !== undefined) text.appendMarkdown(`For ${inlineCode(path)}\n\n`);
	return text.appendCodeblock(code, 'typescript');
}
