import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { UserError } from '../../host/run.ts';
import { addressOf } from './publicAddress.ts';

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
/** How long a page may take with all its redirects, in ms. */
const patience = 20_000;

const textTypes =
	/^(?:text\/|application\/(?:[\w.+-]+\+)?(?:json|xml)$|application\/(?:javascript|yaml|toml)$)/;

/**
 * Loads a text from the web. The address of every host is looked up first and connected to as it was
 * looked up, so that no name can lead into a private network, by redirect or by changing its mind.
 *
 * @throws UserError in words for a model, for everything that is no text of at most 5 redirects
 */
export async function fetchText(
	url: URL,
	allowPrivate: boolean,
	signal: AbortSignal,
): Promise<FetchedText> {
	const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
	let next = url;
	for (let redirects = 0; redirects <= maxRedirects; redirects++) {
		const response = await open(checked(next), allowPrivate, limited);
		const { statusCode = 0, headers } = response;
		if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
			response.destroy();
			if (!URL.canParse(headers.location, next.href)) {
				throw new UserError(`${next.href} leads to an address that cannot be read.`);
			}
			next = new URL(headers.location, next);
			continue;
		}
		if (statusCode < 200 || statusCode > 299) {
			response.destroy();
			throw new UserError(`${next.href} answered with status ${statusCode}.`);
		}
		return read(response, next);
	}
	throw new UserError(`${url.href} leads on more than ${maxRedirects} times.`);
}

/** @throws UserError where an address is none of the web, or has a name and a password in it */
export function checked(url: URL): URL {
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw new UserError(`${url.protocol}// cannot be fetched, only https:// and http://.`);
	}
	if (url.username !== '' || url.password !== '') {
		throw new UserError('An address with a user name or password in it is not fetched.');
	}
	return url;
}

async function open(
	url: URL,
	allowPrivate: boolean,
	signal: AbortSignal,
): Promise<IncomingMessage> {
	const { address, family } = await addressOf(url.hostname, allowPrivate);
	const request = url.protocol === 'https:' ? requestHttps : requestHttp;
	try {
		return await new Promise<IncomingMessage>((resolve, reject) => {
			request(url, {
				signal,
				// A connection of its own: a shared one could go elsewhere.
				agent: false,
				lookup: (_host, { all }, done) => {
					if (all) done(null, [{ address, family }]);
					else done(null, address, family);
				},
				headers: {
					accept: 'text/html, text/*, application/json;q=0.9',
					'accept-encoding': 'gzip, deflate, br',
					'user-agent': 'sveltekit-agents (VS Code extension)',
				},
			})
				.on('response', resolve)
				.on('error', reject)
				.end();
		});
	} catch (error) {
		throw failure(url, error);
	}
}

async function read(response: IncomingMessage, url: URL): Promise<FetchedText> {
	const type = (response.headers['content-type'] ?? 'text/plain').split(';')[0]?.trim() ?? '';
	if (!textTypes.test(type.toLowerCase())) {
		response.destroy();
		throw new UserError(`${url.href} is no text, but ${type}.`);
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
		throw failure(url, error);
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

function failure(url: URL, error: unknown): UserError {
	const name = error instanceof Error ? error.name : '';
	if (name === 'TimeoutError' || name === 'AbortError') {
		return new UserError(
			`${url.href} took longer than ${patience / 1000} seconds, or was stopped.`,
		);
	}
	const reason = error instanceof Error ? error.message : String(error);
	return new UserError(`${url.href} could not be fetched: ${reason}`, { cause: error });
}
