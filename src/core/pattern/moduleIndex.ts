import { kitMajors, modulesOf, type KitMajor, type Pattern } from './patterns.ts';

/** Who makes which module, as far as it is known. */
export interface KnownModules {
	/**
	 * Whether a file other than `path` has a pattern that makes a module, given by its `moduleKey`;
	 * `undefined` while that is being found out.
	 */
	isMadeBeside(path: string | undefined, module: string, kit: KitMajor): boolean | undefined;
}

/** Which modules the patterns of agent files make, for either major version of SvelteKit. */
export class ModuleIndex implements KnownModules {
	/** What each file makes, by path. */
	readonly #made = new Map<string, ReadonlySet<string>>();
	/** The paths of the files that make a module. */
	readonly #makers = new Map<string, Set<string>>();

	/** @param patterns what is in the file now; none where it is gone */
	set(path: string, patterns: readonly Pattern[]): void {
		for (const key of this.#made.get(path) ?? []) {
			const makers = this.#makers.get(key);
			makers?.delete(path);
			if (makers?.size === 0) this.#makers.delete(key);
		}
		const made = madeBy(patterns);
		this.#made.set(path, made);
		for (const key of made) {
			const makers = this.#makers.get(key);
			if (makers) makers.add(path);
			else this.#makers.set(key, new Set([path]));
		}
	}

	/** Whether it was told what is in a file. */
	knows(path: string): boolean {
		return this.#made.has(path);
	}

	isMadeBeside(path: string | undefined, module: string, kit: KitMajor): boolean {
		const makers = this.#makers.get(keyOf(module, kit));
		if (!makers) return false;
		return path !== undefined && makers.has(path) ? makers.size > 1 : true;
	}
}

/** Texts of their own: a piece of a prompt would keep all of it in memory. */
function madeBy(patterns: readonly Pattern[]): ReadonlySet<string> {
	const keys = kitMajors.flatMap((kit) =>
		modulesOf(patterns, kit).map((module) => keyOf(module, kit)),
	);
	return new Set(JSON.parse(JSON.stringify(keys)) as readonly string[]);
}

function keyOf(module: string, kit: KitMajor): string {
	return `${kit} ${module}`;
}
