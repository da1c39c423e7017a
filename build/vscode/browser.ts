import { execFile } from 'node:child_process';
import {
	accessSync,
	constants,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { messageOf } from './failure.ts';
import { withInstallLock } from './installLock.ts';
import { cacheRoot, repoRoot } from './paths.ts';

interface BrowserProgram {
	readonly executable: string;
	readonly env: Readonly<Record<string, string>>;
	readonly args: readonly string[];
}

/** For a closed network: nothing is asked for updates, sign-in or field trials. */
const quietFlags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
] as const;

/**
 * Starts a headless Chromium: the one named by CHROME_PATH, else an installed Chrome, Chromium or
 * Edge, else the one inside the npm package @sparticuz/chromium, unpacked into the cache once.
 *
 * The caller closes it. Throws an Error fit to show when there is none or it does not start.
 */
export async function launchBrowser(): Promise<Browser> {
	const program = installedBrowser() ?? (await packagedBrowser());
	try {
		return await chromium.launch({
			executablePath: program.executable,
			args: [...quietFlags, ...program.args],
			env: { ...definedEnv(), ...program.env },
			// The process that starts us decides what a signal means; see exitTasks.ts.
			handleSIGINT: false,
			handleSIGTERM: false,
			handleSIGHUP: false,
		});
	} catch (error) {
		throw new Error(
			`The browser ${program.executable} did not start. Install Chrome or Chromium, or name ` +
				`one with CHROME_PATH, and run the same command again.\n${messageOf(error)}`,
			{ cause: error },
		);
	}
}

function installedBrowser(): BrowserProgram | undefined {
	const named = process.env['CHROME_PATH'];
	if (named) {
		if (existsSync(named)) return { executable: named, env: {}, args: [] };
		throw new Error(`CHROME_PATH is ${named}, but there is no such file. Correct or unset it.`);
	}
	const executable = candidates().find(isExecutable);
	return executable === undefined ? undefined : { executable, env: {}, args: [] };
}

function candidates(): string[] {
	if (process.platform === 'darwin') {
		return ['/Applications', path.join(process.env['HOME'] ?? '', 'Applications')].flatMap(
			(folder) =>
				['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) =>
					path.join(folder, `${name}.app/Contents/MacOS/${name}`),
				),
		);
	}
	if (process.platform === 'win32') {
		return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
			const folder = process.env[variable];
			return folder === undefined
				? []
				: [
						path.join(folder, 'Google/Chrome/Application/chrome.exe'),
						path.join(folder, 'Chromium/Application/chrome.exe'),
						path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
					];
		});
	}
	const names = [
		'google-chrome',
		'google-chrome-stable',
		'chromium',
		'chromium-browser',
		'microsoft-edge',
	];
	return names.flatMap((name) =>
		(process.env['PATH'] ?? '')
			.split(path.delimiter)
			.filter(Boolean)
			.map((folder) => path.join(folder, name)),
	);
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		// Not there or not ours to run: either way the next candidate is tried.
		return false;
	}
}

/** The Chromium of @sparticuz/chromium with the libraries and fonts that it brings along. */
async function packagedBrowser(): Promise<BrowserProgram> {
	if (process.platform !== 'linux' || process.arch !== 'x64') {
		throw new Error(
			'No Chrome or Chromium was found. Install one, or name its executable with CHROME_PATH ' +
				'(the one in the npm package is for Linux on x64 only), and run the same command again.',
		);
	}
	const require = createRequire(import.meta.url);
	const entry = require.resolve('@sparticuz/chromium');
	const folder = entry.slice(0, entry.lastIndexOf(`${path.sep}build${path.sep}`));
	const { version }: { version: string } = JSON.parse(
		readFileSync(path.join(folder, 'package.json'), 'utf8'),
	);
	const home = path.join(cacheRoot, `chromium-${version}`);
	if (!existsSync(home)) {
		await withInstallLock('chromium', async () => {
			if (existsSync(home)) return;
			console.log(`Unpacking Chromium ${version} into the cache (once) …`);
			const staging = `${home}.partial`;
			rmSync(staging, { recursive: true, force: true });
			mkdirSync(staging, { recursive: true });
			await unpack(staging);
			renameSync(staging, home);
		});
	}
	// Written every time: it names the folder, which may have been moved since.
	writeFileSync(path.join(home, 'fonts.conf'), fontsConfiguration(home));
	const libraries = [path.join(home, 'al2023/lib'), process.env['LD_LIBRARY_PATH']];
	return {
		executable: path.join(home, 'chromium'),
		env: {
			LD_LIBRARY_PATH: libraries.filter(Boolean).join(':'),
			FONTCONFIG_FILE: path.join(home, 'fonts.conf'),
		},
		args: ['--font-render-hinting=none', '--no-zygote'],
	};
}

/**
 * The package unpacks itself into the system's temporary folder, and its system libraries only where
 * it believes to be on AWS. In a process of its own both can be arranged for.
 */
async function unpack(folder: string): Promise<void> {
	await promisify(execFile)(
		process.execPath,
		[
			'--input-type=module',
			'--eval',
			"import chromium from '@sparticuz/chromium'; await chromium.executablePath();",
		],
		{
			cwd: repoRoot,
			env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
		},
	);
}

/** The system's fonts where there are any, and Open Sans from the package for the user interface. */
function fontsConfiguration(home: string): string {
	return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
	<dir>${home}/fonts</dir>
	<cachedir>${home}/fonts-cache</cachedir>
	<alias binding="strong"><family>sans</family><prefer><family>Open Sans</family></prefer></alias>
	<alias binding="strong"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
	<alias binding="strong"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;
}

function definedEnv(): Record<string, string> {
	return Object.fromEntries(
		Object.entries(process.env).filter(
			(entry): entry is [string, string] => entry[1] !== undefined,
		),
	);
}
