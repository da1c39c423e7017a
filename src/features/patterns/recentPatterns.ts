/** What of VS Code’s memory is used. */
interface Memory {
	get(name: string): unknown;
	update(name: string, value: unknown): PromiseLike<void>;
}

const key = 'patterns.recent';

/** As many are remembered; some of them may be gone by the time they are asked for. */
const mostKept = 20;

/** The patterns that the user has inserted last, in any window. */
export class RecentPatterns {
	readonly #memory: Memory;

	constructor(memory: Memory) {
		this.#memory = memory;
	}

	/** What `use` was told, the last first. */
	get ids(): readonly string[] {
		const value = this.#memory.get(key);
		if (!Array.isArray(value)) return [];
		return value.filter((id) => typeof id === 'string');
	}

	/** Notes that a pattern was inserted. */
	async use(id: string): Promise<void> {
		const others = this.ids.filter((other) => other !== id);
		await this.#memory.update(key, [id, ...others].slice(0, mostKept));
	}
}
