import { Worker } from 'node:worker_threads';
import { shapesOf } from './hostileShapes.ts';
import { textFunctions } from './textFunctions.ts';

/** Where a worker begins, and what it is told. */
export interface WorkerInput {
	readonly shared: SharedArrayBuffer;
	/** The function to begin with. */
	readonly from: number;
	/** Which of the functions are called. */
	readonly part: Part;
	/** Chooses the shapes. */
	readonly turn: number;
	/** How much longer the longest texts are than 128 KiB. */
	readonly times: number;
}

/** One of `of` parts of the table, each with functions from all over it. */
export interface Part {
	readonly of: number;
	/** From 0 on. */
	readonly which: number;
}

/** A call: of which function, with which shape of text. */
export interface Call {
	readonly index: number;
	readonly shape: number;
}

export type WorkerMessage = 'done' | { readonly fault: Call & { readonly text: string } };

/** What a worker is at, also readable while it is busy. */
export interface Progress {
	set(call: Call): void;
	get(): Call & { readonly count: number };
}

export function progressOf(shared: SharedArrayBuffer): Progress {
	const cells = new Int32Array(shared);
	return {
		set: ({ index, shape }) => {
			Atomics.store(cells, 0, index);
			Atomics.store(cells, 1, shape);
			Atomics.add(cells, 2, 1);
		},
		get: () => ({
			index: Atomics.load(cells, 0),
			shape: Atomics.load(cells, 1),
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

/**
 * A call that takes longer, in milliseconds of the processor, is not going to end: the slowest take a
 * twentieth, and other programs on the machine make it twice that at most.
 */
const longestCall = 60_000;
/** Of the whole process; the texts have 1 MiB at most. */
const mostMemory = 3_000_000_000;
/** What is left after so many broken calls would say nothing new. */
const mostBroken = 5;

/**
 * Calls functions of the table with texts of many shapes.
 *
 * @param part which functions are called
 * @param turn a number that chooses the shapes: others each time
 * @param times how much longer the longest texts are than 128 KiB
 */
export async function runGrowth(part: Part, turn: number, times: number): Promise<GrowthRun> {
	const faults: string[] = [];
	let from = 0;
	let calls = 0;
	for (let broken = 0; broken < mostBroken; broken++) {
		const shared = new SharedArrayBuffer(12);
		const progress = progressOf(shared);
		const end = await runWorker({ shared, from, part, turn, times }, faults);
		const call = progress.get();
		calls += call.count;
		if (end === 'done') break;
		faults.push(`${nameOf(call)}: ${end}`);
		from = call.index + 1;
	}
	return { calls, faults };
}

function nameOf({ index, shape }: Call): string {
	const called = textFunctions[index];
	if (!called) return `function ${index}`;
	const names = called.covers.map(({ name }) => name).join(', ');
	return `${names} with ${shapesOf(called.kind)[shape]?.name ?? ''}`;
}

/** Resolves to `done`, or to what kept the worker from it. */
async function runWorker(input: WorkerInput, faults: string[]): Promise<string> {
	const worker = new Worker(new URL('./growthWorker.ts', import.meta.url), {
		workerData: input,
		resourceLimits: { maxOldGenerationSizeMb: 1_000 },
	});
	const progress = progressOf(input.shared);
	let last = -1;
	let since = process.cpuUsage();
	const watch = { timer: undefined as NodeJS.Timeout | undefined };
	try {
		return await new Promise<string>((resolve) => {
			watch.timer = setInterval(() => {
				const { count } = progress.get();
				if (count !== last) {
					last = count;
					since = process.cpuUsage();
				}
				// Times of this process alone: other programs may slow the machine.
				const { user, system } = process.cpuUsage(since);
				if ((user + system) / 1000 > longestCall) resolve('it does not end');
				if (process.memoryUsage.rss() > mostMemory) resolve('it takes too much memory');
			}, 50);
			worker.on('message', (message: WorkerMessage) => {
				if (message === 'done') resolve('done');
				else faults.push(`${nameOf(message.fault)}: ${message.fault.text}`);
			});
			worker.on('error', (error) => resolve(String(error)));
		});
	} finally {
		clearInterval(watch.timer);
		await worker.terminate();
	}
}
