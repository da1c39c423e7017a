import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { analyse } from '../../../src/core/editor/agentDocument.ts';
import { handleHover, hoverAt } from '../../../src/core/editor/hover.ts';
import { builtInSupport } from '../../../src/core/editor/builtInSupport.ts';
import { fileLinks } from '../../../src/core/editor/outline.ts';
import { mentionsOf } from '../../../src/core/editor/mentions.ts';
import { validate } from '../../../src/core/editor/validate.ts';
import { provideFollowUps } from '../../../src/features/participants/followUps.ts';
import { AgentPatterns } from '../../../src/features/patterns/agentPatterns.ts';
import type { AgentLibrary } from '../../../src/host/agents/agentLibrary.ts';
import type { ScriptedModel } from '../../fixtures/scripted-model/scriptedModel.d.ts';
import { newLibrary, until } from '../../helpers/agentLibrary.ts';
import { AgentFile, bundledSource, requestFor, run } from '../../helpers/answering.ts';
import { extensionPath } from '../../helpers/bundledFiles.ts';
import { scriptedModel } from '../../helpers/scriptedModel.ts';

const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const code = '## Load\n```ts\n// src/a.ts\nexport const a = 1;\n```\n';

/** Agent files of the workspace, by their path in its folder for agents. */
const files: Readonly<Record<string, string>> = {
	'rev.md': `---\nname: Reviewer of code\ndescription: Reviews.\n---\n${code}`,
	'twin.md': `---\nname: twin\ndescription: One.\n---\n${code}`,
	'twin-b.md': `---\nname: twin\ndescription: Two.\n---\n${code}`,
	// It has the handle of an agent that comes with the extension.
	'api-architect.md': `---\nname: api-architect\ndescription: Mine.\n---\n${code}`,
	'nested/deep.md': `---\nname: deep-one\ndescription: Deep.\n---\n${code}`,
};

/** What each way to write a name means: the agent's file, or none. */
const meanings: readonly (readonly [written: string, path: string | undefined])[] = [
	['database-specialist', 'extension/agents/database-specialist.md'],
	['agent-database-specialist', 'extension/agents/database-specialist.md'],
	['Database_Specialist', 'extension/agents/database-specialist.md'],
	['@database-specialist', 'extension/agents/database-specialist.md'],
	['DATABASE SPECIALIST', 'extension/agents/database-specialist.md'],
	['Database specialist (PostgreSQL expert)', 'extension/agents/database-specialist.md'],
	['Database specialist [SQL]', 'extension/agents/database-specialist.md'],
	['Reviewer of code', 'workspace/.claude/agents/rev.md'],
	['reviewer-of-code', 'workspace/.claude/agents/rev.md'],
	['agent-reviewer-of-code', 'workspace/.claude/agents/rev.md'],
	['rev', 'workspace/.claude/agents/rev.md'],
	['twin', 'workspace/.claude/agents/twin.md'],
	['Twin_B', 'workspace/.claude/agents/twin-b.md'],
	['api-architect', 'extension/agents/api-architect.md'],
	['API Architect', 'extension/agents/api-architect.md'],
	['deep-one', 'workspace/.claude/agents/nested/deep.md'],
	['nobody-at-all', undefined],
];

