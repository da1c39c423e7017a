import * as vscode from 'vscode';
import { contributionPoint } from '../../ids.ts';

/** Whether any extension contributes agent files; looks at what is in memory. */
export function hasPacks(): boolean {
	return vscode.extensions.all.some(contributes);
}

/** Whether an extension contributes agent files, in whatever form. */
export function contributes({ packageJSON }: vscode.Extension<unknown>): boolean {
	const manifest = packageJSON as {
		readonly contributes?: Readonly<Record<string, unknown>>;
	};
	return manifest.contributes?.[contributionPoint] !== undefined;
}
