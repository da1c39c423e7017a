import path from 'node:path';
import { hostResultFile } from './hostTests.ts';
import { runSteps, type Step } from './steps.ts';
import { cacheRoot } from './vscode/paths.ts';
import { versions } from './vscode/versions.ts';

const isDesktop = process.env['VSCODE_TEST'] === 'desktop';
const vsCode = 'VS Code from the npm registry';
const oldVsCode = `The oldest VS Code from the npm registry, ${versions.oldest.vscode}`;
const projects = 'SvelteKit projects from the npm registry';
const build = 'Build';

const steps: readonly Step[] = [
	...(isDesktop
		? []
		: [
				{ title: vsCode, command: node('build/vscode/install.ts') },
				{ title: oldVsCode, command: node('build/vscode/install.ts', '--vscode=oldest') },
			]),
	{ title: projects, command: node('test/patterns/install.ts') },
	{ title: 'Generated parts are up to date', command: node('build/generate.ts', '--check') },
	{ title: 'Types, lint, format', command: npm('lint') },
	{ title: build, command: node('build/bundle.ts') },
	// The longest first, so that no processor is idle at the end.
	{
		title: 'Tests in the extension host',
		command: node('build/hostTests.ts'),
		report: hostResultFile('newest'),
		needs: [build, projects, ...(isDesktop ? [] : [vsCode])],
	},
	{
		title: `Chat on VS Code ${versions.oldest.vscode}`,
		command: node(
			'build/hostTests.ts',
			'test/host/{participants,handbook,toolLoop}.test.ts',
			'--vscode=oldest',
		),
		report: hostResultFile('oldest'),
		needs: [build, ...(isDesktop ? [] : [oldVsCode])],
	},
	{
		...mocha('Patterns in real SvelteKit projects', 'patterns', 'test/patterns/**/*.test.ts'),
		needs: [projects],
	},
	{
		...mocha('Tests of the user interface', 'ui', 'test/ui/**/*.test.ts'),
		needs: [build, ...(isDesktop ? [] : [vsCode])],
	},
	mocha('Core tests', 'core', 'test/{build,core}/**/*.test.ts'),
];

function mocha(title: string, name: string, pattern: string): Step {
	const report = path.join(cacheRoot, 'results', `${name}.json`);
	return { title, command: node('build/mochaRun.ts', name, pattern), report };
}

function node(...args: readonly string[]): Step['command'] {
	return [process.execPath, ...args];
}

function npm(script: string): Step['command'] {
	const cli = process.env['npm_execpath'];
	const run = ['run', '--silent', script] as const;
	return cli?.endsWith('.js') ? node(cli, ...run) : ['npm', ...run];
}

const started = Date.now();
// More would starve the browsers, whose tests wait for what they see.
const result = await runSteps(steps, 2, (text) => process.stdout.write(text));
console.log(`\nAll steps took ${Math.round((Date.now() - started) / 1000)} s.`);
for (const title of result.failedSteps) console.log(`Failed: ${title}`);
for (const title of result.failures) console.log(`Failed test: ${title}`);
for (const { title, reason } of result.skips) console.log(`Skipped: ${title}: ${reason}`);
console.log(`${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`);
process.exitCode = result.failed > 0 ? 1 : 0;
