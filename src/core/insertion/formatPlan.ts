import { formatCode } from '../code/formatCode.ts';
import { keepOwnLines } from '../text/keepOwnLines.ts';
import type { CodeFormat } from '../code/codeFormat.ts';
import type { InsertionPlan, PlannedFile } from './insertion.ts';

/** Formats a text for a path; `undefined` where it cannot. */
export type Formatter = (text: string, path: string) => Promise<string | undefined>;

/**
 * A plan whose files look like the project's own. Of a file that is there only what is new is formatted.
 *
 * @param format for files that `formatter` leaves
 */
export async function formatPlan(
	plan: InsertionPlan,
	format: CodeFormat,
	formatter: Formatter = async () => undefined,
): Promise<InsertionPlan> {
	const files = await Promise.all(plan.files.map((file) => formatFile(file, format, formatter)));
	return { ...plan, files };
}

async function formatFile(
	file: PlannedFile,
	format: CodeFormat,
	formatter: Formatter,
): Promise<PlannedFile> {
	const { path, text, before } = file;
	if (text === before || !/\.(?:[cm]?[jt]s|svelte)$/.test(path)) return file;
	const formatted = (await formatter(text, path)) ?? (await formatCode(text, path, format));
	const isNew = before === undefined || before.trim() === '';
	return { ...file, text: isNew ? formatted : keepOwnLines(before, text, formatted) };
}
