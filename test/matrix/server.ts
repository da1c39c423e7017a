import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onExit } from '../../build/vscode/exitTasks.ts';
import { plainEnvironment } from './runCommand.ts';

/** The server of a built project. */
export interface Server {
	readonly origin: string;
	/** All that it has written. */
	readonly output: () => string;
	readonly hasEnded: () => boolean;
	readonly stop: () => Promise<void>;
}

/** Seconds in which it has to start, and each request to be answered. */
const patience = 60;

/**
 * Starts what was built: with adapter-node the server that it made, else the preview of Vite. Both
 * read the variables of `.env`, as the user would have them.
 *
 * @returns its output, where it ended before it listened
 */
export async function startServer(root: string): Promise<Server | { readonly failure: string }> {
	const port = await freePort();
	const origin = `http://127.0.0.1:${port}`;
	const isNode = existsSync(path.join(root, 'build/handler.js'));
	const vite = path.join(root, 'node_modules/vite/bin/vite.js');
	const args = isNode
		? ['--env-file-if-exists=.env', 'build']
		: [vite, 'preview', '--host=127.0.0.1', `--port=${port}`, '--strictPort'];
	const child = spawn(process.execPath, args, {
		cwd: root,
		env: { ...plainEnvironment([]), HOST: '127.0.0.1', PORT: String(port), ORIGIN: origin },
	});
	const kill = onExit(() => child.kill('SIGKILL'));
	const closed = once(child, 'close');
	let output = '';
	const isListening = new Promise<boolean>((resolve) => {
		const read = (chunk: Buffer): void => {
			output += chunk.toString();
			if (/Listening on|Local:/.test(output)) resolve(true);
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.once('close', () => resolve(false));
	});
	const late = pause(patience * 1000, false, { ref: false });
	if (!(await Promise.race([isListening, late]))) {
		kill();
		await closed;
		return { failure: output };
	}
	return {
		origin,
		output: () => output,
		hasEnded: () => child.exitCode !== null || child.signalCode !== null,
		stop: async () => {
			kill();
			await closed;
		},
	};
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

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
