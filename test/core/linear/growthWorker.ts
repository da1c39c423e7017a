import { parentPort, workerData } from 'node:worker_threads';
import { costOf, growthOf } from './growth.ts';
import { progressOf, type WorkerInput, type WorkerMessage } from './growthRun.ts';
import { shapesOf } from './hostileShapes.ts';
import { textFunctions, type TextFunction } from './textFunctions.ts';

// Runs in a thread of its own, so that a call that never ends can be ended.

/** So many shapes are tried in a round with short texts, and the slowest of them with long ones. */
const tried = 30;
const chosen = 2;
const shortLength = 8_192;
const longLength = 131_072;

const { shared, from, fewest, until, times }: WorkerInput = workerData;
const progress = progressOf(shared);

for (let { round, index } = from; round < fewest || Date.now() < until; round++, index = 0) {
	for (; index < textFunctions.length; index++) {
		const called = textFunctions[index];
		if (called) await tryShapes(called, round, index);
	}
}
post('done');

async function tryShapes(called: TextFunction, round: number, index: number): Promise<void> {
	const shapes = shapesOf(called.kind);
	// Neighbours in the list are alike: the step is prime, so that all are met in the end.
	const numbers = Array.from({ length: tried }, (_, i) => {
		return ((round * tried + i) * 7919 + index * 104_729) % shapes.length;
	});
	const costs: { readonly number: number; readonly cost: number }[] = [];
	for (const number of numbers) {
		progress.set({ round, index, shape: number });
		const text = shapes[number]?.ofLength(shortLength) ?? '';
		try {
			costs.push({ number, cost: await costOf(called, text) });
		} catch (error) {
			report(error instanceof Error ? (error.stack ?? error.message) : String(error));
		}
	}
	for (const { number } of costs.toSorted((a, b) => b.cost - a.cost).slice(0, chosen)) {
		const shape = shapes[number];
		if (!shape) continue;
		progress.set({ round, index, shape: number });
		const fault = await growthOf(called, shape, longLength, times);
		if (fault !== undefined) report(fault);
	}
}

function report(text: string): void {
	post({ fault: { ...progress.get(), text } });
}

function post(message: WorkerMessage): void {
	// oxlint-disable-next-line unicorn/require-post-message-target-origin -- of windows, not of threads
	parentPort?.postMessage(message);
}
