import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { toolIds } from '../../src/ids.ts';
import type { Step } from '../fixtures/scripted-model/scriptedModel.d.ts';
import {
	ask,
	openChat,
	type ProjectWindow,
	pictures,
	themes,
	picturesOfFailures,
	scriptedWindow,
	readNotification,
	screenshot,
	scrollToStart,
	waitForModel,
	widenChat,
} from './driver.ts';

const file = 'src/lib/server/orders.ts';
const oldText = "{ id: 'o-1', item: 'Bread', cents: 420 }";
const newText = "{ id: 'o-1', item: 'Rye bread', cents: 440 }";

/** What the model says, request by request. */
const script: readonly (readonly Step[])[] = [
	[
		{ text: 'I look at the orders first.' },
		{ tool: toolIds.readFile, input: { path: file }, callId: 'read' },
	],
	[
		{ text: 'The price stands in the list of orders.' },
		{ tool: toolIds.editFile, input: { path: file, oldText, newText }, callId: 'edit' },
	],
	[{ text: 'The first order is rye bread for 4.40 now.' }],
	[
		{ text: 'The index on `orders.user_id` is there, and the query still takes two seconds.' },
		{
			tool: 'hand_off',
			input: {
				to: 'database-specialist',
				text: 'Schema and query plans attached. Please bring the order list to 50 ms at 2 million rows.',
			},
			callId: 'over',
		},
	],
	[{ text: 'Partition the table by month, and read the newest partition first.' }],
];

describe('an agent that uses tools', function () {
	let window: ProjectWindow;

	before(async () => {
		window = await scriptedWindow({ width: 1440, height: 900 }, script);
		const { page } = window;
		await page.keyboard.press('Control+P');
		await page.keyboard.type('lib/server/orders.ts');
		await page
			.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'orders.ts' })
			.waitFor();
		await page.keyboard.press('Enter');
		await page.locator('.editor-instance .view-line', { hasText: 'Bread' }).waitFor();
		await openChat(page);
		await widenChat(page, 560);
		await waitForModel(page);
	});

	picturesOfFailures(() => window);

	it('shows with /about what is sent besides the question', async () => {
		const { page } = window;
		const answer = await ask(page, '@backend-engineer /about ');
		assert.equal(answer.error, '');
		assert.match(answer.text, /Facts about the project in this workspace/);
		assert.match(answer.text, /Current file: src\/lib\/server\/orders\.ts/);
		for (const theme of themes) {
			await window.setTheme(theme);
			await scrollToStart(page);
			await screenshot(window, `about-${theme}`);
		}
	});

	it('reads a file and asks before it changes it; the change lands in the editor', async () => {
		const { page } = window;
		const answering = ask(page, '@backend-engineer Bread is rye bread now, for 4.40.');
		// A failure of the question is reported where it is awaited.
		answering.catch(() => undefined);
		const confirmation = page.getByRole('group', { name: 'Tool confirmation carousel' });
		await confirmation.getByText('One place changes.').waitFor();
		const allow = confirmation.getByText('Allow in this Session');
		await allow.waitFor();
		await pictures(window, 'toolConfirmation');
		assert.match(readFileSync(path.join(window.folder, file), 'utf8'), /'Bread', cents: 420/);
		await allow.click();
		const answer = await answering;
		assert.equal(answer.error, '');
		assert.match(answer.text, /The first order is rye bread for 4\.40 now\./);
		await page.locator('.editor-instance .view-line', { hasText: 'Rye bread' }).waitFor();
		await screenshot(window, 'toolEdit-dark');
		assert.match(answer.text, /Changed orders\.ts \+1 −1/);
		await pictures(window, 'changedFiles');
		const session = page.locator('.interactive-session');
		await session.getByRole('button', { name: 'Undo', exact: true }).click();
		await readNotification(window, 'Taken back: orders.ts.');
		await page.locator('.editor-instance .view-line', { hasText: "'Bread'" }).waitFor();
		assert.match(readFileSync(path.join(window.folder, file), 'utf8'), /'Bread', cents: 420/);
	});

	it('hands over to another agent with one click', async () => {
		const { page } = window;
		const answer = await ask(page, '@svelte-backend-expert Why is the order list slow?');
		assert.equal(answer.error, '');
		const followUp = page
			.locator('.interactive-session')
			.getByText('Hand off to @database-specialist');
		await followUp.waitFor();
		await pictures(window, 'handOff');
		await followUp.click();
		const session = page.locator('.interactive-session .interactive-list');
		await session.getByText('Partition the table by month').waitFor();
		await session.getByText('Please bring the order list to 50 ms').first().waitFor();
		await screenshot(window, 'handedOver-dark');
	});
});
