import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { followUpQuestions } from '../../../src/core/chat/followUps.ts';

const prompt = `# Expert

## Best Practices

Passwords are hashed with scrypt.

### Password Hashing

\`\`\`ts
// src/lib/server/password.ts
export const hash = (password: string) => password;
\`\`\`

## Session Renewal

Renew the session of a login before it expires.

## Caching

Set headers on pages that are public.
`;

describe('follow-up questions', () => {
	it('are about what is near to the answer and was not said yet', () => {
		assert.deepEqual(
			followUpQuestions(
				prompt,
				'How do I build a login?',
				'Check the password against its hash and make a session.',
			),
			[
				'What should I know about “Session Renewal” here?',
				'How would the pattern “Password Hashing” look in this project?',
			],
		);
	});

	it('do not repeat what was just explained', () => {
		assert.deepEqual(
			followUpQuestions(prompt, 'What about password hashing?', 'Password hashing uses scrypt.'),
			[],
		);
	});

	it('are none where nothing is near', () => {
		assert.deepEqual(followUpQuestions(prompt, 'Hello?', 'Good day.'), []);
		assert.deepEqual(followUpQuestions('', 'Hello?', 'Good day.'), []);
	});
});
