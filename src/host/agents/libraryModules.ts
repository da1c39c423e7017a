import { ModuleIndex, type KnownModules } from '../../core/pattern/moduleIndex.ts';
import type { Pattern } from '../../core/pattern/patterns.ts';

/** Where patterns are had from. */
export interface PatternFiles {
	/** The paths of all agent files, once they are known. */
	paths(): Promise<readonly string[]>;
	/** The patterns of a file as it is now; none where it is gone. Never rejects. */
	patternsOf(path: string): Promise<readonly Pattern[]>;
}

/**
 * What the patterns of all agent files make. It is found out when it is first asked, which takes a
 * look into every file, and from then on followed.
 */
export class LibraryModules {
	readonly #files: PatternFiles;
	readonly #onKnown: () => void;
	readonly #index = new ModuleIndex();
	#state: 'unasked' | 'asked' | 'known' = 'unasked';

	/** @param onKnown hears that all files have been looked into */
	constructor(files: PatternFiles, onKnown: () => void) {
		this.#files = files;
		this.#onKnown = onKnown;
	}

	/** Another value each time, so that one can tell what was known before a change from after. */
	view(): KnownModules {
		return {
			isMadeBeside: (path, module, kit) => {
				if (this.#state === 'unasked') void this.#findOut();
				if (this.#state !== 'known') return undefined;
				return this.#index.isMadeBeside(path, module, kit);
			},
		};
	}

	/** A file is there, has changed or is gone; its patterns are looked for if somebody has asked. */
	follow(path: string, patterns: () => readonly Pattern[]): void {
		if (this.#state !== 'unasked') this.#index.set(path, patterns());
	}

	async #findOut(): Promise<void> {
		this.#state = 'asked';
		const paths = await this.#files.paths();
		await Promise.all(
			paths.map(async (path) => {
				if (this.#index.knows(path)) return;
				const patterns = await this.#files.patternsOf(path);
				// What has been told meanwhile is newer.
				if (!this.#index.knows(path)) this.#index.set(path, patterns);
			}),
		);
		this.#state = 'known';
		this.#onKnown();
	}
}
