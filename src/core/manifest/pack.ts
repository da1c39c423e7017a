import { contributionPoint, extensionId, hidingContextPrefix } from '../../ids.ts';
import { agentIcon, initialOf } from './agentIcon.ts';
import { contributionVersion, type ContributedFile } from './contribution.ts';
import { participantEntry, type Declared } from './participantEntry.ts';
import type { VsixIdentity } from './vsix.ts';

/** An agent that a pack declares a participant for. */
export interface PackedAgent extends Declared {
	readonly color: string | undefined;
	readonly file: ContributedFile;
	readonly hides: readonly string[];
}

/** What a pack is. */
export interface Pack {
	readonly name: string;
	readonly publisher: string;
	/** Three numbers. */
	readonly version: string;
	readonly displayName: string;
	readonly description: string;
	readonly readme: string;
	readonly agents: readonly PackedAgent[];
	/** Files of the pack for VS Code's own list of agents, from its folder on. */
	readonly editorAgents?: readonly string[];
	/** Whether `icon.png` is among its files. */
	readonly hasIcon?: boolean;
}

/** The oldest VS Code that packs were tried in. */
const engine = '^1.120.0';

/** Where the icon of a participant lies in its pack. */
export function packedIcon(participant: string, theme: 'light' | 'dark'): string {
	return `media/${participant}-${theme}.svg`;
}

/**
 * The condition under which a participant is in the list: in the workspaces that it is for, and where
 * no stronger agent of the same name hides it.
 *
 * @param contextKey that is set where the agent is meant; left out where it is meant everywhere
 */
export function participantWhen(id: string, contextKey?: string): string {
	const notHidden = `!${hidingContextPrefix}${id}`;
	return contextKey === undefined ? notHidden : `${contextKey} && ${notHidden}`;
}

/** The files of a pack: data, and no code. Participants are in the order of the agents. */
export function packFiles(pack: Pack): ReadonlyMap<string, string> {
	const { name, publisher, version, displayName, description, readme, agents } = pack;
	const { editorAgents = [], hasIcon = false } = pack;
	const manifest = {
		name,
		displayName,
		version,
		description,
		publisher,
		engines: { vscode: engine },
		...(hasIcon && { icon: 'icon.png' }),
		categories: ['AI', 'Chat'],
		extensionDependencies: [extensionId],
		capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
		contributes: {
			chatParticipants: agents.map(participantEntry),
			...(editorAgents.length > 0 && { chatAgents: editorAgents.map((path) => ({ path })) }),
			[contributionPoint]: {
				version: contributionVersion,
				agents: agents.map(({ id, file, hides }) => ({
					participant: id,
					...file,
					...(hides.length > 0 && { hides }),
				})),
			},
		},
	};
	const files = new Map([
		['package.json', `${JSON.stringify(manifest, undefined, 2)}\n`],
		['README.md', readme],
	]);
	const handles = agents.map(({ handle }) => handle);
	for (const { id, handle, color } of agents) {
		for (const theme of ['light', 'dark'] as const) {
			files.set(packedIcon(id, theme), agentIcon(initialOf(handle, handles), color, theme));
		}
	}
	return files;
}

/** What a VSIX says of a pack. */
export function identityOf(pack: Pack): VsixIdentity {
	const { name, publisher, version, displayName, description } = pack;
	return {
		name,
		publisher,
		version,
		displayName,
		description,
		engine,
		extensionDependencies: [extensionId],
		tags: ['chat-participant', 'agents'],
	};
}
