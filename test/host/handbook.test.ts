import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { modelVendor, settingIds } from '../../src/ids.ts';
import type { ScriptedModel } from '../fixtures/scripted-model/scriptedModel.d.ts';
import { bodyOf } from '../helpers/bundledFiles.ts';
import { ask, scriptedModel } from '../helpers/scriptedModel.ts';

describe('handbook model', () => {
	let other: ScriptedModel;

	before(async () => {
		other = await scriptedModel();
		await other.setAvailable(false);
		await vendorsBecome([modelVendor]);
	});

	after(async () => {
		await setHandbook(undefined);
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

	it('leaves the chat to the model that steps in for it', async () => {
		await ask('@backend-engineer Is somebody there?', {});
		await other.setAvailable(true);
		await vendorsBecome(['scripted']);
		other.reset();
		const start = Date.now();
		// VS Code selects the other model a moment after the handbook is gone.
		while (other.requests.length === 0 && Date.now() - start < 5_000) {
			await ask('@backend-engineer And now?', {});
		}
		assert.equal(other.requests.at(-1)?.messages.at(-1)?.text, 'And now?');
		await other.setAvailable(false);
		await vendorsBecome([modelVendor]);
	});

	it("quotes the agent's own sections and says that no model was used", async () => {
		const reply = await askHandbook([
			vscode.LanguageModelChatMessage.User(bodyOf('backend-engineer'), 'backend-engineer'),
			vscode.LanguageModelChatMessage.User('How do I stream slow data from a load function?'),
		]);
		assert.match(
			reply,
			/^No language model was used: the handbook quotes the parts of `@backend-engineer`'s own file/,
		);
		assert.match(reply, /### Load Functions\n/);
		const quoted =
			/### Load Functions\n\n([\s\S]*?)\n\n---\n|### Load Functions\n\n([\s\S]*)$/.exec(reply);
		const passage = (quoted?.[1] ?? quoted?.[2] ?? '').trim();
		assert.ok(passage.includes('```') && bodyOf('backend-engineer').includes(passage), 'verbatim');
	});

	it('says so when nothing fits', async () => {
		const reply = await askHandbook([
			vscode.LanguageModelChatMessage.User(bodyOf('backend-engineer'), 'backend-engineer'),
			vscode.LanguageModelChatMessage.User('Which football club won yesterday?'),
		]);
		assert.match(
			reply,
			/^No language model was used, and the handbook finds nothing in the file of `@backend-engineer`/,
		);
		assert.match(reply, /- Routing and Rendering\n/);
	});

	it('tells anybody else how to ask', async () => {
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
			10_000,
		);
		const done = (settle: () => void): void => {
			clearTimeout(timer);
			subscription.dispose();
			settle();
		};
		void check();
	});
}
