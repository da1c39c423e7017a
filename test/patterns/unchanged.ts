import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { RunResult } from './run.ts';

/** Files that a project's own tools make, in each run or as their result. */
const derived = new Set(['node_modules', '.svelte-kit', 'build', 'drizzle', 'installed']);

/**
 * Runs a tool over a project, unless it went well before in the same place under the same Node with
 * the same packages and the same files to the letter: then nothing else can come out, and the result
 * of that time is returned. `what` is the tool's command line, or says what `work` does besides.
 *
 * The lock file stands for the packages. Kit's generated types follow from the files; the migrations,
 * whose names are drawn by lot, are read by the running app alone.
 *
 * @param resultFile where a good result is kept
 */
export async function unlessUnchanged(
	resultFile: string,
	root: string,
	what: readonly string[],
	work: () => Promise<RunResult>,
): Promise<RunResult> {
	const inputs = fingerprint(root, what);
	const known = readResult(resultFile);
	if (known?.inputs === inputs) {
		console.log(`  ${what[0]} went well before with the same files: ${path.basename(resultFile)}`);
		return known.result;
	}
	rmSync(resultFile, { force: true });
	const result = await work();
	if (result.code === 0) {
		mkdirSync(path.dirname(resultFile), { recursive: true });
		// Renamed last, so that a cut-off file is never read as a result.
		writeFileSync(`${resultFile}.partial`, JSON.stringify({ inputs, result } satisfies GoodResult));
		renameSync(`${resultFile}.partial`, resultFile);
	}
	return result;
}

interface GoodResult {
	readonly inputs: string;
	readonly result: RunResult;
}

function readResult(file: string): GoodResult | undefined {
	if (!existsSync(file)) return undefined;
	const result: GoodResult = JSON.parse(readFileSync(file, 'utf8'));
	return result;
}

function fingerprint(root: string, what: readonly string[]): string {
	const hash = createHash('sha256');
	hash.update(JSON.stringify([process.version, process.arch, ...what]));
	const files = readdirSync(root)
		.filter((name) => !derived.has(name))
		.flatMap((name) =>
			statSync(path.join(root, name)).isDirectory()
				? readdirSync(path.join(root, name), { recursive: true, encoding: 'utf8' }).map((file) =>
						path.join(name, file),
					)
				: [name],
		)
		.filter((file) => statSync(path.join(root, file)).isFile())
		.toSorted();
	for (const file of files) {
		const text = readFileSync(path.join(root, file));
		hash.update(`${file}\0${text.length}\0`).update(text);
	}
	return hash.digest('hex');
}
