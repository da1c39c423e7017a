import { declarationOf, isSameText } from '../code/declarationShape.ts';
import { typedefNames } from '../code/docImports.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { sliceModule } from '../code/sliceModule.ts';
import { asNode } from '../code/syntaxTree.ts';
import type { PatternFile } from '../pattern/patterns.ts';

/**
 * What a module of a project lacks of a pattern's file, where what both have is the same: the module
 * has a part of that file since other patterns needed no more of it.
 *
 * @param fitted the code of the file as it suits the project
 * @returns the file with nothing else in it, without code where the module has all of it; `undefined`
 *   where a name that both have stands for something else
 */
export function lackingPart(
	file: PatternFile,
	fitted: ParsedModule,
	existing: ParsedModule,
): PatternFile | undefined {
	const has = sameNames(fitted, existing);
	if (!has) return undefined;
	const module = new ParsedModule(file.code);
	const lacking = module.shape.exports.map(({ name }) => name).filter((name) => !has.has(name));
	if (lacking.length === 0) return { ...file, code: '' };
	const slice = sliceModule(module, lacking, { isNew: false, has });
	return slice && { ...file, code: slice.code, only: slice.exports };
}

/** The names at the top level of two modules that stand for the same; `undefined` where one does not. */
function sameNames(one: ParsedModule, other: ParsedModule): ReadonlySet<string> | undefined {
	if (!one.tree || !other.tree) return undefined;
	const [types, otherTypes] = [typedefs(one.text), typedefs(other.text)];
	const exported = new Set(one.shape.exports.map(({ name }) => name));
	const otherExported = new Set(other.shape.exports.map(({ name }) => name));
	const taken = new Set(
		[
			...other.shape.declarations,
			...other.shape.exports,
			...other.shape.imports.flatMap(({ names }) =>
				names.map(({ local, range }) => ({ name: local, range })),
			),
		].map(({ name }) => name),
	);
	const same = new Set<string>();
	for (const { name } of [...one.shape.declarations, ...one.shape.exports]) {
		if (!taken.has(name)) continue;
		const [here, there] = [textOf(one, name), textOf(other, name)];
		if (here === undefined || there === undefined || !isSameText(here, there)) return undefined;
		if (exported.has(name) && !otherExported.has(name)) return undefined;
		same.add(name);
	}
	for (const [name, text] of types) {
		const there = otherTypes.get(name);
		if (there === undefined && !taken.has(name)) continue;
		if (there !== text) return undefined;
		same.add(name);
	}
	return same;
}

/** What stands for a name at the top level, or is exported by default. */
function textOf(module: ParsedModule, name: string): string | undefined {
	if (name !== 'default') return declarationOf(module, name)?.text;
	const statement = module.tree?.body.find(({ type }) => type === 'ExportDefaultDeclaration');
	const exported = asNode(statement?.['declaration']);
	return exported && `(${module.text.slice(exported.start, exported.end)})`;
}

/** The types that comments define, without what is only layout in them. */
function typedefs(code: string): ReadonlyMap<string, string> {
	return new Map(
		typedefNames(code).map(({ name, range: { start, end } }) => [
			name,
			code.slice(start, end).replace(/[\s*;]+/g, ''),
		]),
	);
}
