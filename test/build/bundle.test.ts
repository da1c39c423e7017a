import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { ESTree } from 'rolldown/utils';
import { parse, Visitor } from 'rolldown/utils';
import { build, loadedWith, type BundledFile } from '../../build/bundle.ts';
import { temporaryFolder } from '../../build/vscode/temporary.ts';

describe('the bundled extension', () => {
	let folder: string;
	let remove: () => void;
	let files: readonly BundledFile[];

	before(async () => {
		({ folder, remove } = temporaryFolder());
		files = await build({ production: true, folder });
	});
	after(() => remove());

	async function textOf(name: string): Promise<string> {
		return readFile(path.join(folder, name), 'utf8');
	}

	it('holds every module once, so that there is one of each class and cache', () => {
		const modules = files.flatMap((file) => file.modules);
		const repeated = modules.filter((module, i) => modules.indexOf(module) !== i);
		assert.deepEqual(repeated, []);
		assert.ok(modules.includes('src/host/userError.ts'), 'the class UserError is in it');
	});

	it('starts with one file of at most 22 KB', () => {
		const start = loadedWith(files, 'extension.cjs');
		assert.deepEqual(
			start.map(({ name }) => name),
			['extension.cjs'],
		);
		assert.ok((start[0]?.bytes ?? 0) <= 22_000, `It has ${start[0]?.bytes} bytes.`);
	});

	it('loads no package before it is needed', () => {
		const [start] = loadedWith(files, 'extension.cjs');
		const packages = start?.modules.filter((module) => module.includes('node_modules/'));
		assert.deepEqual(packages, []);
	});

	it('runs no text as code', async () => {
		const runners: string[] = [];
		for (const { name } of files) {
			const { program } = await parse(name, await textOf(name));
			const look = (node: ESTree.CallExpression | ESTree.NewExpression): void => {
				if (node.callee.type !== 'Identifier') return;
				if (['eval', 'Function'].includes(node.callee.name)) runners.push(name);
			};
			new Visitor({ CallExpression: look, NewExpression: look }).visit(program);
		}
		assert.deepEqual(runners, []);
	});

	it('asks VS Code for its API once, and does not copy it', async () => {
		const askers: string[] = [];
		for (const { name } of files) {
			const requests = (await textOf(name)).match(/require\([`'"]vscode[`'"]\)/g) ?? [];
			askers.push(...requests.map(() => name));
		}
		assert.deepEqual(askers, ['extension.cjs']);
	});

	it('needs nothing at run time but VS Code, Node and its own files', async () => {
		const names = new Set(files.map(({ name }) => name));
		const needed = new Set<string>();
		for (const { name } of files) {
			for (const [, asked = ''] of (await textOf(name)).matchAll(/\brequire\([`'"](.+?)[`'"]\)/g)) {
				const inBundle = path.posix.join(path.posix.dirname(name), asked);
				if (!asked.startsWith('.') || !names.has(inBundle)) needed.add(asked.replace('node:', ''));
			}
		}
		const { builtinModules } = await import('node:module');
		const others = [...needed].filter((name) => !builtinModules.includes(name));
		assert.deepEqual(others, ['vscode']);
	});
});
