import { trimEndOf } from '../text/trimChars.ts';
import { isPlaceholder } from './placeholder.ts';
import type { SecretPlace } from './secretPlace.ts';

const keyStart =
	/-{4,6} {0,2}BEGIN(?:(?: {1,3}|\+|%20)[A-Z0-9]{1,12}){0,3}(?: {1,3}|\+|%20)PRIVATE(?: {1,3}|\+|%20)KEY(?: {1,3}BLOCK)? {0,2}-{4,6}|-{4,6} {0,2}BEGIN {1,3}OpenVPN {1,3}Static {1,3}key {1,3}V\d {0,2}-{4,6}|PuTTY-User-Key-File-\d:/g;
/** No key is longer, in UTF-16 units. */
const maxKeyLength = 16_384;

/** Private keys in the forms of PEM, SSH2, PGP, OpenVPN and PuTTY, to their ends. */
export function* privateKeys(text: string): Generator<SecretPlace> {
	let end = 0;
	for (const match of text.matchAll(keyStart)) {
		const start = match.index;
		if (start < end) continue;
		const bodyStart = start + match[0].length;
		if (!hasKeyBody(text.slice(bodyStart, bodyStart + 400))) continue;
		const body = text.slice(bodyStart, bodyStart + maxKeyLength);
		const close = /-{4,6} {0,2}END[^\r\n]{0,80}?-{4,6}|Private-MAC: \w+/.exec(body);
		end = bodyStart + (close ? close.index + close[0].length : body.length);
		yield { start, end };
	}
}

/** What code puts around a line of a text. */
const signsAround = ' \t"\'`+,;.';

/** Whether what follows the first line of a key is a key, and not the code or words around a name. */
function hasKeyBody(rest: string): boolean {
	if (/^\s*[A-Za-z0-9+/]{24}/.test(rest)) return true;
	// In JSON, environment variables and code a line break is written as `\n`.
	const lines = rest
		.replace(/(?<!\\)\\+(?:[rn]|[ux]0{0,2}0[ad])|%0[ad]|&#(?:1[03]|x[ad]);|<br ?\/?>/gi, '\n')
		.split(/[\r\n]+/);
	// Behind a name in code and words only what is surely a key is one.
	const isInCode = trimEndOf(lines[0] ?? '', `${signsAround}\\`).trim() !== '';
	for (const line of lines.slice(1)) {
		// In a comment, or in the answer to a letter
		const whole = line.replace(/^(?:\s{0,8}(?:[>#*|!%;]|\/\/|--(?!-)|REM ))+/, '').trim();
		const bare = trimEndOf(whole, `${signsAround}\\`).replace(/^[\s"'`+,;.]+/, '');
		if (bare === '') continue;
		// `Proc-Type`, `Version` and the like stand before the key.
		if (/^[A-Za-z][A-Za-z-]{2,30}: /.test(bare)) return !isInCode;
		if (!/^[A-Za-z0-9+/=_#-]{3,}$/.test(bare) || isPlaceholder(bare)) return false;
		const isSure = bare.length >= 16 && /\d|[a-z][A-Z]/.test(bare);
		return isSure || (whole === bare && !isInCode);
	}
	return false;
}
