import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
	collectPatterns,
	type LibraryPattern,
} from '../../../../src/core/pattern/patternLibrary.ts';
import {
	AgentPatterns,
	type PatternSource,
} from '../../../../src/features/patterns/agentPatterns.ts';
import {
	PatternActions,
	type InsertRequest,
} from '../../../../src/features/patterns/patternActions.ts';
import type { AgentLibrary } from '../../../../src/host/agents/agentLibrary.ts';
import { ProjectReader } from '../../../../src/host/project/projectReader.ts';
import type { PickFrom } from '../../../../src/host/quickPick.ts';
import { newLibrary } from '../../../helpers/agentLibrary.ts';
import { LeftToDoLists } from '../../../helpers/leftToDoLists.ts';
import { offerProject } from '../../../../src/features/patterns/offerProject.ts';
import { PreparedDialogs } from '../../../helpers/preparedDialogs.ts';
import { snippetToText } from '../../../helpers/snippetText.ts';
import { SpecialFiles } from '../../../helpers/specialFiles.ts';
import { TemporaryProject } from '../../../helpers/temporaryProject.ts';

const library = collectPatterns([
	{
		handle: 'tester',
		prompt: [
			'## Load',
			'### Posts',
			'Loads the posts.',
			'```ts prefix="kit-posts" placeholders="posts"',
			'// src/routes/posts/+page.server.ts',
			"import type { PageServerLoad } from './$types';",
			"import { error } from '@sveltejs/kit';",
			"import { db } from '$lib/server/db';",
			'',
			'export const load: PageServerLoad = async () => {',
			"	const posts = await db.all(`posts ${'\\}'}`);",
			"	if (!posts) error(404, 'No posts');",
			'	return { posts };',
			'};',
			'```',
			'### Two files',
			'```ts',
			'// src/lib/schemas/user.ts',
			"import { z } from 'zod';",
			'',
			'export const user = z.object({ name: z.string() });',
			'// src/app.d.ts',
			'declare global {',
			'	namespace App {',
			'		interface Locals {',
			'			user: string | undefined;',
			'		}',
			'	}',
			'}',
			'',
			'export {};',
			'```',
		].join('\n'),
	},
]);

/** Members of `Locals` are added to the file that each project has. */
const alsoAdds = '“Two files” also adds to src/app.d.ts. [Create Files…]';

const tickAll: PickFrom = async (list) =>
	list.rows('').flatMap((row) => ('label' in row ? (row.value ?? []) : []));

const body = [
	'export const load: PageServerLoad = async () => {',
	"\tconst posts = await db.all(`posts ${'\\}'}`);",
	"\tif (!posts) error(404, 'No posts');",
	'\treturn { posts };',
	'};',
].join('\n');

