import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { bundleHostTests } from './testBundle.ts';
import { messageOf } from './vscode/failure.ts';
import { cacheRoot, repoRoot } from './vscode/paths.ts';
import { settingIds } from '../src/ids.ts';
import { quietSettings } from './vscode/server.ts';
import { temporaryFolder } from './vscode/temporary.ts';
import { versionName, versions, type VersionName } from './vscode/versions.ts';

/** The extension under test puts no pack of its own in, and takes none away that a test has put in. */
const hostSettings = { ...quietSettings, [settingIds.participants]: 'never' };

/** Tests that run in an extension host, in a window of their own. */
interface HostSuite {
	/** The folder of its test files, from the repository's root. */
	readonly folder: string;
	/** Folders of extensions that the window has besides this one. */
	readonly helpers: readonly string[];
}

export type HostSuiteName = 'host' | 'copilot';

export const hostSuites: Readonly<Record<HostSuiteName, HostSuite>> = {
	host: { folder: 'test/vscode', helpers: ['test/fixtures/scripted-model'] },
	// The scripted tools have names of Copilot's.
	copilot: { folder: 'test/copilot', helpers: [] },
};

export interface HostRun {
	/** `host` by default. */
	readonly suite?: HostSuiteName;
	/** Globs of test files; all of the suite by default. */
	readonly patterns?: readonly string[];
	/** Only the tests whose titles have these words. */
	readonly grep?: string;
	/** The newest by default. */
	readonly version?: VersionName;
}

/** Where a run in the extension host leaves its report. */
export function hostResultFile(suite: HostSuiteName, version: VersionName): string {
	return path.join(cacheRoot, `results/${suite}-${version}.json`);
}

/**
 * Runs a suite in the extension host of the VS Code from the npm registry, or with
 * VSCODE_TEST=desktop in a desktop VS Code, which @vscode/test-electron downloads. The window opens
 * a copy of test/fixtures/kit2-app that the tests may change.
 *
 * Returns whether all passed, and said so. Throws when VS Code does not come up at all.
 */
export async function runHostTests({
	suite = 'host',
	patterns = [`${hostSuites[suite].folder}/**/*.test.ts`],
	grep,
	version = 'newest',
}: HostRun = {}): Promise<boolean> {
	const desktop = process.env['VSCODE_TEST'] === 'desktop';
	const extensionTestsPath = await bundleHostTests(patterns, `${suite}-${version}`);
	const resultFile = hostResultFile(suite, version);
	rmSync(resultFile, { force: true });
	const { folder, remove } = temporaryFolder();
	try {
		const workspace = path.join(folder, 'kit2-app');
		cpSync(path.join(repoRoot, 'test/fixtures/kit2-app'), workspace, { recursive: true });
		const userData = path.join(folder, 'user');
		mkdirSync(path.join(userData, 'User'), { recursive: true });
		writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(hostSettings));
		await runTests({
			...(desktop
				? { version: versions[version].vscode, cachePath: cacheRoot }
				: { vscodeExecutablePath: launcher() }),
			extensionDevelopmentPath: [
				repoRoot,
				...hostSuites[suite].helpers.map((helper) => path.join(repoRoot, helper)),
			],
			extensionTestsPath,
			extensionTestsEnv: {
				TEST_RESULT: resultFile,
				TEST_VSCODE: version,
				TEST_SUITE: suite,
				// The launcher is run by the first `node` on the PATH, which may be an older one.
				PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
				...(grep === undefined ? {} : { TEST_GREP: grep }),
			},
			launchArgs: [
				workspace,
				`--user-data-dir=${userData}`,
				`--extensions-dir=${path.join(folder, 'extensions')}`,
			],
		});
		// VS Code ends well, too, when its extension host has not come up.
		const hasReported = existsSync(resultFile);
		if (!hasReported) console.error('VS Code ended before the tests could report.');
		return hasReported;
	} catch (error) {
		if (error instanceof TestRunFailedError) return false;
		if (!desktop) throw error;
		throw new Error(
			`The desktop VS Code ${versions[version].vscode} could not be had or started (${messageOf(error)}). ` +
				'Leave VSCODE_TEST away to test on the VS Code from the npm registry.',
			{ cause: error },
		);
	} finally {
		remove();
	}
}

function launcher(): string {
	if (process.platform === 'win32') return path.join(repoRoot, 'build/vscode/launcher.cmd');
	const file = path.join(repoRoot, 'build/vscode/launcher.ts');
	// An archive of the sources may have lost it.
	chmodSync(file, 0o755);
	return file;
}

if (import.meta.main) {
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: {
				suite: { type: 'string', default: 'host' },
				grep: { type: 'string' },
				vscode: { type: 'string', default: 'newest' },
			},
		});
		const { suite } = values;
		if (suite !== 'host' && suite !== 'copilot') throw new Error(`There is no suite “${suite}”.`);
		const passed = await runHostTests({
			suite,
			...(positionals.length > 0 && { patterns: positionals }),
			...(values.grep !== undefined && { grep: values.grep }),
			version: versionName(values.vscode),
		});
		process.exitCode = passed ? 0 : 1;
	} catch (error) {
		console.error(messageOf(error));
		process.exitCode = 1;
	}
}
