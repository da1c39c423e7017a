/** What goes in between two characters, or in place of some. */
const signs: readonly string[] = [
	'\n',
	'\n\n',
	'```',
	'"',
	"'",
	': ',
	':',
	' #',
	'tools:',
	'name:',
	'\t',
	' ',
	'  ',
	'- ',
	'[',
	']',
	'{',
	'}',
	'|',
	'>',
	'\\n',
	'\\',
	'\0',
	'\uFEFF',
	'<example>',
	'&a',
	'*a',
	'*',
	'!',
	'\r\n',
	'\r',
	'\x85',
	'\u2028',
	'\u2029',
	'\v',
	'\f',
	'\x1B[31m',
	'\x7F',
	'\u00A0',
	'\u200B',
	'\u202E',
	'\u061C',
	'שלום',
	'،',
	'😀',
	'â€™',
	'\uFFFE',
	'@',
	'%',
	'?',
	'? ',
	'`',
	'~',
	'=',
	'<<: ',
	',',
	' # not "so',
	" # it's",
	'"""',
	"''",
	'\\u0041',
	'!!str ',
	'!!binary ',
	'<!-- x -->',
];

/** What comes in as whole lines, as when one pastes them. */
const lines: readonly string[] = [
	'---\n',
	'```\n',
	'```ts\n',
	'~~~\n',
	'...\n',
	'--- \n',
	'----\n',
	'--- # end\n',
	'  x: 1\n',
	'permission:\n  edit: deny\n  bash: "*"\n',
	'hooks:\n  PreToolUse:\n    - matcher: Bash\n      hooks:\n        - type: command\n          command: ./check.sh\n',
	'mcp-servers:\n  docs:\n    type: local\n    tools: ["*"]\n',
	'handoffs:\n  - label: Go on\n    agent: tester\n    prompt: Test it\n    send: false\n',
	'disallowedTools: Bash\n',
	'tools: Read, Read\n',
	'tools:\n  - Read\n  - Grep\n',
	'tools: [Read,\nGrep]\n',
	'tools: &t [Read, Grep]\n',
	'disallowed-tools: *t\n',
	'model: opus\n',
	'model: haiku\n',
	'description: x\n',
	'name: helper\n',
	'%YAML 1.2\n',
	'<<<<<<< HEAD\n',
	'=======\n',
	'>>>>>>> feature/agents\n',
	'<<<<<<< HEAD\nmodel: opus\n=======\nmodel: haiku\n>>>>>>> feature/agents\n',
	'---\nname: second\ndescription: A second header.\n---\n',
	'---\nname: half\ndescr',
	'\n---\nname: second\ntools: Read\n---\n',
	'# "quoted\n',
	"# it's a comment: with a colon\n",
	'  # deeper: "comment\n',
	'when to use: always\n',
	'when to use this agent:\n  - often\n',
	'notes: |\n text\n   deeper\n  less\n',
	'notes: |2\n text: x\n',
	'notes: >-\ntext at the left\n',
	'notes: |\n\ttabbed\n',
	'notes: &n "a"\n',
	'other: *n\n',
	'? long\n: value\n',
	'- Read\n',
	'\t- Read\n',
	'\tmodel: opus\n',
	'Some prose that somebody has pasted here.\n',
	`notes: ${'a very long line '.repeat(200)}\n`,
	`${'word '.repeat(120)}: x\n`,
	'```yaml\nmodel: opus\n```\n',
	'+++\ntitle = "TOML"\n+++\n',
];

const lineEnds: readonly string[] = ['\n', '\r\n', '\r', '\x85', '\u2028'];

type Random = (limit: number) => number;

