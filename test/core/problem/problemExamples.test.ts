import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseAgent } from '../../../src/core/agent/agent.ts';
import { buildCatalog, type AgentFile, type Catalog } from '../../../src/core/agent/catalog.ts';
import { toolRows } from '../../../src/core/capabilities/toolTable.ts';
import { analyse } from '../../../src/core/editor/agentDocument.ts';
import { validate } from '../../../src/core/editor/validate.ts';
import type { Problem } from '../../../src/core/problem/problem.ts';
import {
	problemCodes,
	type ProblemCode,
	type ProblemExample,
	type ProblemRow,
} from '../../../src/core/problem/problemCodes.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';

const rows = Object.entries(problemCodes) as [ProblemCode, ProblemRow][];

/** The whole file of an example, whose lines are put where the example says. */
function fileOf({ of, goesOn = 0 }: ProblemExample, shown: string): string {
	const lines = shown.replace('…', 'word '.repeat(Math.ceil(goesOn / 'word '.length)));
	const keys = (header: string): string =>
		['name: reviewer', 'description: Reviews code.']
			.filter((line) => !header.includes(line.replace(/:.*/, ':')))
			.map((line) => `${line}\n`)
			.join('');
	if (of === 'file') return `${lines}\n`;
	if (of === 'header') return `---\n${keys(lines)}${lines}\n---\n\nYou review code.\n`;
	return `---\n${keys('')}---\n\n${lines}\n`;
}

/** All agents there are: one to take a name from or to hand over to, and the one of the example. */
function agentsWith(text: string): Catalog {
	const others = { tester: '---\nname: tester\ndescription: Tests code.\n---\n\nYou test.\n' };
	const files = Object.entries({ ...others, reviewer: text });
	return buildCatalog(
		files.flatMap(([stem, content]): AgentFile[] => {
			const { agent } = parseAgent(content, stem);
			return agent ? [{ origin: 'workspace', path: pathOf(stem), stem, agent }] : [];
		}),
	);
}

function pathOf(stem: string): string {
	return `file:///p/.claude/agents/${stem}.md`;
}

/** A VS Code that lacks one kind of tool and one kind of model that agents name. */
const tools = toolRows
	.filter(({ name }) => name !== 'WebSearch')
	.flatMap((row) => row.tools.flat().map((name) => ({ name, tags: [] })));
const models = [{ id: 'opus', vendor: 'v', family: 'claude-opus-4', name: 'Claude Opus 4' }];

function problemsOf(text: string): readonly Problem[] {
	const document = analyse(text, { stem: 'reviewer', path: pathOf('reviewer') });
	return validate(document, { agents: agentsWith(text), tools, models });
}

describe('the example of a problem', () => {
	for (const [code, { example }] of rows) {
		const before = fileOf(example, example.before);
		const found = problemsOf(before).filter((problem) => problem.code === code);

		it(`shows ${code}, once`, () => {
			assert.deepEqual(
				[problemsOf(before).map((problem) => problem.code), found.length],
				[[code], 1],
			);
		});

		if (example.after === undefined) continue;
		const after = fileOf(example, example.after);

		it(`shows a file without ${code}`, () => {
			assert.deepEqual(
				problemsOf(after).map((problem) => problem.code),
				[],
			);
		});

		const fix = found[0]?.fix;
		if (!fix || fix.isGuess) continue;
		it(`shows what the fix makes of ${code}`, () => {
			assert.equal(applyEdits(before, fix.edits), after);
		});
	}

	it('shows no other text where the file is right as it is', () => {
		assert.deepEqual(
			rows.filter(([, { example }]) => example.after === undefined).map(([code]) => code),
			['unavailable-tool', 'unavailable-model'],
		);
	});

	it('is a few short lines', () => {
		const long = rows.filter(
			([
				,
				{
					example: { before, after = '' },
				},
			]) =>
				[before, after].some(
					(text) =>
						text.split('\n').length > 18 || text.split('\n').some((line) => line.length > 80),
				),
		);
		assert.deepEqual(
			long.map(([code]) => code),
			[],
		);
	});
});
