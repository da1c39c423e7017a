import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Origin } from '../../../../src/core/agent/catalog.ts';
import { analyse } from '../../../../src/core/editor/agentDocument.ts';
import { listPatterns } from '../../../../src/features/participants/patternList.ts';
import { patternsAround } from '../../../helpers/patternsAround.ts';
import { RecordingStream } from '../../../helpers/recordingStream.ts';

const file = `---
name: tester
description: Tests
---
## Load

### Slow data

Streams what is slow.

\`\`\`ts
// src/routes/+page.server.ts
import { z } from 'zod';
export const load = () => ({ slow: z });
\`\`\`

### Redirects [x](command:evil)

Goes <b>where</b> [it](command:evil) should.

\`\`\`ts
// src/routes/go/+server.ts
export const GET = () => new Response();
export const prerender = false;
\`\`\`
`;

const others = `---
name: other
description: Does more
---
## Load

### Slow pages

Keeps \`slow\` pages apart.

\`\`\`ts
// src/routes/slow/+page.server.ts
export const load = () => ({});
\`\`\`
`;

function list(question: string, text = file, origin: Origin = 'bundled'): string {
	const stream = new RecordingStream();
	const uri = vscode.Uri.file('/agents/tester.md');
	const document = analyse(text, { stem: 'tester' });
	const around = patternsAround({ tester: text, other: others });
	listPatterns({ handle: 'tester', origin, uri }, document, question, around, stream.asStream);
	return stream.text;
}

function insert(request: object): string {
	return `[Insert](command:sveltekitAgents.insertPattern?${encodeURIComponent(JSON.stringify([request]))})`;
}

const insertSlow = insert({ id: 'tester/slow-data' });

describe('/patterns', () => {
	it('lists all patterns of the agent, each with a link that inserts it', () => {
		assert.equal(
			list(' '),
			[
				'The patterns of `@tester`:\n',
				`- ${insertSlow} **Slow data** — Streams what is slow\\.  `,
				'  `src/routes/+page.server.ts` · needs `zod`',
				`- ${insert({ id: 'tester/redirects-x' })} **Redirects x** — Goes \\<b\\>where\\<\\/b\\> \\[it\\]\\(command\\:evil\\) should\\.  `,
				'  `src/routes/go/+server.ts`',
			].join('\n'),
		);
	});

	it('names the file in the links of an agent that does not come with the extension', () => {
		const link = insert({ id: 'slow-data', agent: 'file:///agents/tester.md' });
		assert.ok(list('', file, 'workspace').includes(link));
	});

	it('lists what fits a question of all agents, the own first, with whose they are', () => {
		assert.equal(
			list('slow data'),
			[
				'Patterns that fit:\n',
				`- ${insertSlow} **Slow data** — Streams what is slow\\.  `,
				'  `src/routes/+page.server.ts` · needs `zod`',
				`- ${insert({ id: 'other/slow-pages' })} **Slow pages** of \`@other\` — Keeps \`slow\` pages apart\\.  `,
				'  `src/routes/slow/+page.server.ts`',
			].join('\n'),
		);
	});

	it('says so when nothing fits', () => {
		assert.equal(
			list('football'),
			'No pattern is about “football”\\. `@tester` has 2 patterns of its own.\n',
		);
	});

	it('says so when the agent has none', () => {
		const bare = '---\nname: tester\ndescription: Tests\n---\nProse.\n';
		assert.equal(list('', bare), 'The file of `@tester` has no code patterns.\n');
	});
});
