import type { BundledAgent } from './bundledAgent.ts';
import { completionWord, type LibraryPattern } from '../src/core/pattern/patternLibrary.ts';
import { newestKit, variantFor } from '../src/core/pattern/patterns.ts';
import {
	problemCodes,
	type ProblemExample,
	type ProblemRow,
	type ProblemTexts,
} from '../src/core/problem/problemCodes.ts';
import { everyOwnTool } from '../src/core/capabilities/everyOwnTool.ts';
import { askingTools, forOwnAgentsOnly, toolRows } from '../src/core/capabilities/toolTable.ts';
import { codeFence } from '../src/core/text/markdownText.ts';
import { settingTable, type Setting } from '../src/host/settingTable.ts';
import { isRefused, type Results } from '../test/matrix/results.ts';
import type { ScaffoldRecipe } from '../test/matrix/scaffolds.ts';
import { settingIds } from '../src/ids.ts';

/** The agents, for the README. */
export function agentTable(agents: readonly BundledAgent[]): string {
	const rows = agents.map(({ handle, agent }) => [
		`\`@${handle}\``,
		agent.summary,
		[agent.model ?? 'any'].flat().join(', '),
		agent.tools?.join(', ') ?? 'all',
	]);
	return table(['Agent', 'For', 'Model it was written for', 'Tools'], rows);
}

/** The settings. */
export function settingsTable(): string {
	const rows = Object.entries(settingTable).map(([key, setting]: [string, Setting]) => {
		const values = Object.entries('values' in setting ? setting.values : {}).map(
			([value, meaning]) => `<br>\`${value}\`: ${meaning}`,
		);
		return [
			`\`${settingIds[key as keyof typeof settingIds]}\``,
			`\`${JSON.stringify(setting.default)}\``,
			setting.about + values.join(''),
		];
	});
	return table(['Setting', 'Default', 'Meaning'], rows);
}

/** What every name in `tools:` becomes, with the extension's own tools by their display names. */
export function toolsTable(): string {
	const rows = toolRows.map(({ name, spellings, tools }) => {
		const shown = (isOwn: boolean): string =>
			tools
				.flatMap((slot) => slot.filter((tool) => everyOwnTool.has(tool) === isOwn))
				.filter((tool) => !forOwnAgentsOnly.has(tool))
				.map((tool) => (isOwn ? `*${everyOwnTool.get(tool)?.displayName}*` : `\`${tool}\``))
				.join(', ') || '–';
		return [
			`\`${name}\``,
			spellings.map((spelling) => `\`${spelling}\``).join(', '),
			shown(false),
			shown(true),
			tools.flat().some((tool) => askingTools.has(tool)) ? 'yes' : '',
		];
	});
	const head = [
		'In `tools:`',
		'Also written',
		"VS Code's or Copilot's tool",
		'Without it',
		'Asks first',
	];
	return table(head, rows);
}

export function patternsTable(patterns: readonly LibraryPattern[]): string {
	const rows = patterns.map((entry) => {
		const { pattern, handle } = entry;
		const { files, packages } = variantFor(pattern, newestKit);
		const paths = files.flatMap(({ path }) => (path === undefined ? [] : [`\`${path}\``]));
		return [
			pattern.topic ?? '',
			pattern.title,
			`\`${completionWord(entry)}\``,
			paths.join('<br>'),
			packages.join(', ') || '–',
			`\`@${handle}\``,
		];
	});
	return table(['Topic', 'Pattern', 'Type', 'Files', 'Packages', 'Agent'], rows);
}

/** What came of each pattern in each project, and what the projects are. */
export function matrixTable(
	patterns: readonly LibraryPattern[],
	{ cells }: Results,
	scaffolds: readonly ScaffoldRecipe[],
): string {
	const rows = patterns.map(({ pattern }) => [
		pattern.title,
		...scaffolds.map(({ name, modes }) => {
			const results = modes.flatMap((mode) => cells.get(`${name}/${pattern.id}/${mode}`) ?? []);
			return verdictOf(results.map(({ faults }) => faults));
		}),
	]);
	const legend = scaffolds.map(({ name, about }) => `- \`${name}\`: ${about}`).join('\n');
	return `${legend}\n\n${table(['Pattern', ...scaffolds.map(({ name }) => name)], rows)}`;
}

function verdictOf(results: readonly (readonly string[])[]): string {
	if (results.length === 0) return '';
	const offered = results.filter((faults) => !isRefused(faults));
	if (offered.length === 0) return '–';
	return offered.every((faults) => faults.length === 0) ? '✓' : '✗';
}

/** A section for each problem code, which the extension shows as a page of its own. */
export function problemSections(): string {
	const rows: Readonly<Record<string, ProblemRow>> = problemCodes;
	return Object.entries(rows)
		.map(([code, { title, about, example }]) => {
			const { before, after } = example;
			return [
				// The anchor is the code.
				`## ${code}`,
				`**${title}.** ${about}`,
				'Before:',
				exampleBlock(example, before),
				...(after === undefined
					? ['The file may stay as it is.']
					: ['After:', exampleBlock(example, after)]),
			].join('\n\n');
		})
		.join('\n\n')
		.concat('\n');
}

/** A code block that no line of the example closes, in which nothing is invisible. */
function exampleBlock({ of }: ProblemExample, text: string): string {
	const fence = codeFence(text);
	return `${fence}${of === 'header' ? 'yaml' : 'markdown'}\n${visible(text)}\n${fence}`;
}

function visible(text: string): string {
	return (
		text
			.replace(/\uFEFF/g, '[U+FEFF]')
			// Unicode has a picture of each character that moves the cursor or does nothing.
			.replace(/(?!\n)\p{Cc}/gu, (character) =>
				String.fromCodePoint(0x24_00 + character.charCodeAt(0)),
			)
	);
}

/** What is shown of each problem. */
export function problemTexts(): ReadonlyMap<string, ProblemTexts> {
	const rows: Readonly<Record<string, ProblemRow>> = problemCodes;
	return new Map(
		Object.entries(rows).map(
			([code, { title: _title, about: _about, example: _example, ...texts }]) => [code, texts],
		),
	);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
