import type { AgentDocument } from '../agentDocument.ts';
import { attributeOf, attributes } from '../attributes.ts';
import type { Attribute } from '../attributes.ts';
import type { Entry, FrontMatter } from '../frontMatter.ts';
import { isOneLine } from '../header/headerEdits.ts';
import { findModel, isAnyModel } from '../modelChoice.ts';
import { nearest } from './nearest.ts';
import type { Fix, Problem, TextRange } from '../problem.ts';
import { problemOf } from '../problemCodes.ts';
import { readNames } from '../header/toolEntries.ts';
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
	const present = new Set(entries.map(({ canonical }) => canonical));
	const candidates = attributes
		.filter(({ key, formats }) => formats.length > 0 && !present.has(key))
		.map(({ key }) => key);
	const problems: Problem[] = [];
	const others: Entry[] = [];
	for (const entry of unknown.slice(0, mostKeys)) {
		const { key, keyRange } = entry;
		const meant = nearest(key, candidates);
		if (meant === undefined) {
			others.push(entry);
			continue;
		}
		const message = `No program reads “${key}”; did you mean “${meant}”?`;
		const fix = replacement(keyRange, meant);
		problems.push(problemOf('unknown-key', 'warning', keyRange, message, fix));
	}
	const [first] = others;
	if (first) {
		const names = others.slice(0, 5).map(({ key }) => `“${key}”`);
		const message = `No program reads ${names.join(', ')}; it is a note to readers of the file.`;
		problems.push(problemOf('unknown-key', 'hint', first.keyRange, message));
	}
	return problems;
}

function valueProblems(document: AgentDocument, entry: Entry): readonly Problem[] {
	const attribute = attributeOf(entry.canonical);
	const { value } = entry;
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
				: [wrongType(entry, `“${entry.key}” is a number, such as 10; write one.`)];
		case 'map':
			return typeof value === 'object'
				? []
				: [wrongType(entry, `“${entry.key}” holds further keys; write them below it, indented.`)];
		case 'text':
			return attribute.isProse && typeof value !== 'string' && entry.canonical !== 'description'
				? [textProblem(entry)]
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
	const message =
		meant === undefined
			? `“${value}” is no value of “${key}”; write ${orList(known)}.`
			: `“${value}” is no value of “${key}”; did you mean “${meant}”?`;
	const code = canonical === 'color' ? 'unknown-color' : 'unknown-value';
	const fix = meant === undefined ? undefined : replacement(valueRange, meant);
	return [problemOf(code, 'warning', valueRange, message, fix)];
}

function booleanProblem({ text }: AgentDocument, entry: Entry): Problem {
	const { key, value, valueRange } = entry;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
	const fix =
		(word === 'true' || word === 'false') && isOneLine(text, entry)
			? replacement(valueRange, word)
			: undefined;
	return {
		...wrongType(entry, `“${key}” is true or false, without quotes; write one of them.`),
		...(fix && { fix }),
	};
}

function wrongType({ keyRange, valueRange }: Entry, message: string): Problem {
	const range = valueRange.end > valueRange.start ? valueRange : keyRange;
	return problemOf('value-type', 'warning', range, message);
}

function textProblem({ key, valueRange }: Entry): Problem {
	const message = `YAML does not read “${key}” as text; put the value in quotes.`;
	return problemOf('value-not-text', 'warning', valueRange, message);
}

function lengthProblem(document: AgentDocument): readonly Problem[] {
	const length = document.agent?.description.length ?? 0;
	const entry = document.entryOf('description');
	if (!entry || length <= longestDescription) return [];
	const message = `The description has ${length.toLocaleString('en')} characters, and Claude Code's guide allows 5,000; move what is not about when to use the agent into the prompt.`;
	return [problemOf('description-too-long', 'information', entry.keyRange, message)];
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
	const list = names.map(({ name }) => `“${name}”`).join(' and ');
	const message = `No model here is ${list}, so that the one chosen in the chat answers; choose it there, or name another.`;
	return [problemOf('unavailable-model', 'hint', entry.valueRange, message)];
}

function replacement(range: TextRange, newText: string): Fix {
	return { title: `Write “${newText}”`, edits: [{ range, newText }], isGuess: true };
}

function orList(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
