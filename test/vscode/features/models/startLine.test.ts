import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { startLine } from '../../../../src/features/models/startLine.ts';

describe('the line about a start', () => {
	const before = new RegExp(
		String.raw`^SvelteKit Agents \d+\.\d+\.\d+ in VS Code ${vscode.version.replaceAll('.', String.raw`\.`)} with 7 agents: `,
	);

	it('says which models there are, and why the handbook is not offered', () => {
		const line = startLine({ others: ['A', 'B', 'C', 'D'], isOffered: false, setting: 'auto' });
		assert.match(line, before);
		assert.equal(
			line.replace(before, ''),
			'models A, B, C and 1 more; the handbook is not offered (setting “auto”).',
		);
	});

	it('says that there are none', () => {
		const line = startLine({ others: [], isOffered: true, setting: 'always' });
		assert.equal(
			line.replace(before, ''),
			'no language models; the handbook is offered (setting “always”).',
		);
	});
});
