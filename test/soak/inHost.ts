import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { bundledAgents } from '../../src/generated/agents.ts';
import { seededRandom } from '../helpers/seededRandom.ts';
import { scriptedModel } from '../helpers/scriptedModel.ts';
import { FileEvents } from './fileEvents.ts';
import { Hovers } from './hovers.ts';
import { Insertions } from './insertions.ts';
import { Ledger } from './ledger.ts';
import { listenToLog } from './ownLog.ts';
import { mark, Questions } from './questions.ts';
import { countRemains } from './remains.ts';
import type { Remains, SoakReport } from './report.ts';

const rounds = Number(process.env['SOAK_ROUNDS'] ?? 20);
/** What is done before the first count: caches fill, code is loaded. */
const warmUps = 2;
/** How often it is told how far the soak is, in ms. */
const progressEvery = 20_000;
const perRound = { questions: 25, fileEvents: 100, insertions: 25, hovers: 250 } as const;

/** Provoked, but told in other words than those of the error. */
const provoked = [
	mark,
	/sent an empty answer/,
	/no_such_tool/,
	/calls of one reply/,
	/No file no\/such\/file\.ts|etc\/passwd is outside of the workspace|is outside/,
];

const extensionId = 'sveltekit-agents.sveltekit-agents';

/** Called by VS Code in the extension host. */
export async function run(): Promise<void> {
	const extension = vscode.extensions.getExtension(extensionId);
	if (!extension || extension.isActive) {
		throw new Error('The extension has started before the soak could listen: run it again.');
	}
	const watch = vscode.workspace.createFileSystemWatcher;
	const ledger = new Ledger();
	const log = listenToLog();
	declineModals();
	const failures = listenToFailures(extension.extensionPath);
	await extension.activate();
	const report = await soak(ledger, watch, extension.extensionPath);
	const { unhandled, foreign } = failures();
	const logged: Record<string, number> = {};
	for (const { level } of log) logged[level] = (logged[level] ?? 0) + 1;
	const bad = log.filter(({ level }) => /warn|error/.test(level));
	const unexpected = bad
		.filter(({ text }) => !isProvoked(text))
		.map(({ level, text }) => `${level}: ${text.slice(0, 500)}`);
	const expected = bad
		.filter(({ text }) => isProvoked(text))
		.map(({ level, text }) => `${level}: ${text.split('\n')[0]?.slice(0, 200)}`);
	const whole: SoakReport = { ...report, unhandled, foreign, logged, unexpected, expected };
	writeFileSync(process.env['BENCH_RESULT'] ?? '', JSON.stringify(whole));
}

function isProvoked(text: string): boolean {
	return provoked.some((each) =>
		typeof each === 'string' ? text.includes(each) : each.test(text),
	);
}

