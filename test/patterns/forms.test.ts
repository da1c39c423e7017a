import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe } from 'mocha';
import { password, signedIn, type App, type Answer, type Visitor } from './app.ts';
import { onBothKits } from './proof.ts';

function uploads(app: App): readonly string[] {
	const folder = path.join(app.folder, 'uploads');
	return existsSync(folder) ? readdirSync(folder) : [];
}

/** A file that begins as a PNG does. */
function png(bytes = 20): File {
	const head = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
	return new File([head, new Uint8Array(bytes)], '../../evil.png', { type: 'image/png' });
}

describe('a contact form', () => {
	const long = 'long enough to pass';

	onBothKits('form-actions', 'the redirect after the action happens', async (app) => {
		const form = { email: 'a@example.com', body: long };
		const { status, location } = await app.visitor().ask('/contact?/send', { form });
		assert.deepEqual([status, location], [303, '/contact/thanks']);
		const rows = await app.sql(`select body from messages where email = 'a@example.com'`);
		assert.deepEqual(rows, [{ body: long }]);
	});

	onBothKits(
		'form-actions',
		'bad input comes back with messages, and only named fields',
		async (app) => {
			const form = { email: 'x', body: 'short', password: 'hunter2' };
			const answer = await app.visitor().ask('/contact?/send', { form });
			assert.equal(answer.status, 400);
			assert.equal(answer.element('email'), 'Please enter a valid e-mail address.');
			assert.equal(answer.element('body'), 'Please write at least 10 characters.');
			assert.ok(answer.text.includes('>short</textarea>') && !answer.text.includes('hunter2'));
		},
	);

	onBothKits('form-actions', 'a file in a text field is refused like an empty one', async (app) => {
		const form = new FormData();
		form.set('email', new File(['x'], 'x.txt'));
		form.set('body', long);
		assert.equal((await app.visitor().ask('/contact?/send', { form })).status, 400);
	});

	onBothKits('form-actions', 'a failing database is a 503 that keeps the text', async (app) => {
		await app.sql('alter table messages rename to messages_away');
		const form = { email: 'a@example.com', body: long };
		const answer = await app.visitor().ask('/contact?/send', { form });
		await app.sql('alter table messages_away rename to messages');
		assert.equal(answer.status, 503);
		assert.ok(answer.text.includes(`>${long}</textarea>`));
	});
});

describe('signing up', () => {
	const signUp = (app: App, form: Record<string, string>): Promise<Answer> =>
		app.visitor().ask('/signup', { form: { name: 'New', password, ...form } });
	const id = 'zod-superforms-integration';

	onBothKits(id, 'a duplicate e-mail address is an error of its field', async (app) => {
		const first = await signUp(app, { email: 'Twice@example.com' });
		assert.equal(first.element('message'), 'Welcome! Your account is ready.');
		const second = await signUp(app, { email: 'twice@example.com' });
		assert.equal(second.status, 400);
		assert.equal(second.element('email'), 'This address is already registered.');
	});

	onBothKits(id, 'a password is stored as its hash and never sent back', async (app) => {
		const good = await signUp(app, { email: 'hash@example.com' });
		const bad = await signUp(app, { email: 'no', password: 'too short' });
		assert.equal(bad.status, 400);
		assert.ok(!good.text.includes(password) && !bad.text.includes('too short'));
		const [row] = await app.sql<{ hash: string }>(
			`select password_hash as hash from users where email = 'hash@example.com'`,
		);
		assert.match(row?.hash ?? '', /^[\w-]{22}\.[\w-]{86}$/);
	});

	onBothKits(`${id} password-hashing`, 'a new account can sign in', async (app) => {
		await signUp(app, { email: 'fresh@example.com' });
		const form = { email: 'fresh@example.com', password };
		assert.equal((await app.visitor().ask('/login', { form })).status, 303);
	});
});

describe('uploading a photo', () => {
	const upload = async (visitor: Visitor, photo: File): Promise<Answer> => {
		const form = new FormData();
		form.set('photo', photo);
		return await visitor.ask('/photos?/upload', { form });
	};

	onBothKits('file-upload', 'an image is stored under a name of its own', async (app) => {
		const visitor = await signedIn(app, { email: 'photo@example.com' });
		const answer = await upload(visitor, png(1_500_000));
		assert.equal(answer.status, 200, answer.text);
		const name = answer.element('name') ?? '';
		assert.match(name, /^[0-9a-f-]{36}\.png$/);
		assert.equal(readFileSync(path.join(app.folder, 'uploads', name)).length, 1_500_008);
	});

	onBothKits('file-upload', 'a wrong type is refused, whatever it calls itself', async (app) => {
		const visitor = await signedIn(app, { email: 'fake@example.com' });
		const before = uploads(app);
		const fake = new File(['<script>'], 'a.png', { type: 'image/png' });
		assert.equal((await upload(visitor, fake)).status, 415);
		assert.equal((await upload(visitor, png(2_200_000))).status, 413);
		assert.equal((await upload(visitor, new File([], ''))).status, 400);
		assert.equal((await upload(app.visitor(), png())).location?.split('?')[0], '/login');
		assert.deepEqual(uploads(app), before);
	});
});

