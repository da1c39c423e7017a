import {
	copyFileSync,
	existsSync,
	linkSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmdirSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { runCommand } from './runCommand.ts';
import { writeFiles, type Files, type Scaffold } from './scaffold.ts';
import { asOf } from './scaffolds.ts';
import { hashOf, matrixRoot, toolsFolder } from './tools.ts';

/** A project with its packages, in a folder in which one cell after the other is proved. */
export interface Installation {
	readonly scaffold: Scaffold;
	/** The folder of the app. */
	readonly root: string;
	/** The files of the app that say what is installed. */
	readonly manifests: Files;
}

/** What is installed in a project. */
export interface InstallOrder {
	/** Commands that add packages, as one types them in the folder of the app. */
	readonly commands: readonly string[];
	/** Files that decide what the package manager does, where they are not those of the project. */
	readonly manifests: Files;
}

/** The packages that the project has by itself. */
export const nothingMore: InstallOrder = { commands: [], manifests: new Map() };

interface Mark {
	readonly failure?: string;
	readonly manifests: readonly (readonly [string, string])[];
}

/** Those of a project that a package manager reads or writes. */
const manifestNames = [
	'package.json',
	'package-lock.json',
	'.npmrc',
	'pnpm-lock.yaml',
	'pnpm-workspace.yaml',
];

/** Which files of a cell take part in the installation. */
export function manifestsAmong(files: Files): Files {
	return new Map([...files].filter(([name]) => manifestNames.includes(name)));
}

/** What stands for an installation: cells of one can be proved in one folder. */
export function installationName(scaffold: Scaffold, order: InstallOrder): string {
	const set = hashOf(JSON.stringify([order.commands, [...order.manifests]]));
	return path.join(`${scaffold.name}-${hashOf(scaffold.key, asOf)}`, set);
}

/**
 * Installs a project's packages and then what a pattern needs besides, with the package manager and the
 * commands of its user, so that exactly those packages are there that the user would get. What is
 * installed before is shared by hard links: package managers replace files and do not write into them.
 *
 * @returns why the package manager refused, where it did
 * @throws where it fails without a pattern already
 */
export function install(scaffold: Scaffold, order: InstallOrder): Promise<Installed> {
	const name = installationName(scaffold, order);
	const running = installing.get(name);
	if (running) return running;
	const started = installNow(scaffold, order).finally(() => installing.delete(name));
	installing.set(name, started);
	return started;
}

type Installed = Installation | { readonly refused: string };

/** What is being installed: cells that are proved beside each other have one base. */
const installing = new Map<string, Promise<Installed>>();

async function installNow(scaffold: Scaffold, order: InstallOrder): Promise<Installed> {
	const isBase = order.commands.length === 0 && order.manifests.size === 0;
	if (!isBase) {
		const installed = await install(scaffold, nothingMore);
		if ('refused' in installed) throw new Error(installed.refused);
	}
	const folder = path.join(matrixRoot, 'installed', installationName(scaffold, order));
	const root = path.join(folder, 'project', scaffold.app);
	const markFile = path.join(folder, 'installed.json');
	if (!existsSync(markFile)) {
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		const workspace = path.join(folder, 'project');
		writeFiles(workspace, scaffold.around);
		writeFiles(root, scaffold.files);
		if (!isBase) {
			const before = path.join(matrixRoot, 'installed', installationName(scaffold, nothingMore));
			linkPackages(path.join(before, 'project'), workspace, scaffold.app);
		}
		const mark = await fetchPackages(scaffold, order, root);
		// Written last, so an interrupted install counts as none.
		writeFileSync(markFile, JSON.stringify(mark));
	}
	const { failure, manifests } = JSON.parse(readFileSync(markFile, 'utf8')) as Mark;
	if (failure === undefined) return { scaffold, root, manifests: new Map(manifests) };
	if (isBase) {
		rmSync(markFile);
		throw new Error(`${scaffold.name}: ${failure}`);
	}
	return { refused: failure };
}

async function fetchPackages(
	{ around, name }: Scaffold,
	{ commands, manifests }: InstallOrder,
	root: string,
): Promise<Mark> {
	const isPnpm = around.has('pnpm-workspace.yaml');
	writeFiles(root, manifests);
	const bins = isPnpm ? [path.join(toolsFolder, 'node_modules/.bin')] : [];
	const first = commands.length === 0 ? [isPnpm ? 'pnpm install' : 'npm install'] : [];
	for (const line of [...first, ...commands]) {
		console.log(`  ${name}: ${line}`);
		const options = { cwd: root, env: settingsOf(), bins, shell: true, mayFail: true };
		const { code, output } = await runCommand([line], { ...options, patience: 600 });
		if (code !== 0) return { failure: `${line}: ${reasonIn(output)}`, manifests: [] };
	}
	const found = manifestNames.filter((each) => existsSync(path.join(root, each)));
	return {
		manifests: found.map((each) => [each, readFileSync(path.join(root, each), 'utf8')]),
	};
}

/** No time is lost, nothing is run, and versions are those of one moment. */
function settingsOf(): Readonly<Record<string, string>> {
	const minutes = Math.floor((Date.now() - Date.parse(asOf)) / 60_000);
	return {
		npm_config_before: asOf,
		npm_config_minimum_release_age: String(minutes),
		npm_config_prefer_offline: 'true',
		npm_config_ignore_scripts: 'true',
		npm_config_audit: 'false',
		npm_config_fund: 'false',
		npm_config_update_notifier: 'false',
		npm_config_strict_dep_builds: 'false',
		CI: 'true',
	};
}

function reasonIn(output: string): string {
	const lines = output.split('\n').map((line) => line.replace(/^npm (?:error|ERR!) ?/, '').trim());
	const code = lines.find((line) => /^code E[A-Z]/.test(line))?.slice('code '.length);
	const words =
		lines.find((line) => line.startsWith('peer ')) ??
		lines.find((line) => /not found|No matching|ERR_PNPM/i.test(line));
	return [code, words].filter((part) => part !== undefined).join(', ') || lines.slice(-3).join(' ');
}

/** Gives a workspace the packages of another one, and what that says about them. */
function linkPackages(from: string, to: string, app: string): void {
	for (const part of app === '' ? [''] : ['', app]) {
		const [source, target] = [path.join(from, part), path.join(to, part)];
		linkAll(path.join(source, 'node_modules'), path.join(target, 'node_modules'));
		for (const name of manifestNames) {
			if (existsSync(path.join(source, name))) {
				copyFileSync(path.join(source, name), path.join(target, name));
			}
		}
	}
}

/** Repeats a folder with its links, the files of packages as further names of the same ones. */
function linkAll(from: string, to: string): void {
	mkdirSync(to, { recursive: true });
	// What package managers write down beside the packages is written to in place.
	const isBeside = ['node_modules', '.pnpm'].includes(path.basename(from));
	for (const entry of readdirSync(from, { withFileTypes: true })) {
		const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
		if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
		else if (!entry.isDirectory()) (isBeside ? copyFileSync : linkSync)(source, target);
		else if (!ownCaches.has(entry.name)) linkAll(source, target);
	}
}

/** What tools of a project keep among its packages. */
const ownCaches = new Set(['.vite', '.vite-temp', '.cache']);

/** Removes what is installed for no cell any more. */
export function removeAllBut(names: ReadonlySet<string>): void {
	const folder = path.join(matrixRoot, 'installed');
	if (!existsSync(folder)) return;
	for (const scaffold of readdirSync(folder)) {
		for (const set of readdirSync(path.join(folder, scaffold))) {
			const name = path.join(scaffold, set);
			if (!names.has(name)) rmSync(path.join(folder, name), { recursive: true });
		}
		if (readdirSync(path.join(folder, scaffold)).length === 0)
			rmdirSync(path.join(folder, scaffold));
	}
}

/** Makes the folder what it was when the packages had been installed, with a cell's files in it. */
export function putFiles({ root, scaffold, manifests }: Installation, files: Files): void {
	for (const name of readdirSync(root)) {
		if (name !== 'node_modules') rmSync(path.join(root, name), { recursive: true, force: true });
	}
	const isManifest = (name: string): boolean => manifestNames.includes(name);
	const all = new Map([...scaffold.files, ...files]);
	writeFiles(root, new Map([...all].filter(([name]) => !isManifest(name))));
	writeFiles(root, manifests);
}
