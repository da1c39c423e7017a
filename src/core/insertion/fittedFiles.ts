import type { Pattern, PatternFile } from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';
import { resolveTarget } from '../project/routes.ts';
import { fitCode } from './insertion.ts';
import { routeOf } from './patternRoutes.ts';
import { variantOf } from './projectVariant.ts';

/** A file of a pattern as it would be new in a project. */
export interface FittedFile {
	readonly file: PatternFile;
	/** Where it would be; `undefined` of code that names no file. */
	readonly path: string | undefined;
	readonly text: string;
}

/**
 * The files of a pattern as they suit a project, in the route that the pattern has.
 *
 * @param libFolders as `fitCode` takes them
 */
export function fittedFiles(
	pattern: Pattern,
	facts: ProjectFacts,
	libFolders: readonly string[],
): readonly FittedFile[] {
	const variant = variantOf(pattern, facts);
	const route = routeOf(variant);
	return variant.files.map((file) => {
		const path = resolveTarget(file.path ?? '', facts, route);
		const { text } = fitCode(file, facts, path, libFolders).module;
		return { file, path: file.path === undefined ? undefined : path, text };
	});
}
