import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import {
	goToText,
	openFile,
	picturesOfFailures,
	sharedWindow,
	type ProjectWindow,
	runCommand,
	screenshot,
	waitForLens,
} from './driver.ts';

const expert = `---
name: load-expert
description: Knows loads. <example>assistant: "I'll use the load-expert to fix it."</example>
---
You are load-expert, not load-expert-two.
`;
const asker = `---
name: asker
description: Asks others.
---
Ask @load-expert first.
`;

describe('an agent file in the editor', function () {
	let window: ProjectWindow;

	before(async () => {
		window = await sharedWindow({ width: 1100, height: 700 });
		window.write('.claude/agents/load-expert.md', expert);
		window.write('.claude/agents/asker.md', asker);
	});

	picturesOfFailures(() => window);

	it('is renamed with its examples, its file and other files, and all of it comes back with one undo', async () => {
		const { page, folder } = window;
		const textOf = (stem: string): string | undefined => {
			const file = path.join(folder, `.claude/agents/${stem}.md`);
			return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
		};
		await openFile(page, '.claude/agents/load-expert.md');
		await waitForLens(page, 'Chat as load-expert');
		await goToText(page, expert, 'name: load');
		await page.keyboard.press('F2');
		const box = page.locator('.rename-box input');
		await box.waitFor();
		await box.fill('kit-expert');
		await page.keyboard.press('Enter');
		await page.locator('.tab.active', { hasText: 'kit-expert.md' }).waitFor();
		await waitForLens(page, 'Chat as kit-expert');
		await screenshot(window, 'agentRenamed');
		await runCommand(page, 'File: Save All');
		await page.waitForFunction(`!document.querySelector('.tab.dirty')`);
		assert.deepEqual(['load-expert', 'kit-expert', 'asker'].map(textOf), [
			undefined,
			expert.replaceAll(/load-expert(?!-two)/g, 'kit-expert'),
			asker.replace('load-expert', 'kit-expert'),
		]);
		await page.locator('.editor-group-container .view-lines').first().click();
		await page.keyboard.press('ControlOrMeta+Z');
		await page.locator('.tab.active', { hasText: 'load-expert.md' }).waitFor();
		// The texts come back after the name of the file, each when it does.
		for (const stem of ['load-expert', 'asker']) {
			await page.locator('.tab.dirty', { hasText: stem }).waitFor();
		}
		await runCommand(page, 'File: Save All');
		await page.waitForFunction(`!document.querySelector('.tab.dirty')`);
		assert.deepEqual(['load-expert', 'kit-expert', 'asker'].map(textOf), [
			expert,
			undefined,
			asker,
		]);
	});
});
