import * as vscode from 'vscode';
import { contextIds } from '../ids.ts';

/** Ticks the steps of the walkthrough that wait for this, once it was done. */
export function stepDone(step: 'hasAsked' | 'hasInserted'): void {
	void vscode.commands.executeCommand('setContext', contextIds[step], true);
}
