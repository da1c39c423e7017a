import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the test projects talk to instead of the internet: an internal service and a Supabase. */
export interface Outside {
	readonly origin: string;
	/** The cookie of a visitor whom this Supabase has signed in, or one whose token it never signed. */
	readonly supabaseCookie: (subject: string, genuine: boolean) => string;
	readonly stop: () => void;
}

/**
 * Starts the services on a free port. `/echo` answers with the headers of the request, `/silence` never; Supabase's
 * part is the public key that its tokens are checked with. The caller stops them.
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
		} else response.writeHead(404).end('{}');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	const supabaseCookie = (subject: string, genuine: boolean): string => {
		const now = Math.floor(Date.now() / 1000);
		const encode = (value: object): string =>
			Buffer.from(JSON.stringify(value)).toString('base64url');
		const content = [
			encode({ alg: 'ES256', typ: 'JWT', kid: 'test' }),
			encode({ sub: subject, iss: `${origin}/auth/v1`, aud: 'authenticated', exp: now + 3600 }),
		].join('.');
		const key = (genuine ? keys : strangerKeys).privateKey;
		const signature = sign('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
		const session = {
			access_token: `${content}.${signature.toString('base64url')}`,
			refresh_token: 'none',
			token_type: 'bearer',
			expires_in: 3600,
			expires_at: now + 3600,
			user: { id: subject },
		};
		// supabase-js names the cookie after the first part of the host.
		return `sb-127-auth-token=base64-${encode(session)}`;
	};
	const stop = (): void => {
		server.closeAllConnections();
		server.close();
	};
	return { origin, supabaseCookie, stop };
}
