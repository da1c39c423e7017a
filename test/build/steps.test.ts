import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { runSteps, type Lanes, type Step } from '../../build/steps.ts';
import { temporaryFolder } from '../../build/vscode/temporary.ts';

const one: Lanes = { windows: 0, others: 1 };
const oneOfEach: Lanes = { windows: 1, others: 1 };

describe('steps of a test run', () => {
	let folder: string;
	let remove: () => void;
	let printed: string;

	beforeEach(() => {
		({ folder, remove } = temporaryFolder());
		printed = '';
	});
	afterEach(() => remove());

	/** A program that runs `code`, in which `wait(name)` resolves once `mark(name)` was called in any. */
	function step(title: string, code: string, rest: Partial<Step> = {}): Step {
		const program = `
			const fs = require('node:fs');
			const mark = (name) => fs.writeFileSync(${JSON.stringify(folder)} + '/' + name, '');
			const wait = async (name) => {
				while (!fs.existsSync(${JSON.stringify(folder)} + '/' + name)) {
					await new Promise((resolve) => setTimeout(resolve, 5));
				}
			};
			(async () => { ${code} })();`;
		return { title, command: [process.execPath, '-e', program], ...rest };
	}

	async function run(
		steps: readonly Step[],
		lanes: Lanes = { windows: 0, others: 2 },
	): ReturnType<typeof runSteps> {
		const result = await runSteps(steps, lanes, (text) => (printed += text));
		printed = printed.replaceAll(/in \d+\.\d s/g, 'in … s');
		return result;
	}

	/** With a lane for windows and one for the others. */
	async function allGoWell(steps: readonly Step[]): Promise<void> {
		const { failedSteps } = await run(steps, oneOfEach);
		assert.deepEqual(failedSteps, []);
	}

	it('run beside each other, and print one after the other', async () => {
		// Neither could end if the other waited for it.
		const result = await run([
			step('first', "console.log('a'); await wait('second'); console.log('b');"),
			step('second', "console.log('c'); mark('second');"),
		]);
		assert.equal(printed, '\n== first\na\nb\n   done in … s\n\n== second\nc\n   done in … s\n');
		assert.deepEqual(result, {
			passed: 2,
			failed: 0,
			failures: [],
			skipped: 0,
			skips: [],
			failedSteps: [],
		});
	});

	it('print at once when it is their turn', async () => {
		let isShown = false;
		const mark = (text: string): void => {
			if (text.includes('ready')) writeFileSync(path.join(folder, 'shown'), '');
			isShown ||= text.includes('ready');
		};
		await runSteps(
			[step('only', "console.log('ready'); await wait('shown');")],
			{ windows: 1, others: 1 },
			mark,
		);
		assert.ok(isShown);
	});

	it('are never more at once than allowed, and start in their order', async () => {
		const at = (name: string): string => JSON.stringify(path.join(folder, name));
		const code = (title: string): string =>
			`if (fs.existsSync(${at('busy')})) process.exit(1); mark('busy');` +
			`fs.appendFileSync(${at('order')}, '${title}');` +
			`await new Promise((done) => setTimeout(done, 20)); fs.rmSync(${at('busy')});`;
		const result = await run(
			[
				step('a', code('a')),
				step('b', code('b'), { needs: ['a'] }),
				step('c', code('c')),
				step('d', code('d'), { needs: ['a'] }),
			],
			one,
		);
		assert.deepEqual(result.failedSteps, []);
		assert.equal(readFileSync(path.join(folder, 'order'), 'utf8'), 'abcd');
	});

	it('have lanes of their own where they open windows', async () => {
		// The first could not end if the last waited for its lane, and the second has none before.
		await allGoWell([
			step('plain', "await wait('window'); mark('plain');"),
			step('next', `process.exit(fs.existsSync(${JSON.stringify(folder)} + '/plain') ? 0 : 1);`),
			step('window', "mark('window'); await wait('plain');", { opensWindows: true }),
		]);
	});

	it('have the lane of windows where they are over before one could open', async () => {
		// The first could not end if the second waited for its lane.
		await allGoWell([
			step('plain', "await wait('short');"),
			step('short', "mark('short');", { isBeforeWindows: true }),
			step('window', '', { opensWindows: true, needs: ['short'] }),
		]);
	});

	it('have the lanes of windows, too, once there is none to open', async () => {
		await allGoWell([
			step('window', '', { opensWindows: true }),
			step('a', "await wait('b');"),
			step('b', "mark('b');"),
		]);
	});

	it('that open windows have the lanes of the others once there are none', async () => {
		await allGoWell([
			step('plain', ''),
			step('a', "await wait('b');", { opensWindows: true }),
			step('b', "mark('b');", { opensWindows: true }),
		]);
	});

	it('have preparations beside them, one after the other', async () => {
		const preparing = (title: string, code: string): Step =>
			step(title, code, { isPreparation: true });
		// The first test could not end while it waits if preparations took its place.
		await run(
			[
				preparing('first', "await wait('tested'); mark('first');"),
				preparing(
					'second',
					`if (!fs.existsSync(${JSON.stringify(folder)} + '/first')) process.exit(1);`,
				),
				step('test', "mark('tested');"),
			],
			one,
		);
		assert.deepEqual(printed.match(/done|FAILED/g), ['done', 'done', 'done']);
	});

	it('wait for those that they need, and are not run when one of them fails', async () => {
		const result = await run(
			[
				step('broken', "console.error('no'); process.exit(3);"),
				step('after it', "mark('ran');", { needs: ['broken'] }),
				step('after that', "mark('ran');", { needs: ['after it'] }),
				step('sound', "await wait('made');", { needs: ['maker'] }),
			].toSpliced(3, 0, step('maker', "mark('made');")),
		);
		assert.equal(
			printed,
			'\n== broken\nno\n   FAILED in … s\n' +
				'\n== after it\nNot run, because “broken” failed.\n' +
				'\n== after that\nNot run, because “after it” failed.\n' +
				'\n== maker\n   done in … s\n' +
				'\n== sound\n   done in … s\n',
		);
		assert.equal(existsSync(path.join(folder, 'ran')), false);
		assert.deepEqual([result.passed, result.failed], [2, 3]);
		assert.deepEqual(result.failedSteps, ['broken', 'after it', 'after that']);
	});

	it('count the tests of their reports; one that ends without a report failed as a whole', async () => {
		const file = (name: string): string => path.join(folder, name);
		const report = (name: string, content: object, code: number): string =>
			`fs.writeFileSync(${JSON.stringify(file(name))}, ${JSON.stringify(JSON.stringify(content))}); process.exit(${code});`;
		const skips = [{ title: 's', reason: 'no such thing' }];
		// Left by an earlier run.
		writeFileSync(file('none'), JSON.stringify({ passed: 9, failed: 0, failures: [], skips: [] }));
		const result = await run([
			step('good', report('good', { passed: 5, failed: 0, failures: [], skips }, 0), {
				report: file('good'),
			}),
			step('bad', report('bad', { passed: 3, failed: 2, failures: ['x', 'y'], skips: [] }, 1), {
				report: file('bad'),
			}),
			step('crashed', report('crashed', { passed: 7, failed: 0, failures: [], skips: [] }, 1), {
				report: file('crashed'),
			}),
			step('silent', 'process.exit(1);', { report: file('none') }),
		]);
		assert.deepEqual(result, {
			passed: 15,
			failed: 4,
			failures: ['x', 'y'],
			skipped: 1,
			skips,
			failedSteps: ['bad', 'crashed', 'silent'],
		});
	});

	it('count what only makes ready when it fails', async () => {
		const result = await run([
			step('made ready', '', { isPreparation: true }),
			step('not made ready', 'process.exit(1);', { isPreparation: true }),
		]);
		assert.deepEqual([result.passed, result.failed], [0, 1]);
		assert.deepEqual(result.failedSteps, ['not made ready']);
	});

	it('are skipped with their reason, which is printed and counted', async () => {
		const skipped = 'has its turn tomorrow';
		const result = await run([
			step('preparation', 'process.exit(1);', { isPreparation: true, skipped }),
			step('test', 'process.exit(1);', { needs: ['preparation'], skipped }),
		]);
		assert.deepEqual(result.skips, [{ title: 'test', reason: skipped }]);
		assert.deepEqual([result.passed, result.failed, result.skipped], [0, 0, 1]);
		assert.equal(printed.match(/Skipped: has its turn tomorrow\n/g)?.length, 2);
	});

	it('say why a program cannot be started', async () => {
		const result = await run([{ title: 'missing', command: [path.join(folder, 'nothing')] }]);
		assert.match(printed, /nothing could not be started: spawn .*ENOENT\n {3}FAILED/);
		assert.equal(result.failed, 1);
	});

	it('cannot need one that comes later', async () => {
		await assert.rejects(
			run([step('a', '', { needs: ['b'] }), step('b', '')]),
			/“a” needs “b”, which is not before it\./,
		);
	});
});