async function soak(
	ledger: Ledger,
	watch: typeof vscode.workspace.createFileSystemWatcher,
	extensionPath: string,
): Promise<Pick<SoakReport, 'done' | 'remains' | 'faults' | 'longestBlock'>> {
	const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
	const random = seededRandom(Number(process.env['SOAK_SEED'] ?? 1));
	const faults: string[] = [];
	const fault = (what: string): void => void faults.push(what);

	const model = await scriptedModel();
	await model.setAvailable(true);
	const questions = new Questions(model, random, fault);
	const fileEvents = new FileEvents(folder, random, watch);
	const agentFiles = bundledAgents.map(({ file }) => {
		const copy = join(folder, '.claude/agents', file);
		writeFileSync(copy, readFileSync(join(extensionPath, 'agents', file)));
		return vscode.Uri.file(copy);
	});
	const page = vscode.Uri.file(join(folder, 'src/routes/orders/+page.server.ts'));
	const document = await vscode.workspace.openTextDocument(page);
	const insertions = new Insertions(document, await patternsOf(extensionPath), fault);
	const openDocuments = async (): Promise<Hovers> => {
		const documents: vscode.TextDocument[] = [];
		for (const uri of agentFiles) documents.push(await vscode.workspace.openTextDocument(uri));
		return new Hovers(documents, random);
	};
	const hovers = await openDocuments();

	const remains: Remains[] = [];
	let longestBlock = 0;
	const start = performance.now();
	const progress = setInterval(() => {
		const seconds = ((performance.now() - start) / 1000).toFixed(0);
		console.log(
			`[soak] ${seconds} s: ${questions.asked} questions, ${fileEvents.seen} file events, ${insertions.done} insertions, ${hovers.done} hovers`,
		);
	}, progressEvery);
	for (let round = -warmUps; round <= rounds; round++) {
		if (round !== 0) {
			// One for each round: it shall not see how long it blocks to count what is left.
			const delays = monitorEventLoopDelay({ resolution: 10 });
			delays.enable();
			await Promise.all([
				questions.ask(perRound.questions),
				fileEvents.change(perRound.fileEvents),
				hovers.hover(perRound.hovers),
			]);
			await insertions.insert(perRound.insertions);
			delays.disable();
			if (round > 0) longestBlock = Math.max(longestBlock, delays.max / 1e6);
		}
		if (round < 0) continue;
		if (round === 0) {
			for (const key of Object.keys(questions.counts)) delete questions.counts[key];
			fileEvents.seen = insertions.done = hovers.done = hovers.answered = 0;
		}
		await vscode.commands.executeCommand('workbench.action.chat.newChat');
		model.reset();
		const left = await countRemains(ledger);
		remains.push(left);
		console.log(`[soak] round ${round} of ${rounds}: ${(left.heap / 1e6).toFixed(1)} MB`);
	}
	clearInterval(progress);
	const { missed } = fileEvents;
	if (missed > 0) console.log(`[soak] VS Code did not tell of ${missed} changes of files`);
	fileEvents.dispose();
	return {
		done: {
			questions: questions.counts,
			fileEvents: fileEvents.seen,
			insertions: insertions.done,
			hovers: hovers.done,
			answeredHovers: hovers.answered,
		},
		remains,
		faults,
		longestBlock,
	};
}

/** The keys of the patterns of one agent, as the command takes them. */
async function patternsOf(extensionPath: string): Promise<readonly string[]> {
	const { collectPatterns } = await import('../../src/core/pattern/patternLibrary.ts');
	const text = readFileSync(join(extensionPath, 'agents/backend-engineer.md'), 'utf8');
	const library = collectPatterns([{ handle: 'backend-engineer', prompt: text }]);
	return library.map(({ key }) => key);
}

/** Nobody sits in front of the window: what waits for an answer gets none. */
function declineModals(): void {
	for (const name of [
		'showInformationMessage',
		'showWarningMessage',
		'showErrorMessage',
	] as const) {
		const show = vscode.window[name] as (...args: unknown[]) => Thenable<unknown>;
		Object.assign(vscode.window, {
			[name]: async (...args: unknown[]) => {
				const isModal = (args[1] as { modal?: boolean } | undefined)?.modal === true;
				return isModal ? undefined : show(...args);
			},
		});
	}
}

/** Keeps what nobody handles. Those without a word of ours are of VS Code or its own extensions. */
function listenToFailures(extensionPath: string): () => Pick<SoakReport, 'unhandled' | 'foreign'> {
	const rejections = new Map<Promise<unknown>, string>();
	const exceptions: string[] = [];
	const text = (error: unknown): string =>
		(error instanceof Error ? error.stack : undefined) ?? String(error);
	process.on('unhandledRejection', (reason, promise) => rejections.set(promise, text(reason)));
	process.on('rejectionHandled', (promise) => rejections.delete(promise));
	process.on('uncaughtExceptionMonitor', (error) => exceptions.push(text(error)));
	return () => {
		const all = [...rejections.values(), ...exceptions];
		const isForeign = (stack: string): boolean =>
			stack.includes('\n') && !stack.includes(join(extensionPath, 'dist'));
		return {
			unhandled: all.filter((stack) => !isForeign(stack)),
			foreign: all.filter(isForeign),
		};
	};
}
