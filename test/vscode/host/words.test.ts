import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { collectPatterns } from '../../../src/core/pattern/patternLibrary.ts';
import { parseAgent } from '../../../src/core/agent/agent.ts';
import { analyse } from '../../../src/core/editor/agentDocument.ts';
import { AgentPatterns } from '../../../src/features/patterns/agentPatterns.ts';
import { PatternCompletions } from '../../../src/features/patterns/patternCompletions.ts';
import {
	PatternActions,
	type InsertRequest,
} from '../../../src/features/patterns/patternActions.ts';
import { provideFollowUps } from '../../../src/features/participants/followUps.ts';
import { listPatterns } from '../../../src/features/participants/patternList.ts';
import { createToolSet } from '../../../src/features/tools/toolSet.ts';
import type { Dialogs } from '../../../src/host/dialogs.ts';
import { ProjectReader } from '../../../src/host/project/projectReader.ts';
import { settingIds } from '../../../src/ids.ts';
import type { ScriptedModel } from '../../fixtures/scripted-model/scriptedModel.d.ts';
import { AgentFile, bundledSource, requestFor, run } from '../../helpers/answering.ts';
import { newLibrary } from '../../helpers/agentLibrary.ts';
import { hostileAgent } from '../../helpers/hostileAgent.ts';
import { faultOf, hostileWords } from '../../helpers/hostileWords.ts';
import { patternsAround } from '../../helpers/patternsAround.ts';
import { RecordingLists } from '../../helpers/recordingLists.ts';
import { RecordingStream } from '../../helpers/recordingStream.ts';
import { scriptedModel } from '../../helpers/scriptedModel.ts';
import { markdownFault } from '../../helpers/shownMarkdown.ts';
import { TemporaryProject } from '../../helpers/temporaryProject.ts';
import { shareOf } from '../../helpers/turn.ts';

const workspace = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');

