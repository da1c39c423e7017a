import { after, before, describe, it } from 'mocha';
import {
	openProjectWindow,
	pictures,
	picturesOfFailures,
	runCommand,
	screenshot,
	type ProjectWindow,
} from './driver.ts';

describe('the walkthrough', function () {
	this.timeout(120_000);
	let window: ProjectWindow;

	before(async () => {
		window = await openProjectWindow();
		await window.page.setViewportSize({ width: 1600, height: 820 });
	});

	picturesOfFailures(() => window);

	after(() => window?.dispose());

	it('opens from the palette, and shows a picture for each step', async () => {
		const { page } = window;
		await runCommand(page, 'SvelteKit: Get Started');
		for (const [title, button] of [
			['Ask an agent', 'Ask…'],
			['Add a pattern', 'Add Pattern…'],
			['Connect a language model', 'Connect a Model…'],
			['See what is sent', 'Show What an Agent Sends…'],
			['Bring your own agents', 'New Agent…'],
		] as const) {
			await page.locator('.getting-started-step').filter({ hasText: title }).first().click();
			await page.getByRole('button', { name: button }).first().waitFor();
			await page.locator('.getting-started-media iframe').first().waitFor();
		}
		await pictures(window, 'walkthrough');
	});

	it('leads to a model: what is one step away, and what is there after it', async () => {
		const { page } = window;
		await runCommand(page, 'SvelteKit: Get Started');
		await page.locator('.getting-started-step').filter({ hasText: 'Connect a lang' }).click();
		await page.getByRole('button', { name: 'Connect a Model…' }).first().click();
		const row = (label: string) =>
			page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label });
		// What it says of Ollama comes last.
		await row('Ollama').first().waitFor();
		await pictures(window, 'connect-a-model');
		await row('Switch On VS Code’s Chat Extension').click();
		await row('Add a Key or a Server').waitFor();
		await row('Ollama').first().waitFor();
		await screenshot(window, 'connect-a-model-on-dark');
		await page.keyboard.press('Escape');
	});
});
