import { Worker } from 'node:worker_threads';
import { shapesOf } from './hostileShapes.ts';
import { textFunctions } from './textFunctions.ts';

/** Where a worker begins, and what it is told. */
export interface WorkerInput {
	readonly shared: SharedArrayBuffer;
	readonly from: { readonly round: number; readonly index: number; readonly fewest: number };
	readonly rounds: number;
	/** After this time, in milliseconds since 1970, no round is begun but the first few. */
	readonly until: number;
}

export type WorkerMessage =
	| 'done'
	| { readonly fault: { readonly round: number; readonly index: number; readonly text: string } };

/** What a worker is at, also readable while it is busy. */
export interface Progress {
	set(round: number, index: number): void;
	count(): void;
	get(): { readonly round: number; readonly index: number; readonly count: number };
}

export function progressOf(shared: SharedArrayBuffer): Progress {
	const cells = new Int32Array(shared);
	return {
		set: (round, index) => {
			Atomics.store(cells, 0, round);
			Atomics.store(cells, 1, index);
		},
		count: () => void Atomics.add(cells, 2, 1),
		get: () => ({
			round: Atomics.load(cells, 0),
			index: Atomics.load(cells, 1),
			count: Atomics.load(cells, 2),
		}),
	};
}

export interface GrowthRun {
	/** How many calls were tried. */
	readonly calls: number;
	/** What was wrong, with the name of the function and the shape of the text. */
	readonly faults: readonly string[];
}

/** A call that takes longer, in processor time, is not going to end. */
const longestCall = 20_000;
/** Of the whole process; the texts have 1 MiB at most. */
const mostMemory = 3_000_000_000;
/** What is left after so many broken calls would say nothing new. */
const mostBroken = 5;

/**
 * Calls every function of the table in rounds, each time with a text of another shape.
 *
 * @param rounds how many at most; at least `fewest` are done, the others as long as `time`, in
 *   milliseconds, is not over
 */
export async function runGrowth(rounds: number, fewest: number, time: number): Promise<GrowthRun> {
	const until = Date.now() + time;
	const faults: string[] = [];
	let from = { round: 0, index: 0, fewest };
	let calls = 0;
	for (let broken = 0; broken < mostBroken; broken++) {
		const shared = new SharedArrayBuffer(16);
		const progress = progressOf(shared);
		const end = await runWorker({ shared, from, rounds, until }, faults);
		const { round, index, count } = progress.get();
		calls += count;
		if (end === 'done') break;
		faults.push(`${nameOf(round, index)}: ${end}`);
		from = { round, index: index + 1, fewest };
	}
	return { calls, faults };
}

/** Which of all shapes a function meets in a round: neighbours in the list are alike. */
export function shapeIndex(round: number, index: number, shapes: number): number {
	return (round * 7919 + index * 104_729) % shapes;
}

function nameOf(round: number, index: number): string {
	const called = textFunctions[index];
	if (!called) return `function ${index}`;
	const shapes = shapesOf(called.kind);
	const shape = shapes[shapeIndex(round, index, shapes.length)]?.name ?? '';
	return `${called.covers.map(({ name }) => name).join(', ')} with ${shape}`;
}

/** Resolves to `done`, or to what kept the worker from it. */
async function runWorker(input: WorkerInput, faults: string[]): Promise<string> {
	const worker = new Worker(new URL('./growthWorker.ts', import.meta.url), {
		workerData: input,
		resourceLimits: { maxOldGenerationSizeMb: 1_000 },
	});
	const progress = progressOf(input.shared);
	let last = JSON.stringify(progress.get());
	let since = process.cpuUsage();
	const watch = { timer: undefined as NodeJS.Timeout | undefined };
	try {
		return await new Promise<string>((resolve) => {
			watch.timer = setInterval(() => {
				const now = JSON.stringify(progress.get());
				if (now !== last) {
					last = now;
					since = process.cpuUsage();
				}
				// Times of this process alone: other programs may slow the machine.
				const { user, system } = process.cpuUsage(since);
				if ((user + system) / 1000 > longestCall) resolve('it does not end');
				if (process.memoryUsage.rss() > mostMemory) resolve('it takes too much memory');
			}, 50);
			worker.on('message', (message: WorkerMessage) => {
				if (message === 'done') resolve('done');
				else {
					const { round, index, text } = message.fault;
					faults.push(`${nameOf(round, index)}: ${text}`);
				}
			});
			worker.on('error', (error) => resolve(String(error)));
		});
	} finally {
		clearInterval(watch.timer);
		await worker.terminate();
	}
}
