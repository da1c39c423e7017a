#!/usr/bin/env node
// Stands in for VS Code's executable: takes the flags that `runTests` of @vscode/test-electron passes
// and runs the tests on the VS Code from the npm registry.
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from './failure.ts';
import { openVsCode } from './open.ts';
import { servePage } from './pageService.ts';
import { cacheRoot } from './paths.ts';
import { temporaryFolder } from './temporary.ts';
import { versionName } from './versions.ts';

/**
 * What the tests print comes in one stream with all that VS Code logs; test/vscode/index.ts puts this
 * before each of its lines. The rest goes to a file.
 */
const mark = '[test] ';
const version = versionName(process.env['TEST_VSCODE'] ?? 'newest');
const runName = `${process.env['TEST_SUITE'] ?? 'host'}-${version}`;
const logFile = path.join(cacheRoot, `results/${runName}.log`);

/** For how many milliseconds the tests may print nothing before the run is given up. */
const silenceLimit = 300_000;

const { values, positionals } = parseArgs({
	strict: false,
	allowPositionals: true,
	options: {
		extensionDevelopmentPath: { type: 'string', multiple: true },
		extensionTestsPath: { type: 'string' },
		'user-data-dir': { type: 'string' },
		'disable-workspace-trust': { type: 'boolean' },
	},
});

// Ends when `runTests` or the process that called it is killed.
process.stdin.once('end', () => process.exit(1)).resume();

try {
	process.exit(await run());
} catch (error) {
	console.error(messageOf(error));
	process.exit(1);
}

/** Resolves with the exit code of the tests. */
async function run(): Promise<number> {
	const [extensionPath, ...helperExtensions] = (values.extensionDevelopmentPath ?? []).map(String);
	const [folder] = positionals;
	const ended = Promise.withResolvers<number>();
	mkdirSync(path.dirname(logFile), { recursive: true });
	const log = createWriteStream(logFile);
	let watchdog: NodeJS.Timeout | undefined;
	const pageService = await servePage();
	const window = await openVsCode({
		version,
		...(folder === undefined ? {} : { folder }),
		...(extensionPath === undefined ? {} : { extensionPath }),
		...(typeof values.extensionTestsPath === 'string' && { testsPath: values.extensionTestsPath }),
		helperExtensions,
		settings: userSettings(),
		trust: values['disable-workspace-trust'] === true,
		// A home of its own, so that the user's own agent files do not take part.
		home: temporaryFolder().folder,
		env: { TEST_OUTPUT_MARK: mark, TEST_PAGE: pageService.url },
		onOutput: (line, type) => {
			log.write(`[${type}] ${line}\n`);
			if (!line.startsWith(mark)) return;
			watchdog?.refresh();
			console.log(line.slice(mark.length));
		},
		onTestsEnd: ended.resolve,
	});
	pageService.show(window.page);
	const giveUp = async () => {
		const picture = path.join(cacheRoot, `screenshots/stuck-${runName}.png`);
		mkdirSync(path.dirname(picture), { recursive: true });
		await window.page.screenshot({ path: picture });
		throw new Error(
			`The tests have printed nothing for ${silenceLimit / 1000} s. What the window shows is in ` +
				`${picture}, what VS Code says in ${logFile}.`,
		);
	};
	watchdog = setTimeout(() => void giveUp().catch(ended.reject), silenceLimit);
	window.page.on('crash', () => ended.reject(new Error('The page with VS Code crashed.')));
	void window.server.ended.then(() => ended.reject(new Error("VS Code's server ended.")));
	const code = await ended.promise;
	if (code !== 0) console.error(`What VS Code logged is in ${logFile}.`);
	return code;
}

/** The settings that `runTests` was told to use, where a desktop VS Code looks for them. */
function userSettings(): Record<string, unknown> {
	const folder = values['user-data-dir'];
	const file = typeof folder === 'string' ? path.join(folder, 'User/settings.json') : '';
	if (!existsSync(file)) return {};
	const settings: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
	return settings;
}
