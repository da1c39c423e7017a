import type { AgentDocument } from '../agentDocument.ts';
import { handleFrom } from '../../agent/handle.ts';
import type { Catalog, CatalogAgent } from '../../agent/catalog.ts';
import type { Entry } from '../../agent/frontMatter.ts';
import { isOneLine } from '../../agent/header/headerEdits.ts';
import { namesApart } from '../../agent/namesApart.ts';
import { problem, relatedPlace } from '../../problem/problem.ts';
import type { FixEdits, Problem } from '../../problem/problem.ts';
import { inWords } from '../../text/numberWords.ts';
import type { TextEdit } from '../../text/range.ts';
import { programOf } from './validationContext.ts';
import type { ValidationContext } from './validationContext.ts';

/** What is wrong with the name of an agent, by itself and beside the names of others. */
export function nameProblems(
	document: AgentDocument,
	{ agents }: ValidationContext,
): readonly Problem[] {
	const entry = document.entryOf('name');
	const name = document.agent?.name ?? '';
	if (!entry || name === '' || entry.valueRange.end === entry.valueRange.start) return [];
	const taken = agents ? takenProblem(document, entry, name, agents) : undefined;
	return [handleProblem(document, entry, name), taken ?? fileProblem(document, entry, name)].filter(
		(each) => each !== undefined,
	);
}

/** VS Code and GitHub Copilot take the name for a label, which may be any words. */
function handleProblem(document: AgentDocument, entry: Entry, name: string): Problem | undefined {
	if (/^[\w-]+$/.test(name) || programOf(document.path) === 'editors') return undefined;
	const handle = handleFrom(name);
	if (handle === '') return problem('name-not-handle/none', entry.valueRange, { name });
	const fix = writeName(document, entry, handle);
	return problem('name-not-handle/changed', entry.valueRange, { name, handle }, fix);
}

function takenProblem(
	document: AgentDocument,
	entry: Entry,
	name: string,
	agents: Catalog,
): Problem | undefined {
	const { path, stem } = document;
	const handle = handleFrom(name).toLowerCase();
	const own = path === undefined ? undefined : agents.at(path);
	const same = agents
		.namesakes(name, own?.origin ?? 'workspace')
		// “C# Expert” and “C++ Expert” are two names, although one handle comes of both.
		.filter((other) => other.path !== path && written(other.agent.name) === written(name));
	const isOwner = (file: { readonly stem: string }): boolean =>
		handleFrom(file.stem).toLowerCase() === handle;
	const rivals = isOwner({ stem }) ? same.filter(isOwner) : same;
	if (rivals.length === 0) return undefined;
	const related = rivals.slice(0, 5).map(({ path: place, agent }) => {
		const range = agent.nameRange ?? { start: 0, end: 0 };
		return relatedPlace('handle-taken', { path: place, range }, { name: agent.name });
	});
	const range = entry.valueRange;
	const newName = own && namesOf([own, ...rivals], agents).get(own.path);
	const fix =
		newName === undefined || newName === name ? undefined : writeName(document, entry, newName);
	const count = inWords(rivals.length + 1);
	const sum = count.charAt(0).toUpperCase() + count.slice(1);
	const data = { name, sum, newName: newName ?? name };
	const found =
		programOf(path) === 'editors'
			? problem('handle-taken/editors', range, data, fix)
			: problem('handle-taken/claude', range, data, fix);
	return { ...found, related };
}

function written(name: string): string {
	return name
		.normalize('NFC')
		.toLowerCase()
		.replace(/[\s_-]+/g, '-');
}

/** Nobody names more files at once. */
const mostNamed = 100;

/** Names that tell agents apart, by path. */
function namesOf(agents: readonly CatalogAgent[], all: Catalog): ReadonlyMap<string, string> {
	const named = agents.slice(0, mostNamed);
	const paths = new Set(named.map(({ path }) => path));
	return namesApart(named, (name) => {
		const other = all.get(handleFrom(name));
		return other !== undefined && !paths.has(other.path);
	});
}

/** A place in some file, and what is to be written there. */
export interface NameEdit extends TextEdit {
	/** As in `AgentFile.path`. */
	readonly path: string;
	/** What stands there now, unless the file has changed since it was read. */
	readonly before: string;
}

/** What gives all agents that are called as the one of a file names of their own. */
export function nameAll(path: string, agents: Catalog): readonly NameEdit[] {
	const own = agents.at(path);
	if (!own) return [];
	const same = agents.namesakes(own.agent.name, own.origin);
	const names = namesOf([own, ...same.filter((other) => other.path !== path)], agents);
	return same.flatMap(({ path: place, agent: { name, nameRange } }): readonly NameEdit[] => {
		const newText = names.get(place);
		if (newText === undefined || newText === name || !nameRange) return [];
		return [{ path: place, range: nameRange, before: name, newText }];
	});
}

function fileProblem(document: AgentDocument, entry: Entry, name: string): Problem | undefined {
	const { stem, path } = document;
	const fileName = handleFrom(stem);
	if (path === undefined || fileName === '') return undefined;
	if (fileName.toLowerCase() === handleFrom(name).toLowerCase()) return undefined;
	const fix = writeName(document, entry, fileName);
	return problem('name-differs-from-file', entry.valueRange, { stem, name: fileName }, fix);
}

function writeName({ text }: AgentDocument, entry: Entry, name: string): FixEdits | undefined {
	if (!isOneLine(text, entry)) return undefined;
	return { edits: [{ range: entry.valueRange, newText: name }], isGuess: true };
}
