import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { skip } from '../helpers/skip.ts';
import {
	ask,
	openChat,
	openProjectWindow,
	openSuggestions,
	pictures,
	picturesOfFailures,
	type ProjectWindow,
	namesFor,
	readNotification,
	runCommand,
	screenshot,
	waitForModel,
} from './driver.ts';
import { unlessTurn, windowDays } from '../helpers/turn.ts';

const agentFiles = {
	'reviewer.md':
		'---\nname: reviewer\ndescription: Reviews the HTTP APIs of this shop.\ncolor: green\n---\n\n# Reviewer\n\n## Status codes\n\nA missing order is answered with 404, a sold out one with 409.\n',
	'backend-engineer.md':
		'---\nname: backend-engineer\ndescription: Knows the backend of this shop.\n---\n\n# Ours\n\n## Queues\n\nThe queue of this shop is called Heron.\n',
};

describe("the workspace's own agents with @", function () {
	let window: ProjectWindow;

	before(async () => {
		window = await openProjectWindow();
		await openChat(window.page);
		await waitForModel(window.page);
	});

	picturesOfFailures(() => window);

	after(() => window.dispose());

	it('are offered once, and asked as soon as that is accepted', async () => {
		const { page } = window;
		for (const [name, text] of Object.entries(agentFiles)) {
			window.write(`.claude/agents/${name}`, text);
		}
		await page.locator('.statusbar-item .codicon-bell-dot').waitFor();
		await runCommand(page, 'Notifications: Show Notifications');
		const offer = page.locator('.notification-list-item', { hasText: 'with @ in the chat?' });
		await offer.waitFor();
		await pictures(window, 'my agents offered');
		await offer.getByRole('button', { name: 'Use with @' }).click();
		const told = await readNotification(window, 'In the chat now:', 'my agents in use');
		assert.match(told, /In the chat now: @backend-engineer and @reviewer\./);
		const answer = await ask(page, '@reviewer Which status code has a sold out order?', {
			showsModel: false,
		});
		await pictures(window, 'my agents answer');
		assert.equal(answer.error, '');
		assert.match(answer.text, /reviewer\.md/);
		assert.match(answer.text, /409/);
	});

	it('stand in for bundled ones of their name', async () => {
		const { page } = window;
		await openSuggestions(page, '@');
		await screenshot(window, 'my agents list');
		const names = await namesFor(page, '@');
		assert.equal(names.filter((name) => /^@?backend-engineer$/.test(name)).length, 1);
		const answer = await ask(page, '@backend-engineer How is the queue called?', {
			showsModel: false,
		});
		assert.match(answer.text, /Heron/);
		assert.match(answer.text, /stands in for/);
	});

	it('come and go with their files', async () => {
		const { page } = window;
		window.write(
			'.claude/agents/planner.md',
			'---\nname: planner\ndescription: Plans releases.\n---\n\n# Planner\n\n## Release day\n\nReleases go out on Tuesdays.\n',
		);
		const answer = await ask(page, '@planner When do releases go out?', { showsModel: false });
		assert.match(answer.text, /Tuesdays/);
		rmSync(`${window.folder}/.claude/agents/planner.md`);
	});

	it('go at once when nobody wants them any more', async () => {
		const { page } = window;
		await runCommand(page, 'SvelteKit: Stop Using My Agents with @');
		await readNotification(window, 'no longer in the chat', 'my agents stopped');
		const names = await namesFor(page, '@');
		await screenshot(window, 'my agents gone');
		assert.deepEqual(
			names.filter((name) => /^@?(?:backend-engineer|reviewer|planner)$/.test(name)),
			['@backend-engineer'],
			names.join(' '),
		);
	});
});

const originals = path.join(process.env['AGENT_CORPUS'] ?? '', 'seeds');

describe('the original agent files as they stand', function () {
	let window: ProjectWindow;
	const files = new Map<string, string>();

	before(async function () {
		unlessTurn(this, windowDays, 4);
		if (!process.env['AGENT_CORPUS']) skip(this, 'AGENT_CORPUS does not name a folder with seeds/');
		for (const name of readdirSync(originals)) {
			files.set(name, readFileSync(path.join(originals, name), 'utf8'));
		}
		console.log(`      read ${files.size} files of seeds/`);
		window = await openProjectWindow();
		for (const [name, text] of files) window.write(`.claude/agents/${name}`, text);
		await openChat(window.page);
		await waitForModel(window.page);
	});

	picturesOfFailures(() => window);

	after(() => window?.dispose());

	it('are as many participants, each asked by a name of its own and answering from its file', async () => {
		const { page } = window;
		await runCommand(page, 'SvelteKit: Use My Agents with @');
		const told = await readNotification(window, 'In the chat now:', 'my agents originals');
		const handles = told.match(/@[\w-]+/g) ?? [];
		assert.equal(new Set(handles).size, files.size, handles.join(' '));
		const names = await namesFor(page, '@');
		for (const handle of handles) {
			assert.deepEqual(
				names.filter((name) => name === handle),
				[handle],
			);
		}
		const answered = new Set<string>();
		for (const handle of handles) {
			const answer = await ask(page, `${handle} How are errors handled?`, { showsModel: false });
			assert.equal(answer.error, '', handle);
			const name = [...files.keys()].find((each) => answer.text.includes(each));
			assert.ok(name, `${handle}: ${answer.text.slice(0, 300)}`);
			answered.add(name);
		}
		assert.deepEqual(answered, new Set(files.keys()));
		await openSuggestions(page, '@');
		await screenshot(window, 'my agents originals list');
	});
});
