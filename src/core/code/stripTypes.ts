import { docEdits } from './jsDocTypes.ts';
import { ParsedModule } from './parsedModule.ts';
import type { TextEdit, TextRange } from '../text/range.ts';
import {
	asNode,
	asNodes,
	asText,
	parseJavaScript,
	walk,
	type SyntaxNode,
	type SyntaxTree,
} from './syntaxTree.ts';
import { applyEdits, indentAt } from '../text/textEdits.ts';
import { skipBlankLines, skipBlanks, startOfSpace } from '../text/blanks.ts';
import { lastIndexUpTo } from '../text/sortedPlaces.ts';

export interface Stripped {
	readonly code: string;
	/** Why the code still has its types, as a sentence for the user; `undefined` if all went well. */
	readonly note: string | undefined;
}

/**
 * Turns TypeScript into JavaScript that reads as if written by hand: types leave no gaps, comments
 * stay, and the types of top-level functions and constants become JSDoc. Code that cannot be parsed,
 * or that uses TypeScript which is more than types (enums, namespaces, parameter properties), comes
 * back as it was, with a note.
 */
export function stripTypes(module: string | ParsedModule): Stripped {
	const { text: code, tree } = ParsedModule.of(module);
	if (!tree) return { code, note: 'The code could not be parsed, so its types were left in.' };
	const docs = docEdits(code, tree);
	const parts = collect(code, tree, docs);
	if (parts.beyondTypes) {
		return {
			code,
			note: `${parts.beyondTypes} cannot be turned into JavaScript: rewrite it by hand.`,
		};
	}
	const edits = [...docs.values(), ...outermost(parts.removals)];
	const stripped = applyEdits(code, edits);
	return parseJavaScript(stripped)
		? {
				code: parts.removals.length > 0 ? withoutLeadingBlank(stripped) : stripped,
				note: undefined,
			}
		: { code, note: 'The types could not be taken out safely, so they were left in.' };
}

interface Removals {
	readonly removals: readonly TextEdit[];
	/** The first thing that types-only stripping cannot express. */
	readonly beyondTypes: string | undefined;
}

const typeStatements: ReadonlySet<string> = new Set([
	'TSInterfaceDeclaration',
	'TSTypeAliasDeclaration',
	'TSDeclareFunction',
]);

const beyondTypes: Readonly<Record<string, string>> = {
	TSEnumDeclaration: 'An enum',
	TSModuleDeclaration: 'A namespace',
	TSParameterProperty: 'A constructor parameter with a modifier',
	TSImportEqualsDeclaration: '`import … = require(…)`',
	TSExportAssignment: '`export = …`',
};

