import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { packVsix } from '../../../../src/core/manifest/vsix.ts';
import type { AgentLibrary } from '../../../../src/host/agents/agentLibrary.ts';
import { extensionId } from '../../../../src/ids.ts';
import { newLibrary, until } from '../../../helpers/agentLibrary.ts';

const id = 'acme.team-agents';

function vsixOf(version: string, contribution: object): Uint8Array {
	const manifest = {
		name: 'team-agents',
		publisher: 'acme',
		version,
		engines: { vscode: '^1.120.0' },
		extensionDependencies: [extensionId],
		contributes: {
			chatParticipants: [{ id: 'acme.team.auditor', name: 'auditor', description: 'Audits' }],
			sveltekitAgents: contribution,
		},
	};
	const identity = {
		name: 'team-agents',
		publisher: 'acme',
		version,
		displayName: 'Team Agents',
		description: '',
		engine: '^1.120.0',
		extensionDependencies: [extensionId],
		tags: [],
	};
	const files = new Map([
		['package.json', JSON.stringify(manifest)],
		['agents/auditor.md', '---\nname: auditor\ndescription: Audits orders.\n---\nYou audit.\n'],
	]);
	return packVsix(identity, files);
}

describe('an extension that brings agent files', function () {
	let folder: string;
	let library: AgentLibrary;

	before(() => {
		folder = mkdtempSync(join(tmpdir(), 'shared-pack-'));
		library = newLibrary();
	});

	after(async () => {
		library.dispose();
		await uninstall();
		rmSync(folder, { recursive: true, force: true });
	});

	async function install(version: string, contribution: object): Promise<void> {
		const file = join(folder, `${version}.vsix`);
		writeFileSync(file, vsixOf(version, contribution));
		const command = 'workbench.extensions.installExtension';
		await vscode.commands.executeCommand(command, vscode.Uri.file(file));
	}

	async function uninstall(): Promise<void> {
		if (!vscode.extensions.getExtension(id)) return;
		await vscode.commands.executeCommand('workbench.extensions.uninstallExtension', id);
	}

	it('has them among all agents, each as the participant that it declares', async () => {
		await install('1.0.0', {
			version: 1,
			agents: [{ participant: 'acme.team.auditor', path: './agents/auditor.md' }],
		});
		await until(library, () => library.catalog.get('auditor') !== undefined);
		const auditor = library.catalog.get('auditor');
		assert.equal(auditor?.origin, 'pack');
		assert.deepEqual(auditor?.participant, { id: 'acme.team.auditor', name: 'auditor' });
		assert.equal(auditor?.agent.summary, 'Audits orders');
	});

	it('takes them along when it goes', async () => {
		await uninstall();
		await until(library, () => library.catalog.get('auditor') === undefined);
		assert.deepEqual(library.unusable, []);
	});

	it('has none where it says what is not known, and the reason is told', async () => {
		await install('1.0.1', { version: 9, agents: [] });
		await until(library, () => library.unusable.length > 0);
		const [refused] = library.unusable;
		assert.equal(library.catalog.get('auditor'), undefined);
		assert.match(refused?.path ?? '', /acme\.team-agents-1\.0\.1/);
		assert.match(refused?.reason ?? '', /has version 9; this SvelteKit Agents reads version 1/);
	});
});
