import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { temporaryFolder } from '../../build/vscode/temporary.ts';
import {
	ask,
	openChat,
	openProjectWindow,
	pictures,
	picturesOfFailures,
	type ProjectWindow,
	namesFor,
	readNotification,
	runCommand,
	screenshot,
	waitForModel,
} from './driver.ts';

function agentText(name: string, fact: string): string {
	return `---\nname: ${name}\ndescription: Knows the ${name}.\n---\n\n# ${name}\n\n## Birds\n\n${fact}\n`;
}

describe('@sveltekit in a window of two folders', function () {
	let window: ProjectWindow;

	before(async () => {
		window = await openProjectWindow();
		const { page, folder } = window;
		const { folder: other } = temporaryFolder();
		const agents = path.join(other, '.claude/agents');
		mkdirSync(agents, { recursive: true });
		writeFileSync(path.join(agents, 'miller.md'), agentText('miller', 'The mill is called Heron.'));
		writeFileSync(path.join(agents, 'porter.md'), agentText('porter', 'That gate is called Wren.'));
		window.write('.claude/agents/clerk.md', agentText('clerk', 'The till is called Robin.'));
		window.write('.claude/agents/porter.md', agentText('porter', 'This gate is called Rook.'));
		const file = path.join(temporaryFolder().folder, 'both.code-workspace');
		writeFileSync(file, JSON.stringify({ folders: [{ path: folder }, { path: other }] }));
		const url = new URL(window.url);
		url.searchParams.delete('folder');
		url.searchParams.set('workspace', file);
		await page.goto(url.href);
		await page.waitForSelector('.monaco-workbench');
		await openChat(page);
		await waitForModel(page);
	});

	picturesOfFailures(() => window);

	after(() => window?.dispose());

	it('asks the agents of both by their names, before any of them is a participant', async () => {
		const { page } = window;
		const [till, mill] = [
			await ask(page, '@sveltekit clerk: which birds?', { showsModel: false }),
			await ask(page, '@sveltekit @miller which birds?', { showsModel: false }),
		];
		await pictures(window, 'door named');
		assert.match(till.text, /clerk\.md of this workspace[^]*Robin/);
		assert.match(mill.text, /miller\.md of this workspace[^]*Heron/);
	});

	it('lists those of both, also where two have one name', async () => {
		const { page } = window;
		const { text } = await ask(page, '@sveltekit /list', { showsModel: false });
		await screenshot(window, 'door list');
		assert.match(text, /In this workspace[^]*clerk — Knows the clerk[^]*miller — Knows the miller/);
		assert.equal(text.match(/porter[\w-]* — Knows the porter/g)?.length, 2);
		assert.match(text, /From this extension[^]*@api-architect/);
	});

	it('finds the agent that knows, and offers another', async () => {
		const { page } = window;
		const { text } = await ask(page, '@sveltekit How do I upload an image?', {
			showsModel: false,
		});
		await screenshot(window, 'door found');
		assert.match(text, /Answered as @backend-engineer — File Upload/);
		assert.match(text, /\[Ask Another Agent…\]/);
	});

	it('has a participant for each agent of both folders with one command', async () => {
		const { page } = window;
		await runCommand(page, 'SvelteKit: Use My Agents with @…');
		const told = await readNotification(window, 'In the chat now:');
		const handles = told.match(/@[\w-]+/g) ?? [];
		assert.equal(new Set(handles).size, 4, told);
		const names = await namesFor(page, '@');
		assert.deepEqual(
			handles.filter((handle) => !names.includes(handle)),
			[],
		);
		const porters = handles.filter((handle) => handle.startsWith('@porter'));
		const birds = new Set<string | undefined>();
		for (const porter of porters) {
			const { text } = await ask(page, `${porter} Which birds?`, { showsModel: false });
			birds.add(/Wren|Rook/.exec(text)?.[0]);
		}
		await screenshot(window, 'door two folders');
		assert.deepEqual(birds, new Set(['Wren', 'Rook']));
	});
});
