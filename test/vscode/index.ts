import { findSourceMap } from 'node:module';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { runAndReport } from '../../build/testReport.ts';
import { titlePattern } from '../../build/titles.ts';

/**
 * Runs test files in the extension host: `load` each, then every test in them. The report goes to
 * the file that the variable TEST_RESULT names. Rejects when a test fails, which VS Code turns into
 * the exit code.
 */
export async function runFiles(load: readonly (() => Promise<unknown>)[]): Promise<void> {
	const resultFile = process.env['TEST_RESULT'];
	if (!resultFile) throw new Error('TEST_RESULT names no file for the report.');
	markOutput(process.env['TEST_OUTPUT_MARK'] ?? '');
	const grep = process.env['TEST_GREP'];
	const mocha = new Mocha({ timeout: 240_000, ...(grep ? { grep: titlePattern(grep) } : {}) });
	for (const loadFile of load) {
		// The files find `describe` and `it` as globals, in the order in which they stand.
		mocha.suite.emit('pre-require', globalThis, '', mocha);
		await loadFile();
	}
	const { failed } = await runAndReport(mocha, resultFile, mapStack);
	if (failed > 0) throw new Error(`${failed} tests in the extension host failed.`);
}

/**
 * Puts `mark` before what `console.log` prints from now on, so that it can be told from all that VS
 * Code logs. (Its extension host reports its own errors through `console.error`.)
 */
function markOutput(mark: string): void {
	const original = console;
	// An object of our own, because VS Code has made the methods of this one read-only.
	const marked: Console = Object.create(original, {
		log: { value: (...values: unknown[]) => original.log(mark + format(...values)) },
	});
	globalThis.console = marked;
	// Mocha took its own reference when it was loaded.
	Mocha.reporters.Base.consoleLog = console.log;
}

/** Node would do this by itself, but VS Code's extension host writes stacks its own way. */
function mapStack(stack: string): string {
	// Mocha has made the paths relative.
	return stack.replaceAll(/([^\s()]+\.cjs):(\d+):(\d+)/g, (place, file, line, column) => {
		const map = findSourceMap(path.resolve(String(file)));
		const origin = map?.findOrigin(Number(line), Number(column));
		if (!origin || !('fileName' in origin)) return place;
		const source = origin.fileName.replace(/^file:\/\//, '');
		return `${path.relative('', source)}:${origin.lineNumber}:${origin.columnNumber}`;
	});
}
