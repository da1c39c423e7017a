import type { Fix, Problem, TextRange } from './problem.ts';

/** Every problem that reading code blocks can report: its public code and a one-line title. */
export const patternProblemCodes = {
	'fence-unclosed': 'A code block is never closed',
	'fence-attribute-quote': 'The quote around an attribute of a code block is never closed',
	'fence-attribute-repeated': 'A code block has an attribute twice',
	'pattern-title': 'The title of a pattern is empty',
	'pattern-file': 'The file of a pattern is not a path inside the project',
	'pattern-kit': 'The kit attribute is neither 2 nor 3',
	'pattern-prefix': 'The prefix of a pattern is not one word',
	'pattern-placeholder': 'A placeholder of a pattern is not a word of its code',
	'pattern-empty': 'A pattern has no code',
	'pattern-repeated': 'Two code blocks are the same file of one pattern',
} as const;

/** Builds a warning whose code is known to the table above. */
export function patternProblem(
	code: keyof typeof patternProblemCodes,
	range: TextRange,
	message: string,
	fix?: Fix,
): Problem {
	return { code, severity: 'warning', range, message, ...(fix && { fix }) };
}
