import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import {
	runCommand,
	pictures,
	picturesOfFailures,
	screenshot,
	sharedWindow,
	type ProjectWindow,
} from './driver.ts';

describe('inserting a pattern with the mouse and the keyboard', function () {
	let window: ProjectWindow;

	before(async () => {
		window = await sharedWindow({ width: 1280, height: 800 });
	});

	picturesOfFailures(() => window);

	it('lists the patterns by topic and previews the one that has the focus', async () => {
		const { page } = window;
		await runCommand(page, 'SvelteKit: Add Pattern…');
		await page.getByText('Add SvelteKit Pattern', { exact: true }).waitFor();
		await page.keyboard.type('form actions');
		await page
			.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Contact form' })
			.waitFor();
		// The preview opens while the list keeps the focus.
		await page
			.locator('.editor-instance .view-line', { hasText: 'export const actions' })
			.waitFor();
		await pictures(window, 'patternList');
	});

	it('asks for the route and checks what is typed', async () => {
		const { page } = window;
		await page.keyboard.press('Enter');
		await page.getByText('Contact form (action with validation): choose a route').waitFor();
		await page.keyboard.type('/support/[topic');
		await page.getByText('The brackets in [topic do not pair up').waitFor();
		await screenshot(window, 'patternRoute');
		await page.keyboard.type(']');
		await page
			.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'new route' })
			.waitFor();
		await page.keyboard.press('Enter');
	});

	it('asks what the project calls the things that it is about', async () => {
		const { page } = window;
		await page.getByPlaceholder('What does the project call the “contact”').waitFor();
		await screenshot(window, 'patternName');
		await page.keyboard.press('Enter');
		const files = page.getByText('these files are written').first();
		const next = page.getByPlaceholder('What does the project call the “messages”');
		await next.or(files).first().waitFor();
		if (await next.isVisible()) await page.keyboard.press('Enter');
	});

	it('shows the file before it writes it', async () => {
		const { page } = window;
		// The modules that it imports come along.
		await page
			.getByText('Contact form (action with validation): these files are written')
			.waitFor();
		await page
			.locator('.editor-instance .view-line', { hasText: 'export const actions' })
			.waitFor();
		await pictures(window, 'patternPreview');
		await page.keyboard.press('Enter');
		await page.locator('.breadcrumbs-control', { hasText: '[topic]' }).waitFor();
		const text = readFileSync(
			path.join(window.folder, 'src/routes/support/[topic]/+page.server.ts'),
			'utf8',
		);
		assert.match(text, /export const actions/);
		await pictures(window, 'patternInserted');
	});

	it('begins the list with what was inserted last', async () => {
		const { page } = window;
		// It may be the list of what is left to do.
		await page.keyboard.press('Escape');
		await runCommand(page, 'SvelteKit: Add Pattern…');
		const rows = page.locator('.quick-input-list .monaco-list-row');
		await rows.filter({ hasText: 'Inserted last' }).waitFor();
		const first = rows.and(page.locator('[data-index="0"]'));
		assert.match(await first.innerText(), /Contact form[^]*Inserted last/);
		await pictures(window, 'patternLast');
		// As large as a window at twice the zoom.
		await page.setViewportSize({ width: 640, height: 400 });
		await screenshot(window, 'patternLast-zoom');
		await page.setViewportSize({ width: 1280, height: 800 });
		await page.keyboard.press('Escape');
	});
});
