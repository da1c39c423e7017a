import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { bundledAgents } from '../../../../src/generated/agents.ts';
import type { AgentLibrary } from '../../../../src/host/agents/agentLibrary.ts';
import { newLibrary, until } from '../../../helpers/agentLibrary.ts';
import { skip } from '../../../helpers/skip.ts';

const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const isPosix = process.platform !== 'win32';

function agent(name: string, body = 'You help.\n'): string {
	return `---\nname: ${name}\ndescription: Helps with ${name}.\n---\n${body}`;
}

describe('the library of agents', () => {
	const homeBefore = process.env['HOME'];
	let home: string;
	let library: AgentLibrary;
	let logged: string[];

	before(function () {
		if (!isPosix) skip(this, 'the home folder is not set by HOME');
	});

	beforeEach(() => {
		home = mkdtempSync(join(tmpdir(), 'agents-home-'));
		process.env['HOME'] = home;
		logged = [];
		library = newLibrary(logged);
	});

	afterEach(async () => {
		library.dispose();
		rmSync(home, { recursive: true, force: true });
		for (const name of ['.claude', '.github', 'team', 'elsewhere']) {
			rmSync(join(workspace, name), { recursive: true, force: true });
		}
		await configure(undefined);
	});

	after(() => {
		process.env['HOME'] = homeBefore;
	});

	function write(path: string, text: string): void {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}

	const inWorkspace = (path: string): string => join(workspace, path);
	const inHome = (path: string): string => join(home, path);
	const idOf = (path: string): string => vscode.Uri.file(path).toString();

	/** The listed agents that do not come with the extension: handle, origin, path below `from`. */
	function others(): readonly string[] {
		return library.catalog.agents
			.filter(({ origin }) => origin !== 'bundled')
			.map(({ handle, origin }) => `${handle} ${origin}`);
	}

	function reasons(): Readonly<Record<string, string>> {
		return Object.fromEntries(
			library.unusable.map(({ path, reason }) => [
				vscode.Uri.parse(path).fsPath.replace(home, '~').replace(`${workspace}/`, ''),
				reason,
			]),
		);
	}

	/** Settles when all reads that were asked for have been done: they wait in one line. */
	async function readsAreDone(): Promise<void> {
		for (let n = 0; n < 10; n++) await library.inEditor(vscode.Uri.file(inHome('none.md')));
	}

	async function configure(locations: Readonly<Record<string, boolean>> | undefined): Promise<void> {
		await vscode.workspace
			.getConfiguration('chat')
			.update('agentFilesLocations', locations, vscode.ConfigurationTarget.Global);
	}

	it('has the agents of the extension, of the user and of the workspace', async () => {
		write(inWorkspace('.claude/agents/deep/reviewer.md'), agent('reviewer'));
		write(inWorkspace('.github/agents/planner.md'), agent('planner'));
		write(inWorkspace('team/tester.agent.md'), agent('tester'));
		write(inHome('.claude/agents/mine.md'), agent('mine'));
		write(inHome('.claude/agents/more/other.md'), agent('other'));
		write(inHome('.copilot/agents/pilot.md'), agent('pilot'));
		write(inHome('.claude/agents/api-architect.md'), agent('api-architect'));
		await library.ready;
		assert.deepEqual(others(), [
			'api-architect user',
			'mine user',
			'other user',
			'pilot user',
			'planner workspace',
			'reviewer workspace',
			'tester workspace',
		]);
		assert.deepEqual(
			bundledAgents.map(({ handle }) => {
				const listed = library.catalog.get(handle);
				return listed && [listed, ...listed.shadows].at(-1)?.origin;
			}),
			bundledAgents.map(() => 'bundled'),
		);
		assert.deepEqual(reasons(), {});
	});

	it('reads nothing but what is asked for until the catalog is', async () => {
		write(inHome('.claude/agents/prose.md'), 'No header.\n');
		const [first] = library.bundled;
		const reading = await first?.read();
		assert.ok(reading?.document?.agent.prompt);
		assert.deepEqual(library.unusable, []);
		await library.ready;
		assert.equal(library.unusable.length, 1);
	});

	it('says of what cannot be used why', async () => {
		write(inHome('.claude/agents/binary.md'), 'a\0b');
		write(inHome('.claude/agents/large.md'), agent('large', 'x'.repeat(1_100_000)));
		write(inHome('.claude/agents/prose.md'), 'No header.\n');
		execFileSync('mkfifo', [inHome('.claude/agents/pipe.md')]);
		writeFileSync(inHome('.copilot'), 'no folder');
		await library.ready;
		assert.deepEqual(Object.keys(reasons()), [
			'~/.claude/agents/binary.md',
			'~/.claude/agents/large.md',
			'~/.claude/agents/pipe.md',
			'~/.claude/agents/prose.md',
		]);
		assert.equal(reasons()['~/.claude/agents/pipe.md'], 'The file is no regular file, but a pipe, a device or a socket.');
		for (const reason of Object.values(reasons())) assert.match(reason, /^[A-Z].*\.$/);
		assert.equal(logged.filter((line) => line.includes('is not used')).length, 4);
		write(inHome('.claude/agents/binary.md'), agent('binary'));
		await until(library, () => library.catalog.get('binary') !== undefined);
		assert.equal(reasons()['~/.claude/agents/binary.md'], undefined);
	});

	it('follows links, each folder once, so that loops of links end', async () => {
		write(inHome('dotfiles/agents/linked.md'), agent('linked'));
		write(inHome('.claude/agents/mine.md'), agent('mine'));
		symlinkSync(inHome('dotfiles/agents'), inHome('.claude/agents/link'));
		symlinkSync(inHome('dotfiles/agents'), inHome('.claude/agents/twice'));
		symlinkSync('..', inHome('.claude/agents/loop'));
		symlinkSync('loop', inHome('dotfiles/agents/loop'));
		await library.ready;
		assert.deepEqual(others(), ['linked user', 'mine user']);
	});

	it('follows files that come, change and go, and folders that go with all that is in them', async () => {
		await library.ready;
		assert.deepEqual(others(), []);
		write(inWorkspace('.claude/agents/a/one.md'), agent('one'));
		write(inWorkspace('.claude/agents/a/two.md'), agent('two'));
		write(inHome('.claude/agents/b/three.md'), agent('three'));
		await until(library, () => others().length === 3);
		write(inWorkspace('.claude/agents/a/one.md'), agent('uno'));
		await until(library, () => library.catalog.get('uno') !== undefined);
		assert.deepEqual(others(), ['three user', 'two workspace', 'uno workspace']);
		renameSync(inWorkspace('.claude/agents/a'), inWorkspace('.claude/agents/c'));
		const moved = idOf(inWorkspace('.claude/agents/c/two.md'));
		await until(library, () => others().length === 3 && library.catalog.at(moved) !== undefined);
		rmSync(inWorkspace('.claude'), { recursive: true });
		rmSync(inHome('.claude/agents/b'), { recursive: true });
		await until(library, () => others().length === 0);
	});

	it('knows at once what is done in VS Code itself', async () => {
		write(inWorkspace('elsewhere/.claude/agents/one.md'), agent('one'));
		await library.ready;
		const edit = new vscode.WorkspaceEdit();
		const [from, to] = [inWorkspace('elsewhere'), inWorkspace('team')];
		edit.renameFile(vscode.Uri.file(from), vscode.Uri.file(to));
		await vscode.workspace.applyEdit(edit);
		const moved = idOf(inWorkspace('team/.claude/agents/one.md'));
		await until(library, () => library.catalog.at(moved) !== undefined && others().length === 1);
	});

	it('reads the folders of VS Code’s setting, and forgets them with it, also while it reads', async () => {
		const shared = join(dirname(workspace), 'shared-agents');
		try {
			write(join(shared, 'plain.md'), agent('plain'));
			for (let n = 0; n < 200; n++) write(join(shared, `s${n}.agent.md`), agent(`s${n}`));
			write(inHome('own/x.agent.md'), agent('x'));
			await library.ready;
			await configure({ '../shared-agents': true, '~/own': true, '../off': false, '/etc': true });
			await until(library, () => others().length > 20);
			// Some of the files are still being read.
			await configure({ '~/own': true });
			await until(library, () => others().length === 1);
			await readsAreDone();
			assert.deepEqual(others(), ['x user']);
			await configure({ '../shared-agents': true });
			await until(library, () => others().length === 200);
		} finally {
			rmSync(shared, { recursive: true });
		}
	});

	it('has the agents above the workspace, up to the root of the repository, where VS Code has them', async () => {
		const above = dirname(workspace);
		const setting = 'useCustomizationsInParentRepositories';
		const turn = async (isOn: true | undefined): Promise<void> =>
			vscode.workspace.getConfiguration('chat').update(setting, isOn, vscode.ConfigurationTarget.Global);
		try {
			write(join(above, '.claude/agents/deep/up.md'), agent('up'));
			write(join(above, '.github/agents/over.md'), agent('over'));
			write(join(above, 'team/third.agent.md'), agent('third'));
			mkdirSync(join(above, '.git'));
			await library.ready;
			assert.deepEqual(others(), []);
			await turn(true);
			await until(library, () => others().length === 2);
			assert.deepEqual(others(), ['over workspace', 'up workspace']);
			await configure({ team: true });
			await until(library, () => others().length === 3);
			write(join(above, '.claude/agents/deep/up.md'), agent('upper'));
			await until(library, () => library.catalog.get('upper') !== undefined);
			write(join(above, '.claude/agents/later.md'), agent('later'));
			await until(library, () => library.catalog.get('later') !== undefined);
			await turn(undefined);
			await until(library, () => others().length === 0);
			rmSync(join(above, '.git'), { recursive: true });
			await turn(true);
			await readsAreDone();
			assert.deepEqual(others(), [], 'no repository is above');
		} finally {
			await turn(undefined);
			for (const name of ['.git', '.claude', '.github', 'team']) {
				rmSync(join(above, name), { recursive: true, force: true });
			}
		}
	});

	it('reads what `npx sv add ai-tools` has written, however its tools are spelled', async () => {
		const path = inWorkspace('.github/agents/svelte-file-editor.agent.md');
		const header =
			'name: svelte-file-editor\ndescription: Edits Svelte 5 code. MUST BE USED PROACTIVELY for any .svelte file or .svelte.ts/.svelte.js module, with the tools of the MCP server or the `svelte-file-editor` skill.\n';
		const body = '\nYou write Svelte.\n\n## Available MCP Tools\n\n### 1. list-sections\n\nLists them.\n';
		const tools = {
			'': undefined,
			'tools: Read, Edit, mcp__svelte__list-sections, mcp__svelte__svelte-autofixer\n': [
				'Read',
				'Edit',
				'mcp__svelte__list-sections',
				'mcp__svelte__svelte-autofixer',
			],
			"tools: ['read', 'edit', 'svelte/*']\n": ['read', 'edit', 'svelte/*'],
		};
		await library.ready;
		for (const [line, list] of Object.entries(tools)) {
			write(path, `---\n${header}${line}---\n${body}`);
			const found = (): readonly string[] | undefined | 'none' => {
				const listed = library.catalog.get('svelte-file-editor');
				return listed ? listed.agent.tools : 'none';
			};
			await until(library, () => JSON.stringify(found()) === JSON.stringify(list));
			const source = library.found('svelte-file-editor', 'workspace', vscode.Uri.file(path));
			const { document } = await source.read();
			assert.equal(document?.agent.prompt, body);
			assert.deepEqual(document?.parseProblems, []);
		}
		assert.deepEqual(reasons(), {});
	});

	it('reads again only what has changed', async () => {
		for (let n = 0; n < 30; n++) write(inHome(`.claude/agents/n${n}.md`), agent(`n${n}`));
		await until(library, () => others().length === 30);
		const known = new Map(library.catalog.agents.map((each) => [each.path, each.agent]));
		write(inHome('.claude/agents/n7.md'), agent('n7', 'Another body.\n'));
		const changed = idOf(inHome('.claude/agents/n7.md'));
		const headerOf = (): unknown => library.catalog.at(changed)?.agent;
		await until(library, () => headerOf() !== known.get(changed));
		const others7 = library.catalog.agents.filter(({ path }) => path !== changed);
		assert.ok(others7.length >= 30);
		// A file that was read again has another header.
		for (const { path, agent: header } of others7) assert.equal(header, known.get(path), path);
	});

	it('has none that a package brings, however it comes to be seen', async () => {
		const path = inWorkspace('node_modules/evil/.claude/agents/backend-engineer.md');
		write(path, agent('backend-engineer'));
		await vscode.workspace.openTextDocument(vscode.Uri.file(path));
		const other = inWorkspace('.claude/agents/seen.md');
		write(other, agent('seen'));
		await until(library, () => library.catalog.get('seen') !== undefined);
		assert.equal(library.catalog.get('backend-engineer')?.origin, 'bundled');
	});

	it('says in a sentence why an agent cannot answer, with what helps', async () => {
		const path = inWorkspace('.claude/agents/mine.md');
		const uri = vscode.Uri.file(path);
		write(path, agent('mine'));
		const source = library.found('mine', 'workspace', uri);
		const told = async (): Promise<unknown> => {
			const { document, ...reading } = await source.read();
			if (document || !('fault' in reading)) return 'it answers';
			return [reading.fault, reading.remedy?.title, reading.remedy?.command];
		};
		assert.equal(await told(), 'it answers');
		write(path, '---js\n1\n---\nYou.\n');
		const [fault, ...remedy] = (await told()) as readonly string[];
		assert.match(fault ?? '', /^mine\.md: [A-Z].*\.$/);
		assert.deepEqual(remedy, ['Open the File', 'vscode.open']);
		rmSync(path);
		assert.deepEqual(await told(), [
			'The agent file mine.md is gone.',
			'Update My Agents',
			'sveltekitAgents.useMyAgents',
		]);
		const elsewhere = library.found('mine', 'workspace', vscode.Uri.file(inHome('a.md')));
		const { fault: left, remedy: update } = (await elsewhere.read()) as {
			readonly fault: string;
			readonly remedy: { readonly command: string };
		};
		assert.match(left, /^The file of @mine is no agent of this window any more\./);
		assert.equal(update.command, 'sveltekitAgents.useMyAgents');
	});

	it('reads a body when it is asked for, and works it out again when its bytes have changed', async () => {
		const path = inHome('.claude/agents/mine.md');
		write(path, agent('mine', 'First.\n'));
		await library.ready;
		const source = library.source({ handle: 'mine', origin: 'user', uri: vscode.Uri.file(path) });
		const first = await source.read();
		assert.equal(first.document?.agent.prompt, 'First.\n');
		assert.equal((await source.read()).document, first.document);
		write(path, agent('mine', 'Second.\n'));
		assert.equal((await source.read()).document?.agent.prompt, 'Second.\n');
		rmSync(path);
		assert.deepEqual(await source.read(), { fault: 'The agent file mine.md is gone.' });
	});

	it('finds out what patterns make when it is first asked, and follows it', async () => {
		const code = (file: string): string => `## Code\n\`\`\`ts\n// ${file}\nexport const a = 1;\n\`\`\`\n`;
		const path = inHome('.claude/agents/maker.md');
		write(path, agent('maker', code('src/lib/one.ts')));
		const isMade = (module: string): boolean | undefined =>
			library.modules.isMadeBeside(undefined, module, 3);
		assert.equal(isMade('lib/one'), undefined);
		await until(library, () => isMade('lib/one') !== undefined);
		assert.deepEqual([isMade('lib/one'), isMade('lib/two')], [true, false]);
		assert.equal(isMade('lib/server/db'), true, 'a bundled agent makes it');
		const known = library.modules;
		write(path, agent('maker', code('src/lib/two.ts')));
		await until(library, () => isMade('lib/two') === true);
		assert.equal(isMade('lib/one'), false);
		assert.notEqual(library.modules, known);
		assert.equal(library.modules.isMadeBeside(idOf(path), 'lib/two', 3), false);
	});

	it('has no folder left over from these tests', () => {
		assert.equal(existsSync(inWorkspace('.claude')), false);
	});
});