describe('a cookie', () => {
	onBothKits('cookies', 'has an explicit path and is checked when it is read', async (app) => {
		const visitor = app.visitor();
		const answer = await visitor.ask('/preferences', { form: { theme: 'dark' } });
		assert.deepEqual([answer.status, answer.location], [303, '/preferences']);
		const cookie = answer.headers.getSetCookie()[0] ?? '';
		assert.match(cookie, /^theme=dark; .*Max-Age=31536000; Path=\/; HttpOnly/);
		assert.ok((await visitor.ask('/preferences')).text.includes('value="dark"'));
		const forged = { headers: { cookie: 'theme=evil' } };
		assert.ok((await app.visitor().ask('/preferences', forged)).text.includes('value="system"'));
		const wrong = await visitor.ask('/preferences', { form: { theme: 'evil' } });
		assert.deepEqual([wrong.status, wrong.headers.getSetCookie()], [400, []]);
	});
});

describe('a profile with an avatar', () => {
	const id = 'advanced-form-actions-with-file-upload';
	const save = async (visitor: Visitor, handle: string, avatar?: File): Promise<Answer> => {
		const form = new FormData();
		for (const [name, value] of Object.entries({ name: 'Ada L', handle, bio: 'hi' })) {
			form.set(name, value);
		}
		form.set('avatar', avatar ?? new File([], ''));
		return await visitor.ask('/settings/profile?/updateProfile', { form });
	};

	onBothKits(id, 'is saved, and the old avatar goes', async (app) => {
		const visitor = await signedIn(app, { email: 'profile@example.com' });
		const before = new Set(uploads(app));
		const added = (): readonly string[] => uploads(app).filter((name) => !before.has(name));
		assert.equal((await save(visitor, 'first')).element('message'), 'Saved.');
		assert.deepEqual(added(), []);
		assert.equal((await save(visitor, 'first', png())).element('message'), 'Saved.');
		const [old] = added();
		assert.equal((await save(visitor, 'first', png(30))).element('message'), 'Saved.');
		assert.equal(added().length, 1);
		assert.ok(old !== undefined && !added().includes(old));
		assert.ok((await visitor.ask('/settings/profile')).text.includes('value="first"'));
	});

	onBothKits(id, 'refuses a wrong type and size as errors of the field', async (app) => {
		const visitor = await signedIn(app, { email: 'wrong@example.com' });
		const before = uploads(app);
		const fake = await save(visitor, 'wrong', new File(['x'], 'a.png', { type: 'image/png' }));
		assert.equal(fake.status, 400);
		assert.equal(fake.element('avatar'), 'This is not a PNG, JPEG or WebP image.');
		const large = await save(visitor, 'wrong', png(2_500_000));
		assert.deepEqual([large.status, large.element('avatar')], [400, 'At most 2 MB.']);
		const text = await save(visitor, 'wrong', new File(['x'], 'a.txt', { type: 'text/plain' }));
		assert.equal(text.status, 400);
		assert.deepEqual(uploads(app), before);
	});

	onBothKits(id, 'leaves no file behind when the handle is taken', async (app) => {
		await app.addUser({ email: 'owner@example.com', handle: 'taken' });
		const visitor = await signedIn(app, { email: 'late@example.com' });
		const before = uploads(app);
		const { status, element } = await save(visitor, 'taken', png());
		assert.deepEqual([status, element('handle')], [400, 'This handle is taken.']);
		assert.deepEqual(uploads(app), before);
	});

	onBothKits(
		id,
		'an account is deleted with its file and session, and says goodbye',
		async (app) => {
			const visitor = await signedIn(app, { email: 'leaver@example.com' });
			const before = uploads(app);
			await save(visitor, 'leaver', png());
			const remove = async (secret: string): Promise<Answer> =>
				await visitor.ask('/settings/profile?/deleteAccount', { form: { password: secret } });
			assert.equal((await remove('nope')).status, 403);
			const { status, location } = await remove(password);
			assert.deepEqual([status, location], [303, '/goodbye']);
			assert.deepEqual(uploads(app), before);
			assert.equal(visitor.cookies.has('session'), false);
			const left = await app.sql(`select 1 from users where id = '${visitor.id}'
			union all select 1 from sessions where user_id = '${visitor.id}'`);
			assert.deepEqual(left, []);
		},
	);
});
