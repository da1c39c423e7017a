import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadedWith, type BundledFile } from '../../build/bundle.ts';
import { packageExtension } from '../../build/package.ts';
import { repoRoot } from '../../build/vscode/paths.ts';
import { benchCatalog } from './catalog.ts';
import type { Figure } from './figure.ts';
import { benchFunctions, benchGrowth } from './growth.ts';
import { benchHost } from './host.ts';
import { benchLanguage } from './language.ts';
import { benchLibrary } from './library.ts';
import { benchParsing } from './parsing.ts';
import { benchPatternCompletion } from './patternCompletion.ts';

/** `npm run bench`: figures as ratios against a baseline of the same run. */
async function main(): Promise<void> {
	const show = (...found: readonly Figure[]): void => {
		for (const { name, value, aim } of found) console.log(`${name}: ${value} (aim: ${aim})`);
	};
	const corpus = process.env['AGENT_CORPUS'];
	show(await benchParsing(corpus ? join(corpus, 'corpus') : join(repoRoot, 'agents')));
	show(...benchGrowth());
	show(...(await benchFunctions()));
	show(...benchPatternCompletion());
	show(...benchCatalog());
	const { vsix, files, folder } = await packageExtension();
	const start = loadedWith(files, 'extension.cjs');
	/** What is loaded with a module besides what has been loaded at start-up. */
	const more = (module: string): string => {
		const { name } = files.find(({ modules }) => modules.includes(module)) ?? {};
		if (name === undefined) throw new Error(`${module} is not in the bundle.`);
		return size(loadedWith(files, name).filter((file) => !start.includes(file)));
	};
	show(
		{ name: 'code loaded at activation', value: size(start), aim: '≤ 20 KB in one file' },
		{
			name: 'code loaded with the first question',
			value: more('src/features/participants/answer.ts'),
			aim: '–',
		},
		{
			name: 'code loaded with the first agent file',
			value: more('src/features/language/languageProviders.ts'),
			aim: '–',
		},
		{
			name: 'code of the handbook',
			value: more('src/features/participants/handbookAnswer.ts'),
			aim: '–',
		},
		{ name: 'code in all', value: size(files), aim: '–' },
		{
			name: 'VSIX, as vsce counts',
			value: `${((await stat(vsix)).size / 1024).toFixed(1)} KB`,
			aim: '≤ 450 KB',
		},
	);
	show(...(await benchLibrary()));
	show(...(await benchLanguage()));
	show(...(await benchHost(files, join(folder, 'dist'))));
}

function size(files: readonly BundledFile[]): string {
	const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
	return `${kilobytes(bytes)} in ${files.length} files`;
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1000).toFixed(1)} KB`;
}

await main();
