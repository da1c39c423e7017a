import { readExamples } from './header/examples.ts';
import type { Example } from './header/examples.ts';
import { parseFrontMatter } from './frontMatter.ts';
import type { Entry, FrontMatter } from './frontMatter.ts';
import { problem } from '../problem/problem.ts';
import type { Problem } from '../problem/problem.ts';
import type { TextRange } from '../text/range.ts';
import { readRestrictions } from './header/restrictions.ts';
import { summarize } from './header/summary.ts';
import { readNames } from './header/toolEntries.ts';

export { decodeAgentFile } from './decode.ts';
export type { Example } from './header/examples.ts';

/** The parsed value of one agent file. */
export interface Agent {
	readonly name: string;
	/** As strict YAML reads it, or as its author meant it where YAML cannot. */
	readonly description: string;
	/** One line of at most 100 UTF-16 units; worked out when it is first asked for. */
	readonly summary: string;
	readonly examples: readonly Example[];
	/** `undefined`: the key is absent, so that every tool may be used; `[]`: none may. */
	readonly tools: readonly string[] | undefined;
	readonly disallowedTools: readonly string[];
	/** A list names models in order of preference. */
	readonly model: string | readonly string[] | undefined;
	readonly color: string | undefined;
	/** The place of the name in the file; `undefined` where the file has none. */
	readonly nameRange: TextRange | undefined;
	/** The body, byte for byte. */
	readonly prompt: string;
	readonly bodyStart: number;
	readonly frontMatter: FrontMatter;
}

/** The outcome of reading one agent file. */
export interface ParsedAgent {
	/** `undefined` where nothing usable is there; then there is exactly one problem. */
	readonly agent: Agent | undefined;
	readonly problems: readonly Problem[];
}

/**
 * Reads the text of an agent file. `stem` is the file's name without `.md` or `.agent.md`: the
 * agent's name where the front matter has none. Never throws.
 */
export function parseAgent(text: string, stem: string): ParsedAgent {
	const frontMatter = parseFrontMatter(text);
	const { range, bodyStart } = frontMatter;
	const [first] = frontMatter.problems;
	if (first && (!range || first.code === 'front-matter-no-keys')) {
		return { agent: undefined, problems: [first] };
	}
	let problems = [...frontMatter.problems];
	const place = { start: range?.start ?? 0, end: (range?.start ?? 0) + 3 };
	const name = readText(text, frontMatter, 'name', problems)?.trim();
	if (!name) {
		problems.push(problem('missing-name', place, { stem }));
	}
	const description = readText(text, frontMatter, 'description', problems) ?? '';
	if (description.trim() === '') {
		problems.push(problem('missing-description', place));
	} else {
		problems = problems.concat(literalLineBreaks(text, frontMatter, description));
	}
	const restrictions = readRestrictions(text, frontMatter);
	problems = problems.concat(restrictions.problems);
	const agent = new ReadAgent({
		name: name || stem,
		description,
		examples: readExamples(description),
		tools: restrictions.tools,
		disallowedTools: restrictions.disallowedTools,
		model: readModel(text, frontMatter, problems),
		color: readText(text, frontMatter, 'color', problems),
		prompt: text.slice(bodyStart),
		bodyStart,
		frontMatter,
	});
	return { agent, problems };
}

/** A class because objects with a getter of their own take several times as long to make. */
class ReadAgent implements Agent {
	readonly name: string;
	readonly description: string;
	readonly examples: readonly Example[];
	readonly tools: readonly string[] | undefined;
	readonly disallowedTools: readonly string[];
	readonly model: string | readonly string[] | undefined;
	readonly color: string | undefined;
	readonly prompt: string;
	readonly bodyStart: number;
	readonly frontMatter: FrontMatter;
	#summary: string | undefined;

	constructor(read: Omit<Agent, 'summary' | 'nameRange'>) {
		this.name = read.name;
		this.description = read.description;
		this.examples = read.examples;
		this.tools = read.tools;
		this.disallowedTools = read.disallowedTools;
		this.model = read.model;
		this.color = read.color;
		this.prompt = read.prompt;
		this.bodyStart = read.bodyStart;
		this.frontMatter = read.frontMatter;
	}

	get nameRange(): TextRange | undefined {
		return lastEntry(this.frontMatter, 'name')?.valueRange;
	}

	/** A catalog reads hundreds of files, and shows few of them at once. */
	get summary(): string {
		return (this.#summary ??= summarize(this.description));
	}
}

/** The last entry counts, as YAML 1.1 readers that allow duplicates do it. */
function lastEntry(frontMatter: FrontMatter, key: string): Entry | undefined {
	return frontMatter.entries.findLast((entry) => entry.canonical === key);
}

function readText(
	text: string,
	frontMatter: FrontMatter,
	key: string,
	problems: Problem[],
): string | undefined {
	const entry = lastEntry(frontMatter, key);
	if (!entry || entry.value === null || entry.value === undefined) return undefined;
	if (typeof entry.value === 'string') return entry.value;
	const { start, end } = entry.valueRange;
	problems.push(problem('value-not-text', entry.valueRange, { key: entry.key }));
	return text.slice(start, end);
}

function readModel(
	text: string,
	frontMatter: FrontMatter,
	problems: Problem[],
): string | readonly string[] | undefined {
	const entry = lastEntry(frontMatter, 'model');
	return entry && Array.isArray(entry.value)
		? readNames(text, entry).map(({ name }) => name)
		: readText(text, frontMatter, 'model', problems) || undefined;
}

/** One problem at the first `\n` that stands where a line break was meant. */
function literalLineBreaks(text: string, frontMatter: FrontMatter, description: string): Problem[] {
	if (!description.includes('\\n')) return [];
	if (!/(?:\\n){2}|\\n\s*<|>\\n|\\n(?:user|assistant|context):/i.test(description)) return [];
	const range = lastEntry(frontMatter, 'description')?.valueRange;
	const at = range ? text.indexOf('\\n', range.start) : -1;
	if (!range || at === -1 || at >= range.end) return [];
	return [problem('literal-line-break', { start: at, end: at + 2 })];
}
