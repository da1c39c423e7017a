import assert from 'node:assert/strict';
import {
	hasHiddenCharacters,
	paragraph,
	plain,
	plainLine,
	visiblePath,
} from '../../../src/core/text/plainText.ts';
import { faultOf, hostileWords } from '../../helpers/hostileWords.ts';
import { seededRandom } from '../seededRandom.ts';

describe('a text from outside as a plain line', () => {
	it('is one line without controls and marks of direction', () => {
		assert.equal(plainLine('a\r\n\tb\u0000\u202Ec\u2066d\u200Be\u{E0041}f\uD800g'), 'a bcdefg');
	});

	it('holds no link, icon or address', () => {
		const text =
			'[a](command:x?%22y%22) $(trash) https://a.example/ [b]\u200B(c) <urn:x> www.a.example me@a.example file:/a vscode-insiders:a';
		const line = plainLine(text);
		assert.equal(faultOf(line), undefined);
		assert.equal(line.replaceAll('\u2060', ''), text.replace('\u200B', ''));
	});

	it('breaks nothing that is only like one', () => {
		const text = '@backend-engineer: file: a [x] (y) $HOME 1:2 Map<Key, Value> zod@ @sveltejs/kit';
		assert.equal(plainLine(text), text);
	});

	it('is bounded, and cut between characters', () => {
		assert.equal(plainLine('x'.repeat(1_000_000), 10), 'xxxxxxxxx…');
		assert.equal(plainLine('12345678😀0', 10), '12345678…');
		assert.equal(plainLine('1234567890', 10), '1234567890');
		assert.equal(plainLine(`${'\u202E'.repeat(100)}a`, 10), '…');
		assert.equal(plainLine('$('.repeat(100), 10).length, 10);
	});

	it('leaves letters of all scripts and joined emoji as they are', () => {
		const text = 'Grüße, 数据库, пример, קוד, 👩‍💻 👩🏽‍💻 ❤️';
		assert.equal(plainLine(text), text);
	});

	it('stacks no more than three marks on a letter', () => {
		assert.equal(plainLine(`e${'\u0301'.repeat(50)}x`), 'e\u0301\u0301\u0301x');
	});
});

describe('a sentence with texts from outside', () => {
	it('keeps its own words, icons and order', () => {
		const sentence = plain`$(package) “${'[a](command:b)'}” needs ${2} of ${['x', 'y', 'z']}.`;
		assert.equal(sentence, '$(package) “[a]\u2060(command\u2060:b)” needs 2 of x, y and z.');
	});

	it('is not pushed out of sight by one of them', () => {
		const sentence = plain`Write ${'a'.repeat(5_000)}? It decides what runs.`;
		assert.equal(sentence, `Write ${'a'.repeat(119)}…? It decides what runs.`);
	});

	it('counts what a long list has no room for', () => {
		const names = Array.from({ length: 12 }, (_, i) => `p${i}`);
		assert.equal(plain`Needs ${names}.`, 'Needs p0, p1, p2, p3, p4, p5, p6, p7 and 4 more.');
		assert.deepEqual([plain`${[]}`, plain`${['a']}`, plain`${['a', 'b']}`], ['', 'a', 'a and b']);
	});

	it('follows another', () => {
		assert.equal(paragraph(plain`One.`, plain`Two.`), 'One. Two.');
	});
});

describe('a path that people check', () => {
	it('shows what hides in it', () => {
		assert.equal(visiblePath('src/evil\u202Etxt.js\n# ok'), 'src/evil⟨U+202E⟩txt.js⟨U+000A⟩# ok');
		assert.equal(visiblePath('a\u00ADb\uDC00c\u{E0041}'), 'a⟨U+00AD⟩b⟨U+DC00⟩c⟨U+E0041⟩');
	});

	it('shows blanks that nobody sees', () => {
		assert.equal(
			visiblePath(' a b  c\u00A0d\u3000e.ts '),
			'⟨U+0020⟩a b ⟨U+0020⟩c⟨U+00A0⟩d⟨U+3000⟩e.ts⟨U+0020⟩',
		);
	});

	it('keeps its end when it is long', () => {
		assert.equal(
			visiblePath(`${'a/'.repeat(100)}.vscode/tasks.json`, 31),
			'a/a/a/a/a/…a/.vscode/tasks.json',
		);
	});

	it('holds no link', () => {
		assert.equal(faultOf(visiblePath('src/![x](https://a.example/$(b))')), undefined);
	});

	it('is told apart from one that hides something', () => {
		assert.equal(hasHiddenCharacters('src/Grüße 1.ts'), false);
		for (const char of ['\n', '\u202E', '\u200B', '\u2028', '\u3164', '\uFEFF', '\u00AD', '\x7F']) {
			assert.equal(hasHiddenCharacters(`src/a${char}b.ts`), true);
		}
	});
});

describe('any text from outside', () => {
	const makers: Readonly<Record<string, (text: string) => string>> = {
		'as a line': (text) => plainLine(text),
		'as a short line': (text) => plainLine(text, 12),
		'as a path': (text) => visiblePath(text),
		'in a sentence': (text) => plain`“${text}” of ${text}(${text})`,
		'in a list': (text) => plain`${[text, text, text]}`,
		'a path in a sentence': (text) => plain`Open ${visiblePath(text)}?`,
		'a line made plain twice': (text) => plainLine(plainLine(text, 300), 300),
	};
	const texts = [...hostileWords, ...combined(2_000)];

	for (const [name, make] of Object.entries(makers)) {
		it(`is only words ${name}`, () => {
			assert.deepEqual(
				texts.flatMap((text) => faultOf(make(text)) ?? []),
				[],
			);
		});

		it(`is made so in linear time ${name}`, () => {
			for (const part of [
				'[',
				'](',
				'$(',
				'://',
				'vscode-',
				'a.',
				'a@',
				' ',
				'\u0301',
				'\u202E',
				'👩\u200D',
			]) {
				assert.ok(make(part.repeat(1_000_000)).length < 1_000);
			}
		});
	}

	it('is the same path in a sentence as alone', () => {
		// Of a word that is cut off the rest may be broken or not.
		const whole = (text: string): string => text.replaceAll('\u2060', '');
		for (const text of texts) {
			assert.equal(whole(plain`${visiblePath(text)}`), whole(visiblePath(text)));
		}
	});
});

/** Pieces of what means something, put together at random. */
function combined(count: number): readonly string[] {
	const pieces = [
		'[', ']', '(', ')', '![', '](', '$', '$(', '<', '>', ':', '/', '//', '://', 'command', 'Command:',
		'https', 'http:', 'file', 'www', '.', '@', 'a', 'trash', 'leak.example', '\u200B', '\u2060',
		'\u202E', '\n', ' ', '`', '**', '\0', '\uD83D', '\u0301', '👩', '\u200D', '\uFE0F', '"', '%22',
	]; // prettier-ignore
	const random = seededRandom(7);
	return Array.from({ length: count }, () =>
		Array.from({ length: 1 + random(40) }, () => pieces[random(pieces.length)]).join(''),
	);
}
