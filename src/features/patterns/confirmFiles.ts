import * as vscode from 'vscode';
import type { PlannedFile } from '../../core/insertion.ts';
import { plain, visiblePath } from '../../core/text/plainText.ts';
import type { PickFrom, Row } from '../../host/quickPick.ts';
import { Preview } from './preview.ts';

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
	pickFrom: PickFrom,
): Promise<readonly PlannedFile[] | undefined> {
	const preview = new Preview();
	const show = ({ path, text, before }: PlannedFile): void => {
		const original = before === undefined ? {} : { original: vscode.Uri.joinPath(root, path) };
		const name = path.slice(path.lastIndexOf('/') + 1);
		void preview.show({ key: `files/${path}`, name, text, ...original });
	};
	// A list with ticks starts without a focus in it.
	if (files[0]) show(files[0]);
	try {
		return await pickFrom<PlannedFile>({
			title:
				files.length === 1
					? plain`${title}: this file is written`
					: plain`${title}: these files are written`,
			placeholder: plain`Untick what you do not want, then press Enter`,
			hasTicks: true,
			rows: () => files.map((file) => rowOf(file, title)),
			onFocus: show,
		});
	} finally {
		await preview.close();
		preview.dispose();
	}
}

function rowOf(file: PlannedFile, title: string): Row<PlannedFile> {
	return {
		label: visiblePath(file.path),
		description: file.before === undefined ? plain`new` : plain`added to what is there`,
		...(file.from !== title && { detail: plain`needed, from “${file.from}”` }),
		value: file,
	};
}
