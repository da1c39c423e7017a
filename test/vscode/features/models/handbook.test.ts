import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { modelVendor, settingIds } from '../../../../src/ids.ts';
import type { ScriptedModel } from '../../../fixtures/scripted-model/scriptedModel.d.ts';
import { ask, scriptedModel } from '../../../helpers/scriptedModel.ts';

describe('handbook model', () => {
	let other: ScriptedModel;

	before(async () => {
		other = await scriptedModel();
		await other.setAvailable(false);
		await vendorsBecome([modelVendor]);
	});

	after(async () => {
		await setHandbook(undefined);
		other.reset();
		await other.setAvailable(false);
	});

	it('stands in while no other vendor offers a model, and steps aside for one', async () => {
		await other.setAvailable(true);
		await vendorsBecome(['scripted']);
		await other.setAvailable(false);
		await vendorsBecome([modelVendor]);
	});

	it('stays beside other models with "always", and away with "never"', async () => {
		await other.setAvailable(true);
		await setHandbook('always');
		await vendorsBecome(['scripted', modelVendor]);
		await other.setAvailable(false);
		await setHandbook('never');
		await vendorsBecome([]);
		await setHandbook(undefined);
		await vendorsBecome([modelVendor]);
	});

	it('stays where the other models are none that a chat can ask', async () => {
		other.setModels([{ id: 'auto', name: 'Auto', family: '' }]);
		await other.setAvailable(true);
		await vendorsBecome(['scripted', modelVendor]);
		await other.setAvailable(false);
		await vendorsBecome([modelVendor]);
		other.reset();
	});

	describe('when it goes', () => {
		const first = { id: 'first', name: 'First', family: 'first' };
		const second = { id: 'second', name: 'Second', family: 'second' };
		const offline = { id: 'offline', name: 'A without tools', capabilities: {} };

		beforeEach(async () => {
			other.reset();
			other.setModels([first, second]);
		});

		afterEach(async () => {
			await setHandbook(undefined);
			await other.setAvailable(false);
			await vendorsBecome([modelVendor]);
		});

		it('leaves the chat to the model that steps in for it', async () => {
			await chooseInChat(modelVendor, 'handbook');
			await ask('@backend-engineer Is somebody there?', {});
			await other.setAvailable(true);
			await vendorsBecome(['scripted']);
			assert.equal(await whoAnswers(), 'first');
		});

		it('leaves the chat to a model that the chat can use', async () => {
			other.setModels([offline, second]);
			await chooseInChat(modelVendor, 'handbook');
			await ask('@backend-engineer Is somebody there?', {});
			await other.setAvailable(true);
			await vendorsBecome(['scripted']);
			assert.equal(await whoAnswers(), 'second');
		});

		it('leaves the chat to the model that answered before', async () => {
			await other.setAvailable(true);
			await vendorsBecome(['scripted']);
			await chooseInChat('scripted', 'second');
			await ask('@backend-engineer Before?', {});
			await setHandbook('always');
			await vendorsBecome(['scripted', modelVendor]);
			await chooseInChat(modelVendor, 'handbook');
			await ask('@backend-engineer Offline?', {});
			await setHandbook(undefined);
			await vendorsBecome(['scripted']);
			assert.equal(await whoAnswers(), 'second');
		});

		for (const setting of [undefined, 'never']) {
			it(`leaves a chosen model chosen (from always to ${setting})`, async () => {
				await other.setAvailable(true);
				await setHandbook('always');
				await vendorsBecome(['scripted', modelVendor]);
				await chooseInChat('scripted', 'second');
				await setHandbook(setting);
				await vendorsBecome(['scripted']);
				assert.equal(await whoAnswers(), 'second');
			});
		}

		it('leaves a chosen model chosen when its provider goes and comes again', async () => {
			await other.setAvailable(true);
			await vendorsBecome(['scripted']);
			await chooseInChat('scripted', 'second');
			await ask('@backend-engineer Before?', {});
			for (let i = 0; i < 4; i++) {
				await other.setAvailable(false);
				await vendorsBecome([modelVendor]);
				await other.setAvailable(true);
				await vendorsBecome(['scripted']);
			}
			assert.equal(await whoAnswers(), 'second');
		});

		it('leaves a chosen model chosen when another extension has asked the handbook', async () => {
			await other.setAvailable(true);
			await setHandbook('always');
			await vendorsBecome(['scripted', modelVendor]);
			await chooseInChat('scripted', 'second');
			await ask('@backend-engineer Before?', {});
			await askHandbook([
				vscode.LanguageModelChatMessage.User('You help.', 'backend-engineer'),
				vscode.LanguageModelChatMessage.User('From elsewhere'),
			]);
			await setHandbook(undefined);
			await vendorsBecome(['scripted']);
			assert.equal(await whoAnswers(), 'second');
		});

		it('moves the chat once, and not again when it comes and goes', async () => {
			// Models that no test before has asked.
			other.setModels([
				{ id: 'third', name: 'Third', family: 'third' },
				{ id: 'fourth', name: 'Fourth', family: 'fourth' },
			]);
			await chooseInChat(modelVendor, 'handbook');
			await ask('@backend-engineer Is somebody there?', {});
			await other.setAvailable(true);
			await vendorsBecome(['scripted']);
			assert.equal(await whoAnswers(), 'third');
			await setHandbook('always');
			await vendorsBecome(['scripted', modelVendor]);
			await chooseInChat('scripted', 'fourth');
			await setHandbook(undefined);
			await vendorsBecome(['scripted']);
			assert.equal(await whoAnswers(), 'fourth');
		});

		/**
		 * The model that questions reach with what the chat has selected. Nothing tells when the chat
		 * is moved, which takes a moment: the last of some answers counts.
		 */
		async function whoAnswers(): Promise<string | undefined> {
			for (let i = 0; i < 3; i++) await ask('@backend-engineer And now?', {});
			return other.requests.at(-1)?.model;
		}
	});

	describe('beside a provider that hangs', () => {
		beforeEach(async () => {
			await other.setAvailable(true);
			await vendorsBecome(['scripted']);
			await other.hang();
		});

		afterEach(async () => {
			other.answerAgain();
			await other.setRegistered(true);
			await setHandbook(undefined);
			await other.setAvailable(false);
			await vendorsBecome([modelVendor]);
		});

		/** Has the extension look for other models, which hangs. */
		async function look(): Promise<void> {
			await setHandbook('always');
			await handbookIs('offered');
			await setHandbook('never');
			await handbookIs('away');
		}

		it('stands in', async () => {
			await look();
			await setHandbook(undefined);
			await handbookIs('offered');
		});

		it('stands in when the provider is removed', async () => {
			await look();
			await other.setRegistered(false);
			await setHandbook(undefined);
			await handbookIs('offered');
		});

		it('stands in when the provider is removed and nothing tells so', async () => {
			await other.setRegistered(false);
			await handbookIs('offered');
		});

		it('steps aside when the provider answers in the end', async () => {
			await look();
			await setHandbook(undefined);
			await handbookIs('offered');
			other.answerAgain();
			await handbookIs('away');
		});
	});

	it('tells whoever asks it directly how to ask', async () => {
		const reply = await askHandbook([vscode.LanguageModelChatMessage.User('Hello')]);
		assert.match(reply, /^No language model is installed in this VS Code\./);
	});
});

