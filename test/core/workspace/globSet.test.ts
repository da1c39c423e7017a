import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compileGlobs } from '../../../src/core/workspace/globSet.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

describe('a set of globs', () => {
	function matches(globs: readonly string[], ...paths: readonly string[]): unknown {
		const set = compileGlobs(globs);
		return 'error' in set ? set.error : set.matchesAny(paths);
	}

	it('matches where one of them matches one of the paths', () => {
		const globs = ['**/.git', 'src/*.gen.ts', '**/node_modules'];
		assert.deepEqual(
			[
				matches(globs, 'src/a.gen.ts'),
				matches(globs, 'a', 'b/node_modules'),
				matches(globs, 'src/deep/a.gen.ts', '.github'),
				matches([], 'a'),
				matches(globs),
			],
			[true, true, false, false, false],
		);
	});

	it('names the glob that cannot be read, and is refused where it is too large', () => {
		assert.deepEqual(
			[
				matches(['a', '{b'], 'a'),
				matches(['a'.repeat(1_001)], 'a'),
				matches(
					Array.from({ length: 1_001 }, (_, i) => `${i}`),
					'a',
				),
				matches(
					Array.from({ length: 30 }, (_, i) => `**/${i}${'*n'.repeat(478)}`),
					'a',
				),
			],
			[
				'the glob {b cannot be used: a brace is never closed',
				`the glob ${'a'.repeat(100)} cannot be used: it is longer than 1000 characters`,
				'it has more than 1000 globs',
				'its globs have more than 20000 characters',
			],
		);
	});

	it('does not tell where that takes too many steps, one path at a time or many', () => {
		const hostile = Array.from({ length: 20 }, (_, i) => `**/${'*n'.repeat(470)}${i}`);
		assert.equal(matches(hostile, 'n'.repeat(240)), undefined);
		const deep = Array.from({ length: 2_000 }, (_, i) => 'n/'.repeat(i + 1));
		assert.equal(matches(['**/*n*n*n*n*nx'], ...deep), undefined);
	});

	it('tells of honest globs and long paths, a thousand of each', () => {
		const random = seededRandom(5);
		const word = (): string =>
			Array.from({ length: 1 + random(12) }, () => String.fromCharCode(97 + random(26))).join('');
		const globs = Array.from({ length: 600 }, (_, i) =>
			i % 2 === 0 ? `**/${word()}_` : `${word()}/**/*.{${word()},${word()}}`,
		);
		const set = compileGlobs(globs);
		assert.ok(!('error' in set));
		for (let i = 0; i < 1_000; i++) {
			const path = Array.from({ length: 20 }, word).join('/');
			assert.equal(set.matchesAny([path]), false, path);
		}
	});
});
