import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onExit } from './exitTasks.ts';
import { codeOf } from './failure.ts';
import { installVsCode } from './install.ts';
import { temporaryFolder } from './temporary.ts';
import type { VersionName } from './versions.ts';

export interface ServerOptions {
	/** The newest by default. */
	readonly version?: VersionName;
	/** Folders of extensions that are to be installed beside the one under development. */
	readonly helperExtensions?: readonly string[];
	/** User settings, over the ones in `quietSettings`. */
	readonly settings?: Readonly<Record<string, unknown>>;
	/** `false` asks for trust as a user's window does; otherwise every folder is trusted. */
	readonly trust?: boolean;
	/** The home folder that extensions see; the user's own by default. */
	readonly home?: string;
	/** Set in the environment of the extension host. */
	readonly env?: Readonly<Record<string, string>>;
	/** `true` lets the server end by itself some minutes after the last window has gone. */
	readonly autoShutdown?: boolean;
}

export interface Server {
	/** `http://127.0.0.1:<port>` */
	readonly url: string;
	/** Stops the server with all its children and deletes its data. */
	readonly dispose: () => void;
	/** Settles when the server has ended, for whatever reason. */
	readonly ended: Promise<void>;
}

/** What a server reads from the settings of its machine alone. */
const machineSettings = { 'workbench.welcomePage.walkthroughs.openOnInstall': false } as const;

/** What a window for people and for screenshots does without. */
export const quietSettings = {
	...machineSettings,
	'workbench.startupEditor': 'none',
	'workbench.tips.enabled': false,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'workbench.enableExperiments': false,
	'telemetry.telemetryLevel': 'off',
	'update.mode': 'none',
	'update.showReleaseNotes': false,
	'extensions.autoUpdate': 'off',
	'extensions.autoCheckUpdates': false,
	'extensions.ignoreRecommendations': true,
	'git.enabled': false,
	// A blinking cursor is a picture to draw twice a second, in each window.
	'editor.cursorBlinking': 'solid',
	// As on a desktop; in a browser what is typed would be saved a second later.
	'files.autoSave': 'off',
	'security.workspace.trust.startupPrompt': 'never',
	'chat.commandCenter.enabled': true,
	'chat.tips.enabled': false,
	'chat.growthNotification.enabled': false,
	'chat.viewSessions.enabled': false,
} as const;

/**
 * Starts the VS Code of the cache (fetched first if need be) as a server on a free port of this
 * machine, with data of its own, so that any number can run at once.
 *
 * The caller disposes it; the end of the process does so too. Throws an Error fit to show when it
 * does not come up.
 */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
	const root = await installVsCode(options.version ?? 'newest');
	const data = temporaryFolder();
	const write = (place: 'User' | 'Machine', settings: object): void => {
		const settingsFile = path.join(data.folder, 'data', place, 'settings.json');
		mkdirSync(path.dirname(settingsFile), { recursive: true });
		writeFileSync(settingsFile, JSON.stringify(settings, undefined, '\t'));
	};
	write('User', { ...quietSettings, ...options.settings });
	write('Machine', machineSettings);
	const extensions = path.join(data.folder, 'extensions');
	mkdirSync(extensions);
	for (const folder of options.helperExtensions ?? []) {
		cpSync(folder, path.join(extensions, installedName(folder)), { recursive: true });
	}

	// VS Code prefers the themes of the extension under development and takes its own for them where
	// they lie below that extension, as the cache does. Seen through this link they lie elsewhere.
	const builtIn = path.join(data.folder, 'builtIn');
	symlinkSync(path.join(root, 'extensions'), builtIn, 'junction');

	const server = spawn(process.execPath, serverArguments(root, data.folder, builtIn, options), {
		env: {
			...cleanEnv(),
			...(options.home === undefined ? {} : { HOME: options.home, USERPROFILE: options.home }),
			...options.env,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
		// A process group of its own, so that its children can be stopped with it.
		detached: process.platform !== 'win32',
	});
	const stop = onExit(() => stopTree(server));
	const dispose = () => {
		stop();
		data.remove();
	};
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
	try {
		return { url: await addressOf(server), dispose, ended };
	} catch (error) {
		dispose();
		throw error;
	}
}

/** `<publisher>.<name>-<version>`, as the folder of an installed extension is called. */
function installedName(folder: string): string {
	const manifest: Record<'publisher' | 'name' | 'version', string> = JSON.parse(
		readFileSync(path.join(folder, 'package.json'), 'utf8'),
	);
	return `${manifest.publisher}.${manifest.name}-${manifest.version}`;
}

function serverArguments(
	root: string,
	dataFolder: string,
	builtIn: string,
	options: ServerOptions,
): string[] {
	return [
		path.join(root, 'out/server-main.js'),
		'--host=127.0.0.1',
		// The system picks a free one, so that there is no gap in which another process takes it.
		'--port=0',
		'--without-connection-token',
		'--accept-server-license-terms',
		`--server-data-dir=${dataFolder}`,
		`--builtin-extensions-dir=${builtIn}`,
		// Without it the page ignores which extension is under development.
		'--enable-smoke-test-driver',
		'--disable-telemetry',
		'--disable-experiments',
		...(options.trust === false ? [] : ['--disable-workspace-trust']),
		...(options.autoShutdown ? ['--enable-remote-auto-shutdown'] : []),
	];
}

/** Without what a surrounding VS Code or Node debugger put there for itself. */
function cleanEnv(): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) =>
				!/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_ENV$)/.test(name) || name === 'VSCODE_TEST',
		),
	);
}

/** Waits for the line in which the server says where it listens. */
async function addressOf(server: ChildProcess): Promise<string> {
	return await new Promise((resolve, reject) => {
		let output = '';
		const fail = (what: string) => {
			clearTimeout(timer);
			reject(
				new Error(
					`VS Code's server ${what}. Deleting the folder .vscode-test makes the next run fetch ` +
						`it anew. It said:\n${output.slice(-3000)}`,
				),
			);
		};
		const timer = setTimeout(() => fail('did not start within two minutes'), 120_000);
		const read = (chunk: Buffer) => {
			output = (output + chunk.toString()).slice(-20_000);
			const port = /Web UI available at http:\/\/[^\s:]+:(\d+)/.exec(output)?.[1];
			if (port === undefined) return;
			clearTimeout(timer);
			resolve(`http://127.0.0.1:${port}`);
		};
		server.stdout?.on('data', read);
		server.stderr?.on('data', read);
		server.once('error', (error) => fail(`could not be started (${error.message})`));
		server.once('exit', (code) => fail(`ended at once with code ${code}`));
	});
}

function stopTree(server: ChildProcess): void {
	if (server.pid === undefined) return;
	if (process.platform === 'win32') {
		spawnSync('taskkill', ['/pid', String(server.pid), '/T', '/F']);
		return;
	}
	try {
		process.kill(-server.pid, 'SIGKILL');
	} catch (error) {
		// It has gone already, with all its children.
		if (codeOf(error) !== 'ESRCH') throw error;
	}
}
