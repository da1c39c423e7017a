import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findSecrets } from '../../../src/core/workspace/secretText.ts';
import {
	anonymousRole,
	drawn,
	privateKey,
	sampleSecrets,
	signed,
} from '../../helpers/sampleSecrets.ts';
import { hostileSecretParts } from '../../helpers/hostileText.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';
import { shareOf } from '../../helpers/turn.ts';

function found(text: string): readonly string[] {
	return findSecrets(text).map(({ start, end }) => text.slice(start, end));
}

/** What may stand around a secret without hiding it. */
const surroundings: readonly ((secret: string) => string)[] = [
	(secret) => secret,
	(secret) => `TOKEN=${secret}\n`,
	(secret) => `export const token = '${secret}';`,
	(secret) => `const a = 1;\r\nconst token = "${secret}";\r\nconst b = 2;\r\n`,
	(secret) => `token: ${secret}\nother: 1`,
	(secret) => `  "token": "x", // ${secret}`,
	(secret) => `curl https://api.shop.io/v1 -H "X-Token: ${secret}"`,
	(secret) => `<p>${secret}</p>`,
	(secret) => `\uFEFF${secret} `,
	(secret) => `# é😀 ${secret} é`,
	(secret) => `(${secret})`,
];

function inLongText(secret: string): string {
	return `${'x\n'.repeat(100_000)}${secret}\n${'y '.repeat(1_000)}`;
}

