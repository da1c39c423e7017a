import type { AgentDocument } from '../agentDocument.ts';
import { missingModules } from '../../pattern/patterns.ts';
import { problem } from '../../problem/problem.ts';
import type { Problem } from '../../problem/problem.ts';
import type { ValidationContext } from './validationContext.ts';

/** One pattern names no more of them. */
const mostNames = 100;

/**
 * Imports of modules that no pattern makes: one problem for each pattern, at the first. Only for code
 * that names its file: other code is read, not inserted as a file. Patterns of other agents may make
 * what this one imports: as long as that is being found out, none is reported.
 */
export function moduleProblems(
	document: AgentDocument,
	{ modules }: ValidationContext,
): readonly Problem[] {
	const { patterns, body, path: own } = document;
	const missing = missingModules(
		patterns,
		(module, kit) => modules !== undefined && modules.isMadeBeside(own, module, kit) !== false,
	).filter(({ path }) => path !== undefined);
	const byPattern = Map.groupBy(missing, ({ pattern }) => pattern);
	return patterns.flatMap(({ id, variants }): Problem[] => {
		const places = new Map<string, number>();
		const lacking = byPattern.get(id);
		if (!lacking) return [];
		const files = Map.groupBy(
			variants.flatMap((variant) => variant.files),
			({ path }) => path,
		);
		for (const { specifier, path } of lacking.slice(0, mostNames)) {
			for (const { range } of files.get(path) ?? []) {
				const at = body.slice(range.start, range.end).indexOf(specifier);
				if (at !== -1) places.set(specifier, range.start + at);
			}
		}
		const [first, ...others] = [...places].toSorted(([, x], [, y]) => x - y);
		if (!first) return [];
		const [specifier, start] = first;
		const range = document.inFile({ start, end: start + specifier.length });
		if (others.length === 0) return [problem('missing-module/one', range, { module: specifier })];
		const data = { module: specifier, others: others.map(([name]) => name) };
		return [problem('missing-module/several', range, data)];
	});
}
