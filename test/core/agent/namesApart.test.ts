import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { stemOf } from '../../../src/core/agent/agentPlace.ts';
import { namesApart, type Namesake } from '../../../src/core/agent/namesApart.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

function file(path: string, name: string, summary: string): Namesake {
	return { path, stem: stemOf(path), agent: { name, summary } };
}

function names(files: readonly Namesake[], taken: readonly string[] = []): unknown {
	return Object.fromEntries(namesApart(files, (name) => taken.includes(name)));
}

describe('names that tell agents of one name apart', () => {
	it('are those of files that are words, and the file that is called so keeps the name', () => {
		assert.deepEqual(
			names([
				file('a/reviewer.md', 'reviewer', 'Reviews code'),
				file('b/strict-reviewer.md', 'reviewer', 'Reviews code'),
				file('c/03_css_reviewer.md', 'Reviewer', 'Reviews style sheets'),
			]),
			{
				'a/reviewer.md': 'reviewer',
				'b/strict-reviewer.md': 'strict-reviewer',
				'c/03_css_reviewer.md': 'css_reviewer',
			},
		);
	});

	it('have a word that only this agent’s summary has, where the file’s name says nothing', () => {
		assert.deepEqual(
			names([
				file('000_3975b592e920478d.md', 'dev', 'Implement server-side code in SvelteKit'),
				file('001_73e92116bd1bd764.md', 'dev', 'Implement code behind APIs in SvelteKit'),
				file('002_7eb6c7a07a78ab6e.md', 'dev', 'Implement code'),
			]),
			{
				'000_3975b592e920478d.md': 'dev-server',
				'001_73e92116bd1bd764.md': 'dev-api',
				'002_7eb6c7a07a78ab6e.md': 'dev-2',
			},
		);
	});

	it('are taken by nobody else', () => {
		const files = [file('a/one.md', 'dev', ''), file('b/two.md', 'dev', 'Works with Redis')];
		assert.deepEqual(names(files, ['one', 'two', 'dev-redis', 'dev-2']), {
			'a/one.md': 'dev-3',
			'b/two.md': 'dev-4',
		});
	});

	it('are names of their own that can be typed, whatever the files', () => {
		const random = seededRandom(4);
		const pick = (list: readonly string[]): string => list[random(list.length)] ?? '';
		for (let round = 0; round < 300; round++) {
			const files = Array.from({ length: 1 + random(6) }, (_, i) => {
				const stem = pick(['dev', 'Dev', '1', '日本', 'a b', 'x-y', '0a1b2c3d4e', '-', 'dev-2']);
				const summary = pick([
					'',
					'Uses SvelteKit',
					'uses redis',
					'Ä 日本',
					'With GraphQL and Redis',
				]);
				return file(`${i}/${stem}.md`, pick(['dev', 'DEV', '!', 'Dev']), summary);
			});
			const found = [...namesApart(files, () => false)];
			assert.equal(found.length, files.length);
			const lower = found.map(([, name]) => name.toLowerCase());
			assert.equal(new Set(lower).size, lower.length, JSON.stringify([files, found]));
			for (const name of lower) assert.match(name, /^[\w-]+$/);
		}
	});
});
