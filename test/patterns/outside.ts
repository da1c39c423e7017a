import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the test projects talk to instead of the internet: an internal service and a Supabase. */
export interface Outside {
	readonly origin: string;
	/**
	 * The cookie of a visitor whom this Supabase has signed in, or one whose token it never signed.
	 *
	 * @param seconds how long the token is good for; an hour where it is left out
	 */
	readonly supabaseCookie: (subject: string, genuine: boolean, seconds?: number) => string;
	readonly stop: () => void;
}

/**
 * Starts the services on a free port. `/echo` answers with the headers of the request, `/silence` never; Supabase's
 * part is the public key that its tokens are checked with, new sessions for old ones, and the links
 * of its mails, of which those with `good` hold. The caller stops them.
 */
export async function startOutside(): Promise<Outside> {
	const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const strangerKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const server: Server = createServer((request, response) => {
		response.setHeader('content-type', 'application/json');
		if (request.url === '/silence') return;
		if (request.url === '/echo') response.end(JSON.stringify(request.headers));
		else if (request.url?.endsWith('/.well-known/jwks.json')) {
			const jwk = keys.publicKey.export({ format: 'jwk' });
			const key = { ...jwk, kid: 'test', alg: 'ES256', use: 'sig', key_ops: ['verify'] };
			response.end(JSON.stringify({ keys: [key] }));
		} else if (request.url?.startsWith('/auth/v1/token?')) {
			response.end(JSON.stringify(sessionOf('renewed', keys.privateKey, hour)));
		} else if (request.url?.startsWith('/auth/v1/verify')) {
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				const isGood = body.includes('"good"');
				const answer = isGood
					? sessionOf('mailed', keys.privateKey, hour)
					: { error_code: 'otp_expired', msg: 'Token has expired or is invalid' };
				response.writeHead(isGood ? 200 : 403).end(JSON.stringify(answer));
			});
		} else response.writeHead(404).end('{}');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	const sessionOf = (subject: string, key: KeyObject, seconds: number): object => {
		const exp = Math.floor(Date.now() / 1000) + seconds;
		const content = [
			encode({ alg: 'ES256', typ: 'JWT', kid: 'test' }),
			encode({ sub: subject, iss: `${origin}/auth/v1`, aud: 'authenticated', exp }),
		].join('.');
		const signature = sign('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
		return {
			access_token: `${content}.${signature.toString('base64url')}`,
			refresh_token: 'once',
			token_type: 'bearer',
			expires_in: seconds,
			expires_at: exp,
			user: { id: subject },
		};
	};
	const supabaseCookie = (subject: string, genuine: boolean, seconds = hour): string => {
		const key = (genuine ? keys : strangerKeys).privateKey;
		// supabase-js names the cookie after the first part of the host.
		return `sb-127-auth-token=base64-${encode(sessionOf(subject, key, seconds))}`;
	};
	const stop = (): void => {
		server.closeAllConnections();
		server.close();
	};
	return { origin, supabaseCookie, stop };
}

const hour = 3600;

function encode(value: object): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}
