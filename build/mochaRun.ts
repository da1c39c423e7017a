import { globSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { runAndReport } from './testReport.ts';
import { titlePattern } from './titles.ts';
import { cacheRoot, repoRoot } from './vscode/paths.ts';

// `node build/mochaRun.ts NAME PATTERN… [--grep WORDS] [--all]` runs the test files that match in plain
// Node and writes `.vscode-test/results/<name>.json`. With `--all` tests that choose a share of their
// cases try all of them.
const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { grep: { type: 'string' }, all: { type: 'boolean' } },
});
const [name, ...patterns] = positionals;
if (name === undefined || patterns.length === 0) {
	throw new Error('Usage: node build/mochaRun.ts NAME PATTERN… [--grep WORDS] [--all]');
}
// What test/helpers/turn.ts reads.
if (values.all) process.env['TEST_SHARE'] = 'all';
const mocha = new Mocha({
	// A test that hangs ends some day; one that is slow because the machine is busy does not fail.
	timeout: 300_000,
	...(values.grep && { grep: titlePattern(values.grep) }),
});
for (const file of globSync(patterns, { cwd: repoRoot }).toSorted()) {
	mocha.addFile(path.join(repoRoot, file));
}
await mocha.loadFilesAsync();
const { failed } = await runAndReport(mocha, path.join(cacheRoot, 'results', `${name}.json`));
process.exit(failed > 0 ? 1 : 0);
