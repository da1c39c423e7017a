import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	folderOf,
	planMyAgents,
	readWrittenPack,
	sourceOf,
	type WantedAgent,
} from '../../../src/core/manifest/myAgents.ts';
import type { PackedAgent } from '../../../src/core/manifest/pack.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

function wanted(source: string, changes: Partial<WantedAgent> = {}): WantedAgent {
	const handle = source.replace(/^.*\/|\.md$/g, '');
	return {
		source,
		handle,
		fullName: handle,
		agent: { summary: `Does ${source}`, examples: [] },
		color: undefined,
		shadows: [],
		hides: [],
		...changes,
	};
}

function plan(
	agents: readonly WantedAgent[],
	known: readonly PackedAgent[] = [],
	kept: readonly PackedAgent[] = [],
	taken: readonly string[] = [],
) {
	return planMyAgents(agents, known, kept, {
		idPrefix: 'my.',
		folderKey: (folder) => `in.${folder}`,
		taken: new Set(taken),
	});
}

const idsOf = (agents: readonly PackedAgent[]): Readonly<Record<string, string>> =>
	Object.fromEntries(agents.map((each) => [sourceOf(each), each.id]));

describe('the participants of “my agents”', () => {
	it('are one for each file, for its own workspace', () => {
		const { agents } = plan([
			wanted('file:///home/.claude/agents/a.md'),
			wanted('file:///shop/.claude/agents/b.md', { folder: 'file:///shop' }),
		]);
		assert.deepEqual(
			agents.map(({ id, handle, when }) => [handle, when?.replace(id, 'ID')]),
			[
				['a', '!sveltekitAgents.hidden.ID'],
				['b', 'in.file:///shop && !sveltekitAgents.hidden.ID'],
			],
		);
	});

	it('keep their ids when files change, come and go', () => {
		const [a, b, c] = ['file:///x/a.md', 'file:///x/b.md', 'file:///x/c.md'];
		const first = plan([wanted(a), wanted(b)]).agents;
		const changed = wanted(a, { agent: { summary: 'Does something else', examples: [] } });
		const second = plan([changed, wanted(c)], first).agents;
		assert.equal(idsOf(second)[a], idsOf(first)[a]);
		assert.notEqual(idsOf(second)[c], idsOf(first)[b]);
	});

	it('keep their ids when files move, and never have one id twice', () => {
		const first = plan([wanted('file:///x/a.md'), wanted('file:///x/b.md')]).agents;
		const moved = wanted('file:///x/z.md', {
			agent: { summary: 'Does file:///x/a.md', examples: [] },
		});
		const second = plan([moved, wanted('file:///x/b.md')], first).agents;
		assert.equal(idsOf(second)['file:///x/z.md'], idsOf(first)['file:///x/a.md']);
		// The old place is taken by a new file.
		const third = plan([moved, wanted('file:///x/a.md', { handle: 'new' })], second).agents;
		assert.equal(idsOf(third)['file:///x/z.md'], idsOf(first)['file:///x/a.md']);
		assert.equal(new Set(third.map(({ id }) => id)).size, 2);
	});

	it('take the next free name where others have theirs, and say so', () => {
		const { agents, renamed } = plan(
			[wanted('file:///x/github.md', { handle: 'GitHub' }), wanted('file:///x/github-2.md')],
			[],
			[],
			['github'],
		);
		assert.deepEqual(agents.map(({ handle }) => handle).toSorted(), ['GitHub-3', 'github-2']);
		assert.deepEqual(renamed, [{ wanted: 'GitHub', name: 'GitHub-3' }]);
	});

	it('hide the weaker ones of their name', () => {
		const own = wanted('file:///home/r.md');
		const shop = wanted('file:///shop/r.md', {
			folder: 'file:///shop',
			shadows: [own.source],
			hides: ['bundled.r'],
		});
		const { agents } = plan([own, shop]);
		const [first, second] = agents;
		assert.deepEqual(
			agents.map(({ handle }) => handle),
			['r', 'r'],
		);
		assert.deepEqual(second?.hides, ['bundled.r', first?.id ?? ''].toSorted());
	});

	it('leave those of other windows as they are', () => {
		const other = plan([wanted('file:///blog/a.md', { folder: 'file:///blog' })]).agents;
		const { agents } = plan(
			[wanted('file:///shop/a.md', { folder: 'file:///shop' })],
			other,
			other,
		);
		const ofBlog = agents.filter((each) => folderOf(each) === 'file:///blog');
		assert.deepEqual([agents.length, ofBlog], [2, other]);
	});

	it('are the same again when nothing has changed, whatever came before', () => {
		const next = seededRandom(13);
		let known: readonly PackedAgent[] = [];
		for (let step = 0; step < 2_000; step++) {
			const names = [...new Set(Array.from({ length: 6 }, () => 'abcdefgh'.charAt(next(8))))];
			const files = names.map((name) => wanted(`file:///x/${name}.md`));
			const { agents } = plan(files, known, [], ['c']);
			assert.equal(new Set(agents.map(({ id }) => id)).size, agents.length);
			assert.equal(new Set(agents.map(({ handle }) => handle)).size, agents.length);
			const again = plan(files, agents, [], ['c']).agents;
			assert.deepEqual(again, agents);
			assert.deepEqual(plan(files.toReversed(), agents, [], ['c']).agents, agents);
			known = agents;
		}
	});

	it('are the same for two windows that plan by turns, so that neither puts them in again', () => {
		const mine = wanted('file:///home/.claude/agents/workspace.md');
		const windows = ['file:///b', 'file:///a'].map((folder) => ({
			folder,
			files: [
				mine,
				wanted(`${folder}/.claude/agents/x.md`, { folder }),
				// This name is the next after the one that is taken.
				...(folder === 'file:///a'
					? [wanted(`${folder}/.claude/agents/workspace-2.md`, { folder })]
					: []),
			],
		}));
		let known: readonly PackedAgent[] = [];
		const turn = ({ folder, files }: (typeof windows)[number]): readonly PackedAgent[] => {
			const kept = known.filter((each) => ![undefined, folder].includes(folderOf(each)));
			return plan(files, known, kept, ['workspace']).agents;
		};
		for (const window of windows) known = turn(window);
		for (const window of windows) assert.deepEqual(turn(window), known, window.folder);
		assert.deepEqual(
			known.map(({ handle }) => handle),
			['workspace-2', 'x', 'x', 'workspace-3'],
		);
	});

	it('are the same where each window knows of others that they go before', () => {
		const [source, weaker] = [
			'file:///home/.claude/agents/a.md',
			'file:///home/.claude/agents/b.md',
		];
		const pack = (hides: readonly string[]) => wanted(source, { hides });
		const first = plan([pack(['acme.a', 'own.a'])]).agents;
		const second = plan([pack(['own.a', 'other.a'])], first).agents;
		assert.deepEqual(second[0]?.hides, ['acme.a', 'other.a', 'own.a']);
		assert.deepEqual(plan([pack(['acme.a', 'own.a'])], second).agents, second);
		// Under another name it goes before others; and of what is here all is known.
		assert.deepEqual(plan([{ ...pack([]), handle: 'b' }], second).agents[0]?.hides, []);
		const both = plan([wanted(source, { shadows: [weaker] }), wanted(weaker)]).agents;
		assert.equal(both.find((each) => sourceOf(each) === source)?.hides.length, 1);
		const apart = plan([wanted(source), wanted(weaker)], both).agents;
		assert.deepEqual(
			apart.map(({ hides }) => hides),
			[[], []],
		);
	});

	it('are the same where a window of two folders has two agents of one name', () => {
		const [a, z] = ['file:///a', 'file:///z'].map((folder) =>
			wanted(`${folder}/.claude/agents/reviewer.md`, { folder }),
		);
		assert.ok(a && z);
		// As the catalog of each window calls them.
		const second = { ...z, handle: 'reviewer-2', fullName: 'reviewer-2' };
		for (const name of ['reviewer', 'workspace']) {
			const as = (each: WantedAgent): WantedAgent => {
				const [handle, fullName] = [each.handle, each.fullName].map((text) =>
					text.replace('reviewer', name),
				);
				return { ...each, handle: handle ?? '', fullName: fullName ?? '' };
			};
			const windows = [
				{ folders: ['file:///a', 'file:///z'], files: [as(a), as(second)] },
				{ folders: ['file:///z'], files: [as(z)] },
			];
			for (const order of [windows, windows.toReversed()]) {
				let known: readonly PackedAgent[] = [];
				const seen: string[] = [];
				for (let turn = 0; turn < 8; turn++) {
					const { folders, files } = order[turn % 2] ?? { folders: [], files: [] };
					const kept = known.filter((each) => !folders.includes(folderOf(each) ?? ''));
					known = plan(files, known, kept, ['workspace']).agents;
					seen.push(JSON.stringify(known));
				}
				assert.equal(new Set(seen.slice(2)).size, 1, seen.slice(2).join('\n'));
			}
		}
	});

	it('stay as they are where one file lies in the folders of two windows', () => {
		const source = 'file:///repo/app/.claude/agents/a.md';
		const windows = ['file:///repo', 'file:///repo/app'].map((folder) => ({
			folder,
			agents: [wanted(source, { folder }), wanted(`${folder}/.claude/agents/b.md`, { folder })],
		}));
		let known: readonly PackedAgent[] = [];
		let changes = 0;
		for (let turn = 0; turn < 10; turn++) {
			const { folder, agents } = windows[turn % 2] ?? { folder: '', agents: [] };
			const kept = known.filter((each) => folderOf(each) !== folder);
			const next = plan(agents, known, kept).agents;
			if (JSON.stringify(next) !== JSON.stringify(known)) changes++;
			known = next;
		}
		assert.equal(changes, 2);
		assert.equal(new Set(known.map(({ id }) => id)).size, known.length);
	});

	it('are noted beside the pack, and a note that was cut off is none', () => {
		const { agents } = plan([wanted('file:///x/a.md')]);
		const taken = { a: 'file:///extensions/acme' };
		const text = JSON.stringify({ version: '1.0.1', agents, taken });
		assert.deepEqual(readWrittenPack(text), JSON.parse(text));
		const before = JSON.stringify({ version: '1.0.1', agents });
		assert.deepEqual(readWrittenPack(before), { ...JSON.parse(before), taken: {} });
		const odd = JSON.stringify({ version: '1.0.1', agents, taken: { a: 1, b: 'file:///b' } });
		assert.deepEqual(readWrittenPack(odd)?.taken, { b: 'file:///b' });
		for (const broken of [
			text.slice(0, -1),
			'',
			'null',
			'[]',
			'{"version":1,"agents":[]}',
			'{"version":"1","agents":[{}]}',
		]) {
			assert.equal(readWrittenPack(broken), undefined);
		}
	});
});
