import { spawn } from 'node:child_process';
import path from 'node:path';
import { onExit } from '../../build/vscode/exitTasks.ts';
import { matrixRoot } from './tools.ts';

/** How a command ended, with all that it wrote. */
export interface CommandResult {
	/** `null` where it was stopped, for instance because it took too long. */
	readonly code: number | null;
	readonly output: string;
}

export interface CommandOptions {
	readonly cwd: string;
	readonly env?: Readonly<Record<string, string>>;
	/** Folders whose programs it may call by name, besides those of the system. */
	readonly bins?: readonly string[];
	/** For a line as one types it in a terminal. */
	readonly shell?: boolean;
	/** Seconds after which it is stopped. */
	readonly patience?: number;
	/** Resolve also when it fails. */
	readonly mayFail?: boolean;
}

/**
 * Runs a command in an environment that has nothing of the test run's own: what npm or a developer has
 * set would be found by the projects, too.
 *
 * @throws an Error with the output when it fails, unless that is expected
 */
export async function runCommand(
	[program, ...args]: readonly [program: string, ...args: string[]],
	{ cwd, env = {}, bins = [], shell = false, patience = 300, mayFail = false }: CommandOptions,
): Promise<CommandResult> {
	const child = spawn(program, args, {
		cwd,
		shell,
		// A group of its own: what it has started is stopped with it.
		detached: process.platform !== 'win32',
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...plainEnvironment(bins), ...env },
	});
	let isOver = false;
	const stop = (): void => {
		if (child.pid === undefined || isOver) return;
		if (process.platform === 'win32') child.kill('SIGKILL');
		else process.kill(-child.pid, 'SIGKILL');
	};
	const forget = onExit(stop);
	let output = '';
	const read = (chunk: string): void => {
		output = (output + chunk).slice(-500_000);
	};
	for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', read);
	const timer = setTimeout(stop, patience * 1000);
	try {
		const code = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', resolve);
		});
		isOver = true;
		if (code !== 0 && !mayFail) {
			throw new Error(`${program} ${args.join(' ')} ended with ${code} in ${cwd}.\n${output}`);
		}
		return { code, output };
	} finally {
		clearTimeout(timer);
		forget();
	}
}

/** Where programs and the user's files are, and no settings. */
export function plainEnvironment(bins: readonly string[]): Record<string, string> {
	const env = Object.fromEntries(
		Object.entries(process.env).flatMap(([name, value]) =>
			value !== undefined && needed.test(name) ? [[name, value]] : [],
		),
	);
	const folders = [...bins, path.dirname(process.execPath), ...ownPath()];
	// The same tools start again and again.
	const compiled = path.join(matrixRoot, 'compiled');
	return {
		...env,
		PATH: folders.join(path.delimiter),
		NO_COLOR: '1',
		NODE_COMPILE_CACHE: compiled,
	};
}

/** What the system needs, and how the npm registry is reached. */
const needed =
	/^(?:HOME|USERPROFILE|(?:LOCAL)?APPDATA|SystemRoot|ComSpec|TEMP|TMP|TMPDIR|LANG|(?:https?|no)_proxy|NODE_EXTRA_CA_CERTS|npm_config_(?:registry|cafile|cache|strict_ssl|\/\/.*))$/i;

/** The folders of programs without those of packages, where the test run has its own. */
function ownPath(): readonly string[] {
	const folders = (process.env['PATH'] ?? '').split(path.delimiter);
	return folders.filter((folder) => !folder.split(/[\\/]/).includes('node_modules'));
}
