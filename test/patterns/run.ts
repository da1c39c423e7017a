import { spawn } from 'node:child_process';
import path from 'node:path';

/** How a command of a test project ended, with all it wrote. */
export interface RunResult {
	readonly code: number | null;
	readonly output: string;
}

/**
 * Runs a command that a project's packages bring. Rejects when it fails, with its output, unless
 * `mayFail` is set.
 */
export async function run(
	root: string,
	command: string,
	args: readonly string[],
	mayFail = false,
): Promise<RunResult> {
	const bin = path.join(root, 'node_modules/.bin');
	// Colours would stand between the words that tests look for; both at once are warned about.
	const { FORCE_COLOR: _, ...env } = process.env;
	const child = spawn(command, args, {
		cwd: root,
		shell: process.platform === 'win32',
		env: {
			...env,
			NO_COLOR: '1',
			PATH: `${bin}${path.delimiter}${env['PATH'] ?? ''}`,
		},
	});
	let output = '';
	const read = (chunk: Buffer): void => {
		output += chunk.toString();
	};
	child.stdout.on('data', read);
	child.stderr.on('data', read);
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code !== 0 && !mayFail) {
		throw new Error(`${command} ${args.join(' ')} ended with ${code} in ${root}.\n${output}`);
	}
	return { code, output };
}
