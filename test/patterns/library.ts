import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../../build/vscode/paths.ts';
import { parseAgent } from '../../src/core/agent/agent.ts';
import { collectPatterns, type LibraryPattern } from '../../src/core/pattern/patternLibrary.ts';
import { findPatterns, type Pattern } from '../../src/core/pattern/patterns.ts';

/** One of the agent files that the extension brings. */
export interface BundledAgent {
	/** The name of its file without `.md`. */
	readonly stem: string;
	readonly prompt: string;
}

/** The folder with this test's own files. */
export const testFolder = path.join(repoRoot, 'test/patterns');

/** Reads all bundled agents. */
export function readAgents(): readonly BundledAgent[] {
	return globSync('agents/*.md', { cwd: repoRoot })
		.toSorted()
		.map((file) => {
			const stem = path.basename(file, '.md');
			const { agent } = parseAgent(readFileSync(path.join(repoRoot, file), 'utf8'), stem);
			return { stem, prompt: agent?.prompt ?? '' };
		});
}

/** The patterns of all bundled agents that name the files they make. */
export function readPatterns(): readonly Pattern[] {
	return readLibrary().map(({ pattern }) => pattern);
}

/** The same, each with its agent. */
export function readLibrary(): readonly LibraryPattern[] {
	const agents = readAgents().map(({ stem, prompt }) => ({ handle: stem, prompt }));
	return collectPatterns(agents).filter(({ pattern: { variants } }) =>
		variants[0]?.files.every((file) => file.path !== undefined),
	);
}

/** What the test projects hold besides the patterns; it is written like them. */
export function readRest(): {
	readonly scaffold: readonly Pattern[];
	readonly pages: readonly Pattern[];
} {
	const { patterns } = findPatterns(readFileSync(path.join(testFolder, 'apps/pages.md'), 'utf8'));
	const isScaffold = ({ topic }: Pattern): boolean => topic === 'Scaffold';
	return {
		scaffold: patterns.filter(isScaffold),
		pages: patterns.filter((pattern) => !isScaffold(pattern)),
	};
}
