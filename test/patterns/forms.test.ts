import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe } from 'mocha';
import {
	password,
	signedIn,
	validEnvironment,
	type App,
	type Answer,
	type Visitor,
} from './app.ts';
import { onEachKit } from './proof.ts';

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

	onEachKit('form-actions', 'the redirect after the action happens', async (app) => {
		const form = { email: 'a@example.com', body: long };
		const { status, location } = await app.visitor().ask('/contact?/send', { form });
		assert.deepEqual([status, location], [303, '/contact/thanks']);
		const rows = await app.sql(`select body from messages where email = 'a@example.com'`);
		assert.deepEqual(rows, [{ body: long }]);
		assert.equal((await app.visitor().ask(location ?? '')).status, 200);
	});

	onEachKit('form-actions', 'what a robot fills in is thanked for and dropped', async (app) => {
		const form = { email: 'robot@example.com', body: long, website: 'https://spam.example' };
		const { status, location } = await app.visitor().ask('/contact?/send', { form });
		assert.deepEqual([status, location], [303, '/contact/thanks']);
		const rows = await app.sql(`select 1 from messages where email = 'robot@example.com'`);
		assert.deepEqual(rows, []);
	});

	onEachKit(
		'form-actions',
		'bad input comes back with messages, and only named fields',
		async (app) => {
			const form = { email: 'x', body: 'short', password: 'hunter2' };
			const answer = await app.visitor().ask('/contact?/send', { form });
			assert.equal(answer.status, 400);
			assert.equal(answer.element('email-error'), 'Please enter a valid e-mail address.');
			assert.equal(answer.element('body-error'), 'Please write at least 10 characters.');
			const [, input = ''] = /<input([^>]*id="email"[^>]*)>/.exec(answer.text) ?? [];
			assert.match(input, /aria-invalid="true"/);
			assert.match(input, /aria-describedby="email-error"/);
			assert.ok(answer.text.includes('>short</textarea>') && !answer.text.includes('hunter2'));
		},
	);

	onEachKit('form-actions', 'a file in a text field is refused like an empty one', async (app) => {
		const form = new FormData();
		form.set('email', new File(['x'], 'x.txt'));
		form.set('body', long);
		assert.equal((await app.visitor().ask('/contact?/send', { form })).status, 400);
	});

	onEachKit('form-actions', 'a failing database is a 503 that keeps the text', async (app) => {
		await app.sql('alter table messages rename to messages_away');
		const form = { email: 'a@example.com', body: long };
		const answer = await app.visitor().ask('/contact?/send', { form });
		await app.sql('alter table messages_away rename to messages');
		assert.equal(answer.status, 503);
		assert.ok(answer.text.includes(`>${long}</textarea>`));
	});
});

