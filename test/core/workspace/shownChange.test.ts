import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { visibleLine } from '../../../src/core/text/visibleLine.ts';
import { replaceText, type Replacement } from '../../../src/core/tools/replaceText.ts';
import { showNewFile, showReplacement } from '../../../src/core/workspace/shownChange.ts';
import { seededRandom } from '../seededRandom.ts';

describe('a change as it is shown', () => {
	it('has the lines around each place', () => {
		const before = ['1', '2', '3', 'let a = b;', '5', '6', '7', 'b', ''].join('\n');
		const { text, hidden } = shown(before, 'b', 'c', true);
		assert.deepEqual(text.split('\n'), [
			'@@ line 4 @@',
			' 2',
			' 3',
			'-let a = b;',
			'+let a = c;',
			' 5',
			' 6',
			'@@ line 8 @@',
			' 6',
			' 7',
			'-b',
			'+c',
		]);
		assert.equal(hidden, undefined);
	});

	it('is complete at the ends of a file', () => {
		assert.equal(shown('one\ntwo', 'one', 'x\ny').text, '@@ line 1 @@\n-one\n+x\n+y\n two');
		assert.equal(shown('one\ntwo', 'two', '').text, '@@ line 2 @@\n one\n-two\n+');
		assert.equal(shown('\n\na', '\n\n', '').text, '@@ line 1 @@\n-\n-\n-a\n+a');
		assert.deepEqual(showNewFile(''), { text: '', hidden: undefined });
		assert.equal(showNewFile('a\n\nb\n').text, '+a\n+\n+b');
	});

	it('marks what there is no room for, and says what that was', () => {
		const lines = showNewFile('x\n'.repeat(999));
		assert.deepEqual(
			[lines.text.split('\n').length, lines.text.split('\n').at(-1), lines.hidden],
			[
				501,
				'⟨499 lines more not shown⟩',
				'The change is too long to be shown whole. Not shown: 499 lines.',
			],
		);
		const line = showNewFile('y'.repeat(50_000));
		assert.match(line.text, /⟨10000 characters of this line are not shown⟩$/);
		assert.equal(
			line.hidden,
			'The change is too long to be shown whole. Not shown: 10000 characters.',
		);
		const places = shown('a\n'.repeat(100), 'a', 'b', true);
		assert.match(places.text, /\n⟨40 places more that change are not shown⟩$/);
		assert.match(places.hidden ?? '', /Not shown: 40 places\.$/);
	});

	it('has room for what comes, however much goes', () => {
		const { text, hidden } = shown('x\n'.repeat(2_000), 'x\n'.repeat(1_500), 'evil()\n');
		assert.match(text, /\n\+evil\(\)\n/);
		assert.match(hidden ?? '', /lines\.$/);
	});

	it('goes on below where a line is wider than the chat', () => {
		const line = `${'0123456789'.repeat(8)}hidden()`;
		assert.equal(showNewFile(line).text, `+${'0123456789'.repeat(8)}\n+↪ hidden()`);
	});

	it('leaves out of a long line what stays as it is, and says so', () => {
		const before = `${'a'.repeat(1_000)}OLD${'b'.repeat(1_000)}\n`;
		const rows = shown(before, 'OLD', 'NEW')
			.text.replaceAll(/\n[-+]↪ /g, '')
			.split('\n');
		const [left, right] = [`⟨920 characters that stay⟩${'a'.repeat(80)}`, 'b'.repeat(80)];
		assert.deepEqual(rows, [
			'@@ line 1 @@',
			`-${left}OLD${right}⟨920 characters that stay⟩`,
			`+${left}NEW${right}⟨920 characters that stay⟩`,
		]);
	});

	it('spells out blanks and characters that hide something', () => {
		const code = `export const version = '1.0.0';${' '.repeat(300)};require('child_process')`;
		assert.equal(
			showNewFile(code).text.replaceAll('\n+↪ ', ''),
			"+export const version = '1.0.0';⟨300 blanks⟩;require('child_process')",
		);
		assert.equal(
			visibleLine('if (a\u202E /* \u2066 */)\u200B\u00A0\u3164\u2028\x7F\r{ // \uD800 👩‍💻 ❤️'),
			'if (a⟨U+202E⟩ /* ⟨U+2066⟩ */)⟨U+200B⟩⟨U+00A0⟩⟨U+3164⟩⟨U+2028⟩⟨U+007F⟩⟨U+000D⟩{ // ⟨U+D800⟩ 👩‍💻 ❤️',
		);
		assert.equal(
			visibleLine(`\t\t\ta${'\t'.repeat(5)}b${' '.repeat(16)}c`),
			`\t\t\ta⟨5 blanks⟩b${' '.repeat(16)}c`,
		);
	});

	it('holds all of the new text, or says that it does not, whatever the text is', () => {
		const random = seededRandom(9_300);
		const pieces = [
			'a',
			'bc',
			' ',
			'\t',
			'\n',
			'\u202E',
			'\u00A0',
			'😀',
			'\uD800',
			'`',
			'⟨',
			'x'.repeat(90),
			' '.repeat(60),
		];
		for (let i = 0; i < 400; i++) {
			const many = [8, 80, 8_000][random(3)] ?? 8;
			const newText = Array.from(
				{ length: random(many) },
				() => pieces[random(pieces.length)],
			).join('');
			const before = `${Array.from({ length: random(many) }, () => pieces[random(pieces.length)]).join('')}\n`;
			const oldText = before.slice(random(before.length)).slice(0, 1 + random(many));
			const replacement = replaceText(before, oldText, newText, true);
			const { text, hidden } =
				typeof replacement === 'string'
					? showNewFile(newText)
					: showReplacement(before, replacement);
			assert.ok(text.length < 60_000, `${text.length} characters`);
			assert.doesNotMatch(text, /[\p{Cf}\p{Cc}](?<![\n\t])|[\u00A0]|(?<=[^\s+-]) {17}| {41}/u);
			for (const row of text.split('\n')) assert.ok(row.length <= 83, row);
			if (hidden !== undefined) continue;
			const added = text.replace(/^[^+].*\n?/gm, '').replaceAll('\n+↪ ', '');
			const lines = newText.split('\n').map((line) => `+${visibleLine(line)}`);
			if (typeof replacement === 'string') {
				assert.equal(added.trimEnd(), lines.join('\n').trimEnd());
			} else {
				for (const line of lines.slice(1, -1)) assert.ok(`\n${added}`.includes(`\n${line}`), line);
			}
		}
	});

	it('is worked out in time that grows with the text', () => {
		for (const part of ['a', '\n', ' ', '\t', '\u202E', '\r', 'a\n', '😀', '\uD83D', '\u0301']) {
			const text = part.repeat(200_000);
			showNewFile(text);
			const replacement = replaceText(`${text}END`, part === '\r' ? 'END' : part, 'b', true);
			if (typeof replacement !== 'string') showReplacement(`${text}END`, replacement);
		}
	});
});

function shown(before: string, oldText: string, newText: string, all = false) {
	return showReplacement(before, done(replaceText(before, oldText, newText, all)));
}

function done(replacement: ReturnType<typeof replaceText>): Replacement {
	if (typeof replacement === 'string') throw new Error(replacement);
	return replacement;
}
