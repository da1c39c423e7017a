import { ownValue } from '../../core/text/ownValue.ts';
import { codeOf } from '../../host/platform/errorCode.ts';
import * as vscode from 'vscode';
import {
	paragraph,
	plain,
	plainLine,
	visiblePath,
	type PlainText,
} from '../../core/text/plainText.ts';
import { dangerOf, reasonsToAsk } from '../../core/workspace/dangerousFiles.ts';
import { openEditable, type EditableDocument } from '../../host/editableDocument.ts';
import { diskReason } from '../../host/platform/diskReason.ts';
import { isFile, kindOf, maxTextSize } from '../../host/platform/files.ts';
import type { Project } from '../../host/project/projectReader.ts';
import type { ProjectFiles } from '../../core/insertion/projectModules.ts';
import { UserError } from '../../host/userError.ts';
import { isReadonlyBySetting } from '../../host/settingGlobs.ts';
import { diskPlace, followLinks, type LedPath } from '../../host/platform/realPaths.ts';
import type { DiskPlace } from '../../host/platform/withoutLinks.ts';

/** Where a pattern writes a file, and what is there. */
export interface PatternTarget {
	/** Where the links on the path lead. */
	readonly uri: vscode.Uri;
	/** The same on the disk; `undefined` for other file systems. */
	readonly place: DiskPlace | undefined;
	/** `undefined` where there is no file yet. */
	readonly existing: EditableDocument | undefined;
	/** Why the user is asked about this very file, as sentences. */
	readonly reasons: readonly PlainText[];
}

/** The files of a project, for what has to be known of them before a pattern is planned. */
export function projectFiles({ root }: Project): ProjectFiles {
	return {
		has: (path) => isFile(vscode.Uri.joinPath(root, path)),
		read: async (path) => (await findTarget(root, path)).existing?.text,
	};
}

/**
 * Looks at the place of a file of a pattern.
 *
 * @param root the folder of the project
 * @param path inside it, with `/`
 * @throws UserError where no pattern writes
 */
export async function findTarget(root: vscode.Uri, path: string): Promise<PatternTarget> {
	try {
		return await lookAt(root, path);
	} catch (error) {
		throw notWritten(path, error);
	}
}

async function lookAt(root: vscode.Uri, path: string): Promise<PatternTarget> {
	const shown = visiblePath(path);
	const folder = vscode.workspace.getWorkspaceFolder(root);
	const base = folder?.uri ?? root;
	const [toProject, toFile] = await Promise.all([
		followLinks(base, root),
		followLinks(root, vscode.Uri.joinPath(root, path)),
	]);
	const target = targetOf(toFile, plain`${shown} is a link that leads out of the project.`);
	const project = targetOf(
		toProject,
		plain`The folder of the project is a link that leads out of the workspace.`,
	);
	const uri = vscode.Uri.joinPath(root, target);
	for (const each of [path, target]) {
		const danger = dangerOf(each);
		if (danger?.kind === 'refused') {
			throw new UserError(plain`${shown} is not written by patterns. ${danger.reason}`);
		}
	}
	if (folder && isReadonlyBySetting(folder, vscode.workspace.asRelativePath(uri, false))) {
		throw new UserError(plain`The setting files.readonlyInclude makes ${shown} read-only.`);
	}
	const existing = await existingFile(uri, path);
	if (!existing) await checkParents(root, target);
	return {
		uri,
		place: await diskPlace(base, [project, target].filter((part) => part !== '').join('/')),
		existing,
		reasons: reasonsToAsk(path, target).map((reason) => plainLine(reason)),
	};
}

/** @throws UserError where a link leads to where nothing is written */
function targetOf(led: LedPath, leadsOut: PlainText): string {
	if ('target' in led) return led.target;
	const why =
		'brokenLink' in led ? plain`${visiblePath(led.brokenLink)} is a link to nothing.` : leadsOut;
	throw new UserError(paragraph(why, plain`Nothing was written.`));
}

/** @throws UserError where a file stands in the place of a folder */
async function checkParents(root: vscode.Uri, target: string): Promise<void> {
	const names = target.split('/');
	for (let end = names.length - 1; end > 0; end--) {
		const parent = names.slice(0, end).join('/');
		const kind = await kindOf(vscode.Uri.joinPath(root, parent));
		if (kind === 'folder') return;
		if (kind === 'file') {
			throw new UserError(
				plain`${visiblePath(parent)} is a file, and ${visiblePath(target)} needs a folder there. Rename the file or choose another place. Nothing was written.`,
			);
		}
	}
}

/** @throws UserError where something is there that cannot be added to */
async function existingFile(uri: vscode.Uri, path: string): Promise<EditableDocument | undefined> {
	const found = await openEditable(uri, maxTextSize);
	if (!('failure' in found)) return found;
	const { failure, reason, cause } = found;
	if (failure === 'missing') return undefined;
	if (failure === 'behind') throw changedMeanwhile(path);
	const remedy =
		failure === 'lineEnds'
			? [plain`Make them equal first, with the command “Change End of Line Sequence”.`]
			: [];
	const why = plainLine(`${visiblePath(path)} ${reason}.`, 400);
	throw new UserError(paragraph(why, ...remedy, plain`Nothing was written.`), { cause });
}

export function changedMeanwhile(path: string): UserError {
	return new UserError(
		plain`${visiblePath(path)} was changed in the meantime, so nothing was written. Insert the pattern once more.`,
	);
}

/** What helps against a failure of the disk, by what it says. */
const remedies: Readonly<Record<string, string>> = {
	EACCES: 'Change the permissions of the folder, or choose another place.',
	EPERM: 'Change the permissions of the folder, or choose another place.',
	NoPermissions: 'Change the permissions of the folder, or choose another place.',
	EROFS: 'Choose another place.',
	ENAMETOOLONG: 'Choose a shorter route.',
	ENOTDIR: 'Rename the file that stands in the place of a folder, or choose another place.',
	FileNotADirectory:
		'Rename the file that stands in the place of a folder, or choose another place.',
	ELOOP: 'Remove the link that leads to itself.',
	ENOSPC: 'Make room on the disk.',
	EDQUOT: 'Make room on the disk.',
};

/**
 * What was thrown as sentences that name the file, say why it was not written, and what helps. A
 * `UserError`, and what is no failure of the disk, comes back as it is.
 */
export function notWritten(path: string, error: unknown): unknown {
	const reason = error instanceof UserError ? undefined : diskReason(error);
	if (reason === undefined) return error;
	const code = codeOf(error);
	const remedy = ownValue(remedies, code);
	return new UserError(
		paragraph(
			plain`${visiblePath(path)} could not be written: ${reason}.`,
			...(remedy === undefined ? [] : [plainLine(remedy)]),
		),
		{ cause: error },
	);
}
