import { handleFrom } from '../../../src/core/agent/handle.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	buildCatalog,
	ChangingCatalog,
	origins,
	type AgentFile,
	type Catalog,
	type CatalogAgent,
	type Origin,
} from '../../../src/core/agent/catalog.ts';
import { stemOf } from '../../../src/core/agent/agentPlace.ts';
import { nameKey } from '../../../src/core/agent/nameKey.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

/** Few names, so that most are shared, and names that look like numbered ones. */
const names = [
	'dev',
	'Dev',
	'dev-2',
	'dev-3',
	'dev-2-2',
	'agent',
	'agent-2',
	'x',
	'Ä!',
	'日本',
	'a b',
];
const stems = ['dev', 'DEV', 'dev-2', 'dev-3', 'agent', 'x', 'a b', 'ä', '本'];
const folders = ['a/', 'b/', 'c/', ''];

function fileOf(origin: Origin, path: string, name: string): AgentFile {
	const agent = {
		name,
		summary: '',
		tools: undefined,
		model: undefined,
		color: undefined,
		nameRange: undefined,
	};
	return { origin, path, stem: stemOf(path), agent };
}

function randomFile(random: (limit: number) => number): AgentFile {
	const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
	const origin = random(3) === 0 ? pick(origins) : 'workspace';
	return fileOf(origin, `${pick(folders)}${pick(stems)}.md`, pick(names));
}

/**
 * The rule for handles as it reads, in two rounds over the files of an origin: who owns a name must
 * not lose it to who merely comes first.
 */
function handlesByRule(files: readonly AgentFile[]): ReadonlyMap<string, string> {
	const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
	const lower = (text: string): string => handleFrom(text).toLowerCase();
	const handles = new Map<string, string>();
	const taken = new Set<string>();
	const take = ({ path }: AgentFile, handle: string): boolean => {
		if (handle === '' || taken.has(handle.toLowerCase())) return false;
		taken.add(handle.toLowerCase());
		handles.set(path, handle);
		return true;
	};
	for (const file of sorted) {
		const name = lower(file.agent.name);
		const sharing = sorted.filter((other) => lower(other.agent.name) === name);
		if (lower(file.stem) === name || sharing.length === 1) take(file, handleFrom(file.agent.name));
	}
	for (const file of sorted) {
		if (handles.has(file.path) || take(file, handleFrom(file.stem))) continue;
		const base = handleFrom(file.agent.name) || 'agent';
		for (let n = 2; !take(file, `${base}-${n}`); n++);
	}
	return handles;
}

/** The catalog of files by the rule: lines of handle, path and what is hidden, sorted. */
function byRule(files: readonly AgentFile[]): readonly string[] {
	const byHandle = new Map<string, string[]>();
	for (const origin of origins.toReversed()) {
		for (const [path, handle] of handlesByRule(files.filter((file) => file.origin === origin))) {
			const key = handle.toLowerCase();
			const sharing = byHandle.get(key) ?? [];
			byHandle.set(key, [...sharing, `${handle} ${path}`]);
		}
	}
	return [...byHandle.values()].map((sharing) => sharing.join(', ')).toSorted();
}

function lineOf({ handle, path, shadows }: CatalogAgent): string {
	return [`${handle} ${path}`, ...shadows.map(lineOf)].join(', ');
}

/** All that can be asked of a catalog. */
function answers(catalog: Catalog): unknown {
	const { agents } = catalog;
	const paths = folders.flatMap((folder) => stems.map((stem) => `${folder}${stem}.md`));
	return {
		agents: agents.map(lineOf),
		names: agents.map(({ agent }) => agent.name),
		handles: agents.map(({ handle }) => catalog.get(handle.toUpperCase())?.path),
		files: paths.map((path) => [path, catalog.at(path)?.handle]),
		called: [...names, ...stems].map((name) => [name, catalog.called(nameKey(name))?.path]),
		namesakes: names.map((name) => catalog.namesakes(name, 'workspace').map(({ path }) => path)),
	};
}

describe('a catalog that changes', () => {
	it('gives the handles of the rule, whatever came and went in whichever order', () => {
		for (let seed = 0; seed < 150; seed++) {
			const random = seededRandom(seed);
			const catalog = new ChangingCatalog();
			const files = new Map<string, AgentFile>();
			for (let n = random(40); n >= 0; n--) {
				const file = randomFile(random);
				if (random(3) === 0) {
					catalog.remove(file.path);
					files.delete(file.path);
				} else {
					catalog.put(file);
					files.set(file.path, file);
				}
				const expected = byRule([...files.values()]);
				assert.deepEqual(catalog.agents.map(lineOf).toSorted(), expected, `seed ${seed}`);
			}
			assert.deepEqual(answers(catalog), answers(buildCatalog([...files.values()])));
		}
	});

	it('is with a file placed in it what it would be if it were built anew, and stays as it was', () => {
		for (let seed = 0; seed < 150; seed++) {
			const random = seededRandom(seed);
			const files = new Map<string, AgentFile>();
			for (let n = random(60); n >= 0; n--) {
				const file = randomFile(random);
				files.set(file.path, file);
			}
			const catalog = buildCatalog([...files.values()]);
			const before = answers(catalog);
			let placed: Catalog = catalog;
			const now = new Map(files);
			for (let n = random(3); n >= 0; n--) {
				const file = randomFile(random);
				placed = placed.with(file);
				now.set(file.path, file);
				assert.deepEqual(answers(placed), answers(buildCatalog([...now.values()])), `seed ${seed}`);
			}
			assert.deepEqual(answers(catalog), before, `seed ${seed}`);
		}
	});

	it('takes thousands of files that all want the same handle', () => {
		// Trying every number for every file would exceed the test's time-out many times over.
		const files = Array.from({ length: 5_000 }, (_, i) =>
			fileOf('workspace', `${String(i).padStart(4, '0')}/dev.md`, 'dev'),
		);
		const catalog = new ChangingCatalog();
		for (const file of files) catalog.put(file);
		const last = catalog.at('4999/dev.md')?.handle;
		assert.match(last ?? '', /^dev-x\w+$/);
		assert.equal(catalog.at('0040/dev.md')?.handle, 'dev-41');
		catalog.remove('0000/dev.md');
		assert.equal(catalog.at('0040/dev.md')?.handle, 'dev-40');
		assert.equal(catalog.at('4999/dev.md')?.handle, last);
		for (const { path } of files.toReversed()) catalog.remove(path);
		assert.deepEqual(catalog.agents, []);
	});
});
