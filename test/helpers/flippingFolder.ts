import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface FlipTimes {
	/** How long it is a folder, and how long a link, in milliseconds; as short as possible without. */
	readonly folder?: number;
	readonly link?: number;
}

/** A folder in whose place a link to another folder stands again and again, as an attacker would do. */
export class FlippingFolder {
	/** How often it has been a link. */
	turns = 0;
	#isOver = false;
	readonly #flipping: Promise<void>;

	/**
	 * @param path of the folder, which is there or is made
	 * @param target of the link
	 */
	constructor(path: string, target: string, times: FlipTimes = {}) {
		mkdirSync(path, { recursive: true });
		symlinkSync(target, `${path}-link`);
		this.#flipping = this.#flip(path, times);
	}

	async #flip(path: string, { folder = 0, link = 0 }: FlipTimes): Promise<void> {
		while (!this.#isOver) {
			renameSync(path, `${path}-own`);
			into(`${path}-link`, path);
			this.turns++;
			await delay(link);
			renameSync(path, `${path}-link`);
			into(`${path}-own`, path);
			await delay(folder);
		}
	}

	/** Leaves the folder in its place. */
	async stop(): Promise<void> {
		this.#isOver = true;
		await this.#flipping;
	}
}

/** Others may make a folder anew in between, which then stands in the way. */
function into(from: string, path: string): void {
	for (let isThere = false; !isThere;) {
		try {
			renameSync(from, path);
			isThere = true;
		} catch {
			rmSync(path, { recursive: true, force: true });
		}
	}
}