describe('inserting patterns', () => {
	let project: TemporaryProject | undefined;
	let projects: ProjectReader;
	let agents: AgentLibrary;

	beforeEach(() => {
		projects = new ProjectReader();
		agents = newLibrary();
	});

	afterEach(async () => {
		projects.dispose();
		agents.dispose();
		await project?.remove();
	});

	/** The actions on these patterns, which are those of the bundled agents. */
	function actionsOn(
		patterns: readonly LibraryPattern[],
		dialogs: PreparedDialogs,
		lists = new LeftToDoLists(),
	): PatternActions {
		const files = new AgentPatterns(agents);
		const source: PatternSource = {
			read: async () => patterns,
			of: async (agent) => files.of(agent),
		};
		return new PatternActions(source, projects, dialogs, lists.pickFrom);
	}

	/** Inserts with prepared answers and returns what was asked. */
	async function insert(
		request: InsertRequest,
		...answers: (string | undefined)[]
	): Promise<readonly string[]> {
		const dialogs = new PreparedDialogs(...answers);
		const actions = actionsOn(library, dialogs);
		await actions.insert(request);
		return dialogs.asked;
	}

	it('writes into an empty file of a Kit 2 project with $lib', async () => {
		project = new TemporaryProject('kit2', { 'src/routes/+page.server.ts': '' });
		const editor = await project.open('src/routes/+page.server.ts');
		editor.options = { insertSpaces: false, tabSize: 4 };
		await insert({ id: 'posts', at: 'cursor' });
		assert.equal(
			editor.document.getText(),
			`import type { PageServerLoad } from './$types';\nimport { error } from '@sveltejs/kit';\nimport { db } from '$lib/server/db';\n\n${body}`,
		);
	});

	it('writes #lib with its file ending in a Kit 3 project', async () => {
		project = new TemporaryProject('kit3', { 'src/routes/+page.server.ts': '' });
		const editor = await project.open('src/routes/+page.server.ts');
		await insert({ id: 'tester/posts', at: 'cursor' });
		assert.match(editor.document.getText(), /from '#lib\/server\/db\.js';/);
	});

	it('merges imports, keeps what is there, and takes all of it back with one undo', async () => {
		const before = [
			"import { redirect } from '@sveltejs/kit';",
			"import type { Actions } from './$types';",
			'',
			'export const actions: Actions = {',
			"  default: () => redirect(303, '/'),",
			'};',
			'',
			'',
		].join('\n');
		project = new TemporaryProject('kit2', { 'src/routes/+page.server.ts': before });
		const editor = await project.open('src/routes/+page.server.ts');
		editor.options = { insertSpaces: true, tabSize: 2 };
		await insert({ id: 'posts', at: 'cursor' });
		assert.equal(
			editor.document.getText(),
			[
				"import { redirect, error } from '@sveltejs/kit';",
				"import type { Actions, PageServerLoad } from './$types';",
				"import { db } from '$lib/server/db';",
				'',
				'export const actions: Actions = {',
				"  default: () => redirect(303, '/'),",
				'};',
				'',
				body.replaceAll('\t', '  '),
			].join('\n'),
		);
		await vscode.commands.executeCommand('undo');
		assert.equal(editor.document.getText(), before);
	});

	it('links the places of a placeholder', async () => {
		project = new TemporaryProject('kit2', { 'src/routes/+page.server.ts': '' });
		const editor = await project.open('src/routes/+page.server.ts');
		await insert({ id: 'posts', at: 'cursor' });
		await vscode.commands.executeCommand('type', { text: 'items' });
		await vscode.commands.executeCommand('leaveSnippet');
		assert.match(
			editor.document.getText(),
			/const items = .*\n.*if \(!items\).*\n.*return \{ items \}/,
		);
	});

	it('puts code into the script block of a Svelte file', async () => {
		const before = '<script lang="ts">\n\tlet n = 1;\n</script>\n\n<h1>{n}</h1>\n';
		project = new TemporaryProject('kit2', { 'src/routes/+page.svelte': before });
		const editor = await project.open('src/routes/+page.svelte');
		await insert({ id: 'posts', at: 'cursor' });
		const text = editor.document.getText();
		assert.ok(text.indexOf('export const load') < text.indexOf('</script>'), text);
		assert.ok(text.endsWith('</script>\n\n<h1>{n}</h1>\n'), text);
	});

	it('strips the types in a JavaScript project', async () => {
		project = new TemporaryProject('kit2', { 'src/routes/+page.server.js': '' });
		const editor = await project.open('src/routes/+page.server.js');
		await insert({ id: 'posts', at: 'cursor' });
		const text = editor.document.getText();
		assert.doesNotMatch(text, /import type|: PageServerLoad/);
		assert.match(text, /export const load = async \(\) => \{/);
	});

	it('asks before a name stands in the file twice, and does nothing without consent', async () => {
		const before = 'export const load = () => ({});\n';
		project = new TemporaryProject('kit2', { 'src/routes/+page.server.ts': before });
		const editor = await project.open('src/routes/+page.server.ts');
		const asked = await insert({ id: 'posts', at: 'cursor' }, undefined);
		assert.match(asked[0] ?? '', /\+page\.server\.ts already has load\. \[Insert Anyway\]$/);
		assert.equal(editor.document.getText(), before);
		await insert({ id: 'posts', at: 'cursor' }, 'Insert Anyway');
		assert.equal(editor.document.getText().match(/export const load/g)?.length, 2);
	});

	it('makes the files of a pattern in the route that was asked for', async () => {
		project = new TemporaryProject('kit3', { 'src/routes/+page.svelte': '' });
		await project.open('src/routes/+page.svelte');
		await insert({ id: 'posts', at: 'files', route: '/blog/[slug]', preview: false });
		assert.equal(
			project.read('src/routes/blog/[slug]/+page.server.ts'),
			`import type { PageServerLoad } from './$types';\nimport { error } from '@sveltejs/kit';\nimport { db } from '#lib/server/db.js';\n\n${body}\n`,
		);
		assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /blog\/\[slug\]/);
	});

	it('merges into app.d.ts and makes the other file', async () => {
		project = new TemporaryProject('kit2', {
			'src/app.d.ts':
				'declare global {\n\tnamespace App {\n\t\t// interface Locals {}\n\t}\n}\n\nexport {};\n',
		});
		await project.open('src/app.d.ts');
		await insert({ id: 'two-files', at: 'files', preview: false });
		await vscode.workspace.saveAll();
		assert.equal(
			project.read('src/app.d.ts'),
			'declare global {\n\tnamespace App {\n\t\tinterface Locals {\n\t\t\tuser: string | undefined;\n\t\t}\n\t}\n}\n\nexport {};\n',
		);
		assert.match(project.read('src/lib/schemas/user.ts'), /export const user/);
	});

	it('overwrites nothing: it asks about a file that has the names already', async () => {
		const before = 'export const load = () => ({});\n';
		project = new TemporaryProject('kit2', { 'src/routes/posts/+page.server.ts': before });
		await project.open('package.json');
		const request = { id: 'posts', at: 'files', route: '/posts', preview: false } as const;
		const asked = await insert(request, 'Skip This File');
		assert.match(asked[0] ?? '', /^src\/routes\/posts\/\+page\.server\.ts already has load\./);
		assert.equal(project.read('src/routes/posts/+page.server.ts'), before);
	});

	it('writes nothing where it would have to merge into what it cannot read', async function () {
		if (process.platform === 'win32') this.skip();
		project = new TemporaryProject('kit2', { 'src/a.ts': '' });
		await project.open('package.json');
		const special = new SpecialFiles(project.folder);
		const refusals: string[] = [];
		for (const make of [
			() => special.pipe('src/app.d.ts'),
			() => special.device('src/app.d.ts'),
			() => special.sparse('src/app.d.ts', 2_000_000_000),
		]) {
			const path = make();
			refusals.push(
				await insert({ id: 'two-files', at: 'files', preview: false }).then(String, String),
			);
			await special.release();
			rmSync(path);
		}
		assert.deepEqual(
			refusals,
			[
				'is no regular file, but a pipe, a device or a socket. Nothing was written.',
				'is a link that leads out of the project. Nothing was written.',
				'is larger than 1 MiB. Nothing was written.',
			].map((reason) => `UserError: src/app.d.ts ${reason}`),
		);
		assert.equal(existsSync(project.uri('src/lib').fsPath), false);
	});

	it('formats what is new as the Prettier of the project is told to', async () => {
		project = new TemporaryProject('kit3', {
			'src/routes/+page.svelte': '',
			'.prettierrc': '{ "useTabs": false, "semi": false, "singleQuote": false }',
		});
		await project.open('src/routes/+page.svelte');
		await insert({ id: 'posts', at: 'files', route: '/news', preview: false });
		const file = 'src/routes/news/+page.server.ts';
		const written = project.read(file).split('\n');
		assert.deepEqual(written.slice(0, 6), [
			'import type { PageServerLoad } from "./$types"',
			'import { error } from "@sveltejs/kit"',
			'import { db } from "#lib/server/db.js"',
			'',
			'export const load: PageServerLoad = async () => {',
			'  const posts = await db.all(`posts ${"\\}"}`)',
		]);
	});

	it('formats what is new as VS Code does, where the project has no Prettier', async () => {
		project = new TemporaryProject('kit3', { 'src/routes/+page.svelte': '' });
		await project.open('src/routes/+page.svelte');
		const formatter = vscode.languages.registerDocumentFormattingEditProvider('typescript', {
			provideDocumentFormattingEdits: (document) => [
				vscode.TextEdit.insert(document.positionAt(0), '// formatted\n'),
			],
		});
		try {
			await insert({ id: 'posts', at: 'files', route: '/news', preview: false });
		} finally {
			formatter.dispose();
		}
		const written = project.read('src/routes/news/+page.server.ts');
		assert.equal(written.split('\n', 1)[0], '// formatted');
	});

	it('asks what things are called, after the route, and goes back to it', async () => {
		project = new TemporaryProject('kit2', {});
		const shop = collectPatterns([
			{
				handle: 'tester',
				prompt: [
					'### Tables',
					'```ts',
					'// src/lib/server/schema.ts',
					"export const products = pgTable('products', {});",
					'```',
					'### List',
					'```ts placeholders="products"',
					'// src/routes/api/products/+server.ts',
					"import { products } from '$lib/server/schema';",
					'export const GET = async () => {',
					'	const [product] = await db.select().from(products);',
					'	return Response.json(product);',
					'};',
					'```',
				].join('\n'),
			},
		]);
		await project.open('package.json');
		const shown: string[] = [];
		const answers = ['/api/notes', 'back', '/api/articles', 'class', 'articles'];
		const lists: PickFrom = async (list) => {
			if (!list.title.includes('choose a')) return tickAll(list);
			const typed = answers.shift() ?? '';
			const rows = list
				.rows(typed === 'back' ? '' : typed)
				.flatMap((row) => ('label' in row ? [row] : []));
			const empty = list.rows('').flatMap((row) => ('label' in row ? [row.label] : []));
			shown.push(`${list.title}: ${empty.slice(0, 2).join(', ')}`);
			if (typed === 'back') return list.back === undefined ? undefined : [list.back];
			const [first] = rows;
			if (first?.value !== undefined) return [first.value];
			// A name that cannot be taken is no choice, so another one is typed.
			shown.push(`${first?.label}: ${first?.detail}`);
			const next = list.rows(answers.shift() ?? '')[0];
			return next && 'label' in next && next.value !== undefined ? [next.value] : undefined;
		};
		const source: PatternSource = { read: async () => shop, of: async () => undefined };
		const dialogs = new PreparedDialogs();
		const actions = new PatternActions(source, projects, dialogs, lists);
		await actions.insert({ id: 'list', at: 'files', preview: false });
		assert.deepEqual(shown, [
			'List: choose a route: /api/products',
			'List: choose a name: notes, products',
			'List: choose a route: /api/products',
			'List: choose a name: articles, products',
			'classes: “class” stands for something else in the code: choose another name.',
		]);
		assert.equal(
			project.read('src/routes/api/articles/+server.ts'),
			"import { articles } from '$lib/server/schema';\nexport const GET = async () => {\n\tconst [article] = await db.select().from(articles);\n\treturn Response.json(article);\n};\n",
		);
		assert.equal(
			project.read('src/lib/server/schema.ts'),
			"export const articles = pgTable('articles', {});\n",
		);
	});

	it('refuses a route that SvelteKit does not know', async () => {
		project = new TemporaryProject('kit2', { 'a.ts': '' });
		await project.open('a.ts');
		await assert.rejects(
			insert({ id: 'posts', at: 'files', route: '/a/[b', preview: false }),
			/^UserError: The brackets in \[b do not pair up/,
		);
	});

	it('writes nothing when a file was edited behind the preview', async () => {
		project = new TemporaryProject('kit2', { 'src/app.d.ts': '' });
		await project.open('package.json');
		const inserting = insert({ id: 'two-files', at: 'files' });
		await previewOf('user.ts');
		project.write('src/lib/schemas/user.ts', '// mine\n');
		await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
		await assert.rejects(inserting, /user\.ts was changed in the meantime, so nothing was written/);
		assert.equal(project.read('src/lib/schemas/user.ts'), '// mine\n');
		assert.equal(project.read('src/app.d.ts'), '');
	});

	it('shows the files before it writes them, and writes none when the user leaves', async () => {
		project = new TemporaryProject('kit2', { 'src/app.d.ts': '' });
		await project.open('package.json');
		const inserting = insert({ id: 'two-files', at: 'files' });
		const shown = await previewOf('user.ts');
		assert.match(shown.getText(), /export const user = z\.object/);
		await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
		await inserting;
		assert.equal(project.read('src/app.d.ts'), '');
		assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
	});

	it('makes the modules too that the pattern imports and the project lacks', async () => {
		const both = collectPatterns([
			{
				handle: 'tester',
				prompt: `### Page\n\n\`\`\`ts\n// src/routes/+page.server.ts\nimport { db } from '$lib/server/db';\nexport const load = () => db;\n\`\`\`\n\n### Database\n\n\`\`\`ts\n// src/lib/server/db/index.ts\nexport const db = 1;\nexport default db;\n\`\`\`\n`,
			},
		]);
		project = new TemporaryProject('kit3', { 'src/routes/+page.server.ts': '' });
		const dialogs = new PreparedDialogs(undefined);
		const actions = actionsOn(both, dialogs);
		await project.open('src/routes/+page.server.ts');
		await actions.insert({ id: 'page', at: 'cursor' });
		assert.deepEqual(dialogs.asked, [
			'“Page” also needs src/lib/server/db/index.ts, which the project does not have. [Create Files…]',
		]);
		await actions.insert({ id: 'page', at: 'files', route: '/other', preview: false });
		assert.equal(
			project.read('src/lib/server/db/index.ts'),
			'export const db = 1;\n',
			'what nobody imports is left out',
		);
		assert.match(project.read('src/routes/other/+page.server.ts'), /#lib\/server\/db\/index\.js/);
		await actions.insert({ id: 'page', at: 'files', route: '/third', preview: false });
		assert.deepEqual(
			dialogs.asked.slice(1),
			['“Page” is inserted. [Undo]', '“Page” is inserted. [Undo]'],
			'the second time the project has the module',
		);
	});

	it('names the packages that the project lacks', async () => {
		project = new TemporaryProject('kit2', {
			'package.json': '{"devDependencies":{"@sveltejs/kit":"^2.70.0"}}',
			'pnpm-lock.yaml': '',
			'src/app.d.ts': '',
			'src/lib/user.ts': '',
		});
		await project.open('src/lib/user.ts');
		const lists = new LeftToDoLists();
		const dialogs = new PreparedDialogs(undefined);
		await actionsOn(library, dialogs, lists).insert({ id: 'two-files', at: 'cursor' });
		assert.deepEqual(dialogs.asked, [alsoAdds]);
		assert.deepEqual(lists.shown, [
			['Two files: left to do', 'cloud-download Install zod in a terminal: pnpm add zod'],
		]);
	});

	it('says all that is left to do in one list, which starts it', async () => {
		const own = collectPatterns([
			{
				handle: 'tester',
				prompt: [
					'### Mail',
					'```yaml needs',
					'env: { MAIL_KEY: key, TOKEN_SECRET: secret }',
					'next: [Verify your domain.]',
					'```',
					'```ts',
					'// src/lib/server/mail.ts',
					'export const mail = 1;',
					'```',
				].join('\n'),
			},
		]);
		// Whoever sees no preview is asked about the file with the secrets.
		for (const [at, answer] of [
			['files', 'Write It'],
			['cursor', 'Create Files…'],
		] as const) {
			project = new TemporaryProject('kit2', { 'src/lib/server/mail.ts': '' });
			await project.open('src/lib/server/mail.ts');
			const lists = new LeftToDoLists(['Open .env'], tickAll);
			const dialogs = new PreparedDialogs(answer);
			await actionsOn(own, dialogs, lists).insert({ id: 'mail', at, preview: false });
			assert.deepEqual(lists.shown, [
				[
					'Mail: left to do',
					'key Open .env: Fill in MAIL_KEY',
					'— by hand',
					'circle-small-filled Verify your domain.',
					'— undo',
					at === 'files' ? 'discard Take all 4 files back' : 'discard Take all 3 files back',
				],
			]);
			const { document } = vscode.window.activeTextEditor ?? {};
			assert.equal(document?.uri.path, project.uri('.env').path);
			assert.match(document.getText(), /^MAIL_KEY=""\nTOKEN_SECRET=[\w-]{32,}\n$/);
			assert.match(project.read('.gitignore'), /^\/\.env$/m);
			await project.remove();
		}
	});

	it('takes back all files of the last insertion but those that were changed since', async () => {
		project = new TemporaryProject('kit2', { 'src/routes/+page.svelte': '' });
		const dialogs = new PreparedDialogs(undefined, undefined);
		const actions = actionsOn(library, dialogs);
		await project.open('src/routes/+page.svelte');
		const request = { id: 'two-files', at: 'files', preview: false } as const;
		await actions.insert(request);
		const made = ['src/lib/schemas/user.ts', 'src/app.d.ts'];
		const there = (): readonly boolean[] =>
			made.map((path) => existsSync(project?.uri(path).fsPath ?? ''));
		assert.deepEqual(there(), [true, true]);
		await actions.undo();
		assert.deepEqual([there(), existsSync(project.uri('src/lib').fsPath)], [[false, false], false]);
		await assert.rejects(() => actions.undo(), /^UserError: There is nothing to undo/);

		await actions.insert(request);
		project.write('src/app.d.ts', '// mine\n');
		await actions.undo();
		assert.deepEqual([there(), project.read('src/app.d.ts')], [[false, true], '// mine\n']);
		assert.deepEqual(dialogs.asked, [
			'“Two files” is inserted. [Undo]',
			'“Two files” is taken back: all files are as they were before.',
			'“Two files” is inserted. [Undo]',
			'“Two files” is taken back but for what was changed since: src/app.d.ts.',
		]);
	});

	it('adds the pattern that lets users sign in, where nobody can yet', async () => {
		const own = collectPatterns([
			{
				handle: 'tester',
				prompt: [
					'### Photos',
					'```ts',
					'// src/routes/photos/+page.server.ts',
					'export const load = ({ locals }) => locals.user;',
					'```',
					'### Sign-in',
					'```ts',
					'// src/lib/server/hooks/who.ts',
					'export const who = ({ event }) => { event.locals.user = 1; };',
					'',
					'// src/routes/login/+page.server.ts',
					'export const actions = {};',
					'```',
				].join('\n'),
			},
		]);
		project = new TemporaryProject('kit2', { 'a.ts': '' });
		await project.open('a.ts');
		const lists = new LeftToDoLists(['Add “Sign-in”…'], tickAll);
		const dialogs = new PreparedDialogs();
		const request = { id: 'photos', at: 'files', route: '/photos', preview: false } as const;
		await actionsOn(own, dialogs, lists).insert(request);
		assert.deepEqual(lists.shown[0], [
			'Photos: left to do',
			'add Add “Sign-in”…',
			'— by hand',
			'circle-small-filled “Photos” is for signed-in users, and nobody can sign in here yet: add',
			'blank “Sign-in”.',
			'— undo',
			'discard Take the file back',
		]);
		assert.match(project.read('src/routes/login/+page.server.ts'), /actions/);
		assert.match(project.read('src/lib/server/hooks/who.ts'), /locals\.user = 1/);
	});

	it('names the agent file that asks for packages, and runs no command that is too long to show', async () => {
		const names = Array.from({ length: 60 }, (_, i) => `package-${i}`);
		project = new TemporaryProject('kit2', {
			'a.ts': '',
			'agents/mine.md': [
				'---\nname: mine\ndescription: Mine\n---\n## One\n```ts',
				"import { one } from 'one-package';\nexport const two = one;\n```",
				'## Many\n```ts',
				...names.map((name) => `import '${name}';`),
				'export const many = 1;\n```',
			].join('\n'),
		});
		const agent = project.uri('agents/mine.md').toString();
		const lists = new LeftToDoLists();
		for (const id of ['one', 'many']) {
			await project.open('a.ts');
			const actions = actionsOn(library, new PreparedDialogs(), lists);
			await actions.insert({ agent, id, at: 'cursor' });
		}
		const file = vscode.workspace.asRelativePath(vscode.Uri.parse(agent));
		assert.deepEqual(lists.shown[0], [
			`One of ${file}: left to do`,
			'cloud-download Install one-package in a terminal: npm install one-package',
		]);
		const [title, row = ''] = lists.shown[1] ?? [];
		assert.equal(title, `Many of ${file}: left to do`);
		assert.match(row, /^copy Copy the command for package-0, .* and 52 more: npm install .*…$/);
	});

	it('leads to the route of the file, by the command and as a completion', async () => {
		const contacts = collectPatterns([
			{
				handle: 'tester',
				prompt:
					'### Contact\n\n```ts\n// src/routes/contact/[topic]/+page.server.ts\nexport const load = ({ params }) => `/contact/${params.topic}/thanks`;\n```\n',
			},
		]);
		const file = 'src/routes/(site)/support/[subject]/+page.server.ts';
		const code = 'export const load = ({ params }) => `/support/${params.subject}/thanks`;';
		project = new TemporaryProject('kit2', { [file]: '' });
		const editor = await project.open(file);
		const actions = actionsOn(contacts, new PreparedDialogs());
		const { token } = new vscode.CancellationTokenSource();
		const start = new vscode.Range(0, 0, 0, 0);
		const [item] = await actions.complete(editor.document, start, token);
		assert.ok(item?.insertText instanceof vscode.SnippetString);
		assert.equal(snippetToText(item.insertText.value), code);

		await actions.insert({ id: 'contact', at: 'cursor' });
		assert.equal(editor.document.getText(), code);
	});

	it('asks which file of a pattern goes into a file of another name', async () => {
		project = new TemporaryProject('kit2', { 'src/lib/other.ts': '', 'src/app.d.ts': '' });
		const editor = await project.open('src/lib/other.ts');
		const asked = await insert(
			{ id: 'two-files', at: 'cursor' },
			'src/lib/schemas/user.ts',
			undefined,
		);
		assert.deepEqual(asked, [
			'Which file of the pattern goes here? src/lib/schemas/user.ts | src/app.d.ts',
			alsoAdds,
		]);
		assert.match(editor.document.getText(), /export const user/);
	});

	it('calls files as they are in a JavaScript project', async () => {
		project = new TemporaryProject('kit2', { 'src/lib/other.js': '', 'jsconfig.json': '{}' });
		rmSync(project.uri('tsconfig.json').fsPath);
		await project.open('src/lib/other.js');
		const asked = await insert({ id: 'two-files' }, 'Insert at the Cursor', undefined);
		assert.deepEqual(asked, [
			'Where should the pattern go? $(new-file) Create Files… | $(edit) Insert at the Cursor',
			'Which file of the pattern goes here? src/lib/schemas/user.js | src/app.d.ts',
		]);
	});

	it('says once that there is no SvelteKit project', async () => {
		project = new TemporaryProject('kit2', { 'package.json': '{}', 'a.ts': '' });
		await project.open('a.ts');
		const asked = await insert({ id: 'posts', at: 'cursor' }, undefined);
		assert.deepEqual(asked, [
			'This isn’t a SvelteKit project: patterns are written for SvelteKit 3. [Create a Project…]',
		]);
	});

	it('offers to create a project, in a terminal and when the user has agreed', async () => {
		project = new TemporaryProject('kit2', { 'package.json': '{}', 'a.ts': '' });
		await project.open('a.ts');
		for (const agrees of [false, true]) {
			const dialogs = new PreparedDialogs('Create a Project', agrees ? 'Run It' : undefined);
			await offerProject(3, dialogs);
			assert.deepEqual(dialogs.asked.slice(1), ['Run “npx sv create” in a terminal? [Run It]']);
			assert.deepEqual(
				vscode.window.terminals.map(({ name }) => name).includes('Create a project'),
				agrees,
			);
		}
		for (const terminal of vscode.window.terminals) terminal.dispose();
	});

	it('names a broken package.json', async () => {
		project = new TemporaryProject('kit2', { 'package.json': '{ broken', 'a.ts': '' });
		await project.open('a.ts');
		const asked = await insert({ id: 'posts', at: 'cursor' }, undefined);
		assert.match(asked[0] ?? '', /package\.json/);
	});

	it('says that an id is gone', async () => {
		project = new TemporaryProject('kit2', { 'a.ts': '' });
		await project.open('a.ts');
		const asked = await insert({ id: 'gone' }, undefined);
		assert.deepEqual(asked, [
			'No pattern has the id “gone”. Choose another, and change the keybinding or link that names it. [Choose a Pattern]',
		]);
	});

	it('offers a new file where no editor is open', async () => {
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
		const asked = await insert({ id: 'posts', at: 'cursor' }, 'New File');
		assert.match(asked.at(-1) ?? '', /^No editor is open for “Posts”\./);
		const document = vscode.window.activeTextEditor?.document;
		assert.equal(document?.languageId, 'typescript');
		assert.match(document?.getText() ?? '', /export const load/);
		await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
	});

	it('refuses a document that cannot be changed', async () => {
		const provider = vscode.workspace.registerTextDocumentContentProvider('frozen', {
			provideTextDocumentContent: () => 'frozen',
		});
		const uri = vscode.Uri.parse('frozen:/a.ts');
		await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
		await assert.rejects(
			insert({ id: 'posts', at: 'cursor' }),
			/a\.ts cannot be changed: it is read-only\. Open a file that you can edit/,
		);
		await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
		provider.dispose();
	});

	it('refuses the cell of a notebook', async () => {
		const text = JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 });
		project = new TemporaryProject('kit2', { 'notes.ipynb': text });
		const notebook = await vscode.workspace.openNotebookDocument(project.uri('notes.ipynb'));
		const edit = new vscode.WorkspaceEdit();
		const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, '', 'typescript');
		edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(0, [cell])]);
		assert.ok(await vscode.workspace.applyEdit(edit));
		await vscode.window.showNotebookDocument(notebook);
		await vscode.commands.executeCommand('notebook.cell.edit');
		assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'vscode-notebook-cell');
		await assert.rejects(
			insert({ id: 'posts', at: 'cursor' }),
			/^UserError: SvelteKit has no notebooks, so patterns do not go into a cell\. Open a /,
		);
		assert.equal(notebook.cellAt(0).document.getText(), '');
		await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
	});

	it('finds a pattern by any name of its agent, in a key and beside an id', async () => {
		const requests: readonly InsertRequest[] = [
			{ id: 'Code_Tester/two-files' },
			{ id: 'two-files', agent: 'Code tester' },
		];
		for (const request of requests) {
			project = new TemporaryProject('kit3', { 'src/a.ts': '' });
			await project.open('src/a.ts');
			const names: string[] = [];
			const source: PatternSource = {
				read: async () => [],
				of: async (name) => {
					names.push(name);
					return { patterns: library, file: undefined };
				},
			};
			const actions = new PatternActions(
				source,
				projects,
				new PreparedDialogs(),
				new LeftToDoLists().pickFrom,
			);
			await actions.insert({ ...request, at: 'files', preview: false });
			assert.match(project.read('src/lib/schemas/user.ts'), /export const user/);
			assert.deepEqual(names, [request.agent ?? 'Code_Tester']);
			await project.remove();
		}
	});

	it('completes in a document what names a file or a prefix, in its language', async () => {
		const blocks = (info: string, ...code: string[]): string =>
			`\`\`\`${info}\n${code.join('\n')}\n\`\`\`\n`;
		const own = collectPatterns([
			{
				handle: 'tester',
				prompt: [
					'## Claim\n' + blocks('sql', 'SELECT 1;', 'SELECT 2;'),
					'## Worker\n' + blocks('go prefix=kit-worker', 'a()', 'b()'),
					'## Table\n' + blocks('sql', '-- db/a.sql', 'SELECT 1;'),
					'## Read\n' + blocks('ts', 'a();', 'b();'),
					'## Typed\n' + blocks('js prefix=kit-typed', 'a();', 'b();'),
					'## Page\n' + blocks('svelte prefix=kit-page', '<p>a</p>', '<p>b</p>'),
				].join('\n'),
			},
		]);
		const actions = actionsOn(own, new PreparedDialogs());
		const token = new vscode.CancellationTokenSource().token;
		project = new TemporaryProject('kit3', { 'src/a.ts': '\nkit', 'src/A.svelte': '\nkit' });
		const found: Record<string, readonly unknown[]> = {};
		for (const path of ['src/a.ts', 'src/A.svelte']) {
			const { document } = await project.open(path);
			const items = await actions.complete(document, new vscode.Range(1, 0, 1, 3), token);
			found[path] = items.map(({ filterText }) => filterText);
		}
		assert.deepEqual(found, { 'src/a.ts': ['kit-typed'], 'src/A.svelte': ['kit-page'] });
	});

	it('has no completion for the examples of bundled agents in other languages', async () => {
		const read = await new AgentPatterns(agents).read();
		const languages = read.flatMap(({ pattern }) =>
			pattern.variants.flatMap(({ files }) => files.map(({ language }) => language)),
		);
		assert.ok(read.length > 30);
		assert.deepEqual([...new Set(languages)].toSorted(), ['svelte', 'typescript']);
	});

	it('completes what fits the file, its own first, and offers the rest afterwards', async () => {
		const block = (title: string, path: string, code = 'export const a = 1;'): string =>
			`### ${title}\n\n\`\`\`${path.endsWith('.svelte') ? 'svelte' : 'ts'}\n${path.endsWith('.svelte') ? `<!-- ${path} -->` : `// ${path}`}\n${code}\n\`\`\`\n\n`;
		const own = collectPatterns([
			{
				handle: 'tester',
				prompt: [
					block('Endpoint', 'src/routes/api/+server.ts'),
					block('A load', 'src/routes/other/+page.server.ts'),
					block('Load', 'src/routes/a/+page.server.ts'),
					block('Hooks', 'src/hooks.server.ts'),
					block('Library', 'src/lib/a.ts'),
					block('Page', 'src/routes/a/+page.svelte', '<p>a</p>'),
				].join(''),
			},
		]);
		const actions = actionsOn(own, new PreparedDialogs());
		const { token } = new vscode.CancellationTokenSource();
		const paths = [
			'src/routes/a/+page.server.ts',
			'src/routes/(x)/+server.ts',
			'src/hooks.server.ts',
			'src/lib/b.ts',
			'src/routes/a/+page.svelte',
			'src/routes/b/+page.svelte',
		];
		project = new TemporaryProject('kit3', {
			...Object.fromEntries(paths.map((path) => [path, '\nkit'])),
			'src/routes/b/+page.svelte': '<h1>mine</h1>\nkit',
		});
		const found: Record<string, readonly string[]> = {};
		for (const path of paths) {
			const { document } = await project.open(path);
			const items = await actions.complete(document, new vscode.Range(1, 0, 1, 3), token);
			const sorted = items.toSorted((x, y) => ((x.sortText ?? '') < (y.sortText ?? '') ? -1 : 1));
			found[path] = sorted.map(({ filterText, command }) => {
				assert.equal(command?.command, 'sveltekitAgents.finishPattern');
				return filterText ?? '';
			});
		}
		assert.deepEqual(found, {
			'src/routes/a/+page.server.ts': ['kit-load', 'kit-a-load'],
			'src/routes/(x)/+server.ts': ['kit-endpoint'],
			'src/hooks.server.ts': ['kit-hooks'],
			'src/lib/b.ts': ['kit-library'],
			'src/routes/a/+page.svelte': ['kit-page'],
			'src/routes/b/+page.svelte': [],
		});
	});

	it('offers afterwards what a completion needs, as the command does', async () => {
		project = new TemporaryProject('kit3', { 'src/lib/schemas/user.ts': '' });
		await project.open('src/lib/schemas/user.ts');
		const dialogs = new PreparedDialogs(undefined);
		const actions = actionsOn(library, dialogs);
		await actions.finishCompletion('tester/two-files', 'src/lib/schemas/user.ts');
		assert.equal(
			dialogs.asked[0],
			'“Two files” also needs src/app.d.ts, which the project does not have. [Create Files…]',
		);
		await actions.finishCompletion('tester/gone', undefined);
	});

	it('completes patterns by their word, with their imports', async () => {
		const actions = actionsOn(library, new PreparedDialogs());
		const token = new vscode.CancellationTokenSource().token;
		project = new TemporaryProject('kit3', {
			'src/routes/+page.server.ts': 'kit-',
			'src/routes/long/+page.server.ts': 'const a = 1;\nkit-',
		});

		const empty = await project.open('src/routes/+page.server.ts');
		const [whole] = await actions.complete(empty.document, new vscode.Range(0, 0, 0, 4), token);
		assert.ok(whole && whole.insertText instanceof vscode.SnippetString);
		assert.deepEqual(whole.label, { label: 'kit-posts', description: 'Posts' });
		assert.match(whole.insertText.value, /^import .*const \$\{1:posts\} = await db\.all/s);
		assert.deepEqual(actions.resolveCompletion(whole).additionalTextEdits, []);

		const long = await project.open('src/routes/long/+page.server.ts');
		const [item] = await actions.complete(long.document, new vscode.Range(1, 0, 1, 4), token);
		assert.ok(item && item.insertText instanceof vscode.SnippetString);
		assert.match(item.insertText.value, /^export .*const \$\{1:posts\} = await db\.all/s);
		assert.equal(item.additionalTextEdits, undefined);
		const [edit, ...others] = actions.resolveCompletion(item).additionalTextEdits ?? [];
		assert.deepEqual(others, []);
		assert.match(edit?.newText ?? '', /^import .* from '#lib\/server\/db\.js';\n\n$/s);
	});
});

/** Waits until a preview of a file is open and returns its document. */
async function previewOf(name: string): Promise<vscode.TextDocument> {
	const find = (): vscode.TextDocument | undefined =>
		vscode.window.visibleTextEditors.find(
			({ document: { uri } }) => uri.scheme === 'sveltekit-pattern' && uri.path.endsWith(name),
		)?.document;
	return new Promise((resolve) => {
		const look = (): void => {
			const found = find();
			if (!found) return;
			subscription.dispose();
			resolve(found);
		};
		const subscription = vscode.window.onDidChangeVisibleTextEditors(look);
		look();
	});
}
