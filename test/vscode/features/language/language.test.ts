import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { commandIds, settingIds } from '../../../../src/ids.ts';
import { extensionPath } from '../../../helpers/bundledFiles.ts';

const reviewer = `---
name: reviewer
description: Reviews code. Use it when code is done.
tools: Read, Bash, Raed
model: sonnet
color: blue
unheardof: 1
---

# Reviewer

Ask @backend-engineer or @helper about +page.server.ts in SvelteKit.

## Load
\`\`\`ts title="Load"
// src/routes/orders/+page.server.ts
export const load = () => ({});
// src/routes/nowhere/+page.server.ts
export const prerender = true;
\`\`\`

## Delegation Patterns
- **Trigger**: the review needs help
- **Target Agent**: helper
`;
const helper = `---
name: helper
description: Helps.
---

Answers to @reviewer.
`;

const workspace = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
const reviewerPath = '.claude/agents/reviewer.md';

describe('agent files in the editor', () => {
	let document: vscode.TextDocument;

	before(async () => {
		await makeFolder('.claude');
		write(reviewerPath, reviewer);
		write('.claude/agents/helper.md', helper);
		document = await open(reviewerPath);
		// The agents are read in the background when the first of their files is opened.
		await until(async () => (await hovers(document, '@helper')).length > 0);
	});

	after(async () => {
		await closeAll();
		rmSync(join(workspace.fsPath, '.claude'), { recursive: true, force: true });
		rmSync(join(workspace.fsPath, 'notes.md'), { force: true });
	});

	describe('hover', () => {
		afterEach(() => configure(settingIds.hover, undefined));

		it('adds facts to what VS Code says, and never the same', async () => {
			for (const place of ['name: rev', 'description: Rev', 'model: son', 'tools', 'Read']) {
				const texts = await hovers(document, place);
				assert.equal(texts.length, 2, place);
				assert.equal(new Set(texts).size, 2, place);
			}
			for (const place of ['color: bl', 'unheard', 'title="Lo', '@backend', '+page.server']) {
				assert.equal((await hovers(document, place)).length, 1, place);
			}
		});

		it('says where the agent is', async () => {
			const [text] = await ourHovers(document, 'name: rev');
			assert.equal(
				text,
				'In the chat: choose **reviewer** in the agent picker. [Use My Agents with @…](command:sveltekitAgents.useMyAgents?%5B%5D)',
			);
		});

		it('says what a tool is in this VS Code', async () => {
			const [text] = await ourHovers(document, 'Bash');
			assert.equal(
				text,
				'**Bash** → *Run in Terminal* and *Get Terminal Output* (VS Code), asks first',
			);
		});

		it('has links for our own commands alone', async () => {
			const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
				'vscode.executeHoverProvider',
				document.uri,
				positionOf(document, '@helper'),
			);
			const [content] = hover?.contents ?? [];
			assert.ok(content instanceof vscode.MarkdownString);
			assert.deepEqual(content.isTrusted, {
				enabledCommands: [
					commandIds.askAgent,
					commandIds.insertPattern,
					commandIds.openAgent,
					commandIds.createAgent,
					commandIds.useMyAgents,
				],
			});
			assert.notEqual(content.supportHtml, true);
		});

		it('shows the same card over a handle in other markdown', async () => {
			write('notes.md', 'Thanks @helper and @octo-cat.\n');
			const notes = await open('notes.md');
			const [card = ''] = await hovers(notes, '@helper');
			assert.match(card, /^\*\*@helper\*\* — Helps\n/);
			assert.deepEqual(await hovers(notes, '@octo'), []);
		});

		it('leaves alone what a problem says, and a repeated key to VS Code', async () => {
			const repeated =
				'---\nname: twice\ndescription: Reviews.\ntools: Read\ntools: Raed\n---\nReview.\n';
			write('.claude/agents/twice.md', repeated);
			const file = await open('.claude/agents/twice.md');
			const problems = (): readonly string[] =>
				vscode.languages
					.getDiagnostics(file.uri)
					.filter(({ range }) => file.lineAt(4).range.contains(range))
					.map(({ source = 'VS Code', message }) => `${source}: ${message}`);
			await until(async () => Promise.resolve(problems().length > 1));
			const [, unknown = '', ...more] = problems().toSorted((a, b) => (a < b ? 1 : -1));
			assert.match(problems().join('\n'), /Duplicate key/);
			assert.match(unknown, /^SvelteKit Agents: No tool is called “Raed”/);
			assert.deepEqual(more, []);
			assert.deepEqual(await ourHovers(file, 'Rae'), []);
			const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
				'vscode.executeCodeActionProvider',
				file.uri,
				file.lineAt(4).range,
			);
			assert.ok(actions.some(({ title }) => title === 'Leave one “tools”'));
		});

		it('works in documents that are not saved', async () => {
			const untitled = await vscode.workspace.openTextDocument({
				language: 'chatagent',
				content: '---\nname: draft\ndescription: Drafts.\n---\n',
			});
			const [text = ''] = await ourHovers(untitled, 'name: dr');
			assert.match(text, /^No agent of this window: /);
		});

		it('follows an agent file that changes on disk', async () => {
			write('.claude/agents/helper.md', helper.replace('Helps.', 'Helps a lot.'));
			await until(async () => (await cardOfHelper()).includes('Helps a lot'));
			write('.claude/agents/helper.md', helper);
			await until(async () => !(await cardOfHelper()).includes('Helps a lot'));
		});

		it('follows an agent file that is saved', async () => {
			const file = await open('.claude/agents/helper.md');
			const replace = async (text: string): Promise<void> => {
				const edit = new vscode.WorkspaceEdit();
				edit.replace(file.uri, file.lineAt(2).range, text);
				await vscode.workspace.applyEdit(edit);
				await file.save();
			};
			await replace('description: Saves.');
			await until(async () => (await cardOfHelper()).includes('Saves'));
			await replace('description: Helps.');
			await until(async () => (await cardOfHelper()).includes('Helps'));
		});

		async function cardOfHelper(): Promise<string> {
			return (await hovers(document, '@helper')).join('\n');
		}

		it('can be turned off', async () => {
			await configure(settingIds.hover, false);
			assert.deepEqual(await hovers(document, '@helper'), []);
		});
	});

	describe('completion', () => {
		afterEach(() => configure(settingIds.completion, undefined));

		it('has no key, tool or model twice', async () => {
			const text = '---\nname: x\ndescription: y\ntools: \nmodel: \n\n---\n';
			for (const path of ['.claude/agents/new.md', '.github/agents/new.md']) {
				write(path, text);
				const file = await open(path);
				for (const offset of [
					text.indexOf('\nmodel'),
					text.indexOf('\n\n'),
					text.indexOf('\n---\n'),
				]) {
					const labels = (await completions(file, offset)).map(labelOf);
					assert.ok(labels.length > 0, `${path} ${offset}`);
					assert.deepEqual(labels, [...new Set(labels)], `${path} ${offset}`);
				}
				rmSync(file.uri.fsPath);
			}
			rmSync(join(workspace.fsPath, '.github'), { recursive: true });
		});

		it('gives agents, colors and attributes of code blocks', async () => {
			const offsets = {
				'@backend-engineer': reviewer.indexOf('@backend') + 4,
				blue: reviewer.indexOf('color: ') + 7,
				file: reviewer.indexOf(' title="Load"') + 1,
			};
			for (const [label, offset] of Object.entries(offsets)) {
				const labels = (await completions(document, offset)).map(labelOf);
				assert.ok(labels.includes(label), `${label}: ${labels.join()}`);
			}
			assert.deepEqual(await ourCompletions(document, reviewer.indexOf('export const load')), []);
		});

		it('makes a whole agent of an empty file', async () => {
			write('.claude/agents/fresh.md', '');
			const file = await open('.claude/agents/fresh.md');
			const item = (await completions(file, 0)).find((each) => labelOf(each) === 'New agent');
			assert.ok(item?.insertText instanceof vscode.SnippetString);
			const editor = await vscode.window.showTextDocument(file);
			await editor.insertSnippet(item.insertText, new vscode.Position(0, 0));
			assert.match(file.getText(), /^---\nname: fresh\ndescription: Use this agent when …\n/);
			await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
			rmSync(file.uri.fsPath);
		});

		it('can be turned off', async () => {
			await configure(settingIds.completion, false);
			const offset = reviewer.indexOf('color: ') + 7;
			assert.deepEqual(await ourCompletions(document, offset), []);
		});
	});

	it('has an outline of the agent, its patterns and its delegations beside the headings', async () => {
		const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
			'vscode.executeDocumentSymbolProvider',
			document.uri,
		);
		const names = symbols.map(({ name, detail }) => [name, detail]);
		assert.deepEqual(
			names.filter(([name]) => name?.startsWith('#') === false),
			[
				['reviewer', 'Reviews code'],
				['Load', 'src/routes/orders/+page.server.ts, src/routes/nowhere/+page.server.ts'],
				['helper', 'the review needs help'],
			],
		);
		assert.equal(names.filter(([name]) => name === '# Reviewer').length, 1);
	});

	it('folds the front matter', async () => {
		const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
			'vscode.executeFoldingRangeProvider',
			document.uri,
		);
		assert.ok(ranges.some(({ start, end }) => start === 0 && end === 7));
	});

	it('links to other agents and to files of the project that exist', async () => {
		const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
			'vscode.executeLinkProvider',
			document.uri,
		);
		const bundled = vscode.Uri.file(join(extensionPath(), 'agents/backend-engineer.md'));
		assert.deepEqual(
			links.map(({ range, target }) => [document.getText(range), target?.toString()]),
			[
				['@backend-engineer', bundled.toString()],
				['@helper', uriOf('.claude/agents/helper.md').toString()],
				[
					'src/routes/orders/+page.server.ts',
					uriOf('src/routes/orders/+page.server.ts').toString(),
				],
				['helper', uriOf('.claude/agents/helper.md').toString()],
			],
		);
	});

	it('goes from a handle and from a target to the name in the agent’s file', async () => {
		for (const place of ['@helper', 'Target Agent**: hel']) {
			const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
				'vscode.executeDefinitionProvider',
				document.uri,
				positionOf(document, place),
			);
			assert.deepEqual(
				[
					link?.targetUri.toString(),
					link?.targetRange.start.line,
					link?.targetRange.start.character,
				],
				[uriOf('.claude/agents/helper.md').toString(), 1, 6],
				place,
			);
		}
	});

	it('finds all references to an agent', async () => {
		const found = await vscode.commands.executeCommand<vscode.Location[]>(
			'vscode.executeReferenceProvider',
			document.uri,
			positionOf(document, '@helper'),
		);
		assert.deepEqual(
			found.map(({ uri, range }) => `${uri.path.split('/').at(-1)}:${range.start.line}`).toSorted(),
			['helper.md:1', 'reviewer.md:11', 'reviewer.md:23'],
		);
	});

	it('renames an agent with every reference to it', async () => {
		const edit = await rename(document, '@helper', 'assistant');
		const places = edit.entries().flatMap(([uri, edits]) => {
			const name = uri.path.split('/').at(-1);
			return edits.map(({ range, newText }) => `${name}:${range.start.line} ${newText}`);
		});
		assert.deepEqual(places.toSorted(), [
			'helper.md:1 assistant',
			'reviewer.md:11 assistant',
			'reviewer.md:23 assistant',
		]);
	});

	it('renames what the file of an agent says of it, and nothing where the name is taken', async () => {
		const text = `---
name: load-expert
description: Knows loads. "I'll use the load-expert to fix it."
---
I am load-expert, not load-expert-two. @helper helps.
`;
		write('.claude/agents/load-expert.md', text);
		const file = await open('.claude/agents/load-expert.md');
		await until(async () => (await hovers(file, '@helper')).length > 0);
		const edit = await rename(file, 'load-expert', 'kit-expert');
		const places = edit.entries().flatMap(([uri, edits]) => {
			const name = uri.path.split('/').at(-1);
			return edits.map(({ range: { start } }) => `${name}:${start.line}:${start.character}`);
		});
		assert.deepEqual(places, ['load-expert.md:1:6', 'load-expert.md:2:40', 'load-expert.md:4:5']);
		await assert.rejects(rename(file, 'load-expert', 'helper'), /Another agent is called @helper/);
		rmSync(file.uri.fsPath);
	});

	it('refuses to rename what comes with the extension, and leaves headings to VS Code', async () => {
		await assert.rejects(rename(document, '@backend', 'x'), /comes with the extension/);
		const edit = await rename(document, '# Revi', 'Critic');
		assert.ok(edit.size > 0);
	});

	describe('the lens over the front matter', () => {
		beforeEach(() => configure(settingIds.participants, 'ask'));
		afterEach(async () => {
			await configure(settingIds.codeLens, undefined);
			await configure(settingIds.participants, 'never');
		});

		it('leads to the chat, the patterns and the problems', async () => {
			await until(async () =>
				(await lenses(document)).some(({ title }) => title.includes('problem')),
			);
			const problems = vscode.languages
				.getDiagnostics(document.uri)
				.filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint).length;
			assert.deepEqual(await lenses(document), [
				{
					title: 'Chat as reviewer',
					command: 'workbench.action.chat.open',
					arguments: [{ mode: 'reviewer' }],
				},
				{
					title: 'Use My Agents with @…',
					command: commandIds.useMyAgents,
					arguments: undefined,
				},
				{
					title: '1 pattern',
					command: commandIds.goToPattern,
					arguments: [document.uri.toString()],
				},
				{
					title: `${problems} problem${problems === 1 ? '' : 's'}`,
					command: 'workbench.actions.view.problems',
					arguments: undefined,
				},
			]);
		});

		it('asks a bundled agent in the chat by its handle', async () => {
			const bundled = await vscode.workspace.openTextDocument(
				vscode.Uri.file(join(extensionPath(), 'agents/backend-engineer.md')),
			);
			const [chat] = await lenses(bundled);
			assert.deepEqual(chat, {
				title: 'Chat with @backend-engineer',
				command: 'workbench.action.chat.open',
				arguments: [{ query: '@backend-engineer ', isPartialQuery: true }],
			});
		});

		it('offers no participants to who wants none', async () => {
			const titles = async (): Promise<readonly string[]> =>
				(await lenses(document)).map(({ title }) => title);
			assert.ok((await titles()).includes('Use My Agents with @…'));
			await configure(settingIds.participants, 'never');
			assert.ok(!(await titles()).includes('Use My Agents with @…'));
		});

		it('tells files of one name apart', async () => {
			const text = '---\nname: twin\ndescription: Reviews.\n---\nReview.\n';
			const titles = async (stem: string): Promise<readonly string[]> => {
				const file = await open(`.claude/agents/${stem}.md`);
				return (await lenses(file)).map(({ title }) => title);
			};
			write('.claude/agents/001-twin.md', text);
			await until(async () => (await titles('001-twin')).includes('Chat as twin'));
			write('.claude/agents/002-twin.md', text);
			await until(async () => (await titles('001-twin')).includes('Chat as twin (001-twin)'));
			assert.ok((await titles('002-twin')).includes('Chat as twin (002-twin)'));
		});

		it('can be turned off', async () => {
			await configure(settingIds.codeLens, false);
			assert.deepEqual(await lenses(document), []);
		});
	});

	it('opens agent files that it knows, and no others', async () => {
		await vscode.commands.executeCommand(
			commandIds.openAgent,
			uriOf('.claude/agents/helper.md').toString(),
		);
		assert.equal(
			vscode.window.activeTextEditor?.document.uri.toString(),
			uriOf('.claude/agents/helper.md').toString(),
		);
		await vscode.commands.executeCommand(commandIds.openAgent, uriOf('package.json').toString());
		assert.equal(
			vscode.window.activeTextEditor?.document.uri.toString(),
			uriOf('.claude/agents/helper.md').toString(),
		);
	});

	it('inserts a pattern of the file itself', async () => {
		const code = '```ts\n// src/lib/shop.ts\nexport const open = true;\n```\n';
		write('.claude/agents/shop.md', `${helper.replace('helper', 'shop')}## Shop\n${code}`);
		const agent = (await open('.claude/agents/shop.md')).uri.toString();
		await vscode.commands.executeCommand(commandIds.insertPattern, {
			id: 'shop',
			agent,
			at: 'files',
			preview: false,
		});
		const made = join(workspace.fsPath, 'src/lib/shop.ts');
		assert.equal(readFileSync(made, 'utf8'), 'export const open = true;\n');
		rmSync(made);
	});

	it('creates an agent from what the file says that hands over to it', async () => {
		const handing = helper
			.replace('helper', 'handing')
			.concat('\n## Delegation Patterns\n- **Trigger**: Complex UI components needed\n')
			.concat('- **Target Agent**: ui-architect\n- **Handoff**: "Build [screens]"\n');
		write('.claude/agents/handing.md', handing);
		await open('.claude/agents/handing.md');
		await vscode.commands.executeCommand(commandIds.createAgent, 'ui-architect');
		const created = vscode.window.activeTextEditor?.document;
		assert.match(
			created?.getText() ?? '',
			/^---\nname: ui-architect\ndescription: Use this agent when complex UI components are needed\.\nmodel: inherit\n---\n[^]+@handing hands over[^]+\n> Build \[screens\]\n/,
		);
		await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
		rmSync(uriOf('.claude/agents/handing.md').fsPath);
	});

	it('creates an agent beside the one that is open, unsaved', async () => {
		await open(reviewerPath);
		await vscode.commands.executeCommand(commandIds.createAgent, 'Database Specialist (SQL)');
		const created = vscode.window.activeTextEditor?.document;
		assert.equal(created?.uri.scheme, 'untitled');
		assert.equal(created.uri.path, uriOf('.claude/agents/database-specialist.md').path);
		assert.match(created.getText(), /^---\nname: database-specialist\n/);
		assert.equal(created.languageId, 'chatagent');
		await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
	});
});

