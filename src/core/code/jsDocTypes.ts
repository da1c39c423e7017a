import type { TextRange } from '../text/range.ts';
import { lastIndexUpTo } from '../text/sortedPlaces.ts';
import { indentAt, lineEndOf } from '../text/textEdits.ts';
import { asNode, asNodes, asText, walk, type SyntaxNode, type SyntaxTree } from './syntaxTree.ts';
import { annotationOf, isFunction, type TypeText } from './typeText.ts';

/** The tags of a function: type parameters, parameters, what it returns. */
export function functionTags(node: SyntaxNode, types: TypeText): readonly string[] {
	return [...templateTags(node, types), ...parameterTags(node, types), ...returnTags(node, types)];
}

/** `@template` for each type parameter of a function, a class or a type. */
export function templateTags(node: SyntaxNode, types: TypeText): readonly string[] {
	return asNodes(asNode(node['typeParameters'])?.['params']).map((parameter) => {
		const name = asText(parameter['name']) || asText(asNode(parameter['name'])?.['name']);
		const constraint = types.inline(asNode(parameter['constraint']));
		const standard = types.inline(asNode(parameter['default']));
		return [
			'@template',
			...(constraint === undefined ? [] : [`{${constraint}}`]),
			...(parameter['const'] === true ? ['const'] : []),
			standard === undefined ? name : `[${name}=${standard}]`,
		].join(' ');
	});
}

/** A parameter of a function as its type is told. */
export interface TypedParameter {
	/** The whole parameter, with its default value. */
	readonly node: SyntaxNode;
	readonly name: string | undefined;
	readonly type: string;
	readonly isOptional: boolean;
}

/** The parameters that have types, `this` not among them. */
export function typedParameters(
	node: SyntaxNode,
	types: TypeText,
): readonly (TypedParameter | undefined)[] {
	const parameters = asNodes(node['params']).filter(({ name }) => name !== 'this');
	const lastRequired = parameters.findLastIndex(
		({ type, optional }) =>
			type !== 'AssignmentPattern' && type !== 'RestElement' && optional !== true,
	);
	return parameters.map((parameter, i) => {
		const target = asNode(parameter['left']) ?? parameter;
		const type = types.inline(annotationOf(target) ?? annotationOf(parameter));
		if (type === undefined) return undefined;
		const named = asNode(target['argument']) ?? target;
		// What has a standard value in the middle takes `undefined`, but has to be given.
		const isOmittable = target['optional'] === true || parameter !== target;
		const isMiddle = isOmittable && i < lastRequired;
		return {
			node: parameter,
			name: asText(named['name']) || undefined,
			type: isMiddle ? `${type} | undefined` : type,
			isOptional: isOmittable && !isMiddle,
		};
	});
}

/** `@param` for each typed parameter. What is taken apart is found by its place, so it may not follow one without. */
function parameterTags(node: SyntaxNode, types: TypeText): readonly string[] {
	const self = asNodes(node['params']).find(({ name }) => name === 'this');
	const selfType = types.inline(annotationOf(self));
	const tags = selfType === undefined ? [] : [`@this {${selfType}}`];
	const typed = typedParameters(node, types);
	const names = new Set(typed.flatMap((each) => each?.name ?? []));
	for (const [i, each] of typed.entries()) {
		if (!each || !isTagged(typed, i)) continue;
		const label = each.name ?? freeLabel(i, names);
		tags.push(`@param {${each.type}} ${each.isOptional ? `[${label}]` : label}`);
	}
	return tags;
}

/** Whether a `@param` finds its parameter: by its name, or by its place if those before have tags. */
export function isTagged(typed: readonly (TypedParameter | undefined)[], index: number): boolean {
	if (typed[index]?.name !== undefined) return true;
	return typed.slice(0, index).every((each) => each !== undefined);
}

function freeLabel(index: number, names: ReadonlySet<string>): string {
	const label = index === 0 ? 'input' : `input${index + 1}`;
	return names.has(label) ? `param${index}` : label;
}

