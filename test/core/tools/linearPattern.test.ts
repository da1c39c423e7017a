import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { RE2JS } from 're2js';
import { compileGlob, compileRegex, matchText } from '../../../src/core/tools/linearPattern.ts';
import { hostileGlobs, hostilePatterns, largePatterns } from '../../helpers/hostileText.ts';
import { seededRandom } from '../seededRandom.ts';

describe('globs', () => {
	const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
		['*.ts', ['a.ts', '.ts'], ['a/b.ts', 'a.tsx']],
		['**/*.ts', ['a.ts', 'a/b.ts', 'a/b/c.ts'], ['a.js']],
		['**/.git', ['.git', 'a/.git'], ['.github', 'a.git', '.git/config']],
		['src/**', ['src/a', 'src/a/b'], ['src', 'lib/a']],
		['src/**/x.ts', ['src/x.ts', 'src/a/x.ts', 'src/a/b/x.ts'], ['src/ax.ts', 'x.ts']],
		['a?c', ['abc'], ['ac', 'a/c']],
		['{a,b/**}.ts', ['a.ts', 'b/c.ts'], ['c.ts']],
		['**/{x,y}/*', ['x/1', 'a/y/2'], ['x', 'z/1']],
		['[a-c]', ['b'], ['d', '[a-c]']],
		['[!a]', ['b'], ['a', '/']],
		['[[]id]', ['[id]'], ['id']],
		['a+(b).$^|', ['a+(b).$^|'], ['aab']],
		['[', ['['], ['']],
		['a,b}', ['a,b}'], ['a']],
	];
	for (const [glob, matching, others] of cases) {
		it(`${glob} match ${matching.join(' ')} and not ${others.join(' ')}`, () => {
			const matcher = compileGlob(glob);
			assert.ok('matches' in matcher);
			const paths = [...matching, ...others];
			assert.deepEqual(
				paths.filter((path) => matcher.matches(path)),
				matching,
			);
		});
	}

	it('that cannot be read say why', () => {
		assert.deepEqual(['{a', '{'.repeat(9), 'a'.repeat(1_001)].map(compileGlob), [
			{ error: 'a brace is never closed' },
			{ error: 'its braces are nested too deep' },
			{ error: 'it is longer than 1000 characters' },
		]);
		assert.deepEqual(Object.keys(compileGlob('[z-a]')), ['error']);
	});

	it('take any character that a name may have', () => {
		const matcher = compileGlob('?/[!a-z]*.{é,😀}');
		assert.ok('matches' in matcher);
		assert.deepEqual(
			['😀/1.é', 'é/Ü😀.😀', 'ab/1.é', 'é/a.é', '😀/.é'].map((path) => matcher.matches(path)),
			[true, true, false, false, false],
		);
	});

	it('of many stars are tested on long paths in bounded time', () => {
		for (const [glob, path] of hostileGlobs) {
			const matcher = compileGlob(glob);
			assert.ok('matches' in matcher, glob);
			assert.equal(matcher.matches(path), false, glob);
		}
	});
});

