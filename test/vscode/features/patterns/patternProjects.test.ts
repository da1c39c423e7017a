import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { routeOf } from '../../../../src/core/insertion/patternRoutes.ts';
import { findPattern } from '../../../../src/core/pattern/patternLibrary.ts';
import { variantFor } from '../../../../src/core/pattern/patterns.ts';
import { AgentPatterns } from '../../../../src/features/patterns/agentPatterns.ts';
import { PatternActions } from '../../../../src/features/patterns/patternActions.ts';
import { ProjectReader } from '../../../../src/host/project/projectReader.ts';
import { newLibrary } from '../../../helpers/agentLibrary.ts';
import { extensionPath } from '../../../helpers/bundledFiles.ts';
import { LeftToDoLists } from '../../../helpers/leftToDoLists.ts';
import { PreparedDialogs } from '../../../helpers/preparedDialogs.ts';
import { skip } from '../../../helpers/skip.ts';
import { kitNotNow } from '../../../helpers/turn.ts';
import { TemporaryProject } from '../../../helpers/temporaryProject.ts';
import { run } from '../../../patterns/run.ts';
import { unlessUnchanged } from '../../../patterns/unchanged.ts';

/** Patterns that are made as files, in one project after the other. */
const asFiles = [
	'load-functions',
	'form-actions',
	'zod-superforms-integration',
	'security-first-development',
	'login-with-remember-me',
	'rest-api-with-advanced-features',
	'csv-export',
	'transaction-with-conditional-update',
];

/** Patterns that go into a file that has imports and exports of its own. */
const atCursor = [
	{
		id: 'cookies',
		path: 'src/routes/preferences/+page.server.ts',
		text: "import { dev } from '$app/env';\nimport type { RequestEvent } from './$types';\n\nexport const csr = !dev;\nexport const _where = ({ url }: RequestEvent) => url.pathname;\n",
	},
	{
		id: 'password-hashing',
		path: 'src/lib/server/accounts.ts',
		text: "import { randomBytes } from 'node:crypto';\n\nexport function invitation(): string {\n\treturn randomBytes(16).toString('hex');\n}\n",
	},
];

for (const kit of [2, 3] as const) {
	describe(`patterns in a real project on SvelteKit ${kit}`, function () {
		let project: TemporaryProject | undefined;
		let actions: PatternActions | undefined;
		let dialogs: PreparedDialogs;
		const projects = new ProjectReader();
		const agents = newLibrary();
		const library = new AgentPatterns(agents);

		before(function () {
			const reason = kitNotNow(kit);
			if (reason !== undefined) return skip(this, reason);
			const installed = join(extensionPath(), `.vscode-test/patterns/kit${kit}/node_modules`);
			if (!existsSync(join(installed, '.bin/svelte-check'))) {
				return skip(this, 'the test projects are not installed; `npm run test:patterns` does it');
			}
			project = new TemporaryProject('kit2');
			cpSync(join(extensionPath(), `test/patterns/apps/kit${kit}`), project.folder, {
				recursive: true,
			});
			linkPackages(installed, join(project.folder, 'node_modules'));
			project.write('src/routes/+page.svelte', '<h1>Start</h1>\n');
			dialogs = new PreparedDialogs(...asFiles.flatMap(() => ['Write It', 'Write It']));
			actions = new PatternActions(library, projects, dialogs, new LeftToDoLists().pickFrom);
			return undefined;
		});

		after(async () => {
			projects.dispose();
			agents.dispose();
			await project?.remove();
		});

		it('makes the files of eight patterns, with the modules that they import', async () => {
			assert.ok(project && actions);
			await project.open('package.json');
			for (const id of asFiles) {
				const entry = findPattern(await library.read(), id);
				assert.ok(entry, id);
				const route = routeOf(variantFor(entry.pattern, kit));
				await actions.insert({ id, at: 'files', preview: false, ...(route && { route }) });
				await vscode.workspace.saveAll();
			}
			const questions = dialogs.asked.filter((each) => !each.endsWith('is inserted. [Undo]'));
			assert.deepEqual([...new Set(questions)].toSorted(), [
				'Write .env? [Do Not Write] [Write It]',
				'Write drizzle.config.ts? [Do Not Write] [Write It]',
			]);
		});

		for (const { id, path, text } of atCursor) {
			it(`inserts “${id}” into a file with imports and exports of its own`, async () => {
				assert.ok(project && actions);
				mkdirSync(dirname(join(project.folder, path)), { recursive: true });
				writeFileSync(join(project.folder, path), text);
				await project.open(path);
				// What it needs besides is not wanted here.
				const lists = new LeftToDoLists();
				const declining = new PreparedDialogs(undefined);
				const atCursorActions = new PatternActions(library, projects, declining, lists.pickFrom);
				await atCursorActions.insert({ id, at: 'cursor' });
				await vscode.workspace.saveAll();
				const merged = project.read(path);
				const ownLine = text.trimEnd().split('\n').at(-2) ?? '';
				assert.ok(merged.includes(ownLine) && merged.length > text.length + 300, merged);
			});
		}

		it('leaves a project in which svelte-check finds nothing', async () => {
			assert.ok(project);
			const { folder } = project;
			const args = ['--output', 'machine', '--fail-on-warnings'];
			const result = join(extensionPath(), `.vscode-test/patterns/kit${kit}-results/inserted.json`);
			const { code, output } = await unlessUnchanged(
				result,
				folder,
				['svelte-check', ...args],
				async () => {
					await run(folder, 'svelte-kit', ['sync']);
					return await run(folder, 'svelte-check', args, true);
				},
			);
			assert.match(output, /COMPLETED \d+ FILES 0 ERRORS 0 WARNINGS/);
			assert.equal(code, 0);
		});
	});
}

/**
 * Links each package, but not what the other project's tools keep beside them: SvelteKit 3 writes
 * types of the project itself into `node_modules/$app`, Vite its cache into `node_modules/.vite`.
 */
function linkPackages(installed: string, folder: string): void {
	mkdirSync(folder);
	for (const name of readdirSync(installed)) {
		if (/^(\.bin$|[^.$])/.test(name))
			symlinkSync(join(installed, name), join(folder, name), 'junction');
	}
}
