import { commentOf, isVariableName, type EnvVariable } from '../code/envVariable.ts';
import { appendLines } from '../text/appendLines.ts';
import type { TextEdit } from '../text/range.ts';
import { lineEndOf, withLineEnds } from '../text/textEdits.ts';

/** How variables go into a `.env` or `.env.example`. Holds no value but in the edits. */
export interface DotEnvMerge {
	/** They only add lines at the end. */
	readonly edits: readonly TextEdit[];
	/** The names that the edits add. */
	readonly added: readonly string[];
	/** The names that the file has already; their values stay, whatever they are. */
	readonly present: readonly string[];
	/** Which of these names have no value yet, so that somebody has to fill it in. */
	readonly empty: readonly string[];
	/** Which cannot be written so that every reader of such files reads the same. */
	readonly unfit: readonly string[];
}

/**
 * Adds variables to a `.env`, unless it has them already. Never throws.
 *
 * @param text of the file, `''` where the project has none
 * @param makeSecret makes the value of a variable that is `generated`; called for missing ones only
 */
export function mergeEnv(
	text: string,
	variables: readonly EnvVariable[],
	makeSecret: (variable: EnvVariable) => string,
): DotEnvMerge {
	return merge(
		text,
		variables
			// An empty text is another thing than nothing, which is what an option may be.
			.filter(({ optional, generated, value }) => !optional || generated || value !== undefined)
			.map((variable) => ({
				variable,
				value: () => variable.value ?? (variable.generated ? makeSecret(variable) : ''),
			})),
	);
}

/**
 * Adds variables to a `.env.example`, which everybody can read: secrets, and what is made for each
 * project, are left empty, so that nobody takes an example for a secret. Never throws.
 */
export function mergeEnvExample(text: string, variables: readonly EnvVariable[]): DotEnvMerge {
	return merge(
		text,
		variables.map((variable) => ({
			variable,
			value: () => (variable.secret || variable.generated ? '' : (variable.value ?? '')),
			isExample: true,
		})),
	);
}

interface Wanted {
	readonly variable: EnvVariable;
	readonly value: () => string;
	readonly isExample?: boolean;
}

function merge(text: string, wanted: readonly Wanted[]): DotEnvMerge {
	const { names, emptyNames, openQuotes, takesNextLine } = readDotEnv(text);
	const commented = namesInComments(text);
	const merged = {
		added: [] as string[],
		present: [] as string[],
		empty: [] as string[],
		unfit: [] as string[],
	};
	const lines: string[] = [];
	const seen = new Set<string>();
	for (const { variable, value, isExample } of wanted) {
		const { name, optional = false } = variable;
		if (seen.has(name)) continue;
		seen.add(name);
		const asComment = isExample === true && optional;
		if (names.has(name) || (asComment && commented.has(name))) {
			merged.present.push(name);
			if (emptyNames.has(name)) merged.empty.push(name);
			continue;
		}
		const content = isVariableName(name) ? value() : undefined;
		const written = content === undefined ? undefined : valueText(content, openQuotes);
		if (written === undefined) {
			merged.unfit.push(name);
			continue;
		}
		const comment = commentOf(variable);
		if (comment !== undefined && !openQuotes.some((quote) => comment.includes(quote))) {
			lines.push(`# ${comment}`);
		}
		// Copied as it is, an empty option would be taken for a value.
		const isOff = asComment && content === '';
		lines.push(isOff ? `# ${name}=` : `${name}=${written}`);
		merged.added.push(name);
		if (content === '' && !isOff) merged.empty.push(name);
	}
	if (lines.length === 0) return { edits: [], ...merged };
	if (takesNextLine && !lines[0]?.startsWith('#')) lines.unshift('#');
	const lineEnd = lineEndOf(text);
	const fitting = lines.map((line) => withLineEnds(line, lineEnd));
	return { edits: [appendLines(text, fitting)], ...merged };
}

/** The names in lines such as `# NAME=`, which an example has for an option. */
function namesInComments(text: string): ReadonlySet<string> {
	const line = /^[ \t]*#[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=/gm;
	return new Set(Array.from(text.matchAll(line), ([, name = '']) => name));
}

const quotes = ['"', "'", '`'] as const;
type Quote = (typeof quotes)[number];

/**
 * A value as Node, dotenv and Vite read it alike; `undefined` if there is no such text. Vite puts
 * variables in for `$NAME`, unless a backslash stands before it.
 *
 * @param openQuotes those which an unfinished value of the file would end with
 */