describe('regular expressions', () => {
	it('find themselves anywhere in a text', () => {
		const found = (source: string, ignoreCase: boolean, text: string): boolean => {
			const matcher = compileRegex(source, ignoreCase);
			assert.ok('matches' in matcher);
			return matcher.matches(text);
		};
		assert.deepEqual(
			[
				found('b+', false, 'abbc'),
				found('B', false, 'abbc'),
				found('B', true, 'abbc'),
				found('^b', false, 'abbc'),
				found('/api/\\w+$', false, 'fetch /api/users'),
				found('(?i)FETCH', false, 'fetch'),
			],
			[true, false, true, false, true, true],
		);
	});

	it('that would take backtracking ages find nothing in long texts', () => {
		const text = `c${'a'.repeat(200_000)}b`;
		for (const source of hostilePatterns) {
			const matcher = compileRegex(source, false);
			assert.ok('matches' in matcher, source);
			assert.equal(matcher.matches(text), false, source);
		}
	});

	it('with what cannot be done in linear time are refused', () => {
		for (const source of ['(a)\\1', '(?=a)b', '(a{1000}){1000}', '(']) {
			assert.deepEqual(Object.keys(compileRegex(source, false)), ['error'], source);
		}
	});

	it('whose programs would be large are refused before they are compiled', () => {
		for (const source of [
			'a{1000}'.repeat(140),
			`(?:${'ab'.repeat(490)}){1000}`,
			'(((a{10}){10}){10}){10}',
			'(?:(?i){9}a{0,900}){90}',
			'.{1000}(?i){1000}',
			'(?:[a-z]|\\d|é){900}',
		]) {
			assert.deepEqual(
				compileRegex(source, false),
				{ error: 'its repetitions make it too large' },
				source,
			);
		}
		assert.deepEqual(compileRegex('\\PL'.repeat(330), true), {
			error: 'it has more than 40 Unicode classes',
		});
	});

	it('find what RE2 finds', () => {
		const random = seededRandom(5);
		const pick = (list: readonly string[]): string => list[random(list.length)] ?? '';
		const pieces =
			'a b . * + ? *? ( ) (?: | [ab] [^a] \\w \\W \\b \\B ^ $ {3} {2,5} {1,} {0,20} \\pL c (?i) é 😀 \\A \\z'.split(
				' ',
			);
		let count = 0;
		for (let round = 0; round < 2_000; round++) {
			const source = Array.from({ length: 1 + random(8) }, () => pick(pieces)).join('');
			const matcher = compileRegex(source, round % 2 === 0);
			if ('error' in matcher) continue;
			count++;
			const expected = RE2JS.compile(source, round % 2 === 0 ? RE2JS.CASE_INSENSITIVE : 0);
			for (let i = 0; i < 5; i++) {
				const text = Array.from({ length: random(12) }, () =>
					pick(['a', 'b', 'c', 'A', ' ', '1', 'é', '😀', '\n', '\ud800']),
				).join('');
				assert.equal(
					matcher.matches(text),
					expected.matcher(text).find(),
					`${source} in ${JSON.stringify(text)}`,
				);
			}
		}
		assert.ok(count > 300, `${count}`);
	});

	it('can be interrupted anywhere, and then go on', () => {
		for (const source of [...hostilePatterns, ...largePatterns, 'b$', '^c.*b$', '\\bzz']) {
			const matcher = compileRegex(source, false);
			assert.ok('begin' in matcher, source);
			const text = `c${'a'.repeat(300)} zz ${'ab'.repeat(100)}b`;
			const whole = matcher.matches(text);
			for (const steps of [1, 7, 10_000]) {
				const testing = matcher.begin(text);
				let result = testing.advance(steps);
				while (result === undefined) result = testing.advance(steps);
				assert.equal(result, whole, source);
			}
		}
	});

	it('do no more at once than they are asked to', () => {
		for (const source of largePatterns) {
			const matcher = compileRegex(source, false);
			assert.ok('begin' in matcher, source);
			// At most each of some 2,000 steps for each character: 50,000 steps are no more than this.
			const testing = matcher.begin(`c${'ab'.repeat(500_000)}`);
			let pieces = 0;
			while (pieces < 20 && testing.advance(50_000) === undefined) pieces++;
			assert.equal(pieces, 20, source);
		}
	});
});

describe('plain texts', () => {
	const found = (wanted: string, ignoreCase: boolean, text: string): boolean => {
		const matcher = matchText(wanted, ignoreCase);
		assert.ok('matches' in matcher);
		return matcher.matches(text);
	};

	it('are found as they are, with their case or without', () => {
		assert.deepEqual(
			[
				found('a+b', false, 'x a+b'),
				found('A+B', false, 'x a+b'),
				found('A+B', true, 'x a+b'),
				found('İ', true, 'x i̇ y'),
				found('x', true, ''),
			],
			[true, false, true, true, false],
		);
	});

	it('are found wherever they stand in a long line', () => {
		const wanted = 'Needle😀';
		for (const at of [0, 1, 32_760, 32_767, 32_768, 65_530, 99_993]) {
			const text = 'x'.repeat(at) + wanted + 'y'.repeat(100_000 - at);
			assert.deepEqual([found(wanted, false, text), found(wanted, true, text)], [true, true]);
		}
	});

	it('that nearly match everywhere are looked for in bounded time', () => {
		const half = 'a'.repeat(499);
		assert.equal(found(`${half}b${half}`, false, 'a'.repeat(1_048_576)), false);
		assert.deepEqual(matchText('a'.repeat(1_001), false), {
			error: 'it is longer than 1000 characters',
		});
	});
});
