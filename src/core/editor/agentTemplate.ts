/** What is between the front matter and the end of a new agent file. */
const sections = [
	'You are …',
	'## What you do',
	'1. …',
	'## What you do not do',
	'- …',
	'## What you answer with',
	'…',
];

/**
 * The text of a new agent file.
 *
 * @param name the handle; its words make the heading
 */
export function newAgentText(name: string): string {
	return [
		'---',
		`name: ${name}`,
		'description: Use this agent when …',
		'model: inherit',
		'---',
		'',
		`# ${inWords(name)}`,
		...sections.flatMap((line) => ['', line]),
		'',
	].join('\n');
}

/** The same as a VS Code snippet. */
export function newAgentSnippet(name: string): string {
	let stop = 0;
	const text = newAgentText(name).replaceAll('…', () => `\${${++stop + 1}:…}`);
	return `${text.replace(`name: ${name}`, `name: \${1:${name}}`)}$0`;
}

function inWords(name: string): string {
	const words = name.split(/[-_]+/).filter((word) => word !== '');
	return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
