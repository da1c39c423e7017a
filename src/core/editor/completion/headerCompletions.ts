import { agentColors } from '../../agent/colors.ts';
import { agentProposals } from './nameCompletions.ts';
import type { AgentDocument } from '../agentDocument.ts';
import { newHandle } from '../../agent/names.ts';
import { attributeOf, attributes } from '../../agent/attributes.ts';
import type { Attribute } from '../../agent/attributes.ts';
import { attributeText, valueText } from '../attributeTexts.ts';
import { builtInClaudeTools } from '../builtInSupport.ts';
import { listEntryAt, listItemAt, type ListEntry } from './listEntry.ts';
import { at } from './proposal.ts';
import type { Completion, Line, Proposal } from './proposal.ts';
import { canonicalKey } from '../../agent/header/headerKeys.ts';
import { escapeMarkdown } from '../../text/markdownText.ts';
import { findModel } from '../../capabilities/modelChoice.ts';
import type { Surroundings } from '../surroundings.ts';
import { startOfBlanks } from '../../text/blanks.ts';
import { shownTools, toolEffect } from '../../capabilities/toolEffect.ts';
import { resolveTools } from '../../capabilities/toolNames.ts';
import { toolRows } from '../../capabilities/toolTable.ts';

/** What can be typed in the front matter: keys, values, names of lists. */
export function headerCompletions(
	document: AgentDocument,
	line: Line,
	surroundings: Surroundings,
): readonly Completion[] {
	if (/^[\w-]*$/.test(line.before)) return keyCompletions(document, line, surroundings);
	const [head, key = ''] = /^([\w-]{1,64})[ \t]*:/.exec(line.before) ?? [];
	if (head !== undefined) return valueCompletions(document, canonicalKey(key), line, surroundings);
	const item = listItemAt(line);
	const owner = item && keyAbove(document.text, line.start);
	if (owner !== undefined) {
		return listCompletions(document, canonicalKey(owner), item, line, surroundings);
	}
	return bracketCompletions(document, line, surroundings);
}

/** In a list in brackets that began on a line above. */
function bracketCompletions(
	document: AgentDocument,
	line: Line,
	surroundings: Surroundings,
): readonly Completion[] {
	const { text, frontMatter } = document;
	const entry = frontMatter.entries.findLast(({ keyRange }) => keyRange.start < line.start);
	const start = entry?.valueRange.start ?? 0;
	if (!entry || text.charAt(start) !== '[' || start >= line.start) return [];
	const place = listEntryAt(text.slice(start, line.offset), line, linesBelow(document, line));
	return listCompletions(document, entry.canonical, place, line, surroundings);
}

/** What follows a line, as far as a name of the next one shows. */
function linesBelow({ text }: AgentDocument, { whole }: Line): string {
	return text.slice(whole.end, whole.end + 200);
}

