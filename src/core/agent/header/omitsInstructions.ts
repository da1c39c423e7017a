import type { Agent } from '../agent.ts';
import { entriesOf } from '../frontMatter.ts';

/** Whether an agent's file wants no instructions of the project to be sent with its prompt. */
export function omitsInstructions({ frontMatter }: Pick<Agent, 'frontMatter'>): boolean {
	return entriesOf(frontMatter, 'omitClaudeMd').at(-1)?.value === true;
}