describe('secrets in a text', () => {
	const samples = Object.entries(sampleSecrets);
	const inLongTexts = new Set(shareOf(samples, 4));
	for (const sample of samples) {
		const [what, secret] = sample;
		it(`are found wherever they stand: ${what}`, () => {
			for (const around of [...surroundings, ...(inLongTexts.has(sample) ? [inLongText] : [])]) {
				const text = around(secret);
				const places = findSecrets(text);
				assert.equal(places.length, 1, `${text.slice(0, 200)}: ${found(text).join(' | ')}`);
				const start = text.indexOf(secret);
				const [place] = places;
				assert.ok(place && place.start >= start && place.start < start + secret.length);
			}
		});
	}

	it('are private keys, in every form that programs write, to their end', () => {
		const keys = [
			...['', 'RSA ', 'EC ', 'DSA ', 'OPENSSH ', 'ENCRYPTED '].map((kind) => privateKey(kind)),
			privateKey('RSA ', `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A\n\n${drawn(64)}`),
			privateKey('', drawn(64)).replaceAll('\n', '\r\n'),
			privateKey('', 'MIIEvQIBADANBgkq'),
			`-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${drawn(64)}\n-----END PGP PRIVATE KEY BLOCK-----`,
			`---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "x"\n${drawn(64)}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----`,
			`-----BEGIN OpenVPN Static key V1-----\n${drawn(32, 'hex')}\n-----END OpenVPN Static key V1-----`,
		];
		for (const key of keys) {
			assert.deepEqual(found(`before\n${key}\nafter`), [key]);
			const inYaml = key.replaceAll(/\r?\n/g, '\n  ');
			assert.deepEqual(found(`key: |\n  ${inYaml}\nafter`), [inYaml]);
			const inJson = JSON.stringify({ private_key: key });
			assert.equal(findSecrets(inJson).length, 1, inJson);
			const otherwise = [
				inJson.replaceAll(String.raw`\n`, String.raw`\u000a`),
				inJson
					.replaceAll(String.raw`\n`, String.raw`\u000A`)
					.replaceAll(String.raw`\r`, String.raw`\u000D`),
				...['# ', '> ', '// ', ' * ', '-- ', '> > '].map((sign) => key.replaceAll(/^/gm, sign)),
				key.replace(/BEGIN /, 'BEGIN  '),
				key.replaceAll(/-{5}/g, '----'),
				key.replaceAll('\n', '<br>'),
			];
			for (const text of otherwise) assert.equal(findSecrets(text).length, 1, text);
			const inCode = key
				.split(/\r?\n/)
				.map((line) => `\t'${line}\\n' +`)
				.join('\n');
			assert.equal(findSecrets(inCode).length, 1, inCode);
		}
		const cut = privateKey().slice(0, 300);
		assert.deepEqual(found(cut), [cut]);
	});

	it('are found whole at every place of a long text, also those of many lines', () => {
		const secrets = [privateKey(), ...Object.values(sampleSecrets).slice(0, 8)];
		for (const secret of secrets) {
			for (const at of [131_000, 131_060, 131_071, 131_072, 131_073, 262_100]) {
				const text = `${'x\n'.repeat(at / 2)}${secret}\n${'y '.repeat(20_000)}`;
				const [place, ...more] = findSecrets(text);
				assert.ok(place && more.length === 0);
				const start = text.indexOf(secret);
				assert.ok(
					place.start >= start && place.end >= start + secret.length - 1,
					secret.slice(0, 30),
				);
			}
			// In the middle of a long word nothing begins.
			assert.deepEqual(found(`${'x'.repeat(131_072)}ghp_${drawn(36)}`), []);
		}
	});

	it('are told one by one, in their order', () => {
		const secrets = Object.values(sampleSecrets);
		assert.equal(findSecrets(secrets.join('\n')).length, secrets.length);
		const places = findSecrets(secrets.toReversed().join('\n'));
		assert.deepEqual(
			places,
			places.toSorted((a, b) => a.start - b.start),
		);
	});

	it('are passwords of connections that are described over several lines', () => {
		for (const text of [
			`Server=db.corp.com;\nUser Id=app;\nPassword=${drawn(12)};\n`,
			`Password=${drawn(12)};\nData Source=db.corp.com;\n`,
			`Data Source = db.corp.com;\r\nPwd = ${drawn(12)}\r\n`,
			`machine api.shop.io\n\tlogin deploy\n\tpassword ${drawn(12)}\n`,
			`machine api.shop.io\n\tpassword ${drawn(12)}\n\tlogin deploy\n`,
			`default\n  login deploy\n  password ${drawn(12)}\n`,
		]) {
			assert.equal(findSecrets(text).length, 1, text);
		}
	});

	const harmless: readonly string[] = [
		'OPENAI_API_KEY=sk-abcdefghijklmnop1234567',
		'OPENROUTER_API_KEY=sk-or-v1-your-key-goes-here-0000000',
		'const re_exports2_createComponentInstance12 = 1;',
		'password = input;\nserver = x;',
		'TOKEN=ghp_abcdefghijklmnopqrstuvwxyz0123456789',
		'const npm_packageConfigurationVariables = 1;',
		'const vcp_someVariableNameForThis = 1;',
		'const npm_config2RegistryAuthentication = 1;',
		'import { 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 } from "x";',
		'const re_exports1_abcdefghijklmnopqrstuv = 1;',
		'const re_exports1_somethingLongerThanThat = 1;',
		'{ "type": "service_account" }',
		'if (key["type"] === "service_account") {}',
		'A machine must login user password reset',
		'machine must login user password reset',
		'The default login user password reset page',
		'const re = /-----BEGIN PRIVATE KEY-----/;\nabcdef',
		"const begin = '-----BEGIN PRIVATE KEY-----', end = x;\nabcdef",
		'redis://default:redispw@redis:6379',
		'postgres://postgres:postgrespw@db:5432/x',
		"'Bearer test-token-123456'",
		"'Bearer my-access-token-1234'",
		'every bearer of RFC6750-compliant tokens',
		`SENTRY_DSN=https://${drawn(32, 'hex')}@o123.ingest.sentry.io/4501`,
		'http://user@host.corp.com/a',
		'http://cdn.corp.com:8080/@scope/a@db.corp.com',
		"const url = 'redis://:'+password+'@cache.corp.com';",
		'["http://a.corp.com:80/","me@corp.com"]',
		'https://x.corp.com/a:b/c@d.corp.com',
		'jdbc:oracle:thin:app/password@//db.corp.com:1521/x',
		'jdbc:oracle:thin:@//db.corp.com:1521/x',
		'DATABASE_URL=postgres://app:changeme@db.corp.com/x',
		'DATABASE_URL=postgres://app:change-me-please@db.corp.com/x',
		'DATABASE_URL=postgres://app:your_password_1234@db.corp.com/x',
		`DATABASE_URL=postgres://app:${drawn(12)}@your-host/x`,
		`DATABASE_URL=postgres://app:${drawn(12)}@db.your-domain.com/x`,
		signed({ sub: '1234567890', name: 'John Doe', iat: 1_516_239_022 }),
		signed({ role: 'anon', iss: 'supabase' }, 2),
		'host=localhost port=5432 user=app password=Xq92kdA dbname=x',
		'host=db.corp.com user=app password=$PGPASSWORD dbname=x',
		"const host = 'db.corp.com';\nconst password = readPassword();",
		'server = new Server();\npassword = config.password;\n',
		'<input type="password" name="password">',
		`{"kty":"RSA","n":"${drawn(80, 'address')}","e":"AQAB"}`,
		`<RSAKeyValue><Modulus>${drawn(80, 'base64')}=</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`,
		`<path d="M10"/><D>${drawn(80, 'base64')}</D>`,
		`mapboxgl.accessToken = 'pk.eyJ1Ijoic2hvcCIs${drawn(20)}.${drawn(22, 'address')}';`,
		// Where a secret goes
		'DATABASE_URL=postgres://user:password@localhost:5432/app',
		'DATABASE_URL="postgresql://postgres:postgres@localhost:5432/app?schema=public"',
		`DATABASE_URL=postgres://shop:${drawn(12)}@localhost:5432/app`,
		`DATABASE_URL=postgres://shop:${drawn(12)}@127.0.0.1/app`,
		'DATABASE_URL=postgres://root:root@db:5432/app',
		'DATABASE_URL=mysql://USER:PASSWORD@HOST:PORT/DATABASE',
		'DATABASE_URL=mongodb+srv://<user>:<password>@cluster0.mongodb.net',
		'DATABASE_URL=mongodb+srv://user:<password>@cluster0.mongodb.net',
		'DATABASE_URL=postgres://${DB_USER}:${DB_PASS}@${DB_HOST}/app',
		'DATABASE_URL=postgres://app:$DB_PASSWORD@db.shop.io/app',
		"url = f'postgres://{user}:{password}@{host}'",
		'https://user:pass@example.com/path',
		'redis://default:your-password@host:6379',
		'const pattern = /^https?:\\/\\/[^:@]+:[^@]+@/;',
		'https://fonts.googleapis.com/css2?family=Roboto:wght@400;700',
		'http://localhost:5173/@vite/client',
		'git+ssh://git@github.com:shop/app.git',
		'ssh://git@github.com/shop/app',
		'https://[::1]:8080/@x',
		'GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
		'STRIPE_SECRET_KEY=sk_live_...',
		'STRIPE_SECRET_KEY=sk_test_xxxxxxxxxxxxxxxxxxxxxxxx',
		'STRIPE_WEBHOOK_SECRET=whsec_',
		'OPENAI_API_KEY=sk-your-key-here',
		'OPENAI_API_KEY=sk-...',
		'ANTHROPIC_API_KEY=sk-ant-your-api-key-goes-here',
		'AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE',
		'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
		'AWS_SECRET_ACCESS_KEY=',
		'//registry.npmjs.org/:_authToken=${NPM_TOKEN}',
		'NPM_TOKEN=npm_your_token',
		'Authorization: Bearer <token>',
		'Authorization: Bearer YOUR_TOKEN_HERE_1234',
		// oxlint-disable-next-line no-template-curly-in-string
		'headers: { authorization: `Bearer ${token}` }',
		"headers.set('authorization', 'Bearer ' + token)",
		'WWW-Authenticate: Bearer realm="api"',
		'Authorization: Basic dXNlcjpwYXNzd29yZA==',
		'AccountKey=your-account-key-goes-here-please-replace-it',
		'AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
		'Server=localhost;Database=shop;User Id=sa;Password=Str0ngPassw0rd1;',
		'Server=db.shop.io;User Id=shop;Password={password};',
		'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
		'SLACK_BOT_TOKEN=xoxb-your-token',
		// Keys that are meant to be seen
		'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI me@shop',
		`-----BEGIN PUBLIC KEY-----\n${drawn(64, 'base64')}\n-----END PUBLIC KEY-----`,
		`-----BEGIN CERTIFICATE-----\n${drawn(64, 'base64')}\n-----END CERTIFICATE-----`,
		`-----BEGIN PGP SIGNATURE-----\n\n${drawn(64, 'base64')}\n-----END PGP SIGNATURE-----`,
		`PUBLIC_STRIPE_KEY=pk_live_${drawn(24)}`,
		`PUBLIC_SUPABASE_ANON_KEY=${anonymousRole}`,
		`{"kty":"EC","crv":"P-256","x":"${drawn(43, 'address')}","y":"${drawn(43, 'address')}"}`,
		// Words about keys
		"if (pem.startsWith('-----BEGIN PRIVATE KEY-----')) return pem;",
		"const key = '-----BEGIN PRIVATE KEY-----\\n' + encode(bytes) + '\\n-----END PRIVATE KEY-----';",
		'`-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----`',
		'PRIVATE_KEY="-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----"',
		'-----BEGIN PRIVATE KEY-----\nYOUR_KEY_HERE\n-----END PRIVATE KEY-----',
		'It begins with -----BEGIN PRIVATE KEY-----, and then comes the key.',
		'{ "type": "service_account", "private_key": "..." }',
		'{ "type": "service_account", "private_key": "<your key>" }',
		// What only looks so
		`"integrity": "sha512-${drawn(86, 'base64')}=="`,
		`commit ${drawn(40, 'hex')}`,
		`data:font/woff2;base64,${drawn(4_000, 'base64')}`,
		'class="sk-folding-cube sk-circle-fade-dot"',
		'const skLive = true; const task_live_mode_is_on_for_everybody = 1;',
		'import { github_pat_from_environment_variable } from "./x";',
		'8f14e45f-ceea-467f-ab1d-8f14e45fceea',
		'const npm_lifecycle_event_name_of_the_script = 1;',
		'https://github.com/sveltejs/kit/blob/main/packages/kit/src/runtime/server/respond.js#L120',
		'@import url("https://cdn.shop.io/a:b/c@2");',
		'$2y$10$abcdefghijklmnopqrstuv',
	];
	for (const text of harmless) {
		it(`are not ${JSON.stringify(text.slice(0, 90))}`, () => assert.deepEqual(found(text), []));
	}

	it('are found whatever letters were drawn', () => {
		let missed = 0;
		for (let round = 0; round < 4_000; round++) {
			if (findSecrets(`hf_${drawn(34)} gsk_${drawn(52)}`).length !== 2) missed++;
		}
		assert.equal(missed, 0);
	});

	it('of random words are none', () => {
		const random = seededRandom(3);
		const pieces = ['sk', '_', '-', 'live', 'token', 'secret', '=', ':', '//', '@', 'a', '.', ' '];
		for (let round = 0; round < 2_000; round++) {
			const text = Array.from({ length: 12 }, () => pieces[random(pieces.length)]).join('');
			const places = findSecrets(text);
			// An address with a word for a password is one, and nothing else that short can be.
			assert.ok(places.length === 0 || text.includes('://'), `${text}: ${found(text).join(' | ')}`);
		}
	});

	for (const piece of shareOf(hostileSecretParts, 6)) {
		// Quadratic time would exceed the test's time-out many times over.
		it(`are looked for in bounded time among ${JSON.stringify(piece)}`, () => {
			const text = piece.repeat(Math.floor(1_048_576 / piece.length));
			assert.ok(findSecrets(text).length < text.length);
			assert.ok(findSecrets(`ghp_${text}`).length < text.length);
		});
	}
});
