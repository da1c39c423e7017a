import * as vscode from 'vscode';
import { plain, plainLine, visiblePath, type PlainText } from '../../core/text/plainText.ts';
import { dangerOf, reasonsToAsk } from '../../core/workspace/dangerousFiles.ts';
import { openEditable, type EditableDocument } from '../../host/editableDocument.ts';
import { UserError } from '../../host/run.ts';
import { isReadonlyBySetting } from '../../host/settingGlobs.ts';
import { realRelative } from '../../host/workspacePaths.ts';

/** Where a pattern writes a file, and what is there. */
export interface PatternTarget {
	/** Where the links on the path lead. */
	readonly uri: vscode.Uri;
	/** `undefined` where there is no file yet. */
	readonly existing: EditableDocument | undefined;
	/** Why the user is asked about this very file, as sentences. */
	readonly reasons: readonly PlainText[];
}

/**
 * Looks at the place of a file of a pattern.
 *
 * @param root the folder of the project
 * @param path inside it, with `/`
 * @throws UserError where no pattern writes
 */
export async function findTarget(root: vscode.Uri, path: string): Promise<PatternTarget> {
	const shown = visiblePath(path);
	const target = await realRelative(root, vscode.Uri.joinPath(root, path));
	if (target === undefined) {
		throw new UserError(
			plain`${shown} is a link that leads out of the project, so nothing was written.`,
		);
	}
	const uri = vscode.Uri.joinPath(root, target);
	for (const each of [path, target]) {
		const danger = dangerOf(each);
		if (danger?.kind === 'refused') {
			throw new UserError(plain`${shown} is not written by patterns. ${danger.reason}`);
		}
	}
	const folder = vscode.workspace.getWorkspaceFolder(uri);
	if (folder && isReadonlyBySetting(folder, vscode.workspace.asRelativePath(uri, false))) {
		throw new UserError(plain`The setting files.readonlyInclude makes ${shown} read-only.`);
	}
	const existing = await openEditable(uri, shown);
	if (existing === 'folder') throw new UserError(plain`${shown} is a folder.`);
	if (existing === 'behind') throw changedMeanwhile(path);
	return {
		uri,
		existing: existing === 'missing' ? undefined : existing,
		reasons: reasonsToAsk(path, target).map((reason) => plainLine(reason)),
	};
}

export function changedMeanwhile(path: string): UserError {
	return new UserError(
		plain`${visiblePath(path)} was changed in the meantime, so nothing was written. Insert the pattern once more.`,
	);
}
