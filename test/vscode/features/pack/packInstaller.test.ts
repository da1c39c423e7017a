import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Pack } from '../../../../src/core/manifest/pack.ts';
import {
	installedVersion,
	installPack,
	removePack,
} from '../../../../src/features/pack/packInstaller.ts';
import { myAgentsId } from '../../../../src/ids.ts';
import { recordingLog } from '../../../helpers/answering.ts';

const [publisher = '', name = ''] = myAgentsId.split('.');

function packOf(version: string): Pack {
	const about = { displayName: 'My Agents', description: 'Mine.', readme: '# Mine\n' };
	return { name, publisher, version, ...about, agents: [] };
}

describe('putting the pack of one’s own agents into VS Code', function () {
	this.timeout(120_000);
	const logged: string[] = [];
	const log = recordingLog(logged);
	let folder: string;

	before(() => {
		folder = mkdtempSync(join(tmpdir(), 'my-agents-'));
	});

	after(async () => {
		await removePack(log);
		rmSync(folder, { recursive: true, force: true });
	});

	const install = async (version: string): Promise<string> =>
		installPack(packOf(version), vscode.Uri.file(folder), log);

	it('leaves the one before in force where VS Code refuses the next', async () => {
		assert.equal(await install('1.0.1'), 'installed');
		assert.equal(await install('no version'), 'kept');
		assert.equal(installedVersion(), '1.0.1');
		assert.ok(logged.some((line) => line.includes('could not be installed')));
		assert.equal(await install('1.0.2'), 'installed');
		assert.equal(installedVersion(), '1.0.2');
	});

	it('keeps the package that is in force, to go back to, and no others', () => {
		assert.deepEqual(readdirSync(folder), ['my-agents-1.0.2.vsix']);
	});

	it('takes it away, and is done where there is none', async () => {
		assert.equal(await removePack(log), true);
		assert.equal(installedVersion(), undefined);
		assert.equal(await removePack(log), true);
	});
});
