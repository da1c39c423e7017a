import type { Fix, Problem } from '../problem/problem.ts';
import type { TextRange } from '../text/range.ts';
import { problemOf } from '../problem/problemCodes.ts';
import type { ProblemCode } from '../problem/problemCodes.ts';

/** Builds a warning about a code block. */
export function patternProblem(
	code: ProblemCode,
	range: TextRange,
	message: string,
	fix?: Fix,
): Problem {
	return problemOf(code, 'warning', range, message, fix);
}
