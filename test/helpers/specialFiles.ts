import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';

/** Names of what `SpecialFiles` makes that is no regular file. */
export const specialNames = ['pipe', 'device', 'socket'] as const;

/** What is no file and never ends or never begins, and files that are too large, in a folder. */
export class SpecialFiles {
	readonly #folder: string;
	readonly #pipes: string[] = [];
	readonly #servers: Server[] = [];

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** A pipe that nobody writes to: opening it to read waits for ever. */
	pipe(name: string): string {
		const path = join(this.#folder, name);
		execFileSync('mkfifo', [path]);
		this.#pipes.push(path);
		return path;
	}

	/** A link to a device without an end. */
	device(name: string): string {
		const path = join(this.#folder, name);
		symlinkSync('/dev/zero', path);
		return path;
	}

	async socket(name: string): Promise<string> {
		const path = join(this.#folder, name);
		const server = createServer();
		this.#servers.push(server);
		await new Promise<void>((resolve) => server.listen(path, resolve));
		return path;
	}

	/** A file of NUL bytes that takes no room on the disk. */
	sparse(name: string, size: number): string {
		const path = join(this.#folder, name);
		writeFileSync(path, '');
		truncateSync(path, size);
		return path;
	}

	/** A pipe, a link to a device and a socket, under `specialNames`. */
	async all(): Promise<void> {
		this.pipe('pipe');
		this.device('device');
		await this.socket('socket');
	}

	/** Lets go of everything, also of those who still wait for a pipe. */
	async release(): Promise<void> {
		for (const path of this.#pipes.splice(0)) {
			closeSync(openSync(path, constants.O_RDWR | constants.O_NONBLOCK));
		}
		for (const server of this.#servers.splice(0)) {
			await new Promise((resolve) => server.close(resolve));
		}
	}
}
