import { seededRandom } from './seededRandom.ts';

const random = seededRandom(20_261_128);

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';
const alphabets = {
	hex: `${digits}abcdef`,
	upper: upper + digits,
	base62: lower + upper + digits,
	base64: `${lower}${upper}${digits}+/`,
	address: `${lower}${upper}${digits}-_`,
} as const;

/** Characters as a service would draw them; a digit is among the first twenty. */
export function drawn(length: number, of: keyof typeof alphabets = 'base62'): string {
	const letters = alphabets[of];
	const text = Array.from({ length }, () => letters.charAt(random(letters.length)));
	text[3 + random(4)] = digits.charAt(random(10));
	return text.join('');
}

function encoded(text: string): string {
	return Buffer.from(text).toString('base64');
}

/** A signed token, its parts written in one line or prettily. */
export function signed(payload: unknown, indent?: string | number): string {
	const parts = [{ alg: 'HS256', typ: 'JWT' }, payload].map((part) =>
		Buffer.from(typeof part === 'string' ? part : JSON.stringify(part, null, indent)).toString(
			'base64url',
		),
	);
	return [...parts, drawn(43, 'address')].join('.');
}

function uuid(): string {
	return [8, 4, 4, 4, 12]
		.map((length) => drawn(Math.max(length, 8), 'hex').slice(-length))
		.join('-');
}

const keyBody = Array.from({ length: 12 }, () => drawn(64, 'base64')).join('\n');

/** A private key as the programs write it. Made up, like everything here. */
export function privateKey(kind = 'RSA ', body = keyBody): string {
	return `-----BEGIN ${kind}PRIVATE KEY-----\n${body}\n-----END ${kind}PRIVATE KEY-----`;
}

/** Payloads of signed tokens that may and may not be seen. */
export const serviceRole = signed({ role: 'service_role', iss: 'supabase', iat: 1_700_000_000 });
export const anonymousRole = signed({ role: 'anon', iss: 'supabase', iat: 1_700_000_000 });

