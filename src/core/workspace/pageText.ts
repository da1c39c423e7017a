import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

/** Elements whose content is no text of the page. */
const hidden = new Set(
	'script style noscript template svg math nav footer iframe canvas select textarea'.split(' '),
);
/** Of these nothing is text, whether or not they are closed. */
const raw = new Set(['script', 'style', 'textarea']);
const blocks = new Set(
	'address article aside blockquote br dd div dl dt fieldset figure figcaption form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody td tfoot th thead title tr ul'.split(
		' ',
	),
);

/**
 * The text of an HTML page for a model: headings with `#`, list items with `-`, code blocks fenced,
 * links and everything else as plain text. Scripts, styles, navigation and footers are left out.
 * Linear in the length of the page, however deep its elements are nested.
 */
export function pageText(html: string): string {
	const reader = new PageReader(html);
	const tokenizer = new Tokenizer({ decodeEntities: true, recognizeSelfClosing: true }, reader);
	tokenizer.write(html);
	tokenizer.end();
	return reader
		.read()
		.split('\n')
		.map((line) => line.trimEnd())
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

/** A hidden element that is open, and how much had been read before it. */
interface HiddenElement {
	readonly name: string;
	readonly pieces: number;
}

/**
 * Keeps no tree: what is hidden is taken out again when its end is found, so that an element that is
 * never closed hides nothing.
 */
class PageReader implements TokenizerCallbacks {
	readonly #html: string;
	readonly #pieces: string[] = [];
	readonly #hidden: HiddenElement[] = [];
	readonly #hiddenNames = new Map<string, number>();
	/** The text since the last tag: its blanks are one where they meet, too. */
	#text: string[] = [];
	#tag = '';
	#isCode = false;

	constructor(html: string) {
		this.#html = html;
	}

	read(): string {
		this.#endText();
		// The content of a script that is cut off is no text either.
		const cut = this.#hidden.find(({ name }) => raw.has(name));
		return this.#pieces.slice(0, cut?.pieces).join('');
	}

	ontext(start: number, end: number): void {
		// The tokenizer gives the name of a tag in which the page is cut off as text.
		if (end === this.#html.length && /^<\/?[a-z]/i.test(this.#html.slice(start - 1, start + 2)))
			return;
		this.#text.push(this.#html.slice(start, end));
	}

	ontextentity(codePoint: number): void {
		this.#text.push(String.fromCodePoint(codePoint));
	}

	onopentagname(start: number, end: number): void {
		this.#tag = this.#html.slice(start, end).toLowerCase();
		// Before the tag's end comes: a page may be cut off inside of a tag.
		this.#endText();
	}

	onopentagend(): void {
		const name = this.#tag;
		if (hidden.has(name)) {
			this.#hidden.push({ name, pieces: this.#pieces.length });
			this.#hiddenNames.set(name, (this.#hiddenNames.get(name) ?? 0) + 1);
		} else if (blocks.has(name)) {
			this.#pieces.push(blockMark(name, false));
			if (name === 'pre') this.#isCode = true;
		}
	}

	/** Only drawings and formulas can end where they begin; to other elements the slash means nothing. */
	onselfclosingtag(): void {
		if (this.#tag !== 'svg' && this.#tag !== 'math') this.onopentagend();
	}

	onclosetag(start: number, end: number): void {
		this.#endText();
		const name = this.#html.slice(start, end).toLowerCase();
		if (hidden.has(name)) {
			this.#leave(name);
		} else if (blocks.has(name)) {
			this.#pieces.push(blockMark(name, true));
			if (name === 'pre') this.#isCode = false;
		}
	}

	onattribdata(): void {}
	onattribentity(): void {}
	onattribend(): void {}
	onattribname(): void {}
	/** In HTML it is a comment. */
	oncdata(): void {}
	oncomment(): void {}
	ondeclaration(): void {}
	onend(): void {}
	onprocessinginstruction(): void {}

	#endText(): void {
		if (this.#text.length === 0) return;
		const text = this.#text.join('');
		this.#text = [];
		this.#pieces.push(this.#isCode ? text : text.replace(/\s+/g, ' '));
	}

	#leave(name: string): void {
		if ((this.#hiddenNames.get(name) ?? 0) === 0) return;
		for (let left = this.#hidden.pop(); left; left = this.#hidden.pop()) {
			this.#hiddenNames.set(left.name, (this.#hiddenNames.get(left.name) ?? 1) - 1);
			if (left.name !== name) continue;
			this.#pieces.length = left.pieces;
			return;
		}
	}
}

function blockMark(name: string, isClosing: boolean): string {
	if (name === 'pre') return '\n```\n';
	if (name === 'td' || name === 'th') return isClosing ? ' ' : '| ';
	if (isClosing || name === 'br') return '\n';
	const level = /^h([1-6])$/.exec(name)?.[1];
	if (level !== undefined) return `\n\n${'#'.repeat(Number(level))} `;
	return name === 'li' ? '\n- ' : '\n';
}
