import { docImportsOf } from '../code/docImports.ts';
import type { ImportLayout } from '../code/importLayout.ts';
import { mergeInto, withoutImports, type Conflict } from '../code/mergeModule.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { escapeSnippet, reindent, toSnippet, type Indentation } from '../code/snippet.ts';
import { stripTypes } from '../code/stripTypes.ts';
import { javaScriptUse } from './javaScriptUse.ts';
import type { Pattern, PatternFile } from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';
import { resolveTarget } from '../project/routes.ts';
import { lineEndOf, withLineEnds } from '../text/textEdits.ts';
import type { TextEdit } from '../text/range.ts';
import { fitCode } from './insertion.ts';
import { pathKind } from './kitRewrites.ts';
import { lineStartAt } from '../text/lineStarts.ts';

/** A file that code is inserted into. */
export interface CursorTarget {
	readonly module: ParsedModule;
	/** `undefined` for a file of another language, into which code goes as it is. */
	readonly language: 'ts' | 'js' | 'svelte' | undefined;
	/** Project-relative; `undefined` for a file outside of the project, or one without a name. */
	readonly path: string | undefined;
}

/** The project that code is fitted to, and how the editor indents. */
export interface CursorStyle {
	readonly facts: ProjectFacts;
	readonly libFolders: readonly string[];
	readonly indentation: Indentation;
}

/** One file of a pattern as it suits a target. */
export interface FittedPattern {
	/** What the pattern says, before it was fitted. */
	readonly code: string;
	readonly module: ParsedModule;
	readonly placeholders: readonly string[];
	/** It has imports and names, which are merged with those of the target. */
	readonly isModule: boolean;
	/** Whether it ends with a line break where it becomes the end of a file. */
	readonly insertFinalNewline?: boolean;
	/** How an import is written that gets too long when names join it. */
	readonly layout?: ImportLayout;
}

/** What inserts a pattern at a place of a file. */
export interface CursorInsertion {
	/** In the syntax of VS Code's snippets. */
	readonly snippet: string;
	/** Where the snippet goes: the place asked for, or the end of the block that can take it. */
	readonly offset: number;
	/** Edits of the file that bring in the imports; none of them touches the snippet's place. */
	readonly importEdits: readonly TextEdit[];
	/** Names that the file has already. */
	readonly conflicts: readonly Conflict[];
}

/**
 * Fits a file of a pattern to a target and its project. Targets of one `targetKind` get the same.
 */
export function fitAtCursor(
	pattern: Pattern,
	file: PatternFile,
	target: CursorTarget,
	{ facts, libFolders, indentation }: CursorStyle,
): FittedPattern {
	const fitted = fitCode(file, facts, pathOf(file, target, facts), libFolders).module;
	const isPlain = target.language === 'svelte' && !usesTypeScript(target.module, facts);
	const plain = isPlain
		? stripTypes(fitted, { ...javaScriptUse(facts), inComponent: true }).code
		: fitted.text;
	const code = reindent(plain, indentation, file.language);
	return {
		code: file.code,
		module: code === fitted.text ? fitted : new ParsedModule(code),
		placeholders: pattern.placeholders,
		isModule: file.language === 'typescript' || file.language === 'javascript',
	};
}

/** What of a target decides how code is fitted to it. */
export function targetKind(
	file: PatternFile,
	target: CursorTarget,
	{ facts, indentation }: CursorStyle,
): string {
	const isPlain = target.language === 'svelte' && !usesTypeScript(target.module, facts);
	const { insertSpaces, tabSize } = indentation;
	const path = pathOf(file, target, facts);
	return `${pathKind(path, facts)} ${isPlain} ${insertSpaces} ${tabSize}`;
}

/** Works out how fitted code goes into a file at an offset. Changes nothing. */
export function planAtCursor(
	fitted: FittedPattern,
	target: CursorTarget,
	cursor: number,
	facts: ProjectFacts,
): CursorInsertion {
	const { module, placeholders } = fitted;
	const { text } = target.module;
	const offset = Math.max(cursor, headEnd(target));
	if (!target.language || !fitted.isModule) {
		const snippet = surrounded(toSnippet(module.text.trimEnd(), placeholders), text, offset);
		return { snippet, importEdits: [], offset, conflicts: [] };
	}
	const { language } = target;
	const where =
		language === 'svelte' && isInModuleScript(target.module, offset) ? 'module' : 'script';
	const { layout } = fitted;
	const options = { language, where, typescript: facts.typescript, layout } as const;
	const merge = mergeInto(target.module, module, options);
	const range = merge.bodyRange;
	const isInside = range !== undefined && offset >= range.start && offset <= range.end;
	const place = isInside || !range ? offset : range.end;
	// An insertion at the very place of the snippet becomes a part of it: their order would be open.
	const here = merge.importEdits.filter(
		(edit) => edit.range.start === place && edit.range.end === place,
	);
	const before = here.map(({ newText }) => escapeSnippet(newText)).join('');
	const body = range === undefined ? '' : toSnippet(merge.body.trimEnd(), placeholders);
	const snippet =
		before === ''
			? surrounded(body, text, place)
			: `${before}${/\n\r?\n$/.test(before) ? '' : '\n'}${body}${breakBefore(text, place)}`;
	return {
		snippet: fitted.insertFinalNewline ? ended(snippet, text, place) : snippet,
		importEdits: merge.importEdits.filter((edit) => !here.includes(edit)),
		offset: place,
		conflicts: merge.conflicts,
	};
}

