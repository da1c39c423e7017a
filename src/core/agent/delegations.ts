import type { Agent } from './agent.ts';
import { handleFrom } from './handle.ts';
import { withRealLineBreaks } from './header/examples.ts';
import { entriesOf, type Item } from './frontMatter.ts';
import { nameKey } from './nameKey.ts';
import { findSections, linesOf, replaceFences } from '../markdown/markdown.ts';
import { shifted, type TextRange } from '../text/range.ts';
import { trimOf } from '../text/trimChars.ts';

export type DelegationSource = 'description' | 'body' | 'handoffs';

/** One place in a file that names the target of a delegation. Offsets count from its start. */
export interface DelegationPlace {
	readonly source: DelegationSource;
	readonly range: TextRange;
	readonly targetRange: TextRange;
}

/** An entry under VS Code's `handoffs:`: a button that the user is offered after an answer. */
export interface HandOffButton {
	/** Empty where the file has none. */
	readonly label: string;
	/** What the other agent is told; may hold placeholders. Empty where the file has none. */
	readonly prompt: string;
	/** Whether it asks at once, instead of only filling the input. */
	readonly sends: boolean;
	/** The model that is to answer, as the file names it. */
	readonly model?: string;
}

/** A task that an agent passes on: when, to whom, and with which words. */
export interface Delegation extends DelegationPlace {
	/** When to hand over; of several, the first. Empty where the file does not say it. */
	readonly trigger: string;
	readonly triggers: readonly string[];
	/** The other agent as the file calls it where it does so first. */
	readonly target: string;
	/** What `target` is as a handle: in lower case, without what stands in brackets. */
	readonly handle: string;
	/** The words to hand over with; may hold placeholders. Empty where the file has none. */
	readonly handoff: string;
	/** What stands in square brackets in `handoff`: “UI requirements” for “[UI requirements]”. */
	readonly placeholders: readonly string[];
	/** What the other agent has to be told, in the words of the body. */
	readonly context?: string;
	readonly example?: string;
	/** The buttons for it under VS Code's `handoffs:`. */
	readonly buttons: readonly HandOffButton[];
	/** Every place that names this target: description, `handoffs:`, body; the first is its own. */
	readonly places: readonly DelegationPlace[];
}

type Found = Omit<Delegation, 'handle' | 'placeholders' | 'places' | 'triggers' | 'buttons'> & {
	readonly button?: HandOffButton;
};

const maxDelegations = 100;
const maxTargetLength = 80;

/**
 * The delegations of an agent: from `<delegation>` blocks of its description, from the sections
 * “Delegation Patterns” and “Integration Points” of its body, and from `handoffs:`. Those to the same
 * target are one, with all its triggers.
 *
 * @param text the file's text. Without it, what stands in the description has the range of the whole
 * description.
 */
export function findDelegations(agent: Agent, text?: string): readonly Delegation[] {
	const found = [
		...inDescription(agent, text),
		...inHandoffs(agent),
		...inBody(agent.prompt).map((each) => movedBy(each, agent.bodyStart)),
	];
	const byName = Map.groupBy(found.slice(0, maxDelegations), ({ target }) =>
		nameKey(handleOf(target)),
	);
	byName.delete('');
	return [...byName.values()].flatMap((same) => merge(same) ?? []);
}

function merge(same: readonly Found[]): Delegation | undefined {
	const [first] = same;
	if (!first) return undefined;
	const triggers = same.map(({ trigger }) => trigger).filter((trigger) => trigger !== '');
	const handoff = same.find((each) => each.handoff !== '')?.handoff ?? '';
	const context = same.find((each) => each.context !== undefined)?.context;
	const example = same.find((each) => each.example !== undefined)?.example;
	const { source, target, range, targetRange } = first;
	return {
		source,
		target,
		range,
		targetRange,
		handle: handleOf(target),
		trigger: triggers[0] ?? '',
		triggers: [...new Set(triggers)],
		handoff,
		placeholders: placeholdersOf(handoff),
		...(context !== undefined && { context }),
		...(example !== undefined && { example }),
		buttons: same.flatMap(({ button }) => button ?? []),
		places: same.map((place) => ({
			source: place.source,
			range: place.range,
			targetRange: place.targetRange,
		})),
	};
}

