import type { AgentDocument } from './agentDocument.ts';
import { isSameName, resolveAgent } from '../agent/names.ts';
import type { Catalog, CatalogAgent } from '../agent/catalog.ts';
import type { Delegation } from '../agent/delegations.ts';
import { stemOf } from '../agent/agentPlace.ts';
import { selfMentions } from './selfMentions.ts';
import { fileNameOf } from '../text/fileName.ts';
import { findFences } from '../markdown/markdown.ts';
import { shifted, type TextEdit, type TextRange } from '../text/range.ts';
import { trimEndOf } from '../text/trimChars.ts';
import { lineStartAt } from '../text/lineStarts.ts';

/** A place that names an agent; `range` is the name alone. */
export interface Mention {
	readonly kind: 'handle' | 'target';
	/** As it is written, without `@`. */
	readonly name: string;
	readonly range: TextRange;
	/** Of a target, the delegation that it belongs to. */
	readonly delegation?: Delegation;
}

const mentionsIn = new WeakMap<AgentDocument, readonly Mention[]>();

/**
 * The places of an agent file that name agents, in order: `@handle` outside of code blocks, and the
 * targets of delegations.
 */
export function findMentions(document: AgentDocument): readonly Mention[] {
	const known = mentionsIn.get(document);
	if (known) return known;
	const targets = document.delegations.flatMap((delegation) =>
		delegation.places
			// A place that the file's text does not show has the range of something larger.
			.filter(({ targetRange }) => targetRange.end - targetRange.start <= longestName)
			.map(({ targetRange: range }): Mention => {
				const name = document.text.slice(range.start, range.end);
				return { kind: 'target', name, range, delegation };
			}),
	);
	const handles: Mention[] = [];
	for (const handle of outsideOf(document, handlesIn(document.text))) {
		if (targets.some((target) => overlap(target.range, handle.range))) continue;
		handles.push(handle);
		if (handles.length === mostHandles) break;
	}
	const mentions = [...targets, ...handles].toSorted((a, b) => a.range.start - b.range.start);
	mentionsIn.set(document, mentions);
	return mentions;
}

/** The mention at an offset of an agent file, the `@` before it and the place behind it included. */
export function mentionAt(document: AgentDocument, offset: number): Mention | undefined {
	return findMentions(document).find((mention) => isAt(mention, offset));
}

/** The `@handle` at an offset of any markdown, outside of code blocks. */
export function handleAt(text: string, offset: number): Mention | undefined {
	const lineStart = lineStartAt(text, offset);
	const from = Math.max(lineStart, offset - reach);
	const feed = text.indexOf('\n', offset);
	const to = Math.min(feed === -1 ? text.length : feed, offset + reach);
	const found = [...handlesIn(text.slice(from, to))]
		.map((mention) => ({ ...mention, range: shifted(mention.range, from) }))
		.find((mention) => isAt(mention, offset));
	if (!found) return undefined;
	const isCode = findFences(text).some(({ range }) => range.start <= offset && offset < range.end);
	return isCode ? undefined : found;
}

/**
 * Whether a handle that no agent has was meant as one. Many things begin with `@` (decorators,
 * scopes of packages, people); names of agents nearly always have a hyphen.
 */
export function looksLikeAgent({ kind, name }: Mention): boolean {
	return kind === 'target' || name.includes('-');
}

/**
 * The places of an agent file that mean one agent, without `agent-` in front where that is not part
 * of its name; `agents` are all that a name could mean.
 */
export function mentionsOf(
	agent: CatalogAgent,
	document: AgentDocument,
	agents: Catalog,
): readonly TextRange[] {
	return findMentions(document).flatMap(({ name, range }) => {
		if (resolveAgent(name, agents)?.path !== agent.path) return [];
		const isPrefixed = /^agent-/i.test(name) && !/^agent-/i.test(agent.handle);
		return [isPrefixed ? { start: range.start + 'agent-'.length, end: range.end } : range];
	});
}

