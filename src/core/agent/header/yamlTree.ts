import matter from 'gray-matter';
import yaml from 'js-yaml';
import type { TextRange } from '../../text/range.ts';
import { withoutStacks } from '../../text/withoutStacks.ts';

/** A nested value: a list item, or (with `key`) one pair of a nested mapping. */
export interface Item {
	readonly value: unknown;
	readonly range: TextRange;
	readonly key?: string;
	readonly keyRange?: TextRange;
	/** Present where the value is itself a list or a mapping. */
	readonly items?: readonly Item[];
}

/** One pair of the header's mapping. Offsets count from the start of the file. */
export interface Pair extends Item {
	readonly key: string;
	readonly keyRange: TextRange;
}

export interface YamlResult {
	/** What strict YAML makes of the header: usually a mapping. */
	readonly value: unknown;
	/** The pairs of that mapping in file order; empty where the value is no mapping. */
	readonly pairs: readonly Pair[];
}

/** js-yaml's view of a node, recorded by its listener; `close` may lie behind the node's end. */
interface Node {
	readonly open: number;
	readonly children: Node[];
	close: number;
	kind: string | null;
	value: unknown;
}

/** Deeper nesting than this is refused, so that no reader of the values runs out of stack. */
const maxDepth = 100;
/** Aliases may repeat values up to this many nodes beyond one for each character of the text. */
const maxRepeats = 20_000;
/** What aliases repeat may be copied: as a key, as names of a list. So many UTF-16 units in all. */
const maxCopied = 4 * 1_048_576;
/** gray-matter looks for comments in time quadratic to blank space, so that it gets little of it. */
const maxGrayMatterLength = 16_384;
const longBlank = /\s{512}/;
/** js-yaml reads `1:2:3…` as one base-60 number in quadratic time. */
const longSexagesimal = /(?::[0-5]?\d){64}/;

function refuse(): never {
	throw new Error('Only YAML is read as front matter.');
}

const otherEngines = Object.fromEntries(
	['js', 'javascript', 'coffee', 'coffeescript', 'cson', 'json', 'toml'].map((language) => [
		language,
		{ parse: refuse },
	]),
);

/**
 * Reads the header as strict YAML, through gray-matter, in one pass that also yields every range.
 * `source` starts with the line break after the opening `---`; `offset` is where it stands in the
 * file. Throws what js-yaml throws, and an `Error` for nesting or aliases beyond all reason.
 */
export function readHeader(source: string, offset: number): YamlResult {
	const isOrdinary = source.length <= maxGrayMatterLength && /^(?:\r?\n|$)/.test(source);
	if (!isOrdinary || (source.length > 512 && longBlank.test(source))) {
		return readYaml(source, offset);
	}
	const { data } = matter(`---${source}`, {
		language: 'yaml',
		// The header ends where the caller says: NUL occurs in no header that gets this far.
		delimiters: ['---', '\0'],
		engines: { ...otherEngines, yaml: { parse: (text) => readYaml(text, offset) } },
	});
	// What the engine has made, which is not asked where there is nothing but comments.
	return 'pairs' in data ? (data as unknown as YamlResult) : { value: {}, pairs: [] };
}

/**
 * Reads `source` as one strict YAML document; the contract is that of `readHeader`.
 *
 * @param scalars `texts`: every value is a text as it is written, so that 2.10 is not 2.1
 */
export function readYaml(
	source: string,
	offset: number,
	scalars: 'typed' | 'texts' = 'typed',
): YamlResult {
	if (source.length > 512 && longSexagesimal.test(source))
		throw new Error('A base-60 number is too long.');
	const recorder = new Recorder(source.length);
	const value: unknown = withoutStacks(() =>
		yaml.safeLoad(source, {
			schema: scalars === 'typed' ? yaml.DEFAULT_SAFE_SCHEMA : yaml.FAILSAFE_SCHEMA,
			listener: (event, state) => recorder.record(event, state),
		}),
	);
	if (source.includes('*')) checkSize(value, source.length + maxRepeats);
	const { root } = recorder;
	return { value, pairs: root && isMapping(value) ? pairsOf(root, source, offset) : [] };
}

/** Whether `value` is what YAML calls a mapping. */
export function isMapping(value: unknown): value is Record<string, unknown> {
	return Object.prototype.toString.call(value) === '[object Object]';
}

class Recorder {
	root: Node | undefined;
	readonly #stack: Node[] = [];
	readonly #length: number;
	#copied = 0;

	constructor(length: number) {
		this.#length = length;
	}

	record(event: 'open' | 'close', state: yaml.State): void {
		if (event === 'open') {
			if (this.#stack.length > maxDepth) throw new Error('The header is nested too deeply.');
			const open = this.#place(state);
			this.#stack.push({ open, children: [], close: 0, kind: null, value: null });
			return;
		}
		const node = this.#stack.pop();
		if (!node) return;
		node.close = this.#place(state);
		node.kind = state.kind;
		node.value = state.result;
		if (node.kind === null) this.#chargeAlias(node.value);
		const parent = this.#stack.at(-1);
		if (parent) parent.children.push(node);
		else this.root = node;
	}

