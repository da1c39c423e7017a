import type { Origin } from '../../core/agent/catalog.ts';

/** Files that are known, by path, and the folders that they are in. */
export class ToldFiles {
	readonly #origins = new Map<string, Origin>();
	/** How many files are below each folder. */
	readonly #below = new Map<string, number>();

	set(path: string, origin: Origin): void {
		if (!this.#origins.has(path)) this.#count(path, 1);
		this.#origins.set(path, origin);
	}

	delete(path: string): void {
		if (this.#origins.delete(path)) this.#count(path, -1);
	}

	has(path: string): boolean {
		return this.#origins.has(path);
	}

	/** Whether a file is at a path or below it. */
	isAt(path: string): boolean {
		return this.#origins.has(path) || this.#below.has(path);
	}

	/** The files at a path and below it; all without one. */
	at(path?: string): readonly (readonly [path: string, origin: Origin])[] {
		if (path === undefined) return [...this.#origins];
		const origin = this.#origins.get(path);
		const itself = origin === undefined ? [] : [[path, origin] as const];
		// Mostly it is a file: then no other is looked at.
		if (!this.#below.has(path)) return itself;
		return [...itself, ...[...this.#origins].filter(([file]) => file.startsWith(`${path}/`))];
	}

	#count(path: string, by: 1 | -1): void {
		for (const folder of foldersOf(path)) {
			const count = (this.#below.get(folder) ?? 0) + by;
			if (count === 0) this.#below.delete(folder);
			else this.#below.set(folder, count);
		}
	}
}

function* foldersOf(path: string): Generator<string> {
	for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
		yield path.slice(0, end);
	}
}
