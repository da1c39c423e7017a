import assert from 'node:assert/strict';
import { describe } from 'mocha';
import { signedIn, type App } from './app.ts';
import { onEachKit } from './proof.ts';

/** Takes a table away while `test` runs, as a failing database would. */
async function without(app: App, table: string, test: () => Promise<void>): Promise<void> {
	await app.sql(`alter table ${table} rename to ${table}_away`);
	try {
		await test();
	} finally {
		await app.sql(`alter table ${table}_away rename to ${table}`);
	}
}

describe('loading', () => {
	onEachKit('load-functions', 'a page holds the user and the posts that follow', async (app) => {
		const id = await app.addUser({ email: 'load@example.com', name: 'Grace' });
		await app.sql(`insert into posts (id, user_id, title) values ('p1', '${id}', 'First post')`);
		const { status, text } = await app.visitor().ask(`/users/${id}`);
		assert.equal(status, 200);
		assert.ok(text.includes('<h1>Grace</h1>'));
		assert.ok(text.indexOf('First post') > text.indexOf('</html>'), 'the posts are streamed');
	});

	onEachKit('load-functions', 'an unknown user is a 404 with its message', async (app) => {
		const { status, text } = await app.visitor().ask('/users/nobody');
		assert.equal(status, 404);
		assert.ok(text.includes('User not found'));
	});

	onEachKit(
		'load-functions',
		'a streamed query that fails does not end the process',
		async (app) => {
			const id = await app.addUser({ email: 'stream@example.com', name: 'Grace' });
			await without(app, 'posts', async () => {
				const page = await app.visitor().ask(`/users/${id}`);
				assert.equal(page.status, 200);
				assert.ok(page.text.includes('<h1>Grace</h1>'));
				assert.equal((await app.visitor().ask('/users/nobody')).status, 404);
			});
			assert.equal((await app.visitor().ask(`/users/${id}`)).status, 200);
			assert.equal(app.exitCode(), null);
		},
	);

	onEachKit('load-functions', 'a database that fails is a 500 and no 404', async (app) => {
		await without(app, 'users', async () => {
			assert.equal((await app.visitor().ask('/users/nobody')).status, 500);
		});
	});

	onEachKit('layout-load', 'every page has the name of its visitor and no more', async (app) => {
		const visitor = await signedIn(app, { email: 'layout@example.com', name: 'Hedy' });
		const { text } = await visitor.ask('/');
		assert.ok(text.includes('<h1>Home of Hedy</h1>'));
		assert.ok(!text.includes('layout@example.com') && !text.includes(visitor.id));
		assert.ok((await app.visitor().ask('/')).text.includes('<h1>Home of nobody</h1>'));
	});

	onEachKit(
		'prerendered-pages-with-entries',
		'pages without a link are prerendered',
		async (app) => {
			for (const [slug, title] of [
				['install', 'Install'],
				['deploy', 'Deploy'],
			]) {
				const { status, text, headers } = await app.visitor().ask(`/guides/${slug}`);
				assert.equal(status, 200);
				assert.ok(text.includes(`<h1>${title}</h1>`));
				assert.equal(headers.get('x-frame-options'), null, 'hooks do not run for it');
			}
			assert.equal((await app.visitor().ask('/guides/constructor')).status, 404);
		},
	);

	onEachKit('remote-functions', 'a remote query answers its own user only', async (app) => {
		const visitor = await signedIn(app, { email: 'remote@example.com' });
		await app.sql(`insert into posts (id, user_id, title) values ('r1', '${visitor.id}', 'Mine')`);
		assert.deepEqual((await visitor.ask('/lab/posts')).json(), [{ id: 'r1', title: 'Mine' }]);
		const stranger = await app
			.visitor()
			.ask('/lab/posts', { headers: { accept: 'application/json' } });
		assert.equal(stranger.status, 401);
	});

	onEachKit('remote-functions', 'a remote form validates and authorizes by itself', async (app) => {
		const visitor = await signedIn(app, { email: 'remote-form@example.com' });
		const page = await visitor.ask('/posts');
		const action = /<form[^>]* action="([^"]+)"/.exec(page.text)?.[1] ?? '';
		const target = new URL(action.replaceAll('&amp;', '&'), `${app.origin}/posts`);
		// Kit 3 puts the id of the function behind the name of a field.
		const name = /<input[^>]* name="(title[^"]*)"/.exec(page.text)?.[1] ?? '';
		const submit = async (who: typeof visitor | ReturnType<App['visitor']>, title: string) =>
			await who.ask(target.pathname + target.search, { form: { [name]: title } });
		assert.equal((await submit(visitor, 'By hand')).status, 200);
		assert.equal((await submit(app.visitor(), 'By a stranger')).status, 401);
		const refused = await submit(visitor, ' ');
		assert.equal(refused.element('title-error'), 'Give it a title.');
		assert.deepEqual(await app.sql(`select title from posts where user_id = '${visitor.id}'`), [
			{ title: 'By hand' },
		]);
	});

	onEachKit(
		'remote-functions',
		'a remote command deletes what its caller owns, for pages of its own origin',
		async (app) => {
			const visitor = await signedIn(app, { email: 'remote-command@example.com' });
			const stranger = await signedIn(app, { email: 'remote-stranger@example.com' });
			const add = `insert into posts (id, user_id, title) values ('mine', '${visitor.id}', 'Mine')`;
			await app.sql(add);
			const page = await visitor.ask('/posts');
			// The command has no form; its address differs from that of the form by the name alone.
			const [, action = ''] = /action="\?\/remote=([^"&]+)/.exec(page.text) ?? [];
			const [hash = ''] = decodeURIComponent(action).split('/');
			const target = `/_app/remote/${hash}/deletePost`;
			const payload = Buffer.from(JSON.stringify(['mine'])).toString('base64url');
			const remove = async (who: typeof visitor, from?: string): Promise<string> => {
				const options = { json: { payload, refreshes: [] }, ...(from && { origin: from }) };
				const { status, text } = await who.ask(target, options);
				return `${status} ${text}`;
			};
			assert.match(await remove(visitor, 'https://evil.example'), /^403|"status":403/);
			await remove(stranger);
			const left = async (): Promise<unknown> =>
				await app.sql(`select id from posts where user_id = '${visitor.id}'`);
			assert.deepEqual(await left(), [{ id: 'mine' }]);
			const answer = await remove(visitor);
			assert.deepEqual(await left(), [], answer);
		},
	);
});
