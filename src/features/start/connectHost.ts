import * as vscode from 'vscode';
import { canAnswer } from '../../core/capabilities/handbookModel.ts';
import {
	ollamaAddress,
	ollamaModel,
	ollamaNames,
	type EndpointGroup,
	type OllamaModel,
} from '../../core/capabilities/ollama.ts';
import { namesSvelteServer, svelteTools } from '../../core/capabilities/svelteServer.ts';
import { plain } from '../../core/text/plainText.ts';
import { during, vscodeDialogs } from '../../host/dialogs.ts';
import { listModels } from '../../host/languageModels.ts';
import { callsTools } from '../../host/modelTools.ts';
import { openChatWith } from '../../host/openChat.ts';
import { readText } from '../../host/platform/files.ts';
import type { ProjectReader } from '../../host/project/projectReader.ts';
import { pickFrom } from '../../host/quickPick.ts';
import { UserError } from '../../host/userError.ts';
import { within } from '../../host/within.ts';
import { doorName } from '../../ids.ts';
import { connectModel, type ConnectHost, type ListedModel } from './connectModel.ts';

/** VS Code's own chat extension, which is there and off until somebody has set the chat up. */
const chatExtensionId = 'GitHub.copilot-chat';

/** Ollama answers at once, or is not there (ms). */
const ollamaPatience = 1_500;
/** How long the chat extension may take to start, and a new entry to be listed (ms). */
const patience = 30_000;

/** The SvelteKit projects of the workspace, made when they are first asked for. */
type Projects = { get(): Promise<Pick<ProjectReader, 'all'>> };

/** Shows what models there are and what is one step away, and does it. */
export async function connectToModel(projects: Projects): Promise<void> {
	await connectModel(vscodeConnectHost(projects));
}

/** @param address where Ollama listens */
export function vscodeConnectHost(projects: Projects, address = ollamaAddress): ConnectHost {
	return {
		address,
		pickFrom,
		dialogs: vscodeDialogs,
		hasChatExtension: () => chatExtension() !== undefined,
		startChatExtension: async () =>
			during(plain`Switching on VS Code’s chat extension…`, startChatExtension),
		async look() {
			const [{ models }, ollama, lacksSvelteServer] = await Promise.all([
				listModels(),
				lookForOllama(address),
				isWithoutSvelteServer(projects),
			]);
			return { models: models.filter(canAnswer).map(listed), ollama, lacksSvelteServer };
		},
		add,
		async use({ vendor, id, family, callsTools: canCall }) {
			// In the mode that VS Code opens it in the chat takes only models that call tools.
			const mode = canCall ? {} : { mode: 'ask' };
			await openChatWith({ query: `@${doorName} `, isPartialQuery: true, ...mode });
			await run('workbench.action.chat.changeModel', { vendor, id, family });
		},
		signIn: async () => run('workbench.action.chat.triggerSetup'),
		manageModels: async () => run('workbench.action.chat.manage'),
		chooseModel: async () => run('workbench.action.chat.openModelPicker'),
		async showSvelteServer() {
			await vscode.env.openExternal(vscode.Uri.parse('https://svelte.dev/docs/mcp/overview'));
		},
	};
}

async function run(command: string, ...args: readonly unknown[]): Promise<void> {
	await vscode.commands.executeCommand(command, ...args);
}

function chatExtension(): vscode.Extension<unknown> | undefined {
	return vscode.extensions.getExtension(chatExtensionId);
}

async function startChatExtension(): Promise<void> {
	const appeared = awaited(vscode.extensions.onDidChange, async () => chatExtension());
	try {
		// Of one that is there and off this is the way to switch it on.
		await run('workbench.extensions.installExtension', chatExtensionId, { enable: true });
		const extension = await appeared.value;
		if (!extension) throw new Error(`${chatExtensionId} has not started.`);
		await within(patience, extension.activate());
	} catch (error) {
		throw new UserError(
			'VS Code’s chat extension could not be switched on: look for “@builtin copilot” in the Extensions view, and whether it is off for this workspace.',
			{ cause: error },
		);
	} finally {
		appeared.dispose();
	}
}