function collect(
	code: string,
	tree: SyntaxTree,
	docs: ReadonlyMap<SyntaxNode, TextEdit>,
): Removals {
	const removals: TextEdit[] = [];
	let beyond: string | undefined;
	const onlyTypes = importsUsedAsTypes(tree);
	const remove = (start: number, end: number): void => {
		removals.push({ range: { start, end }, newText: '' });
	};
	const removeStatement = (node: TextRange): void => {
		removals.push({ range: statementLines(code, tree, node), newText: '' });
	};

	walk(tree.body, (node, parent) => {
		if (isTypeStatement(node)) {
			// Its JSDoc replaces it, if there is one.
			if (!docs.has(node)) removeStatement(node);
			return false;
		}
		const unsupported = beyondTypes[node.type];
		if (unsupported) {
			beyond ??= unsupported;
			return false;
		}
		switch (node.type) {
			case 'ImportDeclaration':
			case 'ExportNamedDeclaration': {
				const names = asNodes(node['specifiers']);
				const kept = names.filter((name) => !isTypeName(name) && !onlyTypes.has(name));
				if (names.length > 0 && kept.length === 0) removeStatement(node);
				else if (kept.length < names.length) {
					for (const edit of listEdits(code, names, kept)) removals.push(edit);
				}
				return kept.length > 0 || names.length === 0;
			}
			case 'TSTypeAnnotation':
				remove(beforeMark(code, node.start), node.end);
				return false;
			case 'TSTypeParameterDeclaration':
			case 'TSTypeParameterInstantiation':
				remove(node.start, node.end);
				return false;
			case 'TSAsExpression':
			case 'TSSatisfiesExpression': {
				const keyword = keywordBefore(code, node);
				const bare = parenthesesAround(code, node, parent);
				if (bare) remove(bare.start, node.start);
				for (const edit of innerParentheses(code, node, parent)) removals.push(edit);
				remove(keyword, bare ? bare.end : node.end);
				return true;
			}
			case 'TSNonNullExpression':
				remove(node.end - 1, node.end);
				return true;
			case 'TSTypeAssertion':
				remove(node.start, asNode(node['expression'])?.start ?? node.start);
				return true;
			case 'Identifier':
				if (node['name'] === 'this' && parent) removals.push(thisParameter(code, node));
				else if (node['optional'] === true && !node['typeAnnotation']) {
					remove(node.end - 1, node.end);
				}
				return true;
			case 'ClassDeclaration':
			case 'ClassExpression':
				for (const edit of classHeadEdits(code, node)) removals.push(edit);
				return true;
			case 'PropertyDefinition':
			case 'MethodDefinition':
			case 'TSAbstractMethodDefinition':
			case 'TSAbstractPropertyDefinition':
			case 'TSIndexSignature': {
				if (isTypeMember(node)) {
					removeStatement(node);
					return false;
				}
				for (const edit of memberEdits(code, node)) removals.push(edit);
				return true;
			}
			default:
				// Types that stand where nothing above expects them are left to the check at the end.
				return true;
		}
	});
	return { removals, beyondTypes: beyond };
}

function isTypeStatement(node: SyntaxNode): boolean {
	if (node.type === 'ImportDeclaration') return node['importKind'] === 'type';
	if (node.type.startsWith('Export')) {
		const declaration = asNode(node['declaration']);
		return (
			node['exportKind'] === 'type' || (declaration !== undefined && isTypeStatement(declaration))
		);
	}
	return (
		typeStatements.has(node.type) || (node['declare'] === true && node.type.endsWith('Declaration'))
	);
}

function isTypeName(specifier: SyntaxNode): boolean {
	return specifier['importKind'] === 'type' || specifier['exportKind'] === 'type';
}

/**
 * Import specifiers without the word `type` whose names occur only in types: at run time the other
 * module may not have them.
 */
function importsUsedAsTypes({ body }: SyntaxTree): ReadonlySet<SyntaxNode> {
	const specifiers = new Map<string, SyntaxNode>();
	for (const node of body) {
		if (node.type !== 'ImportDeclaration') continue;
		for (const each of asNodes(node['specifiers'])) {
			specifiers.set(asText(asNode(each['local'])?.['name']), each);
		}
	}
	const inTypes = new Set<string>();
	const inValues = new Set<string>();
	let valuesUpTo = 0;
	walk(body, (node) => {
		if (node.type === 'ImportDeclaration') return false;
		if (
			node.type === 'TSTypeAnnotation' ||
			node.type.startsWith('TSTypeParameter') ||
			isTypeStatement(node)
		) {
			addNames([node], inTypes);
			return false;
		}
		if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression') {
			const type = asNode(node['typeAnnotation']);
			if (type) addNames([type], inTypes);
			const expression = asNode(node['expression']);
			// In a chain such as `a as B as C` the outer expression holds the inner ones.
			if (expression && expression.start >= valuesUpTo) {
				addNames([expression], inValues);
				valuesUpTo = expression.end;
			}
			return true;
		}
		if (node.type === 'Identifier') inValues.add(asText(node['name']));
		return !node.type.startsWith('TSTypeReference');
	});
	return new Set(
		[...specifiers].flatMap(([name, node]) =>
			inTypes.has(name) && !inValues.has(name) ? [node] : [],
		),
	);
}

function addNames(roots: readonly SyntaxNode[], names: Set<string>): void {
	walk(roots, (node) => {
		if (node.type === 'Identifier') names.add(asText(node['name']));
	});
}

