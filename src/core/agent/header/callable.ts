import type { Agent } from '../agent.ts';
import { entriesOf } from '../frontMatter.ts';

/** Whether models may call an agent, or use a skill, by themselves: its file may keep that to people. */
export function isCallable({ frontMatter }: Pick<Agent, 'frontMatter'>): boolean {
	const said = entriesOf(frontMatter, 'disable-model-invocation').at(-1);
	// What is no `false` for certain keeps them away.
	return said === undefined || said.value === false || said.value === null;
}
