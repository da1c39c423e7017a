import { plain, visiblePath } from '../../core/text/plainText.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import { UserError } from '../../host/userError.ts';
import type { WrittenFiles } from './writeFiles.ts';

/**
 * The files that the last insertion in this window wrote, so that all of them can be taken back in one
 * step: VS Code undoes the changes of one editor at a time, and no file that was made.
 */
export class LastInsertion {
	#last: { readonly title: string; readonly files: WrittenFiles } | undefined;

	/** @param title of the pattern */
	note(title: string, files: WrittenFiles): void {
		this.#last = { title, files };
	}

	/**
	 * Takes the files back and says which of them had been changed since, and stay.
	 *
	 * @throws UserError where there is nothing to take back
	 */
	async takeBack(dialogs: Dialogs): Promise<void> {
		const last = this.#last;
		if (!last) {
			throw new UserError(
				'There is nothing to undo: no pattern was inserted as files in this window.',
			);
		}
		this.#last = undefined;
		const left = await last.files.takeBack();
		const paths = left.map((path) => visiblePath(path));
		const said =
			left.length === 0
				? plain`“${last.title}” is taken back: all files are as they were before.`
				: left.length === last.files.count
					? plain`Nothing of “${last.title}” is taken back, since it was changed: ${paths}.`
					: plain`“${last.title}” is taken back but for what was changed since: ${paths}.`;
		void dialogs.tell(said);
	}
}
