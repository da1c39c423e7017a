import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { followUpQuestions } from '../../../src/core/chat/followUps.ts';

const agentsFolder = path.join(import.meta.dirname, '../../../agents');
const bundledPrompts = readdirSync(agentsFolder).map((file) =>
	readFileSync(path.join(agentsFolder, file), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, ''),
);

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
			['Tell me more about “Session Renewal”', 'Show me “Password Hashing” for this project'],
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

	const chances = [
		['Change the bread to rye bread.', 'The order for bread is changed, in `orders.ts`.'],
		['Try both of the tools.', 'Neither worked.'],
		['Rename the variable limit.', 'The variable has its new name in the whole file.'],
		['Is the page public?', 'Yes.'],
	] as const;
	for (const [question, answer] of chances) {
		it(`are none where they have a word in common by chance: ${answer}`, () => {
			for (const text of [prompt, ...bundledPrompts]) {
				assert.deepEqual(followUpQuestions(text, question, answer), []);
			}
		});
	}
});
