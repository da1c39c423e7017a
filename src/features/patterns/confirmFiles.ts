import { fileNameOf } from '../../core/text/fileName.ts';
import * as vscode from 'vscode';
import type { PlannedFile } from '../../core/insertion/insertion.ts';
import { isPage } from '../../core/project/routePlaces.ts';
import { shownText } from '../../core/insertion/shownText.ts';
import {
	paragraph,
	plain,
	plainLine,
	visiblePath,
	type PlainText,
} from '../../core/text/plainText.ts';
import type { PickFrom, Row } from '../../host/quickPick.ts';
import type { PatternTarget } from './patternTarget.ts';
import { Preview } from './preview.ts';

export interface Confirmation {
	/** The folder of the project. */
	readonly root: vscode.Uri;
	/** Of each file, by its path. */
	readonly targets: ReadonlyMap<string, PatternTarget>;
	/** Nothing shows them, of the texts that have them. */
	readonly secrets: readonly string[];
	/** The title of the list, which says of several projects which one it is. */
	readonly heading: PlainText;
	readonly pickFrom: PickFrom;
}

/**
 * Shows the files that a pattern makes or adds to, all ticked, and beside them the one that has the
 * focus: its text, or for a file that exists the difference.
 *
 * @returns the files that the user has left ticked; `undefined` when the user leaves
 */
export async function confirmFiles(
	title: string,
	files: readonly PlannedFile[],
	{ root, targets, secrets, heading, pickFrom }: Confirmation,
): Promise<readonly PlannedFile[] | undefined> {
	const preview = new Preview();
	const show = (file: PlannedFile): void => {
		const { path, before } = file;
		const { text, isWhole } = shownText(file, secrets);
		const isCompared = before !== undefined && isWhole;
		const original = isCompared ? { original: vscode.Uri.joinPath(root, path) } : {};
		const name = fileNameOf(path);
		void preview.show({ key: `files/${path}`, name, text, ...original });
	};
	// A list with ticks starts without a focus in it.
	if (files[0]) show(files[0]);
	try {
		return await pickFrom<PlannedFile>({
			title:
				files.length === 1
					? plain`${heading}: this file is written`
					: plain`${heading}: these files are written`,
			placeholder: plain`Untick what you do not want, then press Enter`,
			hasTicks: true,
			rows: () => files.map((file) => rowOf(file, title, targets.get(file.path)?.reasons ?? [])),
			onFocus: show,
		});
	} finally {
		await preview.close();
		preview.dispose();
	}
}

function rowOf(file: PlannedFile, title: string, reasons: readonly PlainText[]): Row<PlannedFile> {
	const isNewPage = file.before === undefined && isPage(file.path);
	const page = isNewPage ? [plain`A page to begin with: replace it with your own.`] : [];
	const end = reasons.length + page.length > 0 ? '.' : '';
	const from = file.from === title ? [] : [plain`needed, from “${file.from}”${end}`];
	const notes = [...from, ...reasons, ...page];
	return {
		label: visiblePath(file.path),
		description: descriptionOf(file),
		...(notes.length > 0 && { detail: paragraph(...notes) }),
		value: file,
	};
}

function descriptionOf({ before, adds }: PlannedFile): PlainText {
	if (!adds || adds.length === 0) {
		return before === undefined ? plain`new` : plain`added to what is there`;
	}
	const names = adds.map((name) => plainLine(name, 60));
	return before === undefined ? plain`new, with ${names}` : plain`adds ${names}`;
}
