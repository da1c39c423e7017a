import { isSameButLayout, isSameText } from '../code/declarationShape.ts';
import { formatCode } from '../code/formatCode.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { applyEdits, withLineEnds } from '../text/textEdits.ts';
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
	if (!isNew) {
		const mixed = isCode ? keepOwnLines(before, text, formatted) : text;
		// Lines of two texts may still not go together, as where one leaves semicolons to the next line.
		return isSameFile(path, text, mixed) ? { ...file, text: mixed } : file;
	}
	return {
		...file,
		text: format.endOfLine === 'crlf' ? withLineEnds(formatted, '\r\n') : formatted,
	};
}

/** Whether two texts of a file differ in nothing but their format. */
function isSameFile(path: string, one: string, other: string): boolean {
	if (one === other) return true;
	if (!path.endsWith('.svelte')) return isSameText(one, other);
	const [here, there] = [new ParsedModule(one), new ParsedModule(other)];
	return (
		here.scripts.length === there.scripts.length &&
		here.scripts.every((script, i) =>
			isSameText(script.content.text, there.scripts[i]?.content.text ?? ''),
		) &&
		isSameButLayout(withoutScripts(here), withoutScripts(there))
	);
}

function withoutScripts({ text, scripts }: ParsedModule): string {
	return applyEdits(
		text,
		scripts.map(({ contentRange }) => ({ range: contentRange, newText: '' })),
	);
}
