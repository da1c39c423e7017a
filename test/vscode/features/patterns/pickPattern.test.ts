import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { collectPatterns } from '../../../../src/core/pattern/patternLibrary.ts';
import { plain } from '../../../../src/core/text/plainText.ts';
import { pickPattern, type PatternChoice } from '../../../../src/features/patterns/pickPattern.ts';
import type { List, PickFrom } from '../../../../src/host/quickPick.ts';

const library = collectPatterns([
	{
		handle: 'tester',
		prompt: [
			'## Auth',
			'### Advanced System',
			'```yaml needs',
			'title: Sessions in the database',
			'aliases: [csrf]',
			'```',
			'```ts',
			'// src/lib/server/session.ts',
			"import { z } from 'zod';",
			'export const session = z;',
			'```',
			'### File Upload',
			'```ts',
			'// src/routes/photos/+page.server.ts',
			'export const actions = {};',
			'```',
		].join('\n'),
	},
]);

/** What the list shows for what is typed, a line for each row; and what its last row chooses. */
async function rowsFor(typed: string): Promise<{
	readonly lines: readonly string[];
	readonly chosen: PatternChoice | undefined;
}> {
	const lines: string[] = [];
	const take: PickFrom = async <T>(list: List<T>) => {
		const rows = list.rows(typed);
		let last: T | undefined;
		for (const row of rows) {
			if ('heading' in row) lines.push(`# ${row.heading}`);
			else {
				lines.push([row.label, row.description, row.detail].filter((text) => text).join(' | '));
				last = row.value ?? last;
			}
		}
		return last === undefined ? undefined : [last];
	};
	const preview = () => ({ key: 'k', name: 'a.ts', text: '' });
	return { chosen: await pickPattern(library, 3, preview, plain`Patterns`, take), lines };
}

const session =
	'Sessions in the database | Advanced System | $(package) zod · @tester · src/lib/server/session.ts';
const upload = 'File Upload | src/routes/photos/+page.server.ts | @tester';

describe('the list of patterns', () => {
	it('shows what people search for, with the heading beside it', async () => {
		assert.deepEqual((await rowsFor('')).lines, ['# Auth', session, upload]);
	});

	it('finds words in any order, and offers to ask an agent last', async () => {
		const ask = (typed: string): string => `Ask an agent about this | “${typed}”`;
		assert.deepEqual((await rowsFor('csrf')).lines, [session, ask('csrf')]);
		assert.deepEqual((await rowsFor('upload file ')).lines, [upload, ask('upload file')]);
	});

	it('says what to do where nothing fits', async () => {
		const { lines, chosen } = await rowsFor('websocket');
		assert.deepEqual(lines, [
			'No pattern has the words “websocket” | Try fewer or other words, or ask an agent.',
			'Ask an agent about this | “websocket”',
		]);
		assert.deepEqual(chosen, { question: 'websocket' });
	});

	it('shows what is alike where nothing has all words', async () => {
		assert.deepEqual((await rowsFor('upload websocket file')).lines, [
			'No pattern has the words “upload websocket file” | These are somewhat like it. Try other words, or ask an agent.',
			upload,
			'Ask an agent about this | “upload websocket file”',
		]);
	});
});
