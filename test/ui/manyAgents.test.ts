import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { repoRoot } from '../../build/vscode/paths.ts';
import { temporaryFolder } from '../../build/vscode/temporary.ts';
import {
	ask,
	openChat,
	openProjectWindow,
	picturesOfFailures,
	type ProjectWindow,
	namesFor,
	readNotification,
	runCommand,
	screenshot,
	waitForModel,
} from './driver.ts';
import { unlessTurn, windowDays } from '../helpers/turn.ts';

const many = 40;

function agentText(name: string, fact: string): string {
	return `---\nname: ${name}\ndescription: Knows part ${name}.\n---\n\n# ${name}\n\n## Facts\n\n${fact}\n`;
}

describe('a folder of many agents', function () {
	this.timeout(240_000);
	let window: ProjectWindow;
	const names = Array.from({ length: many }, (_, i) => `stranger-${i + 1}`);

	before(async function () {
		unlessTurn(this, windowDays, 3);
		window = await openProjectWindow();
		for (const [i, name] of names.entries()) {
			window.write(`.claude/agents/${name}.md`, agentText(name, `The number is ${1_000 + i}.`));
		}
		await openChat(window.page);
		await waitForModel(window.page);
	});

	picturesOfFailures(() => window);

	after(() => window?.dispose());

	it('becomes as many participants with two clicks', async () => {
		const { page } = window;
		// A window that is driven by a program shows no notification by itself: this click is the first.
		await page.locator('.statusbar-item .codicon-bell-dot').click();
		const offer = page.locator('.notification-list-item', { hasText: 'with @ in the chat?' });
		await offer.waitFor();
		await screenshot(window, 'many agents offered');
		await offer.getByRole('button', { name: 'Use with @' }).click();
		const told = await tell(page);
		assert.match(told, /In the chat now: (?:@stranger-\d+, ){7}@stranger-\d+ and 32 more\./);
		const listed = new Set(await namesFor(page, '@stranger'));
		assert.deepEqual(
			names.filter((name) => !listed.has(`@${name}`)),
			[],
		);
		for (const name of ['stranger-1', 'stranger-40']) {
			const answer = await ask(page, `@${name} What is the number?`, { showsModel: false });
			assert.equal(answer.error, '', name);
			assert.match(answer.text, name === 'stranger-1' ? /1000/ : /1039/);
		}
	});
});

describe('two windows on different folders', function () {
	this.timeout(300_000);
	let shop: ProjectWindow;
	let other: Page;
	let otherUrl: string;

	before(async function () {
		unlessTurn(this, windowDays, 0);
		shop = await openProjectWindow();
		shop.write('.claude/agents/clerk.md', agentText('clerk', 'The till is called Wren.'));
		// VS Code itself answers to this name.
		shop.write('.claude/agents/workspace.md', agentText('workspace', 'The shed is called Robin.'));
		const { folder } = temporaryFolder();
		cpSync(path.join(repoRoot, 'test/fixtures/kit2-app'), folder, { recursive: true });
		mkdirSync(path.join(folder, '.claude/agents'), { recursive: true });
		const file = path.join(folder, '.claude/agents/miller.md');
		writeFileSync(file, agentText('miller', 'The mill is called Heron.'));
		const url = new URL(shop.url);
		url.searchParams.set('folder', folder);
		otherUrl = url.href;
		const browser = shop.page.context().browser();
		assert.ok(browser);
		other = await browser.newPage({ viewport: { width: 1280, height: 800 } });
		await other.exposeFunction('codeAutomationLog', () => undefined);
		await other.exposeFunction('codeAutomationExit', () => undefined);
		await other.goto(otherUrl);
		await other.waitForSelector('.monaco-workbench', { timeout: 60_000 });
		for (const page of [shop.page, other]) {
			await openChat(page);
			await waitForModel(page);
		}
	});

	picturesOfFailures(() => shop);

	after(() => shop?.dispose());

	it('have the agents of their own folder, and a name that is taken gets the next', async () => {
		const told = await use(shop.page);
		assert.match(told, /@clerk and @workspace-2\./);
		assert.match(told, /Renamed: @workspace-2 \(@workspace is taken\)\./);
		const answer = await ask(shop.page, '@workspace-2 How is the shed called?', {
			showsModel: false,
		});
		assert.match(answer.text, /Robin/);
		await seeNames(other, []);
	});

	it('keep them when the other one takes its own', async () => {
		assert.match(await use(other), /In the chat now: @miller\./);
		await seeNames(other, ['@miller']);
		await seeNames(shop.page, ['@clerk', '@workspace-2']);
		const [mill, till] = [
			await ask(other, '@miller How is the mill called?', { showsModel: false }),
			await ask(shop.page, '@clerk How is the till called?', { showsModel: false }),
		];
		assert.deepEqual([mill.error, till.error], ['', '']);
		assert.match(mill.text, /Heron/);
		assert.match(till.text, /Wren/);
	});

	it('have those of another folder when that is opened after a restart', async () => {
		const { page } = shop;
		await other.close();
		await page.goto(otherUrl);
		await page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
		await openChat(page);
		await waitForModel(page);
		const answer = await ask(page, '@miller How is the mill called?', { showsModel: false });
		assert.equal(answer.error, '');
		assert.match(answer.text, /Heron/);
		await seeNames(page, ['@miller']);
	});
});

/** Runs the command, and returns what is told afterwards. */
async function use(page: Page): Promise<string> {
	await runCommand(page, 'SvelteKit: Use My Agents with @…');
	return tell(page);
}

/** What is told once the agents are in use. */
async function tell(page: Page): Promise<string> {
	return readNotification({ page }, 'In the chat now:');
}

/** Waits until these of the agents of these tests are offered, and no others. */
async function seeNames(page: Page, expected: readonly string[]): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		const names = await namesFor(page, '@');
		const own = names.filter((name) => /^@(?:clerk|miller|workspace-2)$/.test(name)).toSorted();
		// A window hears a moment later what another one has put in.
		if (attempt < 10 && own.join() !== expected.join()) continue;
		assert.deepEqual(own, expected);
		return;
	}
}