describe('a name of an agent means the same', () => {
	let model: ScriptedModel;
	let library: AgentLibrary;

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
		for (const [path, text] of Object.entries(files)) {
			const file = join(workspace, '.claude/agents', path);
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, text);
		}
		library = newLibrary();
		await until(library, () => library.catalog.get('deep-one') !== undefined);
	});

	after(async () => {
		library.dispose();
		rmSync(join(workspace, '.claude'), { recursive: true });
		model.reset();
		await model.setAvailable(false);
	});

	for (const [written, expected] of meanings) {
		describe(JSON.stringify(written), () => {
			let agent: AgentFile;
			const { token } = new vscode.CancellationTokenSource();

			before(() => {
				agent = new AgentFile(
					`tools: []\nhandoffs:\n  - agent: "${written}"\n    prompt: Go on.\n    send: true`,
				);
			});

			after(() => agent.remove());

			it('in the editor: card, link, problem, references', async () => {
				const document = await library.inEditor(agent.uri);
				assert.ok(document);
				const { catalog } = library;
				const offset = document.text.indexOf(written) + 3;
				const around = {
					uri: agent.uri.toString(),
					path: agent.uri.path,
					agents: catalog,
					own: undefined,
					isComplete: true,
					isTrusted: true,
					isSaved: true,
					modules: library.modules,
					models: [],
					tools: [],
					theme: 'dark' as const,
					builtIn: builtInSupport({ path: agent.uri.path, languageId: 'markdown' }),
				};
				const card = hoverAt(document, offset, around)?.markdown ?? '';
				assert.equal(cardPath(card), expected);
				const [link] = fileLinks(document, catalog);
				assert.equal(shortOf(link?.path), expected);
				const problems = validate(document, { agents: catalog });
				assert.deepEqual(
					problems.filter(({ code: each }) => each === 'unknown-delegate').length,
					expected === undefined ? 1 : 0,
				);
				const found = catalog.agents
					.flatMap((each) => [each, ...each.shadows])
					.filter((each) => mentionsOf(each, document, catalog).length > 0);
				assert.equal(found.length, expected === undefined ? 0 : 1);
				assert.equal(shortOf(found[0]?.path), expected);
			});

			it('behind an @ in other markdown, where it can stand there', () => {
				if (!/^@?[\w-]+$/.test(written)) return;
				const text = `Ask @${written.replace('@', '')} now.`;
				const { catalog: agents } = library;
				const card = handleHover(text, 6, { agents, models: [] })?.markdown ?? '';
				assert.equal(cardPath(card), expected);
			});

			it('in /about', async () => {
				const request = await requestFor('', { command: 'about' });
				const { stream } = await run(request, {
					agentUri: agent.uri,
					handle: 'mine',
					agents: library,
				});
				const { text } = stream;
				assert.equal(text.includes('no such agent'), expected === undefined);
			});

			it('in the hand-off after an answer', async () => {
				const document = analyse(
					`---\nname: x\ndescription: y\nhandoffs:\n  - agent: "${written}"\n    prompt: Go on.\n---\n`,
					{ stem: 'x' },
				);
				const [delegation] = document.delegations;
				model.reset();
				model.reply([
					{ text: 'Done.' },
					{ tool: 'hand_off', input: { to: delegation?.handle, text: 'Go on.' }, callId: '1' },
				]);
				const request = await requestFor('Why?');
				const { stream, result } = await run(request, {
					agentUri: agent.uri,
					handle: 'mine',
					agents: library,
				});
				const source = bundledSource('mine', agent.uri);
				const followUps = await provideFollowUps({ source, agents: library }, result, token);
				const offered = [
					...followUps.map(({ participant }) => `follow-up ${participant}`),
					...stream.commands.map(({ title }) => title),
				];
				assert.deepEqual(offered, [offerOf(expected, delegation?.handle ?? '')]);
			});

			it('in links to patterns', async () => {
				const patterns = await new AgentPatterns(library).of(written);
				if (expected === undefined) assert.equal(patterns, undefined);
				else if (expected.startsWith('workspace/')) {
					assert.deepEqual(
						patterns?.patterns.map(({ pattern }) => pattern.id),
						['load'],
					);
				} else {
					assert.ok((patterns?.patterns.length ?? 0) > 5);
					assert.match(
						patterns?.patterns[0]?.key ?? '',
						/^(?:database-specialist|api-architect)\//,
					);
				}
			});
		});
	}
});

/** The file that a card leads to. */
function cardPath(card: string): string | undefined {
	const argument = /(?:ask|open)Agent\?([^)]*)/.exec(card)?.[1];
	if (argument === undefined) return undefined;
	const [path] = JSON.parse(decodeURIComponent(argument)) as readonly string[];
	return shortOf(path);
}

function shortOf(path: string | undefined): string | undefined {
	return path
		?.replace(vscode.Uri.file(extensionPath()).toString(), 'extension')
		.replace(vscode.Uri.file(workspace).toString(), 'workspace');
}

/** What is offered for a hand-off to the agent of a path. */
function offerOf(path: string | undefined, handle: string): string {
	switch (path) {
		case undefined:
			return `Create agent ${handle}…`;
		case 'extension/agents/database-specialist.md':
			return 'follow-up sveltekit-agents.database-specialist';
		case 'extension/agents/api-architect.md':
			return 'follow-up sveltekit-agents.api-architect';
		case 'workspace/.claude/agents/rev.md':
			return 'Hand off to reviewer-of-code';
		case 'workspace/.claude/agents/twin.md':
			return 'Hand off to twin';
		case 'workspace/.claude/agents/twin-b.md':
			return 'Hand off to twin-b';
		case 'workspace/.claude/agents/nested/deep.md':
			return 'Open agent deep-one';
		default:
			throw new Error(path);
	}
}
