import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { problemCodes } from '../../src/core/problem/problemCodes.ts';
import {
	openFile,
	runCommand,
	pictures,
	picturesOfFailures,
	sharedWindow,
	type ProjectWindow,
	waitForLens,
} from './driver.ts';

/** One line of YAML that is none, text in the wrong encoding, an open code block. */
const broken = `---
name: release-manager
description: Use this agent when a release is due. Examples: <example>user: "Ship it" assistant: "First the notes"</example>
tools: Read, Bash, Read
model: sonnet
---

# Release Manager

You write release notes â€” short ones.

\`\`\`sh
git log --oneline

## Never

Do not push.
`;

const mended = `---
name: release-manager
description: 'Use this agent when a release is due. Examples: <example>user: "Ship it" assistant: "First the notes"</example>'
tools: Read, Bash
model: sonnet
---

# Release Manager

You write release notes â€” short ones.

\`\`\`sh
git log --oneline
\`\`\`

## Never

Do not push.
`;

describe('the problems of an agent file', function () {
	let window: ProjectWindow;
	let file: string;

	before(async () => {
		window = await sharedWindow({ width: 1100, height: 760 });
		file = window.write('.claude/agents/release-manager.md', broken);
		await openFile(window.page, '.claude/agents/release-manager.md');
		// For an editor that has lost the focus meanwhile VS Code does not ask for the line any more.
		await waitForLens(window.page, '4 problems');
		await runCommand(window.page, 'Problems: Focus on Problems View');
	});

	picturesOfFailures(() => window);

	it('are listed with their codes', async () => {
		await rows(window.page).nth(3).waitFor();
		await window.page.locator('.squiggly-error').first().waitFor();
		await pictures(window, 'problems before');
		assert.deepEqual(await codes(window.page), [
			'unquoted-colon',
			'mojibake',
			'fence-unclosed',
			'duplicate-tool',
		]);
	});

	it('are gone after Fix All, but for the one that is asked about', async () => {
		await runCommand(window.page, 'Fix All');
		await waitForLens(window.page, '1 problem');
		await rows(window.page).nth(1).waitFor({ state: 'hidden' });
		assert.deepEqual(await codes(window.page), ['mojibake']);
		await pictures(window, 'problems after');
		await window.page.locator('.editor-group-container .view-lines').click();
		await window.page.keyboard.press('ControlOrMeta+S');
		await window.page.locator('.tab.active:not(.dirty)').waitFor();
		assert.equal(readFileSync(file, 'utf8'), mended);
	});

	it('open a page about the code, once undo has brought them back', async () => {
		const { page } = window;
		await page.locator('.editor-group-container .view-lines').click();
		await page.keyboard.press('ControlOrMeta+Z');
		await rows(page).nth(3).waitFor();
		const known = await codes(page);
		await rows(page).first().locator('a.monaco-link').click();
		await page.locator('.tab.active', { hasText: 'unquoted-colon.md' }).waitFor();
		const shown = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
		await shown.locator('h2', { hasText: 'unquoted-colon' }).waitFor();
		const { title, example } = problemCodes['unquoted-colon'];
		assert.equal(await shown.locator('strong').innerText(), `${title}.`);
		assert.deepEqual(
			(await shown.locator('pre code').allInnerTexts()).map((text) => text.trim()),
			[example.before, example.after],
		);
		await pictures(window, 'problem explained');
		// A preview has no text to type into, and the page has no problems of its own.
		assert.equal(await page.locator('.editor-group-container .view-lines').count(), 0);
		assert.deepEqual(await codes(page), known);
	});
});

async function codes(page: Page): Promise<readonly string[]> {
	return rows(page).locator('a.monaco-link').allInnerTexts();
}

/** The problems in the Problems view, without the row of the file. */
function rows(page: Page): ReturnType<Page['locator']> {
	return page.locator('.markers-panel .monaco-list-row:has(.marker-line)');
}