describe('words of an agent file', function () {
	describe('in the editor', () => {
		const folder = join(workspace.fsPath, '.claude');

		before(() => {
			write('.claude/agents/planner.md', '---\nname: planner\ndescription: Plans.\n---\nPlan.\n');
		});

		afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

		after(() => rmSync(folder, { recursive: true, force: true }));

		for (const [i, words] of shareOf([...hostileWords.entries()], 8)) {
			it(`are only words in everything that is shown, case ${i}`, async () => {
				const document = await open(`.claude/agents/words-${i}.md`, hostileAgent(words));
				const problems = await problemsOf(document.uri);
				const completions = await completionsOf(document);
				const lines = [
					...problems.flatMap(({ message, relatedInformation = [] }) => [
						message,
						...relatedInformation.map((place) => place.message),
					]),
					...(await lensesOf(document.uri)),
					...(await linksOf(document.uri)),
					...(await symbolsOf(document.uri)),
					...(await fixesOf(document)),
					...completions.flatMap(linesOf),
				];
				const explanations = [
					...(await hoversOf(document)),
					...completions.flatMap(({ documentation }) =>
						documentation instanceof vscode.MarkdownString ? documentation.value : [],
					),
				];
				assert.ok(problems.length > 3 && lines.length > 20 && explanations.length > 5);
				assert.deepEqual(
					lines.flatMap((text) => faultOf(text) ?? []),
					[],
				);
				assert.deepEqual(await faultsOfMarkdown(explanations), []);
			});
		}
	});

	describe('and of a project', () => {
		let project: TemporaryProject | undefined;

		afterEach(async () => project?.remove());

		for (const [i, words] of shareOf([...hostileWords.entries()], 8)) {
			it(`are plain text in every dialog and list while patterns are inserted, case ${i}`, async () => {
				const segment = words.replace(/[/\0\\\uD800-\uDFFF]/g, '-').slice(0, 60);
				const agentPath = `.claude/agents/${segment} x.md`;
				project = new TemporaryProject('kit2', {
					'package.json': `{ "name": ${JSON.stringify(words)}, "packageManager": ${JSON.stringify(words)}, "devDependencies": { "@sveltejs/kit": ${JSON.stringify(words)} } }`,
					'svelte.config.js': `export default ${words}`,
					[`src/routes/${segment}/+page.svelte`]: '',
					'src/routes/orders/+page.server.ts': 'export const load = 1;\n',
					'src/lib/kept.ts': `// ${words.replace(/\s+/g, ' ')}\n`,
					[agentPath]: hostileAgent(words),
				});
				const agent = project.uri(agentPath).toString();
				const shown: string[] = [];
				const leaves = { agent, at: 'files', leaves: true } as const;
				// To write and open files takes its time: most users leave before.
				const requests =
					i % 6 === 0
						? ([{ id: words }, { agent, at: 'files', route: '/orders' }, leaves] as const)
						: [leaves];
				for (const request of requests) {
					await project.open('src/routes/orders/+page.server.ts');
					shown.push(...(await textsOfInserting(words, request)));
				}
				await vscode.commands.executeCommand('workbench.action.closeAllEditors');
				shown.push(...(await textsOfInserting(words, { agent, at: 'cursor', leaves: true })));
				assert.ok(shown.length > 15, `${shown.length} texts`);
				assert.deepEqual(
					[...new Set(shown)].flatMap((text) => faultOf(text) ?? []),
					[],
				);
			});
		}

		it('are text in the completions of patterns', async () => {
			project = new TemporaryProject('kit2', { 'src/routes/+page.server.ts': 'kit' });
			const { document } = await project.open('src/routes/+page.server.ts');
			const reader = new ProjectReader();
			const facts = await reader.near(document.uri);
			reader.dispose();
			assert.ok(facts);
			let shown = 0;
			for (const words of hostileWords) {
				const library = libraryOf(words);
				const completions = new PatternCompletions();
				const word = new vscode.Range(0, 0, 0, 3);
				const { token } = new vscode.CancellationTokenSource();
				const place = { library, project: facts, routes: [], document, word };
				const items = await completions.provide(place, token);
				shown += items.length;
				for (const item of items) {
					const { label, detail = '', documentation } = completions.resolve(item);
					assert.ok(typeof label === 'object' && documentation instanceof vscode.MarkdownString);
					const texts = [label.label, label.description ?? '', detail];
					assert.deepEqual(
						texts.flatMap((text) => faultOf(text) ?? []),
						[],
					);
					assert.equal(await markdownFault(documentation.value), undefined);
				}
			}
			// Words that are the path of another file make a pattern for that one.
			assert.ok(shown > hostileWords.length / 2, `${shown} completions`);
		});
	});

	describe('and of models and tools', () => {
		let model: ScriptedModel;
		let agent: AgentFile | undefined;
		const library = newLibrary();

		before(async () => {
			model = await scriptedModel();
			await model.setAvailable(true);
		});

		beforeEach(() => model.reset());

		afterEach(async () => {
			agent?.remove();
			await vscode.workspace
				.getConfiguration()
				.update(settingIds.model, undefined, vscode.ConfigurationTarget.Global);
		});

		after(async () => {
			library.dispose();
			model.reset();
			await model.setAvailable(false);
		});

		it('are text in what the chat shows besides the answer of the model', async () => {
			await vscode.workspace
				.getConfiguration()
				.update(settingIds.model, 'agent', vscode.ConfigurationTarget.Global);
			const markdown: string[] = [];
			const plain: string[] = [];
			for (const [i, words] of hostileWords.entries()) {
				model.setModels([{ name: words }]);
				agent?.remove();
				agent = new AgentFile();
				agent.write(hostileAgent(words));
				const options = { agentUri: agent.uri, agents: library };
				model.reply([{ text: `Ask ${words} about it.` }]);
				for (const request of [
					await requestFor('', { command: 'about' }),
					await requestFor(''),
					await requestFor('Hello?'),
					await requestFor(words, { command: 'patterns' }),
				]) {
					const { stream, result } = await run(request, options);
					// What the model said is the model's.
					const said = stream.parts.filter(({ value }) => value !== `Ask ${words} about it.`);
					markdown.push(...said.flatMap(({ kind, value }) => (kind === 'markdown' ? value : [])));
					plain.push(...stream.buttons);
					const token = new vscode.CancellationTokenSource().token;
					const source = bundledSource('backend-engineer', agent.uri);
					const followUps = await provideFollowUps({ source, agents: library }, result, token);
					plain.push(...followUps.map(({ label, prompt }) => label ?? prompt));
				}
				const errors = [
					new Error(words),
					new Error('fetch failed', { cause: new Error(words) }),
					new Error(`429 ${words}`),
				];
				model.reply([{ error: errors[i % errors.length] ?? new Error(words) }]);
				const { stream, result } = await run(await requestFor('Hello?'), options);
				plain.push(...stream.buttons, result.errorDetails?.message ?? 'no error');
			}
			assert.ok(
				plain.length >= 2 * hostileWords.length && markdown.length >= 4 * hostileWords.length,
			);
			assert.deepEqual(
				plain.flatMap((text) => faultOf(text) ?? []),
				[],
			);
			assert.deepEqual(await faultsOfMarkdown(markdown), []);
		});

		it('are text in the list of patterns, whatever the agent is called', async () => {
			for (const words of hostileWords) {
				const document = analyse(hostileAgent(words), { stem: 'x' });
				const uri = vscode.Uri.file(`/${words.toWellFormed()}.md`);
				const stream = new RecordingStream();
				const around = patternsAround();
				listPatterns(
					{ handle: words, origin: 'bundled', uri },
					document,
					'',
					around,
					stream.asStream,
				);
				listPatterns(
					{ handle: words, origin: 'user', uri },
					document,
					words,
					around,
					stream.asStream,
				);
				assert.equal(await markdownFault(stream.text), undefined);
			}
		});

		it('are plain text while a tool runs', async () => {
			const tools = createToolSet();
			const { token } = new vscode.CancellationTokenSource();
			const shown: string[] = [];
			for (const words of hostileWords) {
				for (const [name, input] of [
					['readFile', { path: `src/${words}` }],
					['listFolder', { path: `src/${words}` }],
					['findFiles', { glob: words }],
					['searchText', { text: words, files: words }],
				] as const) {
					const prepared = await prepare(tools[name], input, token);
					shown.push(...(prepared === undefined ? [] : [prepared]));
				}
			}
			assert.ok(shown.length > 2 * hostileWords.length);
			assert.deepEqual(
				shown.flatMap((text) => faultOf(text) ?? []),
				[],
			);
		});
	});
});

