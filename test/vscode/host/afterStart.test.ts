import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { afterStart } from '../../../src/host/afterStart.ts';

/** Resolves in the turn of the event loop after the next. */
function nextTurn(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

describe('what is registered after start-up', () => {
	const done: string[] = [];
	const logged: unknown[][] = [];
	const log = { error: (...values: unknown[]) => logged.push(values) };
	const start = (register: () => vscode.Disposable): vscode.Disposable =>
		afterStart({ log: log as unknown as vscode.LogOutputChannel }, register);
	const register = (): vscode.Disposable => {
		done.push('registered');
		return new vscode.Disposable(() => done.push('disposed'));
	};

	it('is registered in the next turn, and disposed of', async () => {
		done.length = 0;
		const started = start(register);
		assert.deepEqual(done, []);
		await nextTurn();
		assert.deepEqual(done, ['registered']);
		started.dispose();
		assert.deepEqual(done, ['registered', 'disposed']);
	});

	it('is not registered any more when the extension has gone', async () => {
		done.length = 0;
		start(register).dispose();
		await nextTurn();
		assert.deepEqual(done, []);
	});

	it('is logged where it fails', async () => {
		const failure = new Error('no such API');
		const started = start(() => {
			throw failure;
		});
		await nextTurn();
		assert.deepEqual(logged, [['A part of the extension did not start:', failure]]);
		started.dispose();
	});
});
