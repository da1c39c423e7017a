import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { createToolSet } from '../../../../src/features/tools/toolSet.ts';
import { FlippingFolder } from '../../../helpers/flippingFolder.ts';
import { run } from '../../../helpers/toolCalls.ts';
import { triesAll } from '../../../helpers/turn.ts';
import { WorkspaceFiles } from '../../../helpers/workspaceFiles.ts';

/** What each reads of a folder that flips, and how often it tries where all is tried. */
const calls = [
	['listFolder', (name: string) => ({ path: `${name}/flip` }), 500],
	['listFolder', (name: string) => ({ path: `${name}/flip/sub` }), 500],
	['findFiles', (name: string) => ({ glob: `${name}/**` }), 300],
	['searchText', (name: string) => ({ text: 'text', files: `${name}/**` }), 300],
	['readFile', (name: string) => ({ path: `${name}/flip/both.txt` }), 500],
	['readFile', (name: string) => ({ path: `${name}/flip/sub/both.txt` }), 500],
	['readFile', (name: string) => ({ path: `${name}/flip/missing.txt` }), 200],
] as const;

describe('tools that read while a folder flips between folder and link', function () {
	let files: WorkspaceFiles;
	let outside: string;

	beforeEach(() => {
		files = new WorkspaceFiles({
			'flip/both.txt': 'text of ours',
			'flip/sub/both.txt': 'text of ours',
		});
		outside = mkdtempSync(join(tmpdir(), 'agents-outside-'));
		mkdirSync(join(outside, 'sub'));
		for (const name of ['both.txt', 'theirs.txt', 'sub/both.txt', 'sub/theirs.txt']) {
			writeFileSync(join(outside, name), 'text of theirs');
		}
	});
	afterEach(async () => {
		await files.remove();
		rmSync(outside, { recursive: true });
	});

	for (const [tool, inputFor, count] of calls) {
		const input = inputFor('x');
		it(`tell nothing of what is outside: ${tool} ${JSON.stringify(input)}`, async () => {
			const tools = createToolSet();
			const flipping = new FlippingFolder(join(files.folder, 'flip'), outside, {
				folder: 4,
				link: 4,
			});
			const results = new Map<string, number>();
			const fewest = triesAll ? count : count / 4;
			// A fast machine is done before the folder has flipped.
			for (let i = 0; i < fewest || flipping.turns <= 5; i++) {
				const result = await run(tools, tool, inputFor(files.name)).catch(String);
				results.set(result, (results.get(result) ?? 0) + 1);
			}
			await flipping.stop();
			const said = [...results].map(([text, times]) => `${times} × ${text}`);
			assert.ok(flipping.turns > 5);
			assert.deepEqual(
				said.filter((text) => text.includes('theirs')),
				[],
			);
			// It is not by refusing everything.
			assert.ok(
				said.some((text) => /both\.txt|text of ours|No file .*missing/.test(text)),
				said.join('\n'),
			);
		});
	}
});
