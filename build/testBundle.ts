import { globSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { cacheRoot, repoRoot } from './vscode/paths.ts';

/**
 * Bundles the test files that match `pattern` into one CommonJS module whose `run()` VS Code calls in the extension host.
 * Returns its path. Rejects with esbuild's messages when a test does not compile.
 */
export async function bundleHostTests(pattern: string): Promise<string> {
	const folder = path.join(cacheRoot, 'tests');
	const entry = path.join(folder, 'host.cjs');
	const files = globSync(pattern, { cwd: repoRoot })
		.map((file) => `./${file.replaceAll('\\', '/')}`)
		.toSorted();
	await build({
		stdin: {
			contents: `
				import { runFiles } from './test/vscode/index.ts';
				export const run = () => runFiles([
					${files.map((file) => `() => import(${JSON.stringify(file)}),`).join('\n')}
				]);`,
			resolveDir: repoRoot,
			sourcefile: 'hostTests.ts',
			loader: 'ts',
		},
		outfile: path.join(folder, 'hostTests.cjs'),
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node22',
		sourcemap: true,
		external: ['vscode', 'mocha'],
		logLevel: 'warning',
	});
	// Node reads the source map of a module only if it was told to before it loads the module.
	writeFileSync(
		entry,
		"process.setSourceMapsEnabled(true);\nexports.run = () => require('./hostTests.cjs').run();\n",
	);
	return entry;
}