async function askHandbook(messages: vscode.LanguageModelChatMessage[]): Promise<string> {
	const [model] = await vscode.lm.selectChatModels({ vendor: modelVendor });
	assert.ok(model, 'the handbook is offered');
	const response = await model.sendRequest(messages);
	let text = '';
	for await (const part of response.text) text += part;
	return text;
}

/** Selects a model in the chat, as its picker does. */
async function chooseInChat(vendor: string, id: string): Promise<void> {
	await vscode.commands.executeCommand('workbench.action.chat.open');
	await vscode.commands.executeCommand('workbench.action.chat.changeModel', {
		vendor,
		id,
		family: id,
	});
}

/** Waits until VS Code has the handbook among its models, or has not. */
async function handbookIs(expected: 'offered' | 'away'): Promise<void> {
	const start = Date.now();
	for (;;) {
		const { length } = await vscode.lm.selectChatModels({ vendor: modelVendor });
		if (length > 0 === (expected === 'offered')) return;
		if (Date.now() - start > 120_000) throw new Error(`The handbook is not ${expected}.`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

async function setHandbook(value: string | undefined): Promise<void> {
	await vscode.workspace
		.getConfiguration()
		.update(settingIds.handbook, value, vscode.ConfigurationTarget.Global);
}

/** Waits until models of these vendors, and of no others, are offered. */
async function vendorsBecome(expected: readonly string[]): Promise<void> {
	let last: readonly string[] = [];
	const matches = async (): Promise<boolean> => {
		const models = await vscode.lm.selectChatModels();
		last = [...new Set(models.map(({ vendor }) => vendor))].toSorted();
		return JSON.stringify(last) === JSON.stringify(expected);
	};
	await new Promise<void>((resolve, reject) => {
		const check = async (): Promise<void> => {
			if (await matches()) done(resolve);
		};
		const subscription = vscode.lm.onDidChangeChatModels(() => void check());
		const timer = setTimeout(
			() =>
				done(() =>
					reject(new Error(`Models of ${last.join()} are offered, not of ${expected.join()}`)),
				),
			120_000,
		);
		const done = (settle: () => void): void => {
			clearTimeout(timer);
			subscription.dispose();
			settle();
		};
		void check();
	});
}
