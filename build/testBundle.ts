import { globSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';
import { bundleOne } from './bundle.ts';
import { cacheRoot, repoRoot } from './vscode/paths.ts';

/**
 * Bundles the test files that match `patterns` into one CommonJS module whose `run()` VS Code calls in
 * the extension host; runs of different names can go on at once. Returns its path. Rejects with the bundler's messages when a test does not compile.
 */
export async function bundleHostTests(patterns: readonly string[], name: string): Promise<string> {
	const folder = path.join(cacheRoot, 'tests', name);
	const entry = path.join(folder, 'host.cjs');
	const files = globSync([...patterns], { cwd: repoRoot }).toSorted();
	await bundleOne({
		entry: 'host-tests',
		outfile: path.join(folder, 'hostTests.cjs'),
		external: ['mocha'],
		sourcemap: true,
		plugins: [listOfTests(files)],
	});
	// Node reads the source map of a module only if it was told to before it loads the module.
	writeFileSync(
		entry,
		"process.setSourceMapsEnabled(true);\nexports.run = () => require('./hostTests.cjs').run();\n",
	);
	return entry;
}

/** The module `host-tests`, which runs the tests in `files`. */
function listOfTests(files: readonly string[]): Plugin {
	const inRepo = (file: string): string => JSON.stringify(path.join(repoRoot, file));
	return {
		name: 'list-of-tests',
		resolveId: (source) => (source === 'host-tests' ? '\0host-tests' : undefined),
		load: (id) =>
			id === '\0host-tests'
				? `import { runFiles } from ${inRepo('test/vscode/index.ts')};
					export const run = () => runFiles([
						${files.map((file) => `() => import(${inRepo(file)}),`).join('\n')}
					]);`
				: undefined,
	};
}

// `node build/testBundle.ts FILE` makes ready what .vscode/launch.json debugs.
if (import.meta.main) await bundleHostTests(process.argv.slice(2), 'debug');
