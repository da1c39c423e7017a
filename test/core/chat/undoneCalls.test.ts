import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { undoneLine } from '../../../src/core/chat/undoneCalls.ts';
import { toolIds } from '../../../src/ids.ts';

describe('a call that did not do what it was for', () => {
	const path = 'src/a.ts';
	const cases = [
		[
			{ name: toolIds.readFile, input: { path: '.env' }, outcome: 'declined' },
			'Not read: `.env` (you declined)',
		],
		[
			{
				name: toolIds.readFile,
				input: { path: '.env' },
				outcome: 'failed',
				message:
					'.env may hold secrets, and the user does not want it to be read. Go on without it.',
			},
			'Not read: `.env` (you declined)',
		],
		[
			{
				name: 'copilot_replaceString',
				input: { filePath: path, oldString: 'a' },
				outcome: 'failed',
				message: 'The text is not there. Read the file again.',
			},
			'Not changed: `src/a.ts` (The text is not there)',
		],
		[
			{
				name: toolIds.createFile,
				input: { path, text: 'x' },
				outcome: 'failed',
				message: 'The workspace is in Restricted Mode, in which files are read and nothing else.',
			},
			'Not created: `src/a.ts` (Restricted Mode)',
		],
		[
			{ name: 'run_in_terminal', input: { command: 'rm -rf `x`' }, outcome: 'declined' },
			'Not run: `` rm -rf `x` `` (you declined)',
		],
		[
			{ name: 'copilot_fetchWebPage', input: { url: 'https://a.example' }, outcome: 'failed' },
			'Not fetched: `https://a.example` (it failed)',
		],
		[
			{ name: 'mcp_github_create_issue', input: { title: 'a' }, outcome: 'declined' },
			'Not run: `Github Create Issue` (you declined)',
		],
		[
			{ name: 'delete_all', input: '{"broken', outcome: 'unknown' },
			'Not run: `delete_all` (this agent has no such tool)',
		],
	] as const;
	for (const [call, line] of cases) {
		it(`is told as ${line}`, () => {
			assert.equal(undoneLine(call), line);
		});
	}

	it('shows what a tool or a model says as text', () => {
		const words = '[x](command:y) <b> `z` $(bug)';
		const line = undoneLine({
			name: toolIds.readFile,
			input: { path: words },
			outcome: 'failed',
			message: words,
		});
		assert.equal(
			line,
			'Not read: ``[x](command:y) <b> `z` $(bug)`` (\\[x\\]\\(command\\:y\\) \\<b\\> \\`z\\` \\$\\(bug\\))',
		);
	});
});
