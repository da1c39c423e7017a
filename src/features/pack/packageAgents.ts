import * as vscode from 'vscode';
import { everyAgent, isOwn } from '../../core/agent/catalog.ts';
import { fileNameOf } from '../../core/text/fileName.ts';
import { identityOf } from '../../core/manifest/pack.ts';
import { iconOf } from '../../core/manifest/packIcon.ts';
import {
	identityFault,
	nameFault,
	publisherFault,
	suggestIdentity,
	suggestVersion,
	versionFault,
	type PackIdentity,
} from '../../core/manifest/packIdentity.ts';
import { readSharedFolder, sharedPack, type SharedFolder } from '../../core/manifest/sharedPack.ts';
import { packVsix } from '../../core/manifest/vsix.ts';
import { count } from '../../core/text/markdownText.ts';
import { paragraph, plain, visiblePath, type PlainText } from '../../core/text/plainText.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import { vscodeDialogs, type Dialogs } from '../../host/dialogs.ts';
import { chooseFolderOfDisk, enterText, type EnterText } from '../../host/enterText.ts';
import { pathWithin, readText } from '../../host/platform/files.ts';
import type { Services } from '../../host/services.ts';
import { UserError } from '../../host/userError.ts';
import { readAgentFolder } from './agentFolder.ts';
import type { PackStorage } from './pack.ts';

/** What packaging works with. */
export interface PackagingDeps {
	readonly library: AgentLibrary;
	readonly memory: vscode.Memento;
	readonly dialogs: Dialogs;
	readonly enter: EnterText;
	/** Lets the user choose a folder of the disk. */
	readonly openFolder: () => Promise<vscode.Uri | undefined>;
	readonly log: vscode.LogOutputChannel;
}

const publisherKey = 'pack.publisher';

/** The same as `packageAgents`, as a command. @param folder whatever VS Code hands over */
export async function packageWithDialogs(
	folder: unknown,
	{ agents, log }: Services,
	{ globalState }: PackStorage,
): Promise<void> {
	await packageAgents(folder instanceof vscode.Uri ? folder : undefined, {
		library: await agents.get(),
		memory: globalState,
		dialogs: vscodeDialogs,
		enter: enterText,
		openFolder: chooseFolderOfDisk,
		log,
	});
}

/**
 * Makes an extension of the agents of a folder, and writes it beside the project as a VSIX. Nothing of
 * the folder is run; only agent files go in.
 *
 * @param given the folder; else the user chooses one
 * @returns the package; `undefined` where the user leaves
 * @throws UserError where there are no agents, or one that cannot be used
 */
export async function packageAgents(
	given: vscode.Uri | undefined,
	deps: PackagingDeps,
): Promise<vscode.Uri | undefined> {
	const { dialogs, log } = deps;
	const folder = given ?? (await chooseFolder(deps));
	if (!folder) return undefined;
	const { files, leftOut } = await readAgentFolder(folder);
	const found = readSharedFolder(files);
	refuseBroken(found);
	const target = targetOf(folder);
	const names = (await vscode.workspace.fs.readDirectory(target)).map(([name]) => name);
	const identity = await askIdentity(folder, target, names, deps);
	if (!identity) return undefined;
	const file = `${identity.name}-${identity.version}.vsix`;
	const uri = vscode.Uri.joinPath(target, file);
	if (names.includes(file)) {
		const replace = 'Replace';
		if ((await dialogs.ask(plain`${file} is already there.`, [replace])) !== replace) {
			return undefined;
		}
		// It may be a link: then what it leads to stays as it is.
		await vscode.workspace.fs.delete(uri);
	}
	const { pack, files: packed } = sharedPack(identity, found.agents, iconOf(found.agents));
	await vscode.workspace.fs.writeFile(uri, packVsix(identityOf(pack), packed));
	await deps.memory.update(publisherKey, identity.publisher);

	const without = [...leftOut, ...found.leftOut];
	log.info(`${uri.toString()} holds ${[...packed.keys()].join(', ')}.`);
	for (const { path, reason } of without) log.info(`${path} is not in it: ${reason}`);
	await tell(uri, found, without.length, dialogs);
	return uri;
}

