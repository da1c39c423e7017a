import assert from 'node:assert/strict';
import type { Context } from 'mocha';
import { skip } from './skip.ts';

const service = process.env['TEST_PAGE'];

/** Skips what looks at the page where there is none, as in a desktop VS Code. */
export function needPage(context: Context): void {
	if (service === undefined) skip(context, 'the page of a desktop VS Code cannot be read');
}

/** Waits until this extension shows a notification, returns its sentence and removes it. */
export async function notification(): Promise<string> {
	const texts = await takeNotifications(1);
	assert.equal(texts.length, 1, texts.join('\n'));
	return texts[0] ?? '';
}

/** Removes the notifications of this extension that earlier tests have left. */
export async function clearNotifications(): Promise<void> {
	await takeNotifications(0);
}

async function takeNotifications(count: number): Promise<readonly string[]> {
	const what = new URLSearchParams({ source: 'SvelteKit Agents', count: String(count) });
	const response = await fetch(`${service}/?${what.toString()}`);
	const text = await response.text();
	if (!response.ok) throw new Error(text);
	const found: readonly string[] = JSON.parse(text);
	return found;
}
