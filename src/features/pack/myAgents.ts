import * as vscode from 'vscode';
import { openChatWith } from '../../host/openChat.ts';
import {
	folderOf,
	planMyAgents,
	readWrittenPack,
	sourceOf,
	type Renamed,
	type TakenNames,
	type WrittenPack,
} from '../../core/manifest/myAgents.ts';
import type { Pack, PackedAgent } from '../../core/manifest/pack.ts';
import { reservedNames } from '../../core/manifest/reservedNames.ts';
import { fileNameOf } from '../../core/text/fileName.ts';
import { count } from '../../core/text/markdownText.ts';
import { plain } from '../../core/text/plainText.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import { isLeftOutHere } from '../../host/agents/agentFolders.ts';
import { folderKey } from '../../host/agents/folderKey.ts';
import { showFailure, vscodeDialogs, type Dialogs } from '../../host/dialogs.ts';
import { kindOf, readText } from '../../host/platform/files.ts';
import type { RunningAnswers } from '../../host/runningAnswers.ts';
import type { Services } from '../../host/services.ts';
import { readSetting } from '../../host/settings.ts';
import { doorName, extensionId, myAgentsId, myParticipantPrefix, settingIds } from '../../ids.ts';
import { withFolderLock } from '../../host/platform/folderLock.ts';
import type { PackStorage } from './pack.ts';
import { installedVersion, installPack, removePack } from './packInstaller.ts';
import { meantAgents, WantedAgents, type Meant } from './wantedAgents.ts';

/** What the manager of “my agents” works with. */
export interface MyAgentsDeps {
	readonly library: AgentLibrary;
	readonly memory: { readonly global: vscode.Memento; readonly workspace: vscode.Memento };
	/** A folder of the disk for the pack and the list of what is in it. */
	readonly storage: vscode.Uri;
	readonly answers: RunningAnswers;
	readonly dialogs: Dialogs;
	readonly log: vscode.LogOutputChannel;
}

/** @returns the manager of “my agents” of a window */
export async function createMyAgents(
	{ agents, answers, log }: Services,
	{ globalState, workspaceState, globalStorageUri }: PackStorage,
): Promise<MyAgents> {
	return new MyAgents({
		library: await agents.get(),
		memory: { global: globalState, workspace: workspaceState },
		storage: vscode.Uri.joinPath(globalStorageUri, 'my-agents'),
		answers,
		dialogs: vscodeDialogs,
		log,
	});
}

/** What the user has agreed to, and been asked; one of each for the user's own and the workspace's. */
const agreedKey = 'myAgents.agreed';
/** How often the user has stopped, in whatever window: what was agreed to before counts no more. */
const stopsKey = 'myAgents.stops';
const offeredKey = 'myAgents.offered';

/** Files change together, when a branch is switched or a folder is copied. */
const settleTime = 300;
/** A list of more is of no use to anybody. */
const mostAgents = 500;

interface Outcome {
	readonly agents: readonly PackedAgent[];
	readonly renamed: readonly Renamed[];
}

/**
 * Makes the user's own agents and those of the workspace chat participants: writes the pack “my
 * agents”, which declares them, and puts it into VS Code anew when what it declares has changed.
 */
export class MyAgents implements vscode.Disposable {
	readonly #deps: MyAgentsDeps;
	readonly #wanted: WantedAgents;
	#following: vscode.Disposable | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** The update that is under way, after which the next one begins. */
	#last: Promise<unknown> = Promise.resolve();

	constructor(deps: MyAgentsDeps) {
		this.#deps = deps;
		this.#wanted = new WantedAgents(deps.library);
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#following?.dispose();
	}

