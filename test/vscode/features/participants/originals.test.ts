import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { patternToolId, toolIds } from '../../../../src/ids.ts';
import type {
	RecordedRequest,
	ScriptedModel,
} from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import { requestFor, run } from '../../../helpers/answering.ts';
import { readCorpus, type CorpusFile } from '../../../helpers/corpusFiles.ts';
import { scriptedModel } from '../../../helpers/scriptedModel.ts';
import { skip } from '../../../helpers/skip.ts';

describe('the original agent files, unchanged', () => {
	let model: ScriptedModel;
	let seeds: readonly CorpusFile[];

	before(async function () {
		seeds = readCorpus('seeds') ?? skip(this, 'AGENT_CORPUS does not name a folder with seeds/');
		model = await scriptedModel();
		await model.setAvailable(true);
	});

	beforeEach(() => model.reset());

	after(async () => {
		model?.reset();
		await model?.setAvailable(false);
	});

	/** The first request of an answer with a file. */
	async function asked({ path, stem }: CorpusFile): Promise<RecordedRequest> {
		const agentUri = vscode.Uri.file(join(process.env['AGENT_CORPUS'] ?? '', path));
		const { result } = await run(await requestFor('What do you do?'), { handle: stem, agentUri });
		assert.equal(result.errorDetails, undefined, path);
		const request = model.requests.at(-1);
		assert.ok(request, path);
		return request;
	}

	function original(start: string): CorpusFile {
		const found = seeds.find(({ stem }) => stem.startsWith(start));
		assert.ok(found, start);
		return found;
	}

	it('send what stands below their headers first, byte for byte', async () => {
		assert.equal(seeds.length, 5);
		for (const seed of seeds) {
			const [, body] = /^---\n[^]*?\n---\n([^]*)$/.exec(seed.text) ?? [];
			assert.equal((await asked(seed)).messages[0]?.text, body, seed.path);
		}
	});

	it('have the tools that they list and no others', async () => {
		const { tools } = await asked(original('002_'));
		const names = new Set(tools.map(({ name }) => name));
		for (const name of [toolIds.readFile, toolIds.editFile, toolIds.searchText]) {
			assert.ok(names.has(name), name);
		}
		assert.ok(names.has('run_in_terminal'));
		for (const name of [toolIds.listFolder, toolIds.fetchPage, patternToolId, 'runSubagent']) {
			assert.ok(!names.has(name), name);
		}
	});

	it('are offered the agents that they hand over to', async () => {
		const { tools } = await asked(original('001_'));
		const offer = tools.find(({ name }) => name === 'hand_off');
		assert.ok(offer?.inputSchema);
		const { properties } = offer.inputSchema as {
			readonly properties: { readonly to: { readonly enum: readonly string[] } };
		};
		assert.equal(properties.to.enum.length, 4);
		for (const name of ['svelte-component-architect', 'svelte-state-manager', 'api-architect']) {
			assert.ok(properties.to.enum.includes(name), name);
		}
	});
});
