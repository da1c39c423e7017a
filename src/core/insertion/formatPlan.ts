import { formatCode } from '../code/formatCode.ts';
import { withLineEnds } from '../text/textEdits.ts';
import { keepOwnLines } from '../text/keepOwnLines.ts';
import type { CodeFormat } from '../code/codeFormat.ts';
import type { InsertionPlan, PlannedFile } from './insertion.ts';

/** Formats a text for a path; `undefined` where it cannot. */
export type Formatter = (text: string, path: string) => Promise<string | undefined>;

/**
 * A plan whose files look like the project's own. Of a file that is there only what is new is formatted.
 *
 * @param format of all files, or of the one at a path, for those that `formatter` leaves
 */
export async function formatPlan(
	plan: InsertionPlan,
	format: CodeFormat | ((path: string) => CodeFormat),
	formatter: Formatter = async () => undefined,
): Promise<InsertionPlan> {
	const formatOf = typeof format === 'function' ? format : () => format;
	const files = await Promise.all(
		plan.files.map((file) => formatFile(file, formatOf(file.path), formatter)),
	);
	return { ...plan, files };
}

async function formatFile(
	file: PlannedFile,
	format: CodeFormat,
	formatter: Formatter,
): Promise<PlannedFile> {
	const { path, text, before } = file;
	if (text === before) return file;
	const isCode = /\.(?:[cm]?[jt]s|svelte)$/.test(path);
	const formatted = isCode
		? ((await formatter(text, path)) ?? (await formatCode(text, path, format)))
		: text;
	const isNew = before === undefined || before.trim() === '';
	if (!isNew) return isCode ? { ...file, text: keepOwnLines(before, text, formatted) } : file;
	return {
		...file,
		text: format.endOfLine === 'crlf' ? withLineEnds(formatted, '\r\n') : formatted,
	};
}
