import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { temporaryFolder } from '../../build/vscode/temporary.ts';
import { unlessUnchanged } from './unchanged.ts';

describe('a tool that went well', () => {
	let folder: string;
	let remove: () => void;
	let runs: number;

	beforeEach(() => {
		({ folder, remove } = temporaryFolder());
		runs = 0;
		write('src/a.ts', 'a');
		write('package-lock.json', '{}');
	});
	afterEach(() => remove());

	function write(name: string, text: string): void {
		const file = path.join(folder, 'project', name);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, text);
	}

	/** How often the tool has run in all, after one more call. */
	async function runTool(
		code = 0,
		what: readonly string[] = ['tool', '--strict'],
	): Promise<number> {
		const root = path.join(folder, 'project');
		const work = async (): Promise<{ code: number; output: string }> => {
			runs++;
			return { code, output: `run ${runs}` };
		};
		const result = await unlessUnchanged(path.join(folder, 'results/tool.json'), root, what, work);
		assert.equal(result.output, `run ${runs}`);
		return runs;
	}

	it('is not run again over the same files, whatever was made of them', async () => {
		assert.equal(await runTool(), 1);
		for (const name of ['build/index.js', '.svelte-kit/types.d.ts', 'drizzle/0000_odd_name.sql']) {
			write(name, 'made');
		}
		assert.equal(await runTool(), 1);
	});

	for (const [what, change] of Object.entries({
		'a file has changed': () => write('src/a.ts', 'b'),
		'a file has come': () => write('src/routes/b.ts', ''),
		'a file has gone': () => rmSync(path.join(folder, 'project/src/a.ts')),
		'text has moved from one file to the next': () => {
			write('src/a.ts', '');
			write('src/b.ts', 'a');
		},
		'packages have changed': () => write('package-lock.json', '{"a": 1}'),
		'its result is gone': () => rmSync(path.join(folder, 'results'), { recursive: true }),
	})) {
		it(`is run again when ${what}`, async () => {
			await runTool();
			change();
			assert.equal(await runTool(), 2);
			assert.equal(await runTool(), 2);
		});
	}

	it('is run again with other arguments', async () => {
		await runTool();
		assert.equal(await runTool(0, ['tool', '--lax']), 2);
	});

	it('is run every time while it fails, also where it went well before', async () => {
		assert.equal(await runTool(1), 1);
		assert.equal(await runTool(1), 2);
		assert.equal(await runTool(0), 3);
		write('src/a.ts', 'broken');
		assert.equal(await runTool(1), 4);
		write('src/a.ts', 'a');
		assert.equal(await runTool(0), 5);
	});
});
