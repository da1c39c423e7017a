import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { escapeMarkdown } from '../../../../src/core/text/markdownText.ts';
import { onceNote } from '../../../../src/core/workspace/onceOnly.ts';
import { fetchText, type FetchOptions } from '../../../../src/features/tools/fetchText.ts';
import { addressOf, isPublicAddress } from '../../../../src/features/tools/publicAddress.ts';
import { inWords } from '../../../../src/host/toolFailure.ts';
import { FindFilesTool } from '../../../../src/features/tools/findFilesTool.ts';
import { SearchTextTool } from '../../../../src/features/tools/searchTextTool.ts';
import { createToolSet } from '../../../../src/features/tools/toolSet.ts';
import { WalkBudget } from '../../../../src/features/tools/walk.ts';
import { ToolError } from '../../../../src/host/toolError.ts';
import { askAgentToolId, settingIds, patternToolId, toolIds } from '../../../../src/ids.ts';
import { largePatterns } from '../../../helpers/hostileText.ts';
import { PreparedDialogs } from '../../../helpers/preparedDialogs.ts';
import { markdownOf, messageOf, prepare, run, textOf } from '../../../helpers/toolCalls.ts';
import { privateKey, sampleSecrets } from '../../../helpers/sampleSecrets.ts';
import { WorkspaceFiles } from '../../../helpers/workspaceFiles.ts';

const sampleToken = sampleSecrets['GitHub token'] ?? '';

