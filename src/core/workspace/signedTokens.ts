import { decodeBase64 } from '../text/base64.ts';
import { isPlaceholder } from './placeholder.ts';
import type { SecretPlace } from './secretPlace.ts';

/** Its first part is an object of JSON in Base64: `{`, and then a quote or blanks, is `ey` or `ew`. */
const signedToken = /(?<![\w-])(e[yw][\w-]{8,})\.([\w-]{2,})\.[\w-]{10,}/g;
/** Its first part alone can be read. The key of its own may be missing. */
const encryptedToken = /(?<![\w-])(e[yw][\w-]{8,})\.[\w-]*\.[\w-]{8,}\.[\w-]+\.[\w-]{8,}/g;
/** Longer parts are not read: nobody writes such in books. */
const maxPayload = 8_000;

/** Signed and encrypted tokens (JWT), but for those that everybody may see. */
export function* signedTokens(text: string): Generator<SecretPlace> {
	for (const { 0: token, 1: head = '', 2: payload = '', index } of text.matchAll(signedToken)) {
		if (!hasField(head, 'alg') || isPlaceholder(token) || isPublicPayload(payload)) continue;
		yield { start: index, end: index + token.length };
	}
	for (const { 0: token, 1: head = '', index } of text.matchAll(encryptedToken)) {
		if (hasField(head, 'enc')) yield { start: index, end: index + token.length };
	}
}

function hasField(head: string, field: string): boolean {
	return decodeBase64(head.slice(0, maxPayload)).includes(`"${field}"`);
}

/** What Supabase calls `anon` is meant to be seen by everybody, and some tokens are known from books. */
function isPublicPayload(encoded: string): boolean {
	if (encoded.length > maxPayload) return false;
	let payload: unknown;
	try {
		payload = JSON.parse(decodeBase64(encoded));
	} catch {
		// What cannot be read may say anything.
		return false;
	}
	if (typeof payload !== 'object' || payload === null) return false;
	const { role, sub } = payload as { readonly role?: unknown; readonly sub?: unknown };
	return role === 'anon' || sub === '1234567890';
}