/** Takes names out of a list in braces, with their commas. */
function listEdits(
	code: string,
	names: readonly SyntaxNode[],
	kept: readonly SyntaxNode[],
): readonly TextEdit[] {
	const keptNames = new Set(kept);
	const lastKept = names.findLastIndex((name) => keptNames.has(name));
	return names.flatMap((name, i): readonly TextEdit[] => {
		if (keptNames.has(name)) return [];
		const next = names[i + 1];
		const before = names[i - 1];
		if (i < lastKept && next) {
			// `a, { type B, c }` keeps its brace.
			const end = code.slice(name.end, next.start).includes('{')
				? code.indexOf('{', name.end)
				: next.start;
			return [{ range: { start: name.start, end }, newText: '' }];
		}
		if (!before) return [];
		// `a, { type B }` loses its braces.
		const braces = before.type === 'ImportDefaultSpecifier' && name.type === 'ImportSpecifier';
		const end = braces && i === names.length - 1 ? code.indexOf('}', name.end) + 1 : name.end;
		return [{ range: { start: before.end, end }, newText: '' }];
	});
}

/**
 * The lines of a statement or class member with the comment that touches it from above, and one of
 * the blank lines around them.
 */
function statementLines(code: string, { comments }: SyntaxTree, node: TextRange): TextRange {
	let start = node.start - indentAt(code, node.start).length;
	for (let i = lastIndexUpTo(comments, start, ({ end }) => end); i >= 0; i--) {
		const comment = comments[i];
		if (!comment || !/^\r?\n$/.test(code.slice(comment.end, start))) break;
		const lineStart = comment.start - indentAt(code, comment.start).length;
		const aboutFile = startOfSpace(code, lineStart) === 0 || code[lineStart - 1] !== '\n';
		if (aboutFile) break;
		start = lineStart;
	}
	const end = restOfLine(code, node.end);
	if (end === undefined) return node;
	const blankAbove = /(?:^|\n[ \t]*\r?\n|\{[ \t]*\r?\n)$/.test(
		code.slice(Math.max(0, start - 100), start),
	);
	return { start, end: blankAbove ? skipBlankLines(code, end) : end };
}

/**
 * Where the line below starts, if nothing but a semicolon and a comment stands between it and `from`;
 * else `undefined`.
 */
function restOfLine(code: string, from: number): number | undefined {
	let end = skipBlanks(code, from);
	if (code.charAt(end) === ';') end = skipBlanks(code, end + 1);
	if (code.startsWith('//', end)) {
		const feed = code.indexOf('\n', end);
		return feed === -1 ? code.length : feed + 1;
	}
	if (end === code.length) return end;
	const next = code.startsWith('\r\n', end) ? end + 1 : end;
	return code.charAt(next) === '\n' ? next + 1 : undefined;
}

/** Where `?` or `!` before a type annotation starts, or the annotation itself. */
function beforeMark(code: string, start: number): number {
	const end = startOfSpace(code, start);
	return '?!'.includes(code.charAt(end - 1)) && end > 0 ? end - 1 : end;
}

/** Where ` as` or ` satisfies` of an expression starts, with the blanks before it. */
function keywordBefore(code: string, node: SyntaxNode): number {
	const from = asNode(node['expression'])?.end ?? node.start;
	const to = asNode(node['typeAnnotation'])?.start ?? node.end;
	const end = startOfSpace(code, to);
	const word = /\b(?:as|satisfies)$/.exec(code.slice(Math.max(from, end - 10), end))?.[0];
	return word === undefined ? to : Math.max(from, startOfSpace(code, end - word.length));
}

/** Parentheses that only the type made necessary, as in `(value as User).name`. */
function parenthesesAround(
	code: string,
	node: SyntaxNode,
	parent: SyntaxNode | undefined,
): TextRange | undefined {
	const gap = /^\s*\)/.exec(code.slice(node.end, node.end + 50))?.[0];
	if (!gap) return undefined;
	const start = startOfSpace(code, node.start) - 1;
	const simple =
		/^(?:Identifier|ThisExpression|MemberExpression|CallExpression|ArrayExpression)$/.test(
			asNode(node['expression'])?.type ?? '',
		);
	const before = code.slice(Math.max(0, start - 20), Math.max(0, start)).trimEnd();
	const opensGroup = /(?:^|[=([{,;:!&|?+\-<>]|(?<![.\w$])(?:await|return|yield))$/.test(before);
	const isCallee = parent?.type === 'NewExpression';
	return code[start] === '(' && simple && opensGroup && !isCallee
		? { start, end: node.end + gap.length }
		: undefined;
}

/** Parentheses that keep the type off an operator, as in `const user = (await find()) as User`. */
function innerParentheses(
	code: string,
	node: SyntaxNode,
	parent: SyntaxNode | undefined,
): readonly TextEdit[] {
	const expression = asNode(node['expression']);
	const standsAlone =
		parent?.type === 'VariableDeclarator' ||
		parent?.type === 'ReturnStatement' ||
		parent?.type === 'AssignmentExpression' ||
		parent?.type === 'TSAsExpression';
	if (!expression || !standsAlone || expression.type === 'SequenceExpression') return [];
	const open = /^\(\s*$/.exec(code.slice(node.start, expression.start))?.[0];
	const close = /^\s*\)/.exec(code.slice(expression.end, expression.end + 50))?.[0];
	return open && close
		? [
				{ range: { start: node.start, end: expression.start }, newText: '' },
				{ range: { start: expression.end, end: expression.end + close.length }, newText: '' },
			]
		: [];
}

/** The parameter `this: T` with the comma after it. */
function thisParameter(code: string, node: SyntaxNode): TextEdit {
	const comma = /^\s*,\s*/.exec(code.slice(node.end, node.end + 200))?.[0] ?? '';
	return { range: { start: node.start, end: node.end + comma.length }, newText: '' };
}

function classHeadEdits(code: string, node: SyntaxNode): readonly TextEdit[] {
	const edits = node['abstract'] === true ? wordEdits(code, node, /^abstract\s+/) : [];
	const interfaces = asNodes(node['implements']);
	const first = interfaces[0];
	const last = interfaces.at(-1);
	if (first && last) {
		const word = startOfSpace(code, first.start) - 'implements'.length;
		edits.push({ range: { start: startOfSpace(code, word), end: last.end }, newText: '' });
	}
	return edits;
}

/** Members that exist for the type checker only: overloads, `declare` fields, abstract members. */
function isTypeMember(node: SyntaxNode): boolean {
	const method = asNode(node['value']);
	return (
		node.type.startsWith('TS') ||
		node['declare'] === true ||
		node['abstract'] === true ||
		(node.type === 'MethodDefinition' && method !== undefined && !asNode(method['body']))
	);
}

/** Takes modifiers such as `private` from a member, and the `?` or `!` behind its name. */
function memberEdits(code: string, node: SyntaxNode): readonly TextEdit[] {
	const key = asNode(node['key']);
	if (!key) return [];
	// Decorators may hold classes with modifiers of their own.
	const from = asNodes(node['decorators']).at(-1)?.end ?? node.start;
	const head = code.slice(from, key.start);
	const edits = [...head.matchAll(/\b(?:public|private|protected|readonly|override)\s+/g)].map(
		(word): TextEdit => {
			const start = from + word.index;
			return { range: { start, end: start + word[0].length }, newText: '' };
		},
	);
	const optional = node['optional'] === true && !asNode(node['typeAnnotation']);
	if (optional && code[key.end] === '?') {
		edits.push({ range: { start: key.end, end: key.end + 1 }, newText: '' });
	}
	return edits;
}

function wordEdits(code: string, { start, end }: TextRange, word: RegExp): TextEdit[] {
	const found = word.exec(code.slice(start, end))?.[0];
	return found ? [{ range: { start, end: start + found.length }, newText: '' }] : [];
}

/** The edits without those that lie inside another one. */
function outermost(edits: readonly TextEdit[]): readonly TextEdit[] {
	const ordered = edits.toSorted(
		(a, b) => a.range.start - b.range.start || b.range.end - a.range.end,
	);
	let covered = 0;
	return ordered.filter(({ range }) => {
		if (range.start < covered) return false;
		covered = range.end;
		return true;
	});
}

function withoutLeadingBlank(code: string): string {
	return code.replace(/^(?:[ \t]*\r?\n)+/, '');
}
