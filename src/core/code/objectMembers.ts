import type { Bindings } from './bindings.ts';
import type { ParsedModule } from './parsedModule.ts';
import { stringLiteral } from './stringLiteral.ts';
import { asNode, asNodes, asText, type SyntaxNode } from './syntaxTree.ts';
import { startOfSpace } from '../text/blanks.ts';
import { lineStartAt } from '../text/lineStarts.ts';
import { lineIndent } from './listEdits.ts';
import type { TextEdit } from '../text/range.ts';
import { lineEndOf } from '../text/textEdits.ts';

/** A member that an object literal is to get. */
export interface NewMember {
	readonly name: string;
	/**
	 * The code of its value, or the members of an object that is to be its value. Lines of code end
	 * with LF and are indented by tabs, below the first one; they come out as the file has them.
	 */
	readonly value: string | readonly NewMember[];
	/** What a comment above it says, on one line. */
	readonly comment?: string;
}

/** Which member of an object literal has a name: none, or it cannot be told without running it. */
export type MemberSearch =
	| { readonly kind: 'found'; readonly value: SyntaxNode }
	| { readonly kind: 'none' }
	| { readonly kind: 'unknown' };

const none: MemberSearch = { kind: 'none' };
const unknown: MemberSearch = { kind: 'unknown' };

/**
 * Finds the member of an object literal that has the last word on a name. Objects that are spread
 * into it are looked through where they can be read.
 */
export function findMember(object: SyntaxNode, name: string, bindings: Bindings): MemberSearch {
	return new MemberFinder(name, bindings).inObject(object, 0);
}

/** Values that spread each other many times over would take any time, and nobody nests so deep. */
const mostSpreads = 1000;
const deepest = 50;

class MemberFinder {
	readonly #name: string;
	readonly #bindings: Bindings;
	#left = mostSpreads;

	constructor(name: string, bindings: Bindings) {
		this.#name = name;
		this.#bindings = bindings;
	}

	inObject(object: SyntaxNode, depth: number): MemberSearch {
		for (const property of asNodes(object['properties']).toReversed()) {
			const found =
				property.type === 'SpreadElement'
					? this.#inSpread(asNode(property['argument']), depth)
					: this.#inProperty(property);
			if (found.kind !== 'none') return found;
		}
		return none;
	}

	#inProperty(property: SyntaxNode): MemberSearch {
		const key = keyOf(property);
		const value = asNode(property['value']);
		if (key === undefined || !value) return unknown;
		return key === this.#name ? { kind: 'found', value } : none;
	}

	#inSpread(argument: SyntaxNode | undefined, depth: number): MemberSearch {
		if (!argument || this.#left-- <= 0 || depth > deepest) return unknown;
		const spread = this.#bindings.resolve(argument);
		switch (spread.type) {
			case 'ObjectExpression':
				return this.inObject(spread, depth + 1);
			case 'Literal':
				// `...null` and `...false` spread nothing; a text would spread its characters.
				return none;
			case 'LogicalExpression':
				return this.#inEither(
					// The left side of `&&` is spread only where it is nothing.
					[...(spread['operator'] === '&&' ? [] : [spread['left']]), spread['right']],
					depth,
				);
			case 'ConditionalExpression':
				return this.#inEither([spread['consequent'], spread['alternate']], depth);
			case 'Identifier':
				return asText(spread['name']) === 'undefined' ? none : unknown;
			default:
				return unknown;
		}
	}

	/** Of several objects only one is spread, so that no member of theirs is there for certain. */
	#inEither(objects: readonly unknown[], depth: number): MemberSearch {
		const isNowhere = objects.every(
			(each) => this.#inSpread(asNode(each), depth + 1).kind === 'none',
		);
		return isNowhere ? none : unknown;
	}
}

/** The name of a property; `undefined` where it would have to be computed. */
function keyOf(property: SyntaxNode): string | undefined {
	const key = asNode(property['key']);
	if (!key) return undefined;
	if (key.type === 'Literal') return String(key['value']);
	return property['computed'] !== true && key.type === 'Identifier'
		? asText(key['name'])
		: undefined;
}

/** Lines that are made longer than this are broken; the defaults of Prettier. */
const widest = 80;
const tabWidth = 2;

/**
 * The edits that add members at the end of an object literal, in the style that it has: on one line
 * or many, indented alike, with a comma behind the last one or none. Its own members stay as they are.
 *
 * @param object an `ObjectExpression` of the module, which has none of the members
 */
