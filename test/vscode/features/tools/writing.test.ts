import assert from 'node:assert/strict';
import {
	chmodSync,
	existsSync,
	linkSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { createToolSet } from '../../../../src/features/tools/toolSet.ts';
import type { Dialogs } from '../../../../src/host/dialogs.ts';
import {
	editDocument,
	openEditable,
	type EditableDocument,
} from '../../../../src/host/editableDocument.ts';
import { readBounded } from '../../../../src/host/platform/files.ts';
import { Refusals } from '../../../../src/host/refusals.ts';
import { rewriteWithoutLinks } from '../../../../src/host/platform/withoutLinks.ts';
import { FlippingFolder } from '../../../helpers/flippingFolder.ts';
import { MemoryFiles } from '../../../helpers/memoryFiles.ts';
import { PreparedDialogs } from '../../../helpers/preparedDialogs.ts';
import { markdownOf, messageOf, prepare, prepareAndRun, run } from '../../../helpers/toolCalls.ts';
import { drawn } from '../../../helpers/sampleSecrets.ts';
import { WorkspaceFiles } from '../../../helpers/workspaceFiles.ts';

/** What each needs besides a path. */
const inputs = {
	editFile: { oldText: 'one', newText: 'two' },
	createFile: { text: '' },
};

describe('tools that write', function () {
	let files: WorkspaceFiles;
	let outside: string;
	const changedSettings = new Set<string>();

	beforeEach(() => {
		files = new WorkspaceFiles({ 'a.txt': 'one\n' });
		outside = mkdtempSync(join(tmpdir(), 'agents-outside-'));
	});
	afterEach(async () => {
		for (const id of changedSettings) await set(id, undefined);
		changedSettings.clear();
		await files.remove();
		rmSync(outside, { recursive: true });
	});

	async function set(id: string, value: unknown): Promise<void> {
		changedSettings.add(id);
		const setting = vscode.workspace.getConfiguration();
		await setting.update(id, value, vscode.ConfigurationTarget.Global);
	}

	function at(path: string): string {
		return `${files.name}/${path}`;
	}

	/** Says yes to everything, after it has done something. */
	function yesAfter(work: () => void): Dialogs {
		return {
			ask: async () => {
				work();
				return 'Write It';
			},
			tell: async () => undefined,
			choose: async () => undefined,
		};
	}

	describe('and a file that changes', () => {
		it('edit nothing when it changes while the user is asked about it', async () => {
			files.write('.github/ci.yml', 'AAAA one BBBB');
			const path = at('.github/ci.yml');
			const now = 'CCCCCCCC DDDD one';
			const tools = createToolSet(
				undefined,
				yesAfter(() => files.write('.github/ci.yml', now)),
			);
			assert.equal(
				await messageOf(prepareAndRun(tools, 'editFile', { path, oldText: 'one', newText: 'two' })),
				`${path} has changed since it was read or the user agreed. Read it and try again.`,
			);
			assert.equal(files.read('.github/ci.yml'), now);
		});

		it('edit nothing when it is edited in an editor meanwhile', async () => {
			files.write('.github/ci.yml', 'one');
			const path = at('.github/ci.yml');
			const document = await vscode.workspace.openTextDocument(files.uri('.github/ci.yml'));
			const tools = createToolSet(undefined, {
				...yesAfter(() => undefined),
				ask: async () => {
					const edit = new vscode.WorkspaceEdit();
					edit.insert(document.uri, new vscode.Position(0, 0), 'mine ');
					await vscode.workspace.applyEdit(edit);
					return 'Write It';
				},
			});
			await assert.rejects(
				prepareAndRun(tools, 'editFile', { path, oldText: 'one', newText: 'two' }),
				/has changed since/,
			);
			assert.deepEqual([document.getText(), files.read('.github/ci.yml')], ['mine one', 'one']);
		});

		it('edit nothing when another file has taken its place, of the same text', async () => {
			const path = at('a.txt');
			const tools = createToolSet();
			const input = { path, oldText: 'one', newText: 'two' };
			await prepare(tools, 'editFile', input);
			writeFileSync(join(files.folder, 'b.txt'), 'one\n');
			renameSync(join(files.folder, 'b.txt'), join(files.folder, 'a.txt'));
			await assert.rejects(run(tools, 'editFile', input), /has changed since/);
			assert.equal(files.read('a.txt'), 'one\n');
		});
	});

	describe('and what saving would do', () => {
		it('write the change alone, whatever the settings say of saving', async () => {
			await set('files.trimTrailingWhitespace', true);
			await set('files.insertFinalNewline', true);
			await set('editor.formatOnSave', true);
			files.write('b.json', '{"a" :  1,   \n"b":2}   ');
			const document = await vscode.workspace.openTextDocument(files.uri('b.json'));
			await vscode.window.showTextDocument(document);
			const input = { path: at('b.json'), oldText: '2', newText: '3' };
			assert.equal(
				await prepareAndRun(createToolSet(), 'editFile', input),
				`Edited ${at('b.json')} at line 2.`,
			);
			assert.deepEqual(
				[files.read('b.json'), document.getText(), document.isDirty],
				['{"a" :  1,   \n"b":3}   ', '{"a" :  1,   \n"b":3}   ', false],
			);
		});

		it('make one edit after the other', async () => {
			for (const [oldText, newText] of [
				['one', 'two'],
				['two', 'three\nfour'],
				['four', ''],
			] as const) {
				await prepareAndRun(createToolSet(), 'editFile', { path: at('a.txt'), oldText, newText });
			}
			assert.equal(files.read('a.txt'), 'three\n\n');
		});

		it('refuse what the user has made read-only', async () => {
			await set('files.readonlyInclude', {
				'**/locked/**': true,
				'*.gen.ts': true,
				'tools-*/c.txt': true,
			});
			await set('files.readonlyExclude', { '**/locked/open.txt': true });
			files.write('locked/a.txt', 'one');
			files.write('locked/open.txt', 'one');
			files.write('c.txt', 'one');
			chmodSync(join(files.folder, 'a.txt'), 0o444);
			const refusal = (path: string, tool: 'editFile' | 'createFile'): Promise<string> =>
				messageOf(prepare(createToolSet(), tool, { path, ...inputs[tool] }));
			const bySetting = (path: string): string =>
				`The setting files.readonlyInclude makes ${path} read-only.`;
			assert.deepEqual(
				[
					await refusal(at('locked/a.txt'), 'editFile'),
					await refusal(at('locked/new.txt'), 'createFile'),
					await refusal('x.gen.ts', 'createFile'),
					await refusal(at('c.txt'), 'editFile'),
					await refusal(at('a.txt'), 'editFile'),
				],
				[
					bySetting(at('locked/a.txt')),
					bySetting(at('locked/new.txt')),
					bySetting('x.gen.ts'),
					bySetting(at('c.txt')),
					`${at('a.txt')} is read-only.`,
				],
			);
			await prepareAndRun(createToolSet(), 'editFile', {
				path: at('locked/open.txt'),
				oldText: 'one',
				newText: 'two',
			});
			assert.equal(files.read('locked/open.txt'), 'two');
		});

		it('take a pattern that cannot be read for one that fits all files', async () => {
			await set('files.readonlyInclude', { '**/{a': true });
			const tools = createToolSet();
			assert.match(
				await messageOf(prepare(tools, 'createFile', { path: at('b.txt'), text: '' })),
				/makes .+ read-only/,
			);
		});
	});

	describe('and make a new file', () => {
		it('write it as VS Code would, and only what its encoding can hold', async () => {
			const made: Record<string, string> = {};
			const refused: Record<string, string> = {};
			for (const encoding of ['utf8', 'utf8bom', 'utf16le', 'windows1252', 'shiftjis']) {
				await set('files.encoding', encoding);
				for (const [name, text] of Object.entries({
					latin: 'é\n',
					kana: 'ア\n',
					emoji: '\uFEFF😀',
				})) {
					const path = at(`${encoding}-${name}.txt`);
					try {
						await prepareAndRun(createToolSet(), 'createFile', { path, text });
						const bytes = readFileSync(join(files.folder, `${encoding}-${name}.txt`));
						made[`${encoding} ${name}`] = bytes.toString('hex');
					} catch (error) {
						refused[`${encoding} ${name}`] = (error as Error).message.replace(path, 'it');
					}
				}
			}
			assert.deepEqual(made, {
				'utf8 latin': 'c3a90a',
				'utf8 kana': 'e382a20a',
				'utf8 emoji': 'f09f9880',
				'utf8bom latin': 'efbbbfc3a90a',
				'utf8bom kana': 'efbbbfe382a20a',
				'utf8bom emoji': 'efbbbff09f9880',
				'utf16le latin': 'fffee9000a00',
				'utf16le kana': 'fffea2300a00',
				'utf16le emoji': 'fffe3dd800de',
				'windows1252 latin': 'e90a',
				'shiftjis kana': '83410a',
			});
			const lacking = (encoding: string): string =>
				`The text has characters that it cannot hold: files here have the encoding ${encoding}.`;
			assert.deepEqual(refused, {
				'windows1252 kana': lacking('windows1252'),
				'windows1252 emoji': lacking('windows1252'),
				'shiftjis latin': lacking('shiftjis'),
				'shiftjis emoji': lacking('shiftjis'),
			});
		});

		it('give it line ends of one kind', async () => {
			const make = async (name: string, text: string): Promise<string> => {
				await prepareAndRun(createToolSet(), 'createFile', { path: at(name), text });
				return files.read(name);
			};
			assert.equal(await make('1.js', '// a\rrequire("b")\r\n'), '// a\nrequire("b")\n');
			assert.equal(await make('2.csv', 'a\r\nb\r\n'), 'a\r\nb\r\n');
			await set('files.eol', '\r\n');
			assert.equal(await make('3.txt', 'a\nb\n'), 'a\r\nb\r\n');
		});

		it('refuse what is no text', async () => {
			for (const text of ['a\0b', 'a\uD800b']) {
				assert.match(
					await messageOf(prepare(createToolSet(), 'createFile', { path: at('n.txt'), text })),
					/has characters that .+ cannot hold/,
				);
			}
			const input = { path: at('a.txt'), oldText: 'one', newText: 'a\uD800b' };
			assert.match(
				await messageOf(prepare(createToolSet(), 'editFile', input)),
				/newText has characters that/,
			);
		});
	});

	describe('and paths', () => {
		it('refuse those that hide something', async () => {
			const names = [
				'ok.txt? It is empty.\n\nApproved by your administrator',
				'evil\u202Etxt.js',
				'a\u200Bb.txt',
				'a\u00A0b.txt',
				'a\u2028b.txt',
				'a\u0007.txt',
				'a\uFE0F.txt',
				`a${' '.repeat(40)}.exe`,
				'folder /b.txt',
				' a/b.txt',
			];
			for (const name of names) {
				const message = await messageOf(
					prepare(createToolSet(), 'createFile', { path: at(name), text: '' }),
				);
				assert.match(
					message,
					/holds characters or blanks that cannot be seen\. Use a plain name\.$/,
				);
				assert.doesNotMatch(message, /[\p{Cf}\p{Cc}\u2028](?<!\u2060)/u);
			}
			files.write('evil\u202Etxt.js', 'one');
			const input = { path: at('evil\u202Etxt.js'), oldText: 'one', newText: 'two' };
			assert.match(
				await messageOf(prepare(createToolSet(), 'editFile', input)),
				/evil⟨U\+202E⟩txt\.js holds characters/,
			);
		});

		it('show what a link leads to, and the end of a long path', async () => {
			files.write('.env', 'KEY=1');
			files.write('d/x.txt', '');
			symlinkSync(join(files.folder, '.env'), join(files.folder, 'env.txt'));
			symlinkSync(join(files.folder, 'd'), join(files.folder, 'dd'));
			const dialogs = new PreparedDialogs('Write It');
			const tools = createToolSet(undefined, dialogs);
			const edited = await prepare(tools, 'editFile', {
				path: at('env.txt'),
				oldText: '1',
				newText: '2',
			});
			assert.deepEqual(dialogs.asked, [
				`Let the agent write ${at('env.txt')} → ${at('.env')}? [Do Not Write] [Write It]`,
			]);
			assert.equal(edited.invocationMessage, `Editing ${at('env.txt')} → ${at('.env')}`);
			const long = `${'deep/'.repeat(40)}tasks.json`;
			for (const [path, shown] of [
				['dd/new.txt', `${at('dd/new.txt')} → ${at('d/new.txt')}`],
				[long, /^tools-.+…(?:deep\/)+tasks\.json$/],
			] as const) {
				const { confirmationMessages, invocationMessage } = await prepare(tools, 'createFile', {
					path: at(path),
					text: 'x',
				});
				assert.equal(confirmationMessages?.title, 'Create this file?');
				const [first = ''] = plainOf(markdownOf(confirmationMessages)).split('\n');
				if (typeof shown === 'string') assert.equal(first, shown);
				else assert.match(first, shown);
				assert.equal(invocationMessage, `Creating ${first}`);
			}
		});

		it('show them as text, whatever is in them', async () => {
			const name =
				'![x](https://leak.example/a.png?d=1) [y](command:z) <img src=x> `$(bug)` www.a.example #.txt';
			const tools = createToolSet();
			const { confirmationMessages } = await prepare(tools, 'createFile', {
				path: at(`src/${name}`),
				text: '```\n![x](https://leak.example/b.png)\n````\n',
			});
			const [path = '', ...rest] = markdownOf(confirmationMessages).split('\n\n');
			assert.doesNotMatch(path, /(?<!\\)[[\](!`]|:\/\/|\$\(/);
			assert.match(
				rest.join('\n\n'),
				/^A new file\\\.\n`````diff\n\+```\n\+!\[x\].+\n\+````\n`````\n$/,
			);
		});
	});

	describe('and paths that mean something in markdown', () => {
		const names = [
			'a&lt;b.ts',
			'AGENTS&period;md',
			'a&#60;b&#x3c;.ts',
			'a&amp;amp;b.ts',
			'a&b.ts',
			'&nbsp;.ts',
			'<x:y>.ts',
			'<b>.ts',
			'<!--a-->.ts',
			'*a*_b_`c`~d~.ts',
		];
		for (const name of names) {
			it(`show them letter by letter: ${name}`, async () => {
				const { confirmationMessages, invocationMessage } = await prepare(
					createToolSet(),
					'createFile',
					{ path: at(name), text: '' },
				);
				const message = confirmationMessages?.message;
				assert.ok(message instanceof vscode.MarkdownString);
				const html: string = await vscode.commands.executeCommand(
					'markdown.api.render',
					message.value,
				);
				const [, first = ''] = /<p[^>]*>(.*?)<\/p>/s.exec(html) ?? [];
				const entities: Readonly<Record<string, string>> = {
					'&lt;': '<',
					'&gt;': '>',
					'&quot;': '"',
					'&amp;': '&',
				};
				assert.doesNotMatch(first, /<|\u00a0/);
				assert.equal(
					`Creating ${first.replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity] ?? '')}`,
					invocationMessage,
				);
			});
		}
	});

	describe('and what was not shown', () => {
		it('ask about it in a dialog of its own, and name it there', async () => {
			const asked: string[] = [];
			const tools = createToolSet(undefined, {
				...yesAfter(() => undefined),
				ask: async (message, buttons, detail) => {
					asked.push(`${message} [${buttons.join('] [')}] ${detail}`);
					return buttons[0];
				},
			});
			const long = { path: at('long.txt'), text: 'x\n'.repeat(1_000) };
			assert.equal(
				await messageOf(prepareAndRun(tools, 'createFile', long)),
				`The user does not want ${at('long.txt')} to be written. Go on without it.`,
			);
			files.write('b.txt', 'one');
			const wide = { path: at('b.txt'), oldText: 'one', newText: 'y'.repeat(45_000) };
			await assert.rejects(prepareAndRun(tools, 'editFile', wide));
			assert.deepEqual(asked, [
				`Let the agent write ${at('long.txt')}? [Do Not Write] [Write It] The change is too long to be shown whole. Not shown: 500 lines.`,
				`Let the agent write ${at('b.txt')}? [Do Not Write] [Write It] The change is too long to be shown whole. Not shown: 5018 characters.`,
			]);
			assert.equal(existsSync(join(files.folder, 'long.txt')), false);
			assert.equal(files.read('b.txt'), 'one');
		});
	});

	describe('and files that decide what runs', () => {
		it('ask about each, each time, and say why', async () => {
			const paths = [
				'.vscode/tasks.json',
				'.github/x.yml',
				'.claude/agents/x.md',
				'x.agent.md',
				'package.json',
				'.husky/pre-commit',
				'vite.config.ts',
				'AGENTS.md',
				'.VSCODE./launch.json',
			];
			const dialogs = new PreparedDialogs(...paths.map(() => 'Write It'));
			const tools = createToolSet(undefined, dialogs);
			for (const path of paths) {
				await prepareAndRun(tools, 'createFile', { path: at(path), text: 'x' });
			}
			assert.deepEqual(
				dialogs.asked,
				paths.map((path) => `Let the agent write ${at(path)}? [Do Not Write] [Write It]`),
			);
		});

		it('ask by what links lead to', async () => {
			files.write('.vscode/old.json', '');
			symlinkSync(join(files.folder, '.vscode'), join(files.folder, 'link'));
			const dialogs = new PreparedDialogs(undefined);
			const tools = createToolSet(undefined, dialogs);
			await assert.rejects(
				prepareAndRun(tools, 'createFile', { path: at('link/tasks.json'), text: '' }),
			);
			assert.deepEqual(dialogs.asked, [
				`Let the agent write ${at('link/tasks.json')} → ${at('.vscode/tasks.json')}? [Do Not Write] [Write It]`,
			]);
		});

		it('refuse version control, installed packages and files of several names', async () => {
			await set('files.exclude', { '**/.git': false });
			files.write('bare.x/HEAD', 'ref: refs/heads/main');
			mkdirSync(join(files.folder, 'bare.x/objects'));
			mkdirSync(join(files.folder, 'bare.x/refs'));
			writeFileSync(join(outside, 'store.js'), 'one');
			linkSync(join(outside, 'store.js'), join(files.folder, 'hard.js'));
			files.write('node_modules/a/index.js', 'one');
			files.write('sub/.git/config', 'one');
			symlinkSync(join(files.folder, 'sub/.git'), join(files.folder, 'innocent'));
			const refusal = async (path: string, tool: 'editFile' | 'createFile'): Promise<string> =>
				(
					await messageOf(prepare(createToolSet(), tool, { path: at(path), ...inputs[tool] }))
				).replace(at(path), 'It');
			assert.deepEqual(
				[
					await refusal('sub/.git/config', 'editFile'),
					await refusal('sub/.GIT./hooks/pre-commit', 'createFile'),
					await refusal('innocent/config', 'editFile'),
					await refusal('.git', 'createFile'),
					await refusal('node_modules/a/index.js', 'editFile'),
					await refusal('node_modules/b/index.js', 'createFile'),
					await refusal('bare.x/config', 'createFile'),
					await refusal('bare.x/hooks/x', 'createFile'),
					await refusal('new/HEAD', 'createFile'),
					await refusal('hard.js', 'editFile'),
				],
				[
					...Array.from(
						{ length: 4 },
						() =>
							'It is not written by agents. It belongs to Git itself. Use Git in the terminal instead.',
					),
					...Array.from(
						{ length: 2 },
						() =>
							'It is not written by agents. It belongs to an installed package. Change what is installed instead.',
					),
					...Array.from(
						{ length: 2 },
						() =>
							'It is not written by agents. It lies in a Git repository without a work tree. Use Git in the terminal instead.',
					),
					'It is not written by agents. Git takes a folder with such a file for a repository.',
					'It is one file under several names (hard links), some of which may lie outside of the workspace, so that it is not changed.',
				],
			);
			assert.equal(readFileSync(join(outside, 'store.js'), 'utf8'), 'one');
		});
	});

	describe('and links that change', () => {
		/** Puts a link to the folder outside in the place of a folder. */
		function swap(name: string): void {
			renameSync(join(files.folder, name), join(files.folder, `${name}-old`));
			symlinkSync(outside, join(files.folder, name));
		}

		it('create nothing when a folder becomes a link while the user is asked', async () => {
			files.write('.vscode/old.json', '');
			const tools = createToolSet(
				undefined,
				yesAfter(() => swap('.vscode')),
			);
			await assert.rejects(
				prepareAndRun(tools, 'createFile', { path: at('.vscode/tasks.json'), text: '{}' }),
				/leads out of the workspace/,
			);
			assert.deepEqual(readdirSync(outside), []);
		});

		it('create nothing when it becomes a link to another folder of the workspace', async () => {
			files.write('.github/a.yml', '');
			files.write('.vscode/a.json', '');
			const tools = createToolSet(
				undefined,
				yesAfter(() => {
					rmSync(join(files.folder, '.github'), { recursive: true });
					symlinkSync(join(files.folder, '.vscode'), join(files.folder, '.github'));
				}),
			);
			const path = at('.github/tasks.json');
			assert.equal(
				await messageOf(prepareAndRun(tools, 'createFile', { path, text: '{}' })),
				`${path} leads to another place than when the user agreed. Try again.`,
			);
			assert.deepEqual(readdirSync(join(files.folder, '.vscode')), ['a.json']);
		});

		it('edit nothing when a folder becomes a link while the user is asked', async () => {
			files.write('.vscode/settings.json', '{"a": 1}');
			writeFileSync(join(outside, 'settings.json'), '{"a": 1}');
			const tools = createToolSet(
				undefined,
				yesAfter(() => swap('.vscode')),
			);
			const input = { path: at('.vscode/settings.json'), oldText: '1', newText: '2' };
			await assert.rejects(prepareAndRun(tools, 'editFile', input), /leads out of the workspace/);
			assert.equal(readFileSync(join(outside, 'settings.json'), 'utf8'), '{"a": 1}');
			assert.equal(
				readFileSync(join(files.folder, '.vscode-old/settings.json'), 'utf8'),
				'{"a": 1}',
			);
		});

		it('tell nothing about a secret file that a link leads to after the user has agreed', async () => {
			files.write('.env', 'KEY=1');
			symlinkSync(join(files.folder, 'a.txt'), join(files.folder, 'link.txt'));
			const dialogs = new PreparedDialogs();
			const tools = createToolSet(undefined, dialogs);
			const input = { path: at('link.txt'), oldText: 'one', newText: 'two' };
			await prepare(tools, 'editFile', input);
			rmSync(join(files.folder, 'link.txt'));
			symlinkSync(join(files.folder, '.env'), join(files.folder, 'link.txt'));
			await assert.rejects(run(tools, 'editFile', input), /has changed since/);
			assert.deepEqual(dialogs.asked, []);
		});

		it('answer no guess about what takes the place of a secret file while the user is asked', async () => {
			files.write('.env', 'KEY=1');
			writeFileSync(join(outside, 'other'), 'PASSWORD=2');
			const tools = createToolSet(
				undefined,
				yesAfter(() => {
					rmSync(join(files.folder, '.env'));
					symlinkSync(join(outside, 'other'), join(files.folder, '.env'));
				}),
			);
			const input = { path: at('.env'), oldText: 'PASSWORD=', newText: 'x' };
			assert.match(await messageOf(prepare(tools, 'editFile', input)), /has changed since/);
		});

		it('leave everything outside as it is while a folder flips between folder and link', async () => {
			files.write('flip/shared.txt', 'one\n');
			writeFileSync(join(outside, 'shared.txt'), 'one\n');
			const flipping = new FlippingFolder(join(files.folder, 'flip'), outside);
			const calls = Array.from({ length: 40 }, (_, i) => [
				['createFile', { path: at(`flip/${i}/new.txt`), text: `${i}` }] as const,
				['editFile', { path: at('flip/shared.txt'), oldText: 'one', newText: `one ${i}` }] as const,
			]).flat();
			const refusals: string[] = [];
			for (const [tool, input] of calls) {
				try {
					await prepareAndRun(createToolSet(), tool, input);
				} catch (error) {
					refusals.push(String(error));
				}
			}
			await flipping.stop();
			assert.deepEqual(readdirSync(outside), ['shared.txt'], refusals.join('\n'));
			assert.equal(readFileSync(join(outside, 'shared.txt'), 'utf8'), 'one\n');
		});
	});

	describe('and secrets', () => {
		it('tell nothing of what is in them before the user agrees', async () => {
			files.write('.env', 'KEY=abc\nKEY2=abc');
			const dialogs = new PreparedDialogs(undefined);
			const tools = createToolSet(undefined, dialogs);
			const guess = (oldText: string): Promise<string> =>
				messageOf(prepare(tools, 'editFile', { path: at('.env'), oldText, newText: 'x' }));
			const refusal = `The user does not want ${at('.env')} to be written. Go on without it.`;
			assert.deepEqual(
				[await guess('KEY=abc'), await guess('nothing'), await guess('abc')],
				[refusal, refusal, refusal],
			);
			assert.equal(
				await messageOf(
					run(tools, 'editFile', { path: at('.env'), oldText: 'KEY=abc', newText: 'x' }),
				),
				`The user has not agreed to edit ${at('.env')}.`,
			);
			assert.deepEqual(dialogs.asked, [
				`Let the agent write ${at('.env')}? [Do Not Write] [Write It]`,
			]);
		});

		it('are edited once the user agrees to the file and to the change', async () => {
			files.write('.env', 'A=1');
			const dialogs = new PreparedDialogs('Write It');
			const tools = createToolSet(undefined, dialogs);
			await prepareAndRun(tools, 'editFile', { path: at('.env'), oldText: '1', newText: '2' });
			assert.equal(files.read('.env'), 'A=2');
		});

		it('in files of any name are told nothing of either, while the rest is edited freely', async () => {
			const key = `AKIA${drawn(16, 'upper')}`;
			files.write('notes.txt', `name one\nkey ${key}\n`);
			const dialogs = new PreparedDialogs(undefined, 'Write It');
			const refusals = new Refusals();
			const tools = createToolSet(undefined, dialogs, refusals);
			const edit = (oldText: string): Promise<string> =>
				prepareAndRun(tools, 'editFile', { path: at('notes.txt'), oldText, newText: 'new' });
			const refusal = `The user does not want ${at('notes.txt')} to be written. Go on without it.`;
			assert.deepEqual(
				[
					await edit('name one'),
					await messageOf(edit(key.slice(0, 8))),
					await messageOf(edit(`key ${'B'.repeat(20)}`)),
				],
				[`Edited ${at('notes.txt')} at line 1.`, refusal, refusal],
			);
			refusals.forget();
			assert.equal(await edit(`key ${key}`), `Edited ${at('notes.txt')} at line 2.`);
			assert.equal(dialogs.asked.length, 2);
		});

		it('are asked about once under all their names, until the next question', async () => {
			files.write('sub/.env', 'A=1');
			symlinkSync(join(files.folder, 'sub/.env'), join(files.folder, 'plain.txt'));
			symlinkSync(join(files.folder, 'sub'), join(files.folder, 'other'));
			const dialogs = new PreparedDialogs(undefined, 'Read It');
			const refusals = new Refusals();
			const tools = createToolSet(undefined, dialogs, refusals);
			const spellings = [
				at('sub/.env'),
				at('./sub/.env'),
				at('sub//.env'),
				at('sub/../sub/.env'),
				at('sub\\.env'),
				` ${at('sub/.env')} `,
				`./${at('sub/.env')}`,
				join(files.folder, 'sub/.env'),
				at('plain.txt'),
				at('other/.env'),
			];
			for (const path of spellings) {
				await assert.rejects(run(tools, 'readFile', { path }), /does not want it to be read/);
				await assert.rejects(
					prepare(tools, 'editFile', { path, oldText: 'x', newText: 'y' }),
					/does not want/,
				);
			}
			assert.equal(dialogs.asked.length, 1);
			refusals.forget();
			assert.match(await run(tools, 'readFile', { path: at('sub/.env') }), /\nA=1\n/);
		});
	});
});

describe('editing a document', () => {
	const provider = new MemoryFiles();
	let opened = 0;
	const edit = { places: [{ start: 0, end: 3 }], newText: 'two', after: 'two\n' };
	let registration: vscode.Disposable;

	before(() => {
		registration = vscode.workspace.registerFileSystemProvider(MemoryFiles.scheme, provider);
	});
	afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
	after(() => registration.dispose());

	async function open(text: string): Promise<EditableDocument> {
		provider.set(text);
		// VS Code remembers documents for a while.
		const path = `/folder/${opened++}.txt`;
		const uri = vscode.Uri.from({ scheme: MemoryFiles.scheme, path });
		const editable = await openEditable(uri);
		assert.ok('document' in editable);
		return editable;
	}

	it('of a provider saves it', async () => {
		const editable = await open('one\n');
		assert.deepEqual(await editDocument(editable, edit, undefined), {
			isSaved: true,
			hasMoreChanges: false,
		});
		assert.deepEqual([provider.text, editable.document.isDirty], ['two\n', false]);
	});

	it('of a provider says when saving has changed more', async () => {
		const editable = await open('one\n');
		const saving = vscode.workspace.onWillSaveTextDocument((event) => {
			const more = vscode.TextEdit.insert(new vscode.Position(1, 0), 'more');
			event.waitUntil(Promise.resolve([more]));
		});
		const result = await editDocument(editable, edit, undefined);
		saving.dispose();
		assert.deepEqual(
			[result, provider.text],
			[{ isSaved: true, hasMoreChanges: true }, 'two\nmore'],
		);
	});

	it('of a provider leaves neither half when it cannot be saved', async () => {
		const editable = await open('one\n');
		provider.refusesToWrite = true;
		const result = await editDocument(editable, edit, undefined);
		provider.refusesToWrite = false;
		assert.equal(result, 'notSaved');
		assert.deepEqual(
			[provider.text, editable.document.getText(), editable.document.isDirty],
			['one\n', 'one\n', false],
		);
	});

	it('writes to no file but the one that was looked at', async () => {
		const files = new WorkspaceFiles({ 'd/a.txt': 'one\n', 'other/a.txt': 'one\n' });
		const place = { root: realpathSync(files.folder), names: ['d', 'a.txt'] };
		const file = await readBounded(files.uri('d/a.txt'), 100);
		assert.ok('bytes' in file);
		const rewriting = { id: file.id, before: file.bytes, after: Buffer.from('two\n') };
		try {
			renameSync(join(files.folder, 'd'), join(files.folder, 'moved'));
			symlinkSync(join(files.folder, 'other'), join(files.folder, 'd'));
			assert.equal(await rewriteWithoutLinks(place, rewriting), 'link');
			rmSync(join(files.folder, 'd'));
			files.write('d/a.txt', 'one\n');
			assert.equal(await rewriteWithoutLinks(place, rewriting), 'changed');
			rmSync(join(files.folder, 'd/a.txt'));
			symlinkSync(join(files.folder, 'moved/a.txt'), join(files.folder, 'd/a.txt'));
			assert.equal(await rewriteWithoutLinks(place, rewriting), 'link');
			rmSync(join(files.folder, 'd'), { recursive: true });
			renameSync(join(files.folder, 'moved'), join(files.folder, 'd'));
			files.write('d/a.txt', 'One\n');
			assert.equal(await rewriteWithoutLinks(place, rewriting), 'changed');
			files.write('d/a.txt', 'one\n');
			assert.equal(await rewriteWithoutLinks(place, rewriting), 'written');
			assert.deepEqual([files.read('d/a.txt'), files.read('other/a.txt')], ['two\n', 'one\n']);
		} finally {
			await files.remove();
		}
	});
});

describe('what the user has said no to', () => {
	it('holds until the next question, and some minutes where none is seen', () => {
		let now = 0;
		const refusals = new Refusals(() => now);
		refusals.add('a');
		assert.deepEqual([refusals.has('a'), refusals.has('b')], [true, false]);
		now = 4 * 60_000;
		assert.equal(refusals.has('a'), true);
		now = 6 * 60_000;
		assert.equal(refusals.has('a'), false);
		refusals.add('a');
		refusals.forget();
		assert.equal(refusals.has('a'), false);
	});
});

/** Markdown that holds text alone, as it is shown. */
function plainOf(markdown: string): string {
	return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('\u2060', '');
}