/** One of each kind on one line, by what it is. */
export const sampleSecrets: Readonly<Record<string, string>> = {
	'AWS key id': `AKIA${drawn(16, 'upper')}`,
	'AWS temporary key id': `ASIA${drawn(16, 'upper')}`,
	'AWS secret key': `AWS_SECRET_ACCESS_KEY=a1Z${drawn(37, 'base64')}`,
	'AWS secret key in code': `secretAccessKey: 'a1Z${drawn(37, 'base64')}'`,
	'GitHub token': `ghp_${drawn(36)}`,
	'GitHub OAuth token': `gho_${drawn(36)}`,
	'GitHub app token': `ghs_${drawn(36)}`,
	'GitHub fine-grained token': `github_pat_${drawn(22)}_${drawn(59)}`,
	'GitLab token': `glpat-${drawn(20, 'address')}`,
	'GitLab deploy token': `gldt-${drawn(20, 'address')}`,
	'Slack bot token': `xoxb-123456789012-1234567890123-${drawn(24)}`,
	'Slack user token': `xoxp-123456789012-1234567890123-${drawn(24)}`,
	'Slack app token': `xapp-1-A0123456789-1234567890123-${drawn(64, 'hex')}`,
	'Slack webhook': `https://hooks.slack.com/services/T0123ABCD/B0123ABCD/${drawn(24)}`,
	'Discord webhook': `https://discord.com/api/webhooks/123456789012345678/${drawn(68, 'address')}`,
	'Stripe live key': `sk_live_51${drawn(40)}`,
	'Stripe restricted key': `rk_live_${drawn(24)}`,
	'Stripe webhook secret': `whsec_${drawn(32)}`,
	'OpenAI key': `sk-${drawn(48)}`,
	'OpenAI project key': `sk-proj-${drawn(60, 'address')}`,
	'Anthropic key': `sk-ant-api03-${drawn(93, 'address')}AA`,
	'OpenRouter key': `sk-or-v1-${drawn(64, 'hex')}`,
	'Google key': `AIza${drawn(35, 'address')}`,
	'Google client secret': `GOCSPX-${drawn(28, 'address')}`,
	'npm token': `npm_${drawn(36)}`,
	'npm registry token': `//registry.npmjs.org/:_authToken=${drawn(36)}`,
	'npm registry password': `//registry.example.org/:_password=${drawn(24, 'base64')}`,
	'yarn registry token': `npmAuthToken: "${drawn(36)}"`,
	'SendGrid key': `SG.${drawn(22, 'address')}.${drawn(43, 'address')}`,
	'Twilio key': `SK${drawn(32, 'hex')}`,
	'Twilio token': `TWILIO_AUTH_TOKEN=${drawn(32, 'hex')}`,
	'Supabase service key': serviceRole,
	'Supabase secret key': `sb_secret_${drawn(31, 'address')}`,
	'signed token': signed({ sub: 'user-1', exp: 4_000_000_000 }),
	'Azure storage key': `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${drawn(86, 'base64')}==;EndpointSuffix=core.windows.net`,
	'Azure shared access': `https://shop.blob.core.windows.net/c?sv=2022-11-02&sp=r&sig=${drawn(43)}%3D`,
	'Azure client secret': `abc8Q~${drawn(34, 'address')}`,
	'database address': `postgres://shop:${drawn(14)}@db.shop.io:5432/shop`,
	'database address of a cluster': `mongodb+srv://shop:${drawn(14)}@cluster0.ab1cd.mongodb.net/shop`,
	'cache address without a user': `redis://:${drawn(20)}@cache.shop.io:6379`,
	'web address with a password': `https://deploy:${drawn(20)}@git.shop.io/app.git`,
	'connection string': `Server=tcp:shop.database.windows.net,1433;User ID=shop;Password=${drawn(16)};Encrypt=True`,
	'JDBC address': `jdbc:postgresql://db.shop.io/shop?user=shop&password=${drawn(16)}`,
	'bearer header': `Authorization: Bearer ${drawn(40)}`,
	'basic header': `Authorization: Basic ${encoded(`deploy:${drawn(12)}`)}`,
	'Docker login': `{ "auth": "${encoded(`deploy:${drawn(12)}`)}" }`,
	'Kubernetes client key': `client-key-data: ${encoded(privateKey())}`,
	'key in Base64': `TLS_KEY=${encoded(privateKey('EC '))}`,
	'key on one line': `KEY="${privateKey('').replaceAll('\n', String.raw`\n`)}"`,
	'service account': '{ "type": "service_account", "project_id": "shop" }',
	'private JWK': `{"kty":"EC","crv":"P-256","d":"${drawn(43, 'address')}","x":"${drawn(43, 'address')}"}`,
	'WireGuard key': `PrivateKey = ${drawn(43, 'base64')}=`,
	'age key': `AGE-SECRET-KEY-1${drawn(58, 'upper')}`,
	'netrc line': `machine api.shop.io login deploy password ${drawn(12)}`,
	'Hugging Face token': `hf_${drawn(34)}`,
	'Groq key': `gsk_${drawn(52)}`,
	'Vault token': `hvs.${drawn(90, 'address')}`,
	'Terraform Cloud token': `${drawn(14)}.atlasv1.${drawn(67)}`,
	'DigitalOcean token': `dop_v1_${drawn(64, 'hex')}`,
	'Shopify token': `shpat_${drawn(32, 'hex')}`,
	'Telegram token': `123456789:AA${drawn(33, 'address')}`,
	'Mailchimp key': `${drawn(32, 'hex')}-us12`,
	'Mailgun key': `key-${drawn(32, 'hex')}`,
	'PyPI token': `pypi-AgEIcHlwaS5vcmc${drawn(60, 'address')}`,
	'Docker Hub token': `dckr_pat_${drawn(27, 'address')}`,
	'Databricks token': `dapi${drawn(32, 'hex')}`,
	'Notion token': `ntn_${drawn(46)}`,
	'Linear key': `lin_api_${drawn(40)}`,
	'Figma token': `figd_${drawn(40, 'address')}`,
	'Airtable token': `pat${drawn(14)}.${drawn(64, 'hex')}`,
	'PlanetScale password': `pscale_pw_${drawn(43)}`,
	'Doppler token': `dp.pt.${drawn(43)}`,
	'Sentry token': `sntrys_${drawn(80)}`,
	'Grafana token': `glsa_${drawn(32)}_${drawn(8, 'hex')}`,
	'Tailscale key': `tskey-auth-${drawn(12)}-${drawn(32)}`,
	'Resend key': `re_1a${drawn(6)}_${drawn(24)}`,
	...Object.fromEntries(
		['/', '#', '?', "'", '@', '|', '\\', '`', '/@', '#?/', "'|"].map((sign) => [
			`database address with ${sign} in its password`,
			`postgres://app:pa${sign}ss9xKq@db.corp.com:5432/x`,
		]),
	),
	'database address of JSON': String.raw`postgres:\/\/app:${drawn(12)}@db.corp.com:5432\/x`,
	'database address of escaped JSON': String.raw`postgres:\u002f\u002fapp:${drawn(12)}@db.corp.com\u002fx`,
	'web address with a token for a user': `https://${drawn(40, 'hex')}@github.com/x/y`,
	'web address with a token for a user, without a password': `https://${drawn(40, 'hex')}:@github.com/x/y`,
	'database address with a server in its user': `postgres://app@shop:${drawn(12)}@db.corp.com/x`,
	'signed token with a list': signed([{ role: 'anon' }]),
	'libpq string of two parts': `host=db.corp.com password=${drawn(12)}`,
	'Oracle address': `jdbc:oracle:thin:app/${drawn(10)}@//db.corp.com:1521/x`,
	'password that begins like a placeholder': 'postgres://app:changeme-9Xq2@db.corp.com/x',
	'password on a host named like a placeholder': `postgres://app:${drawn(12)}@your-db.corp.com/x`,
	'password on a host called placeholder': `postgres://app:${drawn(12)}@placeholder.corp.com/x`,
	'XML key': `<RSAKeyValue><Modulus>${drawn(80, 'base64')}=</Modulus><Exponent>AQAB</Exponent><D>${drawn(80, 'base64')}=</D></RSAKeyValue>`,
	'private JWK in code': `{kty:'EC', crv:'P-256', d:'${drawn(43, 'address')}'}`,
	'symmetric JWK': `{"kty":"oct","alg":"HS256","k":"${drawn(43, 'address')}"}`,
	...Object.fromEntries(
		['', 'a', 'ab'].map((before) => [
			`key in Base64 behind ${before.length} bytes`,
			`TLS_KEY=${encoded(before + privateKey('RSA '))}`,
		]),
	),
	'service account in Base64': encoded(
		JSON.stringify({ type: 'service_account', private_key: privateKey('') }),
	),
	'signed token with blanks': signed('{ "sub": "user-1", "exp": 4000000000 }'),
	'signed token of pretty JSON': signed({ sub: 'user-1', exp: 4_000_000_000 }, 2),
	'signed token with tabs': signed({ sub: 'user-1', exp: 4_000_000_000 }, '\t'),
	'signed token that mentions a role': signed({ sub: 'u', app: { role: 'anon' } }),
	'signed token that quotes a role': signed({ sub: 'u', note: '"role":"anon"' }),
	'signed token that quotes a subject': signed({ sub: 'u', act: { sub: '1234567890' } }),
	'signed token with two roles': signed('{"role":"anon","role":"service_role"}'),
	'signed token that is no JSON': signed('{"role":"anon"'),
	'encrypted token': [
		Buffer.from('{"alg":"RSA-OAEP","enc":"A256GCM"}').toString('base64url'),
		drawn(80, 'address'),
		drawn(16, 'address'),
		drawn(60, 'address'),
		drawn(22, 'address'),
	].join('.'),
	'encrypted token without a key of its own': [
		Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url'),
		'',
		drawn(16, 'address'),
		drawn(60, 'address'),
		drawn(22, 'address'),
	].join('.'),
	'bearer header in lower case': `authorization: bearer ${drawn(40)}`,
	'token header': `Authorization: token ${drawn(40, 'hex')}`,
	'Docker identity': `{ "identitytoken": "${drawn(60)}" }`,
	'netrc default': `default login deploy password ${drawn(12)}`,
	'netrc with the password first': `machine api.shop.io password ${drawn(12)} login deploy`,
	'connection string with the password first': `Password=${drawn(16)};Server=shop.database.windows.net;User ID=shop`,
	'libpq string': `host=db.corp.com port=5432 user=app password=${drawn(12)} dbname=x`,
	'libpq string with the password first': `password='${drawn(12)}' user=app host=db.corp.com`,
	'Discord webhook with a version': `https://canary.discord.com/api/v10/webhooks/123456789012345678/${drawn(68, 'address')}`,
	'Teams webhook': `https://shop.webhook.office.com/webhookb2/${uuid()}@${uuid()}/IncomingWebhook/${drawn(32, 'hex')}/${uuid()}`,
	'Heroku token': `HRKU-AA${drawn(58, 'address')}`,
	'Vercel token': `vcp_${drawn(56)}`,
	'Neon token': `napi_${drawn(64).toLowerCase()}`,
	'Together token': `tgp_v1_${drawn(43, 'address')}`,
	'Fireworks token': `fw_${drawn(24)}`,
	'Tavily token': `tvly-dev-${drawn(32)}`,
	'Pinecone token': `pcsk_${drawn(6)}_${drawn(60)}`,
	'MongoDB service account': `mdb_sa_sk_${drawn(40, 'address')}`,
	'CircleCI token': `CCIPAT_${drawn(22)}_${drawn(40, 'hex')}`,
	'Buildkite token': `bkua_${drawn(40, 'hex')}`,
	'Pulumi token': `pul-${drawn(40, 'hex')}`,
	'Artifactory token': `AKCp${drawn(69)}`,
	'Fly token': `FlyV1 fm2_${drawn(120, 'base64')}`,
	'ElevenLabs token': `sk_${drawn(48, 'hex')}`,
	'Mapbox secret token': `sk.eyJ1Ijoic2hvcCIs${drawn(40)}.${drawn(22, 'address')}`,
	'glued token': `tooghp_${drawn(36)}`,
	'glued token of a model': `keysk-ant-api03-${drawn(93, 'address')}AA`,
};