/** `@returns`, where the code does not say as much. */
export function returnTags(node: SyntaxNode, types: TypeText): readonly string[] {
	const returned = asNode(asNode(node['returnType'])?.['typeAnnotation']);
	if (!returned || (isVoid(returned) && returnsNothing(node))) return [];
	const type = types.inline(returned);
	return type === undefined ? [] : [`@returns {${type}}`];
}

/** `void`, or a promise of it. */
function isVoid(type: SyntaxNode): boolean {
	if (type.type === 'TSVoidKeyword') return true;
	const [inner] = asNodes(asNode(type['typeArguments'])?.['params']);
	const name = asText(asNode(type['typeName'])?.['name']);
	return name === 'Promise' && inner?.type === 'TSVoidKeyword';
}

/** Whether TypeScript finds by itself that a function gives nothing. */
function returnsNothing(node: SyntaxNode): boolean {
	const body = asNode(node['body']);
	if (body?.type !== 'BlockStatement' || node['generator'] === true) return false;
	const last = asNodes(body['body']).at(-1);
	if (last?.type === 'ThrowStatement' || last?.type === 'WhileStatement') return false;
	let returns = false;
	walk([body], (inner) => {
		if (isFunction(inner) || inner.type.startsWith('Class')) return false;
		returns ||= inner.type === 'ReturnStatement' && asNode(inner['argument']) !== undefined;
		return !returns;
	});
	return !returns;
}

/** The comment in place of a type or an interface, by its tags; the description goes above them. */
export function typedefTags(node: SyntaxNode, name: string, types: TypeText): readonly string[] {
	const templates = templateTags(node, types);
	const properties = node.type === 'TSInterfaceDeclaration' && propertyTags(node, types);
	if (properties) return [...templates, `@typedef {object} ${name}`, ...properties];
	const bases = asNodes(node['extends']).flatMap((each) => types.inline(each) ?? []);
	const body = asNode(node['body']);
	const isEmpty = bases.length > 0 && asNodes(body?.['body']).length === 0;
	const own = isEmpty ? undefined : types.lines(body ?? asNode(node['typeAnnotation']));
	const type = [...bases, ...(own === undefined ? [] : [own])].join(' & ') || 'any';
	return [...templates, `@typedef {${type}} ${name}`];
}

/**
 * One line a property, for an interface of plain properties that says something about them or is too
 * long for one line.
 */
function propertyTags(node: SyntaxNode, types: TypeText): readonly string[] | undefined {
	const members = asNodes(asNode(node['body'])?.['body']);
	if (asNodes(node['extends']).length > 0 || members.length === 0) return undefined;
	const notes = members.map((member) => types.noteOf(member));
	const whole = types.lines(asNode(node['body'])) ?? '';
	const tags = members.map((member, i) => {
		const key = asNode(member['key']);
		const type = types.inline(annotationOf(member));
		const isPlain =
			member.type === 'TSPropertySignature' &&
			member['computed'] !== true &&
			member['readonly'] !== true &&
			key?.type === 'Identifier' &&
			type !== undefined;
		if (!isPlain) return undefined;
		const name = asText(key['name']);
		const label = member['optional'] === true ? `[${name}]` : name;
		const note = notes[i];
		return `@property {${type}} ${label}${note === undefined ? '' : ` ${note}`}`;
	});
	const plain = tags.filter((tag) => tag !== undefined);
	const isWanted = whole.includes('\n') || notes.some((note) => note !== undefined);
	return isWanted && plain.length === tags.length ? plain : undefined;
}

/** A comment of tags for a place of a module. */
export interface DocComment {
	/** What it takes the place of: a comment that is there, or nothing. */
	readonly range: TextRange;
	readonly text: string;
}

/** Puts tags into comments above statements and members: the ones they have, or new ones. */
export class DocComments {
	readonly #code: string;
	readonly #tree: SyntaxTree;
	readonly #lineEnd: string;

