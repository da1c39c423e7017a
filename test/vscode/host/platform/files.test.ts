import assert from 'node:assert/strict';
import { readFile, rename, symlink, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { AgentPatterns } from '../../../../src/features/patterns/agentPatterns.ts';
import { readAttachments } from '../../../../src/features/participants/attachments.ts';
import { ProjectReader } from '../../../../src/host/project/projectReader.ts';
import {
	readBounded,
	readBoundedText,
	readText,
	stampOf,
	stampOnDisk,
} from '../../../../src/host/platform/files.ts';
import { linkTarget, linkTargetNow } from '../../../../src/host/platform/linkTarget.ts';
import { toolIds } from '../../../../src/ids.ts';
import { newLibrary } from '../../../helpers/agentLibrary.ts';
import { SpecialFiles, specialNames } from '../../../helpers/specialFiles.ts';
import { TemporaryFiles } from '../../../helpers/temporaryFiles.ts';
import { WorkspaceFiles } from '../../../helpers/workspaceFiles.ts';

const gibibyte = 1024 ** 3;
const tries = 20;

describe('reading a file', function () {
	if (process.platform === 'win32') this.pending = true;
	let files: TemporaryFiles;
	let special: SpecialFiles;

	beforeEach(() => {
		files = new TemporaryFiles(join(tmpdir(), 'agents-reading-'), { 'a.txt': 'text' });
		special = new SpecialFiles(files.folder);
	});

	afterEach(async () => {
		await special.release();
		await files.remove();
	});

	async function outcome(name: string, max = 1024, textOnly = false): Promise<string> {
		const read = await readBounded(files.uri(name), max, { textOnly });
		return 'failure' in read ? read.failure : new TextDecoder().decode(read.bytes);
	}

	it('ends with the text, or with what is there instead', async () => {
		await special.all();
		special.sparse('large', 2 * gibibyte);
		special.sparse('binary', 1000);
		files.write('folder/b.txt', '');
		const names = ['a.txt', 'folder', 'none', 'a.txt/none', ...specialNames, 'large'];
		assert.deepEqual(await Promise.all(names.map(async (name) => [name, await outcome(name)])), [
			['a.txt', 'text'],
			['folder', 'folder'],
			['none', 'missing'],
			['a.txt/none', 'missing'],
			['pipe', 'special'],
			['device', 'special'],
			['socket', 'special'],
			['large', 'tooLarge'],
		]);
		assert.equal(await outcome('binary', 1024, true), 'binary');
	});

	it('takes as many bytes as it may, and not one more', async () => {
		for (const size of [0, 1, 8191, 8192, 8193, 20_000]) {
			files.write('b.txt', 'x'.repeat(size));
			assert.equal((await outcome('b.txt', size)).length, size);
			if (size > 0) assert.equal(await outcome('b.txt', size - 1), 'tooLarge');
		}
	});

	it('reads what does not tell its size', async () => {
		const uri = vscode.Uri.file('/proc/self/maps');
		const read = await readBounded(uri, gibibyte);
		assert.ok('bytes' in read && read.bytes.byteLength > 10_000);
		assert.deepEqual(await readBounded(uri, 10_000), {
			failure: 'tooLarge',
			spent: 10_001,
			size: 10_001,
		});
	});

	it('follows no link where none may be', async () => {
		files.write('folder/b.txt', 'b');
		await symlink('a.txt', join(files.folder, 'link'));
		await symlink('folder', join(files.folder, 'linked'));
		const read = async (name: string): Promise<string | undefined> => {
			const found = await readBounded(files.uri(name), 1024, { withoutLinks: true });
			return 'failure' in found ? found.failure : undefined;
		};
		assert.deepEqual(
			[await read('link'), await read('linked/b.txt'), await read('folder/b.txt')],
			['link', 'link', undefined],
		);
	});

	it('works as well in other file systems', async () => {
		const system = vscode.workspace.registerFileSystemProvider('bounded', new OneFile('text'));
		try {
			const uri = vscode.Uri.parse('bounded:/a.txt');
			assert.deepEqual(
				[
					await readBoundedText(uri, 4),
					await readBounded(uri, 3),
					await readBounded(vscode.Uri.parse('bounded:/lies'), 3),
					await readBounded(vscode.Uri.parse('bounded:/folder'), 3),
					await readBounded(vscode.Uri.parse('bounded:/odd'), 3),
				],
				[
					{ text: 'text' },
					{ failure: 'tooLarge', spent: 0, size: 4 },
					{ failure: 'tooLarge', spent: 4, size: 4 },
					{ failure: 'folder', spent: 0, size: 0 },
					{ failure: 'special', spent: 0, size: 0 },
				],
			);
		} finally {
			system.dispose();
		}
	});

	it('never keeps anybody waiting, however often it is tried', async () => {
		special.pipe('pipe');
		special.device('device');
		for (let i = 0; i < tries; i++) {
			assert.deepEqual(
				await Promise.all(['pipe', 'device'].map((name) => readText(files.uri(name)))),
				[undefined, undefined],
			);
		}
		assert.equal(await readFile(join(files.folder, 'a.txt'), 'utf8'), 'text');
	});
});

describe('the stamp of a file', function () {
	// Links need a right of their own there.
	if (process.platform === 'win32') this.pending = true;
	let files: TemporaryFiles;

	beforeEach(() => {
		files = new TemporaryFiles(join(tmpdir(), 'agents-stamps-'), {
			'a.txt': 'text',
			'b.txt': 'next',
		});
	});

	afterEach(() => files.remove());

	it('is the same as long as the file is, whatever its times were set to', async () => {
		const uri = files.uri('a.txt');
		// What is changed twice in a moment may have one time: nothing is certain for so long.
		assert.notEqual(stampOnDisk(uri), stampOnDisk(uri));
		await pause(2_100);
		const stamp = stampOnDisk(uri);
		assert.ok(stamp);
		assert.equal(stampOnDisk(uri), stamp);
		assert.equal(await stampOf(uri), stamp);

		files.write('a.txt', 'TEXT');
		const long = new Date(Date.now() - 100_000);
		await utimes(uri.fsPath, long, long);
		const changed = stampOnDisk(uri);
		assert.notEqual(changed, stamp);
		await rename(files.uri('b.txt').fsPath, uri.fsPath);
		assert.notEqual(stampOnDisk(uri), changed);
	});

	it('is that of what a link leads to, and none of anything but files', async () => {
		await symlink(files.uri('a.txt').fsPath, files.uri('link').fsPath);
		await pause(2_100);
		assert.equal(stampOnDisk(files.uri('link')), stampOnDisk(files.uri('a.txt')));
		for (const name of ['', 'none', 'a.txt/none']) {
			assert.equal(stampOnDisk(files.uri(name)), undefined, name);
		}
		for (const name of ['link', 'a.txt', 'none']) {
			const uri = files.uri(name);
			assert.equal(linkTargetNow(uri).toString(), (await linkTarget(uri)).toString(), name);
		}
	});

	it('tells an open file by its version', async () => {
		const document = await vscode.workspace.openTextDocument(files.uri('a.txt'));
		const stamp = await stampOf(document.uri);
		assert.equal(await stampOf(document.uri), stamp);
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, new vscode.Position(0, 0), 'more ');
		await vscode.workspace.applyEdit(edit);
		assert.notEqual(await stampOf(document.uri), stamp);
	});
});

