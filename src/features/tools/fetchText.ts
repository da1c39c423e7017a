import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ToolError } from '../../host/toolError.ts';
import { isIP } from 'node:net';
import { addressOf, type LookUp } from './publicAddress.ts';
import { untilAborted } from './untilAborted.ts';

export interface FetchedText {
	/** Where the text is from, after redirects. */
	readonly url: string;
	/** `text/html`, without parameters. */
	readonly type: string;
	readonly text: string;
	/** Whether the text was longer, and its end is missing. */
	readonly isCut: boolean;
}

const maxRedirects = 5;
/** Bytes of a page that are read, after it is unpacked. */
const maxBytes = 2 * 1024 * 1024;
/** How long a page may take with all its redirects, in ms; waiting for the user does not count. */
const defaultPatience = 20_000;

const textTypes =
	/^(?:text\/|application\/(?:[\w.+-]+\+)?(?:json|xml)$|application\/(?:javascript|yaml|toml)$)/;

export interface FetchOptions {
	/** Machines of the local network count, too. */
	readonly allowPrivate: boolean;
	readonly signal: AbortSignal;
	/** Whether the user lets a page lead on to another host, or to one without encryption. */
	readonly mayLeadTo: (from: URL, to: URL) => Promise<boolean>;
	readonly lookUp?: LookUp;
	/** In ms. */
	readonly patience?: number;
}

/**
 * Loads a text from the web. The address of every host is looked up first and connected to as it was
 * looked up, also through a proxy, so that no name can lead into a private network, by redirect or by
 * changing its mind.
 *
 * @throws ToolError, for everything that is no text of at most 5 redirects
 */
export async function fetchText(
	url: URL,
	{ allowPrivate, signal, mayLeadTo, lookUp, patience = defaultPatience }: FetchOptions,
): Promise<FetchedText> {
	const limit = (): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(patience)]);
	let limited = limit();
	let next = url;
	for (let redirects = 0; redirects <= maxRedirects; redirects++) {
		const response = await open(checked(next), {
			allowPrivate,
			signal: limited,
			patience,
			...(lookUp && { lookUp }),
		});
		const { statusCode = 0, headers } = response;
		if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
			response.destroy();
			if (!URL.canParse(headers.location, next.href)) {
				throw new ToolError(`${next.href} leads to an address that cannot be read.`);
			}
			const target = checked(new URL(headers.location, next));
			if (isElsewhere(next, target)) {
				if (!(await agreement(mayLeadTo(next, target), next, signal, patience))) {
					throw new ToolError(
						`${next.href} leads on to ${target.origin}, which the user does not want to be fetched.`,
					);
				}
				limited = limit();
			}
			next = target;
			continue;
		}
		if (statusCode < 200 || statusCode > 299) {
			response.destroy();
			throw new ToolError(`${next.href} answered with status ${statusCode}.`);
		}
		return read(response, next, patience);
	}
	throw new ToolError(`${url.href} leads on more than ${maxRedirects} times.`);
}

/** What the user says to a redirect, who may also stop all of it instead. */
async function agreement(
	asking: Promise<boolean>,
	from: URL,
	signal: AbortSignal,
	patience: number,
): Promise<boolean> {
	try {
		return await untilAborted(asking, signal);
	} catch (error) {
		throw failure(from, error, patience);
	}
}

/** Whether a redirect leads to another machine than the user agreed to, or gives up encryption. */
function isElsewhere(from: URL, to: URL): boolean {
	if (to.hostname !== from.hostname) return true;
	if (from.protocol === 'https:' && to.protocol === 'http:') return true;
	const isUpgrade = from.protocol === 'http:' && to.protocol === 'https:';
	return !(isUpgrade && from.port === '' && to.port === '') && from.host !== to.host;
}

/** @throws ToolError where an address is none of the web, or has a name and a password in it */
export function checked(url: URL): URL {
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw new ToolError(`${url.protocol}// cannot be fetched, only https:// and http://.`);
	}
	if (url.username !== '' || url.password !== '') {
		throw new ToolError('An address with a user name or password in it is not fetched.');
	}
	return url;
}