	constructor(code: string, tree: SyntaxTree) {
		this.#code = code;
		this.#tree = tree;
		this.#lineEnd = lineEndOf(code);
	}

	/** Whether something starts its line, so that a comment can stand above it. */
	startsLine(at: number): boolean {
		const before = at - indentAt(this.#code, at).length;
		return before === 0 || this.#code[before - 1] === '\n';
	}

	/**
	 * The comment above a statement or a member.
	 *
	 * @param overloads tags of the signatures before it, which get comments of their own
	 */
	above(
		at: number,
		tags: readonly string[],
		overloads: readonly { readonly at: number; readonly tags: readonly string[] }[] = [],
	): DocComment {
		const own = this.#ownComment(at);
		const indent = this.startsLine(at) ? indentAt(this.#code, at) : '';
		const description = this.#description(at);
		const texts = [
			...overloads.map((each) =>
				this.frame([...this.#description(each.at), '@overload', ...each.tags], indent),
			),
			...(tags.length > 0 || description.length > 0
				? [this.frame(withTags(description, tags), indent)]
				: []),
		];
		const text = texts.join(`${this.#lineEnd}${indent}`);
		if (own) return { range: own, text };
		// A comment behind something else on its line is no JSDoc of what follows.
		const before = this.startsLine(at) ? '' : this.#lineEnd;
		return { range: { start: at, end: at }, text: `${before}${text}${this.#lineEnd}${indent}` };
	}

	/** A comment in place of a node and the comment above it. */
	inPlaceOf(node: TextRange, tags: readonly string[]): DocComment {
		const own = this.#ownComment(node.start);
		const indent = this.startsLine(node.start) ? indentAt(this.#code, node.start) : '';
		const description = this.#description(node.start);
		return {
			range: { start: own?.start ?? node.start, end: node.end },
			text: this.frame([...description, ...tags], indent),
		};
	}

	/** The JSDoc that touches something from above. */
	#ownComment(at: number): TextRange | undefined {
		if (!this.startsLine(at)) return undefined;
		const lineStart = at - indentAt(this.#code, at).length;
		const { comments } = this.#tree;
		const above = comments[lastIndexUpTo(comments, at, ({ end }) => end)];
		const touches =
			above &&
			/^\r?\n$/.test(this.#code.slice(above.end, lineStart)) &&
			this.#code.startsWith('/**', above.start);
		return touches ? above : undefined;
	}

	#description(at: number): readonly string[] {
		const own = this.#ownComment(at);
		return own ? descriptionOf(this.#code.slice(own.start, own.end)) : [];
	}

	/** A comment of tags: on one line if it is one. */
	frame(tags: readonly string[], indent = ''): string {
		const lines = tags.flatMap((tag) => tag.split(/\r?\n/));
		return lines.length === 1
			? `/** ${lines.join('')} */`
			: ['/**', ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join(
					this.#lineEnd,
				);
	}
}

/** A description with tags below it; where it has words for a tag, the type goes in front of them. */
function withTags(description: readonly string[], tags: readonly string[]): readonly string[] {
	const rest = [...tags];
	const lines = description.map((line) => {
		const [head = '', kind] = /^@(param|returns?)\s/.exec(line) ?? [];
		const said = line.slice(head.length).trimStart();
		if (kind === undefined || said.startsWith('{')) return line;
		const [named = '', label] = (kind === 'param' && /^\[?([\w$]+)\]?/.exec(said)) || [];
		const words = said.slice(named.length);
		const at = rest.findIndex((tag) =>
			label === undefined
				? kind !== 'param' && tag.startsWith('@returns ')
				: tag.endsWith(` ${label}`) || tag.endsWith(` [${label}]`),
		);
		const [tag] = at === -1 ? [] : rest.splice(at, 1);
		return tag === undefined ? line : `${tag} ${words.trim()}`.trimEnd();
	});
	return [...lines, ...rest];
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
