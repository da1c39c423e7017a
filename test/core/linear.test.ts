import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'mocha';
import { repoRoot } from '../../build/vscode/paths.ts';
import { triesAll, turn } from '../helpers/turn.ts';
import { runGrowth } from './linear/growthRun.ts';
import { textFunctions, withoutText } from './linear/textFunctions.ts';

/** All functions take minutes: a run has time for one of so many parts, which is another one every day. */
const parts = 24;

describe('every function of core', () => {
	it('that is exported is in the table, or is said to take no text', async () => {
		const covered = new Set<unknown>([
			...textFunctions.flatMap(({ covers }) => covers),
			...withoutText.keys(),
		]);
		const missing: string[] = [];
		for (const file of globSync('src/core/**/*.ts', { cwd: repoRoot }).toSorted()) {
			const url = pathToFileURL(path.join(repoRoot, file)).href;
			const exported = Object.entries((await import(url)) as Record<string, unknown>);
			for (const [name, value] of exported) {
				if (typeof value === 'function' && !covered.has(value)) missing.push(`${file}: ${name}`);
			}
		}
		assert.deepEqual(missing, [], 'add a call to test/core/linear/textFunctions.ts');
	});

	it('takes time and memory in proportion to its text, whatever that is', async function () {
		this.timeout(1_800_000);
		const part = triesAll ? { of: 1, which: 0 } : { of: parts, which: turn % parts };
		console.log(`      TEST_TURN=${turn}, part ${part.which + 1} of ${part.of}`);
		const { calls, faults } = await runGrowth(part, turn, 4);
		assert.deepEqual(faults, []);
		console.log(`      tried ${calls} calls`);
	});
});
