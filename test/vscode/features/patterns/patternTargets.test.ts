import assert from 'node:assert/strict';
import {
	existsSync,
	linkSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { collectPatterns } from '../../../../src/core/pattern/patternLibrary.ts';
import { AgentPatterns } from '../../../../src/features/patterns/agentPatterns.ts';
import {
	PatternActions,
	type InsertRequest,
} from '../../../../src/features/patterns/patternActions.ts';
import type { AgentLibrary } from '../../../../src/host/agents/agentLibrary.ts';
import { ProjectReader } from '../../../../src/host/project/projectReader.ts';
import type { PickFrom } from '../../../../src/host/quickPick.ts';
import { newLibrary } from '../../../helpers/agentLibrary.ts';
import { FlippingFolder } from '../../../helpers/flippingFolder.ts';
import { LeftToDoLists } from '../../../helpers/leftToDoLists.ts';
import { PreparedDialogs } from '../../../helpers/preparedDialogs.ts';
import { TemporaryProject } from '../../../helpers/temporaryProject.ts';
import { messageOf } from '../../../helpers/toolCalls.ts';

function prompt(paths: readonly string[], name: string): string {
	const blocks = paths.map((path) => `\`\`\`ts file="${path}"\nexport const ${name} = 1;\n\`\`\``);
	return `### Things\n\n${blocks.join('\n\n')}\n`;
}

describe('where patterns write', () => {
	let project: TemporaryProject;
	let outside: string;
	let agents: AgentLibrary;
	let projects: ProjectReader;

	beforeEach(async () => {
		project = new TemporaryProject('kit2', { 'src/app.ts': '', 'pkg/a.js': 'old' });
		agents = newLibrary();
		projects = new ProjectReader();
		outside = mkdtempSync(join(tmpdir(), 'agents-outside-'));
		await project.open('src/app.ts');
	});
	afterEach(async () => {
		agents.dispose();
		projects.dispose();
		await vscode.workspace
			.getConfiguration()
			.update('files.encoding', undefined, vscode.ConfigurationTarget.Global);
		await project.remove();
		rmSync(outside, { recursive: true });
	});

	/** Inserts the files of a pattern and ticks all; returns what was asked and listed. */
	async function insert(
		from: 'bundled' | 'file',
		paths: readonly string[],
		{
			answers = [],
			preview = true,
			name = 'a',
			meanwhile = () => undefined,
		}: {
			readonly answers?: readonly (string | undefined)[];
			readonly preview?: boolean;
			/** What each file exports. */
			readonly name?: string;
			readonly meanwhile?: () => void;
		} = {},
	): Promise<{ readonly asked: readonly string[]; readonly rows: readonly string[] }> {
		const text = prompt(paths, name);
		project.write('.claude/agents/x.md', `---\nname: x\ndescription: X\n---\n\n${text}`);
		const dialogs = new PreparedDialogs(...answers);
		const rows: string[] = [];
		const pickAll: PickFrom = async (list) => {
			meanwhile();
			const listed = list.rows('').flatMap((row) => ('label' in row ? [row] : []));
			rows.push(...listed.map(({ label, detail = '' }) => `${label}: ${detail}`));
			return listed.flatMap(({ value }) => value ?? []);
		};
		const library = collectPatterns([{ handle: 'x', prompt: text }]);
		const files = new AgentPatterns(agents);
		const source = { read: async () => library, of: async (agent: string) => files.of(agent) };
		const actions = new PatternActions(
			source,
			projects,
			dialogs,
			new LeftToDoLists([], pickAll).pickFrom,
		);
		const request: InsertRequest = { id: 'x/things', at: 'files', preview };
		const agent = project.uri('.claude/agents/x.md').toString();
		await actions.insert(from === 'file' ? { ...request, agent } : request);
		return { asked: dialogs.asked, rows };
	}

	it('is asked about file by file, where an agent file of the user says so', async () => {
		const { asked, rows } = await insert(
			'file',
			['src/lib/a.ts', 'vite.config.ts', '.vscode/tasks.json', '.env'],
			{ answers: ['Write It', undefined, 'Do Not Write'] },
		);
		const [inserted, ...questions] = asked.toReversed();
		assert.match(inserted ?? '', /^“Things of .*x\.md” is inserted\. \[Undo\]$/);
		assert.deepEqual(questions.toReversed(), [
			'Write vite.config.ts? [Do Not Write] [Write It]',
			'Write .vscode/tasks.json? [Do Not Write] [Write It]',
			'Write .env? [Do Not Write] [Write It]',
		]);
		assert.deepEqual(rows, [
			'src/lib/a.ts: ',
			'vite.config.ts: Builds, tests and editors run what is in this file.',
			'.vscode/tasks.json: Editors run what files like this one say as soon as the folder is open.',
			'.env: Files of this name hold passwords or keys.',
		]);
		assert.deepEqual(
			['src/lib/a.ts', 'vite.config.ts', '.vscode/tasks.json', '.env'].map((path) =>
				existsSync(project.uri(path).fsPath),
			),
			[true, true, false, false],
		);
	});

	it('is said in the list that the user confirms, where a bundled agent says so', async () => {
		const { asked, rows } = await insert('bundled', ['vite.config.ts']);
		assert.deepEqual(
			[asked, rows, project.read('vite.config.ts')],
			[
				['“Things” is inserted. [Undo]'],
				['vite.config.ts: Builds, tests and editors run what is in this file.'],
				'export const a = 1;\n',
			],
		);
	});

	it('is asked about where the list was not shown', async () => {
		const { asked } = await insert('bundled', ['vite.config.ts'], {
			preview: false,
			answers: [undefined],
		});
		assert.deepEqual(asked, ['Write vite.config.ts? [Do Not Write] [Write It]']);
		assert.equal(existsSync(project.uri('vite.config.ts').fsPath), false);
	});

	it('lies inside of the project, and its links are followed before it is judged', async () => {
		symlinkSync(outside, project.uri('docs').fsPath);
		project.write('.vscode/old.json', '');
		symlinkSync(project.uri('.vscode').fsPath, project.uri('plain').fsPath);
		project.write('sub/.git/old', '');
		symlinkSync(project.uri('sub/.git').fsPath, project.uri('git').fsPath);
		assert.deepEqual(
			[
				await messageOf(insert('bundled', ['docs/a.ts'])),
				await messageOf(insert('bundled', ['git/hooks.ts'])),
				(await insert('file', ['plain/tasks.json'], { answers: [undefined] })).asked,
			],
			[
				'docs/a.ts is a link that leads out of the project. Nothing was written.',
				'git/hooks.ts is not written by patterns. It belongs to Git itself. Use Git in the terminal instead.',
				['Write plain/tasks.json? [Do Not Write] [Write It]'],
			],
		);
		assert.deepEqual(readdirSync(outside), []);
	});

	it('is looked at again after the list', async () => {
		project.write('src/lib/old.ts', '');
		const message = await messageOf(
			insert('file', ['src/lib/a.ts'], {
				meanwhile: () => {
					renameSync(project.uri('src/lib').fsPath, project.uri('src/was').fsPath);
					symlinkSync(outside, project.uri('src/lib').fsPath);
				},
			}),
		);
		assert.equal(
			message,
			'src/lib/a.ts is a link that leads out of the project. Nothing was written.',
		);
		assert.deepEqual(readdirSync(outside), []);
	});

	it('stays inside while a folder flips between folder and link', async function () {
		project.write('src/lib/shared.ts', '');
		writeFileSync(join(outside, 'shared.ts'), '');
		const flipping = new FlippingFolder(project.uri('src/lib').fsPath, outside, {
			folder: 30,
			link: 30,
		});
		const made = new Set<number>();
		const refusals: string[] = [];
		// On a busy machine the folder may flip during each of the first ones.
		for (let i = 0; i < 18 || (made.size === 0 && i < 450); i++) {
			const paths = [i % 3 === 0 ? 'src/lib/shared.ts' : `src/lib/deep/f${i}.ts`];
			// What is there already is not added to twice, so that it differs each time.
			await insert('bundled', paths, { preview: false, name: `a${i}` }).then(
				() => made.add(i),
				(error: unknown) => refusals.push(String(error)),
			);
		}
		await flipping.stop();
		assert.ok(made.size > 0 && flipping.turns > 0, refusals.join('\n'));
		assert.deepEqual(
			[readdirSync(outside), readFileSync(join(outside, 'shared.ts'), 'utf8')],
			[['shared.ts'], ''],
			refusals.join('\n'),
		);
	});

	it('is no file under several names, and none that an edit would damage', async () => {
		writeFileSync(join(outside, 'store.ts'), 'export {};\n');
		linkSync(join(outside, 'store.ts'), project.uri('src/hard.ts').fsPath);
		writeFileSync(project.uri('src/latin.ts').fsPath, Buffer.from([0x2f, 0x2f, 0xe9, 0x0a]));
		project.write('src/mixed.ts', 'const b = 1;\r\nconst c = 2;\n');
		symlinkSync(join(outside, 'gone.ts'), project.uri('src/nowhere.ts').fsPath);
		const said: string[] = [];
		for (const name of ['hard', 'latin', 'mixed', 'nowhere']) {
			said.push(await messageOf(insert('bundled', [`src/${name}.ts`])));
		}
		// In words for people: none is told to ask “the user”, or to read a file with a tool.
		assert.deepEqual(said, [
			'src/hard.ts is one file under several names (hard links), some of which may lie outside of the workspace, so that it is not changed. Nothing was written.',
			'src/latin.ts holds what is no text in the encoding utf8, and an edit would destroy it. Nothing was written.',
			'src/mixed.ts has line ends of several kinds, and an edit would make all of them equal. Make them equal first, with the command “Change End of Line Sequence”. Nothing was written.',
			'nowhere.ts is a link to nothing. Nothing was written.',
		]);
		assert.equal(readFileSync(join(outside, 'store.ts'), 'utf8'), 'export {};\n');
	});

	it('has an encoding that holds the pattern', async () => {
		await vscode.workspace
			.getConfiguration()
			.update('files.encoding', 'windows1252', vscode.ConfigurationTarget.Global);
		assert.equal(
			await messageOf(insert('bundled', ['src/kana.ts'], { name: 'ア' })),
			'The pattern has characters that src/kana.ts cannot hold: files here have the encoding windows1252. Nothing was written.',
		);
		assert.equal(existsSync(project.uri('src/kana.ts').fsPath), false);
	});

	it('keeps every byte of a file in another encoding', async () => {
		await vscode.workspace
			.getConfiguration()
			.update('files.encoding', 'windows1252', vscode.ConfigurationTarget.Global);
		const before = Buffer.from("import b from 'b';\r\n// é\r\nexport const c = 'é';\r\n", 'latin1');
		writeFileSync(project.uri('src/latin.ts').fsPath, before);
		await insert('bundled', ['src/latin.ts', 'src/new.ts']);
		await vscode.window.showTextDocument(project.uri('src/latin.ts'));
		await vscode.commands.executeCommand('workbench.action.files.save');
		const after = readFileSync(project.uri('src/latin.ts').fsPath);
		assert.equal(after.subarray(0, before.length).toString('hex'), before.toString('hex'));
		assert.match(after.toString('latin1'), /\r\n\r\nexport const a = 1;\r\n$/);
	});
});
