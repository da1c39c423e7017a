import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Agent } from '../../core/agent/agent.ts';
import { parseFrontMatter } from '../../core/agent/frontMatter.ts';
import { isCallable } from '../../core/agent/header/callable.ts';
import { omitsInstructions } from '../../core/agent/header/omitsInstructions.ts';
import { skillsOf } from '../../core/agent/header/skills.ts';
import type { Guide } from '../../core/chat/guides.ts';
import { isSecretPath } from '../../core/workspace/secretFiles.ts';
import { LastUsed } from '../../core/text/lastUsed.ts';
import { findSecrets } from '../../core/workspace/secretText.ts';
import { pathWithin, readBoundedText, reasonOf, stampOf } from '../../host/platform/files.ts';
import { linkTarget } from '../../host/platform/linkTarget.ts';
import { isInInstalledPackage } from '../../host/platform/installedPackage.ts';
import { answerSettings } from './answerSettings.ts';

/** What goes to a model after the prompt, and what does not although the agent or the project asks for it. */
export interface Guides {
	readonly sent: readonly Guide[];
	readonly left: readonly { readonly label: string; readonly reason: string }[];
}

/** What guides of an agent follow from. */
export interface Asked {
	/** The file that the question is about. */
	readonly file: vscode.Uri | undefined;
	/** What is sent anyway. */
	readonly attached: readonly vscode.Uri[];
	readonly isTrusted: boolean;
}

export const noGuides: Guides = { sent: [], left: [] };

/** Instructions are looked for in no more folders, from that of the file upward. */
const mostFolders = 24;
/** Files that are kept as they were last read. */
const mostKept = 40;

/** Where one guide would be. */
interface Place {
	readonly kind: Guide['kind'];
	readonly label: string;
	readonly uri: vscode.Uri;
	/** What a link must not lead out of; `undefined` where the user has put it there. */
	readonly root: vscode.Uri | undefined;
}

type Found = Guide | { readonly label: string; readonly reason: string };

/**
 * The instructions of the project for all agents, and the skills that the agent's file names, as the
 * files are now. Of a workspace that is not trusted nothing is read. Never rejects.
 */
export async function readGuides(agent: Agent, asked: Asked): Promise<Guides> {
	const [instructions, ...skills] = await Promise.all([
		readInstructions(agent, asked),
		...skillsOf(agent).map(async (name) => readSkill(name, asked)),
	]);
	const found = [instructions, ...skills].filter((each) => each !== undefined);
	return {
		sent: found.filter((each) => 'text' in each),
		left: found.filter((each) => 'reason' in each),
	};
}

/** Claude Code, VS Code and Copilot read one of these; the first kind that there is counts. */
async function readInstructions(
	agent: Agent,
	{ file, attached, isTrusted }: Asked,
): Promise<Found | undefined> {
	if (!isTrusted || omitsInstructions(agent) || !answerSettings().instructions) return undefined;
	const folder = file && vscode.workspace.getWorkspaceFolder(file);
	const root = (folder ?? vscode.workspace.workspaceFolders?.[0])?.uri;
	if (!root) return undefined;
	const folders = folder && file ? foldersAbove(file, root) : [root];
	const candidates = [
		folders.map((each) => vscode.Uri.joinPath(each, 'AGENTS.md')),
		folders.map((each) => vscode.Uri.joinPath(each, 'CLAUDE.md')),
		[vscode.Uri.joinPath(root, '.github', 'copilot-instructions.md')],
	];
	for (const uris of candidates) {
		const stamps = await Promise.all(uris.map(stampOf));
		const at = stamps.findIndex((stamp) => stamp !== undefined);
		const uri = uris[at];
		const stamp = stamps[at];
		if (!uri || stamp === undefined) continue;
		if (attached.some((each) => each.toString() === uri.toString())) return undefined;
		const label = vscode.workspace.asRelativePath(uri);
		return kept({ kind: 'instructions', label, uri, root }, stamp);
	}
	return undefined;
}

/** The folder of a file and those above it, as far as the folder of the workspace. */
function foldersAbove(file: vscode.Uri, root: vscode.Uri): readonly vscode.Uri[] {
	const folders: vscode.Uri[] = [];
	let at = file;
	while (at.path !== root.path && folders.length < mostFolders) {
		at = vscode.Uri.joinPath(at, '..');
		folders.push(at);
	}
	// Packages that are installed there have instructions for those who work on them.
	const own = folders.filter((each) => !isInInstalledPackage(each));
	return own.length === 0 ? [root] : own;
}

/** As Claude Code has it, the user's own skill goes before that of the project. */
async function readSkill(name: string, { isTrusted }: Asked): Promise<Found | undefined> {
	const home = vscode.Uri.file(homedir());
	const open = isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
	const roots = [undefined, ...open.map(({ uri }) => uri)];
	for (const root of roots) {
		const uri = vscode.Uri.joinPath(root ?? home, '.claude', 'skills', name, 'SKILL.md');
		const stamp = await stampOf(uri);
		if (stamp !== undefined) return kept({ kind: 'skill', label: name, uri, root }, stamp);
	}
	return { label: name, reason: 'there is no such skill' };
}

interface Kept {
	readonly stamp: string;
	readonly found: Found | undefined;
}

/** By address. */
const readBefore = new LastUsed<string, Kept>(mostKept);

async function kept(place: Place, stamp: string): Promise<Found | undefined> {
	const key = `${place.kind} ${place.uri.toString()}`;
	const known = readBefore.get(key);
	const found = known?.stamp === stamp ? known.found : await read(place);
	readBefore.set(key, { stamp, found });
	return found;
}

/** `undefined` for a file without a word in it. */
async function read({ kind, label, uri, root }: Place): Promise<Found | undefined> {
	const left = (reason: string): Found => ({ label, reason });
	const target = await linkTarget(uri);
	if (root && pathWithin(await linkTarget(root), target) === undefined) {
		return left('it is a link that leads out of the workspace');
	}
	const paths = [uri, target].map((each) => vscode.workspace.asRelativePath(each, false));
	if (paths.some(isSecretPath)) return left('it may hold secrets');
	const file = await readBoundedText(uri, undefined, { textOnly: true });
	if ('failure' in file) return left(`it ${reasonOf(file)}`);
	if (findSecrets(file.text).length > 0) return left('it may hold secrets');
	if (kind === 'instructions') return guide(kind, label, file.text);
	const header = parseFrontMatter(file.text);
	if (!isCallable({ frontMatter: header })) {
		return left('its file keeps agents from using it by themselves');
	}
	return guide(kind, label, file.text.slice(header.bodyStart));
}

function guide(kind: Guide['kind'], label: string, text: string): Guide | undefined {
	return text.trim() === '' ? undefined : { kind, label, text };
}
