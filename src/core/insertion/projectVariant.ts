import {
	newestKit,
	usualDatabase,
	variantFor,
	type Pattern,
	type PatternVariant,
} from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';
import { declaresEnv } from './planEnv.ts';

/** The variant of a pattern that suits a project. */
export function variantOf(pattern: Pattern, facts: ProjectFacts): PatternVariant {
	const isSqlite = facts.database?.kind === 'sqlite' || facts.database?.kind === 'd1';
	const database = isSqlite ? 'sqlite' : usualDatabase;
	const kit = facts.kit.major ?? newestKit;
	const variant = variantFor(pattern, kit, database);
	if (kit >= 3 || !declaresEnv(facts)) return variant;
	// With explicit variables Kit 2 takes them as Kit 3 does, from a file that declares them.
	const later = variantFor(pattern, 3, database);
	return later.files.some(({ path }) => path === 'src/env.ts') ? later : variant;
}
