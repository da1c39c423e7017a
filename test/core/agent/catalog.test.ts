import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseAgent } from '../../../src/core/agent/agent.ts';
import { buildCatalog, type AgentFile, type Origin } from '../../../src/core/agent/catalog.ts';
import { stemOf } from '../../../src/core/agent/agentPlace.ts';

function file(path: string, name: string, origin: Origin = 'bundled'): AgentFile {
	const { agent } = parseAgent(`---\nname: ${name}\ndescription: D\n---\nBody\n`, stemOf(path));
	assert.ok(agent);
	return { origin, path, stem: stemOf(path), agent };
}

function handles(...files: AgentFile[]): Record<string, string> {
	return Object.fromEntries(buildCatalog(files).agents.map(({ path, handle }) => [path, handle]));
}

describe('catalog', () => {
	it('uses the name of an agent as its handle while nobody else has it', () => {
		assert.deepEqual(handles(file('one.md', 'planner'), file('two.md', 'tester')), {
			'one.md': 'planner',
			'two.md': 'tester',
		});
	});

	it('leaves a shared name to the file of that name and gives the others their stems', () => {
		assert.deepEqual(
			handles(
				file('backend-engineer-api.md', 'backend-engineer'),
				file('backend-engineer.md', 'backend-engineer'),
				file('polyglot.md', 'backend-engineer'),
			),
			{
				'backend-engineer-api.md': 'backend-engineer-api',
				'backend-engineer.md': 'backend-engineer',
				'polyglot.md': 'polyglot',
			},
		);
	});

	it('numbers what neither name nor stem can tell apart', () => {
		assert.deepEqual(
			handles(file('a/dev.md', 'dev'), file('b/dev.md', 'dev'), file('c/dev.agent.md', 'dev')),
			{ 'a/dev.md': 'dev', 'b/dev.md': 'dev-2', 'c/dev.agent.md': 'dev-3' },
		);
	});

	it('compares handles without regard to case, as the chat does', () => {
		assert.deepEqual(handles(file('x.md', 'Dev'), file('y.md', 'dev')), {
			'x.md': 'x',
			'y.md': 'y',
		});
	});

	it('makes a handle of any name', () => {
		assert.deepEqual(
			handles(
				file('a.md', 'Élève C++ / Rust'),
				file('b.md', '"日本語"'),
				file('_c.md', 'fine_name-2'),
			),
			{ '_c.md': 'fine_name-2', 'a.md': 'eleve-c-rust', 'b.md': 'b' },
		);
	});

	it('lists the stronger origin and keeps what it hides', () => {
		const { agents } = buildCatalog([
			file('ws/dev.md', 'dev', 'workspace'),
			file('dev.md', 'dev'),
			file('home/dev.md', 'dev', 'user'),
			file('other.md', 'other'),
		]);
		assert.deepEqual(
			agents.map(({ handle, origin, shadows }) => [
				handle,
				origin,
				shadows.map((hidden) => [hidden.origin, hidden.shadows.length]),
			]),
			[
				[
					'dev',
					'workspace',
					[
						['user', 0],
						['bundled', 0],
					],
				],
				['other', 'bundled', []],
			],
		);
	});

	it('spells handles as words', () => {
		const { agents } = buildCatalog([
			file('backend-engineer-api.md', 'x'),
			file('backend-engineer-api2.md', 'x'),
			file('postgresql_ui.md', 'x'),
		]);
		assert.deepEqual(
			agents.map(({ fullName }) => fullName),
			['Backend Engineer API', 'Backend Engineer Api2', 'PostgreSQL UI'],
		);
	});

	it('takes the stem of a path with either slash and either ending', () => {
		assert.deepEqual(['a/b/dev.md', 'C:\\x\\dev.agent.md', 'dev.MD', 'notes.txt'].map(stemOf), [
			'dev',
			'dev',
			'dev',
			'notes.txt',
		]);
	});
});
