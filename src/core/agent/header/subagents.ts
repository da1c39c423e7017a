import type { Agent } from '../agent.ts';
import { entriesOf } from '../frontMatter.ts';
import { listedNames } from './listedNames.ts';

/**
 * The agents that an agent may call by itself, as `agents:` of its file names them. What is no list of
 * names allows none, and of several lists only what stands in all of them counts.
 *
 * @returns `undefined` where it may call any
 */
export function subagentsOf({
	frontMatter,
}: Pick<Agent, 'frontMatter'>): readonly string[] | undefined {
	// Whom a line names that nobody can read is not known.
	let allowed: readonly string[] | undefined = frontMatter.lostCallKeys?.has('agents')
		? []
		: undefined;
	for (const { value } of entriesOf(frontMatter, 'agents')) {
		const names = new Set(listedNames(value));
		if (!names.has('*')) {
			allowed = allowed?.filter((name) => names.has(name)) ?? [...names];
		} else if ([...names].some((name) => !/^[\p{L}\p{N}*]/u.test(name))) {
			// Of all but some nobody knows which are left.
			return [];
		}
	}
	return allowed;
}
