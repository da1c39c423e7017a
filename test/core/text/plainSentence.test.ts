import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { plainSentence } from '../../../src/core/text/plainSentence.ts';

describe('a sentence where nothing can be formatted', () => {
	for (const [markdown, plain] of [
		['Set `ORIGIN` to the address.', 'Set ORIGIN to the address.'],
		['Fill in `src/lib/a.ts` and `.env`.', 'Fill in src/lib/a.ts and .env.'],
		['Call `publish(id, change)` there.', 'Call “publish(id, change)” there.'],
		['The `handle` that the file has', 'The “handle” that the file has'],
		['`handleError` reads `locals.user`', 'handleError reads locals.user'],
		['Set `BODY_SIZE_LIMIT=3M`', 'Set BODY_SIZE_LIMIT=3M'],
		['`npm run build`', '“npm run build”'],
		['**Never** _here_, [as said](https://x.example)', 'Never here, as said'],
		['A ` that is alone', 'A  that is alone'],
		['Nothing to change', 'Nothing to change'],
	] as const) {
		it(`is “${plain}” for ${markdown}`, () => {
			assert.equal(plainSentence(markdown), plain);
		});
	}
});
