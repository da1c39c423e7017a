import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { withInstallLock } from '../../build/vscode/installLock.ts';
import { repoRoot } from '../../build/vscode/paths.ts';
import { runCommand } from './runCommand.ts';
import { scaffoldRecipes, type ScaffoldRecipe } from './scaffolds.ts';
import { hashOf, installTools, matrixRoot, toolsFolder, toolVersions } from './tools.ts';

/** The texts of files by their paths, with `/`. */
export type Files = ReadonlyMap<string, string>;

/** A project as it is before anything is put into it. */
export interface Scaffold extends Omit<ScaffoldRecipe, 'edit' | 'around' | 'app' | 'base'> {
	/** Where the app is inside the workspace; empty for a workspace that is the app. */
	readonly app: string;
	/** What its paths begin with; empty for an app that is served from `/`. */
	readonly base: string;
	/** The files of the app, by their paths inside it. */
	readonly files: Files;
	/** The files of the workspace around it. */
	readonly around: Files;
	/** Changes when any of the files does. */
	readonly key: string;
}

interface MadeFiles {
	readonly files: readonly (readonly [path: string, text: string])[];
	readonly around: readonly (readonly [path: string, text: string])[];
}

const svFolder = path.join(repoRoot, 'node_modules/sv');

/**
 * Makes the projects with the Svelte CLI, or reads them where that was done before. From then on the
 * tools are there, too.
 */
export async function makeScaffolds(): Promise<readonly Scaffold[]> {
	return withInstallLock('matrix-tools', async () => {
		await installTools();
		const scaffolds: Scaffold[] = [];
		for (const recipe of scaffoldRecipes) scaffolds.push(await makeScaffold(recipe));
		return scaffolds;
	});
}

async function makeScaffold(recipe: ScaffoldRecipe): Promise<Scaffold> {
	const { name, about, sv, app = '', base = '', modes } = recipe;
	const made = await madeFiles(recipe);
	return {
		name,
		about,
		sv,
		app,
		base,
		modes,
		files: new Map(made.files),
		around: new Map(made.around),
		key: hashOf(app, JSON.stringify(made)),
	};
}

async function madeFiles(recipe: ScaffoldRecipe): Promise<MadeFiles> {
	const svManifest = readFileSync(path.join(svFolder, 'package.json'), 'utf8');
	const { version } = JSON.parse(svManifest) as { version: string };
	const recipes = ['scaffolds.ts', 'authSchema.ts'].map((file) =>
		readFileSync(path.join(import.meta.dirname, file), 'utf8'),
	);
	const key = hashOf(version, ...recipes, JSON.stringify(toolVersions));
	const cache = path.join(matrixRoot, 'made', `${recipe.name}-${key}.json`);
	if (existsSync(cache)) return JSON.parse(readFileSync(cache, 'utf8')) as MadeFiles;

	// Below the tools, so that Prettier finds its plugin.
	const folder = path.join(toolsFolder, 'app');
	rmSync(folder, { recursive: true, force: true });
	const args = recipe.sv.includes('--add') ? recipe.sv : [...recipe.sv, '--no-add-ons'];
	const bin = path.join(svFolder, 'dist/bin.mjs');
	const options = ['--template', 'minimal', '--no-install', '--no-download-check'];
	await runCommand([process.execPath, bin, 'create', 'app', ...options, ...args], {
		cwd: toolsFolder,
	});
	const files = readFiles(folder);
	recipe.edit?.(files);
	const around = recipe.around?.(files) ?? {};
	rmSync(folder, { recursive: true });
	writeFiles(folder, files);
	if (files.has('prettier.config.js')) {
		// As `sv create` does when it installs the packages, too.
		const prettier = path.join(toolsFolder, 'node_modules/prettier/bin/prettier.cjs');
		await runCommand([process.execPath, prettier, '--write', '.'], { cwd: folder });
	}
	const made = {
		files: sorted(readFiles(folder)),
		around: sorted(new Map(Object.entries(around))),
	};
	rmSync(folder, { recursive: true });
	mkdirSync(path.dirname(cache), { recursive: true });
	for (const old of readdirSync(path.dirname(cache))) {
		if (old.replace(/-[\da-f]{10}\.json$/, '') !== recipe.name) continue;
		rmSync(path.join(path.dirname(cache), old));
	}
	writeFileSync(`${cache}.partial`, JSON.stringify(made));
	renameSync(`${cache}.partial`, cache);
	return made;
}

function sorted(files: Files): MadeFiles['files'] {
	return [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function readFiles(folder: string): Map<string, string> {
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
	return new Map(
		entries
			.filter((entry) => entry.isFile())
			.map((entry) => {
				const file = path.join(entry.parentPath, entry.name);
				const name = path.relative(folder, file).replaceAll('\\', '/');
				return [name, readFileSync(file, 'utf8')];
			}),
	);
}

/** Writes files into a folder; those that are there and not among them stay. */
export function writeFiles(folder: string, files: Files): void {
	for (const [name, text] of files) {
		const file = path.join(folder, name);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, text);
	}
}