	/** js-yaml reads on where the text has ended: it adds a line break and more. */
	#place({ position }: yaml.State): number {
		return Math.min(position, this.#length);
	}

	#chargeAlias(value: unknown): void {
		if (typeof value === 'string') this.#copied += value.length;
		else if (typeof value === 'object' && value !== null) this.#copied += this.#length;
		if (this.#copied > maxCopied) throw new Error('The aliases of the header repeat too much.');
	}
}

/** Aliases share what they repeat, so that a short header can stand for billions of values. */
function checkSize(value: unknown, limit: number): void {
	let count = 0;
	const pending: unknown[] = [value];
	while (pending.length > 0) {
		const next = pending.pop();
		if (typeof next !== 'object' || next === null) continue;
		const children: unknown[] = Array.isArray(next) ? next : Object.values(next);
		count += children.length;
		if (count > limit) throw new Error('The aliases of the header repeat too much.');
		for (const child of children) pending.push(child);
	}
}

/** js-yaml reports a collection that starts on its own line twice, one inside the other. */
function unwrap(node: Node): Node {
	const [only] = node.children;
	const isTwice =
		node.children.length === 1 && typeof node.value === 'object' && only?.value === node.value;
	return only && isTwice ? unwrap(only) : node;
}

function pairsOf(mapping: Node, source: string, offset: number): Pair[] {
	const { children } = unwrap(mapping);
	const pairs: Pair[] = [];
	for (let index = 0; index < children.length; index++) {
		const keyNode = children[index];
		if (!keyNode) continue;
		const keySpan = spanOf(keyNode, source);
		const next = children[index + 1];
		const hasValue = next && source.slice(keySpan.end, next.open).trim() === ':';
		if (keyNode.kind === null && keyNode.value === null) continue;
		// The value of a key that is missing, as in `&a : |`.
		if (/[|>]/.test(source.charAt(keySpan.start))) continue;
		const keyRange = keyRangeOf(keySpan, source, offset);
		const key = String(keyNode.value);
		if (hasValue) {
			index++;
			pairs.push({ ...itemOf(next, source, offset), key, keyRange });
		} else {
			const end = offset + keySpan.end;
			pairs.push({ value: null, range: { start: end, end }, key, keyRange });
		}
	}
	return pairs;
}

function keyRangeOf(span: TextRange, source: string, offset: number): TextRange {
	const start = endOf(properties, source, span.start);
	const first = source.charCodeAt(start);
	const quoted = first === 34 || first === 39 ? 1 : 0;
	return { start: offset + start + quoted, end: offset + span.end - quoted };
}

function itemOf(wrapped: Node, source: string, offset: number): Item {
	const node = unwrap(wrapped);
	const span = spanOf(node, source);
	const range = { start: offset + span.start, end: offset + span.end };
	if (node.kind === 'sequence') {
		const items = node.children.map((child) => itemOf(child, source, offset));
		return { value: node.value, range, items };
	}
	if (node.kind === 'mapping' && isMapping(node.value)) {
		return { value: node.value, range, items: pairsOf(node, source, offset) };
	}
	return { value: node.value, range };
}

function isBlank(code: number): boolean {
	return code === 32 || code === 10 || code === 13 || code === 9;
}

/** Offset behind blank space and comments. */
function skipGap(source: string, from: number): number {
	let at = from;
	for (;;) {
		while (isBlank(source.charCodeAt(at))) at++;
		if (source.charCodeAt(at) !== 35) return at;
		while (at < source.length && !'\r\n'.includes(source.charAt(at))) at++;
	}
}

const properties = /(?:[!&][^ \t\r\n]*[ \t\r\n]+)*/y;
const aliasText = /\*[^ \t\r\n,[\]{}]+/y;

function spanOf(node: Node, source: string): TextRange {
	const start = isBlank(source.charCodeAt(node.open)) ? skipGap(source, node.open) : node.open;
	if (start >= node.close && node.value === null) return { start: node.open, end: node.open };
	if (node.kind === null) {
		const end = endOf(aliasText, source, start);
		return end > start ? { start, end } : { start: node.open, end: node.open };
	}
	if (node.kind !== 'scalar') {
		const first = source.charAt(endOf(properties, source, start));
		const last = node.children.at(-1);
		if (first !== '[' && first !== '{' && last) {
			const { end } = spanOf(last, source);
			if (end > start) return { start, end };
		}
	}
	let end = node.close;
	while (end > start && isBlank(source.charCodeAt(end - 1))) end--;
	return { start, end };
}

function endOf(pattern: RegExp, source: string, from: number): number {
	pattern.lastIndex = from;
	return pattern.exec(source) ? pattern.lastIndex : from;
}