function uriOf(path: string): vscode.Uri {
	return vscode.Uri.joinPath(workspace, path);
}

function write(path: string, text: string): void {
	const file = join(workspace.fsPath, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}

/** Resolves when VS Code has noticed the folder: what is made in it sooner may be overlooked. */
async function makeFolder(path: string): Promise<void> {
	if (existsSync(join(workspace.fsPath, path))) return;
	const watcher = vscode.workspace.createFileSystemWatcher(`**/${path}`);
	const noticed = new Promise<void>((resolve) => watcher.onDidCreate(() => resolve()));
	mkdirSync(join(workspace.fsPath, path));
	await noticed;
	watcher.dispose();
}

async function open(path: string): Promise<vscode.TextDocument> {
	const document = await vscode.workspace.openTextDocument(uriOf(path));
	await vscode.window.showTextDocument(document);
	return document;
}

async function closeAll(): Promise<void> {
	await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

async function configure(setting: string, value: boolean | string | undefined): Promise<void> {
	await vscode.workspace
		.getConfiguration()
		.update(setting, value, vscode.ConfigurationTarget.Global);
}

/** Waits for something that happens in the background. */
async function until(isDone: () => Promise<boolean>): Promise<void> {
	while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 50));
}

function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
	const at = document.getText().indexOf(text);
	assert.notEqual(at, -1, text);
	return document.positionAt(at + text.length);
}

