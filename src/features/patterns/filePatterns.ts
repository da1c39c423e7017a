import * as vscode from 'vscode';
import { parseAgent } from '../../core/agent/agent.ts';
import { stemOf } from '../../core/agent/catalog.ts';
import { collectPatterns, type LibraryPattern } from '../../core/pattern/patternLibrary.ts';
import { readText } from '../../host/platform/files.ts';
import { UserError } from '../../host/run.ts';

/**
 * The patterns of one agent file as it is now, unsaved changes included.
 *
 * @param uri the file's URI as text, as a link in an editor carries it
 * @throws UserError where there is no such file
 */
export async function readFilePatterns(uri: string): Promise<readonly LibraryPattern[]> {
	const file = vscode.Uri.parse(uri);
	const text = await readText(file);
	if (text === undefined) throw new UserError('The agent file with this pattern is gone.');
	const handle = stemOf(file.path);
	const { agent } = parseAgent(text, handle);
	return agent ? collectPatterns([{ handle, prompt: agent.prompt }]) : [];
}
