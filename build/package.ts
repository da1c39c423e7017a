import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { build } from './esbuild.ts';

/**
 * Builds the extension for production and packs it.
 *
 * @returns the path of the VSIX
 */
export async function packageExtension(): Promise<string> {
	const root = join(import.meta.dirname, '..');
	const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	const packagePath = join(root, `${name}-${version}.vsix`);
	await build({ production: true });
	await createVSIX({
		cwd: root,
		packagePath,
		dependencies: false,
		allowMissingRepository: true,
		rewriteRelativeLinks: false,
	});
	return packagePath;
}

if (import.meta.main) await packageExtension();
