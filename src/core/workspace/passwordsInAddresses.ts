import { isExampleHost, isMadeUp, isNoPassword } from './placeholder.ts';
import type { SecretPlace } from './secretPlace.ts';

/** Also as JSON writes it. */
const separator = /:(?:\/\/|\\{1,3}\/\\{1,3}\/|(?:\\{1,3}u002f){2})/gi;

/** No longer part of an address is looked through for its host, in UTF-16 units. */
const maxLength = 500;

/** Addresses with a password, or with a token in place of a user, of other machines than this. */
export function* passwordsInAddresses(text: string): Generator<SecretPlace> {
	for (const { 0: slashes, index } of text.matchAll(separator)) {
		const scheme = /[a-z][a-z0-9+.-]*$/i.exec(text.slice(Math.max(index - 30, 0), index))?.[0];
		if (scheme === undefined) continue;
		const from = index + slashes.length;
		const ahead = text.slice(from, from + maxLength);
		const length = ahead.search(/[\s"]|:(?:\/\/|\\{1,3}[/u])/);
		const written = length === -1 ? ahead : ahead.slice(0, length);
		const address = plainAddress(written);
		const secretLength = lengthOfSecret(address);
		if (secretLength === undefined) continue;
		const end = from + (address === written ? secretLength : written.length);
		yield { start: index - scheme.length, end };
	}
}

/** Without the escapes of JSON. */
function plainAddress(written: string): string {
	if (!written.includes('\\')) return written;
	return written
		.replace(/\\{1,3}u00([2-7][0-9a-f])/gi, (_, code: string) =>
			String.fromCharCode(Number.parseInt(code, 16)),
		)
		.replace(/\\{1,3}\//g, '/');
}

const userStart = /^([^\s:/?#@"'`<>\\|]{0,100}):/;
/** Users of some databases have the name of their server. */
const userOnServer = /^([^\s:/?#@"'`<>\\|]{1,100}@[^\s:/?#@"'`<>\\|]{1,100}):(?!\d{1,5}(?:\D|$))/;
const plainPassword =
	/^([^\s/?#@"'`\\|]{1,200})@([^\s/?#@"'`<>\\;)\]}]{1,255}|\[[0-9a-fA-F:.]{2,60}\])/;

/** How long the part with the user, the password and the host is, where it holds a secret. */
function lengthOfSecret(address: string): number | undefined {
	const onServer = userOnServer.exec(address)?.[1];
	const user = onServer ?? userStart.exec(address)?.[1];
	const rest = user === undefined ? '' : address.slice(user.length + 1);
	if (user === undefined || rest.startsWith('@')) return lengthOfToken(address);
	const plain = plainPassword.exec(rest);
	// Behind an `@` that belongs to the password comes another one.
	const found =
		plain && rest.charAt(plain[0].length) !== '@'
			? plain
			: onServer === undefined
				? findHost(rest)
				: undefined;
	if (!found) return undefined;
	const [whole = '', password = '', host = ''] = found;
	if (isNoPassword(password, user, host) || isExampleHost(host)) return undefined;
	return user.length + 1 + whole.length;
}

const hostEnd =
	/^([A-Za-z0-9_.-]{1,255}|\[[0-9a-fA-F:.]{2,60}\])(:\d{1,5})?(?=[/?#"'`\s,;)\]}<\\&]|$)/;

/** Finds the host behind a password with signs that ought to be escaped, with what stands before it. */
function findHost(rest: string): readonly string[] | undefined {
	// A port and a path, or code that puts the address together
	if (/^\d{1,5}(?:[/?#'`|\\,;)]|$)|^['`][+.,)&;]|['`][+,)]/.test(rest)) return undefined;
	const authority = rest.search(/[/?#]/);
	for (let at = rest.lastIndexOf('@'); at > 0; at = rest.lastIndexOf('@', at - 1)) {
		const password = rest.slice(0, at);
		const [whole, host = '', port] = hostEnd.exec(rest.slice(at + 1)) ?? [];
		if (whole === undefined) continue;
		const isInPath = authority !== -1 && at > authority;
		if (isInPath && port === undefined && !/\.[a-z]{2,}$/i.test(host)) continue;
		return [`${password}@${whole}`, password, host];
	}
	return undefined;
}

const tokenUser =
	/^([A-Za-z0-9_-]{20,200}):?@([^\s/?#@"'`<>\\;)\]}]{1,255})(\/[^\s"'`<>\\?#]{0,100})?/;

function lengthOfToken(address: string): number | undefined {
	const [whole, user = '', host = '', path = ''] = tokenUser.exec(address) ?? [];
	if (whole === undefined || isExampleHost(host) || isMadeUp(user)) return undefined;
	const isHex = /^[0-9a-f]{32,}$/i.test(user);
	const isMixed = /\d/.test(user) && /[a-z]/.test(user) && /[A-Z]/.test(user);
	// Sentry's addresses for reports are meant to be seen.
	const isForReports = isHex && user.length === 32 && /\/\d+$/.test(path);
	return (isHex || isMixed) && !isForReports ? whole.length - path.length : undefined;
}