describe('signing up', () => {
	const id = 'zod-superforms-integration';
	const signUp = async (app: App, email: string, address?: string): Promise<Answer> =>
		await app.visitor().ask('/signup', { form: { email }, ...(address && { address }) });
	/** What the last mail to somebody says: without a key for the service it is in the log. */
	const mailTo = (app: App, email: string): string =>
		app.output().split(`Mail to ${email}: `).at(-1) ?? '';
	const linkIn = (mail: string): string => /http:\/\/[^/\s]+(\/signup\/\S+)/.exec(mail)?.[1] ?? '';
	const account = { name: 'New', password };

	onEachKit(`${id} mail`, 'answers the same whether or not there is an account', async (app) => {
		await app.addUser({ email: 'known@example.com' });
		const answers = [
			await signUp(app, 'Known@example.com'),
			await signUp(app, 'unknown@example.com'),
		];
		for (const answer of answers) {
			assert.deepEqual(
				[answer.status, answer.element('message'), answer.headers.getSetCookie()],
				[200, 'Please look into your mail.', []],
			);
		}
		assert.match(mailTo(app, 'known@example.com'), /You have an account already/);
		assert.notEqual(linkIn(mailTo(app, 'unknown@example.com')), '');
		const nonsense = await signUp(app, 'nonsense');
		assert.deepEqual([nonsense.status, nonsense.element('email-error') === ''], [400, false]);
	});

	onEachKit(`${id} password-hashing`, 'the link makes an account and a session', async (app) => {
		await signUp(app, 'fresh@example.com');
		const link = linkIn(mailTo(app, 'fresh@example.com'));
		const visitor = app.visitor();
		assert.ok((await visitor.ask(link)).text.includes('fresh@example.com'));
		const short = await visitor.ask(link, { form: { ...account, password: 'too short' } });
		assert.deepEqual(
			[short.status, short.element('password-error'), short.text.includes('too short')],
			[400, 'At least 12 characters.', false],
		);
		const { status, location } = await visitor.ask(link, { form: account });
		assert.deepEqual([status, location], [303, '/']);
		const user = (await visitor.ask('/lab/user')).json<{ email: string; name: string }>();
		assert.deepEqual([user.email, user.name], ['fresh@example.com', 'New']);
		const form = { email: 'fresh@example.com', password };
		assert.equal((await app.visitor().ask('/login', { form })).status, 303);
		const again = await app.visitor().ask(link, { form: account });
		assert.deepEqual(
			[again.status, again.element('error')],
			[400, 'You have an account already: sign in.'],
		);
	});

	onEachKit(id, 'forged and old links lead nowhere', async (app) => {
		const link = (email: string, age: number, secret: string): string => {
			const end = Date.now() + 3_600_000 - age;
			const content = Buffer.from(JSON.stringify([email, end])).toString('base64url');
			const signature = createHmac('sha256', secret).update(content).digest('base64url');
			return `/signup/${content}.${signature}`;
		};
		const { SIGNUP_SECRET } = validEnvironment;
		const statusOf = async (target: string): Promise<number> =>
			(await app.visitor().ask(target)).status;
		assert.equal(await statusOf(link('x@example.com', 0, SIGNUP_SECRET)), 200);
		for (const bad of [
			link('x@example.com', 3_600_001, SIGNUP_SECRET),
			link('x@example.com', 0, 'another secret'),
			`${link('x@example.com', 0, SIGNUP_SECRET)}.x`.replace('.', '.A'),
			'/signup/nonsense',
		]) {
			assert.equal(await statusOf(bad), 404, bad);
			assert.equal((await app.visitor().ask(bad, { form: account })).status, 404, bad);
		}
	});

	onEachKit(`${id} rate-limiter`, 'floods neither a mailbox nor the server', async (app) => {
		const codes: number[] = [];
		for (let i = 0; i < 4; i++) codes.push((await signUp(app, 'full@example.com')).status);
		assert.deepEqual(codes, [200, 200, 200, 429]);
		let last = 0;
		for (let i = 0; i < 21; i++) {
			last = (await signUp(app, `flood-${i}@example.com`, `2001:db8:7::${i + 1}`)).status;
		}
		assert.equal(last, 429);
	});
});

