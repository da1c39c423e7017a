import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { collectPatterns } from '../../../../src/core/pattern/patternLibrary.ts';
import { plain, visiblePath } from '../../../../src/core/text/plainText.ts';
import {
	pickPattern,
	recentId,
	type ListedPattern,
	type PatternChoice,
	type PatternList,
} from '../../../../src/features/patterns/pickPattern.ts';
import { RecentPatterns } from '../../../../src/features/patterns/recentPatterns.ts';
import type { List, PickFrom } from '../../../../src/host/quickPick.ts';

const library = collectPatterns([
	{
		handle: 'tester',
		prompt: [
			'## Auth',
			'### Advanced System',
			'Keeps `who` is signed in in a table, so that a [session](https://a.b) ends where it is deleted.',
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
]).map((entry): ListedPattern => ({ ...entry, file: undefined }));

/** What the list shows for what is typed, a line for each row; and what its last row chooses. */
async function rowsFor(
	typed: string,
	others: Partial<PatternList> = {},
): Promise<{
	readonly lines: readonly string[];
	readonly chosen: PatternChoice | undefined;
}> {
	const lines: string[] = [];
	const take: PickFrom = async <T>(list: List<T>) => {
		await list.later;
		let last: T | undefined;
		for (const row of list.rows(typed)) {
			if ('heading' in row) lines.push(`# ${row.heading}`);
			else {
				lines.push([row.label, row.description, row.detail].filter((text) => text).join(' | '));
				last = row.value ?? last;
			}
		}
		return last === undefined ? undefined : [last];
	};
	const whole: PatternList = {
		patterns: library,
		others: Promise.resolve([]),
		recent: [],
		kitMajor: 3,
		title: plain`Patterns`,
		pathsOf: ({ pattern }) =>
			pattern.variants.flatMap(({ files }) => files.flatMap(({ path }) => path ?? [])),
		nameOf: ({ path }) => visiblePath(path),
		...others,
	};
	const preview = () => ({ key: 'k', name: 'a.ts', text: '' });
	return { chosen: await pickPattern(whole, preview, take), lines };
}

const session =
	'Sessions in the database | Advanced System | $(package) zod · Keeps “who” is signed in in a table, so that a session ends … · @tester · src/lib/server/session.ts';
const upload = 'File Upload | src/routes/photos/+page.server.ts | @tester';

const somethingElse = [
	'# Something else?',
	'Ask an agent about this | opens the chat with @sveltekit',
];

describe('the list of patterns', () => {
	it('shows what people search for, with the heading beside it', async () => {
		const { lines, chosen } = await rowsFor('');
		assert.deepEqual(lines, ['# Auth', session, upload, ...somethingElse]);
		assert.deepEqual(chosen, { question: '' });
	});

	it('begins with what was inserted last, as long as it is there', async () => {
		const [auth, photos] = library.map(recentId);
		const recent = ['tester/gone', photos, auth].filter((id) => id !== undefined);
		assert.deepEqual((await rowsFor('', { recent })).lines, [
			'# Inserted last',
			upload,
			session,
			...somethingElse,
		]);
		assert.deepEqual((await rowsFor('', { recent: recent.slice(0, 2) })).lines, [
			'# Inserted last',
			upload,
			'# Auth',
			session,
			...somethingElse,
		]);
	});

	it('has the patterns of the user’s agents, too, which are found like the others', async () => {
		const file = vscode.Uri.file('/work/.claude/agents/tester.md');
		const own = library.slice(1).map((entry): ListedPattern => ({ ...entry, file }));
		const others = Promise.resolve(own);
		const ownUpload = upload.replace('@tester', '/work/.claude/agents/tester.md');
		assert.deepEqual((await rowsFor('', { others })).lines, [
			'# Auth',
			session,
			upload,
			'# From /work/.claude/agents/tester.md',
			ownUpload,
			...somethingElse,
		]);
		assert.deepEqual((await rowsFor('photos', { others })).lines.slice(0, 2), [upload, ownUpload]);
		// Patterns of one name in two files are two.
		const recent = own.map(recentId);
		assert.equal((await rowsFor('', { others, recent })).lines[1], ownUpload);
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

describe('the patterns that were inserted last', () => {
	it('are remembered once each, the last first, and not all', async () => {
		const memory = new Map<string, unknown>();
		const recent = new RecentPatterns({
			get: (key) => memory.get(key),
			update: async (key, value) => void memory.set(key, value),
		});
		assert.deepEqual(recent.ids, []);
		for (const id of ['a', 'b', 'a']) await recent.use(id);
		assert.deepEqual(recent.ids, ['a', 'b']);
		for (let i = 0; i < 30; i++) await recent.use(`${i}`);
		assert.deepEqual(
			recent.ids,
			Array.from({ length: 20 }, (_, i) => `${29 - i}`),
		);
	});

	it('are none where what is remembered is something else', () => {
		for (const value of [undefined, 'a', { 0: 'a' }, [1, null]]) {
			const recent = new RecentPatterns({
				get: () => value,
				update: async () => undefined,
			});
			assert.deepEqual(recent.ids, []);
		}
	});
});
