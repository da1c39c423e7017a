import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { provideFollowUps } from '../../../../src/features/participants/followUps.ts';
import type { AgentLibrary } from '../../../../src/host/agents/agentLibrary.ts';
import { ProjectContext } from '../../../../src/host/project/projectContext.ts';
import { ProjectReader } from '../../../../src/host/project/projectReader.ts';
import { commandIds, modelVendor } from '../../../../src/ids.ts';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import { newLibrary } from '../../../helpers/agentLibrary.ts';
import { bundledSource, requestFor, run, type Run } from '../../../helpers/answering.ts';
import { pastTurn } from '../../../helpers/pastTurn.ts';
import { scriptedModel } from '../../../helpers/scriptedModel.ts';
import { TemporaryProject } from '../../../helpers/temporaryProject.ts';

describe('an answer of the handbook', () => {
	let model: ScriptedModel;
	let library: AgentLibrary;
	let projects: ProjectReader;
	let project: TemporaryProject;

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
	});
	beforeEach(() => {
		model.reset();
		library = newLibrary();
		projects = new ProjectReader();
		project = new TemporaryProject('kit2', { 'src/routes/+page.svelte': '' });
	});
	afterEach(async () => {
		library.dispose();
		projects.dispose();
		await project.remove();
	});
	after(() => model.reset());

	async function answerTo(
		prompt: string,
		command?: string,
		history?: vscode.ChatContext['history'],
	): Promise<Run> {
		const request = await requestFor(prompt, command === undefined ? {} : { command });
		const handbook = { name: 'Handbook', vendor: modelVendor } as vscode.LanguageModelChat;
		return run(Object.create(request, { model: { value: handbook } }), {
			agents: library,
			projects: { get: async () => new ProjectContext(projects) },
			...(history && { history }),
		});
	}

	it('is one pattern, of which the first file is fitted to the project, with what to do with it', async () => {
		await project.open('src/routes/+page.svelte');
		const { stream, result } = await answerTo('upload an image');
		const { text } = stream;
		assert.match(
			text,
			/^\*\*Upload and show images\*\* · from `@backend-engineer` · no language model was used\n\n/,
		);
		assert.match(text, /For this project\\: SvelteKit 2.*TypeScript.* — `src\/\S+`\n/);
		assert.equal(text.split('```').length - 1, 2, 'one block of code');
		assert.ok(text.length < 6_000, String(text.length));
		assert.deepEqual(stream.buttons, [
			'Insert Upload and show images…',
			stream.buttons[1],
			'Connect a Model…',
		]);
		assert.match(stream.buttons[1] ?? '', /^Show (?:the Other File|All Files)$/);
		assert.equal(model.requests.length, 0);

		const [, show] = stream.commands;
		const previewed = (): string | undefined =>
			vscode.window.visibleTextEditors
				.find(({ document }) => document.uri.scheme === 'sveltekit-pattern')
				?.document.getText();
		const showAll = async (): Promise<void> => {
			await vscode.commands.executeCommand(commandIds.previewPattern, ...(show?.arguments ?? []));
		};
		await showAll();
		assert.match(previewed() ?? '', /^\/\/ src\/[^]*\n\/\/ src\//);
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
		assert.equal(previewed(), undefined);
		await showAll();
		assert.notEqual(previewed(), undefined);

		const source = bundledSource(
			'backend-engineer',
			vscode.Uri.file('/agents/backend-engineer.md'),
		);
		const { token } = new vscode.CancellationTokenSource();
		const followUps = await provideFollowUps({ source, agents: library }, result, token);
		assert.ok(followUps.length > 0);
		assert.ok(followUps.every(({ prompt }) => /^Tell me about “.+”\.$/.test(prompt)));
	});

	it('is in the language that is asked for, also by the next question', async () => {
		await project.open('src/routes/+page.svelte');
		const { stream } = await answerTo('upload an image');
		const history = pastTurn('upload an image', stream.text);
		for (const question of ['and in javascript?', 'upload an image in JavaScript']) {
			const next = await answerTo(question, undefined, history);
			assert.match(next.stream.text, /^\*\*Upload and show images\*\*/, question);
			assert.match(
				next.stream.text,
				/SvelteKit 2.*JavaScript.*what you insert is TypeScript.*as the project is — `src\/\S+\.js`\n+```js\n/,
			);
			assert.doesNotMatch(next.stream.text, /interface |: string[,)]/);
		}
		const none = await answerTo('and in javascript?');
		assert.doesNotMatch(none.stream.text, /```/);
	});

	it('is in the words of another agent where the one that is asked has none', async () => {
		const { stream } = await answerTo("No 'Access-Control-Allow-Origin' header is present");
		assert.match(stream.text, /^\*\*.*\*\* · from `@api-architect` · no language model was used/);
	});

	it('quotes the points of a section, not all of it', async () => {
		const { stream } = await answerTo('BODY_SIZE_LIMIT behind a proxy');
		assert.match(stream.text, /BODY_SIZE_LIMIT/);
		assert.ok(stream.text.length < 4_000, String(stream.text.length));
	});

	it('says that it has nothing, with what comes nearest to ask about', async () => {
		const { stream } = await answerTo('Which football club uses websockets?');
		assert.match(
			stream.text,
			/^Nothing about .*“football”.* here; no language model was used\.\n\n/,
		);
		const links = stream.text.match(/\]\(command:sveltekitAgents\.askAnother\?/g) ?? [];
		assert.ok(links.length <= 5);
		assert.deepEqual(stream.buttons, ['Connect a Model…']);
	});

	it('returns a greeting, with questions to begin with', async () => {
		const { stream, result } = await answerTo('thanks!');
		assert.match(stream.text, /^Ask `@backend-engineer` a question/);
		assert.ok((result.metadata as { examples: readonly string[] }).examples.length > 0);
		assert.deepEqual(stream.buttons, []);
	});

	it('finds patterns of all agents for /patterns', async () => {
		await project.open('src/routes/+page.svelte');
		const { stream } = await answerTo('I want people to log in', 'patterns');
		assert.match(stream.text, /^Patterns that fit:\n\n- \[Insert\]/);
		assert.match(stream.text, /of `@/);
		assert.doesNotMatch(stream.text, /Error Reporting/);
	});
});
