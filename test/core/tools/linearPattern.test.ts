import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compileGlob, compileRegex } from '../../../src/core/tools/linearPattern.ts';
import { hostilePatterns } from '../../helpers/hostileText.ts';

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
});
