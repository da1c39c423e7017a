import {
	keyOf,
	type Declaration,
	type DeclarationShape,
	type FunctionShape,
} from '../code/declarationShape.ts';
import type { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, asText, walk, type SyntaxNode } from '../code/syntaxTree.ts';
import { inWords } from '../text/numberWords.ts';

/** Code that imports something, and the name that it has there. */
export interface Importer {
	readonly module: ParsedModule;
	readonly local: string;
}

/** An export that a project has under the name of one that code is written for. */
export interface ExistingExport {
	/** The file of the project. */
	readonly path: string;
	readonly name: string;
	readonly own: Declaration;
	readonly expected: Declaration;
	readonly importers: readonly Importer[];
}

/**
 * Why code that is written for one export may not work with another of the same name, as sentences;
 * none where nothing speaks against it.
 */
export function differencesOf(existing: ExistingExport): readonly string[] {
	const { path, name, own, expected } = existing;
	const has = `${path} has its own \`${name}\``;
	const [theirs, ours] = [own.shape, expected.shape];
	if (theirs.kind === 'unknown' || ours.kind === 'unknown') return [];
	if (theirs.kind === 'table' && ours.kind === 'table') {
		const { columns } = theirs;
		const lacking = columns ? columnsUsed(existing).filter((each) => !columns.has(each)) : [];
		if (lacking.length === 0) return [];
		return [
			`${has} without ${lacking.map((each) => `\`${each}\``).join(', ')}, which the code uses.`,
		];
	}
	if (theirs.kind === 'function' && ours.kind === 'function') {
		return functionDifferences(existing, theirs, ours, has);
	}
	const [there, here] = [kindName(theirs), kindName(ours)];
	return there === here ? [] : [`${has}, ${there}; the code is written for ${here}.`];
}

function kindName({ kind }: DeclarationShape): string {
	return kind === 'function' ? 'a function' : kind === 'unknown' ? 'something' : `a ${kind}`;
}

function functionDifferences(
	{ importers, path }: ExistingExport,
	theirs: FunctionShape,
	ours: FunctionShape,
	has: string,
): readonly string[] {
	const said = importers.flatMap(argumentCounts);
	const counts = said.length > 0 ? said : [ours.required];
	// In JavaScript parameters may be left out; which of them must not, a comment says at most.
	const least = /\.[cm]?js$/.test(path) ? 0 : theirs.required;
	const wrong = counts.find((count) => count < least || count > theirs.most);
	if (wrong !== undefined) {
		const takes = wrong > theirs.most ? theirs.most : theirs.required;
		const parameters = takes === 1 ? 'parameter' : 'parameters';
		return [
			`${has} with ${inWords(takes)} ${parameters}; the code calls it with ${inWords(wrong)}.`,
		];
	}
	return theirs.async === true && ours.async === false && !importers.some(waitsFor)
		? [`${has}, which is async; the code does not wait for it.`]
		: [];
}

/** How many arguments the calls of a function give. */
function argumentCounts({ module, local }: Importer): readonly number[] {
	return callsOf(module, local).flatMap((call) => {
		const given = asNodes(call['arguments']);
		return given.some(({ type }) => type === 'SpreadElement') ? [] : [given.length];
	});
}

function callsOf({ tree }: ParsedModule, local: string): readonly SyntaxNode[] {
	const calls: SyntaxNode[] = [];
	walk(tree?.body ?? [], (node) => {
		if (node.type !== 'CallExpression') return;
		if (asText(asNode(node['callee'])?.['name']) === local) calls.push(node);
	});
	return calls;
}

function waitsFor({ module, local }: Importer): boolean {
	let waits = false;
	walk(module.tree?.body ?? [], (node) => {
		if (node.type !== 'AwaitExpression') return;
		const call = asNode(node['argument']);
		waits ||= asText(asNode(call?.['callee'])?.['name']) === local;
	});
	return waits;
}

/** The columns of a table that code reads or writes, of those that its own table has. */
function columnsUsed({ importers, expected }: ExistingExport): readonly string[] {
	const { shape } = expected;
	const known = shape.kind === 'table' ? shape.columns : undefined;
	const used = new Set<string>();
	for (const { module, local } of importers) {
		walk(module.tree?.body ?? [], (node) => {
			if (node.type === 'MemberExpression' && node['computed'] !== true) {
				if (asText(asNode(node['object'])?.['name']) === local) {
					used.add(asText(asNode(node['property'])?.['name']));
				}
			} else if (node.type === 'CallExpression') {
				for (const name of writtenColumns(node, local)) used.add(name);
			}
		});
	}
	return [...used].filter((name) => known?.has(name));
}

/** The keys in `db.insert(users).values({ … })` and `db.update(users).set({ … })`. */
function writtenColumns(call: SyntaxNode, local: string): readonly string[] {
	const callee = asNode(call['callee']);
	const method = asText(asNode(callee?.['property'])?.['name']);
	if (method !== 'values' && method !== 'set') return [];
	const on = asNode(callee?.['object']);
	const table = asNodes(on?.['arguments'])[0];
	if (on?.type !== 'CallExpression' || asText(table?.['name']) !== local) return [];
	return asNodes(call['arguments']).flatMap((given) =>
		given.type === 'ObjectExpression' ? asNodes(given['properties']).map(keyOf) : [],
	);
}
