import type * as vscode from 'vscode';
import { plain } from '../../core/text/plainText.ts';
import { findSecrets } from '../../core/workspace/secretText.ts';
import { ToolError } from '../../host/toolError.ts';
import { resolveInWorkspace } from './workspacePaths.ts';
import { textOf } from './readableFile.ts';
import { secretText, type FileGuard } from './guardedFiles.ts';
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
	readonly #guard: FileGuard;

	constructor(guard: FileGuard) {
		this.#guard = guard;
	}

	async prepare({ path }: ReadFileInput): Promise<vscode.PreparedToolInvocation> {
		const { shown } = await resolveInWorkspace(path);
		return { invocationMessage: plain`Reading ${shown}` };
	}

	async run(input: ReadFileInput, token: vscode.CancellationToken): Promise<string> {
		const file = await resolveInWorkspace(input.path);
		// What is returned is what was judged, whatever happens to the file while the user thinks.
		const text = await textOf(file, token);
		if (file.isSecret) await this.#guard.askToRead(file);
		const lines = text.split('\n');
		const first = Math.max(1, Math.trunc(input.startLine ?? 1));
		const wanted = Math.trunc(input.endLine ?? lines.length);
		if (first > lines.length || wanted < first) {
			throw new ToolError(
				`${file.label} has ${lines.length} lines; lines ${first} to ${wanted} are not in it.`,
			);
		}
		const end = Math.min(wanted, lines.length);
		const cut = cutLines(lines.slice(first - 1, end));
		if (!file.isSecret && holdsSecret(text, lengthOf(lines, first - 1), cut.text.length)) {
			await this.#guard.askToRead(file, secretText);
		}
		const last = first + cut.count - 1;
		const advice =
			last < end
				? `[Cut here. Read on with startLine ${last + 1}.]`
				: cut.isWithinLine
					? '[Cut within a line that is too long. The rest of it cannot be read.]'
					: '';
		const header = `${file.label}, lines ${first} to ${last} of ${lines.length}`;
		return `${header}\n\n${cut.text}${advice === '' ? '' : `\n\n${advice}`}`;
	}
}

/** Whether a secret, or a part of one, stands in a part of a text. */
function holdsSecret(text: string, start: number, length: number): boolean {
	return findSecrets(text).some((secret) => secret.start < start + length && secret.end > start);
}

/** The length of the first lines, with their line ends. */
function lengthOf(lines: readonly string[], count: number): number {
	return lines.slice(0, count).reduce((sum, line) => sum + line.length + 1, 0);
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
