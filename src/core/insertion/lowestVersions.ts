import { ownValue } from '../text/ownValue.ts';
import type { PatternNeeds } from '../pattern/needs.ts';
import type { ProjectFacts } from '../project/project.ts';

/**
 * Which packages of a project are older than the code of a pattern: sentences for the user. What is
 * installed counts, else the lowest version that the project declares; what tells neither is not old.
 */
export function oldPackages(
	lowest: PatternNeeds['lowest'],
	{ packages, installed }: Pick<ProjectFacts, 'packages' | 'installed'>,
): readonly string[] {
	return Object.entries(lowest).flatMap(([name, needed]) => {
		const version = versionIn(ownValue(installed, name)) ?? lowestOf(ownValue(packages, name));
		return version !== undefined && isBelow(version, needed)
			? [`${titleOf(name)} ${version}: this pattern needs ${needed} or newer.`]
			: [];
	});
}

const titles: ReadonlyMap<string, string> = new Map([
	['@sveltejs/kit', 'SvelteKit'],
	['svelte', 'Svelte'],
]);

function titleOf(name: string): string {
	return titles.get(name) ?? name;
}

function versionIn(text = ''): string | undefined {
	return /^v?(\d+(?:\.\d+){0,2})/.exec(text)?.[1];
}

/**
 * The lowest version that a range allows: `0.29.0` of `^0.29.0`, of several ranges that of the newest.
 * `undefined` for `*`, tags, addresses, and what only says where it ends.
 */
function lowestOf(range = ''): string | undefined {
	const starts = range
		.replace(/^(?:workspace|catalog|npm):(?:@?[\w./-]+@)?/, '')
		.split('||')
		.map((each) =>
			each
				.trimStart()
				.replace(/^(?:[\^~=v]|>=?)/, '')
				.trimStart(),
		)
		.map((each) => /^(\d+(?:\.\d+){0,2})(?![\w/:])/.exec(each)?.[1]);
	return starts.reduce(
		(newest, each) => (each === undefined || (newest && isBelow(each, newest)) ? newest : each),
		undefined,
	);
}

/** Whether a version, `2.5` or `2.5.1`, comes before another one. */
export function isBelow(version: string, other: string): boolean {
	const [a, b] = [version, other].map((each) => each.split('.').map(Number)) as [
		number[],
		number[],
	];
	for (let i = 0; i < 3; i++) {
		const difference = (a[i] ?? 0) - (b[i] ?? 0);
		if (difference !== 0) return difference < 0;
	}
	return false;
}
