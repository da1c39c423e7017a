import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type * as vscode from 'vscode';
import { buildCatalog } from '../../../../src/core/agent/catalog.ts';
import { guideText } from '../../../../src/core/chat/guides.ts';
import { describe as tellAbout } from '../../../../src/features/participants/about.ts';
import { brief } from '../../../../src/features/participants/briefing.ts';
import { modelVendor } from '../../../../src/ids.ts';
import type { ProjectContext } from '../../../../src/host/project/projectContext.ts';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import {
	AgentFile,
	agentsIn,
	bundledSource,
	recordingLog,
	requestFor,
} from '../../../helpers/answering.ts';
import { RecordingStream } from '../../../helpers/recordingStream.ts';
import { WorkspaceFiles } from '../../../helpers/workspaceFiles.ts';
import { scriptedModel } from '../../../helpers/scriptedModel.ts';

describe('/about', () => {
	let model: ScriptedModel;
	let agent: AgentFile;

	before(async () => {
		model = await scriptedModel();
		await model.setAvailable(true);
	});

	afterEach(() => agent.remove());

	after(async () => {
		model.reset();
		await model.setAvailable(false);
	});

	it('says of the handbook that it sends nothing and uses no tools', async () => {
		agent = new AgentFile('tools: Read, Edit');
		const { text } = await told(agent, { withHandbook: true });
		assert.match(text, /^\*\*Model\*\*: Handbook/m);
		assert.match(text, /^The handbook is no language model: .* no tools are used\.$/m);
		assert.doesNotMatch(text, /\*\*Tools\*\*|Sent after the prompt/);
	});

	it('says which tools refuse in Restricted Mode', async () => {
		agent = new AgentFile('tools: Read, Edit, Write');
		const trusted = await told(agent);
		assert.doesNotMatch(trusted.text, /Restricted/);
		const { text, buttons } = await told(agent, { isTrusted: false });
		assert.deepEqual([trusted.buttons, buttons], [[], ['Manage Workspace Trust']]);
		assert.match(text, /^\*\*Restricted Mode\*\*: files are read, and nothing else\./m);
		assert.deepEqual(
			text.split('\n').filter((line) => line.startsWith('- ')),
			[
				'- Read → Read File (SvelteKit Agents), runs without asking',
				'- Edit → Edit File (SvelteKit Agents), asks first; refuses in Restricted Mode',
				'- Write → Create File (SvelteKit Agents), asks first; refuses in Restricted Mode',
			],
		);
	});

	it('says in words what a file that lists no tools allows', async () => {
		agent = new AgentFile();
		const { text } = await told(agent);
		assert.match(text, /\*\*Tools\*\*: the file lists none, so the agent may use all of these\.\n/);
	});

	it('says how long a prompt is as people count', async () => {
		agent = new AgentFile('', 'x'.repeat(27_932));
		const { text } = await told(agent);
		assert.match(text, /\*\*Prompt\*\*: 27,932 characters, about 7,000 tokens$/m);
	});

	it('shows what follows the prompt word for word, and what is missing', async () => {
		const files = new WorkspaceFiles({ 'AGENTS.md': 'Use `tabs`.\n', 'a.ts': '' });
		agent = new AgentFile('skills: [nowhere]');
		const { text } = await told(agent, { file: files.uri('a.ts') });
		const inRestricted = await told(agent, { file: files.uri('a.ts'), isTrusted: false });
		await files.remove();
		const guide = { kind: 'instructions', text: 'Use `tabs`.\n' } as const;
		const label = `${files.name}/AGENTS.md`;
		assert.ok(text.includes(`\n${guideText({ ...guide, label })}\n`), text);
		assert.ok(text.includes(`${label}, 12 characters, about 3 tokens:`), text);
		assert.match(text, /^Not sent: nowhere, since there is no such skill\.$/m);
		assert.match(
			inRestricted.text,
			/^Instructions and skills of the workspace are not read in Restricted Mode\.$/m,
		);
	});

	it('says what becomes of servers and hooks of the file', async () => {
		agent = new AgentFile('mcpServers: [github]\nhooks:\n  PreToolUse: []');
		const { text } = await told(agent);
		assert.match(text, /\*\*Not used here\*\*\n\n- mcpServers: MCP servers .* are not started\./);
		assert.match(text, /\n- hooks: Hooks of the file are commands, and are never run\.$/);
	});
});

async function told(
	{ uri }: AgentFile,
	{
		isTrusted = true,
		withHandbook = false,
		file,
	}: { isTrusted?: boolean; withHandbook?: boolean; file?: vscode.Uri } = {},
): Promise<RecordingStream> {
	const source = bundledSource('mine', uri);
	const { document } = await source.read();
	assert.ok(document);
	const references = file ? [{ value: file }] : [];
	const request = await requestFor('', { command: 'about', references });
	const model = withHandbook
		? ({ name: 'Handbook', vendor: modelVendor } as vscode.LanguageModelChat)
		: request.model;
	const catalog = buildCatalog([]);
	const participant = {
		source,
		agents: agentsIn(catalog),
		log: recordingLog([]),
		projects: { get: async () => ({ textFor: async () => '' }) as unknown as ProjectContext },
	};
	const briefing = await brief(participant, document, { model }, request);
	const stream = new UnescapedStream();
	tellAbout(briefing, catalog, stream.asStream, isTrusted);
	return stream;
}

/** Gives what was said as people read it. */
class UnescapedStream extends RecordingStream {
	override get text(): string {
		return super.text.replace(/\\(?=[!-/:-@[-`{-~])/g, '');
	}
}
