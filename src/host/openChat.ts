import * as vscode from 'vscode';
import { UserError } from './userError.ts';

/** VS Code's command that opens the chat. */
export const openChat = 'workbench.action.chat.open';

/** What the chat is opened with: a question, or one that is only begun, or a mode of its picker. */
export interface ChatStart {
	readonly query?: string;
	readonly isPartialQuery?: boolean;
	readonly mode?: string;
}

/** What is asked of VS Code; a test has its own. */
export interface ChatHost {
	run(command: string, ...args: readonly unknown[]): PromiseLike<unknown>;
	/** A setting of VS Code. */
	setting(id: string): unknown;
}

const vscodeHost: ChatHost = {
	run: (command, ...args) => vscode.commands.executeCommand(command, ...args),
	setting: (id) => vscode.workspace.getConfiguration().get(id),
};

/**
 * Opens the chat with an agent from outside of it. Participants exist in VS Code's Local chats alone:
 * where new chats are of another kind, a Local one is begun first; else the chat that is open goes on.
 *
 * @throws UserError where VS Code is set to have no Local chats
 */
export async function openChatWith(start: ChatStart, host: ChatHost = vscodeHost): Promise<void> {
	if (start.query?.startsWith('@') && beginsElsewhere(host)) {
		if (host.setting(localChats) === false) {
			throw new UserError(
				`Agents are asked with @ in Local chats, which are off here: switch on ${localChats}, or choose the agent in the chat’s own list.`,
			);
		}
		await host.run('workbench.action.chat.newLocalChat');
	}
	await host.run(openChat, start);
}

/** Whether new chats are of a kind that has no participants. */
export function beginsElsewhere(host: ChatHost = vscodeHost): boolean {
	return elsewhere.some((id) => host.setting(id) === true);
}

/** Settings of VS Code that make new chats of another kind. */
const elsewhere = ['chat.defaultToCopilotHarness', 'chat.editor.preferCopilotHarness'] as const;

/** The setting of VS Code that has Local chats. */
const localChats = 'chat.editor.localAgent.enabled';
