import { decodeBase64 } from '../text/base64.ts';
import { isExampleHost, isMadeUp, isNoPassword, isPlaceholder } from './placeholder.ts';
import type { SecretPlace } from './secretPlace.ts';

const keyInBase64 = /((?:LS0tLS1CRUdJTi|tLS0tQkVHSU4|tLS0tLUJFR0lO)[\w+/-]{40,})/g;

/** A secret that is known by what stands before it. */
interface Label {
	/** Every such text has it, in lower case; it is looked for first, which takes almost no time. */
	readonly word: string;
	/** The secret is the first group. */
	readonly pattern: RegExp;
	readonly isSecret?: (secret: string, match: RegExpExecArray) => boolean;
}

const labels: readonly Label[] = [
	{
		word: 'authtoken',
		pattern: /(?:_authToken\s{0,3}=|npmAuthToken:)\s{0,3}["']?([\w.+/=~:-]{8,})/g,
	},
	{ word: '_', pattern: /(?<=:|^|\n)_(?:auth|password)\s{0,3}=\s{0,3}["']?([\w+/=-]{8,})/g },
	{
		word: 'secret',
		pattern: /secret[\w-]{0,20}["']?\s{0,3}(?::|=|=>)\s{0,3}["']?([A-Za-z0-9/+]{40})(?![\w/+=])/gi,
		isSecret: isRandom,
	},
	{
		word: 'key',
		pattern: /(?:Account|SharedAccess|Access)Key\s{0,3}=\s{0,3}([A-Za-z0-9+/]{40,}={0,2})/gi,
		// Microsoft's emulators have the same keys everywhere.
		isSecret: (key) => !/^(?:Eby8vdM02xNOcqFl|C2y6yDjf5\/R\+ob0)/.test(key),
	},
	{ word: 'sig=', pattern: /[?&](?:amp;)?sig=([\w%+/]{40,})/g },
	{
		word: 'twilio',
		pattern: /twilio[\w.-]{0,30}["']?\s{0,3}[:=]\s{0,3}["']?([0-9a-f]{32})(?![\w])/gi,
	},
	{
		word: 'bearer',
		pattern: /\bBearer\s{1,3}([\w.~+/=-]{16,})/gi,
		isSecret: (token, { 0: whole, index, input }) =>
			isRealToken(token) &&
			// In other letters it is a word as well.
			(whole.startsWith('Bearer') || /authorization/i.test(before(input, index, 60))),
	},
	{
		word: 'authorization',
		pattern:
			/Authorization["']?\s{0,3}[:=,]\s{0,3}["'`]?(?:token|apikey|api-key|key)\s{1,3}([\w.~+/=-]{16,})/gi,
		isSecret: isRealToken,
	},
	{
		word: 'token"',
		pattern: /"(?:identity|registry)token"\s{0,5}:\s{0,5}"([^"\s]{8,})"/gi,
		isSecret: (token) => !isMadeUp(token),
	},
	{
		word: 'authorization',
		pattern: /Authorization["']?\s{0,3}[:=,]\s{0,3}["'`]?Basic\s{1,3}([A-Za-z0-9+/]{8,}={0,2})/gi,
		isSecret: isUserAndPassword,
	},
	{
		word: '"auth"',
		pattern: /"auth"\s{0,5}:\s{0,5}"([A-Za-z0-9+/]{8,}={0,2})"/g,
		isSecret: isUserAndPassword,
	},
	{ word: 'key', pattern: /(?:PrivateKey|PresharedKey)\s{0,3}=\s{0,3}([A-Za-z0-9+/]{42,43}=)/g },
	{ word: 'client-key-data', pattern: /client-key-data:\s{1,5}["']?([A-Za-z0-9+/=]{40,})/g },
	// `-----BEGIN ` at each of the three places that Base64 has for it
	...['LS0tLS1CRUdJTi', 'tLS0tQkVHSU4', 'tLS0tLUJFR0lO'].map((begin): Label => {
		return {
			word: begin.toLowerCase(),
			pattern: keyInBase64,
			isSecret: (encoded) => isPrivateKeyInBase64(encoded),
		};
	}),
	{
		word: 'e',
		pattern: /(?<![\w+/-])(e[yw][\w+/-]{60,})/g,
		isSecret: (encoded) => /"private_key"/.test(decodeBase64(encoded.slice(0, 4_000))),
	},
	{
		word: 'kty',
		pattern: /(?<![\w$])["']?(?:d|k)["']?\s{0,5}:\s{0,5}["'`]([\w-]{16,1000})["'`]/g,
		isSecret: (key, { 0: whole, index, input }) => {
			const near = input.slice(Math.max(index - 1_500, 0), index + 1_500);
			if (!/\bkty\b/.test(near)) return false;
			return /^["']?d/.test(whole) ? key.length >= 40 : /["'`]oct["'`]/.test(near);
		},
	},
	{
		word: '<d>',
		pattern: /<D>\s{0,20}([A-Za-z0-9+/=\s]{40,2000})<\/D>/g,
		isSecret: (_, { index, input }) => before(input, index, 3_000).includes('<RSAKeyValue>'),
	},
	{
		word: '"type"',
		pattern: /"type"\s{0,5}:\s{0,5}"(service_account|authorized_user)"/g,
		isSecret: (_, { index, input }) => {
			const near = input.slice(Math.max(index - 2_000, 0), index + 3_000);
			const key = /"private_key"\s{0,5}:\s{0,5}"([^"]{0,40})/.exec(near)?.[1];
			if (key !== undefined) return key.startsWith('-----BEGIN') || !isPlaceholder(key);
			return /"(?:project_id|private_key_id|client_email|client_id|client_secret|refresh_token)"\s{0,5}:/.test(
				near,
			);
		},
	},
	{
		word: 'machine',
		pattern:
			/\bmachine\s{1,5}(?:\S{1,100}\s{1,5})(?:(?:login|account)\s{1,5}\S{1,100}\s{1,5}){0,2}password\s{1,5}(\S{3,200})/g,
		isSecret: (password, { 0: whole }) =>
			/^machine\s{1,5}\S{0,100}[.:\d]/.test(whole) || !/^[a-z]+\W?$/i.test(password),
	},
	{
		word: 'default',
		pattern:
			/\bdefault\s{1,5}(?:login\s{1,5}\S{1,100}\s{1,5}password\s{1,5}(\S{3,200})|password\s{1,5}\S{3,200}\s{1,5}login\s{1,5}\S{1,100})/g,
		isSecret: (password, { 0: whole }) =>
			!/login\s{1,5}anonymous\b/.test(whole) && !/^[a-z]+\W?$/i.test(password),
	},
	{
		word: 'jdbc:oracle:',
		pattern:
			/jdbc:oracle:\w{2,6}:([^\s/@"'`]{1,60})\/([^\s@"'`<>]{3,100})@(?:(?:\/\/|tcps?:){0,2})([^\s:/?"'`)]{1,255})/gi,
		isSecret: (user, { 2: password = '', 3: host = '' }) =>
			!isNoPassword(password, user, host) && !isExampleHost(host),
	},
	{
		word: '=',
		pattern:
			/(?<![\w.$@-])(?:password|passwd|pwd)\s{0,3}=\s{0,3}(?:"([^"\n]{3,200})"|'([^'\n]{3,200})'|([^;\s"'`]{3,200}))/gi,
		isSecret: (_, match) => isOfConnection(match),
	},
	{
		word: '=',
		pattern: /[?&](?:password|passwd|pwd)=([^&\s"'`<>#]{3,200})/gi,
		isSecret: (_, { index, input }) => isInAddress(before(input, index, 300)),
	},
];

/** Secrets that are known by what stands before them: keys of files, headers, parts of strings. */
export function* labelledSecrets(text: string): Generator<SecretPlace> {
	const lower = text.toLowerCase();
	for (const { word, pattern, isSecret = () => true } of labels) {
		if (!lower.includes(word)) continue;
		for (const match of text.matchAll(pattern)) {
			const secret = match.slice(1).find((group) => group !== undefined) ?? '';
			if ((secret !== '' && isPlaceholder(secret)) || !isSecret(secret, match)) continue;
			yield { start: match.index, end: match.index + match[0].length };
		}
	}
}

function before(text: string, at: number, length: number): string {
	return text.slice(Math.max(at - length, 0), at);
}

function isRealToken(token: string): boolean {
	return /\d/.test(token) && /[a-z]/i.test(token) && !isMadeUp(token);
}

function isPrivateKeyInBase64(encoded: string): boolean {
	const part = encoded.slice(0, 120);
	return [0, 1, 2, 3].some((from) => decodeBase64(part.slice(from)).includes('PRIVATE KEY'));
}

function isRandom(key: string): boolean {
	return /\d/.test(key) && /[a-z]/.test(key) && /[A-Z]/.test(key);
}

function isUserAndPassword(encoded: string): boolean {
	const decoded = decodeBase64(encoded);
	const colon = decoded.indexOf(':');
	const [user, password] = [decoded.slice(0, colon), decoded.slice(colon + 1)];
	const isPrinted = /^[\x21-\x7e]*$/.test(user) && /^[\x20-\x7e]+$/.test(password);
	return colon !== -1 && isPrinted && !isNoPassword(password, user);
}

const partOfConnection =
	/(?:^|[;"'`\n(=:>,])\s{0,8}(?:server|data source|host|addr|address|user id|uid|username|user|database|initial catalog|endpoint|accountname)\s{0,3}=/i;
const hostOfConnection =
	/(?:^|[;"'`(=:>,\s])(?:server|data source|host|addr|address)\s{0,3}=\s{0,3}(?:tcp:)?([^;\s"'`]{1,255})/i;
/** What code writes in place of a password. */
const codeValue =
	/^(?:new |await )?[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*(?:\($|\()|^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/;

/** Whether a password is one of a connection to another machine, in one line or in several. */
function isOfConnection({ 0: whole, 3: bare, index, input }: RegExpExecArray): boolean {
	const ahead = sameParagraph(before(input, index, 300), -1);
	const behind = sameParagraph(input.slice(index + whole.length, index + whole.length + 300), 0);
	const host = hostOfConnection.exec(ahead)?.[1] ?? hostOfConnection.exec(behind)?.[1];
	if (isExampleHost(host ?? 'unknown')) return false;
	const isPart = /(?:^|\n|[^\w$.\])}\s])[^\S\n]{0,8}$/.test(ahead);
	const isClosed = /;[^\S\n]{0,8}\n?[^\S\n]{0,8}$/.test(ahead) || /^[^\S\n]{0,3};/.test(behind);
	if (isPart && (isClosed || ahead.includes(';'))) {
		const isName = /\s=|=\s/.test(whole) && /^[A-Za-z_$]+$/.test(bare ?? '');
		if (isName || codeValue.test(bare ?? '')) return false;
		return partOfConnection.test(ahead) || partOfConnection.test(behind);
	}
	// PostgreSQL's own form parts with blanks.
	const line = `${ahead.slice(ahead.lastIndexOf('\n') + 1)} ${behind.split('\n', 1)[0] ?? ''}`;
	return (
		!/\s=|=\s/.test(whole) &&
		/(?:^|[\s"'`(=:>,])host(?:addr)?=[^\s;]/.test(line) &&
		(host?.includes('.') === true ||
			/(?:^|[\s"'`(=:>,])(?:user|dbname|port|sslmode)=[^\s;]/.test(line))
	);
}

/** The last or the first part of a text that holds no empty line. */
function sameParagraph(text: string, at: 0 | -1): string {
	return text.split(/\n[^\S\n]{0,20}\r?\n/).at(at) ?? '';
}

/** Whether the address that ends here is one of another machine. */
function isInAddress(address: string): boolean {
	const host = /:\/\/(?:[^\s/@]{0,100}@)?([^\s/?#]{1,255})[^\s]*$/.exec(address)?.[1];
	return host !== undefined && !isExampleHost(host);
}
