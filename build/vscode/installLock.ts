import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onExit } from './exitTasks.ts';
import { codeOf } from './failure.ts';
import { cacheRoot } from './paths.ts';

/**
 * Runs `work` while no other process on this machine runs work under the same name. A lock left by
 * a process that is gone is taken over. Rejects with what `work` rejects with.
 */
export async function withInstallLock<T>(name: string, work: () => Promise<T>): Promise<T> {
	const lock = path.join(cacheRoot, `${name}.lock`);
	mkdirSync(cacheRoot, { recursive: true });
	let told = false;
	while (!take(lock)) {
		if (isAbandoned(lock)) {
			rmSync(lock, { recursive: true, force: true });
			continue;
		}
		if (!told) console.log(`Waiting for another run that is preparing ${name} …`);
		told = true;
		// Nothing tells across processes and file systems that a folder went away: look again.
		await pause(300);
	}
	const release = onExit(() => rmSync(lock, { recursive: true, force: true }));
	try {
		return await work();
	} finally {
		release();
	}
}

function take(lock: string): boolean {
	try {
		mkdirSync(lock);
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		throw error;
	}
	writeFileSync(path.join(lock, 'pid'), String(process.pid));
	return true;
}

function isAbandoned(lock: string): boolean {
	try {
		process.kill(Number(readFileSync(path.join(lock, 'pid'), 'utf8')), 0);
		return false;
	} catch (error) {
		const code = codeOf(error);
		if (code === 'EPERM') return false;
		if (code !== 'ENOENT') return true;
		// No pid in it: its owner is about to write it, or died between the two steps.
		const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
		return age > 5000;
	}
}
