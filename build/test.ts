import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { hostResultFile } from './hostTests.ts';
import type { TestReport } from './testReport.ts';
import { onExit } from './vscode/exitTasks.ts';
import { messageOf } from './vscode/failure.ts';
import { installVsCode } from './vscode/install.ts';
import { cacheRoot, repoRoot } from './vscode/paths.ts';

/** One part of `npm test`. Those with a `report` are mocha runs, the others pass or fail as a whole. */
interface Step {
	readonly title: string;
	/** Resolves with whether it went well. */
	readonly run: () => Promise<boolean>;
	/** Where the run leaves its counts. */
	readonly report?: string;
	/** Steps without which this one means nothing. */
	readonly needs?: readonly string[];
}

const results = path.join(cacheRoot, 'results');
const steps: readonly Step[] = [
	{
		title: 'VS Code from the npm registry',
		run: async () => {
			if (process.env['VSCODE_TEST'] !== 'desktop') await installVsCode();
			return true;
		},
	},
	{
		title: 'Generated parts are up to date',
		run: () => node('build/generate.ts', '--check'),
	},
	{ title: 'Types, lint, format', run: () => npm('lint') },
	mochaStep('Core tests', 'core', 'test/core/**/*.test.ts'),
	mochaStep('Patterns in real SvelteKit projects', 'patterns', 'test/patterns/**/*.test.ts'),
	{ title: 'Build', run: () => node('build/esbuild.ts') },
	{
		title: 'Tests in the extension host',
		run: () => node('build/hostTests.ts'),
		report: hostResultFile,
		needs: ['Build'],
	},
	{ ...mochaStep('Tests of the user interface', 'ui', 'test/ui/**/*.test.ts'), needs: ['Build'] },
];

function mochaStep(title: string, name: string, pattern: string): Step {
	return {
		title,
		run: () => node('build/mochaRun.ts', name, pattern),
		report: path.join(results, `${name}.json`),
	};
}

async function runSteps(): Promise<TestReport> {
	let passed = 0;
	let failed = 0;
	const skips: { title: string; reason: string }[] = [];
	const failedSteps = new Set<string>();
	for (const step of steps) {
		const started = Date.now();
		console.log(`\n== ${step.title}`);
		const ok = await runStep(step, failedSteps);
		if (!ok) failedSteps.add(step.title);
		const report = step.report === undefined ? undefined : readReport(step.report);
		passed += report?.passed ?? (ok ? 1 : 0);
		// A run that went wrong without a failing test, or before it could report, failed as a whole.
		failed += report && (ok || report.failed > 0) ? report.failed : ok ? 0 : 1;
		skips.push(...(report?.skips ?? []));
		console.log(`   ${ok ? 'done' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
	}
	return { passed, failed, skipped: skips.length, skips };
}

async function runStep(step: Step, failedSteps: ReadonlySet<string>): Promise<boolean> {
	const missing = step.needs?.find((title) => failedSteps.has(title));
	if (missing !== undefined) {
		console.error(`Not run, because “${missing}” failed.`);
		return false;
	}
	if (step.report !== undefined) rmSync(step.report, { force: true });
	try {
		return await step.run();
	} catch (error) {
		console.error(messageOf(error));
		return false;
	}
}

function readReport(file: string): TestReport | undefined {
	if (!existsSync(file)) return undefined;
	const report: TestReport = JSON.parse(readFileSync(file, 'utf8'));
	return report;
}

async function node(...args: readonly string[]): Promise<boolean> {
	return await succeeds(process.execPath, args);
}

async function npm(script: string): Promise<boolean> {
	const cli = process.env['npm_execpath'];
	if (cli?.endsWith('.js'))
		return await succeeds(process.execPath, [cli, 'run', '--silent', script]);
	return await succeeds('npm', ['run', '--silent', script], process.platform === 'win32');
}

async function succeeds(command: string, args: readonly string[], shell = false): Promise<boolean> {
	// Also when this file was started without npm, which would have done so.
	const bin = path.join(repoRoot, 'node_modules/.bin');
	const child = spawn(command, args, {
		cwd: repoRoot,
		stdio: 'inherit',
		shell,
		env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` },
	});
	const stop = onExit(() => void child.kill());
	try {
		return await new Promise((resolve, reject) => {
			child.once('error', reject);
			child.once('exit', (code) => resolve(code === 0));
		});
	} finally {
		stop();
	}
}

const started = Date.now();
const { passed, failed, skipped, skips } = await runSteps();
console.log(`\nAll steps took ${Math.round((Date.now() - started) / 1000)} s.`);
for (const { title, reason } of skips) console.log(`Skipped: ${title}: ${reason}`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
