import type { AgentDocument } from '../agentDocument.ts';
import { attributeOf, attributes } from '../../agent/attributes.ts';
import type { Attribute } from '../../agent/attributes.ts';
import { nearestColor } from '../../agent/colors.ts';
import type { Entry, FrontMatter } from '../../agent/frontMatter.ts';
import { isOneLine } from '../../agent/header/headerEdits.ts';
import { findModel, isAnyModel } from '../../capabilities/modelChoice.ts';
import { nearest } from '../../text/nearest.ts';
import { problem } from '../../problem/problem.ts';
import type { FixEdits, Problem } from '../../problem/problem.ts';
import type { TextRange } from '../../text/range.ts';
import { readNames } from '../../agent/header/toolEntries.ts';
import { restrictsNothing } from './restrictionProblems.ts';
import type { ValidationContext } from './validationContext.ts';

/**
 * Claude Code's guide for agents of plugins (anthropics/claude-plugins-official, skill
 * "agent-development") allows 10 to 5,000 characters. VS Code and GitHub Copilot document no limit.
 */
const longestDescription = 5_000;

/** No list of models is longer; further names are not looked at. */
const mostModels = 50;

/** No header has more; further unknown keys are not looked at. */
const mostKeys = 100;

/** What is wrong with keys and values of the header, apart from name and tools. */
export function headerProblems(
	document: AgentDocument,
	context: ValidationContext,
): readonly Problem[] {
	const { entries } = document.frontMatter;
	return [
		...unknownKeys(document.frontMatter),
		...entries.flatMap((entry) => valueProblems(document, entry)),
		...lengthProblem(document),
		...modelProblems(document, context),
	];
}

/** The keys that programs read and a header does not have: one of them is meant by a slip of the pen. */
export function missingKeys(entries: readonly Entry[]): readonly string[] {
	const present = new Set(entries.map(({ canonical }) => canonical));
	return attributes
		.filter(({ key, formats }) => formats.length > 0 && !present.has(key))
		.map(({ key }) => key);
}

/** Slips of the pen one by one; the others in one problem, since they are harmless. */
function unknownKeys({ entries, lostKeys = [] }: FrontMatter): readonly Problem[] {
	const unknown = entries.filter(
		(entry) =>
			!attributeOf(entry.canonical) &&
			entry.key !== '<<' &&
			!entry.key.startsWith('x-') &&
			!restrictsNothing(entry) &&
			!lostKeys.some(({ range }) => range.start === entry.keyRange.start),
	);
	const candidates = missingKeys(entries);
	const problems: Problem[] = [];
	const others: Entry[] = [];
	for (const entry of unknown.slice(0, mostKeys)) {
		const { key, keyRange } = entry;
		const meant = nearest(key, candidates);
		if (meant === undefined) {
			others.push(entry);
			continue;
		}
		const fix = replacement(keyRange, meant);
		problems.push(problem('unknown-key/slip', keyRange, { key, meant }, fix));
	}
	const [first] = others;
	if (first) {
		const keys = others.slice(0, 5).map(({ key }) => key);
		problems.push(problem('unknown-key/note', first.keyRange, { keys }));
	}
	return problems;
}

function valueProblems(document: AgentDocument, entry: Entry): readonly Problem[] {
	const attribute = attributeOf(entry.canonical);
	const { value } = entry;
	if (entry.canonical === 'color' && value === null) return hiddenColor(document, entry);
	if (!attribute || attribute.formats.length === 0 || value === null || value === undefined) {
		return [];
	}
	switch (attribute.valueKind) {
		case 'enum':
			return enumProblem(entry, attribute);
		case 'boolean':
			return typeof value === 'boolean' ? [] : [booleanProblem(document, entry)];
		case 'number':
			return typeof value === 'number'
				? []
				: [problem('value-type/number', placeOf(entry), { key: entry.key })];
		case 'map':
			return typeof value === 'object'
				? []
				: [problem('value-type/map', placeOf(entry), { key: entry.key })];
		case 'text':
			return attribute.isProse && typeof value !== 'string' && entry.canonical !== 'description'
				? [problem('value-not-text', entry.valueRange, { key: entry.key })]
				: [];
		case 'list':
			return [];
	}
}

function enumProblem(entry: Entry, { values = [] }: Attribute): readonly Problem[] {
	const { key, value, valueRange, canonical } = entry;
	if (typeof value !== 'string' || value === '') return [];
	const known = values.map((each) => each.value);
	if (known.includes(value)) return [];
	const meant = nearest(value, known);
	if (canonical === 'color') return [colorProblem(value, valueRange, meant, known)];
	if (meant === undefined)
		return [problem('unknown-value/other', valueRange, { value, key, known })];
	const fix = replacement(valueRange, meant);
	return [problem('unknown-value/slip', valueRange, { value, key, meant }, fix)];
}

/** `color: #2196F3` has a comment instead of a value. */
function hiddenColor({ text }: AgentDocument, { keyRange }: Entry): readonly Problem[] {
	const [whole, before = '', color = ''] =
		/^(["']?[ \t]*:[ \t]+)(#[\da-f]{3,8})[ \t]*(?=[\r\n])/i.exec(
			text.slice(keyRange.end, keyRange.end + 60),
		) ?? [];
	const meant = nearestColor(color);
	if (whole === undefined || meant === undefined) return [];
	const start = keyRange.end + before.length;
	const range = { start, end: start + color.length };
	return [problem('unknown-color/near', range, { value: color, meant }, replacement(range, meant))];
}

function colorProblem(
	value: string,
	range: TextRange,
	slipOf: string | undefined,
	known: readonly string[],
): Problem {
	const meant = slipOf ?? nearestColor(value);
	if (meant === undefined) return problem('unknown-color/other', range, { value, known });
	const fix = replacement(range, meant);
	return slipOf === undefined
		? problem('unknown-color/near', range, { value, meant }, fix)
		: problem('unknown-color/slip', range, { value, meant }, fix);
}

function booleanProblem({ text }: AgentDocument, entry: Entry): Problem {
	const { key, value, valueRange } = entry;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
	const fix =
		(word === 'true' || word === 'false') && isOneLine(text, entry)
			? replacement(valueRange, word)
			: undefined;
	return problem('value-type/boolean', placeOf(entry), { key, meant: word }, fix);
}

function placeOf({ keyRange, valueRange }: Entry): TextRange {
	return valueRange.end > valueRange.start ? valueRange : keyRange;
}

function lengthProblem(document: AgentDocument): readonly Problem[] {
	const length = document.agent?.description.length ?? 0;
	const entry = document.entryOf('description');
	if (!entry || length <= longestDescription) return [];
	return [problem('description-too-long', entry.keyRange, { length })];
}

/** Only where models are known: without any, the handbook answers, whatever the file names. */
function modelProblems(document: AgentDocument, { models }: ValidationContext): readonly Problem[] {
	const entry = document.entryOf('model');
	if (!entry || !models || models.length === 0) return [];
	const names = Array.isArray(entry.value)
		? readNames(document.text, entry).slice(0, mostModels)
		: [{ name: typeof entry.value === 'string' ? entry.value : '', range: entry.valueRange }];
	const isFound = names.some(
		({ name }) => name === '' || isAnyModel(name) || findModel(name, models),
	);
	if (isFound || names.length === 0) return [];
	return [problem('unavailable-model', entry.valueRange, { names: names.map(({ name }) => name) })];
}

function replacement(range: TextRange, newText: string): FixEdits {
	return { edits: [{ range, newText }], isGuess: true };
}