/** Where the file of an agent says its name, without quotes; `undefined` where it has none. */
export function nameRange(document: AgentDocument): TextRange | undefined {
	const entry = document.entryOf('name');
	if (!entry) return undefined;
	const { start, end } = entry.valueRange;
	const text = document.text.slice(start, end);
	const isQuoted = text.length > 1 && /^["']/.test(text) && text.endsWith(text.charAt(0));
	return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}

/** What keeps an agent from getting a name, as a sentence; `undefined` where nothing does. */
export function renameObstacle(
	agent: CatalogAgent,
	newName: string | undefined,
	agents: Catalog,
): string | undefined {
	const { handle, origin } = agent;
	if (origin === 'bundled') return `@${handle} comes with the extension and keeps its name.`;
	if (origin === 'pack') return `@${handle} comes with an extension and keeps its name.`;
	if (!isSameName(agent.agent.name, handle)) {
		return `@${handle} goes by its file name, because another agent has its name; rename the file.`;
	}
	if (newName === undefined) return undefined;
	if (!/^[\w-]+$/.test(newName)) return 'A handle has letters, digits, - and _ only.';
	const other = resolveAgent(newName, agents);
	return other && other.path !== agent.path
		? `Another agent is called @${other.handle}.`
		: undefined;
}

/**
 * The edits of one agent file when an agent is renamed: its name and what it says of itself where the
 * file is its own, and every place that means it.
 */
export function renameEdits(
	agent: CatalogAgent,
	document: AgentDocument,
	agents: Catalog,
	newName: string,
): readonly TextEdit[] {
	const own = document.path === agent.path ? nameRange(document) : undefined;
	const places = placesOf(agent, document, agents);
	return [...(own ? [own] : []), ...places].map((range) => ({ range, newText: newName }));
}

/** The places of any agent file that mean an agent, and what its own file says of it; no name. */
export function placesOf(
	agent: CatalogAgent,
	document: AgentDocument,
	agents: Catalog,
): readonly TextRange[] {
	const mentions = mentionsOf(agent, document, agents);
	if (document.path !== agent.path) return mentions;
	const taken = [...mentions, ...findMentions(document).map(({ range }) => range)];
	const starts = new Set(taken.map(({ start }) => start));
	const said = selfMentions(document, agent.handle).filter(({ start }) => !starts.has(start));
	return [...mentions, ...said].toSorted((a, b) => a.start - b.start);
}

/**
 * The path, or the URI as text, that a file gets when its agent is renamed; `undefined` where the
 * file is called otherwise, and keeps its name.
 */
export function renamedFile(path: string, handle: string, newName: string): string | undefined {
	const folder = path.slice(0, path.length - fileNameOf(path).length);
	const stem = stemOf(path);
	if (stem.toLowerCase() !== handle.toLowerCase() || stem === newName) return undefined;
	return `${folder}${newName}${path.slice(folder.length + stem.length)}`;
}

/** Further ones in one file are text for itself. */
const mostHandles = 1000;
/** No name of an agent is longer. */
const longestName = 80;
/** How much of a line is looked at on each side of a place. */
const reach = 200;

const handlePattern = /(?<![\w@./\\-])@([a-z0-9][\w-]{0,79})/gi;

/** `@name` that is no scope of a package, no decorator and no address. */
function* handlesIn(text: string): Generator<Mention> {
	for (const { 0: match, 1: name = '', index } of text.matchAll(handlePattern)) {
		const end = index + match.length;
		if (/^(?:[/(@\\\w-]|\.\w)/.test(text.slice(end, end + 2))) continue;
		const bare = trimEndOf(name, '-');
		const start = end - name.length;
		yield { kind: 'handle', name: bare, range: { start, end: start + bare.length } };
	}
}

/** The mentions that stand in no code block; both are in the order of the file. */
function* outsideOf(document: AgentDocument, mentions: Iterable<Mention>): Generator<Mention> {
	const fences = document.fences.map(({ range }) => document.inFile(range));
	let next = 0;
	for (const mention of mentions) {
		const { start } = mention.range;
		while (next < fences.length && (fences[next]?.end ?? 0) <= start) next++;
		if (start < (fences[next]?.start ?? Infinity)) yield mention;
	}
}

function isAt({ kind, range }: Mention, offset: number): boolean {
	return offset >= range.start - (kind === 'handle' ? 1 : 0) && offset <= range.end;
}

function overlap(a: TextRange, b: TextRange): boolean {
	return a.start < b.end && b.start < a.end;
}
