import { decodeBase64 } from '../text/base64.ts';
import { trimEndOf } from '../text/trimChars.ts';
import { isExampleHost, isPlaceholder } from './placeholder.ts';
import { tokenForms, tokenFormsByMiddle } from './tokenForms.ts';

/** Where a secret stands in a text. Offsets are UTF-16 units; the end is behind it. */
export interface SecretPlace {
	readonly start: number;
	readonly end: number;
}

/**
 * Private keys, service accounts, tokens of known forms and passwords in addresses, wherever they
 * stand in a text, in its order and without overlaps. What only shows where such a thing goes is none.
 * Takes time in proportion to the length of the text.
 */
export function findSecrets(text: string): readonly SecretPlace[] {
	return inOrder([...secretsByPiece(text)].flat());
}

/** Characters that are looked through at once: some milliseconds. */
const pieceLength = 131_072;
/** What stands before and behind a piece tells what stands at its ends. */
const lengthBefore = 2_000;
const lengthBehind = 20_000;

/**
 * What `findSecrets` does, piece by piece, for callers that may not keep others waiting. All that is
 * found has to go through `inOrder`.
 */
export function* secretsByPiece(text: string): Generator<readonly SecretPlace[]> {
	for (let start = 0; start < text.length; start += pieceLength) {
		const from = Math.max(start - lengthBefore, 0);
		const piece = text.slice(from, start + pieceLength + lengthBehind);
		yield finders.flatMap((find) =>
			[...find(piece)].flatMap((place) => {
				const at = from + place.start;
				const isOwn = at >= start && at < start + pieceLength;
				return isOwn ? { start: at, end: from + place.end } : [];
			}),
		);
	}
}

const finders: readonly ((text: string) => Iterable<SecretPlace>)[] = [
	privateKeys,
	tokens,
	signedTokens,
	passwordsInAddresses,
	labelledSecrets,
];

/** Sorts places and joins those that overlap. */
export function inOrder(places: readonly SecretPlace[]): readonly SecretPlace[] {
	const merged: SecretPlace[] = [];
	for (const place of places.toSorted((a, b) => a.start - b.start)) {
		const last = merged.at(-1);
		if (!last || place.start >= last.end) merged.push(place);
		else if (place.end > last.end) merged[merged.length - 1] = { ...last, end: place.end };
	}
	return merged;
}

const keyStart =
	/-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----|-----BEGIN OpenVPN Static key V\d-----|---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----|PuTTY-User-Key-File-\d:/g;
/** No key is longer, in UTF-16 units. */
const maxKeyLength = 16_384;

function* privateKeys(text: string): Generator<SecretPlace> {
	let end = 0;
	for (const match of text.matchAll(keyStart)) {
		const start = match.index;
		if (start < end) continue;
		const bodyStart = start + match[0].length;
		if (!hasKeyBody(text.slice(bodyStart, bodyStart + 400))) continue;
		const body = text.slice(bodyStart, bodyStart + maxKeyLength);
		const close = /-{4,5} ?END [^\r\n]{0,80}-{4}|Private-MAC: \w+/.exec(body);
		end = bodyStart + (close ? close.index + close[0].length : body.length);
		yield { start, end };
	}
}

/** What code puts around a line of a text. */
const signsAround = ' \t"\'`+,;.';

