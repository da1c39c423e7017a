import assert from 'node:assert/strict';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { ListFolderTool } from '../../../../src/features/tools/listFolderTool.ts';
import { createToolSet } from '../../../../src/features/tools/toolSet.ts';
import { WalkBudget } from '../../../../src/features/tools/walk.ts';
import { messageOf, run } from '../../../helpers/toolCalls.ts';
import { WorkspaceFiles } from '../../../helpers/workspaceFiles.ts';

describe('tools that read', function () {
	let files: WorkspaceFiles;
	const tools = createToolSet();

	beforeEach(() => {
		files = new WorkspaceFiles({ 'a.ts': '' });
	});
	afterEach(async () => {
		await exclude(undefined);
		await files.remove();
	});

	async function exclude(globs: Readonly<Record<string, boolean>> | undefined): Promise<void> {
		const setting = vscode.workspace.getConfiguration();
		await setting.update('files.exclude', globs, vscode.ConfigurationTarget.Global);
	}

	/** How often others had their turn while something was done. */
	async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
		let turns = 0;
		let goesOn = true;
		const other = (): void => {
			turns++;
			if (goesOn) setImmediate(other);
		};
		setImmediate(other);
		await work();
		goesOn = false;
		return turns;
	}

	function make(count: number, length: number): void {
		for (let i = 0; i < count; i++) {
			closeSync(openSync(join(files.folder, `${i}`.padStart(length, 'n')), 'w'));
		}
	}

	it('let others have their turn among globs of files.exclude that take long', async () => {
		make(200, 240);
		await exclude(
			Object.fromEntries(
				Array.from({ length: 30 }, (_, i) => [`**/${'*n'.repeat(300)}${i}x`, true]),
			),
		);
		// What takes too long to tell is hidden, and so is the folder itself only if it has such a name.
		const turns = await turnsDuring(async () =>
			assert.equal(await run(tools, 'listFolder', { path: files.name }), 'a.ts'),
		);
		assert.ok(turns > 10, `${turns} turns`);
		assert.equal(
			await messageOf(run(tools, 'readFile', { path: `${files.name}/missing.ts` })),
			`No file ${files.name}/missing.ts.`,
		);
		assert.match(
			await messageOf(run(tools, 'readFile', { path: `${files.name}/${'n'.repeat(239)}1` })),
			/is hidden by the setting files\.exclude/,
		);
	});

	it('use no file where files.exclude cannot be followed, and say so', async () => {
		const unusable: readonly (readonly [
			setting: Readonly<Record<string, boolean>>,
			why: string,
		])[] = [
			[{ '**/{a': true }, 'the glob **/{a cannot be used: a brace is never closed'],
			[
				Object.fromEntries(
					Array.from({ length: 30 }, (_, i) => [`**/${i}${'*n'.repeat(478)}`, true]),
				),
				'its globs have more than 20000 characters',
			],
		];
		for (const [setting, why] of unusable) {
			await exclude(setting);
			const message = `The setting files.exclude cannot be followed, so that no file can be used: ${why}. Ask the user to correct it.`;
			assert.deepEqual(
				[
					await messageOf(run(tools, 'listFolder', { path: files.name })),
					await messageOf(run(tools, 'readFile', { path: `${files.name}/a.ts` })),
					await messageOf(run(tools, 'findFiles', { glob: '*.ts' })),
					await messageOf(run(tools, 'searchText', { text: 'a' })),
				],
				[message, message, message, message],
			);
		}
	});

	it('give the first of a folder of 10,000 files, and others their turn', async () => {
		make(10_000, 5);
		const tool = new ListFolderTool(() => new WalkBudget({ most: 200_000, seconds: Infinity }));
		const { token } = new vscode.CancellationTokenSource();
		let listed = '';
		const turns = await turnsDuring(async () => {
			listed = await tool.run({ path: files.name }, token);
		});
		const names = Array.from({ length: 10_000 }, (_, i) => `${i}`.padStart(5, 'n'));
		assert.equal(
			listed,
			[
				...[...names, 'a.ts'].toSorted().slice(0, 500),
				'',
				'[9501 more are not listed. Find files by a glob instead.]',
			].join('\n'),
		);
		// It is read in more than thirty pieces.
		assert.ok(turns > 15, `${turns} turns`);
		const found = await run(tools, 'findFiles', { glob: `${files.name}/*9` });
		assert.deepEqual(
			found.split('\n').slice(0, 200),
			names
				.filter((name) => name.endsWith('9'))
				.toSorted()
				.slice(0, 200)
				.map((name) => `${files.name}/${name}`),
		);
	});

	it('say that a folder was too large to be listed whole', async () => {
		make(1_000, 4);
		const tool = new ListFolderTool(() => new WalkBudget({ most: 700 }));
		const listed = await tool.run({ path: files.name }, new vscode.CancellationTokenSource().token);
		const lines = listed.split('\n');
		assert.deepEqual(
			[lines.length, lines.at(-1)],
			[
				502,
				'[Stopped after 700 files and folders; 200 of them and all others are not listed. Find files by a glob instead.]',
			],
		);
	});

	it('end in the middle of a large folder when they are cancelled', async () => {
		make(5_000, 5);
		for (const [tool, input] of [
			['listFolder', { path: files.name }],
			['findFiles', { glob: '*.none' }],
		] as const) {
			const source = new vscode.CancellationTokenSource();
			setImmediate(() => source.cancel());
			await assert.rejects(
				async () => tools[tool].invoke({ input, toolInvocationToken: undefined }, source.token),
				vscode.CancellationError,
			);
		}
	});
});
