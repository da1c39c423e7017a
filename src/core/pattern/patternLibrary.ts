import { canStandIn } from '../code/codeLanguage.ts';
import { findPatterns, type Pattern } from './patterns.ts';

/** A pattern and the agent whose file it is from. */
export interface LibraryPattern {
	/** `<handle>/<pattern id>`: unique among all agents. */
	readonly key: string;
	readonly handle: string;
	readonly pattern: Pattern;
}

/** The patterns of agents, in the order of the agents and of their files. */
export function collectPatterns(
	agents: readonly { readonly handle: string; readonly prompt: string }[],
): readonly LibraryPattern[] {
	return agents.flatMap(({ handle, prompt }) =>
		libraryPatterns(handle, findPatterns(prompt).patterns),
	);
}

/** The patterns of one agent. */
export function libraryPatterns(
	handle: string,
	patterns: readonly Pattern[],
): readonly LibraryPattern[] {
	return patterns.map((pattern) => ({ key: `${handle}/${pattern.id}`, handle, pattern }));
}

/**
 * Finds the pattern that an id names: its key, or its own id where only one agent has a pattern of
 * that id. `undefined` when there is none, or when several have it.
 */
export function findPattern(
	library: readonly LibraryPattern[],
	id: string,
): LibraryPattern | undefined {
	const byKey = library.find(({ key }) => key === id);
	if (byKey) return byKey;
	const byId = library.filter(({ pattern }) => pattern.id === id);
	return byId.length === 1 ? byId[0] : undefined;
}

/**
 * Whether a pattern is for projects: it names a file, or what to type for it. Other blocks are read,
 * not inserted, such as examples in another language.
 */
export function isInsertable({ pattern }: LibraryPattern): boolean {
	return pattern.prefix !== undefined || hasFile(pattern);
}

/**
 * Whether a pattern can be offered while a document is edited: as a file, or in its language.
 *
 * @param language the document's, as VS Code calls it; `undefined` where none is open
 */
export function isOfferedIn(entry: LibraryPattern, language: string | undefined): boolean {
	if (!isInsertable(entry)) return false;
	if (language === undefined || hasFile(entry.pattern)) return true;
	return entry.pattern.variants.some(({ files }) =>
		files.some((file) => canStandIn(file.language, language)),
	);
}

function hasFile({ variants }: Pattern): boolean {
	return variants.some(({ files }) => files.some(({ path }) => path !== undefined));
}

/** What one types in an editor to get a pattern: what its author says, else `kit-` and its id. */
export function completionWord({ pattern }: LibraryPattern): string {
	return pattern.prefix ?? `kit-${pattern.id}`;
}
