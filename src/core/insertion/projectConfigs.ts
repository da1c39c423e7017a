import { setKitOptions, type KitConfigFiles } from '../project/configFlag.ts';
import type { KitOptionsReading } from '../project/kitOptions.ts';
import { configNames } from '../project/readProject.ts';
import { applyEdits } from '../text/textEdits.ts';
import { inQuotes } from '../text/markdownText.ts';

type ConfigName = keyof KitConfigFiles;

/** The configurations of a project, as they are and as they become. */
export class ProjectConfigs {
	readonly names: Readonly<Record<ConfigName, string | undefined>>;
	readonly notes: string[] = [];
	readonly #texts = new Map<string, string>();
	readonly #read: (path: string) => string | undefined;

	constructor(read: (path: string) => string | undefined) {
		const nameOf = (file: ConfigName): string | undefined =>
			configNames[file].find((name) => read(name) !== undefined);
		this.names = { svelteConfig: nameOf('svelteConfig'), viteConfig: nameOf('viteConfig') };
		this.#read = read;
	}

	/** The texts as they are by now. */
	get files(): KitConfigFiles {
		return { svelteConfig: this.text('svelteConfig'), viteConfig: this.text('viteConfig') };
	}

	/** What has become of the files that were changed, by their paths in the project. */
	get changed(): ReadonlyMap<string, string> {
		return this.#texts;
	}

	text(file: ConfigName): string | undefined {
		const name = this.names[file];
		return name === undefined ? undefined : (this.#texts.get(name) ?? this.#read(name));
	}

	set(file: ConfigName, text: string): void {
		const name = this.names[file];
		if (name !== undefined) this.#texts.set(name, text);
	}

	/** Sets options of SvelteKit, in whichever of the files has them. */
	setKitOptions({ options, unread }: KitOptionsReading): void {
		const { file, edits, byHand } = setKitOptions(this.files, options);
		if (file) this.set(file, applyEdits(this.text(file) ?? '', edits));
		for (const note of byHand) this.notes.push(note);
		this.say(file ?? 'viteConfig', unread);
	}

	/** What has to be written by hand into a file. */
	say(file: ConfigName, names: readonly string[]): void {
		if (names.length === 0) return;
		const all = inQuotes(names).join(', ');
		this.notes.push(`Write ${all} of the pattern into ${this.names[file] ?? file} by hand.`);
	}
}
