import { declarationOf, isSameText } from '../code/declarationShape.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import type { Pattern, PatternFile } from '../pattern/patterns.ts';
import { labelOf } from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';
import { resolveTarget } from '../project/routes.ts';
import { visiblePath } from '../text/plainText.ts';
import { variantOf } from './projectVariant.ts';
import type { ProjectModule, ProjectModules } from './projectModules.ts';

/**
 * Why a pattern is of no use where the project has what its modules are there for, written in its own
 * way: a database client, the tables of a library. What a module exports first is what it is there for.
 * `undefined` where the pattern brings more than such modules, or one that is missing.
 *
 * @param fit the code of a file as it suits the project, at a path
 */
export async function hasAlready(
	pattern: Pattern,
	facts: ProjectFacts,
	modules: ProjectModules,
	fit: (file: PatternFile, path: string) => ParsedModule,
): Promise<string | undefined> {
	const places: string[] = [];
	let isOther = false;
	for (const file of variantOf(pattern, facts).files) {
		const { path } = file;
		if (path === undefined || isSetUp(path)) continue;
		// A page or a hook is what the user asked for, whatever else there is.
		if (!/^(?:src\/|\$)?lib\//.test(path) || file.language === 'svelte') return undefined;
		const existing = await modules.find(resolveTarget(path, facts, undefined));
		const [first, ...others] = new ParsedModule(file.code).shape.exports.map(({ name }) => name);
		if (first === undefined || existing?.exports.has(first) !== true) return undefined;
		isOther ||= !isSame(fit(file, existing.path), existing, first);
		const names = [first, ...others.filter((name) => existing.exports.has(name))];
		const shown = names.map((name) => `\`${name}\``).join(', ');
		places.push(`${shown} in ${visiblePath(existing.path)}`);
	}
	if (!isOther || places.length === 0) return undefined;
	return `This project has what “${labelOf(pattern)}” makes: ${places.join('; ')}. Other patterns use that as it is.`;
}

/** What only sets up what the modules are about, or tests it. */
export function isSetUp(path: string): boolean {
	return /\.(?:test|spec|config)\.[cm]?[jt]s$|\.d\.ts$|\.sql$/.test(path);
}

function isSame(fitted: ParsedModule, { exports }: ProjectModule, name: string): boolean {
	const place = exports.get(name);
	const own = place && declarationOf(place.module, place.local);
	const expected = declarationOf(fitted, name);
	// Types that only comments define are none that code could be compared by.
	if (!own || !expected) return own === expected;
	return isSameText(own.text, expected.text);
}
