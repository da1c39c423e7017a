import type { LibraryPattern } from '../../core/pattern/patternLibrary.ts';
import { labelOf, variantFor } from '../../core/pattern/patterns.ts';
import { searchPatterns } from '../../core/pattern/searchPatterns.ts';
import {
	paragraph,
	plain,
	plainLine,
	visiblePath,
	type PlainText,
} from '../../core/text/plainText.ts';
import type { Heading, PickFrom, Row } from '../../host/quickPick.ts';
import { Preview, type PreviewedText } from './preview.ts';

/** What the user does with the list. */
export type PatternChoice =
	| { readonly entry: LibraryPattern }
	/** Nothing in the list was it: an agent is asked about what was typed. */
	| { readonly question: string };

/**
 * Lets the user choose a pattern from a list that is grouped by topic. What is typed finds those that
 * have all of its words, in any order. The pattern that has the focus is shown beside the list as it
 * would be inserted.
 *
 * @param write the pattern as it would be inserted
 * @param title of the list
 * @returns `undefined` when the user leaves without choosing
 */
export async function pickPattern(
	library: readonly LibraryPattern[],
	kitMajor: number,
	write: (entry: LibraryPattern) => PreviewedText,
	title: PlainText,
	pickFrom: PickFrom,
): Promise<PatternChoice | undefined> {
	const preview = new Preview();
	try {
		const chosen = await pickFrom<PatternChoice>({
			title,
			placeholder: plain`Search by what it does, its file or package`,
			isTyped: true,
			rows: (typed) => rowsFor(typed.trim(), library, kitMajor),
			onFocus: (choice) => {
				if ('entry' in choice) void preview.show(write(choice.entry));
			},
		});
		return chosen?.[0];
	} finally {
		await preview.close();
		preview.dispose();
	}
}

type ListRow = Heading | Row<PatternChoice>;

function rowsFor(
	typed: string,
	library: readonly LibraryPattern[],
	kitMajor: number,
): readonly ListRow[] {
	if (typed === '') return byTopic(library, kitMajor);
	const { patterns, hasAllWords } = searchPatterns(library, typed, kitMajor);
	const rows = patterns.map((entry) => rowOf(entry, kitMajor));
	const nothing: Row<PatternChoice> = {
		icon: 'info',
		label: plain`No pattern has the words “${typed}”`,
		detail:
			rows.length === 0
				? plain`Try fewer or other words, or ask an agent.`
				: plain`These are somewhat like it. Try other words, or ask an agent.`,
	};
	const ask: Row<PatternChoice> = {
		icon: 'comment-discussion',
		// VS Code puts rows first whose label has what is typed.
		label: plain`Ask an agent about this`,
		description: plain`“${typed}”`,
		value: { question: typed },
	};
	const found = hasAllWords ? rows : [nothing, ...rows];
	// What was found is shown as it is: VS Code would look for the words in one piece.
	return [...found, ask].map((row) => ({ ...row, alwaysShow: true }));
}

function byTopic(library: readonly LibraryPattern[], kitMajor: number): readonly ListRow[] {
	const groups = Map.groupBy(library, ({ pattern }) => pattern.topic || 'Other');
	return [...groups].flatMap(([topic, entries]) => [
		{ heading: plainLine(topic) },
		...entries.map((entry) => rowOf(entry, kitMajor)),
	]);
}

function rowOf(entry: LibraryPattern, kitMajor: number): Row<PatternChoice> {
	const { pattern, handle } = entry;
	const { files, packages } = variantFor(pattern, kitMajor);
	const paths = files.flatMap(({ path }) => (path === undefined ? [] : visiblePath(path)));
	const { label } = pattern;
	const from = label === undefined ? plain`@${handle}` : plain`@${handle} · ${paths}`;
	const needs = packages.length > 0 ? [plain`$(package) ${packages} ·`] : [];
	return {
		label: plainLine(labelOf(pattern)),
		description: label === undefined ? plain`${paths}` : plainLine(pattern.title),
		detail: paragraph(...needs, from),
		value: { entry },
	};
}