/** The key that the lines before `start` belong to. */
function keyAbove(text: string, start: number): string | undefined {
	for (let end = start; end > 0;) {
		const begin = text.lastIndexOf('\n', end - 2) + 1;
		const above = text.slice(begin, end);
		if (!/^[ \t]*(?:-|#|\r?\n)/.test(above)) return /^([\w-]{1,64})[ \t]*:/.exec(above)?.[1];
		end = begin;
	}
	return undefined;
}

function keyCompletions(
	document: AgentDocument,
	line: Line,
	{ builtIn, path }: Surroundings,
): readonly Completion[] {
	const typed = /^[\w-]*/.exec(line.text)?.[0] ?? '';
	const used = new Set(
		document.frontMatter.entries
			.filter(({ keyRange }) => keyRange.start !== line.start)
			.map(({ canonical }) => canonical),
	);
	const hasColon = /^[\w-]*[ \t]*:/.test(line.text);
	const range = { start: line.start, end: line.start + typed.length };
	const fitting = attributes.filter(
		(attribute) =>
			!used.has(attribute.key) &&
			attribute.isOutdated !== true &&
			isForFile(attribute, builtIn.tools, path) &&
			// VS Code proposes it, but for a required one only the bare key.
			(!builtIn.keys.has(attribute.key) || (attribute.required && !hasColon)),
	);
	const ordered = [
		...fitting.filter(({ required }) => required),
		...fitting.filter(({ required }) => !required),
	];
	return at(
		range,
		ordered.map((attribute) => keyProposal(attribute, document, hasColon)),
	);
}

function isForFile(
	{ formats }: Attribute,
	kind: Surroundings['builtIn']['tools'],
	path: string,
): boolean {
	if (kind === 'vscode') return formats.includes('vscode') || formats.includes('copilot');
	if (kind === 'claude' || path.includes('/.claude/')) return formats.includes('claude');
	return formats.length > 0;
}

function keyProposal(attribute: Attribute, { stem }: AgentDocument, hasColon: boolean): Proposal {
	const { key, required } = attribute;
	const { meaning, usedHere, unusedHere } = attributeText(attribute);
	const here = usedHere ?? unusedHere;
	const value = valueSnippet(attribute, stem);
	return {
		kind: 'key',
		// Two entries of one name would look the same: this one brings a value.
		label: required && !hasColon ? `${key}: ${plainText(value)}` : key,
		detail: required ? 'missing' : '',
		documentation: here === undefined ? meaning : `${meaning}\n\n${here}`,
		snippet: hasColon ? key : `${key}:${value.startsWith('\n') ? '' : ' '}${value}`,
	};
}

function valueSnippet({ key, valueKind, values = [] }: Attribute, stem: string): string {
	if (key === 'name') return `\${1:${newHandle(stem)}}`;
	if (key === 'description') return 'Use this agent when ${1:…}';
	if (key === 'tools') return '${1:Read, Grep, Glob}';
	if (values.length > 0) return `\${1|${values.map(({ value }) => value).join(',')}|}`;
	if (valueKind === 'boolean') return '${1|true,false|}';
	if (valueKind === 'map') return '\n  $0';
	return '$0';
}

function plainText(snippet: string): string {
	return snippet.replace(/\$\{1:([^{}]*)\}/, '$1');
}

function valueCompletions(
	document: AgentDocument,
	key: string,
	line: Line,
	surroundings: Surroundings,
): readonly Completion[] {
	const attribute = attributeOf(key);
	if (!attribute) return [];
	if (attribute.valueKind === 'list') {
		const colon = line.before.indexOf(':');
		const place = listEntryAt(line.before.slice(colon + 1), line, linesBelow(document, line));
		return listCompletions(document, key, place, line, surroundings);
	}
	const [value = ''] = line.after.split('#', 1);
	const range = {
		start: line.start + line.before.lastIndexOf(':') + 1,
		end: line.offset + startOfBlanks(value, value.length),
	};
	// What VS Code takes for the value begins behind the blank.
	const blanks = /^[ \t]*/.exec(document.text.slice(range.start, range.end))?.[0].length ?? 0;
	const place = { start: Math.min(range.start + blanks, line.offset), end: range.end };
	const gap = place.start === range.start ? ' ' : '';
	const proposals = valueProposals(key, attribute, surroundings);
	return at(
		place,
		proposals.map((proposal) => ({ ...proposal, snippet: gap + proposal.snippet })),
	);
}

function valueProposals(
	key: string,
	attribute: Attribute,
	surroundings: Surroundings,
): readonly Proposal[] {
	const { builtIn } = surroundings;
	if (key === 'model') return modelProposals(attribute, surroundings);
	if (key === 'color') {
		return [...agentColors].map(([name, color]) => ({
			kind: 'color',
			label: name,
			detail: '',
			// VS Code draws the swatch from the color that stands here.
			documentation: color[surroundings.theme],
			snippet: name,
		}));
	}
	if (builtIn.keys.has(key)) return [];
	const values =
		attribute.valueKind === 'boolean'
			? [{ value: 'true' }, { value: 'false' }]
			: (attribute.values ?? []);
	return values.map(({ value }) => ({
		kind: 'value',
		label: value,
		detail: '',
		documentation: valueText(attribute, value),
		snippet: value,
	}));
}

function modelProposals(
	attribute: Attribute,
	{ builtIn, models }: Surroundings,
): readonly Proposal[] {
	if (builtIn.models !== 'none') return [];
	const aliases = (attribute.values ?? []).map(({ value }): Proposal => {
		const found = value === 'inherit' ? undefined : findModel(value, models);
		const detail = found ? `now ${found.name}` : '';
		const documentation = valueText(attribute, value);
		return { kind: 'model', label: value, detail, documentation, snippet: value };
	});
	const offered = models.map(({ name, vendor }): Proposal => {
		const label = `${name} (${vendor})`;
		const documentation = 'Offered in this VS Code.';
		return { kind: 'model', label, detail: '', documentation, snippet: escapeSnippet(label) };
	});
	return [...aliases, ...offered];
}

/** The names for a place of a list. */
function listCompletions(
	document: AgentDocument,
	key: string,
	place: ListEntry | undefined,
	line: Line,
	surroundings: Surroundings,
): readonly Completion[] {
	if (!place) return [];
	const { range, behind } = place;
	const value = document.entryOf(key)?.valueRange ?? line.whole;
	const others =
		document.text.slice(value.start, Math.min(range.start, value.end)) +
		document.text.slice(Math.max(range.end, value.start), Math.max(value.end, range.end));
	const used = new Set(others.match(/[\w./@*-]+/g));
	const proposals =
		key === 'tools' || key === 'disallowedTools'
			? toolProposals(surroundings)
			: key === 'agents'
				? agentProposals(surroundings, '')
				: [];
	const before = line.text.charAt(range.start - line.start - 1);
	const gap = before === ':' || (before === ',' && behind !== '') ? ' ' : '';
	return at(
		range,
		proposals
			.filter(({ label }) => !used.has(label))
			.map((proposal) => ({ ...proposal, snippet: gap + proposal.snippet + behind })),
	);
}

/** What is here first, what this VS Code does not have last. */
function toolProposals({ builtIn, tools }: Surroundings): readonly Proposal[] {
	// VS Code proposes its own names there, and takes no others.
	if (builtIn.tools === 'vscode') return [];
	const isClaude = builtIn.tools === 'claude';
	const claudeNames = [...toolRows.map(({ name }) => name), 'MultiEdit'].filter(
		(name) => /^[A-Z]/.test(name) && !(isClaude && builtInClaudeTools.has(name)),
	);
	const known = new Set(toolRows.flatMap((row) => row.tools.flat()));
	const present = tools.filter(({ name, tags }) => known.has(name) || tags.includes('mcp'));
	const named = claudeNames.flatMap((name): Proposal | readonly Proposal[] => {
		const [tool] = resolveTools([name], [], tools);
		if (!tool) return [];
		const isHere = tool.becomes.length > 0;
		return {
			kind: 'tool',
			label: name,
			detail: isHere ? `→ ${shownTools(tool.becomes)}` : absent,
			documentation: isHere ? `→ ${escapeMarkdown(toolEffect(tool))}` : tool.note,
			snippet: name,
		};
	});
	const own = (isClaude ? [] : present).map(({ name }): Proposal => ({
		kind: 'tool',
		label: name,
		detail: shownTools([name]),
		documentation: '',
		snippet: name,
	}));
	return [
		...named.filter(({ detail }) => detail !== absent),
		...own,
		...named.filter(({ detail }) => detail === absent),
	];
}

const absent = 'not in this VS Code';

function escapeSnippet(text: string): string {
	return text.replace(/[\\$}]/g, '\\$&');
}
