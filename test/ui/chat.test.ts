import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { OpenWindow } from '../../build/vscode/open.ts';
import { repoRoot } from '../../build/vscode/paths.ts';
import {
	ask,
	openChat,
	openSuggestions,
	openWindow,
	readSuggestions,
	runCommand,
	scrollToStart,
	themes,
	picturesOfFailures,
	screenshot,
	waitForModel,
	widenChat,
} from './driver.ts';
import { unlessTurn, windowDays } from '../helpers/turn.ts';

const handles = [
	'backend-engineer',
	'backend-engineer-api',
	'backend-engineer-polyglot',
	'backend-engineer-research',
	'svelte-backend-expert',
];

describe('the chat of a user without a language model', function () {
	let window: OpenWindow;

	before(async () => {
		window = await openWindow();
		await openChat(window.page);
		await widenChat(window.page, 560);
		await waitForModel(window.page);
	});

	picturesOfFailures(() => window);

	after(() => window.dispose());

	it('suggests the five agents with their descriptions when @ is typed', async () => {
		const suggestions = await readSuggestions(window.page, '@', `@${handles.at(-1)}`);
		const ours = suggestions.filter(({ label }) => handles.includes(label.slice(1)));
		assert.deepEqual(ours, describedAgents());
	});

	it('answers a question from the handbook', async () => {
		await window.setTheme('dark');
		const answer = await ask(
			window.page,
			'@backend-engineer How do I stream slow data from a load function?',
		);
		assert.equal(answer.error, '');
		assert.match(
			answer.text,
			/^Load Functions · from @backend-engineer · no language model was used/,
		);
		assert.match(answer.text, /```typescript\n[^]*export const load/);
	});

	it('shows in dark and in light colors', async () => {
		for (const theme of themes) {
			await window.setTheme(theme);
			await scrollToStart(window.page);
			const answered = await screenshot(window, `${theme}Answer`);
			await openSuggestions(window.page, '@backend');
			const suggested = await screenshot(window, `${theme}Suggestions`);
			// An empty window is well below.
			for (const file of [answered, suggested]) assert.ok(statSync(file).size > 20_000, file);
		}
	});

	// The page needs Copilot's extension, which lists a model that no chat can ask before anybody has signed in.
	it('is answered also after VS Code’s page of models was open, and in the next window', async function () {
		unlessTurn(this, windowDays, 4);
		const { page } = window;
		const isAnswered = async (): Promise<void> => {
			await openChat(page);
			await waitForModel(page);
			const { text, error } = await ask(page, '@backend-engineer upload an image');
			assert.equal(error, '');
			assert.match(text, /^Upload and show images · from @backend-engineer/);
		};
		const row = (label: string) =>
			page.locator('.quick-input-list .monaco-list-row', { hasText: label });
		await runCommand(page, 'SvelteKit: Connect a Model…');
		await row('Switch On VS Code’s Chat Extension').click();
		await row('Add a Key or a Server').click();
		const models = page.locator('.ai-models-management-editor');
		await models.getByText('Handbook').waitFor();
		await screenshot(window, 'modelsPage');
		await page.keyboard.press('Escape');
		await models.waitFor({ state: 'hidden' });
		await isAnswered();
		await page.reload();
		await isAnswered();
	});
});

/** What the manifest says of the five agents, in the order of the list. */
function describedAgents(): { label: string; description: string }[] {
	const file = path.join(process.env['TEST_EXTENSION'] ?? repoRoot, 'package.json');
	const manifest: {
		contributes: { chatParticipants: { name: string; description: string }[] };
	} = JSON.parse(readFileSync(file, 'utf8'));
	return handles.map((handle) => {
		const declared = manifest.contributes.chatParticipants.find(({ name }) => name === handle);
		assert.ok(declared?.description, `package.json describes @${handle}`);
		return { label: `@${handle}`, description: declared.description };
	});
}
