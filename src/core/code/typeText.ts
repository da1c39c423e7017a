import { skipBlanks } from '../text/blanks.ts';
import type { TextEdit, TextRange } from '../text/range.ts';
import { lastIndexUpTo } from '../text/sortedPlaces.ts';
import { applyEdits, indentAt } from '../text/textEdits.ts';
import { asNode, asNodes, asText, walk, type SyntaxNode, type SyntaxTree } from './syntaxTree.ts';

/** A type longer than this is written on several lines, where it may be. */
const longestLine = 80;

/** An expression that is longer than this is not asked for its type. */
const longestQuery = 120;

/** What names in types stand for where JSDoc cannot say them as they are: `import('…').Name`. */
export type TypeNames = ReadonlyMap<string, string>;

/**
 * Writes the types of a module as JSDoc takes them: without comments, with a separator behind each
 * member, so that they may stand on one line.
 */
export class TypeText {
	readonly #code: string;
	readonly #tree: SyntaxTree;
	readonly #names: TypeNames;
	readonly #used = new Set<string>();

	constructor(code: string, tree: SyntaxTree, names: TypeNames) {
		this.#code = code;
		this.#tree = tree;
		this.#names = names;
	}

	/** The names that occur in what was written so far. */
	get used(): ReadonlySet<string> {
		return this.#used;
	}

