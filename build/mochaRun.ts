import { globSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { runAndReport } from './testReport.ts';
import { cacheRoot, repoRoot } from './vscode/paths.ts';

// `node build/mochaRun.ts <name> <pattern> [--grep TEXT]` runs the test files that match in plain
// Node and writes `.vscode-test/results/<name>.json`.
const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { grep: { type: 'string' } },
});
const [name, pattern] = positionals;
if (name === undefined || pattern === undefined) {
	throw new Error('Usage: node build/mochaRun.ts NAME PATTERN [--grep TEXT]');
}
const mocha = new Mocha({ timeout: 20_000, ...(values.grep && { fgrep: values.grep }) });
for (const file of globSync(pattern, { cwd: repoRoot }).toSorted()) {
	mocha.addFile(path.join(repoRoot, file));
}
await mocha.loadFilesAsync();
const { failed } = await runAndReport(mocha, path.join(cacheRoot, 'results', `${name}.json`));
process.exit(failed > 0 ? 1 : 0);
