import type { Catalog, CatalogAgent } from './catalog.ts';
import { callingKeys, nameKey, spellings } from './nameKey.ts';
import { Candidates } from '../text/nearest.ts';

/**
 * The agent that a text means by a name: everywhere, in the editor, in the chat and in links. A name
 * is a handle, or the name in an agent's file, or the name of the file, in this order; case,
 * separators and accents do not count. Nor do `@` in front, `agent-` as Claude Code writes it, and an
 * explanation in brackets behind the name, unless they are a part of it.
 *
 * A handle that a chat participant has means that participant, also where a file of the workspace or
 * the user is called the same: `@name` asks it, so that the editor shows no other.
 */
export function resolveAgent(name: string, catalog: Catalog): CatalogAgent | undefined {
	const exact = catalog.get(name.trim().replace(/^@/, ''));
	if (exact) return answering(exact);
	for (const key of keysOf(name)) {
		const found = catalog.called(key);
		if (found) return isCalled(found, key) ? answering(found) : fileOf(found, key);
	}
	return undefined;
}

function isCalled({ handle, agent, shadows }: CatalogAgent, key: string): boolean {
	const names = [agent, ...shadows.map((hidden) => hidden.agent)].map(({ name }) => name);
	return nameKey(handle) === key || names.some((name) => callingKeys(name).includes(key));
}

/** The name of a file means that file, also one that another hides. */
function fileOf(listed: CatalogAgent, key: string): CatalogAgent | undefined {
	return [listed, ...listed.shadows].find(({ stem }) => nameKey(stem) === key);
}

/** The agent that answers to the handle of a listed one. */
export function answering(listed: CatalogAgent): CatalogAgent {
	return [listed, ...listed.shadows].find(isParticipant) ?? listed;
}

/** Whether an agent can be asked in the chat with `@`. */
export function isParticipant({ origin, participant }: CatalogAgent): boolean {
	return origin === 'bundled' || participant !== undefined;
}

/** What is typed after `@` to ask an agent that is a participant. */
export function askedAs({ handle, participant }: CatalogAgent): string {
	return participant?.name ?? handle;
}

/** Whether two texts are the same name. */
export function isSameName(a: string, b: string): boolean {
	return nameKey(a) === nameKey(b);
}

/** Agents that programs bring along, so that no file makes them. */
const builtIn: ReadonlySet<string> = new Set([
	'agent',
	'ask',
	'claude-code-guide',
	'edit',
	'explore',
	'general-purpose',
	'plan',
	'statusline-setup',
]);

/** Whether a name is that of an agent which VS Code or Claude Code brings along. */
export function isBuiltInAgent(name: string): boolean {
	return keysOf(name).some((key) => builtIn.has(key));
}

/** A file may misspell many names. */
const handlesOf = new WeakMap<Catalog, Candidates>();

/** The agent whose handle a name most likely is a misspelling of. */
export function nearestAgent(name: string, catalog: Catalog): CatalogAgent | undefined {
	const [, short] = spellings(name);
	const known = handlesOf.get(catalog);
	const handles = known ?? new Candidates(catalog.agents.map(({ handle: each }) => each));
	handlesOf.set(catalog, handles);
	const handle = handles.nearest(nameKey(short));
	const found = handle === undefined ? undefined : catalog.get(handle);
	return found && answering(found);
}

/** A text as the handle of a new agent, `new-agent` where nothing in it can be one. */
export function newHandle(text: string): string {
	const [, short] = spellings(text);
	const handle = short
		.replace(/^[\s@`*]+/, '')
		.replace(/(?<![\s`*.])[\s`*.]+$/, '')
		.toLowerCase()
		.replace(/[\s_-]+/g, '-')
		.replace(/[^\w-]+/g, '');
	return handle || 'new-agent';
}

/** The ways to read a name, the closest first. */
function keysOf(name: string): readonly string[] {
	const keys = callingKeys(name);
	const bare = keys.map((key) => key.replace(/^agent-(?=.)/, ''));
	return [...new Set([...keys, ...bare])].filter((key) => key !== '');
}
