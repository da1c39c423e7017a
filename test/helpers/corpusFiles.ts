import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

export interface CorpusFile {
	/** Path inside the folder that `AGENT_CORPUS` names or `test/fixtures`, with forward slashes. */
	readonly path: string;
	readonly stem: string;
	readonly text: string;
}

/**
 * The agent files of the folder `part` (`corpus`, `seeds`) under `AGENT_CORPUS`, or `undefined`,
 * with the reason printed, where that variable is not set.
 */
export function readCorpus(part: string): readonly CorpusFile[] | undefined {
	const root = process.env['AGENT_CORPUS'];
	if (!root) {
		console.log(`      skipped: AGENT_CORPUS does not name a folder with ${part}/`);
		return undefined;
	}
	return readFolder(root, part);
}

/**
 * The agent files of the project's own fixtures, which everybody has, behind those of `parts` under
 * `AGENT_CORPUS` where that is set. Prints how many there are of each.
 */
export function agentFiles(...parts: readonly string[]): readonly CorpusFile[] {
	const fixtures = readFolder(join(import.meta.dirname, '../fixtures'), 'agents');
	return [...parts.flatMap((part) => readCorpus(part) ?? []), ...fixtures];
}

function readFolder(root: string, part: string): readonly CorpusFile[] {
	const files = readdirSync(join(root, part), { recursive: true, withFileTypes: true })
		.filter((file) => file.isFile() && file.name.endsWith('.md') && file.name !== 'README.md')
		.map((file) => join(file.parentPath, file.name))
		.toSorted()
		.map((path) => ({
			path: relative(root, path).replaceAll('\\', '/'),
			stem: basename(path, '.md'),
			text: readFileSync(path, 'utf8'),
		}));
	console.log(`      read ${files.length} files of ${part}/`);
	return files;
}
