import type { TextEdit, TextRange } from '../text/range.ts';

/** One way to mend a problem. The edits do not overlap and are meant to be applied together. */
export interface Fix {
	readonly title: string;
	readonly edits: readonly TextEdit[];
	/**
	 * The fix is a guess at what the author wants, and not the same said better: only offered, never
	 * part of "Fix all".
	 */
	readonly isGuess?: true;
}

/** Another place that a problem has to do with. */
export interface RelatedPlace {
	/** As in `AgentFile.path`. */
	readonly path: string;
	readonly range: TextRange;
	readonly message: string;
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What users may make of a problem: how bad it is to them, or that they do not want to know. */
export const problemLevels = ['error', 'warning', 'information', 'hint', 'off'] as const;
export type ProblemLevel = (typeof problemLevels)[number];

/**
 * Something wrong in an agent file. `code` is public and stable: it is documented, and people
 * filter by it. `message` is one plain sentence that ends with what to do.
 */
export interface Problem {
	readonly code: string;
	readonly severity: Severity;
	readonly range: TextRange;
	readonly message: string;
	readonly fix?: Fix;
	readonly related?: readonly RelatedPlace[];
}
