import * as vscode from 'vscode';
import { readCodeFormat, type CodeFormatReading } from '../../core/project/readCodeFormat.ts';
import type { ProjectFacts } from '../../core/project/project.ts';
import { readText } from '../../host/platform/files.ts';

/** How a project formats its code; read anew at each call, and nothing of the project is run. */
export async function readProjectFormat(
	root: vscode.Uri | undefined,
	facts: ProjectFacts,
): Promise<CodeFormatReading> {
	const texts = new Map<string, string | undefined>();
	if (!root) return readCodeFormat(facts, () => undefined);
	readCodeFormat(facts, (name) => {
		texts.set(name, undefined);
		return undefined;
	});
	await Promise.all(
		[...texts.keys()].map(async (name) => {
			texts.set(name, await readText(vscode.Uri.joinPath(root, name)));
		}),
	);
	return readCodeFormat(facts, (name) => texts.get(name));
}
