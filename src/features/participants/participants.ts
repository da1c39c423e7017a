import * as vscode from 'vscode';
import { bundledAgents } from '../../generated/agents.ts';
import { afterStart } from '../../host/afterStart.ts';
import { hasPacks } from '../../host/agents/hasPacks.ts';
import type { ChatSelection } from '../../host/chatSelection.ts';
import type { Refusals } from '../../host/refusals.ts';
import type { RunningAnswers } from '../../host/runningAnswers.ts';
import { registerCommand } from '../../host/commands.ts';
import { stepDone } from '../../host/stepDone.ts';
import { Lazy } from '../../host/lazy.ts';
import { registerLazyTool } from '../../host/lazyTool.ts';
import { askAgentToolId, commandIds, doorName, participantIdPrefix } from '../../ids.ts';
import type { Services } from '../../host/services.ts';
import type { Participant } from './briefing.ts';

/** Who hears of each question. */
export interface ParticipantDeps {
	/** Is told the model of each question. */
	readonly selection: ChatSelection;
	/** A question begins: the user may have changed their mind. */
	readonly refusals: Refusals;
	readonly log: vscode.LogOutputChannel;
	readonly answers: RunningAnswers;
}

/** A participant that some manifest declares. */
export interface ParticipantToRegister {
	readonly id: string;
	/** Is asked for after start-up. */
	readonly icon: () => { readonly light: vscode.Uri; readonly dark: vscode.Uri };
	/** Makes what is needed to answer; called for each question. */
	readonly load: () => Promise<Participant>;
}

/**
 * Registers a chat participant for each bundled agent file, and for those that packs declare. The
 * files are read, and the code that reads them is loaded, when a question comes.
 */
export function registerParticipants(
	services: Services,
	deps: Pick<ParticipantDeps, 'selection' | 'refusals'>,
): vscode.Disposable {
	const { extensionUri, answers, changes, projectContext: projects } = services;
	const all: ParticipantDeps = {
		...deps,
		answers,
		get log() {
			return services.log;
		},
	};
	return vscode.Disposable.from(
		...bundledAgents.map(({ handle, file }) => {
			const themed = (theme: 'light' | 'dark'): vscode.Uri =>
				vscode.Uri.joinPath(extensionUri, 'media', 'agents', `${handle}-${theme}.svg`);
			return registerParticipant(
				{
					id: participantIdPrefix + handle,
					icon: () => ({ light: themed('light'), dark: themed('dark') }),
					load: async () => {
						const agents = await services.agents.get();
						const uri = vscode.Uri.joinPath(extensionUri, 'agents', file);
						const source = agents.source({ handle, origin: 'bundled', uri });
						return { source, agents, log: services.log, changes, projects };
					},
				},
				all,
			);
		}),
		registerDoor(services, all),
		afterStart(services, () =>
			registerCommand(commandIds.changes, services.log, async (...wanted) =>
				(await import('./changedFiles.ts')).seeToChanges(await changes.get(), ...wanted),
			),
		),
		afterStart(services, () => registerPacks(services, all)),
		afterStart(services, () =>
			registerLazyTool(
				askAgentToolId,
				new Lazy(async () =>
					(await import('./askAgentTool.ts')).createAskAgentTool(services, deps.selection),
				),
			),
		),
	);
}

/** Registers the participant that finds the agent for a question. */
function registerDoor(services: Services, deps: ParticipantDeps): vscode.Disposable {
	const { selection, refusals, answers } = deps;
	const participant = vscode.chat.createChatParticipant(
		participantIdPrefix + doorName,
		async (request, context, stream, token) => {
			selection.asked(request.model);
			refusals.forget();
			const end = answers.begin();
			try {
				const { answerAsDoor } = await import('./door.ts');
				return await answerAsDoor(services, request, context, stream, token);
			} finally {
				end();
				stepDone('hasAsked');
			}
		},
	);
	const rest = afterStart(services, () => {
		participant.iconPath = vscode.Uri.joinPath(services.extensionUri, 'media', 'icon.png');
		participant.followupProvider = {
			provideFollowups: async (result, _context, token) =>
				(await import('./door.ts')).followDoor(services, result, token),
		};
		return registerCommand(commandIds.askAnother, services.log, async (question, asked, handle) => {
			const [{ askAnother }, agents] = await Promise.all([
				import('./door.ts'),
				services.agents.get(),
			]);
			await askAnother(agents, question, asked, handle);
		});
	});
	return vscode.Disposable.from(participant, rest);
}

/** Loads what answers for packs once there is one. */
function registerPacks(services: Services, deps: ParticipantDeps): vscode.Disposable {
	let participants: vscode.Disposable | undefined;
	let isDisposed = false;
	const look = (): void => {
		if (participants || !hasPacks()) return;
		changes.dispose();
		void import('./packParticipants.ts').then(
			({ PackParticipants }) => {
				if (!isDisposed) participants = new PackParticipants(services, deps);
			},
			(error: unknown) => deps.log.error('The participants of packs were not loaded:', error),
		);
	};
	const changes = vscode.extensions.onDidChange(look);
	look();
	return {
		dispose() {
			isDisposed = true;
			changes.dispose();
			participants?.dispose();
		},
	};
}

/** Registers a participant. The code that answers is loaded when a question comes. */
export function registerParticipant(
	{ id, icon, load }: ParticipantToRegister,
	deps: ParticipantDeps,
): vscode.Disposable {
	const { selection, refusals, answers } = deps;
	const participant = vscode.chat.createChatParticipant(
		id,
		async (request, context, stream, token) => {
			selection.asked(request.model);
			refusals.forget();
			const end = answers.begin();
			try {
				const [{ answer }, asked] = await Promise.all([import('./answer.ts'), load()]);
				return await answer(asked, request, context, stream, token);
			} finally {
				end();
				stepDone('hasAsked');
			}
		},
	);
	// One more message to VS Code for each, which its first answer can wait for.
	const dressing = afterStart(deps, () => {
		participant.iconPath = icon();
		participant.followupProvider = {
			async provideFollowups(result, _context, token) {
				const [{ provideFollowUps }, asked] = await Promise.all([import('./followUps.ts'), load()]);
				return token.isCancellationRequested ? [] : provideFollowUps(asked, result, token);
			},
		};
		return undefined;
	});
	return vscode.Disposable.from(participant, dressing);
}
