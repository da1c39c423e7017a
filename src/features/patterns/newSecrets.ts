import { randomBytes } from 'node:crypto';
import type { MakeSecret } from '../../core/insertion/planEnv.ts';

/** No secret is easier to guess than this many random bytes. */
const fewestBytes = 24;

/** Makes secrets for one insertion: one a variable, however often the insertion is planned. */
export function newSecrets(): MakeSecret {
	const made = new Map<string, string>();
	return ({ name, minLength = 0 }) => {
		const bytes = Math.max(fewestBytes, Math.ceil((minLength * 3) / 4));
		const secret = made.get(name) ?? randomBytes(bytes).toString('base64url');
		made.set(name, secret);
		return secret;
	};
}
