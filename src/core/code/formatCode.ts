import type { Options } from 'prettier';
import { indentationOf, type CodeFormat } from './codeFormat.ts';
import { ParsedModule } from './parsedModule.ts';
import { shifted, type TextEdit, type TextRange } from '../text/range.ts';
import { LastUsed } from '../text/lastUsed.ts';
import { lastIndexUpTo } from '../text/sortedPlaces.ts';
import { applyEdits, lineEndOf, withLineEnds } from '../text/textEdits.ts';
import { holdsBlanks, indentCode } from './indentCode.ts';
import { piecesOfMarkup, type Piece } from './sveltePieces.ts';
import { readMarkup } from './svelteScripts.ts';
import type { SvelteTag } from './svelteTag.ts';
import { parseModule, walk } from './syntaxTree.ts';

/**
 * Formats a module or a Svelte file as a project has it, with Prettier. Of a Svelte file the scripts are
 * formatted, and the markup gets the project's indentation and quotes. Files of other sorts, and code that does
 * not parse, come back as they are.
 *
 * @param path tells the language
 */
export async function formatCode(text: string, path: string, format: CodeFormat): Promise<string> {
	const lineEnd = lineEndOf(text);
	const formatted = path.endsWith('.svelte')
		? await formatSvelte(text, format)
		: await formatModule(text, parserFor(path), format);
	return withLineEnds(formatted, lineEnd);
}

type Parser = 'babel-ts' | 'babel';

/** What was formatted last, by all that it depends on: it is asked for again to show it and to write it. */
const lastFormatted = new LastUsed<string, string>(100);
/** In characters; of longer texts so many would take too much memory. */
const longestKept = 50_000;

function parserFor(path: string): Parser | undefined {
	if (/\.[cm]?ts$/.test(path)) return 'babel-ts';
	return /\.[cm]?js$/.test(path) ? 'babel' : undefined;
}

async function formatModule(
	text: string,
	parser: Parser | undefined,
	format: CodeFormat,
): Promise<string> {
	// It cannot be parsed, so that Prettier would only say so.
	if (parser === undefined || !new ParsedModule(text).tree) return text;
	const { svelteIndentScriptAndStyle: _, insertFinalNewline: __, ...options } = format;
	const key = JSON.stringify([parser, options, text]);
	const known = lastFormatted.get(key);
	if (known !== undefined) return known;
	const [prettier, babel, estree] = await Promise.all([
		import('prettier/standalone'),
		import('prettier/plugins/babel'),
		import('prettier/plugins/estree'),
	]);
	const all: Options = { ...options, endOfLine: 'lf', parser, plugins: [babel, estree.default] };
	try {
		const once = await prettier.format(text, all);
		// What it has broken into lines it may see otherwise the next time.
		const formatted = once === text ? once : await prettier.format(once, all);
		if (text.length <= longestKept) lastFormatted.set(key, formatted);
		return formatted;
	} catch (error) {
		// The two parsers do not take quite the same code.
		if (error instanceof SyntaxError) return text;
		throw error;
	}
}

async function formatSvelte(source: string, format: CodeFormat): Promise<string> {
	const pieces = piecesOfMarkup(source);
	// Nothing moves by it.
	const text = withQuotes(source, pieces, format.singleQuote ? "'" : '"');
	const kept = whereBlanksCount(text, pieces);
	const module = new ParsedModule(text);
	const unit = indentationOf(format);
	const isIndented = format.svelteIndentScriptAndStyle;
	const printWidth = format.printWidth - (isIndented ? format.tabWidth : 0);
	const edits: TextEdit[] = [];
	let end = 0;
	for (const { content, contentRange, typescript, range } of module.scripts) {
		edits.push(markupEdit(text, { start: end, end: range.start }, unit, kept));
		const parser = typescript ? 'babel-ts' : 'babel';
		const code = (await formatModule(content.text, parser, { ...format, printWidth })).trimEnd();
		const newText =
			code.trim() === ''
				? content.text
				: `\n${isIndented ? indentCode(code, unit, 'kept') : code}\n`;
		edits.push({ range: contentRange, newText });
		end = range.end;
	}
	edits.push(markupEdit(text, { start: end, end: text.length }, unit, kept));
	return applyEdits(text, edits);
}

function markupEdit(
	text: string,
	range: TextRange,
	unit: string,
	kept: readonly TextRange[],
): TextEdit {
	const newText = text.slice(range.start, range.end).replace(/^\t+/gm, (tabs, index: number) => {
		const at = range.start + index;
		const last = kept[lastIndexUpTo(kept, at - 1, ({ start }) => start)];
		return last && at <= last.end ? tabs : unit.repeat(tabs.length);
	});
	return { range, newText };
}

/**
 * What is shown, or is a value, with the blanks at the start of its lines: in rising order, and none
 * inside of another.
 */
function whereBlanksCount(text: string, pieces: readonly Piece[]): readonly TextRange[] {
	const { tags, scripts } = readMarkup(text);
	const quoted = tags.flatMap(({ values }) =>
		[...values.values()].filter(({ start }) => /["']/.test(text.charAt(start - 1))),
	);
	const inScripts = scripts.flatMap((script) => {
		const nodes: TextRange[] = [];
		walk(parseModule(text.slice(script.start, script.end))?.body ?? [], (node) => {
			if (holdsBlanks(node)) nodes.push(shifted(node, script.start));
		});
		return nodes;
	});
	const values = pieces.flatMap(({ nodes, offset }) =>
		nodes.flatMap(({ node }) => (holdsBlanks(node) ? [shifted(node, offset)] : [])),
	);
	const found = [...shownAsWritten(text, tags), ...quoted, ...inScripts, ...values].toSorted(
		(a, b) => a.start - b.start,
	);
	let reached = -1;
	const outer = found.filter(({ end }) => {
		const isInside = end <= reached;
		reached = Math.max(reached, end);
		return !isInside;
	});
	return outer.filter(({ start, end }) => text.slice(start, end).includes('\n'));
}

/** What stands in elements that show blanks. */
function shownAsWritten(text: string, tags: readonly SvelteTag[]): readonly TextRange[] {
	const ends = [...text.matchAll(/<\/(pre|textarea)/g)];
	return ['pre', 'textarea'].flatMap((name) => {
		const own = ends.filter(([, closed]) => closed === name);
		return tags.flatMap(({ name: opened, end: start, isSelfClosing }) => {
			if (opened !== name || isSelfClosing) return [];
			const end = own[lastIndexUpTo(own, start - 1, ({ index }) => index) + 1]?.index;
			return end === undefined ? [] : [{ start, end }];
		});
	});
}

/** A Svelte file with these quotes around the texts in the code of its markup; all else stays in its place. */
function withQuotes(text: string, pieces: readonly Piece[], quote: string): string {
	const other = quote === '"' ? "'" : '"';
	const edits = pieces.flatMap(({ nodes, offset, isQuoted }) =>
		nodes.flatMap(({ node: { type, start, end } }): readonly TextEdit[] => {
			// In quotes only the others can stand.
			if (type !== 'Literal' || isQuoted) return [];
			const range = { start: offset + start, end: offset + end };
			const written = text.slice(range.start, range.end);
			if (!written.startsWith(other) || written.includes('\\') || written.includes(quote))
				return [];
			return [{ range, newText: quote + written.slice(1, -1) + quote }];
		}),
	);
	return applyEdits(text, edits);
}
