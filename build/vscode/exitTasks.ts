/**
 * Work that must be done however this process ends, short of SIGKILL: stop child processes, delete
 * temporary folders. Tasks are synchronous, since nothing asynchronous runs on exit.
 */
const tasks = new Set<() => void>();
let installed = false;

/** Registers `task`; the function returned runs it now, once, and takes it off the list. */
export function onExit(task: () => void): () => void {
	installHandlers();
	tasks.add(task);
	return () => {
		if (tasks.delete(task)) task();
	};
}

function installHandlers(): void {
	if (installed) return;
	installed = true;
	process.on('exit', () => {
		// Last in, first out: a server goes before the folder that it writes to.
		for (const task of [...tasks].toReversed()) {
			tasks.delete(task);
			try {
				task();
			} catch (error) {
				console.error(`Cleaning up failed: ${String(error)}`);
			}
		}
	});
	for (const [signal, number] of [
		['SIGHUP', 1],
		['SIGINT', 2],
		['SIGTERM', 15],
	] as const) {
		process.on(signal, () => process.exit(128 + number));
	}
}