	/** Says that a text that was written elsewhere has names of types. */
	use(text: string): void {
		for (const [name] of text.matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu))
			this.#used.add(name);
	}

	/** A type on one line; `undefined` for one that cannot stand in a comment. */
	inline(type: SyntaxNode | undefined): string | undefined {
		return this.lines(type)
			?.split('\n')
			.map((line) => line.trim())
			.join(' ')
			.replace(/([{[(<]) /g, (all, open: string) => (open === '{' ? all : open))
			.replace(/[;,] (?=\}$)/, ' ');
	}

	/** A type on one line where it is short, else on lines without the indentation of the code. */
	lines(type: SyntaxNode | undefined): string | undefined {
		if (!type) return undefined;
		const edits = [...this.#withoutComments(type), ...this.#withNames(type)];
		const text = applyEdits(
			this.#code.slice(type.start, type.end),
			edits.map(({ range, newText }) => ({
				range: { start: range.start - type.start, end: range.end - type.start },
				newText,
			})),
		);
		if (/\*\/|^[^\S\r\n\u2028\u2029]*@/m.test(text)) return undefined;
		this.use(text);
		return compact(text);
	}

	/**
	 * A type that asks for that of an expression, such as `(typeof rows)[0]`; `undefined` for
	 * expressions whose type cannot be asked for.
	 */
	query(node: SyntaxNode): string | undefined {
		return node.end - node.start > longestQuery ? undefined : this.#query(node);
	}

	#query(node: SyntaxNode): string | undefined {
		const of = (key: string): string | undefined => {
			const child = asNode(node[key]);
			return child && this.#query(child);
		};
		const around = (wrapper: string, inner: string | undefined): string | undefined =>
			inner === undefined ? undefined : `${wrapper}<${inner}>`;
		const named = (name: SyntaxNode): string => this.#code.slice(name.start, name.end);
		switch (node.type) {
			case 'Identifier':
			case 'ThisExpression':
				return `typeof ${named(node)}`;
			case 'MemberExpression': {
				if (isEntity(node)) return `typeof ${named(node)}`;
				const object = of('object');
				const property = asNode(node['property']);
				if (object === undefined || !property || property.type === 'PrivateIdentifier') {
					return undefined;
				}
				const owner = node['optional'] === true ? `NonNullable<${object}>` : object;
				const left = /^[\w.]+(?:<.*>)?$/.test(owner) ? owner : `(${owner})`;
				if (node['computed'] !== true) return `${left}['${named(property)}']`;
				if (property.type === 'Literal') return `${left}[${named(property)}]`;
				return property.type === 'Identifier' ? `${left}[typeof ${named(property)}]` : undefined;
			}
			case 'ChainExpression':
				return of('expression');
			case 'TSNonNullExpression':
				return around('NonNullable', of('expression'));
			case 'TSAsExpression':
				return this.inline(asNode(node['typeAnnotation']));
			case 'NewExpression':
				return this.made(node);
			case 'CallExpression':
				return node['optional'] === true || asNodes(node['arguments']).some(isFunction)
					? undefined
					: around('ReturnType', of('callee'));
			case 'AwaitExpression':
				return around('Awaited', of('argument'));
			default:
				return undefined;
		}
	}

	/** `Map<string, number>` of `new Map<string, number>()`. */
	made(node: SyntaxNode): string | undefined {
		const callee = asNode(node['callee']);
		const parameters = node.type === 'NewExpression' ? asNode(node['typeArguments']) : undefined;
		if (!callee || !isEntity(callee)) return undefined;
		const text = this.inline(parameters);
		return text === undefined ? undefined : this.#code.slice(callee.start, callee.end) + text;
	}

	/** What a comment behind a member, or right above it, says about it; on one line. */
	noteOf({ start, end }: SyntaxNode): string | undefined {
		const { comments } = this.#tree;
		const at = lastIndexUpTo(comments, end - 1, (comment) => comment.start) + 1;
		const [behind, above] = [comments[at], comments[lastAbove(comments, start)]];
		const gap = behind && this.#code.slice(end, behind.start);
		if (behind && !/[\r\n]/.test(gap ?? '') && ['', ';', ','].includes(gap?.trim() ?? '')) {
			return this.#plainNote(behind);
		}
		const lineStart = above && above.start - indentAt(this.#code, above.start).length;
		const isOwn = lineStart !== undefined && this.#code[lineStart - 1] === '\n';
		return isOwn && /^\s*$/.test(this.#code.slice(above?.end, start))
			? this.#plainNote(above)
			: undefined;
	}

	#plainNote(comment: TextRange | undefined): string | undefined {
		if (!comment) return undefined;
		const text = this.#code
			.slice(comment.start, comment.end)
			.replace(/^\/[/*]+|\*\/$/g, '')
			.replace(/\r?\n\s*\*?/g, ' ')
			.replace(/\s+/g, ' ')
			.trim();
		return text === '' || /\*\/|@/.test(text) ? undefined : text;
	}

	#withoutComments({ start, end }: SyntaxNode): readonly TextEdit[] {
		const { comments } = this.#tree;
		const edits: TextEdit[] = [];
		const first = lastIndexUpTo(comments, start - 1, (comment) => comment.start) + 1;
		for (let i = first; i < comments.length; i++) {
			const range = comments[i];
			if (!range || range.end > end) break;
			edits.push({ range, newText: '' });
		}
		return edits;
	}

	#withNames(type: SyntaxNode): readonly TextEdit[] {
		const edits: TextEdit[] = [];
		walk([type], (node, parent) => {
			const members = asNodes(node['members'] ?? (node.type === 'TSInterfaceBody' && node['body']));
			for (const [i, { end }] of members.entries()) {
				const isLast = i === members.length - 1;
				if (isLast || /[;,]/.test(this.#code.charAt(end - 1))) continue;
				if (!/^\s*[;,]/.test(this.#code.slice(end, end + 50))) {
					edits.push({ range: { start: end, end }, newText: ';' });
				}
			}
			// The right side of `A.B` and the keys of members are no types.
			if (node.type !== 'Identifier' || parent?.['key'] === node || parent?.['right'] === node) {
				return true;
			}
			const name = asText(node['name']);
			const newText = node['typeAnnotation'] ? undefined : this.#names.get(name);
			if (newText === undefined || newText === name) return true;
			edits.push({ range: { start: node.start, end: node.start + name.length }, newText });
			return true;
		});
		return edits;
	}
}

function lastAbove(comments: readonly TextRange[], start: number): number {
	return lastIndexUpTo(comments, start, (comment) => comment.end);
}

function compact(type: string): string {
	const lines = type
		.split(/\r?\n/)
		.map((line) => line.trimEnd())
		.filter((line) => line !== '')
		.map((line, i) => (i === 0 ? line.replace(/^[|&] /, '') : line));
	const oneLine = lines
		.map((line) => line.trim())
		.join(' ')
		.replace(/([[(<]) /g, '$1')
		.replace(/[;,](?= \}$)/, '');
	if (oneLine.length <= longestLine) return oneLine;
	const indent = lines
		.slice(1)
		.reduce((least, line) => Math.min(least, skipBlanks(line, 0)), type.length);
	return lines
		.map((line, i) => (i === 0 ? line : line.slice(indent).replaceAll('\t', '  ')))
		.join('\n');
}

/** The type in the annotation of a parameter, a variable or a member. */
export function annotationOf(node: SyntaxNode | undefined): SyntaxNode | undefined {
	return asNode(asNode(node?.['typeAnnotation'])?.['typeAnnotation']);
}

/** A name, or names with dots between them: what `typeof` in a type takes. */
export function isEntity(node: SyntaxNode): boolean {
	let inner: SyntaxNode | undefined = node;
	while (inner?.type === 'MemberExpression') {
		if (inner['computed'] === true || inner['optional'] === true) return false;
		if (asNode(inner['property'])?.type !== 'Identifier') return false;
		inner = asNode(inner['object']);
	}
	return inner?.type === 'Identifier' || inner?.type === 'ThisExpression';
}

export function isFunction({ type }: SyntaxNode): boolean {
	return type === 'ArrowFunctionExpression' || /^Function(?:Expression|Declaration)$/.test(type);
}
