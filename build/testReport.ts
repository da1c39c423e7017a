import Mocha from 'mocha';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { skipReason } from '../test/helpers/skip.ts';

/** The outcome of one mocha run, as it is written to a JSON file. */
export interface TestReport {
	readonly passed: number;
	readonly failed: number;
	/** Titles of the tests that failed. */
	readonly failures: readonly string[];
	readonly skipped: number;
	readonly skips: readonly { readonly title: string; readonly reason: string }[];
}

/**
 * Runs what has been added to `mocha`. Prints one line for each test as it ends and the failures in
 * full at the end, and writes the report to `resultFile`. `mapStack` turns the places in a bundle into
 * those in its sources.
 */
export async function runAndReport(
	mocha: Mocha,
	resultFile: string,
	mapStack: (stack: string) => string = (stack) => stack,
): Promise<TestReport> {
	let passed = 0;
	const skips: { title: string; reason: string }[] = [];
	const failures: Mocha.Test[] = [];
	// Its own reporter would print a summary too; ours is a list of lines.
	mocha.reporter(class extends Mocha.reporters.Base {});
	await new Promise<void>((resolve) => {
		mocha
			.run(() => resolve())
			.on('pass', (test) => {
				passed++;
				console.log(`  ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
			})
			.on('fail', (test, error: Error) => {
				if (error.stack !== undefined) error.stack = mapStack(error.stack);
				failures.push(test);
				console.log(`  ✗ ${test.fullTitle()}`);
			})
			.on('pending', (test) => {
				const reason = skipReason(test) ?? 'no reason given';
				skips.push({ title: test.fullTitle(), reason });
				console.log(`  – ${test.fullTitle()} (skipped: ${reason})`);
			});
	});
	if (failures.length > 0) Mocha.reporters.Base.list(failures);
	const report = {
		passed,
		failed: failures.length,
		failures: failures.map((test) => test.fullTitle()),
		skipped: skips.length,
		skips,
	};
	mkdirSync(path.dirname(resultFile), { recursive: true });
	writeFileSync(resultFile, JSON.stringify(report, undefined, '\t'));
	return report;
}
