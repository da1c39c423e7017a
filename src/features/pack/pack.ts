import * as vscode from 'vscode';
import { registerCommand } from '../../host/commands.ts';
import { Lazy } from '../../host/lazy.ts';
import type { Services } from '../../host/services.ts';
import { readSetting } from '../../host/settings.ts';
import { commandIds, settingIds } from '../../ids.ts';
import type { MyAgents } from './myAgents.ts';

/** Where the extension keeps what it knows of the user's own agents. */
export type PackStorage = Pick<
	vscode.ExtensionContext,
	'globalState' | 'workspaceState' | 'globalStorageUri'
>;

/** Start-up of the window is over, and whoever waits for something else has got it. */
const patience = 1_000;

/** Registers the commands for the user's own agents as participants, and follows them after a while. */
export function registerPack(services: Services, storage: PackStorage): vscode.Disposable {
	const { log } = services;
	const mine: Lazy<MyAgents> = new Lazy(async () =>
		(await import('./myAgents.ts')).createMyAgents(services, storage),
	);
	const follow = async (): Promise<void> => {
		if (readSetting(settingIds.participants) === 'never') return;
		try {
			(await mine.get()).follow();
		} catch (error) {
			log.error('Your agents are not followed:', error);
		}
	};
	const waiting = setTimeout(() => void follow(), patience);
	return vscode.Disposable.from(
		mine,
		{ dispose: () => clearTimeout(waiting) },
		registerCommand(commandIds.useMyAgents, log, async () => (await mine.get()).use()),
		registerCommand(commandIds.stopMyAgents, log, async () => (await mine.get()).stop()),
		registerCommand(commandIds.packageAgents, log, async (folder) =>
			(await import('./packageAgents.ts')).packageWithDialogs(folder, services, storage),
		),
	);
}
