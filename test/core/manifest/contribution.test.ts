import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readContribution } from '../../../src/core/manifest/contribution.ts';

const participant = { id: 'acme.team.reviewer', name: 'reviewer' };
const entry = { participant: participant.id, path: './agents/reviewer.md' };

function manifest(point: unknown, chatParticipants: unknown = [participant]): unknown {
	return { name: 'team', contributes: { chatParticipants, sveltekitAgents: point } };
}

function read(point: unknown, isMine = false) {
	return readContribution(manifest(point), { isMine });
}

describe('what an extension contributes to this one', () => {
	it('is its agent files, each with a participant that it declares', () => {
		assert.deepEqual(read({ version: 1, agents: [entry] }), {
			agents: [
				{
					participant: 'acme.team.reviewer',
					handle: 'reviewer',
					file: { path: 'agents/reviewer.md' },
					hides: [],
				},
			],
		});
	});

	it('is nothing where the manifest does not speak of it', () => {
		for (const other of [undefined, null, 1, [], {}, { contributes: null }, { contributes: {} }]) {
			assert.equal(readContribution(other, { isMine: false }), undefined);
		}
	});

	it('of “my agents” stands for files where they are', () => {
		const source = 'file:///home/ada/.claude/agents/reviewer.md';
		const mine = { participant: participant.id, source, folder: 'file:///shop', hides: ['a.b'] };
		assert.deepEqual(read({ version: 1, agents: [mine] }, true), {
			agents: [
				{
					participant: 'acme.team.reviewer',
					handle: 'reviewer',
					file: { source, folder: 'file:///shop' },
					hides: ['a.b'],
				},
			],
		});
	});

	const refused: Readonly<Record<string, readonly [point: unknown, fault: RegExp]>> = {
		'another version': [{ version: 2, agents: [] }, /has version 2; this .* reads version 1/],
		'no version': [{ agents: [] }, /no version that is known/],
		'a list': [[entry], /has to be an object/],
		'a key that nobody knows': [{ version: 1, agents: [], prompts: [] }, /unknown key “prompts”/],
		'agents that are no list': [{ version: 1, agents: entry }, /agents has to be a list/],
		'a text for an agent': [{ version: 1, agents: ['a.md'] }, /agents\[0\] has to be an object/],
		'a key of an agent that nobody knows': [
			{ version: 1, agents: [{ ...entry, model: 'x' }] },
			/agents\[0\] has the unknown key “model”/,
		],
		'a participant that others declare': [
			{ version: 1, agents: [{ ...entry, participant: 'github.copilot.default' }] },
			/which chatParticipants does not declare/,
		],
		'one participant twice': [
			{ version: 1, agents: [entry, entry] },
			/agents\[1\].*another one has/,
		],
		'too many agents': [
			{ version: 1, agents: Array.from({ length: 1_001 }, () => entry) },
			/more than 1,000/,
		],
		'a file of the user': [
			{ version: 1, agents: [{ participant: participant.id, source: 'file:///etc/passwd' }] },
			/unknown key “source”/,
		],
	};
	for (const [what, [point, fault]] of Object.entries(refused)) {
		it(`is refused as a whole for ${what}`, () => {
			const contribution = read(point);
			assert.ok(contribution && 'fault' in contribution);
			assert.match(contribution.fault, fault);
		});
	}

	it('names no file outside of the extension', () => {
		const paths = [
			'../a.md',
			'agents/../../a.md',
			'/etc/a.md',
			'C:/a.md',
			'agents\\..\\a.md',
			'agents//a.md',
			'./',
			'.md',
			'agents/a.txt',
			'agents/%2e%2e/a.md',
			'agents/a.md?x.md',
			'http://x/a.md',
			'agents/a\u0000.md',
			'',
			7,
		];
		const taken = paths.filter((path) => {
			const contribution = read({ version: 1, agents: [{ ...entry, path }] });
			return contribution && 'agents' in contribution;
		});
		assert.deepEqual(taken, []);
	});
});
