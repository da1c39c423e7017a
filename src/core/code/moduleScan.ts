/** A statement that a scan found, cut down to a form that parses by itself. */
export interface ScannedStatement {
	/** Where the statement starts in the code. */
	readonly start: number;
	/** Its text, or as much of it as tells what it declares. */
	readonly text: string;
}

/** No file that is being typed has more: each is parsed by itself. */
const mostStatements = 3_000;

/**
 * Finds the imports, the exports and the declarations at the start of lines in code that does not
 * parse, such as a file while it is being typed. Comments, strings and templates are skipped.
 */
export function scanModule(code: string): readonly ScannedStatement[] {
	const masked = maskText(code);
	const found: ScannedStatement[] = [];
	const starts = /^[ \t]*(?=(?:import|export)\b)|^(?=(?:async|const|let|var|function|class)\b)/gm;
	for (let start = starts.exec(masked); start; start = starts.exec(masked)) {
		const at = starts.lastIndex;
		// Zero-length matches do not move on by themselves.
		starts.lastIndex = at + 1;
		const text = statementAt(masked, code, at);
		if (text !== undefined) found.push({ start: at, text });
		if (found.length === mostStatements) break;
	}
	return found;
}

// The lengths are bounded so that a file of nothing but `import` lines takes linear time.
const statementForms = [
	/import([\w$*{},\s]{0,1000})(["']) *\2(?:\s*with\s*\{[^{}]{0,200}\})?;?/y,
	/export\s*(?:type\s*)?\{([\w$,\s]{0,1000})\}(?:\s*from\s*(["']) *\2)?;?/y,
	/export\s*\*(?:\s*as\s+([\w$]+))?\s*from\s*(["']) *\2;?/y,
];
const declarationForm =
	/(export\s+)?(default\b|(?:(?:declare|abstract|async)\s+){0,3}(const|let|var|function|class|interface|type|enum|namespace)\b\s*(?:\*\s*)?([\w$]+))/y;
/** A statement that was left unfinished ends where the next one begins. */
const nextStatement = /\n[ \t]*(?:import|export)\b/;

function statementAt(masked: string, code: string, at: number): string | undefined {
	for (const form of statementForms) {
		form.lastIndex = at;
		const found = form.exec(masked);
		if (found && !nextStatement.test(found[1] ?? '')) return code.slice(at, form.lastIndex);
	}
	declarationForm.lastIndex = at;
	const declaration = declarationForm.exec(masked);
	if (!declaration) return undefined;
	const [head, , what = '', kind = '', name = ''] = declaration;
	if (what === 'default') return `${head} 0;`;
	// What follows the name may be unfinished: it is replaced by the shortest thing that parses,
	// with the name at the place that it has in the file.
	const prefix = head
		.slice(0, head.length - name.length)
		.replace(/\b(?:declare|abstract|async)\b/g, blank);
	switch (kind) {
		case 'function':
			return `${prefix}${name}() {}`;
		case 'type':
			return `${prefix}${name} = 0;`;
		case 'const':
		case 'let':
		case 'var':
			return `${prefix}${name} = 0;`;
		default:
			return `${prefix}${name} {}`;
	}
}

/**
 * The code with everything inside comments, strings and templates turned into blanks, at unchanged
 * offsets. The quotes of strings stay.
 */
export function maskText(code: string): string {
	const parts: string[] = [];
	let position = 0;
	const hide = (start: number, end: number): void => {
		parts.push(code.slice(position, start), blank(code.slice(start, end)));
		position = end;
	};
	const marks = /\/\/|\/\*|["'`/]/g;
	for (let mark = marks.exec(code); mark; mark = marks.exec(code)) {
		const start = mark.index;
		const end = endOfText(code, start, mark[0]);
		if (end === undefined) continue;
		marks.lastIndex = end;
		if (mark[0] === '"' || mark[0] === "'") {
			hide(start + 1, Math.max(start + 1, code[end - 1] === mark[0] ? end - 1 : end));
		} else {
			hide(start, end);
		}
	}
	parts.push(code.slice(position));
	return parts.join('');
}

/**
 * The end of code in braces: behind the brace that closes the one at `open`, whatever stands in
 * comments, strings, templates and regular expressions. `undefined` where none closes it.
 */
export function endOfBraces(code: string, open: number): number | undefined {
	const marks = /\/\/|\/\*|["'`/{}]/g;
	marks.lastIndex = open;
	let depth = 0;
	for (let mark = marks.exec(code); mark; mark = marks.exec(code)) {
		if (mark[0] === '{') depth++;
		else if (mark[0] !== '}') {
			marks.lastIndex = endOfText(code, mark.index, mark[0]) ?? marks.lastIndex;
		} else if (--depth === 0) return marks.lastIndex;
	}
	return undefined;
}

/** The end of what begins with a mark and is no code; `undefined` where a slash divides. */
function endOfText(code: string, start: number, mark: string): number | undefined {
	switch (mark) {
		case '//':
			return endOfLine(code, start);
		case '/*': {
			const close = code.indexOf('*/', start + 2);
			return close === -1 ? code.length : close + 2;
		}
		case '/':
			return startsRegExp(code, start) ? endOfQuoted(code, start, '/') : undefined;
		case '`':
			return endOfTemplate(code, start);
		default:
			return endOfQuoted(code, start, mark);
	}
}

function blank(text: string): string {
	return text.replace(/[^\n\r]/g, ' ');
}

function endOfLine(code: string, from: number): number {
	const feed = code.indexOf('\n', from);
	return feed === -1 ? code.length : feed;
}

/** The end of a string or regular expression that starts at `start`; they end with their line. */
function endOfQuoted(code: string, start: number, quote: string): number {
	let inClass = false;
	for (let i = start + 1; i < code.length; i++) {
		const char = code[i];
		if (char === '\n') return i;
		if (char === '\\') i++;
		else if (quote === '/' && char === '[') inClass = true;
		else if (quote === '/' && char === ']') inClass = false;
		else if (char === quote && !inClass) return i + 1;
	}
	return code.length;
}

/** The end of a template, which may hold other templates inside `${…}`. */
function endOfTemplate(code: string, start: number): number {
	// One entry per open template; the number counts the open braces of its `${…}`, 0 is its text.
	const open = [0];
	for (let i = start + 1; i < code.length; i++) {
		const char = code[i];
		const top = open.length - 1;
		const braces = open[top] ?? 0;
		if (char === '\\') i++;
		else if (braces === 0) {
			if (char === '`') {
				open.pop();
				if (open.length === 0) return i + 1;
			} else if (char === '$' && code[i + 1] === '{') {
				open[top] = 1;
				i++;
			}
		} else if (char === '`') open.push(0);
		else if (char === '{') open[top] = braces + 1;
		else if (char === '}') open[top] = braces - 1;
	}
	return code.length;
}

/** Whether a slash starts a regular expression, judged by what stands before it. */
function startsRegExp(code: string, slash: number): boolean {
	const before = code.slice(Math.max(0, slash - 40), slash).trimEnd();
	return (
		before === '' || /[([{,;:=!&|?+\-*%<>~^]$|\b(?:return|typeof|case|in|of|void)$/.test(before)
	);
}
