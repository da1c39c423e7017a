import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import type { OpenWindow } from '../../build/vscode/open.ts';
import { temporaryFolder } from '../../build/vscode/temporary.ts';
import {
	openWindow,
	themes,
	picturesOfFailures,
	sharedWindow,
	screenshot,
	type ProjectWindow,
} from './driver.ts';
import { unlessTurn } from '../helpers/turn.ts';

const list = 'SvelteKit: Add Pattern…';

describe('the command palette', function () {
	this.timeout(120_000);
	let window: ProjectWindow;

	before(async () => {
		window = await sharedWindow({ width: 1200, height: 760 });
		// The commands of single patterns come when the project is found.
		await paletteWith(window.page, 'webhook', 'SvelteKit: Insert GitHub Webhook');
	});

	picturesOfFailures(() => window);

	for (const typed of ['pattern', 'patt', 'svelte', 'sveltekit', 'add pattern', 'insert pattern']) {
		it(`has the list of patterns first for “${typed}”`, async () => {
			const rows = await paletteWith(window.page, typed, list);
			// VS Code has a command of its own for each agent; of one the name has this word.
			const ahead = typed === 'svelte' ? ['Chat: Open Chat (Svelte Backend Expert)'] : [];
			assert.equal(
				rows.find((label) => !ahead.includes(label)),
				list,
			);
		});
	}

	it('has it first of this extension for “insert”, behind what VS Code calls so itself', async () => {
		const rows = await paletteWith(window.page, 'insert', list);
		const ahead = rows.slice(0, rows.indexOf(list));
		assert.deepEqual(
			ahead.filter((label) => !/^(?:Chat|Snippets): Insert /.test(label)),
			[],
		);
	});

	it('is looked at', async () => {
		for (const theme of themes) {
			await window.setTheme(theme);
			await openPalette(window.page, 'pattern', list);
			await screenshot(window, `palette-${theme}`);
			await window.page.keyboard.press('Escape');
		}
	});
});

describe('the command palette outside of SvelteKit projects', function () {
	this.timeout(120_000);
	let window: OpenWindow;

	before(async function () {
		unlessTurn(this, 2, 1);
		window = await openWindow({ folder: temporaryFolder().folder });
	});

	picturesOfFailures(() => window);

	after(() => window?.dispose());

	it('has the list first, no single pattern, and the log last', async () => {
		const rows = await paletteWith(window.page, 'sveltekit', list);
		assert.deepEqual(
			[rows[0], rows.at(-1), rows.filter((label) => label.includes('Insert'))],
			[list, 'Developer: Show SvelteKit Agents Log', []],
		);
	});
});

/** What the palette shows for a text, from the top, once a label is among it. */
async function paletteWith(page: Page, typed: string, label: string): Promise<readonly string[]> {
	await openPalette(page, typed, label);
	const labels = await page.locator('.quick-input-list .monaco-list-row').evaluateAll((rows) =>
		rows
			.map((row) => ({
				index: Number(row.getAttribute('data-index')),
				label: row.querySelector('.label-name')?.textContent ?? '',
			}))
			.toSorted((a, b) => a.index - b.index)
			.map((row) => row.label),
	);
	await page.keyboard.press('Escape');
	await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
	return labels;
}

async function openPalette(page: Page, typed: string, label: string): Promise<void> {
	const row = page
		.locator('.quick-input-list .monaco-list-row')
		.filter({ has: page.locator('.label-name', { hasText: label }) });
	for (let attempt = 1; ; attempt++) {
		await page.keyboard.press('F1');
		await page.locator('.quick-input-widget input').first().waitFor();
		await page.keyboard.type(typed);
		try {
			await row.first().waitFor({ timeout: 3_000 });
			return;
		} catch (error) {
			// The palette lists what was there when it opened; extensions may have come later.
			if (attempt === 10) throw error;
			await page.keyboard.press('Escape');
		}
	}
}
