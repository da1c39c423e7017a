import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { untilLoaded } from '../../../../src/host/editableDocument.ts';
import { findTarget } from '../../../../src/features/patterns/patternTarget.ts';
import { writeFiles, type FileToWrite } from '../../../../src/features/patterns/writeFiles.ts';
import { WritableTree } from '../../../helpers/memoryTree.ts';
import { TemporaryProject } from '../../../helpers/temporaryProject.ts';
import { messageOf } from '../../../helpers/toolCalls.ts';

describe('the files of a pattern', () => {
	let project: TemporaryProject;
	let outside: string;

	beforeEach(() => {
		project = new TemporaryProject('kit2', { 'src/old.ts': 'old\n', 'src/mine.ts': 'mine\n' });
		outside = mkdtempSync(join(tmpdir(), 'agents-outside-'));
	});
	afterEach(async () => {
		await project.remove();
		rmSync(outside, { recursive: true });
	});

	async function lookAt(files: Readonly<Record<string, string>>): Promise<readonly FileToWrite[]> {
		const found: FileToWrite[] = [];
		for (const [path, text] of Object.entries(files)) {
			found.push({ path, text, target: await findTarget(project.uri(''), path) });
		}
		return found;
	}

	/** All files and folders of the sources, with what is in the files. */
	function sources(): Readonly<Record<string, string | undefined>> {
		const names = readdirSync(project.uri('src').fsPath, {
			recursive: true,
			encoding: 'utf8',
		}).toSorted();
		return Object.fromEntries(
			names.map((name) => [name, name.endsWith('.ts') ? project.read(`src/${name}`) : undefined]),
		);
	}

	/** Does something in the moment in which the last of some files is written. */
	function whenTheLastIsWritten(
		files: readonly FileToWrite[],
		work: () => void,
	): readonly FileToWrite[] {
		const last = files.at(-1);
		const place = last?.target.place;
		if (!last || !place) throw new Error('It lies on no disk.');
		const { root, names } = place;
		const slow = {
			names,
			get root(): string {
				work();
				return root;
			},
		};
		return [...files.slice(0, -1), { ...last, target: { ...last.target, place: slow } }];
	}

	async function typeInto(path: string): Promise<vscode.TextDocument> {
		const { document } = await project.open(path);
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, new vscode.Position(0, 0), '// typed\n');
		await vscode.workspace.applyEdit(edit);
		return document;
	}

	it('are all written, those with unsaved changes in VS Code', async () => {
		const typed = await typeInto('src/mine.ts');
		const files = await lookAt({
			'src/a/b/new.ts': 'new\n',
			'src/old.ts': 'old\nmore\n',
			'src/mine.ts': '// typed\nmine\nmore\n',
		});
		await writeFiles(files);
		assert.deepEqual(
			[sources(), typed.getText(), typed.isDirty],
			[
				{
					a: undefined,
					'a/b': undefined,
					'a/b/new.ts': 'new\n',
					'mine.ts': 'mine\n',
					'old.ts': 'old\nmore\n',
				},
				'// typed\nmine\nmore\n',
				true,
			],
		);
	});

	it('are taken back by undo, in each file that was there', async () => {
		const { document } = await project.open('src/old.ts');
		await writeFiles(await lookAt({ 'src/old.ts': 'old\nmore\n' }));
		assert.deepEqual([document.getText(), document.isDirty], ['old\nmore\n', false]);
		await vscode.window.showTextDocument(document);
		await vscode.commands.executeCommand('undo');
		assert.equal(document.getText(), 'old\n');
	});

	it('are taken back whenever the user wants, in all of them', async () => {
		const typed = await typeInto('src/mine.ts');
		const { document } = await project.open('src/old.ts');
		const before = sources();
		const written = await writeFiles(
			await lookAt({
				'src/a/b/new.ts': 'new\n',
				'src/old.ts': 'old\nmore\n',
				'src/mine.ts': '// typed\nmine\nmore\n',
			}),
		);
		assert.equal(written.count, 3);
		assert.deepEqual(await written.takeBack(), []);
		assert.deepEqual([sources(), typed.getText()], [before, '// typed\nmine\n']);
		await untilLoaded(document, 'old\n');
		assert.equal(document.isDirty, false);
	});

	it('are taken back in a file system of VS Code’s, too', async () => {
		const before = { '/app/package.json': '{}', '/app/src/old.ts': 'old\n' };
		const tree = new WritableTree(before);
		const registration = vscode.workspace.registerFileSystemProvider(WritableTree.scheme, tree);
		try {
			const root = vscode.Uri.from({ scheme: WritableTree.scheme, path: '/app' });
			const write = async (): ReturnType<typeof writeFiles> =>
				writeFiles([
					{ path: 'src/new.ts', text: 'new\n', target: await findTarget(root, 'src/new.ts') },
				]);
			const first = await write();
			assert.equal(tree.texts['/app/src/new.ts'], 'new\n');
			assert.deepEqual(await first.takeBack(), []);
			assert.deepEqual({ ...tree.texts }, before);

			const second = await write();
			tree.writeFile(root.with({ path: '/app/src/new.ts' }), Buffer.from('mine\n'));
			assert.deepEqual(await second.takeBack(), ['src/new.ts']);
			assert.equal(tree.texts['/app/src/new.ts'], 'mine\n');
		} finally {
			registration.dispose();
		}
	});

	it('stay where the user has changed them since, saved or not', async () => {
		await typeInto('src/mine.ts');
		const written = await writeFiles(
			await lookAt({
				'src/new.ts': 'new\n',
				'src/other.ts': 'other\n',
				'src/old.ts': 'old\nmore\n',
				'src/mine.ts': '// typed\nmine\nmore\n',
			}),
		);
		await typeInto('src/mine.ts');
		await typeInto('src/new.ts');
		project.write('src/old.ts', 'theirs\n');
		assert.deepEqual((await written.takeBack()).toSorted(), [
			'src/mine.ts',
			'src/new.ts',
			'src/old.ts',
		]);
		assert.deepEqual(sources(), { 'mine.ts': 'mine\n', 'new.ts': 'new\n', 'old.ts': 'theirs\n' });
	});

	it('are taken back, folders too, when one of them has been made by others meanwhile', async () => {
		const typed = await typeInto('src/mine.ts');
		const files = await lookAt({
			'src/a/b/new.ts': 'new\n',
			'src/a/c/new.ts': 'new\n',
			'src/old.ts': 'old\nmore\n',
			'src/mine.ts': '// typed\nmine\nmore\n',
			'src/there.ts': 'ours\n',
		});
		project.write('src/there.ts', 'theirs\n');
		assert.equal(
			await messageOf(writeFiles(files)),
			'src/there.ts, or a folder above it, was changed in the meantime. Insert the pattern once more. Nothing was written.',
		);
		assert.deepEqual(
			[sources(), typed.getText()],
			[{ 'mine.ts': 'mine\n', 'old.ts': 'old\n', 'there.ts': 'theirs\n' }, '// typed\nmine\n'],
		);
	});

	it('are named where they cannot be taken back, because others have changed them since', async () => {
		const seen = await lookAt({
			'src/a/new.ts': 'new\n',
			'src/b/new.ts': 'new\n',
			'src/old.ts': 'old\nmore\n',
			'src/there.ts': 'ours\n',
		});
		const files = whenTheLastIsWritten(seen, () => {
			project.write('src/a/new.ts', 'theirs\n');
			project.write('src/old.ts', 'theirs\n');
			project.write('src/there.ts', 'theirs\n');
		});
		assert.equal(
			await messageOf(writeFiles(files)),
			'src/there.ts, or a folder above it, was changed in the meantime. Insert the pattern once more. What was written already could not be taken back: src/a/new.ts and src/old.ts.',
		);
		assert.deepEqual(sources(), {
			a: undefined,
			'a/new.ts': 'theirs\n',
			'mine.ts': 'mine\n',
			'old.ts': 'theirs\n',
			'there.ts': 'theirs\n',
		});
	});

	it('stay inside when a folder above the project becomes a link', async () => {
		const folder = vscode.workspace.workspaceFolders?.[0];
		assert.ok(folder);
		const [packages, was] = ['packages', 'packages-was'].map((name) =>
			join(folder.uri.fsPath, name),
		);
		assert.ok(packages && was);
		const root = vscode.Uri.joinPath(folder.uri, 'packages/app');
		await vscode.workspace.fs.createDirectory(root);
		await vscode.workspace.fs.createDirectory(vscode.Uri.file(join(outside, 'app')));
		try {
			const target = await findTarget(root, 'src/new.ts');
			renameSync(packages, was);
			symlinkSync(outside, packages);
			assert.match(
				await messageOf(writeFiles([{ path: 'src/new.ts', text: '', target }])),
				/a folder above it, was changed in the meantime/,
			);
			assert.equal(
				await messageOf(findTarget(root, 'src/new.ts')),
				'The folder of the project is a link that leads out of the workspace. Nothing was written.',
			);
			assert.equal(existsSync(join(outside, 'app/src')), false);
		} finally {
			rmSync(packages, { recursive: true, force: true });
			rmSync(was, { recursive: true, force: true });
		}
	});

	it('are refused with the reason and what helps, where the disk takes none of such a name', async () => {
		const long = 'x'.repeat(300);
		const message = await messageOf(lookAt({ [`src/${long}/+page.ts`]: '' }));
		assert.match(
			message,
			/^src\/x+…x+\/\+page\.ts could not be written: the path is too long\. Choose a shorter route\.$/,
		);
		await project.open('src/old.ts');
		assert.equal(
			await messageOf(lookAt({ 'src/old.ts/deep/+page.ts': '' })),
			'src/old.ts is a file, and src/old.ts/deep/+page.ts needs a folder there. Rename the file or choose another place. Nothing was written.',
		);
		symlinkSync('loop', project.uri('src/loop').fsPath);
		assert.equal(
			await messageOf(lookAt({ 'src/loop/+page.ts': '' })),
			'src/loop/+page.ts could not be written: the links on the path lead in a circle. Remove the link that leads to itself.',
		);
	});
});
