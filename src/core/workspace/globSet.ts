import { compileGlob } from './glob.ts';
import type { Matcher, PatternError } from './linearPattern.ts';
import { StateMachine } from './stateMachine.ts';

/** Larger sets are refused: each path is tested by all of them. */
const mostGlobs = 1_000;
/** Characters of all globs together; their programs are about twice as large. */
const maxLength = 20_000;
/** One path may take so many steps, all globs together: some milliseconds. Honest globs take hundreds. */
const stepsPerPath = 200_000;
/** So many paths that are asked about at once have their steps each; more of them share these. */
const mostPaths = 20;

/** Globs that are asked about paths together, in bounded time whatever they and the paths are. */
export class GlobSet {
	readonly #globs: readonly Matcher[];

	/** @param globs compiled */
	constructor(globs: readonly Matcher[]) {
		this.#globs = globs;
	}

	/** Whether one of the globs matches one of the paths; `undefined` where that takes too long to tell. */
	matchesAny(paths: readonly string[]): boolean | undefined {
		let left = stepsPerPath * Math.min(paths.length, mostPaths);
		for (const path of paths) {
			for (const glob of this.#globs) {
				left--;
				if (!(glob instanceof StateMachine)) {
					if (glob.matches(path)) return true;
				} else {
					const hasMatch = left > 0 ? glob.begin(path).advance(left) : undefined;
					if (hasMatch !== false) return hasMatch;
					left -= glob.steps;
				}
			}
		}
		return false;
	}
}

/** Compiles globs as VS Code writes them. The error names the glob, where it is one that is wrong. */
export function compileGlobs(globs: readonly string[]): GlobSet | PatternError {
	if (globs.length > mostGlobs) return { error: `it has more than ${mostGlobs} globs` };
	const length = globs.reduce((sum, glob) => sum + glob.length, 0);
	if (length > maxLength) return { error: `its globs have more than ${maxLength} characters` };
	const compiled: Matcher[] = [];
	for (const glob of globs) {
		const matcher = compileGlob(glob);
		if ('error' in matcher) {
			return { error: `the glob ${glob.slice(0, 100)} cannot be used: ${matcher.error}` };
		}
		compiled.push(matcher);
	}
	return new GlobSet(compiled);
}
