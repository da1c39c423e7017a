/** Elements whose content is no text of the page. */
const hidden = new Set(
	'script style noscript template svg nav footer iframe canvas form'.split(' '),
);
const blocks = new Set(
	'address article aside blockquote br dd div dl dt fieldset figure figcaption h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody td tfoot th thead title tr ul'.split(
		' ',
	),
);
const entities: Readonly<Record<string, string>> = {
	amp: '&',
	apos: "'",
	copy: '©',
	gt: '>',
	hellip: '…',
	laquo: '«',
	ldquo: '“',
	lsquo: '‘',
	lt: '<',
	mdash: '—',
	middot: '·',
	nbsp: ' ',
	ndash: '–',
	quot: '"',
	raquo: '»',
	rarr: '→',
	rdquo: '”',
	rsquo: '’',
};

/**
 * The text of an HTML page for a model: headings with `#`, list items with `-`, code blocks fenced,
 * links and everything else as plain text. Scripts, styles, navigation and footers are left out.
 */
export function pageText(html: string): string {
	// Of the same length, other than what `toLowerCase` yields for some letters.
	const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
	const neverClosed = new Set<string>();
	const output: string[] = [];
	let inCode = false;
	let from = 0;
	const take = (to: number): void => {
		const text = decode(html.slice(from, to));
		output.push(inCode ? text : text.replace(/\s+/g, ' '));
	};
	for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
		const tag = /^<(\/?)([a-z][a-z0-9]*|!--|[!?])/.exec(lower.slice(at, at + 24));
		if (!tag) {
			at++;
			continue;
		}
		take(at);
		const [, slash, name = ''] = tag;
		const close = name === '!--' ? '-->' : '>';
		from = after(close, lower, at);
		if (hidden.has(name) && slash === '' && !neverClosed.has(name)) {
			const end = lower.indexOf(`</${name}`, from);
			if (end === -1) neverClosed.add(name);
			else from = after('>', lower, end);
		} else if (blocks.has(name)) {
			output.push(blockMark(name, slash === '/'));
			if (name === 'pre') inCode = slash === '';
		}
		at = from;
	}
	take(html.length);
	return output
		.join('')
		.split('\n')
		.map((line) => line.trimEnd())
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

/** The offset behind the next `close`, or the text's end. */
function after(close: string, text: string, from: number): number {
	const at = text.indexOf(close, from);
	return at === -1 ? text.length : at + close.length;
}

function blockMark(name: string, isClosing: boolean): string {
	if (name === 'pre') return '\n```\n';
	if (name === 'td' || name === 'th') return isClosing ? ' ' : '| ';
	if (isClosing || name === 'br') return '\n';
	const level = /^h([1-6])$/.exec(name)?.[1];
	if (level !== undefined) return `\n\n${'#'.repeat(Number(level))} `;
	return name === 'li' ? '\n- ' : '\n';
}

function decode(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(
		/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
		(whole, decimal, hex, name) => {
			if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole;
			const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
			return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
		},
	);
}
