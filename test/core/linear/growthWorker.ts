import { parentPort, workerData } from 'node:worker_threads';
import { costOf, growthOf } from './growth.ts';
import { progressOf, type WorkerInput, type WorkerMessage } from './growthRun.ts';
import { shapesOf } from './hostileShapes.ts';
import { textFunctions, type TextFunction } from './textFunctions.ts';

// Runs in a thread of its own, so that a call that never ends can be ended.

/** So many shapes are tried with short texts, and the slowest of them with long ones. */
const tried = 30;
const chosen = 2;
const shortLength = 8_192;
const longLength = 131_072;

const { shared, from, part, turn, times }: WorkerInput = workerData;
const progress = progressOf(shared);

for (const [index, called] of textFunctions.entries()) {
	if (index >= from && index % part.of === part.which) await tryShapes(called, index);
}
post('done');

async function tryShapes(called: TextFunction, index: number): Promise<void> {
	const shapes = shapesOf(called.kind);
	// Neighbours in the list are alike: the step is prime, so that all are met in the end.
	const numbers = Array.from({ length: tried }, (_, i) => {
		return ((turn * tried + i) * 7919 + index * 104_729) % shapes.length;
	});
	const costs: { readonly number: number; readonly cost: number }[] = [];
	for (const number of numbers) {
		progress.set({ index, shape: number });
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
		progress.set({ index, shape: number });
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