	/** Follows what becomes of the agents from now on; offers to use them where nobody has asked yet. */
	follow(): void {
		const { library } = this.#deps;
		this.#following ??= vscode.Disposable.from(
			library.onDidChange(() => this.#updateSoon()),
			// Another extension may bring a name that an agent has.
			vscode.extensions.onDidChange(() => this.#updateSoon()),
			vscode.workspace.onDidGrantWorkspaceTrust(() => this.#updateSoon()),
			vscode.workspace.onDidChangeWorkspaceFolders(() => this.#updateSoon()),
			vscode.workspace.onDidChangeConfiguration((event) => {
				if (event.affectsConfiguration(settingIds.participants)) this.#updateSoon();
			}),
		);
		this.#updateSoon();
	}

	/** Makes all agents of this window participants, and says how to ask them. */
	async use(): Promise<void> {
		const { dialogs, library, log } = this.#deps;
		await this.#agree();
		this.follow();
		const outcome = await this.#inTurn(async () => this.#update({ isAsked: true }));
		if (!outcome) return;
		const here = outcome.agents.filter((each) => isHere(each));
		const [first] = here;
		if (!first) {
			const unusable = library.unusable.length;
			const problems =
				unusable === 0 ? '' : ` ${count(unusable, 'file')} cannot be used; the log says why.`;
			await dialogs.tell(
				plain`No agent files of your own were found here. Put them into .claude/agents of a folder or of your home.${problems}`,
			);
			return;
		}
		for (const { wanted, name } of outcome.renamed) {
			log.warn(`@${wanted} belongs to another extension or to VS Code: that agent is @${name}.`);
		}
		const names = here.map(({ handle }) => `@${handle}`);
		const renamed = outcome.renamed.map(({ wanted, name }) => `@${name} (@${wanted} is taken)`);
		const taken = renamed.length === 0 ? '' : ` Renamed: ${renamed.join(', ')}.`;
		const open = 'Open Chat';
		const chosen = await dialogs.tell(plain`In the chat now: ${names}.${taken}`, [open]);
		if (chosen !== open) return;
		const query = { query: `@${first.handle} `, isPartialQuery: true };
		await openChatWith(query);
	}

	/** Takes the participants away, with all that was written for them. */
	async stop(): Promise<void> {
		const { dialogs } = this.#deps;
		const isGone = await this.#inTurn(async () => this.#forget());
		if (isGone)
			await dialogs.tell(
				plain`Your agents are no longer in the chat. Their files are as they were.`,
			);
		else await this.#offerReload();
	}

	#updateSoon(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#inTurn(async () => this.#look()), settleTime);
	}

	async #inTurn<T>(task: () => Promise<T>): Promise<T> {
		const turn = this.#last.then(task);
		this.#last = turn.catch((error: unknown) =>
			this.#deps.log.error('The participants of your agents could not be updated:', error),
		);
		return turn;
	}

