import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { build, type BundledFile } from './bundle.ts';

/**
 * Builds the extension for production and packs it.
 *
 * @returns the path of the VSIX, and the files with code in it
 */
export async function packageExtension(): Promise<{
	readonly vsix: string;
	readonly files: readonly BundledFile[];
}> {
	const root = join(import.meta.dirname, '..');
	const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	const packagePath = join(root, `${name}-${version}.vsix`);
	const files = await build({ production: true });
	await createVSIX({
		cwd: root,
		packagePath,
		dependencies: false,
		allowMissingRepository: true,
		rewriteRelativeLinks: false,
	});
	return { vsix: packagePath, files };
}

if (import.meta.main) await packageExtension();
