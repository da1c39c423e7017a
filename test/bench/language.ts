import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleOne } from '../../build/bundle.ts';
import { cacheRoot, repoRoot } from '../../build/vscode/paths.ts';
import { quantile, type Figure } from './figure.ts';
import { measureInHost } from './hostWindow.ts';
import type { KeystrokeTimes } from './inHostLanguage.ts';

const folder = join(cacheRoot, 'benchLanguage');
const length = 30_000;

/**
 * What a keystroke in an agent file of 30,000 characters costs: our analysis and validation of the
 * whole text, against VS Code's own markdown finding the headings of the same text, in the extension
 * host of one window.
 */
export async function benchLanguage(): Promise<readonly Figure[]> {
	const { ours, markdown, roundTrip } = await measure(await prepare());
	const median = (values: readonly number[]): number => quantile(values, 0.5);
	const work = median(markdown) - median(roundTrip);
	const times = `${median(ours).toFixed(1)} ms against ${median(markdown).toFixed(1)} ms`;
	return [
		{
			name: 'keystroke in a 30,000-character agent file, against VS Code’s markdown headings',
			value: `${(median(ours) / median(markdown)).toFixed(2)} × (${times}; p99 ${quantile(ours, 0.99).toFixed(1)} ms)`,
			aim: '≤ 1 ×',
		},
		{
			name: 'the same without the way to VS Code’s markdown and back',
			value: `${(median(ours) / work).toFixed(2)} × (${work.toFixed(1)} ms)`,
			aim: '≤ 1 ×',
		},
	];
}

/** A file with a header and what the bundled agents say, over and over; not in an agents folder. */
async function prepare(): Promise<string> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const sources = await Promise.all(
		['svelte-backend-expert.md', 'backend-engineer.md'].map((name) =>
			readFile(join(repoRoot, 'agents', name), 'utf8'),
		),
	);
	let text = sources.join('\n');
	while (text.length < length) text += text;
	const file = join(folder, 'bench.md');
	await writeFile(file, `${text.slice(0, length - 1)}\n`);
	const manifest = {
		name: 'driver',
		publisher: 'bench',
		version: '0.0.1',
		engines: { vscode: '*' },
	};
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	await bundleOne({
		entry: join(import.meta.dirname, 'inHostLanguage.ts'),
		outfile: join(folder, 'inHost.cjs'),
	});
	return file;
}

async function measure(file: string): Promise<KeystrokeTimes> {
	try {
		return await measureInHost<KeystrokeTimes>(join(folder, 'result.json'), {
			extensionPath: folder,
			testsPath: join(folder, 'inHost.cjs'),
			env: { BENCH_FILE: file },
		});
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
