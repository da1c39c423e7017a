import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errors, type Page } from 'playwright-core';
import { messageOf } from './failure.ts';
import { hasNotifications, takeNotifications } from './inPage.mjs';

export interface PageService {
	readonly url: string;
	/** The page to speak of, once it is open. */
	readonly show: (page: Page) => void;
}

/**
 * Lets tests in the extension host see what only the page knows, which no API tells them.
 *
 * `GET /?count=N&source=NAME` waits until the list of notifications has N of that extension, removes
 * them from it, and answers with their sentences. It serves as long as this process lives.
 */
export async function servePage(): Promise<PageService> {
	const shown = Promise.withResolvers<Page>();
	const server = createServer((request, response) => {
		const { searchParams } = new URL(request.url ?? '', 'http://page');
		const source = searchParams.get('source') ?? '';
		const count = Number(searchParams.get('count'));
		void shown.promise
			.then(async (page) => notifications(page, source, count))
			.then((texts) => response.end(JSON.stringify(texts)))
			.catch((error: unknown) => response.writeHead(500).end(messageOf(error)));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		show: shown.resolve,
	};
}

async function notifications(
	page: Page,
	source: string,
	count: number,
): Promise<readonly string[]> {
	try {
		const options = { timeout: 120_000, polling: 50 };
		await page.waitForFunction(hasNotifications, { source, count }, options);
	} catch (error) {
		if (!(error instanceof errors.TimeoutError)) throw error;
		throw new Error(`${source} does not show ${count} notifications.`, { cause: error });
	}
	return page.evaluate(takeNotifications, source);
}
