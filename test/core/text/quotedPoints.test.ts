import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { quotePoints } from '../../../src/core/text/quotedPoints.ts';

describe('points of a file that are quoted', () => {
	it('keep the marks of lists, bold words and code', () => {
		assert.equal(
			quotePoints(['- **Always** set `path`, see `a*b`.', 'A line\n  1. and one below']),
			'- **Always** set `path`\\, see `a*b`\\.\n\nA line\n  1. and one below',
		);
	});

	it('lead nowhere, whatever stands in them', () => {
		for (const hostile of [
			'[sign in](https://evil.example/login)',
			'**[sign in](command:evil)**',
			'![x](https://evil.example/b.png)',
			'<https://evil.example>',
			'<img src="https://evil.example/b.png">',
			'see https://evil.example/a and www.evil.example',
			'[a]: https://evil.example',
			'`[x](command:a)` and ``[y](command:b)``',
			'- [x][a]',
		]) {
			const quoted = quotePoints([hostile]).replace(/`[^`]*`/g, '');
			assert.doesNotMatch(quoted, /(?<!\\)[[\]<>!]|(?<!\\):\/\/|www\.(?!\\)/, quoted);
		}
	});
});
