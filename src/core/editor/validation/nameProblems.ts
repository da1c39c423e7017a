import type { AgentDocument } from '../agentDocument.ts';
import { handleFrom } from '../../agent/handle.ts';
import type { Catalog } from '../../agent/catalog.ts';
import type { Entry } from '../../agent/frontMatter.ts';
import { isOneLine } from '../../agent/header/headerEdits.ts';
import { problem, relatedPlace } from '../../problem/problem.ts';
import type { FixEdits, Problem } from '../../problem/problem.ts';
import type { TextRange } from '../../text/range.ts';
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
	{ path, stem }: AgentDocument,
	entry: Entry,
	name: string,
	agents: Catalog,
): Problem | undefined {
	const handle = handleFrom(name).toLowerCase();
	const own = path === undefined ? undefined : agents.at(path);
	const same = agents
		.namesakes(name, own?.origin ?? 'workspace')
		.filter((other) => other.path !== path);
	const isOwner = (file: { readonly stem: string }): boolean =>
		handleFrom(file.stem).toLowerCase() === handle;
	const rivals = isOwner({ stem }) ? same.filter(isOwner) : same;
	if (rivals.length === 0) return undefined;
	const renamed = own && own.handle.toLowerCase() !== handle ? own.handle : undefined;
	const related = rivals.slice(0, 5).map(({ path: place, agent }) => {
		const range = agent.nameRange ?? { start: 0, end: 0 };
		return relatedPlace('handle-taken', { path: place, range }, { name: agent.name });
	});
	return { ...handleTaken(entry.valueRange, name, rivals.length, renamed), related };
}

/** `renamed` is the handle that the agent has instead, where another one has its name for a handle. */
function handleTaken(
	range: TextRange,
	name: string,
	count: number,
	renamed: string | undefined,
): Problem {
	if (renamed === undefined) {
		return count === 1
			? problem('handle-taken/one', range, { name })
			: problem('handle-taken/several', range, { name, count });
	}
	return count === 1
		? problem('handle-taken/oneAndRenamed', range, { name, handle: renamed })
		: problem('handle-taken/severalAndRenamed', range, { name, count, handle: renamed });
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
