const escapes: Readonly<Record<string, string>> = {
	n: '\n',
	t: '\t',
	r: '\r',
	'"': '"',
	'\\': '\\',
	'/': '/',
	' ': ' ',
};

/**
 * Reads the text of a value that strict YAML refuses, trimmed at both ends. Quotes around the
 * whole text go, with their escapes undone; an opening quote without a partner goes too; the
 * indicators `|` and `>` before text go. Indented prose that goes on over lines is folded as YAML
 * folds it; dialogue, tags, lists and unindented lines keep their line breaks.
 */
export function meantText(source: string): string {
	const quote = source.charAt(0);
	if (quote === '"' || quote === "'") {
		const inner = unquote(source, quote);
		if (inner !== undefined) return undoEscapes(joinLines(inner), quote);
	}
	const indicator = /^([|>])[+-]?\d?[+-]?(?=[ \t\r\n])[ \t]*/.exec(source);
	if (!indicator) return joinLines(source);
	const rest = source.slice(indicator[0].length);
	return joinLines(rest, indicator[1] === '|');
}

/** Whether the text is plain and short and would be valid after `key: `. */
export function needsNoQuotes(source: string): boolean {
	return (
		source.length < 500 && /^[A-Za-z0-9_][^\r\n]*$/.test(source) && !/:(?:\s|$)|\s#|\t/.test(source)
	);
}

/** The text inside quotes that enclose all of it; `undefined` where they belong to its words. */
function unquote(source: string, quote: string): string | undefined {
	const body = source.slice(1);
	const inner = findQuote(body, quote, 0);
	if (inner === -1) return body;
	if (!body.endsWith(quote)) {
		// `"one" and more` starts with a quotation; `"one "two" and more` has lost its last quote.
		return closesQuotation(body, inner) ? undefined : body;
	}
	const isFirstOfSeveral = inner < body.length - 1;
	return isFirstOfSeveral && closesQuotation(body, inner) && hasPairs(body, quote)
		? undefined
		: body.slice(0, -1);
}

function findQuote(body: string, quote: string, from: number): number {
	for (let at = body.indexOf(quote, from); at !== -1; at = body.indexOf(quote, at + 1)) {
		const isApostrophe =
			quote === "'" && /\w/.test(body.charAt(at - 1)) && /\w/.test(body.charAt(at + 1));
		const isEscaped = quote === '"' && body.charAt(at - 1) === '\\';
		if (!isApostrophe && !isEscaped) return at;
	}
	return -1;
}

function closesQuotation(body: string, at: number): boolean {
	return /\S/.test(body.charAt(at - 1)) && !/[\w<]/.test(body.charAt(at + 1));
}

function hasPairs(body: string, quote: string): boolean {
	const second = findQuote(body, quote, findQuote(body, quote, 0) + 1);
	return second !== -1 && /\s|[([]/.test(body.charAt(second - 1));
}

function undoEscapes(text: string, quote: string): string {
	if (quote === "'") return text.replaceAll("''", "'");
	return text.replace(/\\([ntr"\\/ ])/g, (_, letter: string) => escapes[letter] ?? letter);
}

/** Lines that lose their sense when they are joined: tags, list items, headings, `user: …`. */
const structuredLine = /^[ \t]*(?:[<#*•-]|\d+[.)]|[A-Za-z][\w ]{0,24}:(?:\s|$))/m;

function joinLines(source: string, isLiteral = false): string {
	if (!/[\r\n]/.test(source)) return source.trim();
	const [first = '', ...rest] = source.split(/\r\n|\n|\r/).map((line) => line.trimEnd());
	const indents = rest
		.filter((line) => line !== '')
		.map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
	const indent = indents.reduce((least, width) => Math.min(least, width), 64);
	const dedented = rest.map(dedent(indent)).join('\n');
	const text = `${first.trim()}\n${dedented}`.trim();
	return isLiteral || indent === 0 || structuredLine.test(dedented) ? text : fold(text);
}

function dedent(indent: number): (line: string) => string {
	return (line) => line.slice(indent);
}

/** One line break becomes a space; blank lines become one break less than they have. */
function fold(text: string): string {
	return text.replace(/\n+/g, (breaks) => (breaks.length === 1 ? ' ' : breaks.slice(1)));
}
