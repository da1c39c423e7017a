/** One `<example>` of a description: what a user says, and how the agent is called in. */
export interface Example {
	readonly context?: string;
	readonly user: string;
	readonly assistant?: string;
	readonly commentary?: string;
}

/** Line breaks written as a backslash and an n, as many agent files have them. */
export function withRealLineBreaks(description: string): string {
	return description.includes('\\n') ? description.replace(/(?:\\r)?\\n/g, '\n') : description;
}

/** More examples than this in one description are ignored. */
const maxExamples = 200;

/**
 * The examples of a description, on lines of their own or all on one line, with real or literal
 * line breaks. An example without its closing tag ends at the next one. An example in which nobody
 * speaks has its whole text as `user`. Multi-turn examples yield their first turn.
 */
export function readExamples(description: string): readonly Example[] {
	if (!/<example/i.test(description)) return [];
	const text = withRealLineBreaks(description);
	const examples: Example[] = [];
	const starts = [...text.matchAll(/<example(?:[ \t][^<>]{0,200})?>/gi)].slice(0, maxExamples);
	for (const [index, start] of starts.entries()) {
		const block = text.slice(start.index + start[0].length, starts[index + 1]?.index);
		const end = block.search(/<\/example\s*>/i);
		const example = readExample(end === -1 ? block : block.slice(0, end));
		if (example) examples.push(example);
	}
	return examples;
}

const commentaryBlock = /<commentary>([^]*?)(?:<\/commentary>|$)/i;

/** A label at the start of a line, or within one where it is `Context:` or before a quote. */
const label =
	/(?:^|\n)[ \t]*(?:[-*][ \t]+)?(?:\*\*)?(context|user|human|assistant|agent|commentary)(?:\*\*)?[ \t]{0,9}:(?:\*\*)?|(?:^|[\s>.,;"'”’])(?:(context)[ \t]{0,9}:|(user|human|assistant)[ \t]{0,9}:(?=\s{0,9}["'“‘«]))/gi;

const roles: Readonly<Record<string, keyof Example>> = {
	context: 'context',
	user: 'user',
	human: 'user',
	assistant: 'assistant',
	agent: 'assistant',
	commentary: 'commentary',
};

function readExample(block: string): Example | undefined {
	const parts: Partial<Record<keyof Example, string>> = {};
	const comment = commentaryBlock.exec(block);
	if (comment) parts.commentary = oneLine(comment[1] ?? '');
	const spoken = comment ? block.replace(commentaryBlock, '\n') : block;
	const labels = [...spoken.matchAll(label)];
	for (const [index, match] of labels.entries()) {
		const role = roles[(match[1] ?? match[2] ?? match[3] ?? '').toLowerCase()];
		const text = spoken.slice(match.index + match[0].length, labels[index + 1]?.index);
		if (role && parts[role] === undefined) parts[role] = unquoted(oneLine(text));
	}
	const { user = labels.length === 0 ? oneLine(spoken) : '', ...others } = parts;
	return user === '' && Object.keys(others).length === 0 ? undefined : { user, ...others };
}

function oneLine(text: string): string {
	return text
		.replace(/<\/?[a-z][^<>]{0,80}>/gi, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

const quotePairs: Readonly<Record<string, string>> = {
	'"': '"',
	"'": "'",
	'“': '”',
	'‘': '’',
	'«': '»',
	'`': '`',
};

function unquoted(text: string): string {
	const plain = text.replace(/^\\"/, '"').replace(/\\"$/, '"');
	const close = quotePairs[plain.charAt(0)];
	if (!close) return plain;
	return plain.length > 1 && plain.endsWith(close) ? plain.slice(1, -1).trim() : plain;
}
