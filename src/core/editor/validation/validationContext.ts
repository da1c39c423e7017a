import type { Surroundings } from '../surroundings.ts';

/**
 * What is known about the place where an agent file is used: all agents (the file itself may be
 * among them) and the modules that their patterns make, the tools of VS Code, and the language models of others than this extension. What is
 * not known is left out, and then no problem is reported that would depend on it.
 */
export interface ValidationContext extends Partial<
	Pick<Surroundings, 'agents' | 'modules' | 'tools' | 'models'>
> {
	/** A `ProblemLevel` by code, as users have set it, who may have set anything. */
	readonly levels?: Readonly<Record<string, unknown>>;
	/** `false` for a file that may be new, so that nothing is wrong while nothing is in it. */
	readonly isSaved?: boolean;
}

/** The programs whose rules a file has to follow, by its place; `undefined` where any may read it. */
export function programOf(path: string | undefined): 'claude' | 'editors' | undefined {
	if (path === undefined) return undefined;
	if (/\.agent\.md$/i.test(path) || path.includes('/.github/agents/')) return 'editors';
	return path.includes('/.claude/agents/') ? 'claude' : undefined;
}
