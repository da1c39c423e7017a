import type { TextRange } from '../text/range.ts';
import { readTag, endOfExpression, type SvelteTag } from './svelteTag.ts';

/** A `<script>` block of a Svelte file. */
export interface SvelteScript {
	readonly kind: 'script' | 'module';
	readonly typescript: boolean;
	/** The whole block with its tags. */
	readonly range: TextRange;
	/** What stands between the tags. */
	readonly contentRange: TextRange;
}

/**
 * The `<script>` and `<script module>` blocks of a Svelte file, in order, as Svelte reads them: those
 * that stand in nothing else. Scripts in elements, in `<svelte:head>`, in blocks, in comments and in
 * strings do not count. A block that is not closed (yet) reaches to the end of the file.
 *
 * Elements that are not closed may be about to be written: a script at the start of a line is not
 * taken for one inside of them.
 */
export function findScripts(text: string): readonly SvelteScript[] {
	const reader = new MarkupReader(text);
	reader.read();
	return reader.topLevelScripts();
}

/** What stands in the markup of a Svelte file, outside of its scripts and styles. */
export interface SvelteMarkup {
	/** The opening tags of elements and components, in order. */
	readonly tags: readonly SvelteTag[];
	/** What stands in braces between them, braces included: `{name}`, `{#if name}`. */
	readonly expressions: readonly TextRange[];
	/** What stands in scripts, also in those inside of elements. */
	readonly scripts: readonly TextRange[];
}

/** Reads the markup of a Svelte file; what is broken is left out. */
export function readMarkup(text: string): SvelteMarkup {
	const reader = new MarkupReader(text);
	reader.read();
	return reader.markup;
}

/** An element or a block that is open at some place of a file. */
interface Container {
	readonly parent: Container | undefined;
	readonly name: string;
	readonly isBlock: boolean;
	isClosed: boolean;
	/** Whether something around it or itself surely has an end behind it. */
	holds: boolean;
}

interface FoundScript extends SvelteScript {
	readonly parent: Container | undefined;
}

/** The elements that are open inside of one block. */
interface Frame {
	readonly block: Container | undefined;
	readonly open: Container[];
	readonly counts: Map<string, number>;
}

class MarkupReader {
	readonly #text: string;
	readonly #containers: Container[] = [];
	readonly #frames: Frame[] = [{ block: undefined, open: [], counts: new Map() }];
	readonly #scripts: FoundScript[] = [];
	readonly markup: {
		readonly tags: SvelteTag[];
		readonly expressions: TextRange[];
		readonly scripts: TextRange[];
	} = { tags: [], expressions: [], scripts: [] };

	constructor(text: string) {
		this.#text = text;
	}