/** Whether what follows the first line of a key is a key, and not the code or words around a name. */
function hasKeyBody(rest: string): boolean {
	const inline = /^\s*[A-Za-z0-9+/]{24}/.test(rest);
	// In JSON, environment variables and code a line break is written as `\n`.
	const lines = rest.replace(/(?<!\\)\\+[rn]/g, '\n').split(/[\r\n]+/);
	if (inline) return true;
	for (const line of lines.slice(1)) {
		const whole = line.trim();
		const bare = trimEndOf(whole, `${signsAround}\\`).replace(/^[\s"'`+,;.]+/, '');
		if (bare === '') continue;
		// `Proc-Type`, `Version` and the like stand before the key.
		if (/^[A-Za-z][A-Za-z-]{2,30}: /.test(bare)) return true;
		if (!/^[A-Za-z0-9+/=_#-]{3,}$/.test(bare) || isPlaceholder(bare)) return false;
		return whole === bare || (bare.length >= 16 && /\d|[a-z][A-Z]/.test(bare));
	}
	return false;
}

const tokenStart = '(?<![A-Za-z0-9])';
const anyToken = new RegExp(`${tokenStart}(?:${tokenForms.join('|')})`, 'g');
const rarerTokens = tokenFormsByMiddle.map(
	([middle, form]) => [middle, new RegExp(tokenStart + form, 'g')] as const,
);
/** The expressions that are made of lists, for the check that all of them take linear time. */
export const tokenExpressions: readonly RegExp[] = [
	anyToken,
	...rarerTokens.map(([, form]) => form),
];
/** The two parts of a signed token that can be read: each of them begins with `{"`. */
const signedToken = /(?<![\w-])eyJ[\w-]{10,}\.(eyJ[\w-]{10,})\.[\w-]{10,}/g;

function* tokens(text: string): Generator<SecretPlace> {
	const rarer = rarerTokens.flatMap(([middle, form]) => (text.includes(middle) ? form : []));
	for (const form of [anyToken, ...rarer]) {
		for (const { 0: token, index } of text.matchAll(form)) {
			if (!isPlaceholder(token)) yield { start: index, end: index + token.length };
		}
	}
}

function* signedTokens(text: string): Generator<SecretPlace> {
	for (const { 0: token, 1: payload = '', index } of text.matchAll(signedToken)) {
		if (isPlaceholder(token) || isPublicPayload(payload)) continue;
		yield { start: index, end: index + token.length };
	}
}

/** What Supabase calls `anon` is meant to be seen by everybody, and some tokens are known from books. */
function isPublicPayload(encoded: string): boolean {
	const payload = decodeBase64(encoded.slice(0, 2_000));
	return /"role"\s*:\s*"anon"|"sub"\s*:\s*"1234567890"/.test(payload);
}

const userInfo =
	/([^\s:/?#@"'`<>\\|]{0,100}):([^\s/?#@"'`\\|]{1,200})@([^\s/?#"'`<>\\;)\]}]{1,255}|\[[0-9a-fA-F:.]{2,60}\])/y;

function* passwordsInAddresses(text: string): Generator<SecretPlace> {
	for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
		const scheme = /[a-z][a-z0-9+.-]*$/i.exec(text.slice(Math.max(at - 30, 0), at))?.[0];
		if (scheme === undefined) continue;
		userInfo.lastIndex = at + 3;
		const match = userInfo.exec(text);
		if (!match) continue;
		const [whole, user = '', password = '', host = ''] = match;
		if (isNoPassword(password, user) || isExampleHost(host)) continue;
		yield { start: at - scheme.length, end: at + 3 + whole.length };
	}
}

/** A password that is the user's name is one of a machine for trying things out. */
function isNoPassword(password: string, user: string): boolean {
	return isPlaceholder(password) || password.toLowerCase() === user.toLowerCase();
}

/** A secret that is known by what stands before it. */
interface Label {
	/** Every such text has it, in lower case; it is looked for first, which takes almost no time. */
	readonly word: string;
	/** The secret is the first group. */
	readonly pattern: RegExp;
	readonly isSecret?: (secret: string, text: string, at: number) => boolean;
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
	{ word: 'bearer', pattern: /\bBearer\s{1,3}([\w.~+/=-]{16,})/g, isSecret: hasDigitAndLetter },
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
	{
		word: 'ls0tls1crudjti',
		pattern: /(LS0tLS1CRUdJTi[A-Za-z0-9+/]{60,})/g,
		isSecret: (encoded) => decodeBase64(encoded.slice(0, 120)).includes('PRIVATE KEY'),
	},
	{
		word: '"d"',
		pattern: /"d"\s{0,5}:\s{0,5}"([\w-]{40,800})"/g,
		isSecret: (_, text, at) => text.slice(Math.max(at - 1_500, 0), at + 1_500).includes('"kty"'),
	},
	{
		word: '"type"',
		pattern: /"type"\s{0,5}:\s{0,5}"(service_account|authorized_user)"/g,
		isSecret: (_, text, at) => {
			const key = /"private_key"\s{0,5}:\s{0,5}"([^"]{0,40})/.exec(text.slice(at, at + 2_000));
			return !key || key[1]?.startsWith('-----BEGIN') === true || !isPlaceholder(key[1] ?? '');
		},
	},
	{
		word: 'machine',
		pattern:
			/\bmachine\s{1,5}\S{1,100}\s{1,5}login\s{1,5}\S{1,100}\s{1,5}password\s{1,5}(\S{3,200})/g,
	},
	{
		word: '=',
		pattern: /;\s{0,3}(?:password|pwd)\s{0,3}=\s{0,3}([^;\s"'`]{3,200})/gi,
		isSecret: (_, text, at) => isConnection(text.slice(Math.max(at - 300, 0), at)),
	},
	{
		word: '=',
		pattern: /[?&](?:password|passwd|pwd)=([^&\s"'`<>#]{3,200})/gi,
		isSecret: (_, text, at) => isInAddress(text.slice(Math.max(at - 300, 0), at)),
	},
];

function* labelledSecrets(text: string): Generator<SecretPlace> {
	const lower = text.toLowerCase();
	for (const { word, pattern, isSecret = () => true } of labels) {
		if (!lower.includes(word)) continue;
		for (const match of text.matchAll(pattern)) {
			const { 0: whole, 1: secret = '', index } = match;
			if (isPlaceholder(secret) || !isSecret(secret, text, index)) continue;
			yield { start: index, end: index + whole.length };
		}
	}
}

function hasDigitAndLetter(token: string): boolean {
	return /\d/.test(token) && /[a-z]/i.test(token);
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

/** Whether a connection is described before its password, to a machine other than this. */
function isConnection(before: string): boolean {
	const line = before.slice(before.lastIndexOf('\n') + 1);
	const name =
		/(?:^|[;"'\s])(?:server|data source|host|addr|address|user id|uid|username|user|database|initial catalog|endpoint|accountname)\s{0,3}=/i;
	const host =
		/(?:^|[;"'\s])(?:server|data source|host|addr|address)\s{0,3}=\s{0,3}(?:tcp:)?([^;]*)/i;
	return name.test(line) && !isExampleHost(host.exec(line)?.[1]?.trim() ?? 'unknown');
}

/** Whether the address that ends here is one of another machine. */
function isInAddress(before: string): boolean {
	const host = /:\/\/(?:[^\s/@]{0,100}@)?([^\s/?#]{1,255})[^\s]*$/.exec(before)?.[1];
	return host !== undefined && !isExampleHost(host);
}
