import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analyse } from '../../../src/core/editor/agentDocument.ts';
import { fileLinks, foldingRanges, outlineOf } from '../../../src/core/editor/outline.ts';
import { textAt } from '../../helpers/cursor.ts';
import { knownAgents } from '../../helpers/knownAgents.ts';
import { agentFiles } from '../../helpers/corpusFiles.ts';

const text = `---
name: reviewer
description: Reviews code.
---
# Reviewer

Ask @api-architect, or @reviewer.

## Load
\`\`\`ts file=src/routes/+page.server.ts
export const load = () => ({});
// src/lib/posts.ts
export const posts = [];
\`\`\`

## Plain
\`\`\`ts
const one = 1;
const two = 2;
\`\`\`

## Delegation Patterns
- **Trigger**: APIs
- **Target Agent**: api-architect
`;
const document = analyse(text, {
	stem: 'reviewer',
	path: 'file:///app/.claude/agents/reviewer.md',
});

describe('the outline of an agent file', () => {
	it('has the agent, its patterns and its delegations', () => {
		assert.deepEqual(
			outlineOf(document).map(({ kind, name, detail, selection }) => {
				return [kind, name, detail, textAt(document, selection)];
			}),
			[
				['agent', 'reviewer', 'Reviews code', 'reviewer'],
				[
					'pattern',
					'Load',
					'src/routes/+page.server.ts, src/lib/posts.ts',
					'```ts file=src/routes/+page.server.ts',
				],
				['pattern', 'Plain', '', '```ts'],
				['delegation', 'api-architect', 'APIs', 'api-architect'],
			],
		);
	});

	it('selects something inside of each item in every agent file', () => {
		for (const file of agentFiles('seeds', 'corpus')) {
			for (const { range, selection, name } of outlineOf(analyse(file.text, file))) {
				assert.ok(
					range.start <= selection.start && selection.end <= range.end,
					`${file.path} ${name}`,
				);
				assert.ok(name !== '', file.path);
			}
		}
	});
});

describe('folding', () => {
	it('takes the front matter with its lines of dashes', () => {
		assert.deepEqual(
			foldingRanges(document).map((range) => textAt(document, range).split('\n').length),
			[4],
		);
		assert.deepEqual(foldingRanges(analyse('# No front matter', { stem: 'x' })), []);
	});
});

describe('links', () => {
	it('lead to other agents and to the files of patterns', () => {
		assert.deepEqual(
			fileLinks(document, knownAgents).map(({ kind, range, path }) => {
				return [kind, textAt(document, range), path];
			}),
			[
				['agent', '@api-architect', 'file:///ext/agents/api-architect.md'],
				['project', 'src/routes/+page.server.ts', 'src/routes/+page.server.ts'],
				['project', 'src/lib/posts.ts', 'src/lib/posts.ts'],
				['agent', 'api-architect', 'file:///ext/agents/api-architect.md'],
			],
		);
	});
});