	read(): void {
		const text = this.#text;
		const marks = /<!--|<\/[a-zA-Z][^\s/><{]*|<[a-zA-Z]|\{/g;
		for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
			const start = mark.index;
			if (mark[0] === '<!--') marks.lastIndex = endOf(text, '-->', start);
			else if (mark[0] === '{') marks.lastIndex = this.#readBraces(start);
			else if (mark[0].startsWith('</')) this.#closeElement(mark[0].slice(2));
			else marks.lastIndex = this.#readElement(readTag(text, start, this.#broken), start);
		}
	}

	/** How far expressions were found that nothing closes; behind it they are looked for nearby. */
	readonly #broken = { isFound: false };

	topLevelScripts(): readonly SvelteScript[] {
		// Parents come first.
		for (const each of this.#containers) {
			const isSure = each.isClosed || each.isBlock || each.name.startsWith('svelte:');
			each.holds = isSure || each.parent?.holds === true;
		}
		return this.#scripts
			.filter(({ parent, range: { start } }) => {
				if (!parent) return true;
				return !parent.holds && (start === 0 || this.#text[start - 1] === '\n');
			})
			.map(({ kind, typescript, range, contentRange }) => ({
				kind,
				typescript,
				range,
				contentRange,
			}));
	}

	/** @returns where reading goes on */
	#readBraces(start: number): number {
		// `{/if}` would be read as a regular expression.
		const close = closingBlock.exec(this.#text.slice(start, start + longestClosing));
		if (close) {
			const frame = this.#frames.length > 1 ? this.#frames.pop() : undefined;
			if (frame?.block) frame.block.isClosed = true;
			return start + close[0].length;
		}
		const end = endOfExpression(this.#text, start, this.#broken);
		if (end === undefined) return start + 1;
		this.markup.expressions.push({ start, end });
		if (/^\{\s*#/.test(this.#text.slice(start, start + longestClosing))) {
			this.#frames.push({ block: this.#add('', true), open: [], counts: new Map() });
		}
		return end;
	}

	/** @returns where reading goes on */
	#readElement(tag: SvelteTag, start: number): number {
		const { name, end } = tag;
		if (name !== 'script' && name !== 'style') this.markup.tags.push(tag);
		if (tag.isSelfClosing || voidElements.has(name.toLowerCase())) return end;
		const closing = rawElements.get(name);
		if (!closing) {
			this.#openElement(name);
			return end;
		}
		const close = closingTag(this.#text, closing, end);
		if (name === 'textarea') this.#readText(end, close.start);
		if (name === 'script') {
			const { attributes } = tag;
			this.markup.scripts.push({ start: end, end: close.start });
			const isModule = attributes.has('module') || attributes.get('context') === 'module';
			this.#scripts.push({
				parent: this.#parent,
				kind: isModule ? 'module' : 'script',
				typescript: /^(?:ts|typescript)$/.test(attributes.get('lang') ?? ''),
				range: { start, end: close.end },
				contentRange: { start: end, end: close.start },
			});
		}
		return close.end;
	}

	/** Reads text in which tags are no tags, but expressions are. */
	#readText(from: number, to: number): void {
		for (let at = this.#text.indexOf('{', from); at !== -1 && at < to;) {
			const end = endOfExpression(this.#text, at, this.#broken);
			if (end !== undefined && end <= to) this.markup.expressions.push({ start: at, end });
			at = this.#text.indexOf('{', end ?? at + 1);
		}
	}

	get #parent(): Container | undefined {
		const frame = this.#frames.at(-1);
		return frame?.open.at(-1) ?? frame?.block;
	}

	#add(name: string, isBlock: boolean): Container {
		const added = { parent: this.#parent, name, isBlock, isClosed: false, holds: false };
		this.#containers.push(added);
		return added;
	}

	#openElement(name: string): void {
		const element = this.#add(name, false);
		const frame = this.#frames.at(-1);
		frame?.open.push(element);
		frame?.counts.set(name, (frame.counts.get(name) ?? 0) + 1);
	}

	/** Closes the element and those in it that have no end of their own, such as `<li>`. */
	#closeElement(name: string): void {
		const frame = this.#frames.at(-1);
		if (!frame || (frame.counts.get(name) ?? 0) === 0) return;
		for (let last = frame.open.pop(); last; last = frame.open.pop()) {
			frame.counts.set(last.name, (frame.counts.get(last.name) ?? 0) - 1);
			if (last.name !== name) continue;
			last.isClosed = true;
			return;
		}
	}
}

const closingBlock = /^\{\s*\/[a-z]+\s*\}/;
const longestClosing = 60;

const voidElements: ReadonlySet<string> = new Set(
	'area base br col command embed hr img input keygen link meta param source track wbr'.split(' '),
);

/** The elements in which tags are text, with the tag that ends each. */
const rawElements: ReadonlyMap<string, RegExp> = new Map([
	['script', /<\/script\s*>/g],
	['style', /<\/style\s*>/g],
	['textarea', /<\/textarea\s*>/g],
]);

/** The tag that ends raw text; what is not closed reaches to the end. */
function closingTag(text: string, form: RegExp, from: number): TextRange {
	form.lastIndex = from;
	const found = form.exec(text);
	if (!found) return { start: text.length, end: text.length };
	return { start: found.index, end: form.lastIndex };
}

function endOf(text: string, mark: string, from: number): number {
	const index = text.indexOf(mark, from);
	return index === -1 ? text.length : index + mark.length;
}
