import type { TextEdit, TextRange } from '../text/range.ts';
import { skipBlanks } from '../text/blanks.ts';
import { lastIndexUpTo } from '../text/sortedPlaces.ts';
import { asNode, asNodes, asText, walk, type SyntaxNode, type SyntaxTree } from './syntaxTree.ts';
import { applyEdits, indentAt, lineEndOf } from '../text/textEdits.ts';

/**
 * JSDoc in place of the types of a module's top level: `@type` and `@satisfies` for constants,
 * `@param` for functions, `@typedef` for interfaces and type aliases. Imported types become
 * `import('…').Name`. What has no simple form, such as generics, is left out.
 *
 * @returns the edit for each statement that gets JSDoc: an insertion above it, a change of the comment
 *   that it has, or, for types, a comment in place of the statement
 */
export function docEdits(code: string, tree: SyntaxTree): ReadonlyMap<SyntaxNode, TextEdit> {
	const names = typeNames(tree);
	const lineEnd = lineEndOf(code);
	const edits = new Map<SyntaxNode, TextEdit>();
	for (const statement of tree.body) {
		const declaration = asNode(statement['declaration']) ?? statement;
		const tags = tagsFor(declaration, (type) => textOf(code, tree, type, names));
		if (tags.length > 0) edits.set(statement, docEdit({ code, tree, lineEnd }, statement, tags));
	}
	return edits;
}

/** A type as JSDoc writes it; `undefined` if there is none, or none that is simple. */
type TypeText = (type: SyntaxNode | undefined) => string | undefined;

/** What a name in a type stands for: the text that JSDoc needs, `undefined` if there is none. */
type TypeNames = ReadonlyMap<string, string | undefined>;

function typeNames({ body }: SyntaxTree): TypeNames {
	const names = new Map<string, string | undefined>();
	for (const node of body) {
		if (node.type === 'ImportDeclaration') {
			const source = asText(asNode(node['source'])?.['value']);
			for (const each of asNodes(node['specifiers'])) {
				const local = asText(asNode(each['local'])?.['name']);
				const imported = asText(asNode(each['imported'])?.['name']) || 'default';
				const namespace = each.type === 'ImportNamespaceSpecifier';
				names.set(local, `import('${source}')${namespace ? '' : `.${imported}`}`);
			}
		}
		const declaration = asNode(node['declaration']) ?? node;
		if (/^TS(?:Interface|TypeAlias)Declaration$/.test(declaration.type)) {
			const name = asText(asNode(declaration['id'])?.['name']);
			names.set(name, definable(declaration) ? name : undefined);
		}
	}
	return names;
}

/** Types with parameters of their own or a base type have no simple `@typedef`. */
function definable(node: SyntaxNode): boolean {
	return !node['typeParameters'] && asNodes(node['extends']).length === 0;
}

function tagsFor(node: SyntaxNode, typeText: TypeText): readonly string[] {
	switch (node.type) {
		case 'TSInterfaceDeclaration':
		case 'TSTypeAliasDeclaration': {
			const type = typeText(asNode(node['body']) ?? asNode(node['typeAnnotation']));
			const name = asText(asNode(node['id'])?.['name']);
			if (!definable(node) || type === undefined) return [];
			return [`@typedef {${type}} ${name}`];
		}
		case 'FunctionDeclaration':
			return functionTags(node, typeText);
		case 'VariableDeclaration': {
			const [declared, ...more] = asNodes(node['declarations']);
			if (!declared || more.length > 0 || node['declare'] === true) return [];
			const annotation = typeText(annotated(asNode(declared['id'])));
			if (annotation) return [`@type {${annotation}}`];
			const init = asNode(declared['init']);
			if (init?.type === 'TSSatisfiesExpression') {
				const satisfied = typeText(asNode(init['typeAnnotation']));
				return satisfied ? [`@satisfies {${satisfied}}`] : [];
			}
			if (init?.type === 'NewExpression' && asNode(init['typeArguments'])) {
				const callee = asNode(init['callee']);
				const parameters = typeText(asNode(init['typeArguments']));
				return callee?.type === 'Identifier' && parameters
					? [`@type {${asText(callee['name'])}${parameters}}`]
					: [];
			}
			return init?.type === 'ArrowFunctionExpression' ? functionTags(init, typeText) : [];
		}
		default:
			return [];
	}
}

/** `@param` for each typed parameter, if all of them have a simple form. */
function functionTags(node: SyntaxNode, typeText: TypeText): readonly string[] {
	if (node['typeParameters']) return [];
	const tags: string[] = [];
	for (const [i, parameter] of asNodes(node['params']).entries()) {
		const target = asNode(parameter['left']) ?? parameter;
		const name = asText(asNode(target['argument'])?.['name']) || asText(target['name']);
		if (name === 'this') continue;
		const annotation = annotated(target) ?? annotated(parameter);
		if (!annotation) continue;
		const type = typeText(annotation);
		if (!type) return [];
		const optional = target['optional'] === true || parameter !== target;
		const label = name || (i === 0 ? 'input' : `input${i + 1}`);
		const rest = parameter.type === 'RestElement' ? `...${type.replace(/\[\]$/, '')}` : type;
		tags.push(`@param {${rest}} ${optional ? `[${label}]` : label}`);
	}
	const returned = annotated({ ...node, typeAnnotation: node['returnType'] });
	const predicate = returned?.type === 'TSTypePredicate' && typeText(returned);
	return predicate ? [...tags, `@returns {${predicate}}`] : tags;
}

