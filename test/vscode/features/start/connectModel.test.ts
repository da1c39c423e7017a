import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { OllamaModel } from '../../../../src/core/capabilities/ollama.ts';
import { vscodeConnectHost } from '../../../../src/features/start/connectHost.ts';
import {
	connectModel,
	type ConnectHost,
	type ListedModel,
	type Surroundings,
} from '../../../../src/features/start/connectModel.ts';
import type { List, PickFrom, Row } from '../../../../src/host/quickPick.ts';
import { ProjectReader } from '../../../../src/host/project/projectReader.ts';
import { scriptedModel } from '../../../helpers/scriptedModel.ts';
import { PreparedDialogs } from '../../../helpers/preparedDialogs.ts';

const nothing: Surroundings = { models: [], ollama: undefined, lacksSvelteServer: false };
const scripted: ListedModel = {
	vendor: 'openai',
	id: 'gpt',
	name: 'GPT',
	family: 'gpt',
	callsTools: true,
};
const oss: OllamaModel = {
	name: 'gpt-oss:20b',
	callsTools: true,
	seesImages: false,
	most: 131_072,
};

/** A window in which the user chooses rows by the start of their labels. */
class Window implements ConnectHost {
	readonly done: string[] = [];
	readonly lists: string[][] = [];
	readonly dialogs: PreparedDialogs;
	readonly address = 'http://127.0.0.1:1';
	isOn = true;
	readonly #found: Surroundings;
	readonly #choices: string[];

	constructor(found: Surroundings, choices: readonly string[], ...answers: string[]) {
		this.#found = found;
		this.#choices = [...choices];
		this.dialogs = new PreparedDialogs(...answers);
	}

	readonly pickFrom: PickFrom = async <T>(list: List<T>) => {
		await list.later;
		const rows = list.rows('');
		this.lists.push(rows.map((row) => ('heading' in row ? `— ${row.heading}` : row.label)));
		const choice = this.#choices.shift();
		if (choice === undefined) return undefined;
		const row = rows.find(
			(each): each is Row<T> => 'label' in each && each.label.startsWith(choice),
		);
		assert.ok(row?.value !== undefined, `${choice} cannot be chosen`);
		return [row.value];
	};

	hasChatExtension = () => this.isOn;
	startChatExtension = async () => {
		this.isOn = true;
		this.done.push('start');
	};
	look = async () => this.#found;
	add = async (group: Parameters<ConnectHost['add']>[0]) => {
		const [model] = group.models;
		this.done.push(
			`add ${group.name} ${model?.maxInputTokens}+${model?.maxOutputTokens} ${model?.url}`,
		);
		return { ...scripted, vendor: group.vendor, id: model?.id ?? '' };
	};
	use = async ({ vendor, id }: ListedModel) => void this.done.push(`use ${vendor}/${id}`);
	signIn = async () => void this.done.push('sign in');
	manageModels = async () => void this.done.push('manage');
	chooseModel = async () => void this.done.push('choose');
	showSvelteServer = async () => void this.done.push('svelte');
}