/** What programs and people do to all lines of a header, or to many of them. */
const rewritings: readonly ((header: string, random: Random) => string)[] = [
	// Wrapped by an editor or a mail program.
	(header, random) => {
		const width = 20 + random(80);
		return header.replace(new RegExp(`([^\\n]{${width}}[^ \\n]{0,20}) `, 'g'), '$1\n');
	},
	// Quoted in a mail, a comment of code or a table, numbered, or a patch.
	(header, random) => {
		const mark =
			['> ', '+', '-', '| ', '// ', ' * ', '# ', '\u00A0', '12: ', '  '][random(10)] ?? '';
		return header.replace(/^/gm, () => (random(5) === 0 ? '' : mark));
	},
	// Made pretty by a word processor.
	(header) =>
		header
			.replace(/"([^"\n]*)"/g, '“$1”')
			.replaceAll("'", '’')
			.replaceAll('--', '—')
			.replaceAll('...', '…'),
	// Escaped for a page.
	(header) =>
		header.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll(' - ', '&nbsp;- '),
	// Written as JSON, TOML, INI, or Python's dictionaries.
	(header) => header.replace(/^([\w-]+): *(.*)$/gm, (_, key, value) => `"${key}": "${value}",`),
	(header) => header.replace(/^([\w-]+): *(.*)$/gm, (_, key, value) => `${key} = "${value}"`),
	(header) => header.replace(/^([\w-]+): *(.*)$/gm, (_, key, value) => `'${key}': '${value}'`),
	(header) => header.replace(/^([\w-]+): *(.*)$/gm, (_, key, value) => `{${key}: ${value}}`),
	// Blanks of other kinds, and at the ends of lines.
	(header, random) => header.replace(/ /g, (blank) => (random(6) === 0 ? '\u00A0' : blank)),
	(header, random) => header.replace(/^ +/gm, (blanks) => '\t'.repeat(1 + random(blanks.length))),
	(header, random) => header.replace(/$/gm, () => ['', ' ', '  ', '\t', ' \t '][random(5)] ?? ''),
	// All lines shifted, each by itself or together.
	(header, random) => header.replace(/^/gm, () => ' '.repeat(random(4))),
	(header, random) => header.replace(/^/gm, ' '.repeat(1 + random(4))),
	// Read in the wrong encoding, or in two bytes a character.
	(header) =>
		Array.from(new TextEncoder().encode(header), (byte) => String.fromCharCode(byte)).join(''),
	(header, random) => {
		const at = random(header.length);
		return (
			header.slice(0, at) +
			header
				.slice(at, at + 20)
				.split('')
				.join('\0') +
			header.slice(at + 20)
		);
	},
	// What closes is lost, everywhere.
	(header, random) => header.replaceAll(['"', "'", ']', '}', '\n', ': '][random(6)] ?? '', ''),
	// A text becomes a block, or a list.
	(header, random) => {
		const sign =
			['|', '>', '|-', '>+', '|2', '>1-', '| # why', '>x', '&t |', '!!str >'][random(10)] ?? '';
		return header.replace(/^([\w-]+): (.*)$/m, (_, key, value) => `${key}: ${sign}\n  ${value}`);
	},
	(header, random) => {
		const dash = ['- ', '  - ', '-', '* ', '1. ', '•', '- - ', '-\n  '][random(8)] ?? '';
		return header.replace(/^([\w-]+): (.*)$/m, (_, key, value) => {
			return `${key}:\n${String(value)
				.split(', ')
				.map((item) => dash + item)
				.join('\n')}`;
		});
	},
	// Doubled, turned around, put in order.
	(header) => header + header,
	(header) => header.split('\n').toReversed().join('\n'),
	(header) => header.split('\n').toSorted().join('\n'),
	// Places that a template has left open.
	(header, random) => {
		const hole = [
			'{{ name }}',
			'${NAME}',
			'<%= x %>',
			'%s',
			'$(date)',
			'[[x]]',
			'<TODO>',
			'@@',
			'***',
		];
		return header.replace(/: .*$/gm, (rest) => (random(3) ? rest : `: ${hole[random(9)] ?? ''}`));
	},
	// Keys that are the same to nobody but their author.
	(header, random) => {
		const other = [
			'Tools',
			'allowed-tools',
			'NAME',
			'Description ',
			'na\u200Bme',
			'"tools"',
			'? model',
		];
		return header.replace(/^[\w-]+(?=:)/gm, (key) => (random(3) ? key : (other[random(7)] ?? '')));
	},
];

