import { firstImportPlace } from './mergeImports.ts';
import type { ModuleName } from './moduleShape.ts';
import type { ParsedModule } from './parsedModule.ts';
import type { TextEdit, TextRange } from '../text/range.ts';
import { applyEdits, indentAt } from '../text/textEdits.ts';

/** A line with a comment `@import { Handle } from '@sveltejs/kit'`: how JavaScript imports types. */
export interface DocImport {
	/** The whole line with its end. */
	readonly range: TextRange;
	readonly specifier: string;
	/** The specifier with its quotes. */
	readonly from: string;
	/** Between the braces; of other forms what stands in their place. */
	readonly names: readonly { readonly text: string; readonly local: string }[];
	readonly hasBraces: boolean;
}

/** The lines of a module that import types by a comment. */
export function docImportsOf(code: string): readonly DocImport[] {
	return [...code.matchAll(/^[ \t]*\/\*\*[ \t]*@import\s[^\n]{1,1000}(?:\n|$)/gm)].flatMap(
		(found) => {
			const [line] = found;
			const text = line.slice(line.indexOf('@import') + '@import'.length).trim();
			if (!text.endsWith('*/')) return [];
			const statement = text.slice(0, -2).trim();
			const at = statement.lastIndexOf(' from ');
			const [, quote, specifier = ''] =
				/^(['"])([^'"]{1,300})\1$/.exec(statement.slice(at + ' from '.length).trim()) ?? [];
			if (at < 1 || quote === undefined) return [];
			const what = statement.slice(0, at).trim();
			const hasBraces = what.startsWith('{') && what.endsWith('}');
			const names = (hasBraces ? what.slice(1, -1) : what).split(',').map((name) => name.trim());
			return {
				range: { start: found.index, end: found.index + line.length },
				specifier,
				from: `${quote}${specifier}${quote}`,
				names: names.map((name) => ({ text: name, local: localName(name) })),
				hasBraces,
			};
		},
	);
}

/** What a name is called in the module: the last word of `A as B`. */
function localName(name: string): string {
	const word = name.split(/\s/).at(-1) ?? '';
	return /^[\w$]+$/.test(word) ? word : '';
}

/** A module without its lines that import types by a comment. */
export function withoutDocImports(code: string, lines: readonly DocImport[]): string {
	return applyEdits(
		code,
		lines.map(({ range }) => ({ range, newText: '' })),
	);
}

/** The names of the types that comments of a module define, and where. */
export function typedefNames(code: string): readonly ModuleName[] {
	return [...code.matchAll(/^[ \t]*(?:\/\*\*|\*)[ \t]*@typedef[ \t]+/gm)].flatMap((found) => {
		const start = endOfType(code, found.index + found[0].length);
		const name = /^\s*([\w$]+)/.exec(code.slice(start, start + 200))?.[1];
		return name === undefined ? [] : [{ name, range: { start: found.index, end: start } }];
	});
}

/** Types longer than this are not read. */
const longestType = 5000;

function endOfType(code: string, start: number): number {
	if (code[start] !== '{') return start;
	let depth = 0;
	for (let at = start; at < code.length && at < start + longestType; at++) {
		if (code[at] === '{') depth++;
		else if (code[at] === '}' && --depth === 0) return at + 1;
	}
	return code.length;
}

export interface MergedDocImports {
	/** What puts new lines above the imports that are there. */
	readonly edit: TextEdit | undefined;
	/** Names that mean something else in the existing module. */
	readonly conflicts: readonly ModuleName[];
}

/**
 * Adds imports of types to a module in JavaScript, each name once: TypeScript refuses a second one.
 *
 * @param isFirst whether nothing else is put where the first import goes
 */
export function mergeDocImports(
	{ text, shape }: ParsedModule,
	wanted: readonly DocImport[],
	{ lineEnd, isFirst }: { readonly lineEnd: string; readonly isFirst: boolean },
): MergedDocImports {
	const there = docImportsOf(text);
	const known = new Map<string, { readonly specifier?: string; readonly range: TextRange }>([
		...[...shape.declarations, ...typedefNames(text)].map(
			({ name, range }) => [name, { range }] as const,
		),
		...shape.imports.flatMap(({ names, specifier }) =>
			names.map(({ local, range }) => [local, { specifier, range }] as const),
		),
		...there.flatMap(({ names, specifier, range }) =>
			names.map(({ local }) => [local, { specifier, range }] as const),
		),
	]);
	const conflicts: ModuleName[] = [];
	const lines = wanted.flatMap(({ names, specifier, from, hasBraces }) => {
		const missing = names.filter(({ local }) => {
			const same = known.get(local);
			if (same && same.specifier !== specifier) conflicts.push({ name: local, range: same.range });
			return !same;
		});
		const list = missing.map((name) => name.text).join(', ');
		if (missing.length === 0) return [];
		return [`/** @import ${hasBraces ? `{ ${list} }` : list} from ${from} */`];
	});
	if (lines.length === 0) return { edit: undefined, conflicts };
	const last = there.at(-1);
	const [first] = shape.imports;
	const indent = first ? indentAt(text, first.range.start) : '';
	const place =
		last?.range.end ??
		(first ? first.range.start - indent.length : firstImportPlace(text, shape.directivesEnd));
	const gap = !last && !first && isFirst ? lineEnd : '';
	const before = place > 0 && text[place - 1] !== '\n' ? lineEnd : '';
	const newText = `${before}${lines.map((line) => `${indent}${line}${lineEnd}`).join('')}${gap}`;
	return { edit: { range: { start: place, end: place }, newText }, conflicts };
}
