import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onExit } from '../../build/vscode/exitTasks.ts';
import { freePort } from '../helpers/freePort.ts';
import { plainEnvironment } from './runCommand.ts';
import { toolsFolder } from './tools.ts';

/** A program that listens on a port. */
interface Listener {
	/** All that it has written. */
	readonly output: () => string;
	readonly hasEnded: () => boolean;
	readonly stop: () => Promise<void>;
}

/** The server of a built project. */
export interface Server extends Listener {
	readonly origin: string;
}

/** A Postgres, empty, in memory. */
export interface Database extends Listener {
	readonly url: string;
}

/** A program ended, or did nothing for too long, before it listened. */
export interface StartFailure {
	readonly failure: string;
}

/** Seconds in which a program has to start, and each request to be answered. */
const patience = 180;

/**
 * Starts what was built: with adapter-node the server that it made, else the preview of Vite. Both
 * read the variables of `.env`, as the user would have them.
 *
 * @param env variables that stand for those of the file
 */
export async function startServer(
	root: string,
	env: Readonly<Record<string, string>>,
): Promise<Server | StartFailure> {
	const port = await freePort();
	const origin = `http://127.0.0.1:${port}`;
	const isNode = existsSync(path.join(root, 'build/handler.js'));
	const vite = path.join(root, 'node_modules/vite/bin/vite.js');
	const args = isNode
		? ['--env-file-if-exists=.env', 'build']
		: [vite, 'preview', '--host=127.0.0.1', `--port=${port}`, '--strictPort'];
	const listener = await startListener(args, root, {
		...env,
		HOST: '127.0.0.1',
		PORT: String(port),
		ORIGIN: origin,
	});
	return 'failure' in listener ? listener : { ...listener, origin };
}

/** Starts a Postgres that is only this run's. */
export async function startDatabase(): Promise<Database> {
	const port = await freePort();
	const server = path.join(
		toolsFolder,
		'node_modules/@electric-sql/pglite-socket/dist/scripts/server.js',
	);
	const args = [server, '--db=memory://', `--port=${port}`, '--max-connections=20'];
	const listener = await startListener(args, toolsFolder, {});
	if ('failure' in listener) throw new Error(`Postgres did not start.\n${listener.failure}`);
	// It answers one client at a time: two connections of a pool would wait for each other for ever.
	return { ...listener, url: `postgres://postgres@127.0.0.1:${port}/postgres?max=1` };
}

/** For programs that live for a few requests: to optimize the WebAssembly of a Postgres takes longer. */
const briefly = ['--liftoff-only'];

/** Starts a program of Node that says when it listens. */
async function startListener(
	args: readonly string[],
	cwd: string,
	env: Readonly<Record<string, string>>,
): Promise<Listener | StartFailure> {
	const all = { ...plainEnvironment([]), ...env };
	const child = spawn(process.execPath, [...briefly, ...args], { cwd, env: all });
	const kill = onExit(() => child.kill('SIGKILL'));
	const closed = once(child, 'close');
	let output = '';
	const isListening = new Promise<boolean>((resolve) => {
		const read = (chunk: Buffer): void => {
			output += chunk.toString();
			if (/listening on|Local:/i.test(output)) resolve(true);
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.once('close', () => resolve(false));
	});
	const stop = async (): Promise<void> => {
		kill();
		await closed;
	};
	const late = pause(patience * 1000, false, { ref: false });
	if (await Promise.race([isListening, late])) {
		const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
		return { output: () => output, hasEnded, stop };
	}
	await stop();
	return { failure: output };
}

/** How a request was answered. */
export interface Reply {
	/** Words where there was no answer. */
	readonly status: number | string;
	/** Where it leads to, if that is on the same server. */
	readonly location: string | undefined;
}

/**
 * Asks for a page as a browser does; or posts without an origin and without a content type, as
 * programs do.
 */
export async function ask(
	{ origin }: Server,
	method: 'GET' | 'POST',
	target: string,
): Promise<Reply> {
	const isPost = method === 'POST';
	try {
		const response = await fetch(new URL(target, origin), {
			method,
			redirect: 'manual',
			signal: AbortSignal.timeout(patience * 1000),
			...(isPost ? { body: new TextEncoder().encode('{}') } : { headers: { accept: 'text/html' } }),
		});
		// A stream of events never ends.
		await response.body?.cancel();
		const location = response.headers.get('location');
		const url = location === null ? undefined : new URL(location, new URL(target, origin));
		return {
			status: response.status,
			location: url?.origin === origin ? url.pathname + url.search : undefined,
		};
	} catch (error) {
		return { status: `nothing (${(error as Error).message})`, location: undefined };
	}
}