export function memberEdits(
	module: ParsedModule,
	object: SyntaxNode,
	members: readonly NewMember[],
): readonly TextEdit[] {
	const code = module.text;
	if (members.length === 0) return [];
	const properties = asNodes(object['properties']);
	const inside = { start: object.start + 1, end: object.end - 1 };
	const writer = writerFor(module, object, properties);
	const [first] = properties;
	const last = properties.at(-1);
	if (!first || !last) return [intoEmpty(code, inside, members, writer)];
	if (hasBreak(code, inside.start, first.start)) {
		return below(code, last, members, indentedLike(first, code, writer));
	}
	const comma = commaBehind(code, last.end);
	const line = inline(members, writer);
	if (line !== undefined) {
		const newText = comma === undefined ? `, ${line}` : ` ${line},`;
		const at = comma ?? last.end;
		if (hasBreak(code, object.start, object.end) || fits(code, object, newText)) {
			return [insert(at, newText)];
		}
	}
	return [
		...properties.map(({ start }) => gap(code, start, writer.lineEnd + writer.inner)),
		...below(code, last, members, writer),
		gap(code, inside.end, writer.lineEnd + writer.outer),
	];
}

/**
 * The edit that gives a call without arguments an object of these members.
 *
 * @param call a `CallExpression` of the module
 */
export function argumentEdit(
	module: ParsedModule,
	call: SyntaxNode,
	members: readonly NewMember[],
): TextEdit {
	const code = module.text;
	const at = call.end - 1;
	const writer = writerFor(module, call, []);
	const line = inline(members, writer);
	const newText = line === undefined ? undefined : `{ ${line} }`;
	return insert(
		at,
		newText !== undefined && fits(code, call, newText) ? newText : block(members, writer),
	);
}

/** How an object of a file is written. */
interface Writer {
	readonly lineEnd: string;
	/** The indentation of the line on which the object starts. */
	readonly outer: string;
	/** The indentation of its members, where each stands on a line of its own. */
	readonly inner: string;
	/** One level of indentation. */
	readonly unit: string;
	/** What stands inside of the braces of an object on one line. */
	readonly padding: '' | ' ';
	/** What stands around a name. */
	readonly quote: string;
	/** The code of a text, such as a name that needs quotes. */
	readonly literal: (text: string) => string;
	/** Behind the last member of an object on many lines. */
	readonly lastComma: '' | ',';
}

