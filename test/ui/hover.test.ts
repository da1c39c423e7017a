import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { errors, type Locator, type Page } from 'playwright-core';
import {
	clickLens,
	goToText,
	hoverText,
	openFile,
	runCommand,
	themes,
	picturesOfFailures,
	screenshot,
	sharedWindow,
	type ProjectWindow,
	waitForLens,
} from './driver.ts';

const reviewer = `---
name: api-architect
description: Reviews APIs. Use it when an endpoint is done. <example>user: "Is this endpoint safe?"</example>
tools: Read, Bash, Raed
model: sonnet
color: purple
permissionMode: plan
colro: red
handoffs:
  - label: Ask the database specialist
    agent: database-specialist
    prompt: "Please look at [slow queries]"
---

# API Architect

Ask @backend-engineer about +page.server.ts and @api-reviwer about the rest of this SvelteKit app.

## Load and Stream
Starts the slow part first.
\`\`\`ts title="Load and stream" file=src/routes/posts/+page.server.ts
import { z } from 'zod';
export const load = async () => ({ posts: z.array(z.string()) });
\`\`\`

## Delegation Patterns
- **Trigger**: the interface needs work
- **Target Agent**: svelte-component-architect
`;

/** What the mouse would be over, and what is to be read there. */
const places: readonly (readonly [name: string, text: string, expected: RegExp])[] = [
	[
		'name',
		'name: api',
		/choose api-architect in the agent picker; @api-architect asks the one[^]*Open that file/,
	],
	['description', 'description: Rev', /In lists: Reviews? APIs[^]*One example found/i],
	['tools', 'too', /Read → [^]*asks first[^]*Raed: unknown/],
	['tool', 'tools: Re', /Read → Read File \(SvelteKit Agents\), runs without asking/],
	['unknownTool', 'Rae', /No tool is called “?Raed[^]*did you mean “?Read/i],
	['model', 'model: son', /sonnet isn't available here, so the model chosen in the chat is used/],
	['color', 'color: pur', /Marks the agent in Claude Code/],
	['otherKey', 'permissionMode: pl', /plan: Reads and plans[^]*Read by Claude Code/],
	['unknownKey', 'colr', /Copilot ignore colro/],
	['placeholder', '[slow q', /is a placeholder/],
	['handle', '@backend-eng', /@backend-engineer — [^]*Ask @backend-engineer/],
	['kitFile', '+page.serv', /\+page\.server\.ts — [^]*May export load actions[^]*SvelteKit 3/],
	['missingHandle', '@api-rev', /No agent is called api-reviwer[^]*Create it/],
	['pattern', 'title="Load', /Pattern Load and stream[^]*needs zod[^]*Insert/],
	[
		'delegation',
		'svelte-component',
		/No agent here is called “svelte-comp[^]*Create it|Create it[^]*No agent here/,
	],
];

describe('an agent file in the editor', function () {
	let window: ProjectWindow;

	before(async () => {
		window = await sharedWindow({ width: 1100, height: 760 });
		window.write('.claude/agents/api-architect.md', reviewer);
		await openFile(window.page, '.claude/agents/api-architect.md');
		// The lens stands there when the extension has read the file.
		await waitForLens(window.page, '1 pattern');
	});

	picturesOfFailures(() => window);

	for (const theme of themes) {
		it(`explains each kind of place on hover, in ${theme} colors`, async () => {
			await window.setTheme(theme);
			for (const [name, text, expected] of places) {
				await hoverText(window.page, reviewer, text, expected);
				await screenshot(window, `hover ${name} ${theme}`);
				await window.page.keyboard.press('Escape');
			}
		});
	}

	it('creates the agent that a hand-off names, from its hover', async () => {
		await hoverText(window.page, reviewer, 'svelte-component', /Create it/);
		await window.page.locator('.monaco-hover a', { hasText: 'Create it' }).click();
		const tab = window.page.locator('.tab.active', { hasText: 'svelte-component-architect.md' });
		await tab.waitFor();
		await window.page
			.locator('.view-line', { hasText: 'name: svelte-component-architect' })
			.waitFor();
		await screenshot(window, 'created agent');
		await runCommand(window.page, 'View: Revert and Close Editor');
	});

	it('opens the chat with the agent of a handle, from its card', async () => {
		await hoverText(window.page, reviewer, '@backend-eng', /Ask @backend-engineer/);
		const card = window.page.locator('.monaco-hover:not(.hidden)');
		assert.equal(await card.locator('a', { hasText: 'Open file' }).count(), 0);
		await card.locator('a', { hasText: 'Ask @backend-engineer' }).click();
		await window.page
			.locator('.interactive-session .interactive-input-part', { hasText: '@backend-engineer' })
			.waitFor();
		await screenshot(window, 'asked from the card');
		await runCommand(window.page, 'View: Hide Secondary Side Bar');
	});

	it('asks where a pattern goes that is inserted from its hover', async () => {
		await hoverText(window.page, reviewer, 'title="Load', /Insert/);
		await window.page.locator('.monaco-hover a', { hasText: 'Insert' }).click();
		const asked = window.page.locator('.quick-input-widget');
		await asked.waitFor();
		await screenshot(window, 'pattern inserted from hover');
		assert.match(await asked.innerText(), /posts/);
		await window.page.keyboard.press('Escape');
		await asked.waitFor({ state: 'hidden' });
	});

	for (const theme of themes) {
		it(`completes colors with swatches, in ${theme} colors`, async () => {
			await window.setTheme(theme);
			const list = await suggestAt(window.page, 'color: ', 'orange');
			await screenshot(window, `completion ${theme}`);
			assert.equal(await list.locator('.colorspan').first().isVisible(), true);
			await window.page.keyboard.press('Escape');
		});
	}

	it('opens the chat as the agent, from the line above the front matter', async () => {
		const mode = window.page.locator('.interactive-session .chat-input-toolbars', {
			hasText: 'api-architect',
		});
		await clickLens(window.page, 'Chat as api-architect', mode);
		await screenshot(window, 'chat as the agent');
	});

	it('goes to a pattern, from the line above the front matter', async () => {
		const choice = window.page.locator('.quick-input-widget .monaco-list-row', {
			hasText: 'Load and stream',
		});
		await clickLens(window.page, '1 pattern', choice);
		await screenshot(window, 'patterns of the file');
		await choice.click();
		await window.page.locator('.statusbar-item', { hasText: 'Ln 21, Col 1' }).waitFor();
	});

	it('shows what the file consists of in the outline', async () => {
		await runCommand(window.page, 'Explorer: Focus on Outline View');
		const outline = window.page.locator('.outline-tree');
		await outline.locator('.monaco-list-row', { hasText: 'Load and stream' }).waitFor();
		await screenshot(window, 'outline');
	});
});

/** Opens the suggestions behind `text` and waits for one of them. */
async function suggestAt(page: Page, text: string, expected: string): Promise<Locator> {
	const list = page.locator('.suggest-widget.visible');
	// A key that comes while the editor gets its focus back is lost.
	for (let attempt = 0; ; attempt++) {
		await goToText(page, reviewer, text);
		await page.keyboard.press('Control+Space');
		try {
			await list.locator('.monaco-list-row', { hasText: expected }).waitFor({ timeout: 5000 });
			return list;
		} catch (error) {
			if (attempt === 3 || !(error instanceof errors.TimeoutError)) throw error;
		}
	}
}
