import { before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import {
	openFile,
	pictures,
	picturesOfFailures,
	type ProjectWindow,
	screenshot,
	sharedWindow,
} from './driver.ts';

describe('the views of agents and patterns', function () {
	this.timeout(120_000);
	let window: ProjectWindow;

	before(async () => {
		window = await sharedWindow({ width: 1280, height: 760 });
		await window.page.getByRole('tab', { name: 'SvelteKit', exact: true }).click();
		await row('backend-engineer, ').waitFor();
	});

	picturesOfFailures(() => window);

	/** A row of a tree by the start of what a screen reader says of it. */
	function row(name: string): Locator {
		return window.page
			.locator('.pane .monaco-list-row')
			.and(window.page.locator(`[aria-label^=${JSON.stringify(name)}]`))
			.first();
	}

	/** Without what the mouse shows. */
	async function looks(name: string): Promise<void> {
		await window.page.mouse.move(640, 700);
		await pictures(window, name);
	}

	it('have the agents of the extension and the patterns, with a way to an own agent', async () => {
		await row('Create your own agent').waitFor();
		await row('From SvelteKit Agents').waitFor();
		await row('Forms').waitFor();
		await looks('view-start');
	});

	it('follow the files of the workspace, and say what is wrong with them', async () => {
		window.write(
			'.claude/agents/reviewer.md',
			[
				'---',
				'name: reviewer',
				'description: Reviews database code.',
				'color: purple',
				'handoffs:',
				'  - agent: database-specialist',
				'  - agent: style-keeper',
				'---',
				'',
				'You review.',
				'',
			].join('\n'),
		);
		window.write(
			'.claude/agents/planner.md',
			'---\nname: planner\ndescription: Plans\ntools: [Raed]\n---\n\nYou plan.\n',
		);
		window.write('.claude/agents/empty.md', '');
		await row('This workspace, 2 agents').waitFor();
		await row('planner, Plans · 1 problem').waitFor();
		await row('empty.md is not used').waitFor();
		await row('reviewer, Reviews database code · 1 problem').locator('.monaco-tl-twistie').click();
		await row('hands over to database-specialist').waitFor();
		await row('hands over to style-keeper, which does not exist').waitFor();
		await looks('view-own');
		await window.setTheme('high contrast');
		await screenshot(window, 'view-own-contrast');
		await window.setTheme('dark');
		await screenshot(window, 'view', '.part.sidebar');
	});

	it('make a missing agent of what hands over to it', async () => {
		const { page } = window;
		const missing = row('hands over to style-keeper');
		await missing.hover();
		await missing.getByRole('button', { name: /^New Agent/ }).click();
		await page.locator('.tab.active', { hasText: 'style-keeper.md' }).waitFor();
		await page.locator('.view-line', { hasText: 'style-keeper' }).first().waitFor();
		await screenshot(window, 'view-created');
		await page.keyboard.press('Control+S');
		await row('style-keeper, ').waitFor();
	});

	it('begin a question to an agent that is no participant at the one that answers for all', async () => {
		const { page } = window;
		const planner = row('planner, ');
		await planner.hover();
		await planner.getByRole('button', { name: /^Ask/ }).click();
		await page
			.locator('.interactive-input-part .view-line', { hasText: /@sveltekit.planner:/ })
			.waitFor();
		await screenshot(window, 'view-ask');
	});

	it('insert a pattern into the project that the title names', async () => {
		const { page } = window;
		await page.getByText('SvelteKit 2.70.4 · TypeScript').waitFor();
		await row('Forms').click();
		const form = row('Contact form');
		await form.hover();
		await looks('view-patterns');
		await form.click();
		await page.locator('.view-line', { hasText: 'export const actions' }).first().waitFor();
		await form.hover();
		await form.getByRole('button', { name: /^Add Pattern|^Insert/ }).click();
		await page.getByPlaceholder('Where should the pattern go?').waitFor();
		await screenshot(window, 'view-insert');
		await page.keyboard.press('Escape');
	});

	it('let a pattern be dragged into an editor', async () => {
		const { page } = window;
		window.write('src/routes/drop/+page.server.ts', '');
		await openFile(page, 'drop/+page.server.ts');
		await page.locator('.breadcrumbs-control', { hasText: 'drop' }).waitFor();
		// VS Code opens what is dropped, if it can, unless Shift is held.
		const editor = page.locator('.editor-group-container', {
			has: page.locator('.breadcrumbs-control', { hasText: 'drop' }),
		});
		await row('Contact form').hover();
		await page.mouse.down();
		const box = await editor.locator('.view-lines').first().boundingBox();
		const [x, y] = [(box?.x ?? 0) + 60, (box?.y ?? 0) + 40];
		await page.mouse.move(x - 80, y + 200, { steps: 5 });
		await page.keyboard.down('Shift');
		await page.mouse.move(x, y, { steps: 10 });
		await screenshot(window, 'view-dragging');
		await page.mouse.up();
		await page.keyboard.up('Shift');
		await editor.locator('.view-line', { hasText: 'export const actions' }).first().waitFor();
		await screenshot(window, 'view-dropped');
	});
});
