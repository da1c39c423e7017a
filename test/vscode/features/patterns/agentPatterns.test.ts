import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { AgentPatterns } from '../../../../src/features/patterns/agentPatterns.ts';
import type { AgentLibrary } from '../../../../src/host/agents/agentLibrary.ts';
import { newLibrary, until } from '../../../helpers/agentLibrary.ts';

const folder = join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', '.claude');

describe('the patterns of an agent', () => {
	let library: AgentLibrary;
	let patterns: AgentPatterns;
	const file = join(folder, 'agents/rev.md');

	before(async () => {
		mkdirSync(join(folder, 'agents'), { recursive: true });
		writeFileSync(
			file,
			'---\nname: reviewer\ndescription: Reviews.\n---\n## One\n```ts\n// src/lib/one.ts\nexport const one = 1;\n```\n',
		);
		library = newLibrary();
		patterns = new AgentPatterns(library);
		await until(library, () => library.catalog.get('reviewer') !== undefined);
	});

	after(() => {
		library.dispose();
		rmSync(folder, { recursive: true });
	});

	/** The titles of the patterns, and the file that is named to the user. */
	async function of(agent: string): Promise<unknown> {
		const found = await patterns.of(agent);
		return found && [found.patterns.map(({ pattern }) => pattern.title), found.file?.toString()];
	}

	it('are those of the workspace’s file, which is named to the user, however it is asked for', async () => {
		const uri = vscode.Uri.file(file).toString();
		for (const asked of ['reviewer', '@Reviewer', 'rev', uri]) {
			assert.deepEqual(await of(asked), [['One'], uri], asked);
		}
	});

	it('are this extension’s own where one of its agents is asked for', async () => {
		const bundled = library.bundled.find(({ handle }) => handle === 'backend-engineer');
		assert.ok(bundled);
		for (const asked of ['backend-engineer', bundled.uri.toString()]) {
			const found = await patterns.of(asked);
			assert.ok(found && found.patterns.length > 5, asked);
			assert.equal(found.file, undefined, asked);
		}
	});

	it('are listed beside those of this extension', async () => {
		assert.deepEqual(
			(await patterns.own()).map((own) => [
				own.file?.toString(),
				own.patterns.map(({ key }) => key),
			]),
			[[vscode.Uri.file(file).toString(), ['reviewer/one']]],
		);
	});

	it('are none where no such agent is', async () => {
		assert.equal(await of('nobody'), undefined);
		assert.equal(await of(vscode.Uri.file(`${file}x`).toString()), undefined);
	});
});
