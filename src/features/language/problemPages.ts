import * as vscode from 'vscode';
import type { ProblemCode } from '../../core/problem/problem.ts';
import { pagePath, problemPage } from '../../core/problem/problemPage.ts';
import { readOwnFile } from '../../host/platform/files.ts';
import { problemScheme } from '../../ids.ts';

/** The page that explains a problem code, which package.json has VS Code show as a preview. */
export function problemPageUri(code: ProblemCode): vscode.Uri {
	return vscode.Uri.from({ scheme: problemScheme, path: pagePath(code) });
}

/** The pages that explain problems: the document that is shipped, and nothing else has a part in them. */
export class ProblemPages {
	readonly #docs: string;

	/** @throws when the document cannot be read */
	constructor(extensionUri: vscode.Uri) {
		const uri = vscode.Uri.joinPath(extensionUri, 'docs', 'problems.md');
		this.#docs = readOwnFile(uri).toString('utf8');
	}

	/** Markdown, also where no problem has the code that the address names. */
	textOf({ path }: vscode.Uri): string {
		return problemPage(this.#docs, path) ?? 'No problem has this code.\n';
	}
}
