import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { packVsix } from '../../../../src/core/manifest/vsix.ts';
import { MyAgents } from '../../../../src/features/pack/myAgents.ts';
import type { AgentLibrary } from '../../../../src/host/agents/agentLibrary.ts';
import { RunningAnswers } from '../../../../src/host/runningAnswers.ts';
import { myAgentsId } from '../../../../src/ids.ts';
import { newLibrary, until } from '../../../helpers/agentLibrary.ts';
import { recordingLog } from '../../../helpers/answering.ts';
import { MemoryState } from '../../../helpers/memoryState.ts';
import { PreparedDialogs } from '../../../helpers/preparedDialogs.ts';
import { TemporaryFiles } from '../../../helpers/temporaryFiles.ts';

const other = 'acme.other-chat';

/** An extension with chat participants of its own, which has nothing to do with agent files. */
function otherExtension(version: string, names: readonly string[]): Uint8Array {
	const [publisher = '', name = ''] = other.split('.');
	const chatParticipants = names.map((each) => ({
		id: `acme.${each}`,
		name: each,
		description: 'Acme',
	}));
	const engine = '^1.120.0';
	const manifest = { name, publisher, version, engines: { vscode: engine } };
	return packVsix(
		{
			name,
			publisher,
			version,
			displayName: name,
			description: '',
			engine,
			extensionDependencies: [],
			tags: [],
		},
		new Map([['package.json', JSON.stringify({ ...manifest, contributes: { chatParticipants } })]]),
	);
}