describe('pipes and devices in a workspace', function () {
	if (process.platform === 'win32') this.pending = true;
	let files: WorkspaceFiles;
	let special: SpecialFiles;

	beforeEach(() => {
		files = new WorkspaceFiles({ 'a.txt': 'text' });
		special = new SpecialFiles(files.folder);
	});

	afterEach(async () => {
		await special.release();
		await files.remove();
	});

	it('are named by the tools, and not opened', async () => {
		special.pipe('pipe');
		await special.socket('socket');
		special.sparse('large.bin', 2 * gibibyte);
		files.write('wide.js', `found ${'x'.repeat(2_000_000)}`);
		const { name } = files;
		const call = async (tool: keyof typeof toolIds, input: object): Promise<string> => {
			try {
				const { content } = await vscode.lm.invokeTool(toolIds[tool], {
					input,
					toolInvocationToken: undefined,
				});
				return (content as vscode.LanguageModelTextPart[]).map(({ value }) => value).join('');
			} catch (error) {
				return String(error);
			}
		};
		for (let i = 0; i < tries; i++) {
			assert.deepEqual(
				[
					await call('readFile', { path: `${name}/pipe` }),
					await call('readFile', { path: `${name}/socket` }),
					await call('searchText', { text: 'text', files: `${name}/**` }),
				],
				[
					`ToolError: ${name}/pipe is no regular file, but a pipe, a device or a socket.`,
					`ToolError: ${name}/socket is no regular file, but a pipe, a device or a socket.`,
					`${name}/a.txt:1: text\n\n[2 files larger than 1 MiB were not searched.]`,
				],
			);
		}
		assert.equal(
			await call('listFolder', { path: name }),
			'a.txt\nlarge.bin\npipe (no file)\nsocket (no file)\nwide.js',
		);
		assert.equal(
			await call('findFiles', { glob: `${name}/*` }),
			[`a.txt`, 'large.bin', 'wide.js'].map((file) => `${name}/${file}`).join('\n'),
		);
		assert.equal(await readFile(join(files.folder, 'a.txt'), 'utf8'), 'text');
	});

	it('are no manifests and no configuration', async () => {
		special.device('package.json');
		files.write('app/package.json', '{"devDependencies":{"@sveltejs/kit":"^3.2.0"}}');
		special.pipe('app/svelte.config.js');
		special.device('app/vite.config.ts');
		for (let i = 0; i < tries; i++) {
			const reader = new ProjectReader();
			const above = await reader.near(files.uri('a.txt'));
			const own = await reader.near(files.uri('app/src/a.ts'));
			reader.dispose();
			assert.deepEqual(
				[above?.root.path, own?.root.path, own?.facts.kit.major],
				[vscode.workspace.workspaceFolders?.[0]?.uri.path, files.uri('app').path, 3],
			);
		}
	});

	it('are no agent files', async () => {
		special.pipe('x.agent.md');
		const path = files.uri('x.agent.md').toString();
		const library = newLibrary();
		try {
			await library.ready;
			assert.ok(library.catalog.agents.length > 0);
			assert.equal(library.catalog.at(path), undefined);
			assert.equal(await new AgentPatterns(library).of(path), undefined);
		} finally {
			library.dispose();
		}
	});

	it('are not attached', async () => {
		await special.all();
		const references = await readAttachments(
			specialNames.map((name) => ({ id: name, value: files.uri(name) })),
			false,
		);
		assert.deepEqual(
			references.map((reference) => 'reason' in reference && reference.reason),
			specialNames.map(() => 'it is no regular file, but a pipe, a device or a socket'),
		);
	});
});

/** A file system in which every file has one text, and `lies` tells no size. */
class OneFile implements vscode.FileSystemProvider {
	readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
	readonly #bytes: Uint8Array;

	constructor(text: string) {
		this.#bytes = new TextEncoder().encode(text);
	}

	stat({ path }: vscode.Uri): vscode.FileStat {
		const type =
			path === '/folder'
				? vscode.FileType.Directory
				: path === '/odd'
					? vscode.FileType.Unknown
					: vscode.FileType.File;
		return {
			type,
			ctime: 0,
			mtime: 0,
			size: path === '/a.txt' ? this.#bytes.byteLength : 0,
		};
	}

	readFile(): Uint8Array {
		return this.#bytes;
	}

	watch(): vscode.Disposable {
		return new vscode.Disposable(() => undefined);
	}

	readDirectory(): [string, vscode.FileType][] {
		return [];
	}

	createDirectory(): void {}
	writeFile(): void {}
	delete(): void {}
	rename(): void {}
}
