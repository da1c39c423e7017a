import { doorName } from '../../ids.ts';
import { decodeAgentFile, parseAgent, type Agent } from '../agent/agent.ts';
import { stemOf } from '../agent/agentPlace.ts';
import { headerOf } from '../agent/agentHeader.ts';
import { buildCatalog, inWords } from '../agent/catalog.ts';
import { isAgentDocument } from '../agent/filePath.ts';
import { callingKeys, nameKey } from '../agent/nameKey.ts';
import { enumerate, escapeMarkdown, inlineCode } from '../text/markdownText.ts';
import { editorAgentText } from './editorAgent.ts';
import { freeName } from './freeName.ts';
import { packFiles, participantWhen, type Pack, type PackedAgent } from './pack.ts';
import type { PackIdentity } from './packIdentity.ts';
import { reservedNames } from './reservedNames.ts';

/** A markdown file of the folder that is packaged. */
export interface FolderFile {
	/** From the folder on, with `/`. */
	readonly path: string;
	readonly bytes: Uint8Array;
}

/** A file of the folder that is not packaged, and why, as a sentence. */
export interface LeftOut {
	readonly path: string;
	readonly reason: string;
}

/** An agent that is packaged. */
export interface SharedAgent {
	/** Its file, from the folder on. */
	readonly path: string;
	/** What is typed after `@`. */
	readonly handle: string;
	/** What would be, if VS Code did not answer to that itself. */
	readonly wanted: string;
	readonly fullName: string;
	readonly agent: Agent;
	readonly text: string;
}

/** What a folder has for a pack. */
export interface SharedFolder {
	/** Sorted by their handles. */
	readonly agents: readonly SharedAgent[];
	/** Files that are no agents. */
	readonly leftOut: readonly LeftOut[];
	/** Agents that cannot be used as they are. */
	readonly broken: readonly LeftOut[];
}

/** Finds the agents among the files of a folder, which is one of agents: nothing of its name counts. */
export function readSharedFolder(files: readonly FolderFile[]): SharedFolder {
	const leftOut: LeftOut[] = [];
	const broken: LeftOut[] = [];
	const read = new Map<string, { readonly agent: Agent; readonly text: string }>();
	for (const { path, bytes } of files) {
		const decoded = decodeAgentFile(bytes);
		if ('problem' in decoded) {
			broken.push({ path, reason: decoded.problem.message });
			continue;
		}
		const { text } = decoded;
		const facts = { languageId: 'markdown', isUntitled: false, head: text };
		if (!isAgentDocument({ path: `/.claude/agents/${path}`, ...facts })) {
			leftOut.push({ path, reason: 'It is a page about agents, and none itself.' });
			continue;
		}
		const { agent, problems } = parseAgent(text, stemOf(path));
		if (agent) read.set(path, { agent, text });
		else {
			const [first] = problems;
			const isNone = first?.code === 'no-front-matter' || first?.code === 'file-empty';
			const reason = first?.message ?? 'No agent is in it.';
			(isNone ? leftOut : broken).push({ path, reason });
		}
	}
	return { agents: withHandles(read), leftOut, broken };
}

function withHandles(
	read: ReadonlyMap<string, { readonly agent: Agent; readonly text: string }>,
): readonly SharedAgent[] {
	const catalog = buildCatalog(
		[...read].map(([path, { agent }]) => {
			return { origin: 'pack', path, stem: stemOf(path), agent: headerOf(agent) };
		}),
	);
	const reserved = new Set([...reservedNames, doorName]);
	const used = new Set([...reserved, ...catalog.agents.map(({ handle }) => handle.toLowerCase())]);
	return catalog.agents.flatMap(({ path, handle: wanted, fullName }) => {
		const found = read.get(path);
		if (!found) return [];
		const handle = reserved.has(wanted.toLowerCase()) ? freeName(wanted, used) : wanted;
		used.add(handle.toLowerCase());
		return [{ path, handle, wanted, fullName, ...found }];
	});
}

/** A pack with its files, ready to be zipped. */
export interface SharedPack {
	readonly pack: Pack;
	readonly files: ReadonlyMap<string, string | Uint8Array>;
}

/**
 * The pack of some agents: the files as they are, under the names that the agents are asked by, and
 * once more for VS Code's own list of agents.
 *
 * @param icon a PNG
 */
export function sharedPack(
	identity: PackIdentity,
	agents: readonly SharedAgent[],
	icon: Uint8Array,
): SharedPack {
	const { name, publisher, version } = identity;
	const packed = agents.map(({ handle, fullName, agent }): PackedAgent => {
		const id = `${publisher}.${name}.${handle}`;
		return {
			id,
			handle,
			fullName,
			agent,
			color: agent.color,
			when: participantWhen(id),
			file: { path: `./agents/${fileStem(handle)}.md` },
			hides: [],
		};
	});
	const displayName = inWords(name);
	const pack: Pack = {
		name,
		publisher,
		version,
		displayName,
		description: `${agents.length === 1 ? 'An agent' : `${agents.length} agents`} for the chat: ${listed(agents)}.`,
		readme: readmeOf(displayName, agents),
		agents: packed,
		editorAgents: agents.map(({ handle }) => editorPath(handle)),
		hasIcon: true,
	};
	const files = new Map<string, string | Uint8Array>(packFiles(pack));
	files.set('icon.png', icon);
	const nameIn = namesIn(agents);
	for (const { handle, agent, text } of agents) {
		files.set(`agents/${fileStem(handle)}.md`, text);
		files.set(editorPath(handle).slice(2), editorAgentText(handle, agent, nameIn));
	}
	return { pack, files };
}

/** What the agents of a pack are called in it: by the handle, else the name, else that without its brackets. */
function namesIn(agents: readonly SharedAgent[]): (written: string) => string {
	const handles = new Map<string, string>();
	for (const keysOf of [
		({ wanted }: SharedAgent) => [nameKey(wanted)],
		({ agent }: SharedAgent) => [nameKey(agent.name)],
		({ agent }: SharedAgent) => callingKeys(agent.name),
	]) {
		for (const each of agents) {
			for (const key of keysOf(each)) {
				if (key !== '' && !handles.has(key)) handles.set(key, each.handle);
			}
		}
	}
	return (written) => handles.get(nameKey(written)) ?? written;
}

function editorPath(handle: string): string {
	return `./vscode/${fileStem(handle)}.agent.md`;
}

/** Windows keeps some names for devices, whatever follows the point. */
function fileStem(handle: string): string {
	return /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(handle) ? `agent-${handle}` : handle;
}

/** More are counted. */
const mostListed = 5;

function listed(agents: readonly SharedAgent[]): string {
	const names = agents.slice(0, mostListed).map(({ handle }) => `@${handle}`);
	const rest = agents.length - names.length;
	return enumerate(rest > 0 ? [...names, `${rest} more`] : names);
}

function readmeOf(title: string, agents: readonly SharedAgent[]): string {
	const [first] = agents;
	const rows = agents.map(
		({ handle, agent }) => `| ${inlineCode(`@${handle}`)} | ${escapeMarkdown(agent.summary)} |`,
	);
	return `# ${title}

Agents for VS Code's chat. Install the extension *SvelteKit Agents* and this one, open the chat, and ask
${inlineCode(`@${first?.handle ?? ''} …`)}. The same agents are in the chat's own list of agents.

| Agent | For |
|---|---|
${rows.join('\n')}

The extension holds agent files and no code.
`;
}