describe('names that others have', function () {
	this.timeout(120_000);
	let folder: string;
	let files: TemporaryFiles;
	let library: AgentLibrary;
	let mine: MyAgents;
	const answers = new RunningAnswers();
	const dialogs = new PreparedDialogs(undefined, undefined);
	const logged: string[] = [];

	before(async () => {
		folder = mkdtempSync(join(tmpdir(), 'my-agents-names-'));
		const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
		mkdirSync(`${workspace}/.claude/agents`, { recursive: true });
		const text = (name: string): string =>
			`---\nname: ${name}\ndescription: Does ${name}.\n---\nYou help.\n`;
		files = new TemporaryFiles(`${workspace}/.claude/agents/names-`, {
			'auditor.md': text('auditor'),
			'clerk.md': text('clerk'),
			'sveltekit.md': text('sveltekit'),
			'Terminal.md': text('Terminal'),
		});
		library = newLibrary();
		await until(library, () => library.catalog.get('clerk') !== undefined);
		mine = new MyAgents({
			library,
			memory: { global: new MemoryState(), workspace: new MemoryState() },
			storage: vscode.Uri.file(folder),
			answers,
			dialogs,
			log: recordingLog(logged),
		});
	});

	after(async () => {
		await mine.stop();
		mine.dispose();
		library.dispose();
		await uninstallOther();
		await files.remove();
		rmSync(folder, { recursive: true, force: true });
	});

	async function installOther(version: string, ...names: readonly string[]): Promise<void> {
		const file = join(folder, `other-${version}.vsix`);
		writeFileSync(file, otherExtension(version, names));
		await vscode.commands.executeCommand(
			'workbench.extensions.installExtension',
			vscode.Uri.file(file),
		);
		rmSync(file);
	}

	async function uninstallOther(): Promise<void> {
		if (!vscode.extensions.getExtension(other)) return;
		await vscode.commands.executeCommand('workbench.extensions.uninstallExtension', other);
	}

	/** The names that the pack declares, with the ids by the summary, which tells whose they are. */
	function declared(): Readonly<Record<string, { readonly name: string; readonly id: string }>> {
		const manifest = vscode.extensions.getExtension(myAgentsId)?.packageJSON as
			| {
					readonly contributes: {
						readonly chatParticipants: readonly {
							readonly id: string;
							readonly name: string;
							readonly description: string;
						}[];
					};
			  }
			| undefined;
		return Object.fromEntries(
			(manifest?.contributes.chatParticipants ?? []).map(({ id, name, description }) => [
				description,
				{ name, id },
			]),
		);
	}

	it('get the next free one, and what was renamed is said', async () => {
		await installOther('1.0.0', 'auditor', 'auditor-2');
		await mine.use();
		assert.deepEqual(
			Object.values(declared())
				.map(({ name }) => name)
				.toSorted(),
			['Terminal-2', 'auditor-3', 'clerk', 'sveltekit-2'],
		);
		const told = dialogs.asked.at(-1) ?? '';
		assert.match(told, /@auditor-3 \(@auditor is taken\)/);
		assert.match(told, /@Terminal-2 \(@Terminal is taken\)/);
		assert.match(told, /@sveltekit-2 \(@sveltekit is taken\)/);
		assert.deepEqual(
			logged.filter((line) => line.includes('@auditor belongs to')),
			['@auditor belongs to another extension or to VS Code: that agent is @auditor-3.'],
		);
	});

	it('are known in the catalog by what is typed', async () => {
		await until(library, () => library.catalog.get('auditor')?.participant?.name === 'auditor-3');
		assert.equal(library.catalog.get('clerk')?.participant?.name, 'clerk');
	});

	it('stay where another window has met who has a name, and are free when that is uninstalled', async () => {
		const list = vscode.Uri.file(join(folder, 'my-agents.json'));
		const readList = async (): Promise<{ taken: Record<string, string> }> =>
			JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(list))) as {
				taken: Record<string, string>;
			};
		const noted = await readList();
		const place = vscode.extensions.getExtension(other)?.extensionUri.toString() ?? '';
		assert.deepEqual([noted.taken['auditor'], noted.taken['auditor-2']], [place, place]);
		// As if it were switched off in this window: an extension that is installed has this name. What
		// this window notes at the same time would be written over it.
		for (let i = 0; i < 5 && declared()['Does clerk']?.name !== 'clerk-2'; i++) {
			const taken = { ...(await readList()).taken, clerk: place };
			const text = JSON.stringify({ ...noted, taken });
			await vscode.workspace.fs.writeFile(list, new TextEncoder().encode(text));
			await mine.use();
		}
		assert.equal(declared()['Does clerk']?.name, 'clerk-2');
		const gone = becomes(() => declared()['Does clerk']?.name === 'clerk');
		await uninstallOther();
		await gone;
		await mine.use();
		assert.ok(!Object.values((await readList()).taken).includes(place));
	});

	it('are left to an extension that comes later, and the agent keeps its id', async () => {
		const id = declared()['Does clerk']?.id;
		const changed = becomes(() => declared()['Does clerk']?.name === 'clerk-2');
		await uninstallOther();
		await installOther('1.0.1', 'clerk');
		await changed;
		const now = declared();
		assert.ok(id !== undefined);
		assert.equal(now['Does clerk']?.id, id);
		assert.equal(now['Does auditor']?.name, 'auditor');
	});

	it('do not change while an agent answers', async () => {
		const end = answers.begin();
		await uninstallOther();
		await new Promise((resolve) => setTimeout(resolve, 1_000));
		assert.equal(declared()['Does clerk']?.name, 'clerk-2');
		const changed = becomes(() => declared()['Does clerk']?.name === 'clerk');
		end();
		await changed;
	});

	it('are nobody’s any more when nobody wants the agents with @', async () => {
		await mine.stop();
		assert.deepEqual(declared(), {});
		assert.deepEqual(
			readdirSync(folder).filter((name) => name !== 'lock'),
			[],
		);
	});
});

/** Settles once something holds of the installed extensions. */
async function becomes(holds: () => boolean): Promise<void> {
	await new Promise<void>((resolve) => {
		const look = (): void => {
			if (!holds()) return;
			subscription.dispose();
			resolve();
		};
		const subscription = vscode.extensions.onDidChange(look);
		look();
	});
}
