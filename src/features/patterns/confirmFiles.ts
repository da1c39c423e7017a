import * as vscode from 'vscode';
import type { PlannedFile } from '../../core/insertion.ts';
import { Preview } from './preview.ts';

type FileItem = vscode.QuickPickItem & { readonly file: PlannedFile };

/**
 * Shows the files that a pattern makes or adds to, all ticked, and beside them the one that has the
 * focus: its text, or for a file that exists the difference.
 *
 * @param root the folder of the project
 * @returns the files that the user has left ticked; `undefined` when the user leaves
 */
export async function confirmFiles(
	title: string,
	files: readonly PlannedFile[],
	root: vscode.Uri,
): Promise<readonly PlannedFile[] | undefined> {
	const preview = new Preview();
	const pick = vscode.window.createQuickPick<FileItem>();
	pick.title = `${title}: ${files.length === 1 ? 'this file is' : 'these files are'} written`;
	pick.placeholder = 'Untick what you do not want, then press Enter';
	pick.canSelectMany = true;
	pick.items = files.map((file) => ({
		label: file.path,
		description: file.before === undefined ? 'new' : 'added to what is there',
		...(file.from !== title && { detail: `needed, from “${file.from}”` }),
		file,
	}));
	pick.selectedItems = pick.items;
	const show = ({ path, text, before }: PlannedFile): void => {
		const original = before === undefined ? {} : { original: vscode.Uri.joinPath(root, path) };
		const name = path.slice(path.lastIndexOf('/') + 1);
		void preview.show({ key: `files/${path}`, name, text, ...original });
	};
	const shown = pick.onDidChangeActive(([item]) => {
		if (item) show(item.file);
	});
	// A list with ticks starts without a focus in it.
	if (files[0]) show(files[0]);
	try {
		return await new Promise((resolve) => {
			pick.onDidAccept(() => resolve(pick.selectedItems.map(({ file }) => file)));
			pick.onDidHide(() => resolve(undefined));
			pick.show();
		});
	} finally {
		shown.dispose();
		pick.dispose();
		await preview.close();
		preview.dispose();
	}
}
