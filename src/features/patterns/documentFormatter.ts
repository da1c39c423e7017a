import * as vscode from 'vscode';
import type { Formatter } from '../../core/insertion/formatPlan.ts';
import { applyEdits } from '../../core/text/textEdits.ts';
import type { CodeFormat } from '../../core/code/codeFormat.ts';
import { within } from '../../host/within.ts';

const scheme = 'sveltekit-pattern-format';

/** Formatters are fast or broken: what takes longer is not waited for (ms). */
const patience = 2_000;

/**
 * The formatters of VS Code's extensions, for texts that are no files yet. The built-in one of
 * TypeScript is not among them: it knows neither quotes nor line widths.
 *
 * @param format what they are told about indentation
 */
export async function withDocumentFormatter<T>(
	format: CodeFormat,
	use: (formatter: Formatter) => Promise<T>,
): Promise<T> {
	const texts = new Map<string, string>();
	const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
		provideTextDocumentContent: ({ path }) => texts.get(path) ?? '',
	});
	const options = { insertSpaces: !format.useTabs, tabSize: format.tabWidth };
	try {
		return await use(async (text, path) => {
			// A path of its own for each, since VS Code keeps the documents for a while.
			const uri = vscode.Uri.from({ scheme, path: `/${newNumber()}/${path}` });
			texts.set(uri.path, text);
			return within(patience, formatted(uri, text, options));
		});
	} finally {
		provider.dispose();
	}
}

let count = 0;
const newNumber = (): number => ++count;

async function formatted(
	uri: vscode.Uri,
	text: string,
	options: vscode.FormattingOptions,
): Promise<string | undefined> {
	const document = await vscode.workspace.openTextDocument(uri);
	const edits = await vscode.commands.executeCommand<readonly vscode.TextEdit[] | undefined>(
		'vscode.executeFormatDocumentProvider',
		uri,
		options,
	);
	if (!edits || edits.length === 0) return undefined;
	if (document.getText() !== text) return undefined;
	return applyEdits(
		text,
		edits.map(({ range, newText }) => ({
			range: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
			newText,
		})),
	);
}
