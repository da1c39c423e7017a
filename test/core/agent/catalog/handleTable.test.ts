import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { HandleTable, type Named } from '../../../../src/core/agent/catalog/handleTable.ts';
import { handleFrom } from '../../../../src/core/agent/handle.ts';
import { seededRandom } from '../../../helpers/seededRandom.ts';

const random = seededRandom(8);

/** Files whose agents all have one name, in an order of chance. */
function namesakes(count: number, name: string, stem: string): readonly Named[] {
	const files = Array.from({ length: count }, (_, i) => {
		return { path: `file:///p/.claude/agents/${i}/${stem}.md`, stem, agent: { name } };
	});
	return files
		.map((file) => [random(1_000_000), file] as const)
		.toSorted(([a], [b]) => a - b)
		.map(([, file]) => file);
}

interface Filled {
	readonly handles: ReadonlyMap<string, string>;
	/** How many handles changed hands on the way. */
	readonly moves: number;
}

function fill(files: readonly Named[], gone: readonly Named[] = []): Filled {
	let moves = 0;
	const table = new HandleTable<Named>(handleFrom, () => moves++);
	for (const file of files) table.put(file);
	for (const { path } of gone) table.remove(path);
	const left = files.filter((file) => !gone.includes(file));
	const handles = left.map(({ path }) => [path, table.at(path)?.handle ?? ''] as const);
	return { handles: new Map(handles.toSorted(([a], [b]) => (a < b ? -1 : 1))), moves };
}

describe('the handles of many files of one name', () => {
	for (const [name, stem] of [
		['reviewer', 'reviewer'],
		['reviewer', 'other'],
		['!', '?'],
		['dev-2', 'dev'],
	] as const) {
		it(`are handles of their own, whatever the order (${name}, ${stem}.md)`, () => {
			const files = namesakes(400, name, stem);
			const { handles } = fill(files);
			const all = [...handles.values()];
			assert.equal(new Set(all.map((handle) => handle.toLowerCase())).size, 400);
			for (const handle of all) assert.match(handle, /^[\w-]+$/);
			assert.deepEqual(fill(files.toReversed()).handles, handles);
			assert.deepEqual(fill(files.toSorted((a, b) => (a.path < b.path ? 1 : -1))).handles, handles);
		});

		it(`are those of the files that are left, when some go (${name}, ${stem}.md)`, () => {
			const files = namesakes(200, name, stem);
			const gone = files.filter(() => random(2) === 0);
			const left = files.filter((file) => !gone.includes(file));
			assert.deepEqual(fill(files, gone).handles, fill(left).handles);
		});
	}

	it('are counted as far as people would, in the order of the paths', () => {
		const { handles } = fill(namesakes(60, 'reviewer', 'other'));
		const all = [...handles.values()];
		assert.equal(all[0], 'other');
		assert.deepEqual(
			all.slice(1, 50),
			Array.from({ length: 49 }, (_, i) => `reviewer-${i + 2}`),
		);
		for (const handle of all.slice(50)) assert.match(handle, /^reviewer-x[a-z0-9]{6}$/);
	});

	it('move few others, so that as many as there are cost no more each', () => {
		const per = (count: number): number => fill(namesakes(count, 'reviewer', '')).moves / count;
		const few = per(500);
		assert.ok(per(4_000) < 2 * few, `${per(4_000)} moves for each file, not ${few}`);
	});
});
