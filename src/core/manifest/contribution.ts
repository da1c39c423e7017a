import { contributionPoint } from '../../ids.ts';
import { isMapping } from '../agent/header/yamlTree.ts';
import { stemOf } from '../agent/agentPlace.ts';

/** The version of the contribution point that is read and written. */
export const contributionVersion = 1;

/** An agent file that an extension brings, and the chat participant that it declares for it. */
export interface ContributedAgent {
	/** The id of the participant, which the same manifest declares. */
	readonly participant: string;
	/** What is typed after `@`. */
	readonly handle: string;
	readonly file: ContributedFile;
	/** Ids of participants that are left out of the list where this one is in it. */
	readonly hides: readonly string[];
}

export type ContributedFile =
	/** A file of the extension, from its own folder on: `agents/reviewer.md`. */
	| { readonly path: string }
	/** The address of a file of the user, of those that are agents by their place. */
	| {
			readonly source: string;
			/** The address of the folder of the workspace that the file is for; else it is for all. */
			readonly folder?: string;
	  };

export type Contribution =
	| { readonly agents: readonly ContributedAgent[] }
	/** Why nothing of it is used, as a sentence for the user. */
	| { readonly fault: string };

export interface ContributionOptions {
	/** The manifest is that of “my agents”, which stands for files where they are. */
	readonly isMine: boolean;
}

/** More than these of one extension are not registered. */
const mostAgents = 1_000;

/**
 * Reads what a manifest contributes to this extension. `undefined` where it contributes nothing. What
 * is not known here is refused as a whole, with the reason: half a pack would answer in part. Never
 * throws.
 *
 * @param manifest package.json as VS Code hands it over
 */
export function readContribution(
	manifest: unknown,
	{ isMine }: ContributionOptions,
): Contribution | undefined {
	const contributes = fieldOf(manifest, 'contributes');
	const point = fieldOf(contributes, contributionPoint);
	if (point === undefined) return undefined;
	const where = `contributes.${contributionPoint}`;
	if (!isMapping(point)) return { fault: `${where} has to be an object.` };
	const version = point['version'];
	if (version !== contributionVersion) {
		const written = typeof version === 'number' ? `version ${version}` : 'no version that is known';
		return {
			fault: `${where} has ${written}; this SvelteKit Agents reads version ${contributionVersion}. Update it, or the pack.`,
		};
	}
	const strange = unknownKey(point, ['version', 'agents']);
	if (strange !== undefined) return { fault: `${where} has the unknown key ${quoted(strange)}.` };
	const agents = point['agents'];
	if (!Array.isArray(agents)) return { fault: `${where}.agents has to be a list.` };
	if (agents.length > mostAgents) {
		return { fault: `${where}.agents names more than ${mostAgents.toLocaleString('en')} files.` };
	}
	const names = participantNames(contributes);
	const read: ContributedAgent[] = [];
	for (const [i, each] of (agents as readonly unknown[]).entries()) {
		const agent = readAgent(each, names, isMine);
		if ('fault' in agent) return { fault: `${where}.agents[${i}] ${agent.fault}` };
		if (read.some(({ participant }) => participant === agent.participant)) {
			return { fault: `${where}.agents[${i}] names a participant that another one has.` };
		}
		read.push(agent);
	}
	return { agents: read };
}

function readAgent(
	value: unknown,
	names: ReadonlyMap<string, string>,
	isMine: boolean,
): ContributedAgent | { readonly fault: string } {
	if (!isMapping(value)) return { fault: 'has to be an object.' };
	const known = isMine ? ['participant', 'source', 'folder', 'hides'] : ['participant', 'path'];
	const strange = unknownKey(value, known);
	if (strange !== undefined) return { fault: `has the unknown key ${quoted(strange)}.` };
	const { participant, path, source, folder, hides } = value;
	if (typeof participant !== 'string') return { fault: 'needs a participant.' };
	const handle = names.get(participant);
	if (handle === undefined) {
		return { fault: `names ${quoted(participant)}, which chatParticipants does not declare.` };
	}
	if (!isMine) {
		if (typeof path !== 'string' || !isOwnFile(path)) {
			return { fault: 'needs a path to a .md file inside the extension, such as ./agents/a.md.' };
		}
		return { participant, handle, file: { path: path.replace(/^\.\//, '') }, hides: [] };
	}
	if (typeof source !== 'string' || !isAddress(source)) {
		return { fault: 'needs the address of the agent as its source.' };
	}
	if (folder !== undefined && typeof folder !== 'string') return { fault: 'has no folder.' };
	const hidden = hides ?? [];
	if (!Array.isArray(hidden) || !hidden.every((id) => typeof id === 'string')) {
		return { fault: 'has to list what it hides.' };
	}
	const file = { source, ...(folder !== undefined && { folder }) };
	return { participant, handle, file, hides: hidden };
}

/** The names of the participants that the manifest itself declares, by id. */
function participantNames(contributes: unknown): ReadonlyMap<string, string> {
	const declared = fieldOf(contributes, 'chatParticipants');
	if (!Array.isArray(declared)) return new Map();
	return new Map(
		(declared as readonly unknown[]).flatMap((each) => {
			const [id, name] = [fieldOf(each, 'id'), fieldOf(each, 'name')];
			return typeof id === 'string' && typeof name === 'string' && /^[\w-]+$/.test(name)
				? [[id, name] as const]
				: [];
		}),
	);
}

/** A markdown file below the folder that the path is meant from. */
function isOwnFile(path: string): boolean {
	const parts = path.replace(/^\.\//, '').split('/');
	const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..');
	return isPlain && !/[\\:%?#\p{Cc}]/u.test(path) && /\.md$/i.test(path) && stemOf(path) !== '';
}

/** An absolute URI. */
function isAddress(text: string): boolean {
	return /^[a-z][\w+.-]*:\/\//i.test(text) && !/[\s\\]/.test(text);
}

function unknownKey(value: object, known: readonly string[]): string | undefined {
	return Object.keys(value).find((key) => !known.includes(key));
}

function quoted(text: string): string {
	return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
}

function fieldOf(value: unknown, key: string): unknown {
	return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
