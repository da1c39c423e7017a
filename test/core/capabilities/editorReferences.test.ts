import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { editorReferences } from '../../../src/core/capabilities/editorReferences.ts';
import { allowedToolNames } from '../../../src/core/capabilities/toolNames.ts';
import { toolGroups, toolRows } from '../../../src/core/capabilities/toolTable.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

const everyTool = [...new Set(toolRows.flatMap(({ tools }) => tools.flat()))].map((name) => ({
	name,
	tags: [],
}));

describe('tools as VS Code’s agent files name them', () => {
	it('are those of the list, and all where there is none', () => {
		assert.equal(editorReferences(undefined, []), undefined);
		assert.deepEqual(editorReferences([], []), []);
		assert.deepEqual(editorReferences(['Read', 'Grep', 'Bash', 'WebFetch', 'TodoWrite'], []), [
			'read/readFile',
			'search/textSearch',
			'execute/runInTerminal',
			'execute/getTerminalOutput',
			'web/fetch',
			'todo',
		]);
		assert.deepEqual(editorReferences(['Edit'], []), ['edit/editFiles']);
	});

	it('are those of servers, in VS Code’s words', () => {
		const written = ['mcp__svelte__list-sections', 'svelte/get-documentation', 'mcp__github'];
		assert.deepEqual(editorReferences(written, []), [
			'svelte/list-sections',
			'svelte/get-documentation',
			'github/*',
		]);
		assert.deepEqual(editorReferences(written, ['mcp__github']), [], 'nobody knows what is left');
		assert.deepEqual(editorReferences(['Bash/Write', 'mcp__*__x'], []), []);
	});

	it('are without what can do what is disallowed', () => {
		const left = editorReferences(undefined, ['Bash']) ?? [];
		assert.deepEqual(
			left.filter((each) => /runInTerminal|runTask|runTests|sendToTerminal|runNotebook/.test(each)),
			[],
		);
		assert.ok(left.includes('read/readFile'));
		assert.deepEqual(editorReferences(['Edit', 'Read'], ['Write']), ['read/readFile']);
		assert.deepEqual(editorReferences(['Bash(git:*)'], []), []);
		assert.deepEqual(editorReferences(['Read'], ['whatever seems wrong']), []);
	});

	it('allow nothing that the file does not allow, whatever it lists', () => {
		const { seed, cases } = seedOf(3_013, 400);
		const random = seededRandom(seed);
		const words = [
			...toolRows.flatMap(({ name, spellings }) => [name, ...spellings]),
			...Object.keys(toolGroups),
			'*',
			'all',
			'none',
			'Bash(git:*)',
			'nonsense',
			'mcp__a__b',
			'all except Bash',
			'',
		];
		const some = (): readonly string[] =>
			Array.from({ length: random(4) }, () => words[random(words.length)] ?? '');
		for (let i = 0; i < cases; i++) {
			const [tools, disallowed] = [random(5) === 0 ? undefined : some(), some()];
			const allowed = new Set(allowedToolNames(tools, disallowed, everyTool));
			// An agent that may edit may do so by each of VS Code's tools that edit.
			if (allowed.has('copilot_replaceString')) allowed.add('copilot_multiReplaceString');
			if (allowed.has('copilot_multiReplaceString')) allowed.add('copilot_replaceString');
			// In VS Code's words the terminal is without what it has said.
			if (allowed.has('run_in_terminal')) allowed.add('get_terminal_output');
			const written = editorReferences(tools, disallowed);
			const told = `${JSON.stringify(tools)} without ${JSON.stringify(disallowed)}: ${JSON.stringify(written)}`;
			const more = allowedToolNames(written, [], everyTool).filter((name) => !allowed.has(name));
			assert.deepEqual(written === undefined ? [] : more, [], told);
			assert.equal(written === undefined, tools === undefined && disallowed.length === 0, told);
		}
	});
});
