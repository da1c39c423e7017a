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

/** One of the texts with one to four pieces put in or cut out, mostly in its header. */
export function damaged(texts: readonly string[], random: (limit: number) => number): string {
	let text = texts[random(texts.length)] ?? '';
	for (let n = random(4); n >= 0; n--) text = damagedOnce(text, random);
	return text;
}

function damagedOnce(text: string, random: (limit: number) => number): string {
	const header = Math.min(text.indexOf('\n---', 4) + 30, text.length);
	const limit = random(4) === 0 ? text.length : header;
	const at = random(limit + 1);
	switch (random(12)) {
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

/** With whole lines at the start of the line that holds `at`. */
function pasted(text: string, at: number, random: (limit: number) => number): string {
	const start = text.lastIndexOf('\n', at - 1) + 1;
	return text.slice(0, start) + (lines[random(lines.length)] ?? '') + text.slice(start);
}

/** With one line gone, doubled, moved, indented, joined with the next or cut off. */
function withLines(text: string, limit: number, random: (limit: number) => number): string {
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
function withLineEnds(text: string, limit: number, random: (limit: number) => number): string {
	const lineEnd = lineEnds[random(lineEnds.length)] ?? '\n';
	const share = 1 + random(3);
	const head = text
		.slice(0, limit)
		.replace(/\n/g, (feed) => (random(share) === 0 ? lineEnd : feed));
	return head + (random(2) === 0 ? text.slice(limit).replaceAll('\n', lineEnd) : text.slice(limit));
}
