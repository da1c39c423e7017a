import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Origin } from '../../../../src/core/agent/catalog.ts';
import { analyse } from '../../../../src/core/editor/agentDocument.ts';
import { listPatterns } from '../../../../src/features/participants/patternList.ts';
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

function list(question: string, text = file, origin: Origin = 'bundled'): string {
	const stream = new RecordingStream();
	const uri = vscode.Uri.file('/agents/tester.md');
	const document = analyse(text, { stem: 'tester' });
	listPatterns({ handle: 'tester', origin, uri }, document, question, stream.asStream);
	return stream.text;
}

const insertSlow = `command:sveltekitAgents.insertPattern?${encodeURIComponent('["tester/slow-data"]')}`;

describe('/patterns', () => {
	it('lists all patterns of the agent, each with a link that inserts it', () => {
		assert.equal(
			list(' '),
			[
				'The patterns of `@tester`:\n',
				`- **Slow data** (\`src/routes/+page.server.ts\`) [Insert](${insertSlow})  `,
				'  Streams what is slow\\.  ',
				'  Needs zod',
				`- **Redirects x** (\`src/routes/go/+server.ts\`) [Insert](command:sveltekitAgents.insertPattern?${encodeURIComponent('["tester/redirects-x"]')})  `,
				'  Goes \\<b\\>where\\<\\/b\\> \\[it\\]\\(command\\:evil\\) should\\.',
			].join('\n'),
		);
	});

	it('names the file in the links of an agent that does not come with the extension', () => {
		const request = { id: 'slow-data', agent: 'file:///agents/tester.md' };
		const link = `command:sveltekitAgents.insertPattern?${encodeURIComponent(JSON.stringify([request]))}`;
		assert.ok(list('slow', file, 'workspace').includes(`[Insert](${link})`));
	});

	it('lists only what fits a question', () => {
		const text = list('How do I stream slow data?');
		assert.match(text, /^The patterns of `@tester` that fit:\n\n- \*\*Slow data\*\*/);
		assert.doesNotMatch(text, /Redirects/);
	});

	it('says so when nothing fits, and lists all', () => {
		assert.match(
			list('football'),
			/^No pattern of `@tester` fits\. These are all it has:\n\n- \*\*Slow/,
		);
	});

	it('says so when the agent has none', () => {
		const bare = '---\nname: tester\ndescription: Tests\n---\nProse.\n';
		assert.equal(list('', bare), 'The file of `@tester` has no code patterns.');
	});
});