async function add(group: EndpointGroup): Promise<ListedModel> {
	const { vendor, models } = group;
	const appeared = awaited(vscode.lm.onDidChangeChatModels, async () => {
		const found = await within(patience, vscode.lm.selectChatModels({ vendor }));
		return found?.find(({ id }) => id === models[0]?.id);
	});
	try {
		await run('lm.addLanguageModelsProviderGroup', group);
		const model = await appeared.value;
		if (!model) throw new Error(`${group.name} has not been listed.`);
		return listed(model);
	} catch (error) {
		throw new UserError(
			'VS Code did not take the entry, or has one of that name: look into its list of models (Manage Models).',
			{ cause: error },
		);
	} finally {
		appeared.dispose();
	}
}

/** Looks now and at each event until something is found; `undefined` when that takes too long. */
function awaited<T>(
	event: vscode.Event<unknown>,
	look: () => Promise<T | undefined>,
): vscode.Disposable & { readonly value: Promise<T | undefined> } {
	const listeners: vscode.Disposable[] = [];
	const found = new Promise<T>((resolve, reject) => {
		const tell = (): void => {
			look().then((value) => {
				if (value !== undefined) resolve(value);
			}, reject);
		};
		listeners.push(event(tell));
		tell();
	});
	// Nobody may be waiting for it any more.
	found.catch(() => undefined);
	return {
		value: within(patience, found),
		dispose: () => vscode.Disposable.from(...listeners).dispose(),
	};
}

function listed(model: vscode.LanguageModelChat): ListedModel {
	const { vendor, id, name, family } = model;
	return { vendor, id, name, family, callsTools: callsTools(model) };
}

/** The models of Ollama on this machine; `undefined` where nothing answers like it. */
async function lookForOllama(address: string): Promise<readonly OllamaModel[] | undefined> {
	const tags = await askOllama(`${address}/api/tags`);
	if (tags === undefined) return undefined;
	const running = askOllama(`${address}/api/ps`);
	const models = ollamaNames(tags).map(async (name) =>
		ollamaModel(name, await askOllama(`${address}/api/show`, { model: name }), await running),
	);
	return (await Promise.all(models)).filter((model) => model !== undefined);
}

/** What Ollama answers; `undefined` where it does not, or not with JSON. */
async function askOllama(url: string, question?: object): Promise<unknown> {
	try {
		const response = await fetch(url, {
			signal: AbortSignal.timeout(ollamaPatience),
			// Nobody else is asked.
			redirect: 'error',
			...(question && { method: 'POST', body: JSON.stringify(question) }),
		});
		return response.ok ? await response.json() : undefined;
	} catch {
		// It is not there, or something else is.
		return undefined;
	}
}

/** Files that name MCP servers, from the root of a project or a workspace folder. */
const serverFiles = ['.vscode/mcp.json', '.mcp.json'];

/** Whether a SvelteKit project is open, and nothing tells of the official MCP server of Svelte. */
async function isWithoutSvelteServer(projects: Projects): Promise<boolean> {
	// Files of a folder that is not trusted say nothing here.
	if (!vscode.workspace.isTrusted) return false;
	if (svelteTools(vscode.lm.tools.map(({ name }) => name)).autofixer !== undefined) return false;
	const servers = vscode.workspace.getConfiguration('mcp').get<unknown>('servers');
	if (namesSvelteServer(JSON.stringify(servers) ?? '')) return false;
	const all = await (await projects.get()).all();
	if (all.length === 0) return false;
	const folders = [
		...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri),
		...all.map(({ root }) => root),
	];
	const texts = await Promise.all(
		folders.flatMap((folder) =>
			serverFiles.map(async (file) => readText(vscode.Uri.joinPath(folder, file))),
		),
	);
	return !texts.some((text) => text !== undefined && namesSvelteServer(text));
}
