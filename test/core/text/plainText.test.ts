import assert from 'node:assert/strict';
import { hasHiddenCharacters, plainLine, visiblePath } from '../../../src/core/text/plainText.ts';

describe('a text from outside as a plain line', () => {
	it('is one line without controls and marks of direction', () => {
		assert.equal(plainLine('a\r\n\tb\u0000\u202Ec\u2066d\u200Be\u{E0041}f\uD800g'), 'a bcdefg');
	});

	it('holds no link, icon or address', () => {
		const line = plainLine('[a](command:x?%22y%22) $(trash) https://a.example/ [b]\u200B(c)');
		assert.doesNotMatch(line, /\]\(|\$\(|:\/\/|command:/);
		assert.equal(
			line.replaceAll('\u2060', ''),
			'[a](command:x?%22y%22) $(trash) https://a.example/ [b](c)',
		);
	});

	it('is bounded, and cut between characters', () => {
		assert.equal(plainLine('x'.repeat(1_000_000), 10), 'xxxxxxxxx…');
		assert.equal(plainLine('12345678😀0', 10), '12345678…');
		assert.equal(plainLine('1234567890', 10), '1234567890');
		assert.equal(plainLine(`${'\u202E'.repeat(100)}a`, 10), '…');
	});

	it('leaves letters of all scripts and joined emoji as they are', () => {
		const text = 'Grüße, 数据库, пример, קוד, 👩‍💻 ❤️';
		assert.equal(plainLine(text), text);
	});

	it('stacks no more than three marks on a letter', () => {
		assert.equal(plainLine(`e${'\u0301'.repeat(50)}x`), 'e\u0301\u0301\u0301x');
	});
});

describe('a path that people check', () => {
	it('shows what hides in it', () => {
		assert.equal(visiblePath('src/evil\u202Etxt.js\n# ok'), 'src/evil⟨U+202E⟩txt.js⟨U+000A⟩# ok');
		assert.equal(visiblePath('a\u00ADb\uDC00c\u{E0041}'), 'a⟨U+00AD⟩b⟨U+DC00⟩c⟨U+E0041⟩');
	});

	it('keeps its end when it is long', () => {
		assert.equal(
			visiblePath(`${'a/'.repeat(100)}.vscode/tasks.json`, 31),
			'a/a/a/a/a/…a/.vscode/tasks.json',
		);
	});

	it('holds no link', () => {
		assert.doesNotMatch(visiblePath('src/![x](https://a.example/$(b))'), /\]\(|\$\(|:\/\//);
	});

	it('is told apart from one that hides something', () => {
		assert.equal(hasHiddenCharacters('src/Grüße 1.ts'), false);
		for (const char of ['\n', '\u202E', '\u200B', '\u2028', '\u3164', '\uFEFF', '\u00AD', '\x7F']) {
			assert.equal(hasHiddenCharacters(`src/a${char}b.ts`), true);
		}
	});
});
