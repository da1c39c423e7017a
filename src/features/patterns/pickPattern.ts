import type * as vscode from 'vscode';
import type { LibraryPattern } from '../../core/pattern/patternLibrary.ts';
import { labelOf, variantFor } from '../../core/pattern/patterns.ts';
import { byTopic } from '../../core/pattern/patternTopics.ts';
import { searchPatterns } from '../../core/pattern/searchPatterns.ts';
import { linesOfWidth } from '../../core/text/linesOfWidth.ts';
import { plainSentence } from '../../core/text/plainSentence.ts';
import {
	paragraph,
	plain,
	plainLine,
	visiblePath,
	type PlainText,
} from '../../core/text/plainText.ts';
import type { Heading, PickFrom, Row } from '../../host/quickPick.ts';
import { doorName } from '../../ids.ts';
import { Preview, type PreviewedText } from './preview.ts';

/** A pattern in the list. */
export interface ListedPattern extends LibraryPattern {
	/** The agent file that it is from; `undefined` for one of this extension. */
	readonly file: vscode.Uri | undefined;
}

/** What the user does with the list. */
export type PatternChoice =
	| { readonly entry: ListedPattern }
	/** Nothing in the list was it: an agent is asked about what was typed. */
	| { readonly question: string };

export interface PatternList {
	readonly patterns: readonly ListedPattern[];
	/** Those of the user's agents, whose files may have to be read: they join the list. */
	readonly others: Promise<readonly ListedPattern[]>;
	/** What `recentId` gives for the patterns that were inserted last, the last first. */
	readonly recent: readonly string[];
	readonly kitMajor: number;
	readonly title: PlainText;
	/** Where the files of a pattern would be. */
	readonly pathsOf: (entry: LibraryPattern) => readonly string[];
	/** How the user knows a file. */
	readonly nameOf: (file: vscode.Uri) => PlainText;
}

/** So many of those that were inserted last are shown. */
const mostRecent = 4;

/** So much of what a pattern does has room in a row, beside what it needs. */
const summaryWidth = 64;

/** Tells a pattern apart from those of other files. */
export function recentId({ key, file }: Pick<ListedPattern, 'key' | 'file'>): string {
	return file === undefined ? key : `${key} ${file.toString()}`;
}

/**
 * Lets the user choose a pattern from a list that is grouped by topic, with those above it that were
 * inserted last. What is typed finds those that have all of its words, in any order. The pattern that
 * has the focus is shown beside the list as it would be inserted.
 *
 * @param write the pattern as it would be inserted
 * @returns `undefined` when the user leaves without choosing
 */
export async function pickPattern(
	list: PatternList,
	write: (entry: ListedPattern) => PreviewedText,
	pickFrom: PickFrom,
): Promise<PatternChoice | undefined> {
	const preview = new Preview();
	let others: readonly ListedPattern[] = [];
	const later = list.others.then((found) => (others = found));
	try {
		const chosen = await pickFrom<PatternChoice>({
			title: list.title,
			placeholder: plain`Search by what it does, its file or package`,
			isTyped: true,
			later,
			rows: (typed) => rowsFor(typed.trim(), list, others),
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
	list: PatternList,
	others: readonly ListedPattern[],
): readonly ListRow[] {
	if (typed === '') {
		return [...allRows(list, others), { heading: plain`Something else?` }, askRow('')];
	}
	const all = [...list.patterns, ...others];
	const { patterns, hasAllWords } = searchPatterns(all, typed, list.kitMajor);
	const rows = patterns.map((entry) => rowOf(entry, list));
	const nothing: Row<PatternChoice> = {
		icon: 'info',
		label: plain`No pattern has the words “${typed}”`,
		detail:
			rows.length === 0
				? plain`Try fewer or other words, or ask an agent.`
				: plain`These are somewhat like it. Try other words, or ask an agent.`,
	};
	const found = hasAllWords ? rows : [nothing, ...rows];
	// What was found is shown as it is: VS Code would look for the words in one piece.
	return [...found, askRow(typed)].map((row) => ({ ...row, alwaysShow: true }));
}

/** VS Code puts rows first whose label has what is typed: this one is to stay behind the patterns. */
function askRow(typed: string): Row<PatternChoice> {
	return {
		icon: 'comment-discussion',
		label: plain`Ask an agent about this`,
		description: typed === '' ? plain`opens the chat with @${doorName}` : plain`“${typed}”`,
		value: { question: typed },
	};
}

function allRows(list: PatternList, others: readonly ListedPattern[]): readonly ListRow[] {
	const all = [...list.patterns, ...others];
	const recent = list.recent
		.flatMap((id) => all.find((entry) => recentId(entry) === id) ?? [])
		.slice(0, mostRecent);
	const shown = new Set(recent);
	const rest = (entries: readonly ListedPattern[]): readonly ListedPattern[] =>
		entries.filter((entry) => !shown.has(entry));
	const byFile = Map.groupBy(rest(others), ({ file }) => file?.toString());
	return [
		...group(plain`Inserted last`, recent, list),
		...byTopic(rest(list.patterns)).flatMap(({ topic, patterns }) =>
			group(plainLine(topic || 'Other'), patterns, list),
		),
		...[...byFile.values()].flatMap((entries) => {
			const file = entries[0]?.file;
			return file ? group(plain`From ${list.nameOf(file)}`, entries, list) : [];
		}),
	];
}

function group(
	heading: PlainText,
	entries: readonly ListedPattern[],
	list: PatternList,
): readonly ListRow[] {
	return entries.length === 0 ? [] : [{ heading }, ...entries.map((entry) => rowOf(entry, list))];
}

function rowOf(
	entry: ListedPattern,
	{ kitMajor, nameOf, pathsOf }: PatternList,
): Row<PatternChoice> {
	const { pattern, handle, file } = entry;
	const { packages } = variantFor(pattern, kitMajor);
	const paths = pathsOf(entry).map((path) => visiblePath(path));
	const { label } = pattern;
	const by = file === undefined ? plain`@${handle}` : nameOf(file);
	const from = label === undefined ? by : plain`${by} · ${paths}`;
	const [start = '', ...more] = linesOfWidth(plainSentence(pattern.summary), summaryWidth);
	const does = start === '' ? [] : [plain`${more.length > 0 ? `${start} …` : start} ·`];
	const needs = packages.length > 0 ? [plain`$(package) ${packages} ·`] : [];
	return {
		label: plainLine(labelOf(pattern)),
		description: label === undefined ? plain`${paths}` : plainLine(pattern.title),
		detail: paragraph(...needs, ...does, from),
		value: { entry },
	};
}
