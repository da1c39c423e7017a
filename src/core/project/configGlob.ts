import { fileNameOf } from '../text/fileName.ts';
import { compileGlob } from '../workspace/glob.ts';

/** What of the globs of configurations is not read here: lists of patterns, all but one, ranges. */
const notRead = /^!|[!?*+@]\(|\.\./;

/**
 * Whether a glob of a configuration is for a file; `undefined` where that cannot be told.
 *
 * @param path relative to the folder of the configuration
 * @param part what of the path has to match: that of a glob without a slash is the name of the file
 */
export function matchesGlob(
	glob: string,
	path: string,
	part: 'name' | 'path' = glob.includes('/') ? 'path' : 'name',
): boolean | undefined {
	const plain = glob.replace(/^\.\//, '');
	if (notRead.test(plain)) return undefined;
	const compiled = compileGlob(plain);
	if (!('matches' in compiled)) return undefined;
	return compiled.matches(part === 'name' ? fileNameOf(path) : path);
}
