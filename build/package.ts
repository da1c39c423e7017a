import { cp, glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX } from '@vscode/vsce';
import { build, type BundledFile } from './bundle.ts';
import { repoRoot } from './vscode/paths.ts';
import { temporaryFolder } from './vscode/temporary.ts';

/** What .vscodeignore ships besides package.json and the code, which are made anew. */
async function shippedFiles(): Promise<readonly string[]> {
	const lines = (await readFile(join(repoRoot, '.vscodeignore'), 'utf8')).split(/\r?\n/);
	return lines
		.flatMap((line) => (line.startsWith('!') ? line.slice(1) : []))
		.filter((pattern) => pattern !== 'package.json' && !pattern.startsWith('dist/'));
}

/** What only those who work on the extension need of package.json. */
const unshippedKeys = new Set(['scripts', 'devDependencies', 'allowScripts']);

export interface PackageOptions {
	/** Where the VSIX goes; `<name>-<version>.vsix` in the repository's root by default. */
	readonly packagePath?: string;
	/** Makes the README's links lead to the repository, as the Marketplace shows no other. */
	readonly forMarketplace?: boolean;
}

/**
 * Builds the extension for production and packs it. `dist/` is left alone: a VS Code may be running
 * what is in it.
 *
 * @returns the path of the VSIX, the files with code in it, and the folder that was packed, which is
 * there as long as this process
 */
export async function packageExtension({
	packagePath,
	forMarketplace = false,
}: PackageOptions = {}): Promise<{
	readonly vsix: string;
	readonly files: readonly BundledFile[];
	readonly folder: string;
}> {
	const { folder } = temporaryFolder();
	const files = await build({ production: true, folder: join(folder, 'dist') });
	for await (const path of glob(await shippedFiles(), { cwd: repoRoot })) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await cp(join(repoRoot, path), join(folder, path));
	}
	const manifest = JSON.parse(await readFile(join(repoRoot, 'package.json'), 'utf8')) as {
		readonly name: string;
		readonly version: string;
	};
	if (!forMarketplace) await leaveOutPictures(join(folder, 'README.md'));
	// All that lies here is shipped.
	await writeFile(join(folder, '.vscodeignore'), '');
	const kept = Object.entries(manifest).filter(([key]) => !unshippedKeys.has(key));
	await writeFile(join(folder, 'package.json'), JSON.stringify(Object.fromEntries(kept)));
	const vsix = packagePath ?? join(repoRoot, `${manifest.name}-${manifest.version}.vsix`);
	await createVSIX({
		cwd: folder,
		packagePath: vsix,
		dependencies: false,
		rewriteRelativeLinks: forMarketplace,
	});
	return { vsix, files, folder };
}

/**
 * VS Code's page of an extension shows pictures from servers only, to which the Marketplace's README
 * leads. Those inside the package would be shown as broken ones.
 */
async function leaveOutPictures(readme: string): Promise<void> {
	const text = await readFile(readme, 'utf8');
	await writeFile(readme, text.replace(/^!\[[^\]\n]*\]\((?!https:)[^)\n]*\)\n\n?/gm, ''));
}

if (import.meta.main) {
	const { values } = parseArgs({ options: { marketplace: { type: 'boolean', default: false } } });
	await packageExtension({ forMarketplace: values.marketplace });
}
