import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { Locator, Page } from 'playwright-core';
import {
	clickLens,
	hoverText,
	openFile,
	outsideRequests,
	picturesOfFailures,
	sharedWindow,
	type ProjectWindow,
	runCommand,
	screenshot,
	waitForLens,
} from './driver.ts';
import { unlessTurn } from '../helpers/turn.ts';

const command = 'command:workbench.action.quickOpen?%22evil-argument%22';
const image = (name: string): string => `![![x](y)](https://leak.example/${name}.png)`;

/** An agent file whose words would be links, images and icons if anything made them so. */
const evil = `---
name: evil
description: '[Reviews](${command}) ${image('description')} $(trash)'
tools: Read, "${image('tool')}"
color: "${image('color')}"
---

# Evil ${image('agent')}

## Topic ${image('topic')}

### [[Show the details](command:q)](${command})

Needs ${image('summary')} a package.

\`\`\`ts
// src/lib/details.ts
import { z } from 'zod';
import { kept } from '$lib/kept';
export const details = z.array(z.string()).parse(kept);
export const more = details.length;
\`\`\`

### ${image('title')} Kept

\`\`\`ts
// src/lib/kept.ts
export const kept: string[] = [];
export const count = kept.length;
\`\`\`

## Delegation Patterns

- **Trigger**: ${image('trigger')}
- **Target Agent**: ${image('target')}
`;

/** The path of a file is a word from outside too; Windows has no such names. */
const folder =
	process.platform === 'win32'
		? '.claude/agents/evil'
		: '.claude/agents/[Show](command:workbench.action.quickOpen)';

for (const { name, kind, turn, action } of [
	{ name: 'in Restricted Mode', kind: 'restricted', turn: 0, action: /Copy the command for .*zod/ },
	{ name: 'in a trusted workspace', kind: 'plain', turn: 1, action: /Install .*zod/ },
] as const) {
	describe(`the words of an agent file ${name}`, function () {
		let window: ProjectWindow;
		let outside: readonly string[];

		before(async function () {
			unlessTurn(this, 2, turn);
			window = await sharedWindow({ width: 1200, height: 800 }, kind);
			outside = outsideRequests(window.page);
			window.write(`${folder}/evil.md`, evil);
			await openFile(window.page, 'evil.md');
			await waitForLens(window.page, '2 patterns');
		});

		picturesOfFailures(() => window);

		it('ask for nothing where they are listed', async () => {
			const { page } = window;
			const rows = page.locator('.quick-input-list .monaco-list-row:visible');
			await clickLens(page, '2 patterns', rows.first());
			await hoverRows(page, rows);
			await page.keyboard.press('Escape');
			await runCommand(page, 'Go to Symbol in Editor');
			await hoverRows(page, rows);
			await page.keyboard.press('Escape');
			await runCommand(page, 'Problems: Focus on Problems View');
			await hoverRows(page, page.locator('.markers-panel .monaco-list-row'));
			await runCommand(page, 'View: Hide Panel');
			assert.deepEqual(outside, []);
		});

		it('ask for nothing while the pattern is chosen, shown and written', async () => {
			const { page } = window;
			await hoverText(page, evil, '```ts', /Insert/);
			await screenshot(window, `words hover ${name}`);
			await page.locator('.monaco-hover a', { hasText: 'Insert' }).click();
			const files = page.locator('.quick-input-list .monaco-list-row');
			await files.filter({ hasText: 'needed, from' }).waitFor();
			await hoverRows(page, files);
			await screenshot(window, `words files ${name}`);
			await page.keyboard.press('Enter');
			await page.locator('.tab.active', { hasText: 'details.ts' }).waitFor();
			assert.deepEqual(outside, []);
		});

		it('are no link in the list of what is left to do, and run no command', async () => {
			const { page } = window;
			const widget = page.locator('.quick-input-widget', { hasText: 'left to do' });
			const row = widget.locator('.monaco-list-row', { hasText: 'zod' });
			await row.waitFor();
			await hoverRows(page, widget.locator('.monaco-list-row'));
			await screenshot(window, `words left to do ${name}`);
			assert.deepEqual(await widget.locator('a[href]').allInnerTexts(), []);
			assert.match(await row.innerText(), action);
			assert.deepEqual(outside, []);
		});

		it('are told with the file that says them', async () => {
			const { page } = window;
			const title = page.locator('.quick-input-widget .quick-input-title');
			const text = (await title.innerText()).replaceAll('\u2060', '');
			assert.ok(text.includes(`Show the details of ${folder}/evil.md: left to do`), text);
			await page.keyboard.press('Escape');
		});
	});
}

/** Rests the mouse on the label and the detail of each row until what it explains is shown, if anything. */
async function hoverRows(page: Page, rows: Locator): Promise<void> {
	await rows.first().waitFor();
	const shown = page.locator('.workbench-hover-container:not(.hidden)');
	for (const row of await rows.all()) {
		for (const part of await row.locator('.label-description, .label-name, .marker-source').all()) {
			if (!(await part.isVisible())) continue;
			await part.hover({ force: true });
			// Not everything explains itself.
			await shown.waitFor({ timeout: 1_500 }).catch(() => undefined);
		}
	}
}
