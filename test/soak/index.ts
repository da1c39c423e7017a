import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { build, bundleOne } from '../../build/bundle.ts';
import { messageOf } from '../../build/vscode/failure.ts';
import { cacheRoot, repoRoot } from '../../build/vscode/paths.ts';
import { temporaryFolder } from '../../build/vscode/temporary.ts';
import { measureInHost } from '../bench/hostWindow.ts';
import { alike, complaints, type SoakReport } from './report.ts';

/** After so many ms the soak is given up. */
const limit = 90 * 60_000;

/**
 * `npm run soak`: a long session in a real VS Code, with failures and cancels at random, after which
 * nothing may be left. `SOAK_SEED` gives another random order, `SOAK_ROUNDS` fewer rounds than 20.
 */
async function main(): Promise<void> {
	await build({ production: true });
	const folder = path.join(cacheRoot, 'soak');
	await bundleOne({
		entry: path.join(import.meta.dirname, 'inHost.ts'),
		outfile: path.join(folder, 'inHost.cjs'),
	});
	const workspace = path.join(temporaryFolder().folder, 'kit2-app');
	cpSync(path.join(repoRoot, 'test/fixtures/kit2-app'), workspace, { recursive: true });
	mkdirSync(path.join(workspace, '.claude/agents'), { recursive: true });
	const report = await measureInHost<SoakReport>(path.join(folder, 'result.json'), {
		extensionPath: repoRoot,
		folder: workspace,
		testsPath: path.join(folder, 'inHost.cjs'),
		helperExtensions: [path.join(repoRoot, 'test/fixtures/scripted-model')],
		home: temporaryFolder().folder,
		onOutput: (line) => {
			if (line.startsWith('[soak]')) console.log(line.slice('[soak] '.length));
		},
	});
	show(report);
	const wrong = complaints(report);
	for (const what of wrong) console.error(what);
	if (wrong.length > 0) process.exitCode = 1;
}

function show({ done, remains, foreign, logged, expected, longestBlock }: SoakReport): void {
	const [start] = remains;
	const end = remains.at(-1);
	if (!start || !end) return;
	const questions = Object.values(done.questions).reduce((sum, count) => sum + count, 0);
	console.log(
		[
			`${questions} questions (${listed(done.questions)})`,
			`${done.fileEvents} file events, ${done.insertions} insertions and undos`,
			`${done.hovers} hovers, ${done.answeredHovers} with something to say`,
			`heap ${megabytes(start)} to ${megabytes(end)}, registered ${total(start.registered)} to ${total(end.registered)}`,
			`objects: ${Object.entries(end.objects)
				.map(([name, count]) => `${name} ${start.objects[name]} to ${count}`)
				.join(', ')}`,
			`longest block ${longestBlock.toFixed(0)} ms`,
			`log: ${listed(logged)}, of which were provoked:`,
			...alike(expected).map((line) => `  ${line}`),
			`${foreign.length} rejections and exceptions of VS Code's own that nobody handled`,
		].join('\n'),
	);
}

function listed(counts: Readonly<Record<string, number>>): string {
	return Object.entries(counts)
		.map(([name, count]) => `${count} ${name}`)
		.join(', ');
}

function total(counts: Readonly<Record<string, number>>): number {
	return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function megabytes({ heap }: { readonly heap: number }): string {
	return `${(heap / 1e6).toFixed(1)} MB`;
}

const watchdog = setTimeout(() => {
	console.error(`The soak has not ended within ${limit / 60_000} minutes.`);
	process.exit(1);
}, limit);
try {
	await main();
} catch (error) {
	console.error(messageOf(error));
	process.exitCode = 1;
} finally {
	clearTimeout(watchdog);
}
