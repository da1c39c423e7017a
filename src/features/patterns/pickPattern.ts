import type { LibraryPattern } from '../../core/patternLibrary.ts';
import { variantFor } from '../../core/patterns.ts';
import { plain, plainLine, visiblePath } from '../../core/text/plainText.ts';
import type { Heading, PickFrom, Row } from '../../host/quickPick.ts';
import { Preview, type PreviewedText } from './preview.ts';

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
	pickFrom: PickFrom,
): Promise<LibraryPattern | undefined> {
	const preview = new Preview();
	try {
		const chosen = await pickFrom<LibraryPattern>({
			title: plain`Insert SvelteKit Pattern`,
			placeholder: plain`Search by title, file, package or agent`,
			searchesAll: true,
			rows: () => rowsOf(library, kitMajor),
			onFocus: (entry) => void preview.show(write(entry)),
		});
		return chosen?.[0];
	} finally {
		await preview.close();
		preview.dispose();
	}
}

function rowsOf(
	library: readonly LibraryPattern[],
	kitMajor: number,
): readonly (Heading | Row<LibraryPattern>)[] {
	const byTopic = Map.groupBy(library, ({ pattern }) => pattern.topic || 'Other');
	return [...byTopic].flatMap(([topic, entries]) => [
		{ heading: plainLine(topic) },
		...entries.map((entry) => rowOf(entry, kitMajor)),
	]);
}

function rowOf(entry: LibraryPattern, kitMajor: number): Row<LibraryPattern> {
	const { pattern, handle } = entry;
	const { files, packages } = variantFor(pattern, kitMajor);
	const paths = files.flatMap(({ path }) => (path === undefined ? [] : visiblePath(path)));
	return {
		label: plainLine(pattern.title),
		description: plain`${paths}`,
		detail: packages.length > 0 ? plain`$(package) ${packages} · @${handle}` : plain`@${handle}`,
		value: entry,
	};
}
