import * as vscode from 'vscode';
import { shownKitVersion } from '../../core/project/project.ts';
import { plain, plainLine, visiblePath, type PlainText } from '../../core/text/plainText.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import { pathWithin } from '../../host/platform/files.ts';
import { isSvelteKit, type Project, type ProjectReader } from '../../host/project/projectReader.ts';

/** The project that a pattern goes into. */
export interface ChosenProject {
	/** `undefined` where the workspace has none. */
	readonly project: Project | undefined;
	/** What it is called, where the workspace has several and titles have to say which. */
	readonly name: PlainText | undefined;
}

/**
 * The SvelteKit project of the file in the editor; where that is in none, the only one of the
 * workspace, or of several the one that the user chooses.
 *
 * @param file the file in the editor
 * @returns `undefined` when the user leaves without choosing
 */
export async function chooseProject(
	file: vscode.Uri | undefined,
	projects: Pick<ProjectReader, 'near' | 'all'>,
	dialogs: Dialogs,
): Promise<ChosenProject | undefined> {
	const [near, all] = await Promise.all([projects.near(file), projects.all()]);
	const isIn = near && file && pathWithin(near.root, file) !== undefined;
	const named = (project: Project): ChosenProject => ({ project, name: nameAmong(all, project) });
	const isElsewhere = file?.scheme === 'file' && !vscode.workspace.getWorkspaceFolder(file);
	if (isIn && (isSvelteKit(near) || isElsewhere)) return named(near);
	// What is not of the workspace does not go into a project of it unasked.
	if (isElsewhere) return { project: undefined, name: undefined };
	const [first, ...others] = all;
	if (!first || others.length === 0) return { project: first ?? near, name: undefined };
	const choices = all.map((project) => {
		const version = shownKitVersion(project.facts);
		return {
			label: projectName(project),
			description: version === '' ? plain`SvelteKit` : plain`SvelteKit ${version}`,
			project,
		};
	});
	const chosen = await dialogs.choose(choices, {
		title: plain`This workspace has several SvelteKit projects`,
		placeHolder: plain`Which project is it for?`,
	});
	return chosen && named(chosen.project);
}

/** A title that says which of several projects it is about. */
export function titleIn(title: string, { name }: Pick<ChosenProject, 'name'>): PlainText {
	return name === undefined ? plainLine(title) : plain`${title} · ${name}`;
}

/** What a project is called where the workspace has several; else `undefined`. */
export function nameAmong(all: readonly Project[], project: Project): PlainText | undefined {
	if (all.length < 2) return undefined;
	const version = shownKitVersion(project.facts);
	return version === ''
		? projectName(project)
		: plain`${projectName(project)} (SvelteKit ${version})`;
}

/** The SvelteKit project of the file in the editor. */
export async function editorProject(
	projects: Pick<ProjectReader, 'near'>,
): Promise<Project | undefined> {
	const file = vscode.window.activeTextEditor?.document.uri;
	const near = file && (await projects.near(file));
	return near && isSvelteKit(near) ? near : undefined;
}

/** The folder of a project, as the user knows it. */
export function projectName({ root }: Project): PlainText {
	const folder = vscode.workspace.getWorkspaceFolder(root);
	if (!folder) return visiblePath(root.path);
	const inside = pathWithin(folder.uri, root);
	const isOnly = vscode.workspace.workspaceFolders?.length === 1;
	if (inside === undefined) return plainLine(folder.name);
	return visiblePath(isOnly ? inside : `${folder.name}/${inside}`);
}
