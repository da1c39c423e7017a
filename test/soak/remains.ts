import { queryObjects, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Ledger } from './ledger.ts';
import type { Remains } from './report.ts';

/** Classes whose objects hold listeners. */
const classes = {
	Disposable: vscode.Disposable,
	EventEmitter: vscode.EventEmitter,
	CancellationTokenSource: vscode.CancellationTokenSource,
	AbortController,
} as const;

/** Kinds of handles that come and go with the messages between VS Code's processes, and with time. */
const fleeting = /^(?:Timeout|Immediate|FSReq|TickObject|.*Wrap$)/;

/** Collects what is garbage, and counts what is left. */
export async function countRemains(ledger: Ledger): Promise<Remains> {
	await quiet();
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	// What finalizers let go of is garbage a moment later.
	for (let i = 0; i < 3; i++) {
		collect();
		await pause(100);
	}
	const objects = Object.entries(classes).map(([name, each]) => [
		name,
		queryObjects(each as never, { format: 'count' }),
	]);
	const handles: Record<string, number> = {};
	for (const kind of process.getActiveResourcesInfo()) {
		if (!fleeting.test(kind)) handles[kind] = (handles[kind] ?? 0) + 1;
	}
	return {
		heap: process.memoryUsage().heapUsed,
		registered: ledger.live,
		objects: Object.fromEntries(objects) as Record<string, number>,
		handles,
	};
}

/** Resolves when the extension host has been idle for a moment, or has not become so in a while. */
async function quiet(): Promise<void> {
	for (let i = 0; i < 50; i++) {
		const before = performance.eventLoopUtilization();
		await pause(200);
		if (performance.eventLoopUtilization(before).utilization < 0.05) return;
	}
}