async function hovers(document: vscode.TextDocument, place: string): Promise<readonly string[]> {
	const found = await vscode.commands.executeCommand<vscode.Hover[]>(
		'vscode.executeHoverProvider',
		document.uri,
		positionOf(document, place),
	);
	return found.flatMap(({ contents }) =>
		contents.map((each) => (typeof each === 'string' ? each : each.value)),
	);
}

/** Ours may run commands of our own; VS Code's lines run none. */
async function ourHovers(document: vscode.TextDocument, place: string): Promise<readonly string[]> {
	const found = await vscode.commands.executeCommand<vscode.Hover[]>(
		'vscode.executeHoverProvider',
		document.uri,
		positionOf(document, place),
	);
	return found.flatMap(({ contents }) =>
		contents.flatMap((each) =>
			each instanceof vscode.MarkdownString && typeof each.isTrusted === 'object'
				? [each.value]
				: [],
		),
	);
}

async function completions(
	document: vscode.TextDocument,
	offset: number,
): Promise<readonly vscode.CompletionItem[]> {
	const list = await vscode.commands.executeCommand<vscode.CompletionList>(
		'vscode.executeCompletionItemProvider',
		document.uri,
		document.positionAt(offset),
	);
	return list.items;
}

/** VS Code's own are plain text, and come from words of the file or from nothing but names. */
async function ourCompletions(
	document: vscode.TextDocument,
	offset: number,
): Promise<readonly string[]> {
	const items = await completions(document, offset);
	return items.filter(({ insertText }) => insertText instanceof vscode.SnippetString).map(labelOf);
}

function labelOf({ label }: vscode.CompletionItem): string {
	return typeof label === 'string' ? label : label.label;
}

async function lenses(document: vscode.TextDocument): Promise<readonly vscode.Command[]> {
	const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
		'vscode.executeCodeLensProvider',
		document.uri,
		10,
	);
	return found.flatMap(({ command }) =>
		command
			? [{ title: command.title, command: command.command, arguments: command.arguments }]
			: [],
	) as readonly vscode.Command[];
}

async function rename(
	document: vscode.TextDocument,
	place: string,
	newName: string,
): Promise<vscode.WorkspaceEdit> {
	return vscode.commands.executeCommand(
		'vscode.executeDocumentRenameProvider',
		document.uri,
		positionOf(document, place),
		newName,
	);
}