/**
 * The snippet alone, where it can be told without parsing the file: the same as that of
 * `planAtCursor`, whose snippet then also goes to this very offset. For a list of many patterns of
 * which one is taken.
 *
 * @returns `undefined` where the file has to be parsed to tell
 */
export function snippetAtCursor(
	fitted: FittedPattern,
	{ module, language }: CursorTarget,
	offset: number,
): string | undefined {
	if (language !== 'ts' && language !== 'js') return undefined;
	if (!fitted.isModule || mayTakeImports(module.text, offset)) return undefined;
	const { text, shape } = fitted.module;
	if (docImportsOf(text).length > 0) return undefined;
	const body = withLineEnds(withoutImports(text, shape.imports), lineEndOf(module.text));
	return surrounded(toSnippet(body.trimEnd(), fitted.placeholders), module.text, offset);
}

/**
 * Whether the file's imports could go to this very place. They go to the end of a line with an import,
 * or to a line below comments and directives; it is neither where something else stands before.
 */
function mayTakeImports(text: string, offset: number): boolean {
	const lineStart = lineStartAt(text, offset);
	const own = text.slice(lineStart, offset);
	if (own.trim() !== '') return true;
	const above = text.slice(0, lineStart).trimEnd();
	const line = above.slice(above.lastIndexOf('\n') + 1).trimStart();
	return line === '' || line.endsWith('*/') || /^(?:\/\/|\/?\*|#!|['"])/.test(line);
}

/**
 * The end of what has to stand first in a file: its `#!` line, and in a module the comment that has
 * it checked or not, and the directives.
 */
function headEnd({ module, language }: CursorTarget): number {
	const { text } = module;
	if (language === 'svelte') return 0;
	const own = text.startsWith('#!') ? (/^[^\n]*\n?/.exec(text)?.[0].length ?? 0) : 0;
	if (language === undefined) return own;
	const checked = /(?:[ \t]*\r?\n)*[ \t]*\/[/*][^\n]*@ts-(?:no)?check\b[^\n]*(?:\n|$)/y;
	checked.lastIndex = own;
	const end = own + (checked.exec(text)?.[0].length ?? 0);
	const { directivesEnd } = module.shape;
	const rest = /[ \t]*(?:\r?\n|$)/y;
	rest.lastIndex = directivesEnd;
	return directivesEnd === 0 ? end : directivesEnd + (rest.exec(text)?.[0].length ?? 0);
}

/** With line breaks where other text stands on the line, so that the code has its own lines. */
function surrounded(snippet: string, text: string, offset: number): string {
	const lineStart = lineStartAt(text, offset);
	const feed = text.indexOf('\n', offset);
	const before = text.slice(lineStart, offset).trim() === '' ? '' : '\n\n';
	const after = text.slice(offset, feed === -1 ? text.length : feed).trim() === '' ? '' : '\n';
	return `${before}${snippet}${after}`;
}

/** What parts code from the text that follows it on its line. */
function breakBefore(text: string, offset: number): string {
	const feed = text.indexOf('\n', offset);
	const rest = text.slice(offset, feed === -1 ? text.length : feed).trim();
	if (rest === '') return '';
	return rest.startsWith('</') ? '\n' : '\n\n';
}

/** With the end of its last line where it becomes the end of a file. */
function ended(snippet: string, text: string, offset: number): string {
	const rest = text.slice(offset);
	return snippet !== '' && rest.trim() === '' && !rest.includes('\n') ? `${snippet}\n` : snippet;
}

function pathOf(file: PatternFile, target: CursorTarget, facts: ProjectFacts): string {
	return target.path ?? resolveTarget(file.path ?? '', facts, undefined);
}

function usesTypeScript({ scripts }: ParsedModule, facts: ProjectFacts): boolean {
	return scripts.length === 0 ? facts.typescript : scripts.some(({ typescript }) => typescript);
}

function isInModuleScript({ scripts }: ParsedModule, offset: number): boolean {
	return scripts.some(
		({ kind, contentRange }) =>
			kind === 'module' && offset >= contentRange.start && offset <= contentRange.end,
	);
}
