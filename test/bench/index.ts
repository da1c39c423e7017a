import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { packageExtension } from '../../build/package.ts';
import { repoRoot } from '../../build/vscode/paths.ts';
import type { Figure } from './figure.ts';
import { benchFunctions, benchGrowth } from './growth.ts';
import { benchHost } from './host.ts';
import { benchLanguage } from './language.ts';
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
	const vsix = await packageExtension();
	show(
		{
			name: 'code loaded at activation',
			value: await kilobytes('dist/extension.cjs'),
			aim: '≤ 40 KB',
		},
		{
			name: 'code loaded with the first question',
			value: await kilobytes('dist/answer.cjs'),
			aim: '–',
		},
		{
			name: 'code loaded with the first agent file',
			value: await kilobytes('dist/startLanguageFeatures.cjs'),
			aim: '–',
		},
		{ name: 'code of the handbook', value: await kilobytes('dist/handbookReply.cjs'), aim: '–' },
		{ name: 'VSIX', value: await kilobytes(vsix), aim: '–' },
	);
	show(...(await benchLanguage()));
	show(...(await benchHost()));
}

async function kilobytes(path: string): Promise<string> {
	const { size } = await stat(resolve(repoRoot, path));
	return `${(size / 1000).toFixed(1)} KB`;
}

await main();
