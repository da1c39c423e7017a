import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { startApp } from './app.ts';
import { todaysKits } from './install.ts';
import { projectOn } from './project.ts';
import { onEachKit, prove, resultsOn } from './proof.ts';

describe('a server', function () {
	for (const kit of todaysKits) {
		it(`does not start with a bad environment, and says what is wrong, on Kit ${kit}`, async () => {
			await (
				await resultsOn(kit)
			).build;
			const project = await projectOn(kit);
			await assert.rejects(
				startApp(project, { TOKEN_SECRET: 'short', INTERNAL_API_URL: 'nowhere' }),
				(error: Error) => {
					assert.match(error.message, /TOKEN_SECRET/);
					assert.match(error.message, /INTERNAL_API_URL/);
					assert.doesNotMatch(error.message, /WEBHOOK_SECRET|Listening/);
					return true;
				},
			);
			prove('environment', kit);
		});
	}

	onEachKit('health-check', 'says that it is well, and nobody may cache it', async (app) => {
		const { status, headers, json } = await app.visitor().ask('/healthz');
		assert.deepEqual([status, json()], [200, { status: 'ok' }]);
		assert.equal(headers.get('cache-control'), 'no-store');
	});

	for (const kit of todaysKits) {
		it(`says 503 when its database is gone on Kit ${kit}`, async () => {
			const app = await startApp(await projectOn(kit));
			try {
				await app.visitor().ask('/lab/close', { json: {} });
				const { status, json } = await app.visitor().ask('/healthz');
				assert.deepEqual([status, json()], [503, { status: 'unavailable' }]);
				assert.equal((await app.visitor().ask('/livez')).status, 200, 'no reason to restart it');
			} finally {
				await app.stop();
			}
			prove('health-check', kit);
		});
	}

	onEachKit(
		'adapter-and-content-security-policy',
		'takes bodies up to the limit it is given, and no others',
		async (app) => {
			const send = async (bytes: number): Promise<number> => {
				const form = new FormData();
				form.set('body', new File([new Uint8Array(bytes)], 'large.txt'));
				return (await app.visitor().ask('/contact?/send', { form })).status;
			};
			assert.deepEqual([await send(2_900_000), await send(4_000_000)], [400, 413]);
		},
	);

	onEachKit(
		'adapter-and-content-security-policy',
		'refuses form posts from another origin',
		async (app) => {
			const headers = { origin: 'https://evil.example' };
			const answer = await app.visitor().ask('/preferences', { form: { theme: 'dark' }, headers });
			assert.equal(answer.status, 403);
		},
	);
});
