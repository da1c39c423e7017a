import { projectUses } from '../code/moduleUses.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { sliceModule } from '../code/sliceModule.ts';
import { moduleKey, type Pattern, type PatternFile } from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';
import { resolveTarget } from '../project/routes.ts';
import { variantOf } from './projectVariant.ts';
import { isConfiguration } from './mergeConfig.ts';
import { ProjectModules, type ProjectFiles } from './projectModules.ts';

/**
 * What is left of a pattern, besides the file of it that was inserted and those that a project has. Of
 * a module that the project has in its own way it is what the inserted file uses and the module lacks.
 */
export async function withoutInserted(
	pattern: Pattern,
	inserted: PatternFile,
	facts: ProjectFacts,
	files: ProjectFiles,
): Promise<Pattern> {
	const modules = new ProjectModules(files, facts);
	const uses = projectUses(new ParsedModule(inserted.code));
	const variant = variantOf(pattern, facts);
	const missing: PatternFile[] = [];
	for (const file of variant.files) {
		const { path } = file;
		if (file === inserted || path === undefined) continue;
		const target = resolveTarget(path, facts, undefined);
		const existing = await modules.find(target);
		// Members are added to `app.d.ts`, and options to a configuration, one by one.
		if (!existing || target === facts.appTypes || isConfiguration(target)) {
			missing.push(file);
			continue;
		}
		const names = uses
			.filter(({ specifier }) => moduleKey(specifier, inserted.path) === moduleKey(path))
			.flatMap((use) => [...use.names].filter((name) => !existing.exports.has(name)));
		const has = new Set(existing.exports.keys());
		const slice = sliceModule(new ParsedModule(file.code), names, { isNew: false, has });
		if (slice) missing.push({ ...file, code: slice.code, only: slice.exports });
	}
	const rest = { ...variant, kit: undefined, dialect: undefined, files: missing };
	return { ...pattern, variants: [rest] };
}