function refuseBroken({ agents, broken }: SharedFolder): void {
	const [first] = broken;
	if (first) {
		const more =
			broken.length === 1 ? '' : ` ${count(broken.length - 1, 'more file')} cannot be used.`;
		throw new UserError(
			`${visiblePath(first.path)} cannot be packaged: ${first.reason}${more} Mend or move what cannot be used.`,
		);
	}
	if (agents.length === 0) throw new UserError('There are no agent files in this folder.');
}

async function askIdentity(
	folder: vscode.Uri,
	target: vscode.Uri,
	names: readonly string[],
	{ memory, enter }: PackagingDeps,
): Promise<PackIdentity | undefined> {
	const packageJson = await readText(vscode.Uri.joinPath(target, 'package.json'));
	const lastPublisher = memory.get<unknown>(publisherKey);
	const suggested = suggestIdentity({
		folder: folder.path,
		...(packageJson !== undefined && { packageJson }),
		...(typeof lastPublisher === 'string' && { lastPublisher }),
	});
	const title = plain`Package Agents as Extension`;
	const name = await enter({
		title,
		prompt: plain`Name of the extension`,
		value: suggested.name,
		faultOf: nameFault,
	});
	if (name === undefined) return undefined;
	const publisher = await enter({
		title,
		prompt: plain`Publisher: who the extension is from`,
		value: suggested.publisher,
		faultOf: publisherFault,
	});
	if (publisher === undefined) return undefined;
	const version = await enter({
		title,
		prompt: plain`Version`,
		value: suggestVersion(name, names),
		faultOf: versionFault,
	});
	if (version === undefined) return undefined;
	const identity = { name, publisher, version };
	const fault = identityFault(identity);
	if (fault !== undefined) throw new UserError(fault);
	return identity;
}

async function tell(
	uri: vscode.Uri,
	{ agents }: SharedFolder,
	without: number,
	dialogs: Dialogs,
): Promise<void> {
	const handles = agents.map(({ handle }) => `@${handle}`);
	const renamed = agents.flatMap(({ handle, wanted }) =>
		handle === wanted ? [] : [`@${handle} (@${wanted} belongs to VS Code)`],
	);
	const sentences: readonly PlainText[] = [
		plain`${fileNameOf(uri.path)} is written, with ${handles}.`,
		...(renamed.length > 0 ? [plain`Renamed: ${renamed}.`] : []),
		...(without > 0 ? [plain`Left out: ${count(without, 'file')}; the log says why.`] : []),
	];
	const install = 'Install Here';
	const chosen = await dialogs.tell(paragraph(...sentences), [install]);
	if (chosen !== install) return;
	await vscode.commands.executeCommand('workbench.extensions.installExtension', uri);
}

/** The folder that a package goes to: that of the workspace, else the one above the agents. */
function targetOf(folder: vscode.Uri): vscode.Uri {
	const open = vscode.workspace.getWorkspaceFolder(folder)?.uri;
	if (open && open.toString() !== folder.toString()) return open;
	return vscode.Uri.joinPath(folder, '..');
}

async function chooseFolder({
	library,
	dialogs,
	openFolder,
}: PackagingDeps): Promise<vscode.Uri | undefined> {
	await library.ready;
	const counts = new Map<string, number>();
	for (const { path } of everyAgent(library.catalog).filter(isOwn)) {
		const folder = folderOfAgents(path);
		counts.set(folder, (counts.get(folder) ?? 0) + 1);
	}
	const known = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
	const items = known.map(([path, agentCount]) => {
		const uri = vscode.Uri.parse(path);
		return { label: shownFolder(uri), description: plain`${count(agentCount, 'agent')}`, uri };
	});
	const other = { label: plain`Another Folder…`, description: plain``, uri: undefined };
	const chosen = await dialogs.choose([...items, other], {
		placeHolder: plain`The agents of which folder?`,
	});
	return chosen === other ? openFolder() : chosen?.uri;
}

/** The folder `agents` above a file, else the one that it is in. */
function folderOfAgents(path: string): string {
	const [, known] = /^(.*?\/\.(?:claude|github|copilot)\/agents)\//.exec(path) ?? [];
	return known ?? path.slice(0, path.lastIndexOf('/'));
}

function shownFolder(uri: vscode.Uri): PlainText {
	const open = vscode.workspace.getWorkspaceFolder(uri);
	const path = open && pathWithin(open.uri, uri);
	return visiblePath(open && path !== undefined ? `${open.name}/${path}` : uri.path);
}