async function open(
	url: URL,
	{
		allowPrivate,
		signal,
		patience,
		lookUp,
	}: {
		readonly allowPrivate: boolean;
		readonly signal: AbortSignal;
		readonly patience: number;
		readonly lookUp?: LookUp;
	},
): Promise<IncomingMessage> {
	const isSecure = url.protocol === 'https:';
	const request = isSecure ? requestHttps : requestHttp;
	const name = url.hostname.replace(/^\[|\]$/g, '');
	const path = `${url.pathname}${url.search}`;
	try {
		const { address, family } = await addressOf(url.hostname, allowPrivate, signal, lookUp);
		return await new Promise<IncomingMessage>((resolve, reject) => {
			const outgoing = request({
				// The address and not the name: a proxy, which VS Code puts in between, would look the
				// name up once more.
				host: address,
				family,
				port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
				path: isSecure ? path : path.replaceAll('://', '%3A//'),
				...(isSecure && isIP(name) === 0 && { servername: name }),
				signal,
				// A connection of its own: a shared one could go elsewhere.
				agent: false,
				headers: {
					host: url.host,
					accept: 'text/html, text/*, application/json;q=0.9',
					'accept-encoding': 'gzip, deflate, br',
					'user-agent': 'sveltekit-agents (VS Code extension)',
				},
			});
			nameTarget(outgoing, family === 6 ? `[${address}]` : address);
			outgoing.on('response', resolve).on('error', reject).end();
		});
	} catch (error) {
		throw failure(url, error, patience);
	}
}

/**
 * Makes a proxy connect to an address, without encryption too: VS Code's agent for proxies makes the
 * address that it asks the proxy for of the `Host` header. What is sent as that header stays. (It does
 * so with paths that have no `://` in them.)
 */
function nameTarget(outgoing: ClientRequest, host: string): void {
	const getHeader = outgoing.getHeader.bind(outgoing);
	outgoing.getHeader = (name) => (name.toLowerCase() === 'host' ? host : getHeader(name));
}

async function read(response: IncomingMessage, url: URL, patience: number): Promise<FetchedText> {
	const type = (response.headers['content-type'] ?? 'text/plain').split(';')[0]?.trim() ?? '';
	if (!textTypes.test(type.toLowerCase())) {
		response.destroy();
		throw new ToolError(`${url.href} is no text, but ${type}.`);
	}
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		for await (const chunk of unpacked(response)) {
			chunks.push(chunk as Buffer);
			length += (chunk as Buffer).byteLength;
			if (length > maxBytes) break;
		}
	} catch (error) {
		throw failure(url, error, patience);
	} finally {
		response.destroy();
	}
	const bytes = Buffer.concat(chunks).subarray(0, maxBytes);
	const text = new TextDecoder(charsetOf(response)).decode(bytes);
	return { url: url.href, type: type.toLowerCase(), text, isCut: length > maxBytes };
}

function unpacked(response: IncomingMessage): Readable {
	const packing = response.headers['content-encoding']?.toLowerCase();
	const unpacker =
		packing === 'gzip' || packing === 'x-gzip'
			? createGunzip()
			: packing === 'deflate'
				? createInflate()
				: packing === 'br'
					? createBrotliDecompress()
					: undefined;
	if (!unpacker) return response;
	response.on('error', (error) => unpacker.destroy(error));
	return response.pipe(unpacker);
}

function charsetOf({ headers }: IncomingMessage): string {
	const charset = /charset="?([\w-]{1,40})/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
	try {
		return new TextDecoder(charset).encoding;
	} catch {
		// A charset that nobody knows: most likely it is UTF-8 all the same.
		return 'utf-8';
	}
}

function failure(url: URL, error: unknown, patience: number): ToolError {
	if (error instanceof ToolError) return error;
	const name = error instanceof Error ? error.name : '';
	if (name === 'TimeoutError' || name === 'AbortError') {
		return new ToolError(
			`${url.href} took longer than ${patience / 1000} seconds, or was stopped.`,
		);
	}
	const reason = error instanceof Error ? error.message : String(error);
	return new ToolError(`${url.href} could not be fetched: ${reason}`, { cause: error });
}
