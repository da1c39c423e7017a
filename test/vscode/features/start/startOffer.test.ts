import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { StartOffer } from '../../../../src/features/start/startOffer.ts';
import type { Project } from '../../../../src/host/project/projectReader.ts';
import { commandIds, extensionId } from '../../../../src/ids.ts';
import { MemoryState } from '../../../helpers/memoryState.ts';

class Window {
	readonly #changes = new vscode.EventEmitter<void>();
	readonly projects: Project[] = [];
	readonly errors: unknown[] = [];
	offers = 0;
	readonly offer: StartOffer;

	constructor(state: vscode.Memento, { mayOffer = true, count = 0 } = {}) {
		this.#add(count);
		this.offer = new StartOffer(
			{ all: async () => this.projects, onDidChange: this.#changes.event },
			{
				state,
				log: { error: (...words: unknown[]) => void this.errors.push(words) },
				mayOffer: () => mayOffer,
				offer: async () => {
					this.offers++;
				},
			},
		);
	}

	/** What was begun so far is done. */
	async settle(): Promise<number> {
		await new Promise((resolve) => setImmediate(resolve));
		assert.deepEqual(this.errors, []);
		return this.offers;
	}

	async change(count: number): Promise<number> {
		this.#add(count);
		for (let i = 0; i < 3; i++) this.#changes.fire();
		return this.settle();
	}

	#add(count: number): void {
		for (let i = 0; i < count; i++) this.projects.push({} as Project);
	}
}

describe('the offer to get started', () => {
	it('comes once, in the first window with a SvelteKit project', async () => {
		const state = new MemoryState();
		assert.equal(await new Window(state).settle(), 0);
		assert.equal(await new Window(state, { count: 2 }).settle(), 1);
		assert.equal(await new Window(state, { count: 1 }).settle(), 0);
	});

	it('comes when a project comes, and not again with each change', async () => {
		const window = new Window(new MemoryState());
		assert.equal(await window.settle(), 0);
		assert.equal(await window.change(1), 1);
		assert.equal(await window.change(1), 1);
	});

	it('does not come to who wants no walkthroughs, nor after the window is done with it', async () => {
		const state = new MemoryState();
		assert.equal(await new Window(state, { mayOffer: false, count: 1 }).settle(), 0);
		const window = new Window(state);
		window.offer.dispose();
		assert.equal(await window.change(1), 0);
	});

	it('leads to a walkthrough that the installed extension has', async () => {
		await vscode.commands.executeCommand(commandIds.getStarted);
		const extension = vscode.extensions.getExtension(extensionId);
		assert.ok(extension);
		const { walkthroughs } = extension.packageJSON.contributes as {
			readonly walkthroughs: readonly { readonly id: string }[];
		};
		assert.deepEqual(
			walkthroughs.map(({ id }) => id),
			['getStarted'],
		);
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
	});
});
