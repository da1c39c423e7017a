import { parentPort, workerData } from 'node:worker_threads';
import { growthOf } from './growth.ts';
import { shapesOf } from './hostileShapes.ts';
import { progressOf, shapeIndex, type WorkerInput, type WorkerMessage } from './growthRun.ts';
import { textFunctions } from './textFunctions.ts';

// Runs in a thread of its own, so that a call that never ends can be ended.

const { shared, from, rounds, until }: WorkerInput = workerData;
const progress = progressOf(shared);

for (let { round, index } = from; round < rounds; round++, index = 0) {
	if (round >= from.fewest && Date.now() > until) break;
	for (; index < textFunctions.length; index++) {
		const called = textFunctions[index];
		if (!called) continue;
		const shapes = shapesOf(called.kind);
		const shape = shapes[shapeIndex(round, index, shapes.length)];
		if (!shape) continue;
		progress.set(round, index);
		const fault = await growthOf(called, shape, round % 8 === 7 ? 131_072 : 16_384);
		progress.count();
		if (fault !== undefined) post({ fault: { round, index, text: fault } });
	}
}
post('done');

function post(message: WorkerMessage): void {
	// oxlint-disable-next-line unicorn/require-post-message-target-origin -- of windows, not of threads
	parentPort?.postMessage(message);
}
