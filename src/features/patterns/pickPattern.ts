import * as vscode from 'vscode';
import type { LibraryPattern } from '../../core/patternLibrary.ts';
import { variantFor } from '../../core/patterns.ts';
import { Preview, type PreviewedText } from './preview.ts';

type PatternItem = vscode.QuickPickItem & { readonly entry?: LibraryPattern };

/**
 * Lets the user choose a pattern from a list that is grouped by topic and filtered by title, file,
 * package and agent. The pattern that has the focus is shown beside it as it would be inserted.
 *
 * @param write the pattern as it would be inserted
 * @returns `undefined` when the user leaves without choosing
 */
export async function pickPattern(
	library: readonly LibraryPattern[],
	kitMajor: number,
	write: (entry: LibraryPattern) => PreviewedText,
): Promise<LibraryPattern | undefined> {
	const preview = new Preview();
	const pick = vscode.window.createQuickPick<PatternItem>();
	pick.title = 'Insert SvelteKit Pattern';
	pick.placeholder = 'Search by title, file, package or agent';
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	pick.items = itemsOf(library, kitMajor);
	const shown = pick.onDidChangeActive(([item]) => {
		if (item?.entry) void preview.show(write(item.entry));
	});
	try {
		return await new Promise((resolve) => {
			pick.onDidAccept(() => resolve(pick.activeItems[0]?.entry));
			pick.onDidHide(() => resolve(undefined));
			pick.show();
		});
	} finally {
		shown.dispose();
		pick.dispose();
		await preview.close();
		preview.dispose();
	}
}

function itemsOf(library: readonly LibraryPattern[], kitMajor: number): PatternItem[] {
	const byTopic = Map.groupBy(library, ({ pattern }) => pattern.topic || 'Other');
	return [...byTopic].flatMap(([topic, entries]) => [
		{ label: topic, kind: vscode.QuickPickItemKind.Separator },
		...entries.map((entry) => itemOf(entry, kitMajor)),
	]);
}

function itemOf(entry: LibraryPattern, kitMajor: number): PatternItem {
	const { pattern, handle } = entry;
	const { files, packages } = variantFor(pattern, kitMajor);
	const needs = packages.length > 0 ? `$(package) ${packages.join(', ')} · ` : '';
	return {
		label: pattern.title,
		description: files.flatMap(({ path }) => path ?? []).join(', '),
		detail: `${needs}@${handle}`,
		entry,
	};
}
