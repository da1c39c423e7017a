import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleOne, loadedWith, type BundledFile } from '../../build/bundle.ts';
import { cacheRoot, repoRoot } from '../../build/vscode/paths.ts';
import { quantile, type Figure } from './figure.ts';
import { toolRows } from '../../src/core/capabilities/toolTable.ts';
import { measureInHost } from './hostWindow.ts';
import type { AnswerTimes, StartTimes } from './inHost.ts';

const folder = join(cacheRoot, 'bench');
const startWindows = 12;
const answerWindows = 5;
/** Copies of the baseline that warm the extension host up. */
const warmUps = 3;
/** Copies of the baseline that are measured in each window; the extension can be there once only. */
const baselines = 5;

interface Manifest {
	readonly contributes: { readonly chatParticipants: readonly { readonly id: string }[] };
	readonly [key: string]: unknown;
}

/**
 * Measures in the extension host of a real VS Code, in several windows one after the other: how long
 * the production build takes to start and to reach `sendRequest`, each against an extension that
 * does nothing else. That build is in the folder `dist`, its files are `files`.
 */
export async function benchHost(
	files: readonly BundledFile[],
	dist: string,
): Promise<readonly Figure[]> {
	const extensions = await prepareExtensions(files, dist);
	const starts: number[] = [];
	for (let i = 0; i < startWindows; i++) {
		process.stderr.write(`  window ${i + 1} of ${startWindows}: starting\n`);
		starts.push(await measureStart(extensions, i));
	}
	const rounds: AnswerTimes[] = [];
	for (let i = 0; i < answerWindows; i++) {
		process.stderr.write(`  window ${i + 1} of ${answerWindows}: answering\n`);
		rounds.push(await measure<AnswerTimes>(extensions.driver, [], {}));
	}
	await rm(folder, { recursive: true, force: true });

	const more = (scenario: keyof AnswerTimes, q: number): string => {
		const ours = quantile(
			rounds.flatMap((round) => round[scenario].ours),
			q,
		);
		const baseline = quantile(
			rounds.flatMap((round) => round[scenario].baseline),
			q,
		);
		return `${(ours - baseline).toFixed(2)} ms more (${(ours / baseline).toFixed(1)} ×)`;
	};
	return [
		{
			name: 'activation, against an extension that only registers the same participants',
			value: `${quantile(starts, 0.5).toFixed(2)} × (quartiles ${quantile(starts, 0.25).toFixed(2)}–${quantile(starts, 0.75).toFixed(2)}, ${startWindows} windows)`,
			aim: '≤ 1.3 ×',
		},
		{
			name: 'question to sendRequest, against a bare handler, p50',
			value: more('handler', 0.5),
			aim: '≤ 0.2 ms more',
		},
		{
			name: 'question to sendRequest, against a bare handler, p99',
			value: more('handler', 0.99),
			aim: '≤ 1 ms more',
		},
		{
			name: 'the same with 10 turns, 5 files, project facts and 30 tools, p50',
			value: more('busyHandler', 0.5),
			aim: '≤ 2 ms more',
		},
		{
			name: 'the same with 10 turns, 5 files, project facts and 30 tools, p99',
			value: more('busyHandler', 0.99),
			aim: '–',
		},
	];
}

interface BenchExtensions {
	readonly driver: string;
	/** Folders of the extension and of the copies of the baseline. */
	readonly measured: readonly string[];
}

const oursId = 'sveltekit-agents.sveltekit-agents';
const baselineId = (i: number): string => `bench.baseline${i}`;

/** A copy of the extension and several of the baseline that VS Code starts only when the driver asks. */
async function prepareExtensions(
	files: readonly BundledFile[],
	dist: string,
): Promise<BenchExtensions> {
	await rm(folder, { recursive: true, force: true });
	const manifest = JSON.parse(await readFile(join(repoRoot, 'package.json'), 'utf8')) as Manifest;
	const code: Record<string, string> = {};
	for (const { name } of loadedWith(files, 'extension.cjs')) {
		code[`dist/${name}`] = await readFile(join(dist, name), 'utf8');
	}
	const measured = await Promise.all([
		writeExtension('ours', { ...manifest, activationEvents: [] }, code),
		...Array.from({ length: warmUps + baselines }, (_, i) =>
			writeExtension(
				`baseline${i}`,
				{
					name: `baseline${i}`,
					publisher: 'bench',
					version: '0.0.1',
					engines: manifest['engines'],
					main: './main.cjs',
					activationEvents: [],
					contributes: {
						chatParticipants: manifest.contributes.chatParticipants.map((participant) => ({
							...participant,
							id: participant.id.replace('sveltekit-agents', `baseline${i}`),
						})),
					},
				},
				{ 'main.cjs': baselineCode },
			),
		),
	]);

	const driver = await writeExtension(
		'driver',
		{
			name: 'driver',
			publisher: 'bench',
			version: '0.0.1',
			engines: { vscode: '*' },
			contributes: { languageModelTools: copilotTools() },
		},
		{},
	);
	await bundleOne({
		entry: join(import.meta.dirname, 'inHost.ts'),
		outfile: join(driver, 'inHost.cjs'),
	});
	return { driver, measured };
}

/** Tools under the names of Copilot's, so that an agent is offered as many as with Copilot. */
function copilotTools(): readonly object[] {
	const names = toolRows.flatMap(({ tools }) => tools.flat());
	return [...new Set(names)]
		.filter((name) => name.startsWith('copilot_'))
		.map((name) => ({
			name,
			displayName: name,
			modelDescription: 'Does what a tool does, and says in some words when to use it. '.repeat(8),
			inputSchema: {
				type: 'object',
				properties: { path: { type: 'string', description: 'A path in the workspace.' } },
			},
		}));
}

const baselineCode = `const vscode = require('vscode');
exports.activate = (context) => {
	for (const { id } of context.extension.packageJSON.contributes.chatParticipants) {
		context.subscriptions.push(vscode.chat.createChatParticipant(id, () => ({})));
	}
};
`;

/** Writes a folder with an extension and returns its path. */
async function writeExtension(
	name: string,
	manifest: object,
	files: Readonly<Record<string, string>>,
): Promise<string> {
	const path = join(folder, name);
	const texts = { ...files, 'package.json': JSON.stringify(manifest, null, '\t') };
	for (const [file, text] of Object.entries(texts)) {
		await mkdir(dirname(join(path, file)), { recursive: true });
		await writeFile(join(path, file), text);
	}
	return path;
}

/** How many times as long as the baseline, in the median of its copies, the extension takes to start. */
async function measureStart(extensions: BenchExtensions, round: number): Promise<number> {
	const ids = Array.from({ length: warmUps + baselines }, (_, i) => baselineId(i));
	// In each window at another place among them.
	const order = ids.toSpliced(warmUps + (round % (baselines + 1)), 0, oursId);
	const times = await measure<StartTimes>(extensions.driver, extensions.measured, {
		BENCH_START: order.join(' '),
	});
	const baseline = quantile(
		ids.slice(warmUps).map((id) => times[id] ?? Number.NaN),
		0.5,
	);
	return (times[oursId] ?? Number.NaN) / baseline;
}

async function measure<T>(
	driver: string,
	helperExtensions: readonly string[],
	env: Readonly<Record<string, string>>,
): Promise<T> {
	return measureInHost<T>(join(folder, 'result.json'), {
		extensionPath: driver,
		folder: join(repoRoot, 'test/fixtures/kit2-app'),
		testsPath: join(driver, 'inHost.cjs'),
		helperExtensions,
		env: { ...env, BENCH_EXTENSION: repoRoot },
	});
}
