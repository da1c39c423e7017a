import type { Agent } from '../agent.ts';
import type { AgentDocument } from '../agentDocument.ts';
import type { CatalogAgent } from '../catalog.ts';
import { findPatterns, missingModules } from '../patterns.ts';
import type { MissingModule, Pattern } from '../patterns.ts';
import type { Problem } from '../problem.ts';
import { problemOf } from '../problemCodes.ts';
import type { ValidationContext } from './validationContext.ts';

/** Of more of them the patterns of other agents are not asked, and one pattern names no more. */
const mostNames = 100;

/**
 * Imports of modules that no pattern makes: one problem for each pattern, at the first. Only for code that names its file: other code is
 * read, not inserted as a file. Patterns of other agents may make what this one imports.
 */
export function moduleProblems(
	document: AgentDocument,
	{ agents = [] }: ValidationContext,
): readonly Problem[] {
	const { patterns, body } = document;
	const alone = missingModules(patterns).filter(({ path }) => path !== undefined);
	const missing = alone.length > 0 ? missingEverywhere(document, alone, agents) : alone;
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
		const more = others.map(([name]) => `“${name}”`).join(', ');
		const message = `No pattern makes “${specifier}”${more && ` nor ${more}`}; add one, or say that the project must have it.`;
		const range = document.inFile({ start, end: start + specifier.length });
		return [problemOf('missing-module', 'hint', range, message)];
	});
}

const patternsOf = new WeakMap<Agent, readonly Pattern[]>();

function missingEverywhere(
	document: AgentDocument,
	alone: readonly MissingModule[],
	agents: readonly CatalogAgent[],
): readonly MissingModule[] {
	const names = new Set(
		alone.map(({ specifier }) => specifier.slice(specifier.lastIndexOf('/') + 1)),
	);
	if (names.size > mostNames) return alone;
	const others = agents.filter(
		({ path, agent }) =>
			path !== document.path &&
			// Their patterns are looked for only where a file could have that name.
			[...names].some((name) => agent.prompt.includes(name)),
	);
	const found = others.flatMap(({ agent }) => {
		const known = patternsOf.get(agent) ?? findPatterns(agent.prompt).patterns;
		patternsOf.set(agent, known);
		return known;
	});
	const keyOfModule = ({ pattern, path, specifier }: MissingModule): string =>
		JSON.stringify([pattern, path, specifier]);
	const still = new Set(missingModules([...document.patterns, ...found]).map(keyOfModule));
	return alone.filter((module) => still.has(keyOfModule(module)));
}
