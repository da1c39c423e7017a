import { pluralOf, singularOf } from './nouns.ts';

/** What many and one of something are called, each as its words in lower case. */
export interface NameForms {
	readonly many: readonly string[];
	/** The same as `many` where nothing tells one from many. */
	readonly one: readonly string[];
}

/**
 * The words of a name in whatever spelling: `blogPosts`, `BlogPosts`, `blog-posts`, `blog_posts` and
 * `blog posts` are `blog` and `posts`.
 *
 * @returns `undefined` for what is no name: other characters, or a digit in front
 */
export function wordsOfName(name: string): readonly string[] | undefined {
	if (!/^[a-z][a-z0-9]*(?:[-_ ][a-z0-9]+)*$/i.test(name) || name.length > longestName) {
		return undefined;
	}
	return partsOf(name).flatMap(({ text, isWord }) => (isWord ? [text.toLowerCase()] : []));
}

/** Longer than any name that is easy to read. */
const longestName = 40;

/** Many and one of what is called by a plural: `articles` and `article`. */
export function formsOfMany(words: readonly string[]): NameForms {
	return { many: words, one: withLast(words, singularOf) };
}

/** The same for what is called by a singular. */
export function formsOfOne(words: readonly string[]): NameForms {
	return { many: withLast(words, pluralOf), one: words };
}

/** Whether a name is a plural. */
export function isMany(words: readonly string[]): boolean {
	const last = words.at(-1) ?? '';
	const one = singularOf(last);
	return one !== last && pluralOf(one) === last;
}

function withLast(words: readonly string[], form: (word: string) => string): readonly string[] {
	return [...words.slice(0, -1), form(words.at(-1) ?? '')];
}

interface Part {
	readonly text: string;
	readonly isWord: boolean;
}

/** The words of a name as they are written, and what stands between them. */
function partsOf(name: string): readonly Part[] {
	return [...name.matchAll(/[A-Za-z]+[0-9]*|[^A-Za-z]+/g)].flatMap(([run]): readonly Part[] => {
		if (!/^[A-Za-z]/.test(run)) return [{ text: run, isWord: false }];
		// `HTTPError` is `HTTP` and `Error`.
		const starts = [...run.matchAll(/[A-Z][a-z]|(?<=[a-z])[A-Z]/g)].map(({ index }) => index);
		const bounds = [...new Set([0, ...starts]), run.length];
		return bounds.slice(1).map((end, i) => ({ text: run.slice(bounds[i], end), isWord: true }));
	});
}

/** How words are joined where a name of one word does not show it. */
export type NameStyle = 'camel' | 'snake' | 'kebab' | 'title';

/** Names in which something is called otherwise. */
export class NameChange {
	readonly from: NameForms;
	readonly to: NameForms;
	readonly #forms: readonly (readonly [from: readonly string[], to: readonly string[]])[];

	constructor(from: NameForms, to: NameForms) {
		this.from = from;
		this.to = to;
		this.#forms = [
			[from.many, to.many],
			[from.one, to.one],
		];
	}

	/**
	 * The name with every mention of the one called by the other, each in its spelling: `productId`
	 * becomes `articleId`, `PRODUCTS_MAX` `ARTICLES_MAX`, `newest-products` `newest-articles`.
	 *
	 * @returns `undefined` where it is not mentioned
	 */
	of(name: string, style: NameStyle = 'camel'): string | undefined {
		const parts = partsOf(name);
		const separator = parts.find(({ text, isWord }) => !isWord && /^[-_]$/.test(text))?.text;
		let isChanged = false;
		let changed = '';
		for (let i = 0; i < parts.length; i++) {
			const found = this.#at(parts, i);
			if (!found) {
				changed += parts[i]?.text ?? '';
				continue;
			}
			isChanged = true;
			const first = parts[i]?.text ?? '';
			changed += joined(found.to, first, separator, style);
			i = found.last;
		}
		return isChanged ? changed : undefined;
	}

	/** Whether a name begins with what many or one of it is called. */
	begins(name: string): boolean {
		return this.#at(partsOf(name), 0) !== undefined;
	}

	/** Whether a text is what many or one of it is called, and nothing else. */
	isWhole(name: string): boolean {
		const words = wordsOfName(name)?.join(' ');
		return words === this.from.many.join(' ') || words === this.from.one.join(' ');
	}

	#at(
		parts: readonly Part[],
		start: number,
	): { readonly to: readonly string[]; readonly last: number } | undefined {
		for (const [from, to] of this.#forms) {
			let at = start;
			const isHere = from.every((word, i) => {
				if (i > 0 && /^[-_ ]$/.test(parts[at]?.text ?? '')) at++;
				return parts[at++]?.text.toLowerCase() === word;
			});
			if (isHere) return { to, last: at - 1 };
		}
		return undefined;
	}
}

function joined(
	words: readonly string[],
	first: string,
	separator: string | undefined,
	style: NameStyle,
): string {
	const isUpper = first.length > 1 && first === first.toUpperCase();
	if (isUpper) return words.join(separator ?? '_').toUpperCase();
	const isCapital = /^[A-Z]/.test(first);
	if (separator !== undefined && !isCapital) return words.join(separator);
	if (!isCapital && style !== 'camel') return words.join(joints[style]);
	if (isCapital && style === 'title') return capital(words.join(' '));
	const camel = camelOf(words);
	return isCapital ? capital(camel) : camel;
}

/** A name as code writes that of a variable. */
export function camelOf(words: readonly string[]): string {
	return words.map((word, i) => (i === 0 ? word : capital(word))).join('');
}

const joints = { snake: '_', kebab: '-', title: ' ' } as const;

function capital(word: string): string {
	return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
