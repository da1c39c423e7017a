import type * as vscode from 'vscode';
import { onceNote } from '../../core/tools/onceOnly.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import { plain, visiblePath } from '../../core/text/plainText.ts';
import { UserError } from '../../host/run.ts';
import { resolveInWorkspace } from '../../host/workspacePaths.ts';
import { textOf } from './readableFile.ts';
import { askToRead } from './guardedFiles.ts';
import type { Tool } from './tool.ts';

export interface ReadFileInput {
	readonly path: string;
	/** Counted from 1, both included. */
	readonly startLine?: number;
	readonly endLine?: number;
}

const maxLines = 2_000;
const maxLength = 60_000;

/** Reads a file or some of its lines, unsaved changes included. */
export class ReadFileTool implements Tool<ReadFileInput> {
	readonly #dialogs: Dialogs;

	constructor(dialogs: Dialogs) {
		this.#dialogs = dialogs;
	}

	async prepare({ path }: ReadFileInput): Promise<vscode.PreparedToolInvocation> {
		const { label } = await resolveInWorkspace(path);
		return { invocationMessage: plain`Reading ${visiblePath(label)}` };
	}

	async run(input: ReadFileInput, token: vscode.CancellationToken): Promise<string> {
		const file = await resolveInWorkspace(input.path);
		if (file.isSecret) await askToRead(file, this.#dialogs);
		const lines = (await textOf(file, token)).split('\n');
		const first = Math.max(1, Math.trunc(input.startLine ?? 1));
		const wanted = Math.trunc(input.endLine ?? lines.length);
		if (first > lines.length || wanted < first) {
			throw new UserError(
				`${file.label} has ${lines.length} lines; lines ${first} to ${wanted} are not in it.`,
			);
		}
		const end = Math.min(wanted, lines.length);
		const cut = cutLines(lines.slice(first - 1, end));
		const last = first + cut.count - 1;
		const advice =
			last < end
				? `[Cut here. Read on with startLine ${last + 1}.]`
				: cut.isWithinLine
					? '[Cut within a line that is too long. The rest of it cannot be read.]'
					: '';
		const header = `${file.label}, lines ${first} to ${last} of ${lines.length}`;
		const notes = [advice, file.isSecret ? onceNote : ''].filter((note) => note !== '');
		return [header, cut.text, ...notes].join('\n\n');
	}
}

/** As many whole lines as fit, and of a line that does not fit alone, its beginning. */
function cutLines(lines: readonly string[]): {
	readonly text: string;
	readonly count: number;
	readonly isWithinLine: boolean;
} {
	let length = 0;
	let count = 0;
	for (const line of lines.slice(0, maxLines)) {
		length += line.length + 1;
		if (length > maxLength && count > 0) break;
		count++;
	}
	const text = lines.slice(0, count).join('\n');
	return { text: text.slice(0, maxLength), count, isWithinLine: text.length > maxLength };
}
