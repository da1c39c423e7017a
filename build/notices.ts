import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type BundledFile } from './bundle.ts';
import { repoRoot } from './vscode/paths.ts';
import { temporaryFolder } from './vscode/temporary.ts';

interface PackageManifest {
	readonly name: string;
	readonly version: string;
	readonly license?: string;
	readonly homepage?: string;
}

/**
 * The licenses of all packages that are in the bundle of the extension, as the bundler lists them.
 *
 * @returns markdown
 * @throws when a package says nothing about its license
 */
export async function thirdPartyNotices(): Promise<string> {
	const { folder, remove } = temporaryFolder();
	try {
		const packages = bundledPackages(await build({ production: true, folder }));
		const parts = [
			'# Third-party notices',
			`The extension holds code of these ${packages.length} packages. Written by \`npm run generate\`.`,
			...(await Promise.all(packages.map(section))),
		];
		return `${parts.join('\n\n')}\n`;
	} finally {
		remove();
	}
}

/** The folders of the packages that have code in the bundle, in the order of their names. */
export function bundledPackages(files: readonly BundledFile[]): readonly string[] {
	const folders = files.flatMap(({ modules }) =>
		modules.flatMap((path) => /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
	);
	return [...new Set(folders)].toSorted();
}

async function section(path: string): Promise<string> {
	const folder = join(repoRoot, path);
	const manifest = JSON.parse(
		await readFile(join(folder, 'package.json'), 'utf8'),
	) as PackageManifest;
	const { name, version, license } = manifest;
	const file = (await readdir(folder)).find((each) => /^licen[cs]e(?:\.|$)/i.test(each));
	if (license === undefined || file === undefined) {
		throw new Error(`${path} has no license that could be shipped with it.`);
	}
	const text = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n').trim();
	return `## ${name} ${version}\n\n${license}\n\n\`\`\`text\n${text}\n\`\`\``;
}
