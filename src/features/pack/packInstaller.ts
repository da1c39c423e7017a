import * as vscode from 'vscode';
import { identityOf, packFiles, type Pack } from '../../core/manifest/pack.ts';
import { packVsix } from '../../core/manifest/vsix.ts';
import { myAgentsId } from '../../ids.ts';

/** VS Code takes about half a second; a loaded machine takes more. */
const patience = 30_000;

/** What became of an installation. */
export type Installation =
	| 'installed'
	/** The pack that was there before is there again, or still. */
	| 'kept'
	/** VS Code took the old one away and refuses the new one until its window is reloaded. */
	| 'needs reload';

/**
 * Puts the pack “my agents” into VS Code in place of the one that it has. VS Code knows a participant
 * only of an extension that comes new, so that the old one goes first.
 *
 * @param folder where the packages are kept: the new one, and the one before to go back to
 * @throws where nothing can be written there
 */
export async function installPack(
	pack: Pack,
	folder: vscode.Uri,
	log: vscode.LogOutputChannel,
): Promise<Installation> {
	const before = installedVersion();
	const file = packageAt(folder, pack.version);
	await vscode.workspace.fs.createDirectory(folder);
	await vscode.workspace.fs.writeFile(file, packVsix(identityOf(pack), packFiles(pack)));
	try {
		if (before !== undefined && !(await removePack(log))) return 'kept';
		if (await install(file, pack.version, log)) return 'installed';
		if (before === undefined) return 'needs reload';
		return (await install(packageAt(folder, before), before, log)) ? 'kept' : 'needs reload';
	} finally {
		await removeOthers(folder, [installedVersion() ?? '', pack.version]);
	}
}

/** Takes the pack out of VS Code. @returns whether it is gone */
export async function removePack(log: vscode.LogOutputChannel): Promise<boolean> {
	if (installedVersion() === undefined) return true;
	try {
		const gone = changeTo(undefined);
		await vscode.commands.executeCommand('workbench.extensions.uninstallExtension', myAgentsId);
		return await gone;
	} catch (error) {
		log.error('The pack of your agents could not be removed:', error);
		return installedVersion() === undefined;
	}
}

async function install(
	file: vscode.Uri,
	version: string,
	log: vscode.LogOutputChannel,
): Promise<boolean> {
	try {
		const there = changeTo(version);
		await vscode.commands.executeCommand('workbench.extensions.installExtension', file);
		return await there;
	} catch (error) {
		log.error(`The pack of your agents (${version}) could not be installed:`, error);
		return installedVersion() === version;
	}
}

/** Settles once the pack has a version, or none, as far as this window knows. */
async function changeTo(version: string | undefined): Promise<boolean> {
	return new Promise((resolve) => {
		const look = (): void => {
			if (installedVersion() === version) finish(true);
		};
		const subscription = vscode.extensions.onDidChange(look);
		const timer = setTimeout(() => finish(false), patience);
		const finish = (is: boolean): void => {
			clearTimeout(timer);
			subscription.dispose();
			resolve(is);
		};
		look();
	});
}

/** The version of the pack that VS Code has; `undefined` without one. */
export function installedVersion(): string | undefined {
	const manifest = vscode.extensions.getExtension(myAgentsId)?.packageJSON as
		| { readonly version?: unknown }
		| undefined;
	return manifest && String(manifest.version);
}

function packageAt(folder: vscode.Uri, version: string): vscode.Uri {
	return vscode.Uri.joinPath(folder, `my-agents-${version}.vsix`);
}

async function removeOthers(folder: vscode.Uri, versions: readonly string[]): Promise<void> {
	const kept = new Set(versions.map((version) => `my-agents-${version}.vsix`));
	for (const [name] of await vscode.workspace.fs.readDirectory(folder)) {
		if (!/^my-agents-.*\.vsix$/.test(name) || kept.has(name)) continue;
		await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, name));
	}
}
