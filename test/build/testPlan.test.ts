import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { planTests } from '../../build/testPlan.ts';
import { repoRoot } from '../../build/vscode/paths.ts';

/** Each step as the program's arguments; what only makes ready is in brackets. */
function planOf(...args: readonly string[]): readonly string[] {
	const { steps } = planTests({ args, from: repoRoot, isDesktop: false });
	return steps.map(({ command: [, ...rest], isPreparation }) => {
		const text = rest.join(' ');
		return isPreparation ? `(${text})` : text;
	});
}

const vsCode = '(build/vscode/install.ts)';
const projects = '(test/patterns/install.ts)';
const build = '(build/bundle.ts)';

describe('npm test', () => {
	it('runs everything without arguments', () => {
		const titles = planTests({ args: [], from: repoRoot, isDesktop: false }).steps.map(
			({ title }) => title,
		);
		assert.deepEqual(titles, [
			'VS Code from the npm registry',
			'The oldest VS Code from the npm registry, 1.133.0',
			'SvelteKit projects from the npm registry',
			'Generated parts are up to date',
			'Types, lint, format',
			'Build',
			'Tests in the extension host',
			'Tests of the user interface',
			'Chat with the Copilot Chat that comes with VS Code',
			'Patterns in projects of the Svelte CLI',
			'Core tests',
			'Patterns in real SvelteKit projects',
			'Chat on VS Code 1.133.0',
		]);
	});

	it('leaves out what has its turn another day, and says so of each', () => {
		const { steps } = planTests({ args: [], from: repoRoot, isDesktop: false });
		const later = steps.flatMap(({ skips = [] }) => skips);
		const files = (patterns: readonly string[]): readonly string[] =>
			globSync([...patterns], { cwd: repoRoot });
		const run = new Set(
			steps
				.filter(({ title }) => !title.startsWith('Chat on'))
				.flatMap(({ command }) => files(command.filter((each) => each.startsWith('test/')))),
		);
		for (const file of files(['test/vscode/**/*.test.ts', 'test/ui/*.test.ts'])) {
			const isLater = later.some(({ title }) => file.startsWith(title));
			assert.equal(isLater, !run.has(file), file);
		}
		// A folder that is renamed would have its turn every day.
		for (const { title } of later) assert.notDeepEqual(files([`${title}*`]), [], title);
	});

	it('fetches no VS Code for tests on the desktop', () => {
		const { steps } = planTests({ args: [], from: repoRoot, isDesktop: true });
		const known = new Set(steps.map(({ title }) => title));
		assert.ok(steps.every(({ needs = [] }) => needs.every((title) => known.has(title))));
		assert.ok(!known.has('VS Code from the npm registry'));
	});

	it('runs the tests of a file with what they need', () => {
		assert.deepEqual(planOf('test/build/steps.test.ts'), [
			'build/mochaRun.ts core test/build/steps.test.ts',
		]);
		assert.deepEqual(planOf('test/vscode/features/participants/participants.test.ts'), [
			vsCode,
			projects,
			build,
			'build/hostTests.ts test/vscode/features/participants/participants.test.ts',
		]);
		assert.deepEqual(planOf('test/copilot/roundTrips.test.ts'), [
			vsCode,
			build,
			'build/hostTests.ts --suite=copilot test/copilot/roundTrips.test.ts',
		]);
		assert.deepEqual(planOf('test/ui/chat.test.ts'), [
			vsCode,
			build,
			'build/mochaRun.ts ui test/ui/chat.test.ts',
		]);
		assert.deepEqual(planOf('test/patterns/forms.test.ts'), [
			projects,
			'build/mochaRun.ts patterns test/patterns/forms.test.ts',
		]);
	});

	it('finds files from the folder that the user is in, in any way of writing', () => {
		const from = path.join(repoRoot, 'test/build');
		const { steps, selection } = planTests({ args: ['steps.test.ts'], from, isDesktop: false });
		assert.deepEqual(
			steps.map(({ title }) => title),
			['Core tests'],
		);
		assert.equal(selection, 'test/build/steps.test.ts');
		assert.deepEqual(
			planOf(path.join(repoRoot, 'test/build/steps.test.ts')),
			planOf('./test/build/../build/steps.test.ts'),
		);
	});

	it('runs the tests of a source, and of a folder', () => {
		assert.deepEqual(planOf('build/steps.ts'), ['build/mochaRun.ts core test/build/steps.test.ts']);
		const [folder] = planOf('test/build');
		assert.match(folder ?? '', /^build\/mochaRun\.ts core test\/build\/bundle\.test\.ts .*steps/);
	});

	it('runs the tests whose titles have the words, everywhere or in a file', () => {
		assert.deepEqual(planOf('hand-off', 'button').slice(-6), [
			'build/hostTests.ts test/vscode/**/*.test.ts --grep=hand-off button',
			'build/mochaRun.ts ui test/ui/**/*.test.ts --grep=hand-off button',
			'build/hostTests.ts --suite=copilot test/copilot/**/*.test.ts --grep=hand-off button',
			'build/mochaRun.ts matrix test/matrix/**/*.test.ts --grep=hand-off button',
			'build/mochaRun.ts core test/build/**/*.test.ts test/core/**/*.test.ts --grep=hand-off button',
			'build/mochaRun.ts patterns test/patterns/**/*.test.ts --grep=hand-off button',
		]);
		assert.deepEqual(planOf('test/build/steps.test.ts', 'print'), [
			'build/mochaRun.ts core test/build/steps.test.ts --grep=print',
		]);
	});

	it('takes for a word what names a folder of the repository or is a command of the chat', () => {
		for (const word of ['agents', '/about']) {
			assert.match(planOf(word).at(-1) ?? '', new RegExp(`--grep=${word}$`));
		}
	});

	it('says where there are no tests', () => {
		assert.throws(() => planOf('test/core/gone.test.ts'), /^Error: There is no test\/core\/gone\./);
		assert.throws(
			() => planOf('build/test.ts'),
			/^Error: There are no tests for build\/test\.ts\./,
		);
	});
});