describe('uploading a photo', () => {
	const upload = async (visitor: Visitor, photo: File): Promise<Answer> => {
		const form = new FormData();
		form.set('photo', photo);
		return await visitor.ask('/photos?/upload', { form });
	};

	onEachKit('file-upload', 'an image is stored under a name of its own', async (app) => {
		const visitor = await signedIn(app, { email: 'photo@example.com' });
		const answer = await upload(visitor, png(1_500_000));
		assert.equal(answer.status, 200, answer.text);
		const [, name = ''] = /<img src="\/uploads\/([^"]*)"/.exec(answer.text) ?? [];
		assert.match(name, /^[0-9a-f-]{36}\.png$/);
		assert.equal(readFileSync(path.join(app.folder, 'uploads', name)).length, 1_500_008);
	});

	onEachKit('file-upload', 'an image is shown as what it is, and as nothing else', async (app) => {
		const visitor = await signedIn(app, { email: 'shown@example.com' });
		const answer = await upload(visitor, png(1_000));
		const [, address = ''] = /<img src="([^"]*)"/.exec(answer.text) ?? [];
		const shown = await app.visitor().ask(address);
		assert.deepEqual(
			['content-type', 'content-length', 'x-content-type-options', 'cache-control'].map((name) =>
				shown.headers.get(name),
			),
			['image/png', '1008', 'nosniff', 'public, max-age=31536000, immutable'],
		);
		for (const name of [
			'nothing.png',
			'00000000-0000-0000-0000-000000000000.png',
			'..%2f..%2fpackage.json',
			'..%2fdrizzle%2fmeta%2f_journal.json',
		]) {
			assert.equal((await app.visitor().ask(`/uploads/${name}`)).status, 404, name);
		}
	});

	onEachKit('file-upload', 'a wrong type is refused, whatever it calls itself', async (app) => {
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
	onEachKit('cookies', 'has an explicit path and is checked when it is read', async (app) => {
		const visitor = app.visitor();
		const answer = await visitor.ask('/preferences', { form: { theme: 'dark' } });
		assert.deepEqual([answer.status, answer.location], [303, '/preferences']);
		const cookie = answer.headers.getSetCookie()[0] ?? '';
		assert.match(cookie, /^theme=dark; .*Max-Age=31536000; Path=\/; HttpOnly/);
		const chosen = ({ text }: Answer): string | undefined =>
			/<option(?=[^>]*\sselected)[^>]*>([^<]*)/.exec(text)?.[1];
		assert.equal(chosen(await visitor.ask('/preferences')), 'dark');
		const forged = { headers: { cookie: 'theme=evil' } };
		assert.equal(chosen(await app.visitor().ask('/preferences', forged)), 'system');
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

	onEachKit(id, 'is saved, and the old avatar goes', async (app) => {
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

	onEachKit(id, 'refuses a wrong type and size as errors of the field', async (app) => {
		const visitor = await signedIn(app, { email: 'wrong@example.com' });
		const before = uploads(app);
		const fake = await save(visitor, 'wrong', new File(['x'], 'a.png', { type: 'image/png' }));
		assert.equal(fake.status, 400);
		assert.equal(fake.element('avatar-error'), 'This is not a PNG, JPEG or WebP image.');
		const large = await save(visitor, 'wrong', png(2_500_000));
		assert.deepEqual([large.status, large.element('avatar-error')], [400, 'At most 2 MB.']);
		const text = await save(visitor, 'wrong', new File(['x'], 'a.txt', { type: 'text/plain' }));
		assert.equal(text.status, 400);
		assert.deepEqual(uploads(app), before);
	});

	onEachKit(id, 'leaves no file behind when the handle is taken', async (app) => {
		await app.addUser({ email: 'owner@example.com', handle: 'taken' });
		const visitor = await signedIn(app, { email: 'late@example.com' });
		const before = uploads(app);
		const { status, element } = await save(visitor, 'taken', png());
		assert.deepEqual([status, element('handle-error')], [400, 'This handle is taken.']);
		assert.deepEqual(uploads(app), before);
	});

	onEachKit(id, 'needs no handle', async (app) => {
		const answers = [];
		for (const email of ['bare@example.com', 'naked@example.com']) {
			answers.push((await save(await signedIn(app, { email }), '')).element('message'));
		}
		assert.deepEqual(answers, ['Saved.', 'Saved.']);
	});

	onEachKit(
		id,
		'an account is deleted with its file and session, and says goodbye',
		async (app) => {
			const visitor = await signedIn(app, { email: 'leaver@example.com' });
			const before = uploads(app);
			await save(visitor, 'leaver', png());
			await app.sql(`insert into products (id, sku, name, price_cents)
				values ('left', 'LEFT', 'Left', 1)`);
			await app.sql(`insert into orders (id, user_id, request_key, product_id, quantity, total_cents)
				values ('left', '${visitor.id}', 'left', 'left', 1, 1)`);
			const remove = async (secret: string): Promise<Answer> =>
				await visitor.ask('/settings/profile?/deleteAccount', { form: { password: secret } });
			assert.equal((await remove('nope')).status, 403);
			const { status, location } = await remove(password);
			assert.deepEqual([status, location], [303, '/goodbye']);
			assert.equal((await visitor.ask('/goodbye')).status, 200);
			const orders = await app.sql(`select user_id from orders where id = 'left'`);
			assert.deepEqual(orders, [{ user_id: null }], 'an order is an account');
			assert.deepEqual(uploads(app), before);
			assert.equal(visitor.cookies.has('__Host-session'), false);
			const left = await app.sql(`select 1 from users where id = '${visitor.id}'
			union all select 1 from sessions where user_id = '${visitor.id}'`);
			assert.deepEqual(left, []);
		},
	);
});
