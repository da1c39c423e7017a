import type { TextRange } from '../text/range.ts';
import type { Agent } from './agent.ts';

/** What is known of an agent without its text: enough to list it, to explain it and to ask it. */
export interface AgentHeader {
	readonly name: string;
	/** One line of at most 100 UTF-16 units. */
	readonly summary: string;
	/** `undefined`: the key is absent, so that every tool may be used; `[]`: none may. */
	readonly tools: readonly string[] | undefined;
	/** A list names models in order of preference. */
	readonly model: string | readonly string[] | undefined;
	/** As the file names it; `undefined` where it names none. */
	readonly color: string | undefined;
	/** The place of the name in the file; `undefined` where the file has none. */
	readonly nameRange: TextRange | undefined;
}

/**
 * The header of an agent as a value of its own. A piece of a text keeps all of the text in memory,
 * so that nothing of the result is one.
 */
export function headerOf(agent: Agent): AgentHeader {
	const { name, summary, tools, model, color, nameRange } = agent;
	return JSON.parse(
		JSON.stringify({ name, summary, tools, model, color, nameRange }),
	) as AgentHeader;
}
