import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import {
	hoverText,
	openFile,
	pictures,
	picturesOfFailures,
	sharedWindow,
	screenshot,
	waitForLens,
	type ProjectWindow,
} from './driver.ts';

const agent = `---
name: mailer
description: Sends mail
---

### Receipts by Mail

Sends a receipt for each order.

\`\`\`yaml needs
packages: { resend: ^6 }
env:
  MAIL_KEY: { kind: key, about: From the dashboard of the mail service }
  RECEIPT_SECRET: { kind: secret, about: Signs the links in receipts }
steps: [generateMigration]
next:
  - Verify the domain that the mails come from, or providers put them among the unwanted ones.
  - Set \`ORIGIN\` to the address that visitors use.
\`\`\`

\`\`\`ts
// src/lib/server/receipts.ts
import { Resend } from 'resend';

export const receipts = new Resend();
\`\`\`
`;

describe('what is left to do after an insertion', function () {
	let window: ProjectWindow;

	before(async () => {
		window = await sharedWindow({ width: 1200, height: 760 });
		window.write('drizzle.config.ts', 'export default {};\n');
		window.write('.claude/agents/mailer.md', agent);
		await openFile(window.page, 'mailer.md');
		await waitForLens(window.page, '1 pattern');
	});

	picturesOfFailures(() => window);

	it('shows no secret before it is written', async () => {
		const { page } = window;
		await hoverText(page, agent, '```ts', /Insert/);
		await page.locator('.monaco-hover a', { hasText: 'Insert' }).click();
		const rows = page.locator('.quick-input-list .monaco-list-row');
		const create = rows.filter({ hasText: 'Create File' });
		await create
			.or(rows.filter({ hasText: '.env' }).first())
			.first()
			.waitFor();
		if (await create.isVisible()) await create.click();
		const env = rows.filter({ has: page.locator('.label-name', { hasText: /^\.env$/ }) });
		await env.waitFor();
		while (!(await env.getAttribute('class'))?.includes('focused')) {
			await page.keyboard.press('ArrowDown');
		}
		await page
			.locator('.editor-instance .view-line', { hasText: 'RECEIPT_SECRET=••••••••' })
			.waitFor();
		await screenshot(window, 'envPreview');
		await page.keyboard.press('Enter');
		await page.locator('.monaco-dialog-box', { hasText: 'Write .env?' }).waitFor();
		await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Write It' }).click();
	});

	it('is one list with a row for each thing that can be started', async () => {
		const { page } = window;
		await page.getByText('left to do').waitFor();
		const rows = page.locator('.quick-input-list .monaco-list-row');
		await rows.filter({ hasText: 'Set ORIGIN' }).waitFor();
		await pictures(window, 'leftToDo');
		const texts = (await rows.allInnerTexts()).map((text) =>
			text
				.split('\n')
				.map((line) => line.trim())
				.filter((line) => line !== '')
				.join(' | '),
		);
		assert.deepEqual(texts, [
			'Install resend in a terminal | npm install resend@6',
			'Generate the migration in a terminal | npx drizzle-kit generate',
			'Open .env | Fill in MAIL_KEY',
			'Verify the domain that the mails come from, or providers put them among | by hand',
			'the unwanted ones.',
			'Set ORIGIN to the address that visitors use.',
			'Take all 3 files back | undo',
		]);
	});

	it('opens the file that waits for a value', async () => {
		const { page } = window;
		await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Open .env' }).click();
		await page.locator('.tab.active', { hasText: '.env' }).waitFor();
		// The list waits for what else is to be done.
		await page
			.locator('.quick-input-list .monaco-list-row', { hasText: 'Install resend' })
			.waitFor();
		await screenshot(window, 'leftToDo-opened');
		await page.keyboard.press('Escape');
		const text = readFileSync(path.join(window.folder, '.env'), 'utf8');
		assert.match(text, /^MAIL_KEY=""\n(?:#.*\n)?RECEIPT_SECRET=[\w-]{32,}$/m);
	});
});
