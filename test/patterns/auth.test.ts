import assert from 'node:assert/strict';
import { describe } from 'mocha';
import { password, signedIn, type Answer, type App } from './app.ts';
import { onBothKits } from './proof.ts';

const sessions = 'advanced-authentication-system';
const guards = 'protected-routes-pattern';
const login = 'login-with-remember-me';

function sessionCookie(answer: Answer): string {
	return answer.headers.getSetCookie().find((line) => line.startsWith('session=')) ?? '';
}

async function signIn(app: App, email: string, more: Record<string, string> = {}): Promise<Answer> {
	await app.addUser({ email });
	return await app.visitor().ask('/login', { form: { email, password, ...more } });
}

describe('a session', () => {
	onBothKits(sessions, 'has a cookie without expiry unless remembered', async (app) => {
		const cookie = sessionCookie(await signIn(app, 'short@example.com'));
		assert.match(cookie, /; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
		assert.doesNotMatch(cookie, /expires|max-age/i);
	});

	onBothKits(sessions, 'lasts thirty days when remembered', async (app) => {
		const cookie = sessionCookie(await signIn(app, 'long@example.com', { remember: 'on' }));
		const end = Date.parse(/Expires=([^;]+)/i.exec(cookie)?.[1] ?? '');
		const days = (end - Date.now()) / 86_400_000;
		assert.ok(days > 29.9 && days <= 30, cookie);
	});

	onBothKits(sessions, 'is stored as a digest of its token', async (app) => {
		const visitor = await signedIn(app, { email: 'digest@example.com' });
		const rows = await app.sql<{ id: string }>(
			`select id from sessions where user_id = '${visitor.id}'`,
		);
		assert.equal(rows.length, 1);
		assert.match(rows[0]?.id ?? '', /^[0-9a-f]{64}$/);
		assert.notEqual(rows[0]?.id, visitor.cookies.get('session'));
	});

	onBothKits(sessions, 'gives the app four fields of the user', async (app) => {
		const visitor = await signedIn(app, { email: 'fields@example.com' });
		assert.deepEqual((await visitor.ask('/lab/user')).json(), {
			id: visitor.id,
			email: 'fields@example.com',
			name: 'Ada',
			role: 'member',
		});
	});

	onBothKits(sessions, 'is renewed in its second half, and ends when it expires', async (app) => {
		const visitor = await signedIn(app, { email: 'renew@example.com' });
		assert.equal(sessionCookie(await visitor.ask('/lab/user')), '', 'fresh ones stay');
		const update = async (value: string): Promise<unknown> =>
			await app.sql(`update sessions set expires_at = ${value} where user_id = '${visitor.id}'`);
		await update(`now() + interval '1 hour'`);
		assert.notEqual(sessionCookie(await visitor.ask('/lab/user')), '');
		const renewed = await app.sql(
			`select expires_at > now() + interval '11 hours' as late from sessions where user_id = '${visitor.id}'`,
		);
		assert.deepEqual(renewed, [{ late: true }]);
		await update(`now() - interval '1 second'`);
		assert.equal((await visitor.ask('/lab/user')).json(), null);
		assert.equal(visitor.cookies.has('session'), false);
	});

	onBothKits(`${sessions} ${login}`, 'ends with the sign-out, on the server too', async (app) => {
		const visitor = await signedIn(app, { email: 'out@example.com' });
		const { status, location } = await visitor.ask('/logout', { form: {} });
		assert.deepEqual([status, location], [303, '/login']);
		assert.equal(visitor.cookies.has('session'), false);
		assert.deepEqual(await app.sql(`select 1 from sessions where user_id = '${visitor.id}'`), []);
	});
});

describe('the login form', () => {
	onBothKits(login, 'goes back to the page that asked, and not to another site', async (app) => {
		const back = '/settings/profile?tab=a';
		const visitor = app.visitor();
		const asked = await visitor.ask(back);
		assert.equal(asked.location, `/login?redirectTo=${encodeURIComponent(back)}`);
		await app.addUser({ email: 'back@example.com' });
		const form = { email: 'Back@Example.com', password };
		const { status, location } = await visitor.ask(asked.location ?? '', { form });
		assert.deepEqual([status, location], [303, back]);
	});

	onBothKits(
		`${login} password-hashing`,
		'does not say which half was wrong, nor repeat it',
		async (app) => {
			await app.addUser({ email: 'half@example.com' });
			for (const email of ['half@example.com', 'nobody@example.com']) {
				const form = { email, password: 'wrong-secret' };
				const { status, text, element } = await app.visitor().ask('/login', { form });
				assert.deepEqual([status, element('error')], [400, 'Wrong e-mail address or password.']);
				assert.ok(!text.includes('wrong-secret'));
			}
		},
	);

	onBothKits(
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

	onBothKits(`${login} rate-limiter`, 'slows down guessing', async (app) => {
		const address = '192.0.2.7';
		const codes: number[] = [];
		for (let i = 0; i < 7; i++) {
			const form = { email: 'guess@example.com', password: 'guess' };
			codes.push((await app.visitor().ask('/login', { form, address })).status);
		}
		assert.deepEqual(codes, [400, 400, 400, 400, 400, 429, 429]);
	});
});

describe('a guard', () => {
	onBothKits(guards, 'refuses a redirectTo of another origin', async (app) => {
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

	onBothKits(guards, 'protects the data of a page and its actions', async (app) => {
		await app.addUser({ email: 'private@example.com' });
		const data = await app.visitor().ask('/settings/profile/__data.json');
		assert.match(data.text, /"redirect"/);
		assert.ok(!data.text.includes('private@example.com'));
		const form = { name: 'x' };
		const action = await app.visitor().ask('/settings/profile?/updateProfile', { form });
		assert.equal(action.status, 303);
		assert.match(action.location ?? '', /^\/login\?/);
	});

	onBothKits(
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
	onBothKits(
		'better-auth better-auth-tables',
		'signs up, signs in and knows its user',
		async (app) => {
			const visitor = app.visitor();
			const account = { email: 'better@example.com', password, name: 'Better' };
			const signUp = await visitor.ask('/api/auth/sign-up/email', { json: account });
			assert.equal(signUp.status, 200, signUp.text + app.output());
			assert.equal((await visitor.ask('/lab/better-auth')).json(), account.email);
			assert.equal((await app.visitor().ask('/lab/better-auth')).json(), null);
			const wrong = { email: account.email, password: 'not the password' };
			const refused = await app.visitor().ask('/api/auth/sign-in/email', { json: wrong });
			assert.equal(refused.status, 401);
			const stored = await app.sql(`select password from auth_account`);
			assert.ok(stored.length > 0 && !JSON.stringify(stored).includes(password));
		},
	);

	onBothKits('better-auth', 'sets its cookies from a call on the server', async (app) => {
		const account = { email: 'server@example.com', password, name: 'Server' };
		await app.visitor().ask('/api/auth/sign-up/email', { json: account });
		const visitor = app.visitor();
		assert.equal((await visitor.ask('/lab/better-auth', { json: account })).status, 204);
		assert.equal((await visitor.ask('/lab/better-auth')).json(), account.email);
	});
});

describe('Supabase', () => {
	onBothKits(
		'supabase-sessions',
		'claims are believed only with a valid signature',
		async (app) => {
			const ask = async (cookie?: string): Promise<unknown> => {
				const headers = cookie === undefined ? {} : { cookie };
				return (await app.visitor().ask('/lab/supabase', { headers })).json();
			};
			assert.equal(await ask(), null);
			assert.equal(await ask(app.outside.supabaseCookie('user-1', true)), 'user-1');
			assert.equal(await ask(app.outside.supabaseCookie('user-1', false)), null);
		},
	);
});
