import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestReport } from './testReport.ts';
import { onExit } from './vscode/exitTasks.ts';
import { repoRoot } from './vscode/paths.ts';

/** One part of a test run: a program that succeeds or fails. */
export interface Step {
	readonly title: string;
	/** The program and its arguments; it is started in the repository's root. */
	readonly command: readonly [program: string, ...args: string[]];
	/** Where it leaves its counts, if it runs tests. */
	readonly report?: string;
	/** It makes ready for others, mostly waits for the network, and counts only when it fails. */
	readonly isPreparation?: boolean;
	/** It opens windows, for which it waits half of the time. */
	readonly opensWindows?: boolean;
	/** It is over before the first window could open, whose lane it has until then. */
	readonly isBeforeWindows?: boolean;
	/** Why it is not run, where that is so. */
	readonly skipped?: string;
	/** What of its tests is not run today. */
	readonly skips?: TestReport['skips'];
	/** Titles of the steps that must have gone well before this one starts. */
	readonly needs?: readonly string[];
}

/** How many steps run at once: of those that open windows, and of the others. */
export interface Lanes {
	readonly windows: number;
	readonly others: number;
}

/** How a run of steps ended. */
export interface StepsResult extends TestReport {
	/** Titles of the steps that failed, or were not run because one that they need failed. */
	readonly failedSteps: readonly string[];
}

/** A step that has ended. */
interface Outcome {
	readonly ok: boolean;
	readonly report: TestReport | undefined;
}

/**
 * Runs steps beside each other, as many at a time as there are lanes for, each after those that it
 * needs; of those that could start, the first. Once there are none of one sort left the others have
 * its lanes, too. Beside them one preparation is run after the other. What they print is shown as if
 * they ran one after the other: that of the first unfinished step as it comes, that of the others when
 * it is their turn.
 *
 * A step without a report counts as one test, if it is no preparation. A failed step does not stop the others.
 *
 * @throws when a step needs one that does not stand before it
 */
export async function runSteps(
	steps: readonly Step[],
	lanes: Lanes,
	print: (text: string) => void,
): Promise<StepsResult> {
	const output = new OrderedOutput(print);
	const slots = {
		preparation: new Slots(1),
		windows: new Slots(lanes.windows),
		others: new Slots(lanes.others),
	};
	const started = new Map<string, Promise<Outcome>>();
	for (const [place, step] of steps.entries()) {
		const needed = (step.needs ?? []).map((title) => {
			const outcome = started.get(title);
			if (!outcome) throw new Error(`“${step.title}” needs “${title}”, which is not before it.`);
			return { title, outcome };
		});
		const write = output.open();
		started.set(
			step.title,
			runStep(step, needed, () => slots[laneOf(step)].take(place), write).finally(write.close),
		);
	}
	for (const [from, to] of [
		['windows', 'others'],
		['others', 'windows'],
	] as const) {
		const all = steps.flatMap((step) => (laneOf(step) === from && started.get(step.title)) || []);
		void Promise.allSettled(all).then(() => slots[to].add(lanes[from]));
	}
	const outcomes = await Promise.all(started.values());
	const failures = outcomes.map(({ ok, report }) => {
		// A run that went wrong without a failing test, or before it could report, failed as a whole.
		if (report && (ok || report.failed > 0)) return report.failed;
		return ok ? 0 : 1;
	});
	const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
	const skips = outcomes.flatMap(({ report }, i) => [
		...(steps[i]?.skips ?? []),
		...(report?.skips ?? []),
	]);
	return {
		passed: sum(
			outcomes.map(({ ok, report }, i) => {
				return report?.passed ?? (ok && !steps[i]?.isPreparation ? 1 : 0);
			}),
		),
		failed: sum(failures),
		failures: outcomes.flatMap(({ report }) => report?.failures ?? []),
		skipped: skips.length,
		skips,
		failedSteps: steps.flatMap(({ title }, i) => (outcomes[i]?.ok ? [] : [title])),
	};
}

function laneOf(step: Step): 'preparation' | 'windows' | 'others' {
	if (step.isPreparation) return 'preparation';
	return step.opensWindows || step.isBeforeWindows ? 'windows' : 'others';
}