describe('tools of the extension', () => {
	let files: WorkspaceFiles | undefined;
	const outside = mkdtempSync(join(tmpdir(), 'agents-outside-'));

	before(() => writeFileSync(join(outside, 'other.ts'), 'outside'));
	afterEach(() => files?.remove());
	after(() => rmSync(outside, { recursive: true }));

	function make(contents: Readonly<Record<string, string>> = {}): WorkspaceFiles {
		files = new WorkspaceFiles(contents);
		return files;
	}

	it('are listed with their schemas', () => {
		const own = vscode.lm.tools.filter(({ name }) => name.startsWith('sveltekitAgents_'));
		assert.deepEqual(
			own.map(({ name, tags, inputSchema }) => [
				name,
				...tags,
				...((inputSchema as { required: readonly string[] }).required ?? []),
			]),
			[
				[toolIds.readFile, 'sveltekit-agents', 'read', 'path'],
				[toolIds.listFolder, 'sveltekit-agents', 'read', 'path'],
				[toolIds.findFiles, 'sveltekit-agents', 'read', 'glob'],
				[toolIds.searchText, 'sveltekit-agents', 'read', 'text'],
				[toolIds.editFile, 'sveltekit-agents', 'write', 'path', 'oldText', 'newText'],
				[toolIds.createFile, 'sveltekit-agents', 'write', 'path', 'text'],
				[toolIds.fetchPage, 'sveltekit-agents', 'web', 'url'],
				[patternToolId, 'sveltekit-agents', 'write'],
				[askAgentToolId, 'sveltekit-agents', 'other', 'task'],
			],
		);
	});

	describe('that read', () => {
		it('give a file whole, or some of its lines', async () => {
			const { name, folder } = make({ 'a.ts': 'one\ntwo\nthree\nfour' });
			const path = `${name}/a.ts`;
			assert.deepEqual(
				[
					await call('readFile', { path }),
					await call('readFile', { path, startLine: 2, endLine: 3 }),
					await call('readFile', { path: `./${name}/../${name}/a.ts`, startLine: 4 }),
					await call('readFile', { path: join(folder, 'a.ts'), endLine: 1 }),
				],
				[
					`${path}, lines 1 to 4 of 4\n\none\ntwo\nthree\nfour`,
					`${path}, lines 2 to 3 of 4\n\ntwo\nthree`,
					`${path}, lines 4 to 4 of 4\n\nfour`,
					`${path}, lines 1 to 1 of 4\n\none`,
				],
			);
		});

		it('give what is not saved yet', async () => {
			const { name, folder } = make({ 'a.ts': 'old' });
			const document = await vscode.workspace.openTextDocument(join(folder, 'a.ts'));
			const edit = new vscode.WorkspaceEdit();
			edit.insert(document.uri, new vscode.Position(0, 0), 'new, not ');
			await vscode.workspace.applyEdit(edit);
			assert.equal(
				await call('readFile', { path: `${name}/a.ts` }),
				`${name}/a.ts, lines 1 to 1 of 1\n\nnew, not old`,
			);
		});

		it('say where a long file was cut, and how to read on', async () => {
			const lines = Array.from({ length: 5_000 }, (_, i) => `line ${i + 1}`);
			const { name } = make({ 'long.txt': lines.join('\n'), 'wide.txt': 'x'.repeat(200_000) });
			const long = await call('readFile', { path: `${name}/long.txt` });
			assert.equal(
				long,
				`${name}/long.txt, lines 1 to 2000 of 5000\n\n${lines.slice(0, 2_000).join('\n')}\n\n[Cut here. Read on with startLine 2001.]`,
			);
			const wide = await call('readFile', { path: `${name}/wide.txt` });
			assert.ok(
				wide.length < 61_000 && wide.endsWith('The rest of it cannot be read.]'),
				wide.slice(-90),
			);
		});

		it('list a folder, links and all, without what files.exclude hides', async () => {
			const { name, folder } = make({ 'b/c.ts': '', 'a.ts': '', '.DS_Store': '' });
			files?.write('b-c', '');
			symlinkSync(outside, join(folder, 'link'));
			assert.equal(await call('listFolder', { path: name }), 'a.ts\nb/\nb-c\nlink (link)');
			assert.equal(await call('listFolder', { path: `${name}/b/` }), 'c.ts');
		});

		it('find files by name, path, braces and by the brackets of a route', async () => {
			const { name } = make({
				'src/a.ts': '',
				'src/b.svelte': '',
				'src/deep/er/c.ts': '',
				'src/routes/[id]/+page.ts': '',
				'node_modules/x/d.ts': '',
				'.env': '',
			});
			const find = async (glob: string): Promise<string[]> =>
				(await call('findFiles', { glob: `${name}/${glob}` }))
					.replaceAll(`${name}/`, '')
					.split('\n');
			assert.deepEqual(await find('src/*.ts'), ['src/a.ts']);
			assert.deepEqual(await find('**/*.{ts,svelte}'), [
				'src/a.ts',
				'src/b.svelte',
				'src/deep/er/c.ts',
				'src/routes/[id]/+page.ts',
			]);
			assert.deepEqual(await find('src/routes/[id]/*'), ['src/routes/[id]/+page.ts']);
			assert.deepEqual(await find('*.py'), ['No file matches *.py.']);
			assert.equal(
				await failure('findFiles', { glob: '{a' }),
				'The glob {a cannot be used: a brace is never closed.',
			);
		});

		it('search for a text and for a regular expression', async () => {
			const { name } = make({
				'a.ts': 'const Total = 1;\r\nfoo(a+b)\n',
				'b.md': 'the total\n',
				'.env': 'TOTAL=secret',
				'bin.dat': 'total\0',
			});
			const search = async (input: object): Promise<string[]> =>
				(await call('searchText', { files: `${name}/**`, ...input }))
					.replaceAll(`${name}/`, '')
					.split('\n');
			const skipped = ['', '[1 files that may hold secrets were not searched.]'];
			assert.deepEqual(await search({ text: 'total' }), [
				'a.ts:1: const Total = 1;',
				'b.md:1: the total',
				...skipped,
			]);
			assert.deepEqual(await search({ text: 'Total', matchCase: true }), [
				'a.ts:1: const Total = 1;',
				...skipped,
			]);
			assert.deepEqual(await search({ text: 'a+b' }), ['a.ts:2: foo(a+b)', ...skipped]);
			assert.deepEqual(
				await search({ text: '^\\w+\\(a\\+b', isRegex: true, files: `${name}/*.ts` }),
				['a.ts:2: foo(a+b)'],
			);
			assert.deepEqual(await search({ text: 'nowhere', files: `${name}/*.ts` }), [
				'No line has nowhere.',
			]);
		});

		it('say why a regular expression cannot be used', async () => {
			assert.match(
				await failure('searchText', { text: '(a', isRegex: true }),
				/^The regular expression \(a cannot be used: .+ RE2's, without backreferences and lookaround\.$/,
			);
			assert.match(
				await failure('searchText', { text: '(a{1000}){1000}', isRegex: true }),
				/cannot be used/,
			);
			assert.match(
				await failure('searchText', { text: 'a'.repeat(2_000), isRegex: true }),
				/it is longer than 1000 characters/,
			);
		});

		it('name what was meant instead of a file that does not exist', async () => {
			const { name } = make({ 'src/lib/order.ts': '', 'src/lib/server/orders.ts': '' });
			assert.equal(
				await failure('readFile', { path: `${name}/src/order.ts` }),
				`No file ${name}/src/order.ts. Nearest: ${name}/src/lib/order.ts`,
			);
			assert.equal(
				await failure('readFile', { path: `${name}/src/lib/oredr.ts` }),
				`No file ${name}/src/lib/oredr.ts. Nearest: ${name}/src/lib/order.ts`,
			);
			assert.equal(
				await failure('listFolder', { path: `${name}/src/servers` }),
				`No folder ${name}/src/servers. Nearest: ${name}/src/lib/server`,
			);
			assert.equal(
				await failure('readFile', { path: `${name}/src` }),
				`${name}/src is a folder. List it with the tool that lists folders.`,
			);
			assert.equal(
				await failure('readFile', { path: `${name}/src/lib/order.ts`, startLine: 9 }),
				`${name}/src/lib/order.ts has 1 lines; lines 9 to 1 are not in it.`,
			);
		});

		it('refuse what lies outside, also by way of a link', async () => {
			const { name, folder } = make({ 'a.ts': 'in' });
			symlinkSync(join(outside, 'other.ts'), join(folder, 'file.ts'));
			symlinkSync(outside, join(folder, 'dir'));
			symlinkSync(join(folder, 'a.ts'), join(folder, 'inner.ts'));
			symlinkSync(join(outside, 'missing.ts'), join(folder, 'dangling.ts'));
			const leadsOut = (path: string): string =>
				`${name}/${path} is a link that leads out of the workspace. Only files inside of it can be used.`;
			assert.deepEqual(
				[
					await failure('readFile', { path: `${name}/file.ts` }),
					await failure('readFile', { path: `${name}/dir/other.ts` }),
					await failure('listFolder', { path: `${name}/dir` }),
					await failure('readFile', { path: `${name}/dangling.ts` }),
					await failure('readFile', { path: '../x.ts' }),
					await failure('readFile', { path: '/etc/passwd' }),
				],
				[
					leadsOut('file.ts'),
					leadsOut('dir/other.ts'),
					leadsOut('dir'),
					'dangling.ts is a link to nothing.',
					'../x.ts is outside of the workspace. Use paths relative to kit2-app.',
					'/etc/passwd is outside of the workspace. Use paths relative to kit2-app.',
				],
			);
			assert.equal(
				await call('readFile', { path: `${name}/inner.ts` }),
				`${name}/inner.ts, lines 1 to 1 of 1\n\nin`,
			);
			assert.equal(await call('findFiles', { glob: `${name}/**/*.ts` }), `${name}/a.ts`);
			assert.equal(
				await call('searchText', { text: 'outside', files: `${name}/**` }),
				'No line has outside.',
			);
		});

		it('ask each time about files that may hold secrets, until the user says no', async () => {
			const { name, folder } = make({ '.env': 'KEY=1', 'a.ts': 'x' });
			symlinkSync(join(folder, '.env'), join(folder, 'plain.txt'));
			const dialogs = new PreparedDialogs('Read It', 'Read It', undefined);
			const tools = createToolSet(undefined, dialogs);
			const [own, link] = [`${name}/.env`, `${name}/plain.txt`];
			assert.deepEqual(
				[
					await run(tools, 'readFile', { path: own }),
					await run(tools, 'readFile', { path: link }),
					await messageOf(run(tools, 'readFile', { path: link })),
					await messageOf(run(tools, 'readFile', { path: own })),
					await run(tools, 'readFile', { path: `${name}/a.ts` }),
				],
				[
					`${own}, lines 1 to 1 of 1\n\nKEY=1\n\n${onceNote}`,
					`${link}, lines 1 to 1 of 1\n\nKEY=1\n\n${onceNote}`,
					...[link, own].map(
						(path) =>
							`${path} may hold secrets, and the user does not want it to be read. Go on without it.`,
					),
					`${name}/a.ts, lines 1 to 1 of 1\n\nx`,
				],
			);
			assert.deepEqual(
				dialogs.asked,
				[own, `${link} → ${own}`, `${link} → ${own}`].map(
					(shown) => `Let the agent read ${shown}? [Do Not Read] [Read It]`,
				),
			);
		});

		it('ask about what is in a file, where secrets are in the lines that are wanted', async () => {
			const { name } = make({
				'a.ts': `one\ntwo\nconst key = '${sampleToken}';\nfour\n`,
				'b.txt': `one\n${privateKey()}\nend\n`,
			});
			const dialogs = new PreparedDialogs('Read It', undefined, undefined, undefined);
			const tools = createToolSet(undefined, dialogs);
			const read = async (path: string, startLine: number, endLine: number): Promise<string> =>
				run(tools, 'readFile', { path: `${name}/${path}`, startLine, endLine }).catch(String);
			const refused = (path: string): string =>
				`ToolError: ${name}/${path} may hold secrets, and the user does not want it to be read. Go on without it.`;
			assert.deepEqual(
				[
					await read('a.ts', 1, 2),
					await read('a.ts', 4, 5),
					await read('b.txt', 1, 1),
					dialogs.asked.length,
				],
				[
					`${name}/a.ts, lines 1 to 2 of 5\n\none\ntwo`,
					`${name}/a.ts, lines 4 to 5 of 5\n\nfour\n`,
					`${name}/b.txt, lines 1 to 1 of 17\n\none`,
					0,
				],
			);
			assert.deepEqual(
				[
					await read('a.ts', 2, 3),
					await read('a.ts', 3, 3),
					// A line in the middle of a key does not look like anything.
					await read('b.txt', 5, 5),
					await read('b.txt', 1, 17),
				],
				[
					`${name}/a.ts, lines 2 to 3 of 5\n\ntwo\nconst key = '${sampleToken}';\n\n${onceNote}`,
					refused('a.ts'),
					refused('b.txt'),
					refused('b.txt'),
				],
			);
			assert.deepEqual(
				dialogs.asked,
				['a.ts', 'a.ts', 'b.txt'].map(
					(file) => `Let the agent read ${name}/${file}? [Do Not Read] [Read It]`,
				),
			);
		});

		it('never search lines with secrets, and say how many there are whatever is searched for', async () => {
			const { name } = make({
				'a.ts': `// key one\nconst key = '${sampleToken}';\r\n// key two\n`,
				'b.txt': `key\n${privateKey()}\nkey\n`,
			});
			const search = async (text: string, isRegex = false): Promise<string> =>
				(await call('searchText', { text, isRegex, files: `${name}/**` })).replaceAll(
					`${name}/`,
					'',
				);
			const note = '[15 lines with secrets were not searched.]';
			assert.deepEqual(
				[
					await search('key'),
					await search(sampleToken.slice(0, 6)),
					await search(`^const key = '${sampleToken.slice(0, 5)}`, true),
					await search(privateKey().split('\n')[4] ?? ''),
				],
				[
					`a.ts:1: // key one\na.ts:3: // key two\nb.txt:1: key\nb.txt:16: key\n\n${note}`,
					`No line has ${sampleToken.slice(0, 6)}.\n${note}`,
					`No line has ^const key = '${sampleToken.slice(0, 5)}.\n${note}`,
					`No line has ${privateKey().split('\n')[4]}.\n${note}`,
				],
			);
		});

		it('give what the user was asked about, whatever the file is replaced by meanwhile', async () => {
			const { name, folder } = make({ '.env': 'KEY=1' });
			const tools = createToolSet(undefined, {
				tell: async () => undefined,
				choose: async () => undefined,
				ask: async () => {
					rmSync(join(folder, '.env'));
					symlinkSync(join(outside, 'other.ts'), join(folder, '.env'));
					return 'Read It';
				},
			});
			assert.equal(
				await run(tools, 'readFile', { path: `${name}/.env` }),
				`${name}/.env, lines 1 to 1 of 1\n\nKEY=1\n\n${onceNote}`,
			);
			assert.match(
				await failure('readFile', { path: `${name}/.env` }),
				/is a link that leads out of the workspace/,
			);
		});

		it('follow no link that changes while they read', async () => {
			const { name, folder } = make({ 'in/other.ts': 'inside' });
			const link = join(folder, 'dir');
			let goesOn = true;
			let turns = 0;
			const flip = (): void => {
				rmSync(link, { force: true });
				symlinkSync(turns++ % 2 === 0 ? outside : join(folder, 'in'), link);
				if (goesOn) setImmediate(flip);
			};
			flip();
			const results = new Set<string>();
			for (let i = 0; i < 300; i++) {
				const read = await run(createToolSet(), 'readFile', { path: `${name}/dir/other.ts` }).catch(
					String,
				);
				results.add(read.replace(/.*lines.*\n\n/, ''));
			}
			goesOn = false;
			assert.ok(turns > 300 && results.has('inside'), [...results].join('\n'));
			assert.ok(!results.has('outside'), 'the text of the file outside');
		});

		it('say what went wrong in their own words, without any path of the machine', async () => {
			const { name, folder } = make({ 'a.ts': 'x', '.env': '' });
			symlinkSync('loop', join(folder, 'loop'));
			const paths = [
				`${name}/loop`,
				`${name}/loop/x`,
				`${name}/${'x'.repeat(300)}`,
				`${name}/a.ts/b.ts`,
				`${name}/${'x/'.repeat(2_040)}`,
			];
			for (const tool of ['readFile', 'listFolder'] as const) {
				for (const path of paths) {
					const message = await failure(tool, { path });
					assert.ok(!message.includes(folder) && !/\bE[A-Z]{4,}/.test(message), message);
				}
			}
			for (const path of paths) {
				for (const [tool, input] of [
					['editFile', { path, oldText: 'a', newText: 'b' }],
					['createFile', { path, text: '' }],
				] as const) {
					const message = await prepare(createToolSet(), tool, input).then(String, String);
					assert.ok(!message.includes(folder) && !/\bE[A-Z]{4,}/.test(message), message);
				}
			}
			assert.deepEqual(
				[
					await failure('readFile', { path: `${name}/loop` }),
					await failure('readFile', { path: `${name}/${'x'.repeat(300)}` }),
				],
				[
					'That is not possible: the links on the path lead in a circle.',
					'That is not possible: the path is too long.',
				],
			);
			const place = `open '${folder}/a.ts'`;
			const errors: readonly unknown[] = [
				...Object.keys(constants.errno).map((code) =>
					Object.assign(new Error(`${code}: failed, ${place}`), { code }),
				),
				...(['FileNotFound', 'NoPermissions', 'Unavailable', 'FileExists'] as const).map((kind) =>
					vscode.FileSystemError[kind](place),
				),
				new Error(`cannot open vscode-remote://127.0.0.1${folder}/a.ts`),
				new TypeError(place),
				place,
				undefined,
			];
			const logged: unknown[] = [];
			const log = { error: (_: string, error: unknown) => logged.push(error) };
			for (const error of errors) {
				const { message } = inWords(error, log);
				assert.match(
					message,
					/^(?:That is not possible: [a-z ,;]+|The tool failed, [a-zA-Z ,.]+)\.$/,
				);
			}
			assert.deepEqual(logged, errors);
			const own = new ToolError('Mine.');
			const cancelled = new vscode.CancellationError();
			assert.deepEqual([inWords(own), inWords(cancelled)], [own, cancelled]);
		});

		it('refuse input that does not follow their schema, before they look at anything', async () => {
			const { name } = make({ 'a.ts': 'x x' });
			const path = `${name}/a.ts`;
			const tools = createToolSet();
			assert.deepEqual(
				[
					await messageOf(run(tools, 'readFile', { path: 5 })),
					await messageOf(run(tools, 'readFile', { path, startLine: 'x' })),
					await messageOf(run(tools, 'readFile', { path, more: 1 })),
					await messageOf(run(tools, 'readFile', {})),
					await messageOf(
						prepare(tools, 'editFile', { path, oldText: 'x', newText: 'y', replaceAll: 'false' }),
					),
					await messageOf(prepare(tools, 'createFile', { path, text: null })),
					await messageOf(prepare(tools, 'fetchPage', { url: 1 })),
				],
				[
					'path is 5, but has to be a text.',
					'startLine is "x", but has to be a whole number.',
					'The input has more, which is not known. It takes path, startLine and endLine.',
					'The input lacks path. Send all that the schema requires.',
					'replaceAll is "false", but has to be true or false.',
					'text is null, but has to be a text.',
					'url is 1, but has to be a text.',
				],
			);
		});

		it('read no binary files', async () => {
			const { name } = make({ 'a.bin': 'a\0b' });
			assert.equal(
				await failure('readFile', { path: `${name}/a.bin` }),
				`${name}/a.bin is a binary file and has no text.`,
			);
		});

		it('stop at their limits in a large folder', async () => {
			const { name, folder } = make();
			for (let i = 0; i < 5_100; i++) closeSync(openSync(join(folder, `${i}.txt`), 'w'));
			const listed = (await call('listFolder', { path: name })).split('\n');
			assert.deepEqual(
				[listed.length, listed.at(-1)],
				[502, '[4600 more are not listed. Find files by a glob instead.]'],
			);
			const found = (await call('findFiles', { glob: `${name}/*.txt` })).split('\n');
			assert.deepEqual(
				[found.length, found.at(-1)],
				[202, '[Only the first 200 are listed. Use a narrower glob.]'],
			);
			const limited = new FindFilesTool(() => new WalkBudget({ most: 5_000, seconds: Infinity }));
			const { token } = new vscode.CancellationTokenSource();
			assert.equal(
				await limited.run({ glob: `${name}/*.none` }, token),
				`No file matches ${name}/*.none.\n[Stopped after 5000 files and folders. Name a folder in the glob.]`,
			);
			assert.equal(new WalkBudget().left, 50_000);
		});

		it('end a search after 5 seconds with what it has, and let others have their turn', async () => {
			const long = 'a'.repeat(1_000_000);
			const { name } = make({ 'a.txt': `first\n${long}`, 'b.txt': 'first' });
			let looks = 0;
			// Each look at the clock takes 20 ms.
			const tool = new SearchTextTool(
				() => new WalkBudget({ seconds: 5, now: () => (looks += 20) }),
			);
			let turns = 0;
			let goesOn = true;
			const other = (): void => {
				turns++;
				if (goesOn) setImmediate(other);
			};
			setImmediate(other);
			const search = async (text: string, isRegex: boolean): Promise<string> => {
				[looks, turns] = [0, 0];
				const input = { text, isRegex, files: `${name}/**` };
				return (await tool.run(input, new vscode.CancellationTokenSource().token)).replaceAll(
					`${name}/`,
					'',
				);
			};
			for (const pattern of largePatterns) {
				assert.equal(
					await search(`^first$|${pattern}`, true),
					'a.txt:1: first\n\n[Stopped after 5 seconds, before all files were searched. Name the files by a glob, or search for something simpler.]',
				);
				assert.ok(turns > 50, `${turns} turns`);
			}
			assert.equal(await search('first', false), 'a.txt:1: first\nb.txt:1: first');
			assert.equal(await search('a'.repeat(300), false), `a.txt:2: ${long.slice(0, 300)}…`);
			goesOn = false;
		});

		it('end in the middle of a line when they are cancelled', async () => {
			const { name } = make({ 'a.txt': `d${'ab'.repeat(500_000)}` });
			for (const text of largePatterns) {
				const source = new vscode.CancellationTokenSource();
				setTimeout(() => source.cancel(), 5);
				await assert.rejects(
					async () =>
						createToolSet().searchText.invoke(
							{
								input: { text, isRegex: true, files: `${name}/**` },
								toolInvocationToken: undefined,
							},
							source.token,
						),
					vscode.CancellationError,
				);
			}
		});

		it('end when they are cancelled', async () => {
			make({ 'a.ts': '' });
			const source = new vscode.CancellationTokenSource();
			source.cancel();
			const tool = createToolSet().findFiles;
			await assert.rejects(
				async () =>
					tool.invoke({ input: { glob: '**' }, toolInvocationToken: undefined }, source.token),
				vscode.CancellationError,
			);
		});
	});

	describe('that write', () => {
		it('show an edit as a difference, and make and save it once the user agrees', async () => {
			const { name, read } = bound(make({ 'a.ts': 'one\r\n\ttwo\r\nthree\r\n' }));
			const input = { path: `${name}/a.ts`, oldText: '\ttwo\nthree', newText: '\t2\nthree' };
			const tools = createToolSet();
			const { invocationMessage, confirmationMessages } = await prepare(tools, 'editFile', input);
			assert.deepEqual(
				[invocationMessage, confirmationMessages?.title, markdownOf(confirmationMessages)],
				[
					`Editing ${name}/a.ts`,
					'Edit this file?',
					`${escapeMarkdown(`${name}/a.ts`)}\n\nOne place changes\\.\n\`\`\`diff\n@@ line 2 @@\n one\n-\ttwo\n-three\n+\t2\n+three\n\`\`\`\n`,
				],
			);
			assert.equal(read('a.ts'), 'one\r\n\ttwo\r\nthree\r\n');
			assert.equal(await run(tools, 'editFile', input), `Edited ${name}/a.ts at line 2.`);
			assert.equal(read('a.ts'), 'one\r\n\t2\r\nthree\r\n');
		});

		it('make no edit without consent, nor one other than the user has seen', async () => {
			const { name, read, write } = bound(make({ 'a.ts': 'one' }));
			const input = { path: `${name}/a.ts`, oldText: 'one', newText: 'two' };
			const tools = createToolSet();
			await assert.rejects(run(tools, 'editFile', input), {
				message: `The user has not agreed to edit ${name}/a.ts.`,
			});
			await prepare(tools, 'editFile', input);
			await assert.rejects(run(tools, 'editFile', { ...input, newText: 'three' }), {
				message: `The user has not agreed to edit ${name}/a.ts.`,
			});
			write('a.ts', 'one and more');
			await assert.rejects(run(tools, 'editFile', input), {
				message: `${name}/a.ts has changed since it was read or the user agreed. Read it and try again.`,
			});
			assert.equal(read('a.ts'), 'one and more');
		});

		it('leave unsaved what the user has not saved', async () => {
			const { name, folder, read } = bound(make({ 'a.ts': 'one' }));
			const document = await vscode.workspace.openTextDocument(join(folder, 'a.ts'));
			const edit = new vscode.WorkspaceEdit();
			edit.insert(document.uri, new vscode.Position(0, 3), ' mine');
			await vscode.workspace.applyEdit(edit);
			const input = { path: `${name}/a.ts`, oldText: 'one', newText: 'two' };
			const tools = createToolSet();
			await prepare(tools, 'editFile', input);
			await run(tools, 'editFile', input);
			assert.deepEqual([document.getText(), read('a.ts')], ['two mine', 'one']);
		});

		it('say why an edit cannot be made', async () => {
			const { name } = make({ 'a.ts': 'x x' });
			const path = `${name}/a.ts`;
			const refusal = async (input: object): Promise<string> =>
				messageOf(prepare(createToolSet(), 'editFile', { path, newText: 'y', ...input }));
			assert.deepEqual(
				[
					await refusal({ oldText: 'x' }),
					await refusal({ oldText: 'z' }),
					await refusal({ oldText: 'y' }),
					await refusal({ oldText: 'x', path: '.git/config' }),
					await refusal({ oldText: 'x', path: `${name}/b.ts` }),
				],
				[
					`${path} has that text more than once. Give more of what stands around it, or set replaceAll.`,
					`${path} does not have that text. Read the file and give oldText exactly as it stands there, indentation included.`,
					'oldText and newText are the same, so that nothing would change.',
					'.git/config is hidden by the setting files.exclude and cannot be used.',
					`No file ${name}/b.ts. Nearest: ${name}/a.ts`,
				],
			);
			const all = { path, oldText: 'x', newText: '$&', replaceAll: true };
			const tools = createToolSet();
			await prepare(tools, 'editFile', all);
			await run(tools, 'editFile', all);
			assert.equal(files?.read('a.ts'), '$& $&');
		});

		it('create a file with its folders, and never a second time', async () => {
			const { name, read } = bound(make());
			const input = { path: `${name}/new/a.ts`, text: 'one\n```\ntwo' };
			const tools = createToolSet();
			const { confirmationMessages } = await prepare(tools, 'createFile', input);
			assert.deepEqual(
				[confirmationMessages?.title, markdownOf(confirmationMessages)],
				[
					'Create this file?',
					`${escapeMarkdown(`${name}/new/a.ts`)}\n\nA new file\\.\n\`\`\`\`diff\n+one\n+\`\`\`\n+two\n\`\`\`\`\n`,
				],
			);
			assert.equal(await run(tools, 'createFile', input), `Created ${name}/new/a.ts.`);
			assert.equal(read('new/a.ts'), 'one\n```\ntwo');
			assert.equal(
				await messageOf(prepare(tools, 'createFile', input)),
				`${name}/new/a.ts exists already, as a file. To change a file, use the tool that edits files.`,
			);
		});

		it('create nothing outside, by way of a link either', async () => {
			const { name, folder } = make();
			symlinkSync(outside, join(folder, 'dir'));
			assert.equal(
				await messageOf(
					prepare(createToolSet(), 'createFile', { path: `${name}/dir/new.ts`, text: '' }),
				),
				`${name}/dir/new.ts is a link that leads out of the workspace. Only files inside of it can be used.`,
			);
		});

		it('are refused in Restricted Mode, and so is the web, while reading goes on', async () => {
			const { name } = make({ 'a.ts': 'one' });
			const tools = createToolSet(() => false);
			const refused = (doing: string): string =>
				`The workspace is in Restricted Mode, in which files are read and nothing else: ${doing} is refused. The user can trust the workspace to allow it.`;
			const path = `${name}/a.ts`;
			assert.deepEqual(
				[
					await messageOf(prepare(tools, 'editFile', { path, oldText: 'one', newText: 'two' })),
					await messageOf(prepare(tools, 'createFile', { path: `${name}/b.ts`, text: '' })),
					await messageOf(prepare(tools, 'fetchPage', { url: 'https://svelte.dev' })),
					await messageOf(run(tools, 'editFile', { path, oldText: 'one', newText: 'two' })),
					await run(tools, 'readFile', { path }),
				],
				[
					refused('editing a file'),
					refused('creating a file'),
					refused('fetching a page'),
					refused('editing a file'),
					`${path}, lines 1 to 1 of 1\n\none`,
				],
			);
		});
	});

	describe('that fetch', () => {
		let server: Server;
		let origin: string;
		const answers = new Map<string, (response: ServerResponse) => void>();

		before(async () => {
			server = createServer((request, response) => {
				const reply = answers.get(request.url ?? '');
				if (reply) reply(response);
				else response.writeHead(404).end();
			});
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		});
		afterEach(() => answers.clear());
		after(() => new Promise((resolve) => server.close(resolve)));

		it('ask first and show the whole address', async () => {
			const prepared = await prepare(createToolSet(), 'fetchPage', {
				url: 'https://svelte.dev/a?b=c',
			});
			assert.deepEqual(
				[prepared.confirmationMessages?.title, markdownOf(prepared.confirmationMessages)],
				[
					'Fetch a page from svelte.dev?',
					'Its text goes to the language model\\. The address\\:\n```text\nhttps://svelte.dev/a?b=c\n```\n',
				],
			);
		});

		it('refuse other schemes and addresses with a password in them', async () => {
			const refusal = (url: string): Promise<string> =>
				messageOf(prepare(createToolSet(), 'fetchPage', { url }));
			assert.deepEqual(
				[
					await refusal('file:///etc/passwd'),
					await refusal('https://user:word@svelte.dev'),
					await refusal('svelte.dev'),
				],
				[
					'file:// cannot be fetched, only https:// and http://.',
					'An address with a user name or password in it is not fetched.',
					'svelte.dev is no address. Give a whole one, such as https://svelte.dev/docs.',
				],
			);
		});

		it('refuse this machine and private networks, however they are written', async () => {
			for (const host of [
				'127.0.0.1',
				'localhost',
				'10.1.2.3',
				'169.254.169.254',
				'192.168.0.1',
				'172.20.0.1',
				'100.64.0.1',
				'0.0.0.0',
				'[::1]',
				'[::ffff:127.0.0.1]',
				'[fe80::1]',
				'[fd00::1]',
				'[64:ff9b::7f00:1]',
				'2130706433',
				'0x7f.1',
			]) {
				const url = new URL(`http://${host}:1/`);
				assert.match(
					await messageOf(fetchText(url, { ...fetching(), allowPrivate: false })),
					/is on this machine or in a private network, which the user does not allow/,
					host,
				);
			}
			assert.deepEqual(
				['93.184.216.34', '2606:4700::1111'].map((address) =>
					isPublicAddress({ address, family: address.includes(':') ? 6 : 4 }),
				),
				[true, true],
			);
			assert.deepEqual(await addressOf('127.0.0.1', true, new AbortController().signal), {
				address: '127.0.0.1',
				family: 4,
			});
		});

		it('give the text of a page, where the user allows the private address', async () => {
			answers.set('/page', (response) =>
				response
					.writeHead(200, {
						'content-type': 'text/html; charset=utf-8',
						'content-encoding': 'gzip',
					})
					.end(
						gzipSync(
							'<title>Load</title><script>if (a<b) x()</script><nav>Menu</nav><h1>Load &amp; go</h1><p>One\n two<pre>a\n  b</pre><ul><li>x</ul>',
						),
					),
			);
			const setting = vscode.workspace.getConfiguration();
			await setting.update(
				settingIds.allowPrivateAddresses,
				true,
				vscode.ConfigurationTarget.Global,
			);
			try {
				const input = { url: `${origin}/page` };
				const tools = createToolSet();
				await prepare(tools, 'fetchPage', input);
				assert.equal(
					await run(tools, 'fetchPage', input),
					`${origin}/page\n\nLoad\n\n# Load & go\n\nOne two\n\`\`\`\na\n  b\n\`\`\`\n\n- x`,
				);
				await assert.rejects(run(tools, 'fetchPage', input), {
					message: `The user has not agreed to fetch ${origin}/page.`,
				});
			} finally {
				await setting.update(
					settingIds.allowPrivateAddresses,
					undefined,
					vscode.ConfigurationTarget.Global,
				);
			}
		});

		it('follow five redirects, and check each', async () => {
			answers.set('/loop', (response) => response.writeHead(302, { location: '/loop' }).end());
			answers.set('/file', (response) =>
				response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
			);
			answers.set('/once', (response) => response.writeHead(301, { location: '/text' }).end());
			answers.set('/text', (response) =>
				response.writeHead(200, { 'content-type': 'text/plain' }).end('hi'),
			);
			assert.equal(
				await messageOf(fetchText(new URL(`${origin}/loop`), fetching())),
				`${origin}/loop leads on more than 5 times.`,
			);
			assert.equal(
				await messageOf(fetchText(new URL(`${origin}/file`), fetching())),
				'file:// cannot be fetched, only https:// and http://.',
			);
			assert.deepEqual(await fetchText(new URL(`${origin}/once`), fetching()), {
				url: `${origin}/text`,
				type: 'text/plain',
				text: 'hi',
				isCut: false,
			});
		});

		it('read so much and no more, also of what unpacks to more', async () => {
			answers.set('/bomb', (response) =>
				response
					.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' })
					.end(gzipSync(Buffer.alloc(50_000_000, 'a'))),
			);
			answers.set('/image', (response) =>
				response.writeHead(200, { 'content-type': 'image/png' }).end(),
			);
			const { text, isCut } = await fetchText(new URL(`${origin}/bomb`), fetching());
			assert.deepEqual([text.length, isCut], [2 * 1024 * 1024, true]);
			assert.equal(
				await messageOf(fetchText(new URL(`${origin}/image`), fetching())),
				`${origin}/image is no text, but image/png.`,
			);
			assert.equal(
				await messageOf(fetchText(new URL(`${origin}/none`), fetching())),
				`${origin}/none answered with status 404.`,
			);
		});

		it('end when they are stopped', async () => {
			const stop = new AbortController();
			answers.set('/slow', () => stop.abort());
			assert.match(
				await messageOf(fetchText(new URL(`${origin}/slow`), fetching(stop.signal))),
				/took longer than 20 seconds, or was stopped\.$/,
			);
		});
	});
});

/** How a page is fetched by a user who allows private addresses, and no other host than asked for. */
function fetching(signal = new AbortController().signal): FetchOptions {
	return { allowPrivate: true, signal, mayLeadTo: async () => false };
}

/** Calls a tool the way a participant does. */
async function call(tool: keyof typeof toolIds, input: object): Promise<string> {
	const result = await vscode.lm.invokeTool(toolIds[tool], {
		input,
		toolInvocationToken: undefined,
	});
	return textOf(result);
}

async function failure(tool: keyof typeof toolIds, input: object): Promise<string> {
	return messageOf(call(tool, input));
}

function bound(files: WorkspaceFiles) {
	const { name, folder } = files;
	return {
		name,
		folder,
		read: (path: string) => files.read(path),
		write: (path: string, text: string) => files.write(path, text),
	};
}
