import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { askedDeed } from '../../../src/core/chat/askedDeed.ts';

describe('what a question wants done', () => {
	const cases: readonly (readonly [string, ReturnType<typeof askedDeed>])[] = [
		['how do I hash a file', { verbs: ['hash'], object: 'fil', changes: undefined }],
		['Hash my API keys!', { verbs: ['hash'], object: 'apikey', changes: undefined }],
		[
			'filter and sort the products of a shop',
			{ verbs: ['filter', 'sort'], object: undefined, changes: undefined },
		],
		[
			'how to migrate from Prisma to Drizzle',
			{ verbs: ['migrat'], object: undefined, changes: { sides: ['prisma', 'drizzl'] } },
		],
		['move from sveltekit 1 to 2', { verbs: [], object: undefined, changes: { sides: [] } }],
		['what is a load function', undefined],
		['413 when a user uploads', undefined],
		['', undefined],
	];
	for (const [question, deed] of cases) {
		it(`is read of “${question}”`, () => {
			assert.deepEqual(askedDeed(question), deed);
		});
	}
});