/** The type in the annotation of a parameter or variable. */
function annotated(node: SyntaxNode | undefined): SyntaxNode | undefined {
	return asNode(asNode(node?.['typeAnnotation'])?.['typeAnnotation']);
}

/** The text of a type without its comments, its names as JSDoc has to write them. */
function textOf(
	code: string,
	{ comments }: SyntaxTree,
	type: SyntaxNode | undefined,
	names: TypeNames,
): string | undefined {
	if (!type) return undefined;
	let simple = true;
	const edits: TextEdit[] = [];
	const firstComment = lastIndexUpTo(comments, type.start - 1, ({ start }) => start) + 1;
	for (let i = firstComment; i < comments.length; i++) {
		const range = comments[i];
		if (!range || range.end > type.end) break;
		edits.push({ range, newText: '' });
	}
	walk([type], (node, parent) => {
		// `typeof x` asks for a value; the right side of `A.B` and the keys of members are no types.
		if (node.type === 'TSTypeQuery') return false;
		if (node.type !== 'Identifier' || parent?.['key'] === node || parent?.['right'] === node) {
			return true;
		}
		const name = asText(node['name']);
		if (!names.has(name) || node['typeAnnotation']) return true;
		const newText = names.get(name);
		if (newText === undefined) simple = false;
		else edits.push({ range: { start: node.start, end: node.start + name.length }, newText });
		return true;
	});
	const text = applyEdits(
		code.slice(type.start, type.end),
		edits.map(({ range, newText }) => ({
			range: { start: range.start - type.start, end: range.end - type.start },
			newText,
		})),
	);
	return simple && !/\*\/|^[^\S\r\n\u2028\u2029]*@/m.test(text) ? compact(text) : undefined;
}

/** A type on one line where it is short, else on lines without the indentation of the code. */
function compact(type: string): string {
	const lines = type
		.split(/\r?\n/)
		.map((line) => line.trimEnd())
		.filter((line) => line !== '');
	const oneLine = lines
		.map((line) => line.trim())
		.join(' ')
		.replace(/;(?= \}$)/, '');
	if (oneLine.length <= 80) return oneLine;
	const indent = lines
		.slice(1)
		.reduce((least, line) => Math.min(least, skipBlanks(line, 0)), type.length);
	return lines
		.map((line, i) => (i === 0 ? line : line.slice(indent).replaceAll('\t', '  ')))
		.join('\n');
}

/** Puts tags into a comment before a statement: the one it has, or a new one. */
function docEdit(
	{
		code,
		tree,
		lineEnd,
	}: { readonly code: string; readonly tree: SyntaxTree; readonly lineEnd: string },
	statement: SyntaxNode,
	tags: readonly string[],
): TextEdit {
	const { comments } = tree;
	const indent = indentAt(code, statement.start);
	const lineStart = statement.start - indent.length;
	const above = comments[lastIndexUpTo(comments, statement.start, ({ end }) => end)];
	const own = above && touches(code, above, lineStart) ? above : undefined;
	const description = own ? descriptionOf(code.slice(own.start, own.end)) : [];
	const lines = [...description, ...tags.flatMap((tag) => tag.split(/\r?\n/))];
	const text =
		lines.length === 1
			? `/** ${lines.join('')} */`
			: ['/**', ...lines.map((line) => `${indent} * ${line}`), `${indent} */`].join(lineEnd);
	if (tags.some((tag) => tag.startsWith('@typedef'))) {
		return { range: { start: own?.start ?? statement.start, end: statement.end }, newText: text };
	}
	return own
		? { range: own, newText: text }
		: {
				range: { start: statement.start, end: statement.start },
				newText: `${text}${lineEnd}${indent}`,
			};
}

function touches(code: string, comment: TextRange, lineStart: number): boolean {
	return (
		/^\r?\n$/.test(code.slice(comment.end, lineStart)) && code.startsWith('/**', comment.start)
	);
}

/** The lines of a JSDoc comment without its frame. */
function descriptionOf(comment: string): readonly string[] {
	return comment
		.replace(/^\/\*\*\s?/, '')
		.replace(/\*\/$/, '')
		.trimEnd()
		.split(/\r?\n/)
		.map((line) => line.replace(/^\s*\*\s?/, '').trimEnd())
		.filter((line, i, all) => line !== '' || (i > 0 && i < all.length - 1));
}
