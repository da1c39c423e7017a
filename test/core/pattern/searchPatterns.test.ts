import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { collectPatterns } from '../../../src/core/pattern/patternLibrary.ts';
import { searchPatterns } from '../../../src/core/pattern/searchPatterns.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

const library = collectPatterns([
	{
		handle: 'a',
		prompt: [
			'## Auth',
			'### Advanced Authentication System',
			'Keeps who is signed in, for a month if they wish.',
			'```yaml needs',
			'title: Sessions in the database',
			'aliases: [csrf, remember me]',
			'dev: { drizzle-kit: ^0.31 }',
			'```',
			'```ts prefix=kit-session',
			'// src/lib/server/session.ts',
			"import { eq } from 'drizzle-orm';",
			'export const session = eq;',
			'```',
			'### Server-Sent Events',
			'Streams what happens.',
			'```ts prefix=kit-sse',
			'// src/routes/api/events/+server.ts',
			'export const GET = () => new Response();',
			'```',
			'### File Upload',
			'Images and other files.',
			'```ts',
			'// src/routes/photos/+page.server.ts',
			'export const actions = {};',
			'```',
		].join('\n'),
	},
]);

function find(typed: string): readonly string[] {
	return searchPatterns(library, typed, 3).patterns.map(({ pattern }) => pattern.title);
}

const [session, events, upload] = library.map(({ pattern }) => pattern.title);

describe('the list of patterns finds', () => {
	for (const [typed, ...titles] of [
		['', session, events, upload],
		['   ', session, events, upload],
		['upload file', upload],
		['file upl', upload],
		['FILES', upload],
		['kit-sse', events],
		['stream', events],
		['streaming', events],
		['csrf', session],
		['me remember', session],
		['database sessions', session],
		['authentication', session],
		['drizzle-orm', session],
		['drizzle kit', session],
		['+page.server.ts', upload],
		['photos/', upload],
		['serber sent events', events],
		['websocket'],
		['.*', session, events, upload],
	] as const) {
		it(`${titles.length === 0 ? 'nothing' : titles.join(', ')} for “${typed}”`, () => {
			assert.deepEqual(find(typed), titles);
		});
	}

	it('what has the words in its title before what only mentions them', () => {
		assert.deepEqual(find('files'), [upload]);
		assert.deepEqual(find('events'), [events]);
		assert.deepEqual(find('a'), [session, events, upload]);
	});

	it('each pattern by any of its words in any order', () => {
		const random = seededRandom(12);
		for (const { pattern } of library) {
			const all = [pattern.title, pattern.label ?? '', pattern.summary, ...pattern.aliases]
				.join(' ')
				.split(/[^\p{L}]+/u)
				.filter((word) => word !== '');
			for (let i = 0; i < 200; i++) {
				const words = Array.from({ length: 1 + random(3) }, () => all[random(all.length)] ?? '');
				const typed = words.map((word) => word.slice(0, 1 + random(word.length))).join(' ');
				const found = searchPatterns(library, typed, 2);
				assert.ok(found.hasAllWords, typed);
				assert.ok(
					found.patterns.some((each) => each.pattern === pattern),
					typed,
				);
			}
		}
	});

	it('what is alike where nothing has all words, and says so', () => {
		assert.equal(searchPatterns(library, 'file websocket upload', 3).hasAllWords, false);
		assert.deepEqual(find('file websocket upload'), [upload]);
	});
});
