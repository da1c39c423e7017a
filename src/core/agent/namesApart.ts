import type { AgentFile } from './catalog.ts';
import { handleFrom } from './handle.ts';

/** What an agent is told from others by. */
export type Namesake = Pick<AgentFile, 'path' | 'stem'> & {
	readonly agent: Pick<AgentFile['agent'], 'name' | 'summary'>;
};

/**
 * A name of its own for each of some agents that are called alike, by path: that of its file where
 * it is made of words, else the old one with the first word that only this agent's summary has, else
 * with a number. An agent whose file is called as it is keeps its name.
 *
 * @param isTaken whether an agent besides these has a name
 */
export function namesApart(
	agents: readonly Namesake[],
	isTaken: (name: string) => boolean,
): ReadonlyMap<string, string> {
	const sorted = agents.toSorted((a, b) => (a.path < b.path ? -1 : 1));
	const counts = new Map<string, number>();
	for (const { agent } of sorted) {
		for (const word of new Set(wordsOf(agent.summary).map(keyOf))) {
			counts.set(word, (counts.get(word) ?? 0) + 1);
		}
	}
	const names = new Map<string, string>();
	const given = new Set<string>();
	const numbers = new Map<string, number>();
	const give = ({ path }: Namesake, name: string): boolean => {
		if (given.has(name) || isTaken(name)) return false;
		given.add(name);
		names.set(path, name);
		return true;
	};
	for (const file of sorted) {
		const base = handleFrom(file.agent.name).toLowerCase();
		if (base === '' || handleFrom(file.stem).toLowerCase() !== base || given.has(base)) continue;
		given.add(base);
		names.set(file.path, file.agent.name);
	}
	for (const file of sorted) {
		if (names.has(file.path)) continue;
		const base = handleFrom(file.agent.name).toLowerCase() || 'agent';
		const own = ownWord(file.agent.summary, base, counts);
		const wishes = [nameOfFile(file.stem), own === undefined ? undefined : `${base}-${own}`];
		if (wishes.some((name) => name !== undefined && give(file, name))) continue;
		let number = numbers.get(base) ?? 2;
		while (!give(file, `${base}-${number}`)) number++;
		numbers.set(base, number + 1);
	}
	return names;
}

/** `undefined` for names such as `002_7eb6c7a07a78ab6e`, which say nothing. */
function nameOfFile(stem: string): string | undefined {
	const name = handleFrom(stem.replace(/^\d{1,8}[ _.-]/, '')).toLowerCase();
	const isWords = /^[a-z][a-z0-9]{0,40}(?:[_-][a-z0-9]{1,40}){0,9}$/.test(name);
	return isWords && !/\d{3}|\d[a-z]{1,40}\d/.test(name) ? name : undefined;
}

/** Names of products and the like go before other words. */
function ownWord(
	summary: string,
	base: string,
	counts: ReadonlyMap<string, number>,
): string | undefined {
	const known = new Set(base.split(/[_-]/));
	const own = wordsOf(summary).filter((word, index) => {
		const key = keyOf(word);
		return counts.get(key) === 1 && !known.has(key) && !common.has(key) && index > 0;
	});
	const best = own.find((word) => /[A-Z]/.test(word)) ?? own.find((word) => word.length > 4);
	return best === undefined ? undefined : keyOf(best);
}

function wordsOf(summary: string): readonly string[] {
	return summary.match(/[A-Za-z]{3,40}/g) ?? [];
}

/** `APIs` is `API`. */
function keyOf(word: string): string {
	return word.replace(/(?<=[A-Z]{2})s$/, '').toLowerCase();
}

/** Words that stand in the description of any agent. */
const common: ReadonlySet<string> = new Set(
	'about|agent|agents|application|applications|building|create|creating|design|designing|expert|expertise|functionality|implement|implementing|including|involving|maintain|modify|need|needs|other|project|projects|review|specialist|specializing|tasks|their|these|this|using|when|where|which|with|working|write|writing|your'.split(
		'|',
	),
);
