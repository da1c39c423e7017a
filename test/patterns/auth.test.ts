import assert from 'node:assert/strict';
import { scryptSync } from 'node:crypto';
import { describe } from 'mocha';
import { password, signedIn, type Answer, type App, type Visitor } from './app.ts';
import { onEachKit } from './proof.ts';

const sessions = 'advanced-authentication-system';
const guards = 'protected-routes-pattern';
const login = 'login-with-remember-me';

function sessionCookie(answer: Answer): string {
	return answer.headers.getSetCookie().find((line) => line.startsWith('__Host-session=')) ?? '';
}

async function signIn(app: App, email: string, more: Record<string, string> = {}): Promise<Answer> {
	await app.addUser({ email });
	return await app.visitor().ask('/login', { form: { email, password, ...more } });
}

describe('a session', () => {
	onEachKit(sessions, 'has a cookie without expiry unless remembered', async (app) => {
		const cookie = sessionCookie(await signIn(app, 'short@example.com'));
		assert.match(cookie, /; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
		assert.doesNotMatch(cookie, /expires|max-age/i);
	});

	onEachKit(sessions, 'lasts thirty days when remembered', async (app) => {
		const cookie = sessionCookie(await signIn(app, 'long@example.com', { remember: 'on' }));
		const end = Date.parse(/Expires=([^;]+)/i.exec(cookie)?.[1] ?? '');
		const days = (end - Date.now()) / 86_400_000;
		assert.ok(days > 29.9 && days <= 30, cookie);
	});

	onEachKit(sessions, 'is stored as a digest of its token', async (app) => {
		const visitor = await signedIn(app, { email: 'digest@example.com' });
		const rows = await app.sql<{ id: string }>(
			`select id from sessions where user_id = '${visitor.id}'`,
		);
		assert.equal(rows.length, 1);
		assert.match(rows[0]?.id ?? '', /^[0-9a-f]{64}$/);
		assert.notEqual(rows[0]?.id, visitor.cookies.get('__Host-session'));
	});

	onEachKit(sessions, 'gives the app four fields of the user', async (app) => {
		const visitor = await signedIn(app, { email: 'fields@example.com' });
		assert.deepEqual((await visitor.ask('/lab/user')).json(), {
			id: visitor.id,
			email: 'fields@example.com',
			name: 'Ada',
			role: 'member',
		});
	});

	onEachKit(sessions, 'is extended once an hour, and ends when it expires', async (app) => {
		const visitor = await signedIn(app, { email: 'renew@example.com' });
		const asked = async (): Promise<string> => sessionCookie(await visitor.ask('/lab/user'));
		const update = async (values: string): Promise<unknown> =>
			await app.sql(`update sessions set ${values} where user_id = '${visitor.id}'`);
		const isLate = async (): Promise<unknown> =>
			await app.sql(`select expires_at > now() + interval '11 hours' as late, seen_at > now() -
				interval '1 minute' as seen from sessions where user_id = '${visitor.id}'`);
		assert.equal(await asked(), '', 'fresh ones stay');
		await update(`seen_at = now() - interval '61 minutes', expires_at = now() + interval '1 hour'`);
		assert.notEqual(await asked(), '');
		assert.deepEqual(await isLate(), [{ late: true, seen: true }]);
		await update(`expires_at = now() - interval '1 second'`);
		assert.equal((await visitor.ask('/lab/user')).json(), null);
		assert.equal(visitor.cookies.has('__Host-session'), false);
	});

	onEachKit(sessions, 'ends after ninety days however it is used', async (app) => {
		const visitor = await signedIn(app, { email: 'ninety@example.com' });
		await app.sql(`update sessions set seen_at = now() - interval '2 hours', remember = true,
			created_at = now() - interval '89 days' where user_id = '${visitor.id}'`);
		await visitor.ask('/lab/user');
		const rows = await app.sql(`select expires_at < now() + interval '25 hours' as soon
			from sessions where user_id = '${visitor.id}'`);
		assert.deepEqual(rows, [{ soon: true }]);
	});

	onEachKit(sessions, 'that has expired goes with the next sign-in of anybody', async (app) => {
		const gone = await signedIn(app, { email: 'swept@example.com' });
		await app.sql(`update sessions set expires_at = now() - interval '1 day'
			where user_id = '${gone.id}'`);
		await signedIn(app, { email: 'sweeper@example.com' });
		assert.deepEqual(await app.sql(`select 1 from sessions where user_id = '${gone.id}'`), []);
	});

	onEachKit(
		'signed-in-devices',
		'is listed, and ended from another one of its user',
		async (app) => {
			const email = 'devices@example.com';
			const here = await signedIn(app, { email });
			const elsewhere = app.visitor();
			const headers = { 'user-agent': 'Elsewhere/1.0' };
			await elsewhere.ask('/login', { form: { email, password }, headers });
			const stranger = await signedIn(app, { email: 'no-device@example.com' });

			const { text } = await here.ask('/settings/sessions');
			assert.match(text, /Elsewhere\/1\.0[^]*\(this one\)|\(this one\)[^]*Elsewhere\/1\.0/);
			const id = /name="id" value="([0-9a-f]{64})"/.exec(text)?.[1] ?? '';
			const end = { form: { id } };
			await stranger.ask('/settings/sessions?/end', end);
			assert.equal((await elsewhere.ask('/lab/user')).json<{ email: string }>().email, email);
			await here.ask('/settings/sessions?/end', end);
			assert.equal((await elsewhere.ask('/lab/user')).json(), null);

			const { status, location } = await here.ask('/settings/sessions?/endAll', { form: {} });
			assert.deepEqual([status, location], [303, '/login']);
			assert.equal((await here.ask('/lab/user')).json(), null);
			assert.equal((await app.visitor().ask('/settings/sessions')).status, 303);
		},
	);

	onEachKit(`${sessions} ${login}`, 'ends with the sign-out, on the server too', async (app) => {
		const visitor = await signedIn(app, { email: 'out@example.com' });
		const { status, location } = await visitor.ask('/logout', { form: {} });
		assert.deepEqual([status, location], [303, '/login']);
		assert.equal(visitor.cookies.has('__Host-session'), false);
		assert.deepEqual(await app.sql(`select 1 from sessions where user_id = '${visitor.id}'`), []);
	});
});

describe('the login form', () => {
	onEachKit(login, 'goes back to the page that asked, and not to another site', async (app) => {
		const back = '/settings/profile?tab=a';
		const visitor = app.visitor();
		const asked = await visitor.ask(back);
		assert.equal(asked.location, `/login?redirectTo=${encodeURIComponent(back)}`);
		await app.addUser({ email: 'back@example.com' });
		const form = { email: 'Back@Example.com', password };
		const { status, location } = await visitor.ask(asked.location ?? '', { form });
		assert.deepEqual([status, location], [303, back]);
	});

	onEachKit(
		`${login} password-hashing`,
		'does not say which half was wrong, nor repeat it',
		async (app) => {
			await app.addUser({ email: 'half@example.com' });
			for (const email of ['half@example.com', 'nobody@example.com']) {
				const form = { email, password: 'wrong-secret' };
				const { status, text, element } = await app.visitor().ask('/login', { form });
				assert.deepEqual(
					[status, element('login-error')],
					[400, 'Wrong e-mail address or password.'],
				);
				assert.ok(!text.includes('wrong-secret'));
			}
		},
	);

	onEachKit(
		'password-hashing',
		'takes as long for an unknown account as for a known one',
		async (app) => {
			await app.addUser({ email: 'time@example.com' });
			// Time on the processor, which does not depend on what else the machine does.
			const used = async (): Promise<number> =>
				(await app.visitor().ask('/lab/processor')).json<number>();
			const cost = async (email: string): Promise<number> => {
				const before = await used();
				for (let i = 0; i < 4; i++) {
					await app.visitor().ask('/login', { form: { email, password: 'x' } });
				}
				return (await used()) - before;
			};
			const [known, unknown] = [await cost('time@example.com'), await cost('no@example.com')];
			assert.ok(unknown > known * 0.6 && known > unknown * 0.6, `${known} and ${unknown}`);
		},
	);

	onEachKit('password-hashing', 'makes hashes of another cost anew', async (app) => {
		const cheap = scryptSync(password, 'salt', 64, { N: 1024, r: 8, p: 1 }).toString('base64url');
		const salt = Buffer.from('salt').toString('base64url');
		const id = await app.addUser({ email: 'cheap@example.com' });
		await app.sql(`update users set password_hash = 'scrypt$1024$8$1$${salt}$${cheap}'
			where id = '${id}'`);
		for (const form of [
			{ email: 'cheap@example.com', password },
			{ email: 'cheap@example.com', password },
		]) {
			assert.equal((await app.visitor().ask('/login', { form })).status, 303);
		}
		const [row] = await app.sql<{ hash: string }>(
			`select password_hash as hash from users where id = '${id}'`,
		);
		assert.match(row?.hash ?? '', /^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{86}$/);
	});

	const guess = async (app: App, email: string, address?: string): Promise<number> =>
		(
			await app.visitor().ask('/login', {
				form: { email, password: 'guess' },
				...(address !== undefined && { address }),
			})
		).status;

	onEachKit(`${login} rate-limiter`, 'slows down guessing at one account', async (app) => {
		const codes: number[] = [];
		await app.atOneMoment(async () => {
			for (let i = 0; i < 7; i++) codes.push(await guess(app, 'guess@example.com'));
		});
		assert.deepEqual(codes, [400, 400, 400, 400, 400, 429, 429]);
	});

	onEachKit(`${login} rate-limiter`, 'slows down guessing from one address', async (app) => {
		const codes = await app.atOneMoment(() =>
			Promise.all(
				Array.from({ length: 14 }, (_, i) => guess(app, `guess-${i}@example.com`, '192.0.2.7')),
			),
		);
		const count = (code: number): number => codes.filter((each) => each === code).length;
		assert.deepEqual([count(400), count(429)], [10, 4]);
	});
});

describe('a guard', () => {
	onEachKit(guards, 'refuses a redirectTo of another origin', async (app) => {
		const visitor = await signedIn(app, { email: 'evil@example.com' });
		for (const [target, expected] of [
			['/settings/profile?tab=a#b', '/settings/profile?tab=a#b'],
			['https://evil.example/x', '/'],
			['//evil.example', '/'],
			['/\\evil.example', '/'],
			['\t//evil.example', '/'],
			['javascript:alert(1)', '/'],
			['http://[', '/'],
			// Of this origin as they stand, of another one to a browser that gets their path.
			['/.//evil.example', '/evil.example'],
			['/%2e%2e//evil.example', '/evil.example'],
		] as const) {
			const answer = await visitor.ask(`/login?redirectTo=${encodeURIComponent(target)}`);
			assert.deepEqual([answer.status, answer.location], [303, expected], target);
		}
	});

	onEachKit(guards, 'protects the data of a page and its actions', async (app) => {
		await app.addUser({ email: 'private@example.com' });
		const data = await app.visitor().ask('/settings/profile/__data.json');
		assert.match(data.text, /"redirect"/);
		assert.ok(!data.text.includes('private@example.com'));
		const form = { name: 'x' };
		const action = await app.visitor().ask('/settings/profile?/updateProfile', { form });
		assert.equal(action.status, 303);
		assert.match(action.location ?? '', /^\/login\?/);
	});

	onEachKit(
		guards,
		'answers 401 to strangers and 403 to the wrong role under /api',
		async (app) => {
			const product = { sku: 'ROLE-1', name: 'x', priceCents: 1 };
			const stranger = await app.visitor().ask('/api/products', { json: product });
			const member = await signedIn(app, { email: 'member@example.com' });
			const refused = await member.ask('/api/products', { json: product });
			assert.deepEqual([stranger.status, refused.status], [401, 403]);
		},
	);
});

describe('better-auth', () => {
	const id = 'better-auth';
	const signUp = async (app: App, email: string): Promise<Visitor> => {
		const visitor = app.visitor();
		const json = { email, password, name: 'Better' };
		const answer = await visitor.ask('/api/auth/sign-up/email', { json });
		assert.equal(answer.status, 200, answer.text + app.output());
		return visitor;
	};
	const known = (email: string): object => ({ email, role: 'member', of: true });

	onEachKit(
		`${id} better-auth-tables`,
		'signs up, and tells the app its user and session',
		async (app) => {
			const email = 'better@example.com';
			const visitor = await signUp(app, email);
			assert.deepEqual((await visitor.ask('/lab/better-auth')).json(), known(email));
			assert.equal((await app.visitor().ask('/lab/better-auth')).json(), null);
			const wrong = { email, password: 'not the password' };
			const refused = await app.visitor().ask('/api/auth/sign-in/email', { json: wrong });
			assert.equal(refused.status, 401);
			const stored = await app.sql(`select password from account`);
			assert.ok(stored.length > 0 && !JSON.stringify(stored).includes(password));
		},
	);

	onEachKit(id, 'lets nobody choose a role', async (app) => {
		const json = { email: 'chief@example.com', password, name: 'Chief', role: 'admin' };
		const visitor = app.visitor();
		await visitor.ask('/api/auth/sign-up/email', { json });
		const roles = await app.sql(`select role from "user" where email = '${json.email}'`);
		assert.ok(!JSON.stringify(roles).includes('admin'));
	});

	onEachKit(id, 'sets its cookies from a call on the server', async (app) => {
		const email = 'server@example.com';
		await signUp(app, email);
		const visitor = app.visitor();
		const json = { email, password };
		assert.equal((await visitor.ask('/lab/better-auth', { json })).status, 204);
		assert.deepEqual((await visitor.ask('/lab/better-auth')).json(), known(email));
	});

	onEachKit(id, 'has a form to sign up, in and out', async (app) => {
		const form = { email: 'form@example.com', password };
		const visitor = app.visitor();
		const up = await visitor.ask('/other/login?/signUp', { form });
		assert.deepEqual([up.status, up.location], [303, '/'], up.text);
		const out = await visitor.ask('/other/login?/signOut', { form: {} });
		assert.equal(out.status, 303);
		assert.equal((await visitor.ask('/lab/better-auth')).json(), null);

		const wrong = { ...form, password: 'not the password' };
		const refused = await visitor.ask('/other/login?/signIn', { form: wrong });
		assert.deepEqual(
			[refused.status, refused.element('login-error')],
			[400, 'Invalid email or password'],
		);
		assert.ok(
			refused.text.includes('value="form@example.com"') && !refused.text.includes(wrong.password),
		);
		await visitor.ask('/other/login?/signIn', { form });
		assert.deepEqual((await visitor.ask('/lab/better-auth')).json(), known(form.email));
	});
});

describe('Supabase', () => {
	const id = 'supabase-sessions';

	onEachKit(id, 'claims are believed only with a valid signature', async (app) => {
		const ask = async (cookie?: string): Promise<unknown> => {
			const headers = cookie === undefined ? {} : { cookie };
			return (await app.visitor().ask('/lab/supabase', { headers })).json();
		};
		assert.equal(await ask(), null);
		assert.equal(await ask(app.outside.supabaseCookie('user-1', true)), 'user-1');
		assert.equal(await ask(app.outside.supabaseCookie('user-1', false)), null);
	});

	onEachKit(id, 'keeps an answer that renews a session out of caches', async (app) => {
		const old = { headers: { cookie: app.outside.supabaseCookie('user-2', true, -60) } };
		for (const target of ['/lab/supabase', '/lab/supabase?redirect']) {
			const { headers } = await app.visitor().ask(target, old);
			assert.ok(
				headers.getSetCookie().some((line) => line.startsWith('sb-127-auth-token=')),
				target,
			);
			assert.match(headers.get('cache-control') ?? '', /private.*no-store/, target);
		}
		const fresh = { headers: { cookie: app.outside.supabaseCookie('user-2', true) } };
		const { headers } = await app.visitor().ask('/lab/supabase', fresh);
		assert.deepEqual([headers.getSetCookie(), headers.get('cache-control')], [[], null]);
	});

	onEachKit(id, 'signs in by the link of a mail, and by no other', async (app) => {
		const confirm = async (hash: string): Promise<Answer> =>
			await app.visitor().ask(`/lab/supabase/confirm?type=email&token_hash=${hash}`);
		const good = await confirm('good');
		assert.deepEqual([good.status, good.location], [303, '/'], good.text);
		assert.ok(good.headers.getSetCookie().some((line) => line.startsWith('sb-127-auth-token=')));
		assert.equal((await confirm('old')).status, 400);
		assert.equal((await app.visitor().ask('/lab/supabase/confirm')).status, 400);
	});
});
