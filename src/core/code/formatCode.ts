import type { Options } from 'prettier';
import type { CodeFormat } from './codeFormat.ts';
import { ParsedModule } from './parsedModule.ts';
import type { TextEdit } from '../text/range.ts';
import { applyEdits, lineEndOf, withLineEnds } from '../text/textEdits.ts';
import { indentCode } from './indentCode.ts';
import { piecesOfMarkup } from './sveltePieces.ts';

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
	const [prettier, babel, estree] = await Promise.all([
		import('prettier/standalone'),
		import('prettier/plugins/babel'),
		import('prettier/plugins/estree'),
	]);
	const { svelteIndentScriptAndStyle: _, insertFinalNewline: __, ...options } = format;
	const all: Options = { ...options, parser, plugins: [babel, estree.default] };
	try {
		const once = await prettier.format(text, all);
		// What it has broken into lines it may see otherwise the next time.
		return once === text ? once : await prettier.format(once, all);
	} catch (error) {
		// The two parsers do not take quite the same code.
		if (error instanceof SyntaxError) return text;
		throw error;
	}
}

async function formatSvelte(source: string, format: CodeFormat): Promise<string> {
	const text = withQuotes(source, format.singleQuote ? "'" : '"');
	const module = new ParsedModule(text);
	const unit = format.useTabs ? '\t' : ' '.repeat(format.tabWidth);
	const isIndented = format.svelteIndentScriptAndStyle;
	const printWidth = format.printWidth - (isIndented ? format.tabWidth : 0);
	const edits: TextEdit[] = [];
	let end = 0;
	for (const { content, contentRange, typescript, range } of module.scripts) {
		edits.push(markupEdit(text, end, range.start, unit));
		const parser = typescript ? 'babel-ts' : 'babel';
		const code = (await formatModule(content.text, parser, { ...format, printWidth })).trimEnd();
		const newText =
			code.trim() === '' ? content.text : `\n${isIndented ? indentCode(code, unit) : code}\n`;
		edits.push({ range: contentRange, newText });
		end = range.end;
	}
	edits.push(markupEdit(text, end, text.length, unit));
	return applyEdits(text, edits);
}

function markupEdit(text: string, start: number, end: number, unit: string): TextEdit {
	const newText = text.slice(start, end).replace(/^\t+/gm, (tabs) => unit.repeat(tabs.length));
	return { range: { start, end }, newText };
}

/** A Svelte file with these quotes around the texts in the code of its markup; all else stays in its place. */
function withQuotes(text: string, quote: string): string {
	const other = quote === '"' ? "'" : '"';
	const edits = piecesOfMarkup(text).flatMap(({ nodes, offset, isQuoted }) =>
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