/** “Database specialist (PostgreSQL expert)” → `database-specialist`; empty where nothing is left. */
function handleOf(target: string): string {
	const bracket = target.search(/[([]/);
	const head = target.slice(0, bracket === -1 ? undefined : bracket).trim();
	return trimOf(handleFrom(head).toLowerCase(), '-');
}

/** What is to be filled in; brackets in a path, such as `/api/[id]`, are not. */
export function placeholdersOf(handoff: string): readonly string[] {
	const matches = handoff.matchAll(/(?<![\w/.$])\[([^[\]\n]{1,120})\](?![\w/(])/g);
	return [...new Set([...matches].map((match) => (match[1] ?? '').trim()))];
}

const label =
	/(?:^|[\s>*.,;–—-])(trigger|target(?: agent)?|hand-?off(?: context)?|example)(?:\*\*)?[ \t]{0,9}:(?:\*\*)?/gi;

type Field = 'trigger' | 'target' | 'handoff' | 'context' | 'example';

/** The labelled parts of a text on one line or several; of a label that comes twice, the first. */
function readFields(text: string): Partial<Record<Field, string>> {
	const fields: Partial<Record<Field, string>> = {};
	const labels = [...text.matchAll(label)];
	for (const [index, match] of labels.entries()) {
		const field = fieldOf(match[1] ?? '');
		const value = text.slice(match.index + match[0].length, labels[index + 1]?.index);
		fields[field] ??= unquoted(value.replace(/\s+/g, ' ').trim());
	}
	return fields;
}

function fieldOf(word: string): Field {
	const lower = word.toLowerCase();
	if (lower.startsWith('target')) return 'target';
	if (lower.endsWith('context')) return 'context';
	if (lower.startsWith('hand')) return 'handoff';
	return lower === 'trigger' ? 'trigger' : 'example';
}

function unquoted(text: string): string {
	const close = { '"': '"', "'": "'", '`': '`', '“': '”' }[text.charAt(0)];
	return close && text.length > 1 && text.endsWith(close) ? text.slice(1, -1).trim() : text;
}

/** A list of targets: `react-architect, vue-architect`. What is in brackets belongs to its name. */
function targetsIn(text: string): readonly string[] {
	const targets: string[] = [];
	for (const part of splitOutsideBrackets(text)) {
		const target = unquoted(part.trim());
		if (target === '' || target.length > maxTargetLength) continue;
		targets.push(target);
		if (targets.length === maxDelegations) break;
	}
	return targets;
}

/** The parts between commas; those before a closing bracket with no other opening on the way are none. */
function* splitOutsideBrackets(text: string): Generator<string> {
	let start = 0;
	let open = -1;
	let close = -1;
	for (let comma = text.indexOf(','); comma !== -1; comma = text.indexOf(',', comma + 1)) {
		if (open <= comma) open = indexFrom(text, '(', comma + 1);
		if (close <= comma) close = indexFrom(text, ')', comma + 1);
		if (close < open) continue;
		yield text.slice(start, comma);
		start = comma + 1;
	}
	yield text.slice(start);
}

function indexFrom(text: string, char: string, from: number): number {
	const index = text.indexOf(char, from);
	return index === -1 ? Infinity : index;
}

const block = /<delegation(?:[ \t][^<>]{0,200})?>/gi;

/** The `<delegation>` blocks of a text; one without its closing tag ends where the next begins. */
function blocksOf(
	text: string,
): readonly { readonly content: string; readonly range: TextRange }[] {
	const starts = [...text.matchAll(block)].slice(0, maxDelegations);
	return starts.map((match, index) => {
		const start = match.index + match[0].length;
		const rest = text.slice(start, starts[index + 1]?.index);
		const close = /<\/delegation\s{0,9}>/i.exec(rest);
		const end = close ? start + close.index + close[0].length : start + rest.trimEnd().length;
		const content = close ? rest.slice(0, close.index) : rest;
		return { content, range: { start: match.index, end } };
	});
}

function inDescription(agent: Agent, text: string | undefined): readonly Found[] {
	const place = entriesOf(agent.frontMatter, 'description').at(-1)?.valueRange;
	if (!place) return [];
	const source = text?.slice(place.start, place.end) ?? '';
	const written = blocksOf(source);
	return blocksOf(withRealLineBreaks(agent.description)).flatMap(({ content }, index) => {
		const { trigger = '', target = '', handoff, context, example } = readFields(content);
		const range = written[index] ? shifted(written[index].range, place.start) : place;
		const search = text?.slice(range.start, range.end) ?? '';
		const from = /target(?: agent)?[ \t]{0,9}:/i.exec(search)?.index ?? 0;
		return targetsIn(target).map((name) => {
			const at = search.indexOf(name, from);
			const start = range.start + at;
			return {
				source: 'description' as const,
				trigger,
				target: name,
				handoff: handoff ?? context ?? '',
				...(example !== undefined && { example }),
				range,
				targetRange: at === -1 ? range : { start, end: start + name.length },
			};
		});
	});
}

function inHandoffs(agent: Agent): readonly Found[] {
	const items = entriesOf(agent.frontMatter, 'handoffs').flatMap((entry) => entry.items ?? []);
	return items.flatMap((item): Found[] => {
		const target = textOf(item, 'agent')?.trim() ?? '';
		if (target === '' || target.length > maxTargetLength) return [];
		const name = textOf(item, 'label')?.trim() ?? '';
		const written = textOf(item, 'prompt')?.trim() ?? '';
		const model = textOf(item, 'model')?.trim() ?? '';
		return [
			{
				source: 'handoffs',
				trigger: name,
				target,
				handoff: written,
				button: {
					label: name,
					prompt: written,
					sends: valueOf(item, 'send') === true,
					...(model !== '' && { model }),
				},
				range: item.range,
				targetRange: pairOf(item, 'agent')?.range ?? item.range,
			},
		];
	});
}

function pairOf({ items = [] }: Item, key: string): Item | undefined {
	return items.find((item) => item.key === key);
}

function valueOf(item: Item, key: string): unknown {
	return pairOf(item, key)?.value;
}

function textOf(item: Item, key: string): string | undefined {
	const value = valueOf(item, key);
	return typeof value === 'string' ? value : undefined;
}

function inBody(prompt: string): readonly Found[] {
	if (!/delegation|integration point/i.test(prompt)) return [];
	// Blanks keep all offsets.
	const prose = replaceFences(prompt, (code) => ' '.repeat(code.length));
	return findSections(prompt).flatMap((section) => {
		const lines = [...linesOf(prose, section.contentRange)].map(({ start, contentEnd }) => ({
			start,
			text: prose.slice(start, contentEnd),
		}));
		if (section.path.some((title) => /^delegations?(?: patterns?)?$/i.test(title))) {
			return scenariosIn(lines);
		}
		return section.path.some((title) => /^integration points?$/i.test(title))
			? recipientsIn(lines)
			: [];
	});
}

interface Line {
	readonly start: number;
	readonly text: string;
}

/** A line that is one labelled field: `- **Target Agent**: api-architect`. */
const fieldLine =
	/^[ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?\*{0,2}(trigger|target(?: agent)?|hand-?off(?: context)?|example)\*{0,2}[ \t]{0,9}:\*{0,2}(.*)$/i;

interface FieldLine extends Line {
	readonly field: Field;
	readonly value: string;
}

/** Scenarios of labelled lines; the next one begins where a label comes again. */
function scenariosIn(lines: readonly Line[]): readonly Found[] {
	const scenarios: FieldLine[][] = [[]];
	for (const line of lines) {
		const match = fieldLine.exec(line.text);
		if (!match) continue;
		const field = fieldOf(match[1] ?? '');
		if (scenarios.at(-1)?.some((other) => other.field === field)) scenarios.push([]);
		scenarios.at(-1)?.push({ ...line, field, value: unquoted((match[2] ?? '').trim()) });
	}
	return scenarios.flatMap(readScenario);
}

function readScenario(lines: readonly FieldLine[]): readonly Found[] {
	const value = (field: Field): string | undefined =>
		lines.find((line) => line.field === field)?.value;
	const [first, last] = [lines[0], lines.at(-1)];
	const targetLine = lines.find(({ field }) => field === 'target');
	if (!targetLine || !first || !last) return [];
	const [context, example] = [value('context'), value('example')];
	return targetsIn(targetLine.value).map((target) => {
		const start = targetLine.start + targetLine.text.lastIndexOf(target);
		return {
			source: 'body',
			trigger: value('trigger') ?? '',
			target,
			handoff: value('handoff') ?? '',
			...(context !== undefined && { context }),
			...(example !== undefined && { example }),
			range: { start: first.start, end: last.start + last.text.length },
			targetRange: { start, end: start + target.length },
		};
	});
}

/** Lines such as `- **To svelte-state-manager**: data schemas`; what comes **From** others is none. */
function recipientsIn(lines: readonly Line[]): readonly Found[] {
	return lines.flatMap(({ start, text }): Found[] => {
		const match = /^[ \t]*[-*+][ \t]+\*\*To[ \t]+([^*:\s][^*:]{0,79})\*\*[ \t]*:(.*)$/i.exec(text);
		const target = unquoted((match?.[1] ?? '').trim());
		if (target === '') return [];
		const at = start + text.indexOf(target);
		return [
			{
				source: 'body',
				trigger: '',
				target,
				handoff: '',
				context: (match?.[2] ?? '').trim(),
				range: { start, end: start + text.length },
				targetRange: { start: at, end: at + target.length },
			},
		];
	});
}

function movedBy(found: Found, offset: number): Found {
	return {
		...found,
		range: shifted(found.range, offset),
		targetRange: shifted(found.targetRange, offset),
	};
}
