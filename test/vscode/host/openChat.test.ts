import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type ChatStart, openChatWith } from '../../../src/host/openChat.ts';
import { UserError } from '../../../src/host/userError.ts';

const open = 'workbench.action.chat.open';
const newLocal = 'workbench.action.chat.newLocalChat';
const question: ChatStart = { query: '@reviewer Hi?' };

/** What is run where VS Code is set so. */
async function commandsOf(
	start: ChatStart,
	settings: Readonly<Record<string, unknown>>,
): Promise<readonly unknown[]> {
	const run: unknown[] = [];
	await openChatWith(start, {
		run: async (command, ...args) => void run.push([command, ...args]),
		setting: (id) => settings[id],
	});
	return run;
}

describe('a link that opens the chat with an agent', () => {
	it('goes on in the chat that is open where chats are Local', async () => {
		for (const settings of [{}, { 'chat.defaultToCopilotHarness': false }]) {
			assert.deepEqual(await commandsOf(question, settings), [[open, question]]);
		}
	});

	it('begins a Local chat where new ones are of another kind', async () => {
		for (const id of ['chat.defaultToCopilotHarness', 'chat.editor.preferCopilotHarness']) {
			assert.deepEqual(await commandsOf(question, { [id]: true }), [[newLocal], [open, question]]);
		}
	});

	it('needs none for an agent of VS Code’s own list', async () => {
		const start = { mode: 'reviewer' };
		const settings = { 'chat.defaultToCopilotHarness': true };
		assert.deepEqual(await commandsOf(start, settings), [[open, start]]);
	});

	it('says how where there are no Local chats', async () => {
		const settings = {
			'chat.defaultToCopilotHarness': true,
			'chat.editor.localAgent.enabled': false,
		};
		await assert.rejects(commandsOf(question, settings), (error: unknown) => {
			assert.ok(error instanceof UserError);
			assert.match(error.message, /switch on chat\.editor\.localAgent\.enabled/);
			return true;
		});
	});
});
