import { runSteps } from './steps.ts';
import { planTests, type TestPlan } from './testPlan.ts';
import { messageOf } from './vscode/failure.ts';

// `npm test` runs everything, `npm test -- FILE… WORDS…` the tests in these files whose titles have
// these words.
let plan: TestPlan;
try {
	plan = planTests({
		args: process.argv.slice(2),
		from: process.env['INIT_CWD'] ?? process.cwd(),
		isDesktop: process.env['VSCODE_TEST'] === 'desktop',
	});
} catch (error) {
	console.error(messageOf(error));
	process.exit(2);
}
const { steps, selection } = plan;
if (selection !== undefined) {
	console.log(`Tests of ${selection}`);
	// What is asked for by name waits for no turn; test/helpers/turn.ts reads this.
	process.env['TEST_SHARE'] ??= 'turns';
}

const started = Date.now();
// More would starve the browsers, whose tests wait for what they see, and be no faster on two cores.
const lanes = { windows: 1, others: 1 };
const result = await runSteps(steps, lanes, (text) => process.stdout.write(text));
const { passed, failed, skipped } = result;
console.log(`\nAll steps took ${Math.round((Date.now() - started) / 1000)} s.`);
for (const title of result.failedSteps) console.log(`Failed: ${title}`);
for (const title of result.failures) console.log(`Failed test: ${title}`);
for (const { title, reason } of result.skips) console.log(`Skipped: ${title}: ${reason}`);
const isEmpty = passed + failed + skipped === 0;
if (isEmpty) console.log(`There are no tests of ${selection}.`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || isEmpty ? 1 : 0;