function libraryOf(words: string): ReturnType<typeof collectPatterns> {
	const { agent } = parseAgent(hostileAgent(words), 'x');
	assert.ok(agent);
	return collectPatterns([{ handle: words, prompt: agent.prompt }]);
}

/**
 * Inserts a pattern, says yes to everything, and returns all texts that were shown. Who leaves says
 * no to what would be written.
 */
async function textsOfInserting(
	words: string,
	{ leaves = false, ...request }: InsertRequest & { readonly leaves?: boolean },
): Promise<readonly string[]> {
	const texts: string[] = [];
	const dialogs: Dialogs = {
		async ask(message, buttons, detail = '' as never) {
			texts.push(message, detail, ...buttons);
			return buttons[0];
		},
		async tell(message, buttons = []) {
			texts.push(message, ...buttons);
			// Nothing is installed.
			return leaves
				? undefined
				: buttons.find((button) => button !== 'Install' && button !== 'Copy Command');
		},
		async choose(items, { title, placeHolder }) {
			// The icons of this extension are no words of others.
			texts.push(title ?? '', placeHolder);
			for (const { label, description = '', detail = '' } of items) {
				texts.push(label.replace(/^\$\((?:edit|new-file)\) /, ''), description, detail);
			}
			return items[0];
		},
	};
	const lists = new RecordingLists(leaves, `/${words}`);
	const projects = new ProjectReader();
	const agents = newLibrary();
	const source = new AgentPatterns(agents);
	const actions = new PatternActions(
		{ read: async () => libraryOf(words), of: async (agent) => source.of(agent) },
		projects,
		dialogs,
		lists.pickFrom,
	);
	try {
		await actions.insert(request);
	} catch (error) {
		assert.ok(error instanceof Error && error.name === 'UserError', String(error));
	} finally {
		projects.dispose();
		agents.dispose();
		await vscode.commands.executeCommand('workbench.action.files.revert');
	}
	return [...texts, ...lists.texts.map((text) => text.replace(/^\$\(package\) /, ''))];
}

function write(path: string, text: string): vscode.Uri {
	const file = join(workspace.fsPath, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
	return vscode.Uri.file(file);
}

async function faultsOfMarkdown(texts: readonly string[]): Promise<readonly string[]> {
	const faults = await Promise.all([...new Set(texts)].map(markdownFault));
	return faults.filter((fault) => fault !== undefined);
}

async function open(path: string, text: string): Promise<vscode.TextDocument> {
	const document = await vscode.workspace.openTextDocument(write(path, text));
	await vscode.window.showTextDocument(document);
	return document;
}

async function problemsOf(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
	const ours = (): readonly vscode.Diagnostic[] =>
		vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'SvelteKit Agents');
	await new Promise<void>((resolve) => {
		const look = (): void => {
			if (ours().length === 0) return;
			listener.dispose();
			resolve();
		};
		const listener = vscode.languages.onDidChangeDiagnostics(look);
		look();
	});
	return ours();
}

