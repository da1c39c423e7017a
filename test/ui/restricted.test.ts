import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { OpenWindow } from '../../build/vscode/open.ts';
import { repoRoot } from '../../build/vscode/paths.ts';
import { temporaryFolder } from '../../build/vscode/temporary.ts';
import { ask, openFile, openWindow, runCommand, screenshot } from './driver.ts';

const agentFiles = {
	'reviewer.md':
		'---\nname: reviewer\ndescription: Reviews APIs of SvelteKit apps.\ntools: Raed\n---\n\nAsk @backend-engineer-api and @planner about routes.\n',
	'planner.md': '---\nname: planner\ndescription: Plans releases.\n---\n\nYou plan.\n',
};

describe('a workspace that is not trusted', function () {
	this.timeout(90_000);
	let window: OpenWindow;
	const project = temporaryFolder();

	before(async () => {
		cpSync(path.join(repoRoot, 'test/fixtures/kit2-app'), project.folder, { recursive: true });
		const agents = path.join(project.folder, '.claude/agents');
		mkdirSync(agents, { recursive: true });
		for (const [name, text] of Object.entries(agentFiles)) {
			writeFileSync(path.join(agents, name), text);
		}
		window = await openWindow({ folder: project.folder, trust: false });
		await window.page.getByText('Restricted Mode', { exact: true }).first().waitFor();
	});

	afterEach(async function () {
		const test = this.currentTest;
		if (test?.isFailed()) await screenshot(window, `failed ${test.title}`);
	});

	after(async () => {
		await window.dispose();
		project.remove();
	});

	it('has its agent files checked as they are read, and none of them is an agent to the others', async () => {
		const { page } = window;
		await openFile(page, '.claude/agents/reviewer.md');
		await page.locator('.codelens-decoration', { hasText: '1 problem' }).waitFor();
		await page.locator('.view-line .detected-link').first().waitFor();
		const links = await page.locator('.view-line .detected-link').allInnerTexts();
		assert.deepEqual(links, ['@backend-engineer-api']);
		await screenshot(window, 'restrictedAgentFile');
	});

	it('gets answers of the agents that the extension brings', async () => {
		const { page } = window;
		const question = '@backend-engineer How do I stream slow data from a load function?';
		const answer = await ask(page, question, { showsModel: false });
		assert.equal(answer.error, '');
		assert.match(answer.text, /the handbook quotes the parts of @backend-engineer/);
		await screenshot(window, 'restrictedAnswer');
	});

	it('is told which packages a pattern needs, and nothing is offered that would run them', async () => {
		const { page } = window;
		await runCommand(page, 'SvelteKit: Insert Problem Details');
		await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Create File' }).click();
		await page.getByText('Problem Details: this file is written').waitFor();
		await page.keyboard.press('Enter');
		await page.locator('.tab.active', { hasText: 'problem.ts' }).waitFor();
		// A window that is driven by a program shows no notification by itself.
		await runCommand(page, 'Notifications: Show Notifications');
		const told = page.locator('.notification-list-item', { hasText: 'needs zod' });
		await told.waitFor();
		await screenshot(window, 'restrictedPackages');
		assert.match(await told.innerText(), /Install with: npm install zod/);
		assert.deepEqual(await told.locator('.monaco-text-button').allInnerTexts(), ['Copy Command']);
	});
});
