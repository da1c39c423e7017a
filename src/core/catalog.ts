import type { Agent } from './agent.ts';
import { trimOf } from './text/trimChars.ts';

/** Where an agent file comes from, weakest first: a later origin wins over an earlier one. */
export const origins = ['bundled', 'user', 'workspace'] as const;
export type Origin = (typeof origins)[number];

/** One parsed agent file and where it was found. */
export interface AgentFile {
	readonly origin: Origin;
	/** Unique among all files; decides the order of agents that are otherwise equal. */
	readonly path: string;
	/** The file's name without `.md` or `.agent.md`. */
	readonly stem: string;
	readonly agent: Agent;
}

export interface CatalogAgent extends AgentFile {
	/** What is typed after `@`: unique in the catalog, matches `^[\w-]+$`. */
	readonly handle: string;
	/** The handle in words, for display. */
	readonly fullName: string;
	/** Agents of weaker origins that this one hides because they have the same handle. */
	readonly shadows: readonly CatalogAgent[];
}

/**
 * Merges agent files of all origins into one list, sorted by handle.
 *
 * Handles are unique within an origin; where two origins have the same handle the stronger one
 * (workspace, then user, then bundled) is listed and keeps the other in `shadows`. Nothing is lost:
 * each file is either listed or in exactly one `shadows`.
 */
export function buildCatalog(files: readonly AgentFile[]): readonly CatalogAgent[] {
	const byHandle = new Map<string, CatalogAgent>();
	for (const origin of origins) {
		for (const found of withHandles(files.filter((file) => file.origin === origin))) {
			const key = found.handle.toLowerCase();
			const hidden = byHandle.get(key);
			const shadows = hidden ? [{ ...hidden, shadows: [] }, ...hidden.shadows] : [];
			byHandle.set(key, { ...found, shadows });
		}
	}
	return [...byHandle.values()].toSorted((a, b) => compare(a.handle, b.handle));
}

/** The last part of a path without `.md` or `.agent.md`. */
export function stemOf(path: string): string {
	const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
	return name.replace(/(?:\.agent)?\.md$/i, '');
}

/**
 * The front matter `name` if nobody else has it or the file's stem equals it, else the stem, else
 * `name-2`, `name-3` …
 */
function withHandles(files: readonly AgentFile[]): CatalogAgent[] {
	const sorted = files.toSorted((a, b) => compare(a.path, b.path));
	const timesUsed = new Map<string, number>();
	for (const { agent } of sorted) {
		const key = slug(agent.name).toLowerCase();
		timesUsed.set(key, (timesUsed.get(key) ?? 0) + 1);
	}
	const handles = new Map<AgentFile, string>();
	const taken = new Set<string>();
	/** The number that a name got last: lower ones are taken. */
	const numbers = new Map<string, number>();
	const take = (file: AgentFile, handle: string): boolean => {
		if (handle === '' || taken.has(handle.toLowerCase())) return false;
		taken.add(handle.toLowerCase());
		handles.set(file, handle);
		return true;
	};

	// Two rounds: a file that owns its name must not lose it to one that merely comes first.
	for (const file of sorted) {
		const name = slug(file.agent.name);
		const isOwn = slug(file.stem).toLowerCase() === name.toLowerCase();
		if (isOwn || timesUsed.get(name.toLowerCase()) === 1) take(file, name);
	}
	for (const file of sorted) {
		if (handles.has(file) || take(file, slug(file.stem))) continue;
		const name = slug(file.agent.name) || 'agent';
		const key = name.toLowerCase();
		let n = numbers.get(key) ?? 2;
		while (!take(file, `${name}-${n}`)) n++;
		numbers.set(key, n);
	}
	return sorted.map((file) => {
		const handle = handles.get(file) ?? file.stem;
		return { ...file, handle, fullName: inWords(handle), shadows: [] };
	});
}

/** `text` if it can be a handle as it is, else its letters and digits joined by hyphens; may be empty. */
export function slug(text: string): string {
	if (/^[\w-]+$/.test(text)) return text;
	const joined = text
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/\W+/g, '-');
	return trimOf(joined, '-');
}

const upperCaseWords = new Set(
	'ai api aws ci cd cli css db gcp html http it json jwt kv llm ml mcp orm php qa rest sdk seo sql sre ssr ui ux xml yaml'.split(
		' ',
	),
);
const spelledWords: Readonly<Record<string, string>> = {
	devops: 'DevOps',
	graphql: 'GraphQL',
	ios: 'iOS',
	javascript: 'JavaScript',
	mongodb: 'MongoDB',
	mysql: 'MySQL',
	nodejs: 'Node.js',
	postgresql: 'PostgreSQL',
	sveltekit: 'SvelteKit',
	typescript: 'TypeScript',
};

function inWords(handle: string): string {
	return handle
		.split(/[-_]+/)
		.filter((word) => word !== '')
		.map((word) => {
			const lower = word.toLowerCase();
			const spelled = spelledWords[lower];
			if (spelled !== undefined) return spelled;
			return upperCaseWords.has(lower)
				? word.toUpperCase()
				: word[0]?.toUpperCase() + word.slice(1);
		})
		.join(' ');
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