async function runStep(
	step: Step,
	needed: readonly { readonly title: string; readonly outcome: Promise<Outcome> }[],
	takeSlot: () => Promise<() => void>,
	write: Writer,
): Promise<Outcome> {
	write(`\n== ${step.title}\n`);
	if (step.skipped !== undefined) {
		write(`Skipped: ${step.skipped}\n`);
		const skips = step.isPreparation ? [] : [{ title: step.title, reason: step.skipped }];
		return {
			ok: true,
			report: { passed: 0, failed: 0, failures: [], skipped: skips.length, skips },
		};
	}
	for (const { title, outcome } of needed) {
		if ((await outcome).ok) continue;
		write(`Not run, because “${title}” failed.\n`);
		return { ok: false, report: undefined };
	}
	const release = await takeSlot();
	const start = Date.now();
	if (step.report !== undefined) rmSync(step.report, { force: true });
	try {
		const ok = await succeeds(step.command, write);
		const seconds = ((Date.now() - start) / 1000).toFixed(1);
		write(`   ${ok ? 'done' : 'FAILED'} in ${seconds} s\n`);
		return { ok, report: readReport(step.report) };
	} finally {
		// Once those that waited for this step have asked for a slot too.
		setImmediate(release);
	}
}

function readReport(file: string | undefined): TestReport | undefined {
	if (file === undefined || !existsSync(file)) return undefined;
	const report: TestReport = JSON.parse(readFileSync(file, 'utf8'));
	return report;
}

/** Resolves with whether the program ended with 0; why it could not be started is written. */
async function succeeds([program, ...args]: Step['command'], write: Writer): Promise<boolean> {
	// Also when this file was started without npm, which would have done so.
	const bin = path.join(repoRoot, 'node_modules/.bin');
	const { env, platform, stdout } = process;
	const child = spawn(program, args, {
		cwd: repoRoot,
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: platform === 'win32' && !path.isAbsolute(program),
		env: {
			...env,
			PATH: `${bin}${path.delimiter}${env['PATH'] ?? ''}`,
			// A pipe has no colors by itself.
			...(stdout.isTTY && { FORCE_COLOR: '1' }),
		},
	});
	for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', write);
	const stop = onExit(() => void child.kill());
	try {
		return await new Promise((resolve) => {
			child.once('error', (error) => {
				write(`${program} could not be started: ${error.message}\n`);
				resolve(false);
			});
			child.once('close', (code) => resolve(code === 0));
		});
	} finally {
		stop();
	}
}

/** Lets at most a number of holders go on at once. */
class Slots {
	#free: number;
	readonly #waiting: { readonly place: number; readonly start: () => void }[] = [];

	constructor(count: number) {
		this.#free = count;
	}

	/** For so many more holders. */
	add(count: number): void {
		for (let i = 0; i < count; i++) this.#giveBack();
	}

	/**
	 * Resolves with the function that gives the slot back. Of several that wait, the one with the
	 * lowest `place` goes first.
	 */
	async take(place: number): Promise<() => void> {
		if (this.#free > 0) this.#free--;
		else await new Promise<void>((start) => this.#waiting.push({ place, start }));
		return () => this.#giveBack();
	}

	#giveBack(): void {
		const next = this.#waiting.toSorted((a, b) => a.place - b.place)[0];
		if (!next) this.#free++;
		else {
			this.#waiting.splice(this.#waiting.indexOf(next), 1);
			next.start();
		}
	}
}

interface Writer {
	(text: string): void;
	/** Says that nothing more comes. */
	readonly close: () => void;
}

/** Passes on what several writers write, the first writer's whole text first. */
class OrderedOutput {
	readonly #print: (text: string) => void;
	readonly #texts: { held: string; isClosed: boolean }[] = [];

	constructor(print: (text: string) => void) {
		this.#print = print;
	}

	open(): Writer {
		const text = { held: '', isClosed: false };
		this.#texts.push(text);
		const write = (piece: string): void => {
			if (text === this.#texts[0]) this.#print(piece);
			else text.held += piece;
		};
		const close = (): void => {
			text.isClosed = true;
			while (this.#texts[0]?.isClosed) {
				this.#texts.shift();
				const next = this.#texts[0];
				if (next && next.held !== '') this.#print(next.held);
			}
		};
		return Object.assign(write, { close });
	}
}
