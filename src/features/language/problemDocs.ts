import * as vscode from 'vscode';
import { problemLines } from '../../generated/problemLines.ts';

/** Where docs/problems.md explains a problem code: a link that opens it at that line. */
export function problemDoc(extensionUri: vscode.Uri, code: string): vscode.Uri | undefined {
	const line = problemLines[code];
	if (line === undefined) return undefined;
	const file = vscode.Uri.joinPath(extensionUri, 'docs', 'problems.md');
	return file.with({ fragment: `L${line}` });
}
