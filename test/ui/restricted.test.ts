import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import {
	ask,
	namesFor,
	openFile,
	runCommand,
	picturesOfFailures,
	sharedWindow,
	screenshot,
	type ProjectWindow,
	waitForLens,
} from './driver.ts';

const agentFiles = {
	'reviewer.md':
		'---\nname: reviewer\ndescription: Reviews APIs of SvelteKit apps.\ntools: Raed\n---\n\nAsk @backend-engineer-api and @planner about routes.\n',
	'planner.md': '---\nname: planner\ndescription: Plans releases.\n---\n\nYou plan.\n',
};

describe('a workspace that is not trusted', function () {
	let window: ProjectWindow;

	before(async () => {
		window = await sharedWindow({ width: 1280, height: 800 }, 'restricted');
		for (const [name, text] of Object.entries(agentFiles)) {
			window.write(`.claude/agents/${name}`, text);
		}
		await window.page.getByText('Restricted Mode', { exact: true }).first().waitFor();
	});

	picturesOfFailures(() => window);

	it('has its agent files checked as they are read, and none of them is an agent to the others', async () => {
		const { page } = window;
		await openFile(page, '.claude/agents/reviewer.md');
		await waitForLens(page, '1 problem');
		await waitForLens(page, 'Restricted Mode: trust the folder to chat as reviewer');
		await page.locator('.view-line .detected-link').first().waitFor();
		const links = await page.locator('.view-line .detected-link').allInnerTexts();
		assert.deepEqual(links, ['@backend-engineer-api']);
		await screenshot(window, 'restrictedAgentFile');
	});

	it('has its agent files in the view, with the way to trust, and says of each that it is not used', async () => {
		const { page } = window;
		await page.getByRole('tab', { name: 'SvelteKit', exact: true }).click();
		const rows = page.locator('.pane .monaco-list-row');
		await rows
			.and(page.locator('[aria-label="2 agent files shown, not used, Trust this folder"]'))
			.waitFor();
		await rows.and(page.locator('[aria-label^="planner.md is not used: "]')).waitFor();
		await screenshot(window, 'restrictedView');
		await page.getByRole('tab', { name: 'Explorer' }).first().click();
	});

	it('gets answers of the agents that the extension brings', async () => {
		const { page } = window;
		const question = '@backend-engineer How do I stream slow data from a load function?';
		const answer = await ask(page, question, { showsModel: false });
		assert.equal(answer.error, '');
		assert.match(answer.text, /from @backend-engineer · no language model was used/);
		await screenshot(window, 'restrictedAnswer');
	});

	it('has no agent that can be asked, and the one that answers for all says why', async () => {
		const { page } = window;
		const answer = await ask(page, '@sveltekit planner: when?', { showsModel: false });
		await screenshot(window, 'restrictedDoor');
		assert.match(answer.text, /planner\.md cannot be asked: [^]*trust/i);
		assert.match(answer.text, /\[Manage Workspace Trust\]/);
		assert.ok(!(await namesFor(page, '@')).includes('@planner'));
	});

	it('is told which packages a pattern needs, and nothing is offered that would run them', async () => {
		const { page } = window;
		await runCommand(page, 'SvelteKit: Insert Problem Details');
		await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Create File' }).click();
		await page.getByText(': this file is written').waitFor();
		await page.keyboard.press('Enter');
		await page.locator('.tab.active', { hasText: 'problem.ts' }).waitFor();
		await page.getByText(': left to do').waitFor();
		const row = page.locator('.quick-input-list .monaco-list-row', { hasText: 'zod' }).first();
		await row.waitFor();
		await screenshot(window, 'restrictedPackages');
		assert.match(await row.innerText(), /Copy the command for .*zod[^]*npm install zod/);
		await page.keyboard.press('Escape');
	});
});
