import * as vscode from 'vscode';
import type { ProblemCode } from '../../core/problem/problem.ts';
import { pagePath, problemPage } from '../../core/problem/problemPage.ts';
import { Lazy } from '../../host/lazy.ts';
import type { Services } from '../../host/services.ts';
import { problemScheme } from '../../ids.ts';

/** The page that explains a problem code, which package.json has VS Code show as a preview. */
export function problemPageUri(code: ProblemCode): vscode.Uri {
	return vscode.Uri.from({ scheme: problemScheme, path: pagePath(code) });
}

/**
 * Gives VS Code the pages that explain problems, from the document that is shipped. Nothing else has a
 * part in them, whatever is asked for.
 */
export function registerProblemPages({
	extensionUri,
}: Pick<Services, 'extensionUri'>): vscode.Disposable {
	const docs = new Lazy(async () => {
		const { readOwnFile } = await import('../../host/platform/files.ts');
		const uri = vscode.Uri.joinPath(extensionUri, 'docs', 'problems.md');
		return readOwnFile(uri).toString('utf8');
	});
	return vscode.workspace.registerTextDocumentContentProvider(problemScheme, {
		async provideTextDocumentContent({ path }, token) {
			const text = await docs.get();
			if (token.isCancellationRequested) return undefined;
			return problemPage(text, path) ?? 'No problem has this code.\n';
		},
	});
}
