import * as vscode from 'vscode';
import type { ProblemCode } from '../../core/problem/problem.ts';
import { problemTexts } from '../../generated/problemTexts.ts';

/** Where docs/problems.md explains a problem code: a link that opens it at that line. */
export function problemDoc(extensionUri: vscode.Uri, code: ProblemCode): vscode.Uri {
	const file = vscode.Uri.joinPath(extensionUri, 'docs', 'problems.md');
	return file.with({ fragment: `L${problemTexts[code].line}` });
}
