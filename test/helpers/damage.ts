const pieces: readonly string[] = [
	'\n',
	'\n\n',
	'---\n',
	'```',
	'```\n',
	'```ts\n',
	'\n~~~\n',
	'"',
	"'",
	': ',
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
	'@',
	'%',
	'?',
	',',
	'  x: 1\n',
	'permission:\n  edit: deny\n  bash: "*"\n',
	'hooks:\n  PreToolUse:\n    - matcher: Bash\n      hooks:\n        - type: command\n          command: ./check.sh\n',
	'mcp-servers:\n  docs:\n    type: local\n    tools: ["*"]\n',
	'handoffs:\n  - label: Go on\n    agent: tester\n    prompt: Test it\n    send: false\n',
	'disallowedTools: Bash\n',
	'tools: Read, Read\n',
	'model: opus\n',
	'description: x\n',
];

/** One of the texts with one to four pieces put in or cut out, mostly in its header. */
export function damaged(texts: readonly string[], random: (limit: number) => number): string {
	let text = texts[random(texts.length)] ?? '';
	const header = text.indexOf('\n---', 4) + 30;
	for (let n = random(4); n >= 0; n--) {
		const isAnywhere = random(3) === 0;
		const at = random((isAnywhere ? text.length : Math.min(header, text.length)) + 1);
		// Whole lines come in at the start of a line, as when one pastes them.
		const piece = random(4) === 0 ? '' : (pieces[random(pieces.length)] ?? '');
		const isLines = piece.includes(':') && piece.endsWith('\n');
		const start = isLines ? text.lastIndexOf('\n', at - 1) + 1 : at;
		const cut = random(3) === 0 && !isLines ? random(12) : 0;
		text = text.slice(0, start) + piece + text.slice(start + cut);
	}
	return text;
}
