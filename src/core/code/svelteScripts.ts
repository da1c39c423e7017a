import type { TextRange } from '../text/range.ts';

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
 * The `<script>` and `<script module>` blocks of a Svelte file, in order. A block that is not closed
 * (yet) reaches to the end of the file. Scripts inside other elements and comments do not count.
 */
export function findScripts(text: string): readonly SvelteScript[] {
	const scripts: SvelteScript[] = [];
	const tags = /<!--|<script(?=[\s>])|<\/?([a-zA-Z][\w:.-]*)/g;
	let depth = 0;
	for (let tag = tags.exec(text); tag; tag = tags.exec(text)) {
		const start = tag.index;
		if (tag[0] === '<!--') {
			tags.lastIndex = endOf(text, '-->', start);
			continue;
		}
		const open = endOfTag(text, tags.lastIndex);
		if (tag[1] !== undefined) {
			const selfClosing = text[open - 2] === '/' || voidElements.has(tag[1].toLowerCase());
			if (tag[1] === 'style' && tag[0] === '<style') {
				tags.lastIndex = endOf(text, '</style>', open);
				continue;
			}
			if (tag[0].startsWith('</')) depth = Math.max(0, depth - 1);
			else if (!selfClosing) depth++;
			tags.lastIndex = open;
			continue;
		}
		const close = text.indexOf('</script', open);
		const contentEnd = close === -1 ? text.length : close;
		const end = close === -1 ? text.length : endOf(text, '>', close);
		const attributes = text.slice(start, open);
		// Elements that close by themselves, such as `<li>`, leave the depth too high.
		if (depth === 0 || start === 0 || text[start - 1] === '\n') {
			scripts.push({
				kind: /\s(?:module\b|context\s*=\s*["']?module\b)/.test(attributes) ? 'module' : 'script',
				typescript: /\slang\s*=\s*["']?(?:ts|typescript)\b/.test(attributes),
				range: { start, end },
				contentRange: { start: open, end: contentEnd },
			});
		}
		tags.lastIndex = end;
	}
	return scripts;
}

const voidElements: ReadonlySet<string> = new Set(
	'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

function endOf(text: string, mark: string, from: number): number {
	const index = text.indexOf(mark, from);
	return index === -1 ? text.length : index + mark.length;
}

/** The end of a tag whose name ends at `from`; `>` inside quotes and `{…}` belongs to the tag. */
function endOfTag(text: string, from: number): number {
	let braces = 0;
	let quote = '';
	for (let i = from; i < text.length; i++) {
		const char = text[i] ?? '';
		if (quote) {
			if (char === quote) quote = '';
		} else if (char === '"' || char === "'" || (char === '`' && braces > 0)) quote = char;
		else if (char === '{') braces++;
		else if (char === '}') braces--;
		else if (char === '>' && braces <= 0) return i + 1;
	}
	return text.length;
}