function valueText(value: string, openQuotes: readonly Quote[]): string | undefined {
	// A line feed is the only one of these that can be written.
	if (/[^\P{Cc}\n\t]/u.test(value) || !value.isWellFormed()) return undefined;
	if (openQuotes.some((quote) => value.includes(quote))) return undefined;
	const escaped = value.replace(/\$(?=[A-Za-z_{])|(?<=\\)\$/g, '\\$&');
	if (/^[\w./:@%+,~?&=\\$-]+$/.test(escaped)) return escaped;
	const fitting = quotes.find((quote) => {
		if (openQuotes.includes(quote) || value.includes(quote)) return false;
		// Within double quotes `\n` is a line break; elsewhere a backslash at the end hides the quote.
		return quote === '"' ? !value.includes('\\') : !value.endsWith('\\');
	});
	if (fitting === undefined) return value === '' ? '' : undefined;
	const content = fitting === '"' ? escaped.replaceAll('\n', '\\n') : escaped;
	return fitting + content + fitting;
}

interface DotEnvReading {
	readonly names: ReadonlySet<string>;
	readonly emptyNames: ReadonlySet<string>;
	/** Quotes that open a value which is not finished, so that one more of them would end it. */
	readonly openQuotes: readonly Quote[];
	/** The last value is blank, for which the next line that is none would be taken. */
	readonly takesNextLine: boolean;
}

/** What a `.env` sets, to one reader of such files or another. */
function readDotEnv(text: string): DotEnvReading {
	const readings = [readAs(text, node), readAs(text, dotenv)];
	const all = readings.flatMap(({ names }) => [...names]);
	return {
		names: new Set(all.map(([name]) => name)),
		emptyNames: new Set(all.flatMap(([name, isEmpty]) => (isEmpty ? [name] : []))),
		openQuotes: quotes.filter((quote) => readings.some(({ open }) => open.has(quote))),
		takesNextLine: readings.some(({ takesNextLine }) => takesNextLine),
	};
}

/** Where a value in quotes ends. */
interface QuotedEnd {
	/** Of the quote at its end; `undefined` if the first one stands for itself. */
	readonly at: number | undefined;
	/** One more quote further down would end it. */
	readonly isOpen: boolean;
}

/** What programs that read such files do not agree on. */
interface Reader {
	/** Behind blanks, a value may stand on the next line that holds anything: only in quotes, or any. */
	readonly onNextLine: 'quoted' | 'any';
	readonly endOf: (text: string, start: number, quote: Quote) => QuotedEnd;
}

/** Vite reads by Node, too. */
const node: Reader = {
	onNextLine: 'any',
	endOf: (text, start, quote) => {
		const end = text.indexOf(quote, start);
		return end === -1 ? { at: undefined, isOpen: true } : { at: end, isOpen: false };
	},
};

/** A backslash hides a quote, and nothing but a comment may follow the last one. */
const dotenv: Reader = {
	onNextLine: 'quoted',
	endOf: (text, start, quote) => {
		const hidden: number[] = [];
		let end = text.indexOf(quote, start);
		while (end > start && text[end - 1] === '\\') {
			hidden.push(end);
			end = text.indexOf(quote, end + 1);
		}
		if (end !== -1 && isBlank(text, end + 1)) return { at: end, isOpen: false };
		return { at: hidden.findLast((each) => isBlank(text, each + 1)), isOpen: end === -1 };
	},
};

interface Reading {
	/** Whether each has no value. */
	readonly names: ReadonlyMap<string, boolean>;
	readonly open: ReadonlySet<Quote>;
	readonly takesNextLine: boolean;
}

function readAs(text: string, reader: Reader): Reading {
	const names = new Map<string, boolean>();
	const open = new Set<Quote>();
	let takesNextLine = false;
	const entry = /\uFEFF?[ \t]*(?:export[ \t]+)?([\w.-]+)(?:[ \t]*=|:(?=[ \t]))[ \t]*/y;
	for (let line = 0; line < text.length;) {
		entry.lastIndex = line;
		const found = entry.exec(text);
		let end = line;
		if (found) {
			end = entry.lastIndex;
			const isApart = reader.onNextLine === 'quoted' || /[ \t]/.test(text.charAt(end - 1));
			const start = isApart ? skipSpace(text, end) : end;
			takesNextLine = reader.onNextLine === 'any' && isApart && start === text.length;
			const quote = quotes.find((each) => each === text[start]);
			const quoted = quote && reader.endOf(text, start + 1, quote);
			if (quoted?.isOpen) open.add(quote as Quote);
			names.set(found[1] ?? '', quote ? quoted?.at === start + 1 : isBlank(text, end));
			end = quoted?.at ?? (reader.onNextLine === 'any' ? start : end);
		}
		const feed = text.indexOf('\n', end);
		line = feed === -1 ? text.length : feed + 1;
	}
	return { names, open, takesNextLine };
}

/** Whether a line holds nothing more but a comment. */
function isBlank(text: string, at: number): boolean {
	const rest = /[^\S\n]*(?:[#\n]|$)/y;
	rest.lastIndex = at;
	return rest.test(text);
}

function skipSpace(text: string, at: number): number {
	const space = /[ \t\r\n]*/y;
	space.lastIndex = at;
	space.test(text);
	return space.lastIndex;
}