describe('Connect a Model…', () => {
	it('shows what is here, and one row for each way to more', async () => {
		const window = new Window({ models: [scripted], ollama: [oss], lacksSvelteServer: true }, []);
		await connectModel(window);
		assert.deepEqual(window.lists, [
			[
				'— In the chat',
				'Use GPT',
				'— Ollama on this machine',
				'Add gpt-oss:20b…',
				'— One step away',
				'Sign in to GitHub Copilot',
				'Add a Key or a Server',
				'— Better answers',
				'About the Svelte MCP Server',
			],
		]);
		assert.deepEqual(window.done, []);
	});

	it('switches the chat extension on first, and shows what there is then', async () => {
		const window = new Window(nothing, ['Switch On', 'Add a Key']);
		window.isOn = false;
		await connectModel(window);
		assert.deepEqual(window.lists, [
			[
				'— One step away',
				'Switch On VS Code’s Chat Extension',
				'Sign in to GitHub Copilot',
				'Look for Ollama Again',
			],
			[
				'— One step away',
				'Sign in to GitHub Copilot',
				'Add a Key or a Server',
				'Look for Ollama Again',
			],
		]);
		assert.deepEqual(window.done, ['start', 'manage']);
	});

	it('adds a model of Ollama that the user has confirmed, and selects it', async () => {
		const window = new Window({ ...nothing, ollama: [oss] }, ['Add gpt-oss'], '32,768');
		window.isOn = false;
		await connectModel(window);
		assert.deepEqual(window.dialogs.asked, [
			'Add gpt-oss:20b of Ollama to VS Code’s models? [Add for 32,768 Tokens] [Add for 4,096 Tokens]',
		]);
		assert.deepEqual(window.done, [
			'start',
			'add Ollama gpt-oss:20b 28672+4096 http://127.0.0.1:1/v1',
			'use customendpoint/gpt-oss:20b',
		]);
	});

	it('writes nothing where the user does not agree', async () => {
		const window = new Window({ ...nothing, ollama: [oss] }, ['Add gpt-oss']);
		window.dialogs.ask = async () => undefined;
		await connectModel(window);
		assert.deepEqual(window.done, []);
	});

	it('selects a model that is there, and does not offer it again', async () => {
		const here = { ...scripted, vendor: 'customendpoint', id: oss.name, name: oss.name };
		const window = new Window({ ...nothing, models: [here], ollama: [oss] }, ['Use gpt-oss']);
		await connectModel(window);
		assert.ok(!window.lists[0]?.some((label) => label.startsWith('Add gpt')));
		assert.deepEqual(window.done, ['use customendpoint/gpt-oss:20b']);
	});

	it('leads from many models to the list of the chat', async () => {
		const models = Array.from({ length: 9 }, (_, i) => ({ ...scripted, id: `m${i}` }));
		const window = new Window({ ...nothing, models }, ['Choose Another']);
		await connectModel(window);
		assert.deepEqual(window.done, ['choose']);
	});

	it('says that Ollama has no model', async () => {
		const window = new Window({ ...nothing, ollama: [] }, []);
		await connectModel(window);
		assert.ok(window.lists[0]?.includes('Ollama answers, and has no model yet'));
	});
});

describe('what is here', () => {
	let server: Server;
	let address = '';
	const asked: string[] = [];
	const answers: Readonly<Record<string, unknown>> = {
		'/api/tags': { models: [{ name: 'gpt-oss:20b' }, { name: 'embed' }] },
		'/api/ps': { models: [{ name: 'gpt-oss:20b', context_length: 8192 }] },
		'/api/show {"model":"gpt-oss:20b"}': { capabilities: ['completion', 'tools'] },
		'/api/show {"model":"embed"}': { capabilities: ['embedding'] },
	};

	before(async () => {
		server = createServer((request, response) => {
			let body = '';
			request.on('data', (data: Buffer) => (body += data.toString()));
			request.on('end', () => {
				const question = `${request.url ?? ''} ${body}`.trim();
				asked.push(question);
				response.end(JSON.stringify(answers[question]));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});

	after(() => server.close());

	const projects = new ProjectReader();
	const lookAt = (at: string) => vscodeConnectHost({ get: async () => projects }, at).look();

	after(() => projects.dispose());

	it('are the models of Ollama that can chat, with what they take', async () => {
		const { ollama } = await lookAt(address);
		assert.deepEqual(ollama, [
			{ name: 'gpt-oss:20b', callsTools: true, seesImages: false, loaded: 8192 },
		]);
		assert.deepEqual(asked.toSorted(), Object.keys(answers).toSorted());
	});

	it('is no Ollama where nothing answers, or something else does', async () => {
		assert.equal((await lookAt('http://127.0.0.1:1')).ollama, undefined);
		const other = createServer((_, response) =>
			response.writeHead(302, { location: address }).end(),
		);
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		const { port } = other.address() as AddressInfo;
		asked.length = 0;
		assert.equal((await lookAt(`http://127.0.0.1:${port}`)).ollama, undefined);
		assert.deepEqual(asked, []);
		other.close();
	});

	it('is the handbook never, and other models of the chat', async () => {
		const other = await scriptedModel();
		await other.setAvailable(true);
		try {
			const { models } = await lookAt('http://127.0.0.1:1');
			assert.deepEqual([...new Set(models.map(({ vendor }) => vendor))], ['scripted']);
		} finally {
			await other.setAvailable(false);
		}
	});

	it('lacks the Svelte MCP server until a file of the project names it', async () => {
		assert.equal((await lookAt('http://127.0.0.1:1')).lacksSvelteServer, true);
		const [folder] = vscode.workspace.workspaceFolders ?? [];
		assert.ok(folder);
		const file = vscode.Uri.joinPath(folder.uri, '.vscode/mcp.json');
		const text =
			'{ "servers": { "svelte": { "command": "npx", "args": ["-y", "@sveltejs/mcp"] } } }';
		await vscode.workspace.fs.writeFile(file, Buffer.from(text));
		try {
			assert.equal((await lookAt('http://127.0.0.1:1')).lacksSvelteServer, false);
		} finally {
			await vscode.workspace.fs.delete(file);
		}
	});
});