/** One of the texts with one to four pieces put in or cut out, mostly in its header. */
export function damaged(texts: readonly string[], random: Random): string {
	let text = texts[random(texts.length)] ?? '';
	for (let n = random(4); n >= 0; n--) text = damagedOnce(text, texts, random);
	return text;
}

function damagedOnce(text: string, texts: readonly string[], random: Random): string {
	const header = Math.min(text.indexOf('\n---', 4) + 30, text.length);
	const limit = random(4) === 0 ? text.length : header;
	const at = random(limit + 1);
	switch (random(15)) {
		case 6:
			return rewritten(text, random);
		case 7:
			return mistyped(text, at, random);
		case 8:
			return random(3) === 0 ? crossed(text, at, texts[random(texts.length)] ?? '', random) : text;
		case 0:
			return text.slice(0, at) + text.slice(at + random(12));
		case 1:
		case 2:
		case 3:
			return pasted(text, at, random);
		case 4:
			return withLines(text, limit, random);
		case 5:
			return random(4) === 0 ? withLineEnds(text, limit, random) : text;
		default: {
			const cut = random(3) === 0 ? random(12) : 0;
			return text.slice(0, at) + (signs[random(signs.length)] ?? '') + text.slice(at + cut);
		}
	}
}

/** With the lines of its header, or those of a part of it, written in another way. */
function rewritten(text: string, random: Random): string {
	const start = text.indexOf('\n') + 1;
	const end = Math.max(text.indexOf('\n---', 4) + 1, start);
	const from = random(2) === 0 ? start : start + random(end - start + 1);
	const to = random(2) === 0 ? end : from + random(end - from + 1);
	const rewrite = rewritings[random(rewritings.length)];
	const part = text.slice(from, to);
	return text.slice(0, from) + (rewrite?.(part, random) ?? part) + text.slice(to);
}

/** With a slip of the fingers: two characters changed about, one doubled, or a key held down. */
function mistyped(text: string, at: number, random: Random): string {
	const one = text.charAt(at);
	const other = text.charAt(at + 1);
	const typed = [other + one, one + one + other, one.repeat(5) + other, one.toUpperCase() + other];
	return text.slice(0, at) + (typed[random(4)] ?? '') + text.slice(at + 2);
}

/** With a piece of another text, as when two files are merged or the clipboard held something else. */
function crossed(text: string, at: number, other: string, random: Random): string {
	const from = random(Math.min(other.length, 600) + 1);
	return text.slice(0, at) + other.slice(from, from + random(300)) + text.slice(at + random(30));
}

/** With whole lines at the start of the line that holds `at`. */
function pasted(text: string, at: number, random: Random): string {
	const start = text.lastIndexOf('\n', at - 1) + 1;
	return text.slice(0, start) + (lines[random(lines.length)] ?? '') + text.slice(start);
}

/** With one line gone, doubled, moved, indented, joined with the next or cut off. */
function withLines(text: string, limit: number, random: Random): string {
	const all = text.slice(0, limit).split('\n');
	const at = random(all.length);
	const line = all[at] ?? '';
	const changed: readonly string[] = [
		'',
		`${line}\n${line}`,
		`  ${line}`,
		`\t${line}`,
		line.trimStart(),
		line.slice(0, random(line.length + 1)),
		`# ${line}`,
		`> ${line}`,
		`- ${line}`,
		line.replaceAll('  ', '\t'),
		line.replace(': ', ':'),
		line.replace(':', ' ='),
		line.replaceAll('"', '”'),
		line.toUpperCase(),
	];
	all[at] = changed[random(changed.length)] ?? '';
	if (random(4) === 0) all.splice(at, 2, all.slice(at, at + 2).join(' '));
	return all.join('\n') + text.slice(limit);
}

/** With other line ends, at random places or everywhere. */
function withLineEnds(text: string, limit: number, random: Random): string {
	const lineEnd = lineEnds[random(lineEnds.length)] ?? '\n';
	const share = 1 + random(3);
	const head = text
		.slice(0, limit)
		.replace(/\n/g, (feed) => (random(share) === 0 ? lineEnd : feed));
	return head + (random(2) === 0 ? text.slice(limit).replaceAll('\n', lineEnd) : text.slice(limit));
}
