import type { Agent } from '../agent.ts';
import { entriesOf } from '../frontMatter.ts';
import { listedNames } from './listedNames.ts';

/** More skills of one agent are not read. */
const mostSkills = 20;

/**
 * The names of the skills that an agent's file wants to have read before it begins, each once. What
 * could not be the name of a folder is left out.
 */
export function skillsOf({ frontMatter }: Pick<Agent, 'frontMatter'>): readonly string[] {
	const value = entriesOf(frontMatter, 'skills').at(-1)?.value;
	return listedNames(value)
		.filter((name) => folderName.test(name))
		.slice(0, mostSkills);
}

const folderName = /^(?!\.)[\p{L}\p{N}._-]{1,100}$/u;