async function lensesOf(uri: vscode.Uri): Promise<readonly string[]> {
	const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
		'vscode.executeCodeLensProvider',
		uri,
		10,
	);
	return lenses.flatMap(({ command }) => command?.title ?? []);
}

/** Ours have a tool tip; those of VS Code itself have none, or speak of following a link. */
async function linksOf(uri: vscode.Uri): Promise<readonly string[]> {
	const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
		'vscode.executeLinkProvider',
		uri,
	);
	return links.flatMap(({ tooltip }) => (tooltip?.startsWith('Open ') ? tooltip : []));
}

/** VS Code's own symbols of a file are its headings as they stand, of the kind of texts. */
async function symbolsOf(uri: vscode.Uri): Promise<readonly string[]> {
	const ours = new Set([
		vscode.SymbolKind.Class,
		vscode.SymbolKind.Function,
		vscode.SymbolKind.Event,
	]);
	const all = (symbols: readonly vscode.DocumentSymbol[]): readonly vscode.DocumentSymbol[] =>
		symbols.flatMap((symbol) => [symbol, ...all(symbol.children)]);
	const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
		'vscode.executeDocumentSymbolProvider',
		uri,
	);
	return all(symbols)
		.filter(({ kind }) => ours.has(kind))
		.flatMap(({ name, detail }) => [name, detail]);
}

async function fixesOf(document: vscode.TextDocument): Promise<readonly string[]> {
	const whole = new vscode.Range(0, 0, document.lineCount, 0);
	const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
		'vscode.executeCodeActionProvider',
		document.uri,
		whole,
	);
	// VS Code itself offers to look for what is selected.
	return actions.flatMap(({ title }) => (title.startsWith('Search Marketplace') ? [] : title));
}

/** VS Code's own completions have a plain label. */
async function completionsOf(
	document: vscode.TextDocument,
): Promise<readonly vscode.CompletionItem[]> {
	const text = document.getText();
	const places = ['tools: [', '@', 'model: '];
	const lists = await Promise.all(
		places.map((place) =>
			vscode.commands.executeCommand<vscode.CompletionList>(
				'vscode.executeCompletionItemProvider',
				document.uri,
				document.positionAt(text.indexOf(place) + place.length),
			),
		),
	);
	return lists.flatMap(({ items }) => items).filter(({ label }) => typeof label === 'object');
}

function linesOf({ label, detail = '' }: vscode.CompletionItem): readonly string[] {
	return typeof label === 'string'
		? [label, detail]
		: [label.label, label.description ?? '', label.detail ?? '', detail];
}

/** The hovers of this extension: they alone may run a command. */
async function hoversOf(document: vscode.TextDocument): Promise<readonly string[]> {
	const text = document.getText();
	const places = [
		'nam', 'descriptio', 'tools: [Rea', 'tools: [Read, "', 'disallowedTools: ["', 'model: "', 'color: "',
		'permissionM', 'agent: "', 'prompt: "[', '@plan', 'Ask @planner and @', '```t', 'Agent**: ',
	].map((place) => document.positionAt(text.indexOf(place) + place.length)); // prettier-ignore
	const hovers = await Promise.all(
		places.map((place) =>
			vscode.commands.executeCommand<vscode.Hover[]>(
				'vscode.executeHoverProvider',
				document.uri,
				place,
			),
		),
	);
	const texts = hovers.flat().flatMap(({ contents }) => contents);
	return [
		...new Set(
			texts.flatMap((shown) =>
				shown instanceof vscode.MarkdownString && typeof shown.isTrusted === 'object'
					? shown.value
					: [],
			),
		),
	];
}

/** The message of a tool that runs; `undefined` where it refuses the input. */
async function prepare(
	tool: vscode.LanguageModelTool<object>,
	input: object,
	token: vscode.CancellationToken,
): Promise<string | undefined> {
	try {
		const prepared = await tool.prepareInvocation?.({ input }, token);
		const { invocationMessage } = prepared ?? {};
		return typeof invocationMessage === 'object' ? invocationMessage.value : invocationMessage;
	} catch (error) {
		assert.ok(error instanceof Error);
		return undefined;
	}
}
