import { readFile } from 'node:fs/promises';
import { openVsCode, type OpenOptions } from '../../build/vscode/open.ts';

/**
 * Runs measurements in the extension host of a new window and returns what they wrote as JSON to the
 * file that `BENCH_RESULT` names. Rejects with the host's output when they fail.
 */
export async function measureInHost<T>(result: string, options: OpenOptions): Promise<T> {
	const output: string[] = [];
	const { promise: ended, resolve: settle } = Promise.withResolvers<number>();
	const window = await openVsCode({
		...options,
		env: { ...options.env, BENCH_RESULT: result },
		onOutput: (line, type) => {
			output.push(line);
			options.onOutput?.(line, type);
		},
		onTestsEnd: (code) => settle(code),
	});
	try {
		const code = await ended;
		if (code !== 0) {
			throw new Error(`The extension host ended with code ${code}:\n${output.join('\n')}`);
		}
		return JSON.parse(await readFile(result, 'utf8')) as T;
	} finally {
		await window.dispose();
	}
}
