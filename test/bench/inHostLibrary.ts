import { appendFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { AgentLibrary } from '../../src/host/agents/agentLibrary.ts';

/** What a library of some files takes; milliseconds. */
export interface LibraryTimes {
	/** Work until all files were read once: time of the processor, in all threads. */
	readonly first: number;
	/** The longest work during which nothing else had its turn. */
	readonly longest: number;
	/** Work of the extension host from the change of a file until it is in the catalog. */
	readonly edits: readonly number[];
	/** Bytes that an agent holds once its file was read. */
	readonly memory: number;
}

const edits = 12;

/**
 * Called by VS Code in the extension host: reads the agents of the home folder that BENCH_HOME names,
 * of which there are BENCH_COUNT.
 */
export async function run(): Promise<void> {
	const home = process.env['BENCH_HOME'] ?? '';
	process.env['HOME'] = home;
	const log = vscode.window.createOutputChannel('Bench', { log: true });
	const extension = vscode.Uri.file(process.env['BENCH_EXTENSION'] ?? '');
	// What is loaded and made once is no matter of how many files there are.
	process.env['HOME'] = join(home, 'nobody');
	const warm = new AgentLibrary(extension, log);
	await warm.ready;
	warm.dispose();
	process.env['HOME'] = home;

	const heap = await usedHeap();
	const start = process.cpuUsage();
	const library = new AgentLibrary(extension, log);
	await library.ready;
	const { user, system } = process.cpuUsage(start);
	const first = (user + system) / 1000;
	const count = library.catalog.agents.filter(({ origin }) => origin === 'user').length;
	if (count !== Number(process.env['BENCH_COUNT'])) throw new Error(`It has ${count} agents.`);
	const memory = ((await usedHeap()) - heap) / count;
	const costs: number[] = [];
	for (let i = 0; i < edits; i++) {
		const file = join(home, '.claude/agents/team-0/agent-3.md');
		await settled();
		const before = performance.eventLoopUtilization();
		const changed = new Promise<void>((resolve) => {
			const subscription = library.onDidChange(() => {
				subscription.dispose();
				resolve();
			});
		});
		appendFileSync(file, `Edit ${i}.\n`);
		await changed;
		// Whoever shows agents asks for these.
		void library.catalog.get('agent-3');
		costs.push(performance.eventLoopUtilization(before).active);
	}
	library.dispose();

	// To watch takes time itself.
	const watched = new AgentLibrary(extension, log);
	const stretches = new Stretches();
	await watched.ready;
	const longest = stretches.stop();
	watched.dispose();
	const times: LibraryTimes = { first, longest, edits: costs, memory };
	await writeFile(process.env['BENCH_RESULT'] ?? '', JSON.stringify(times));
}

/** Watches how long the host works at a stretch: time of the processor, as others may have that, too. */
class Stretches {
	#longest = 0;
	#last = process.threadCpuUsage();
	#next = setImmediate(() => this.#turn());

	/** @returns the longest, in milliseconds */
	stop(): number {
		clearImmediate(this.#next);
		return this.#longest;
	}

	#turn(): void {
		const { user, system } = process.threadCpuUsage(this.#last);
		this.#longest = Math.max(this.#longest, (user + system) / 1000);
		this.#last = process.threadCpuUsage();
		this.#next = setImmediate(() => this.#turn());
	}
}

async function settled(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 400));
}

/** Bytes in use after what is not needed was collected, as far as the host can be made to. */
async function usedHeap(): Promise<number> {
	const { setFlagsFromString } = await import('node:v8');
	const { runInNewContext } = await import('node:vm');
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	for (let i = 0; i < 3; i++) {
		collect();
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return process.memoryUsage().heapUsed;
}
