import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { visiblePath } from '../core/text/plainText.ts';
import { inputKey } from './consent.ts';
import type { DiskPlace, MadeFile } from './platform/withoutLinks.ts';

/** What a tool has done to a file. */
export interface FileChange {
	readonly uri: vscode.Uri;
	/** The file as users know it. */
	readonly label: string;
	/** Where it lies on a disk; `undefined` on other file systems. */
	readonly place: DiskPlace | undefined;
	/** `undefined` where the file was made. */
	readonly before: string | undefined;
	readonly after: string;
	/** How it was made. */
	readonly made?: MadeFile;
}

/** All that one answer has done to a file. */
export interface ChangedFile extends FileChange {
	/** Somebody else has changed the file between two changes of the answer. */
	readonly isMixed: boolean;
}

/** Answers whose changes are kept, and how much of them in UTF-16 units. */
const mostAnswers = 50;
const mostText = 20_000_000;
/** Changes that wait to be asked for: those of the calls that run side by side. */
const mostNoted = 16;

const scheme = 'sveltekit-agents-before';

/** What tools have done to files, for as long as the window lives, so that it can be shown and taken back. */
export class FileChanges implements vscode.Disposable {
	/** What nobody has asked for yet; of agents of others nobody does. */
	readonly #noted: { readonly key: string; readonly change: FileChange }[] = [];
	readonly #kept = new Map<string, readonly ChangedFile[]>();
	#provider: vscode.Disposable | undefined;
	#count = 0;
	/** A button that stands in the chat since before a restart must not find what is new. */
	readonly #mark = randomUUID();

	/** Notes what the call of a tool with an input has done. */
	note(input: object, change: FileChange): void {
		this.#noted.push({ key: inputKey(input), change });
		const noted = this.#noted;
		while (noted.length > mostNoted || textIn(noted.map((each) => each.change)) > mostText) {
			noted.shift();
		}
	}

	/** What the last call with an input has done, once. */
	take(input: object): FileChange | undefined {
		const key = inputKey(input);
		const at = this.#noted.findLastIndex((each) => each.key === key);
		return at === -1 ? undefined : this.#noted.splice(at, 1)[0]?.change;
	}

	/**
	 * Keeps what an answer has done, file by file.
	 *
	 * @returns what it is found by, and the files
	 */
	keep(changes: readonly FileChange[]): {
		readonly id: string;
		readonly files: readonly ChangedFile[];
	} {
		const id = `${this.#mark}.${++this.#count}`;
		const files = fold(changes);
		this.#kept.set(id, files);
		let text = 0;
		for (const [place, [old, kept]] of [...this.#kept].toReversed().entries()) {
			text += textIn(kept);
			const isTooMuch = text > mostText || place >= mostAnswers;
			if (isTooMuch && old !== id) this.#kept.delete(old);
		}
		return { id, files };
	}

	/** What an answer has done and was not taken back; `undefined` where that is not known any more. */
	get(id: unknown): readonly ChangedFile[] | undefined {
		return typeof id === 'string' ? this.#kept.get(id) : undefined;
	}

	/** What is left of what an answer has done. */
	set(id: string, files: readonly ChangedFile[]): void {
		if (this.#kept.has(id)) this.#kept.set(id, files);
	}

	/** An address under which VS Code shows a file as it was. */
	addressBefore(id: string, file: ChangedFile): vscode.Uri {
		this.#provider ??= vscode.workspace.registerTextDocumentContentProvider(scheme, {
			provideTextDocumentContent: ({ query }) => {
				const [answer = '', at = ''] = query.split('/');
				return this.#kept.get(answer)?.[Number(at)]?.before ?? '';
			},
		});
		const at = this.#kept.get(id)?.indexOf(file) ?? -1;
		return vscode.Uri.from({ scheme, path: `/${visiblePath(file.label)}`, query: `${id}/${at}` });
	}

	dispose(): void {
		this.#provider?.dispose();
	}
}

function textIn(changes: readonly FileChange[]): number {
	let length = 0;
	for (const { before = '', after } of changes) length += before.length + after.length;
	return length;
}

/** Several changes of a file as one. */
function fold(changes: readonly FileChange[]): readonly ChangedFile[] {
	const files = new Map<string, ChangedFile>();
	for (const change of changes) {
		const key = change.uri.toString();
		const known = files.get(key);
		const isMixed = known !== undefined && (known.isMixed || known.after !== change.before);
		files.set(key, { ...(known ?? change), after: change.after, isMixed });
	}
	return [...files.values()].filter(({ before, after }) => before !== after);
}
