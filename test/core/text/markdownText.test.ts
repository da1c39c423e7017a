import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	commandLink,
	count,
	enumerate,
	escapeMarkdown,
	inlineCode,
	shorten,
	withoutCommandLinks,
} from '../../../src/core/text/markdownText.ts';

describe('text of files in markdown', () => {
	it('keeps letters and digits, and escapes everything that could mean something', () => {
		assert.equal(
			escapeMarkdown('**b** [x](command:evil) ![i](http://a.b/c.png) <img src=x> $(zap) &lt;'),
			'\\*\\*b\\*\\* \\[x\\]\\(command\\:evil\\) \\!\\[i\\]\\(http\\:\\/\\/a\\.b\\/c\\.png\\) \\<img src\\=x\\> \\$\\(zap\\) \\&lt\\;',
		);
	});

	it('is one line without characters that hide or turn text', () => {
		assert.equal(escapeMarkdown(' a\n\n# b\u202Ec\u200Bd\0e\t\tf '), 'a \\# bcde f');
	});

	it('is code whatever backticks it has', () => {
		assert.deepEqual(['plain', 'a `b` c', '`', 'x``y', 'a\nb', '', ' \n '].map(inlineCode), [
			'`plain`',
			'``a `b` c``',
			'`` ` ``',
			'```x``y```',
			'`a b`',
			'',
			'',
		]);
	});

	it('keeps the words of links that run a command, and no command', () => {
		assert.equal(
			withoutCommandLinks(
				'[Run](command:a.b?%5B1%5D) it, [see](https://a.b/c), <command:x>\n[Go]( <COMMAND:y> )\n\n[ref]: command:z\n`arr[0](command)` and `](command:`',
			),
			'[Run] it, [see](https://a.b/c), <>\n[Go] )\n\n[ref]: \n`arr[0](command)` and `]',
		);
	});

	it('is an argument of a command without ending the link', () => {
		assert.equal(
			commandLink('Open', 'x.open', 'a)](b "c"', { d: 1 }),
			'[Open](command:x.open?%5B%22a%29%5D%28b%20%5C%22c%5C%22%22%2C%7B%22d%22%3A1%7D%5D)',
		);
	});

	it('is cut between characters', () => {
		assert.deepEqual(
			[shorten('abc', 3), shorten('abcd', 3), shorten('a😀b', 3), shorten('a bcd', 3)],
			['abc', 'ab…', 'a…', 'a…'],
		);
	});

	it('is counted and listed in words', () => {
		assert.deepEqual(
			[count(0, 'pattern'), count(1, 'pattern'), count(2, 'pattern')],
			['0 patterns', '1 pattern', '2 patterns'],
		);
		assert.deepEqual(
			[enumerate([]), enumerate(['a']), enumerate(['a', 'b', 'c']), enumerate(['a', 'b'], 'or')],
			['', 'a', 'a, b and c', 'a or b'],
		);
	});
});