	/** Brings the pack up to date, if it is used; offers it, if nobody has been asked. */
	async #look(): Promise<void> {
		await this.#deps.library.ready;
		const meant = this.#meant();
		if (meant.user || meant.workspace || installedVersion() !== undefined) {
			await this.#update({ isAsked: false });
		}
		if (readSetting(settingIds.participants) === 'ask') void this.#offer(meant);
	}

	/** Whose agents are participants in this window. */
	#meant(): Meant {
		const { global, workspace } = this.#deps.memory;
		const isAlways = readSetting(settingIds.participants) === 'always';
		return {
			user: isAlways || this.#isAgreed(global),
			workspace: vscode.workspace.isTrusted && (isAlways || this.#isAgreed(workspace)),
		};
	}

	get #stops(): number {
		const stops = this.#deps.memory.global.get(stopsKey);
		return typeof stops === 'number' ? stops : 0;
	}

	#isAgreed(memory: Pick<vscode.Memento, 'get'>): boolean {
		const agreed = memory.get(agreedKey);
		return agreed === this.#stops || (agreed === true && this.#stops === 0);
	}

	async #agree(): Promise<void> {
		const { global, workspace } = this.#deps.memory;
		const stops = this.#stops;
		await Promise.all(
			[global, workspace].flatMap((memory) => [
				memory.update(agreedKey, stops),
				memory.update(offeredKey, true),
			]),
		);
	}

	async #offer(meant: Meant): Promise<void> {
		const { memory, library, dialogs } = this.#deps;
		const asked = {
			user: !meant.user && memory.global.get(offeredKey) !== true,
			workspace:
				vscode.workspace.isTrusted && !meant.workspace && memory.workspace.get(offeredKey) !== true,
		};
		const agents = meantAgents(library, asked);
		if (agents.length === 0) return;
		const origins = new Set(agents.map(({ origin }) => origin));
		if (origins.has('user')) await memory.global.update(offeredKey, true);
		if (origins.has('workspace')) await memory.workspace.update(offeredKey, true);
		const handles = [...new Set(agents.map(({ handle }) => handle))];
		const whose = origins.has('workspace') ? "this workspace's agents" : 'your agents';
		const [use, always] = ['Use with @', 'Always'];
		const chosen = await dialogs.tell(plain`Ask ${whose} with @ in the chat? ${handles}.`, [
			use,
			always,
			'Not Now',
		]);
		if (chosen === always) {
			await vscode.workspace
				.getConfiguration()
				.update(settingIds.participants, 'always', vscode.ConfigurationTarget.Global);
		}
		if (chosen === use || chosen === always) await this.use();
	}

	/** @returns what is declared now; `undefined` where VS Code did not take it */
	async #update({ isAsked }: { readonly isAsked: boolean }): Promise<Outcome | undefined> {
		const { storage, answers } = this.#deps;
		const meant = this.#meant();
		const wanted = await this.#wanted.read(meant, mostAgents);
		const left = meantAgents(this.#deps.library, meant).length - wanted.length;
		if (wanted.length === mostAgents && left > 0) {
			this.#deps.log.warn(
				`Only ${mostAgents} agents are participants; ${count(left, 'agent')} are left out.`,
			);
		}
		return withFolderLock(storage.fsPath, async () => {
			const written = await this.#readWritten();
			if (!isAsked && written && !(await isStillThere(written.version))) {
				// Somebody has uninstalled it by hand, and means it.
				await this.#forgetAgreement();
				await this.#write(undefined);
				return undefined;
			}
			const known = written?.agents ?? [];
			const kept = await keptOf(known, meant);
			const taken = await othersNames(written?.taken ?? {});
			const plan = planMyAgents(wanted, known, kept, {
				idPrefix: myParticipantPrefix,
				folderKey: (folder) => folderKey(folder),
				taken: new Set([...reservedNames, doorName, ...Object.keys(taken)]),
			});
			const isSame =
				JSON.stringify(plan.agents) === JSON.stringify(known) &&
				installedVersion() === written?.version;
			if (isSame) {
				if (written && JSON.stringify(taken) !== JSON.stringify(written.taken)) {
					await this.#write({ ...written, taken });
				}
				return plan;
			}
			await answers.idle();
			if (plan.agents.length === 0) {
				if (!(await removePack(this.#deps.log))) return undefined;
				await this.#write(undefined);
				return plan;
			}
			const version = nextVersion(written?.version);
			const done = await installPack(packOf(plan.agents, version), storage, this.#deps.log);
			if (done === 'installed') {
				await this.#write({ version, agents: plan.agents, taken });
				return plan;
			}
			void this.#offerReload();
			return undefined;
		});
	}

	async #forget(): Promise<boolean> {
		const { storage, answers, log } = this.#deps;
		await answers.idle();
		return withFolderLock(storage.fsPath, async () => {
			await this.#forgetAgreement();
			if (!(await removePack(log))) return false;
			await this.#write(undefined);
			return true;
		});
	}

	async #forgetAgreement(): Promise<void> {
		const { global, workspace } = this.#deps.memory;
		await Promise.all([
			global.update(stopsKey, this.#stops + 1),
			global.update(agreedKey, undefined),
			workspace.update(agreedKey, undefined),
		]);
		if (readSetting(settingIds.participants) !== 'always') return;
		await vscode.workspace
			.getConfiguration()
			.update(settingIds.participants, 'never', vscode.ConfigurationTarget.Global);
	}

	get #list(): vscode.Uri {
		return vscode.Uri.joinPath(this.#deps.storage, 'my-agents.json');
	}

	async #readWritten(): Promise<WrittenPack | undefined> {
		const text = await readText(this.#list, maxListSize);
		return text === undefined ? undefined : readWrittenPack(text);
	}

	/** Notes what the pack is made of; without it nothing is left behind. */
	async #write(written: WrittenPack | undefined): Promise<void> {
		const { fs } = vscode.workspace;
		if (written) {
			await fs.writeFile(this.#list, new TextEncoder().encode(JSON.stringify(written)));
			return;
		}
		for (const [name] of await fs.readDirectory(this.#deps.storage)) {
			if (name === 'lock') continue;
			await fs.delete(vscode.Uri.joinPath(this.#deps.storage, name));
		}
	}

	async #offerReload(): Promise<void> {
		const reload = 'Reload Window';
		const chosen = await showFailure(
			plain`VS Code takes your agents over when its window is reloaded.`,
			reload,
		);
		if (chosen === reload) await vscode.commands.executeCommand('workbench.action.reloadWindow');
	}
}

/** Five hundred agents with examples have less. */
const maxListSize = 8 * 1024 * 1024;

/** Another window may have put the pack in a moment ago, and this one has not heard of it yet. */
async function isStillThere(version: string): Promise<boolean> {
	if (installedVersion() === version) return true;
	return new Promise((resolve) => {
		const finish = (is: boolean): void => {
			clearTimeout(timer);
			subscription.dispose();
			resolve(is);
		};
		const timer = setTimeout(() => finish(installedVersion() !== undefined), 5_000);
		const subscription = vscode.extensions.onDidChange(() => {
			if (installedVersion() === version) finish(true);
		});
	});
}

/** Those of other windows, whose folders there still are. */
async function keptOf(
	known: readonly PackedAgent[],
	{ workspace, user }: Meant,
): Promise<readonly PackedAgent[]> {
	const kept: PackedAgent[] = [];
	for (const each of known) {
		const folder = folderOf(each);
		if (folder === undefined) {
			const source = vscode.Uri.parse(sourceOf(each));
			const isOfOthers = isLeftOutHere(source) && (await kindOf(source)) === 'file';
			if (!user || isOfOthers) kept.push(each);
			continue;
		}
		if (workspace && isOpen(folder)) continue;
		if (await mayExist(folder)) kept.push(each);
	}
	return kept;
}

/** What is not on this disk cannot be looked at without asking somebody. */
async function mayExist(folder: string): Promise<boolean> {
	const uri = vscode.Uri.parse(folder);
	return uri.scheme !== 'file' || (await kindOf(uri)) === 'folder';
}

function isOpen(folder: string): boolean {
	return (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.toString() === folder);
}

/** Whether an agent is in the list of this window. */
function isHere(agent: PackedAgent): boolean {
	const folder = folderOf(agent);
	return folder === undefined || isOpen(folder);
}

/**
 * The names of the participants of other extensions, sorted: of those of this window, and of those that
 * another window has met, which may be switched off here, for as long as they are installed. Else windows
 * would name an agent by turns.
 */
async function othersNames(met: TakenNames): Promise<TakenNames> {
	const ours = new Set([extensionId, myAgentsId]);
	const here = vscode.extensions.all.flatMap(({ id, packageJSON, extensionUri }) => {
		if (ours.has(id.toLowerCase())) return [];
		const manifest = packageJSON as {
			readonly contributes?: { readonly chatParticipants?: unknown };
		};
		const declared = manifest.contributes?.chatParticipants;
		if (!Array.isArray(declared)) return [];
		return (declared as readonly { readonly name?: unknown }[]).flatMap(({ name }) =>
			typeof name === 'string' ? [[name.toLowerCase(), extensionUri.toString()] as const] : [],
		);
	});
	// Each is looked at once, however many names it has.
	const places = [...new Set(Object.values(met))];
	const areThere = await Promise.all(places.map(isInstalled));
	const installed = new Set(places.filter((_, i) => areThere[i]));
	const all = [...Object.entries(met).filter(([, place]) => installed.has(place)), ...here];
	return Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether an extension is there, perhaps switched off: one that was uninstalled stays for a while. */
async function isInstalled(folder: string): Promise<boolean> {
	if (!(await mayExist(folder))) return false;
	const uri = vscode.Uri.parse(folder);
	// VS Code's list of what is installed beside it; it has none of its own extensions.
	const list = await readText(vscode.Uri.joinPath(uri, '../extensions.json'), maxListSize);
	return list === undefined || list.includes(`"${fileNameOf(uri.path)}"`);
}

/** Another one each time: VS Code may refuse one that it has just removed. */
function nextVersion(before: string | undefined): string {
	const last = Number(before?.split('.')[2] ?? 0);
	return `1.0.${Math.max(last + 1, Math.floor(Date.now() / 1_000))}`;
}

function packOf(agents: readonly PackedAgent[], version: string): Pack {
	const [publisher = '', name = ''] = myAgentsId.split('.');
	return {
		name,
		publisher,
		version,
		displayName: 'My Agents',
		description: 'Your own agent files as chat participants. Written by SvelteKit Agents.',
		readme: `# My Agents

SvelteKit Agents has written this extension so that VS Code knows your own agent files as chat
participants. It holds no code and no copy of the files. To take it away, run the command “SvelteKit
Agents: Stop Using My Agents with @”, or uninstall it.
`,
		agents,
	};
}
