import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNpm } from '../../build/npm.mjs';
import { messageOf } from '../../build/vscode/failure.ts';
import { withInstallLock } from '../../build/vscode/installLock.ts';
import { cacheRoot } from '../../build/vscode/paths.ts';
import { kitNotNow } from '../helpers/turn.ts';
import { testFolder } from './library.ts';

export type KitMajor = 2 | 3;

export const kitMajors: readonly KitMajor[] = [2, 3];

/** Those whose turn it is: a project of its own takes minutes. The matrix has both every day. */
export const todaysKits = kitMajors.filter((kit) => kitNotNow(kit) === undefined);

/** What a project is made of: `package.json`, `package-lock.json` and whatever else is the same in all runs. */
export function templateOf(kit: KitMajor): string {
	return path.join(testFolder, 'apps', `kit${kit}`);
}

/** Where the project for a major version of SvelteKit lies. */
export function projectFolder(kit: KitMajor): string {
	return path.join(cacheRoot, 'patterns', `kit${kit}`);
}

/** The lock under which whoever changes the projects does so. */
export function withProjects<T>(work: () => Promise<T>): Promise<T> {
	return withInstallLock('patterns', work);
}

/**
 * Makes sure that the packages of a project are those of its lock file. Fetches them from the npm
 * registry when they are not. Throws an Error fit to show when that fails.
 */
export async function installPackages(kit: KitMajor): Promise<void> {
	const template = templateOf(kit);
	const root = projectFolder(kit);
	mkdirSync(root, { recursive: true });
	const hash = createHash('sha256');
	for (const name of ['package.json', 'package-lock.json']) {
		const text = readFileSync(path.join(template, name));
		hash.update(text);
		writeFileSync(path.join(root, name), text);
	}
	const wanted = hash.digest('hex');
	// Written last, so an interrupted install counts as none.
	const mark = path.join(root, 'installed');
	if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
	rmSync(mark, { force: true });
	const label = `Installing the test project for SvelteKit ${kit}`;
	await runNpm(['ci', '--ignore-scripts'], { cwd: root, label });
	writeFileSync(mark, wanted);
}

if (import.meta.main) {
	try {
		await withProjects(async () => await Promise.all(todaysKits.map(installPackages)));
	} catch (error) {
		console.error(messageOf(error));
		process.exitCode = 1;
	}
}