function writerFor(
	module: ParsedModule,
	object: SyntaxNode,
	properties: readonly SyntaxNode[],
): Writer {
	const code = module.text;
	const outer = lineIndent(code, object.start);
	const unit = unitOf(code);
	const keys = properties.flatMap((each) => asNodes([each['key']]));
	const areQuoted = keys.length > 0 && keys.every(({ value }) => typeof value === 'string');
	const last = properties.at(-1);
	const hasComma = last
		? commaBehind(code, last.end) !== undefined
		: /[^\s,([{],[ \t]*\r?\n[ \t]*[}\]]/.test(code);
	return {
		lineEnd: lineEndOf(code),
		outer,
		inner: outer + unit,
		unit,
		padding: properties[0]?.start === object.start + 1 ? '' : ' ',
		literal: (text) => stringLiteral(text, module),
		quote: areQuoted ? code.charAt(keys[0]?.start ?? 0) : '',
		lastComma: hasComma ? ',' : '',
	};
}

/** Members on a line of their own each, below the last one. */
function below(
	code: string,
	last: SyntaxNode,
	members: readonly NewMember[],
	writer: Writer,
): readonly TextEdit[] {
	const comma = commaBehind(code, last.end);
	const text = writer.lineEnd + lines(members, writer);
	const end = endOfLine(code, comma ?? last.end);
	if (comma !== undefined) return [insert(end, text)];
	return end === last.end ? [insert(end, `,${text}`)] : [insert(last.end, ','), insert(end, text)];
}

function intoEmpty(
	code: string,
	inside: { readonly start: number; readonly end: number },
	members: readonly NewMember[],
	writer: Writer,
): TextEdit {
	const start = Math.max(inside.start, startOfSpace(code, inside.end));
	const range = { start, end: inside.end };
	const line = hasBreak(code, inside.start, inside.end) ? undefined : inline(members, writer);
	if (line !== undefined && fits(code, inside, `${line}  `)) return { range, newText: ` ${line} ` };
	const text = lines(members, writer);
	return { range, newText: writer.lineEnd + text + writer.lineEnd + writer.outer };
}

/** Members on one line; `undefined` if one has a comment, which needs lines. */
function inline(members: readonly NewMember[], writer: Writer): string | undefined {
	const texts = members.map(({ name, value, comment }) => {
		if (comment !== undefined) return undefined;
		const inner = typeof value === 'string' ? value : inline(value, writer);
		if (inner === undefined || inner.includes('\n')) return undefined;
		const text = typeof value === 'string' ? inner : writer.padding + inner + writer.padding;
		return `${keyText(name, writer)}: ${typeof value === 'string' ? text : `{${text}}`}`;
	});
	return texts.every((text) => text !== undefined) ? texts.join(', ') : undefined;
}

/** Members on a line of their own each, without the line break above the first one. */
function lines(members: readonly NewMember[], writer: Writer): string {
	const texts = members.map(({ name, value, comment }, i) => {
		const deeper = { ...writer, outer: writer.inner, inner: writer.inner + writer.unit };
		const text = typeof value === 'string' ? indented(value, writer) : block(value, deeper);
		const above = comment === undefined ? '' : `${writer.inner}// ${comment}${writer.lineEnd}`;
		const comma = i < members.length - 1 ? ',' : writer.lastComma;
		return `${above}${writer.inner}${keyText(name, writer)}: ${text}${comma}`;
	});
	return texts.join(writer.lineEnd);
}

function indented(code: string, { lineEnd, inner, unit }: Writer): string {
	return code.replace(
		/\n(\t*)/g,
		(_all, tabs: string) => lineEnd + inner + unit.repeat(tabs.length),
	);
}

function block(members: readonly NewMember[], writer: Writer): string {
	return ['{', lines(members, writer), `${writer.outer}}`].join(writer.lineEnd);
}

function keyText(name: string, { quote, literal }: Writer): string {
	const isPlain = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
	return isPlain ? quote + name + quote : literal(name);
}

/** Whether the line on which an object starts takes more text without getting too long. */
function fits(code: string, { start }: { readonly start: number }, more: string): boolean {
	const from = lineStartAt(code, start);
	const feed = code.indexOf('\n', start);
	const line = code.slice(from, feed === -1 ? code.length : feed);
	return line.replaceAll('\t', ' '.repeat(tabWidth)).trimEnd().length + more.length <= widest;
}

/** Indents as a member does that starts its line. */
function indentedLike(member: SyntaxNode, code: string, writer: Writer): Writer {
	const inner = code.slice(lineStartAt(code, member.start), member.start);
	if (!/^[ \t]*$/.test(inner)) return writer;
	const isDeeper = inner.length > writer.outer.length && inner.startsWith(writer.outer);
	return { ...writer, inner, unit: isDeeper ? inner.slice(writer.outer.length) : writer.unit };
}

/** One level of indentation in a file: that of its first indented line, a tab without any. */
function unitOf(code: string): string {
	// A line that starts with `*` may belong to a comment, where one blank is the rule.
	return /^(\t| +)[^\s*]/m.exec(code)?.[1] ?? '\t';
}

/** Behind the comma that follows a member; `undefined` without one. */
function commaBehind(code: string, end: number): number | undefined {
	let at = end;
	for (;;) {
		blankOrComment.lastIndex = at;
		if (!blankOrComment.test(code)) break;
		at = blankOrComment.lastIndex;
	}
	return code[at] === ',' ? at + 1 : undefined;
}

const blankOrComment = /\s+|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\//y;

/** Behind the comments that end on the line on which something ended; the offset if there are none. */
function endOfLine(code: string, offset: number): number {
	const comment = /[ \t]*(?:\/\*(?:[^*\n]|\*(?!\/))*\*\/|\/\/[^\r\n]*)/y;
	let end = offset;
	for (let next = end; ; end = next) {
		comment.lastIndex = next;
		if (!comment.test(code)) return end;
		next = comment.lastIndex;
	}
}

/** The edit that makes the white space before an offset something else. */
function gap(code: string, offset: number, newText: string): TextEdit {
	return { range: { start: startOfSpace(code, offset), end: offset }, newText };
}

function hasBreak(code: string, start: number, end: number): boolean {
	const feed = code.indexOf('\n', start);
	return feed !== -1 && feed < end;
}

function insert(at: number, newText: string): TextEdit {
	return { range: { start: at, end: at }, newText };
}
