import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runNpm } from '../../build/npm.mjs';
import { withInstallLock } from '../../build/vscode/installLock.ts';
import { repoRoot } from '../../build/vscode/paths.ts';

/** What makes the projects ready, besides the Svelte CLI: none of it is part of them. */
export const toolVersions = {
	'@electric-sql/pglite': '0.5.14',
	'@electric-sql/pglite-socket': '0.2.17',
	pnpm: '10.34.8',
	prettier: '3.10.1',
	'prettier-plugin-svelte': '4.1.1',
	svelte: '5.57.3',
} as const;

/**
 * Where the projects lie. Not in the repository: Node and TypeScript look for packages and types in all
 * folders above, and would find there what a project does not have.
 */
export const matrixRoot = path.join(
	process.env['MATRIX_ROOT'] ?? tmpdir(),
	`sveltekit-agents-matrix-${hashOf(repoRoot)}`,
);

/** The folder of the tools; what lies below it can import them. */
export const toolsFolder = path.join(matrixRoot, 'tools');

/** Ten letters that stand for some texts. */
export function hashOf(...texts: readonly string[]): string {
	const hash = createHash('sha256');
	for (const text of texts) hash.update(`${text.length}\0${text}\0`);
	return hash.digest('hex').slice(0, 10);
}

/** The lock under which whoever uses the projects does so. */
export function withMatrix<T>(work: () => Promise<T>): Promise<T> {
	return withInstallLock('matrix', work);
}

/** Fetches the tools from the npm registry, where that has not been done. */
export async function installTools(): Promise<void> {
	const manifest = JSON.stringify({ private: true, type: 'module', dependencies: toolVersions });
	const mark = path.join(toolsFolder, 'installed');
	if (existsSync(mark) && readFileSync(mark, 'utf8') === manifest) return;
	mkdirSync(toolsFolder, { recursive: true });
	writeFileSync(path.join(toolsFolder, 'package.json'), manifest);
	// The extensions of PGlite that its server could load are peers, and stay away.
	const args = ['install', '--ignore-scripts', '--legacy-peer-deps', '--no-package-lock'];
	await runNpm(args, { cwd: toolsFolder, label: 'Installing the tools of the matrix' });
	writeFileSync(mark, manifest);
}
