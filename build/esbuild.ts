import { readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { build as esbuild, type Plugin } from 'esbuild';

/**
 * What `await import()` loads later is a bundle of its own, so that start-up loads only the code
 * that registers.
 */
const entryPoints = {
	extension: 'src/extension.ts',
	answer: 'src/features/participants/answer.ts',
	about: 'src/features/participants/about.ts',
	followUps: 'src/features/participants/followUps.ts',
	patternList: 'src/features/participants/patternList.ts',
	projectContext: 'src/host/project/projectContext.ts',
	handbookReply: 'src/features/models/handbookReply.ts',
	patternActions: 'src/features/patterns/patternActions.ts',
	languageProviders: 'src/features/language/languageProviders.ts',
	toolSet: 'src/features/tools/toolSet.ts',
} as const;

const lazyBundles: Plugin = {
	name: 'lazy-bundles',
	setup(plugins) {
		plugins.onResolve({ filter: /^\./ }, ({ kind, path }) => {
			if (kind !== 'dynamic-import') return undefined;
			const name = basename(path, '.ts');
			if (!(name in entryPoints)) {
				return { errors: [{ text: `${path} is imported lazily: add it to the entry points` }] };
			}
			return { path: `./${name}.cjs`, external: true };
		});
	},
};

/**
 * Takes VS Code's API as it comes. For an imported namespace esbuild makes a copy of the whole API in
 * each file, which was the larger part of the time to start.
 */
const requiredApi: Plugin = {
	name: 'required-api',
	setup(plugins) {
		plugins.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
			const text = await readFile(path, 'utf8');
			const contents = text.replace(
				/^import \* as vscode from 'vscode';$/m,
				"const vscode = require('vscode');",
			);
			return { contents, loader: 'ts' };
		});
	},
};

/** Bundles the extension into `dist/`. Rejects with esbuild's messages when the code is broken. */
export async function build({ production }: { production: boolean }): Promise<void> {
	await rm('dist', { recursive: true, force: true });
	await esbuild({
		entryPoints,
		outdir: 'dist',
		outExtension: { '.js': '.cjs' },
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node22',
		external: ['vscode'],
		// Makes `import()` a `require` that runs later: VS Code gives `vscode` to `require` alone.
		supported: { 'dynamic-import': false },
		minify: production,
		sourcemap: true,
		sourcesContent: false,
		plugins: [lazyBundles, requiredApi],
		logLevel: 'warning',
	});
}

if (import.meta.main) await build({ production: process.argv.includes('--production') });
