import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

type Random = (limit: number) => number;

/** How long VS Code may take to tell of a change, in ms; what it does not tell is not counted. */
const patience = 5_000;
/** Files that change at the same time. */
const atOnce = 16;

const header = '---\nname: soak\ndescription: Helps with soaking\ntools: Read, Grep\n---\n';
const agentTexts = [
	`${header}\n# Soak\n\nYou help.\n\n## Load\n\n\`\`\`ts title="Load"\n// src/routes/+page.ts\nexport const load = () => ({});\n\`\`\`\n`,
	`${header}You help.\n`,
	'---\nname: [broken\ndescription: : :\ntools: Read\n',
	'no header at all\n',
	'',
];
const manifestOf = (version: number): string =>
	JSON.stringify({
		name: 'app',
		type: 'module',
		devDependencies: { '@sveltejs/kit': `^2.${version}.0`, svelte: '^5.57.0' },
	});

/** Writes and deletes files of a workspace that the extension watches, and counts what VS Code tells. */
export class FileEvents implements vscode.Disposable {
	seen = 0;
	missed = 0;
	readonly #folder: string;
	readonly #random: Random;
	readonly #watcher: vscode.FileSystemWatcher;
	readonly #waiting = new Map<string, () => void>();
	readonly #existing = new Set<string>();

	/**
	 * @param folder has the folders `.claude/agents` and `src/lib` since before the window opened: VS
	 * Code's watcher is deaf in folders that were made since
	 * @param watch VS Code's own function, which nobody counts
	 */
	constructor(
		folder: string,
		random: Random,
		watch: typeof vscode.workspace.createFileSystemWatcher,
	) {
		this.#folder = folder;
		this.#random = random;
		this.#watcher = watch(new vscode.RelativePattern(vscode.Uri.file(folder), '**/*'));
		const tell = ({ fsPath }: vscode.Uri): void => this.#waiting.get(fsPath)?.();
		this.#watcher.onDidCreate(tell);
		this.#watcher.onDidChange(tell);
		this.#watcher.onDidDelete(tell);
	}

	/** Changes files until VS Code has told of so many changes, or of too few of them. */
	async change(count: number): Promise<void> {
		const end = this.seen + count;
		let left = count * 2;
		while (this.seen < end && left > 0) {
			const some = Math.min(atOnce, end - this.seen);
			left -= some;
			const paths = this.#paths().toSorted(() => this.#random(3) - 1);
			await Promise.all(paths.slice(0, some).map((path) => this.#changeOne(path)));
		}
	}

	/** Deletes what was made. */
	dispose(): void {
		this.#watcher.dispose();
		for (const path of this.#existing) rmSync(path, { force: true });
	}

	#paths(): string[] {
		const numbers = Array.from({ length: 12 }, (_, i) => i);
		return [
			...numbers.map((i) => `.claude/agents/soak-${i}.md`),
			...numbers.map((i) => `src/lib/soak-${i}.ts`),
			'package.json',
			'tsconfig.json',
			'svelte.config.js',
		].map((path) => join(this.#folder, path));
	}

	async #changeOne(path: string): Promise<void> {
		const told = new Promise<boolean>((resolve) => {
			const timer = setTimeout(resolve, patience, false);
			this.#waiting.set(path, () => {
				clearTimeout(timer);
				resolve(true);
			});
		});
		if (this.#existing.has(path) && path.includes('soak-') && this.#random(3) === 0) {
			rmSync(path);
			this.#existing.delete(path);
		} else {
			writeFileSync(path, this.#textFor(path));
			if (path.includes('soak-')) this.#existing.add(path);
		}
		if (await told) this.seen++;
		else this.missed++;
		this.#waiting.delete(path);
	}

	#textFor(path: string): string {
		const version = this.#random(70);
		if (path.endsWith('.md'))
			return `${agentTexts[this.#random(agentTexts.length)]}<!-- ${version} -->`;
		if (path.endsWith('package.json')) return manifestOf(version);
		if (path.endsWith('tsconfig.json')) return `{ "compilerOptions": { "lib": ["es${version}"] } }`;
		return `export const version = ${version};\n`;
	}
}
