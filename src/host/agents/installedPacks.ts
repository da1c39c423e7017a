import * as vscode from 'vscode';
import { readContribution, type ContributedAgent } from '../../core/manifest/contribution.ts';
import { myAgentsId } from '../../ids.ts';
import { contributes } from './hasPacks.ts';

/** An installed extension that declares participants for agent files. */
export interface InstalledPack {
	/** Another one each time that VS Code has the extension anew. */
	readonly key: string;
	readonly folder: vscode.Uri;
	readonly isMine: boolean;
	readonly agents: readonly ContributedAgent[];
}

/** What other extensions contribute to this one. */
export interface PackReading {
	readonly packs: readonly InstalledPack[];
	/** Those that are not used, and why. */
	readonly refused: readonly { readonly folder: vscode.Uri; readonly reason: string }[];
}

/** Reads what the manifests of the installed extensions say; nothing is read from disk. */
export function readPacks(): PackReading {
	const packs: InstalledPack[] = [];
	const refused: { folder: vscode.Uri; reason: string }[] = [];
	for (const extension of vscode.extensions.all) {
		if (!contributes(extension)) continue;
		const { id, extensionUri: folder } = extension;
		const manifest = extension.packageJSON as { readonly version?: unknown };
		const isMine = id.toLowerCase() === myAgentsId;
		const contribution = readContribution(manifest, { isMine });
		if (!contribution) continue;
		if ('fault' in contribution) refused.push({ folder, reason: contribution.fault });
		else {
			const key = `${id} ${String(manifest.version)} ${folder.toString()}`;
			packs.push({ key, folder, isMine, agents: contribution.agents });
		}
	}
	return { packs, refused };
}

/** The file of an agent that a pack contributes. */
export function fileOf({ folder }: InstalledPack, { file }: ContributedAgent): vscode.Uri {
	return 'path' in file
		? vscode.Uri.joinPath(folder, file.path)
		: vscode.Uri.parse(file.source, true);
}
