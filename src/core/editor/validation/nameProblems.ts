import type { AgentDocument } from '../agentDocument.ts';
import { handleFrom } from '../../agent/handle.ts';
import type { Catalog } from '../../agent/catalog.ts';
import type { Entry } from '../../agent/frontMatter.ts';
import { isOneLine } from '../../agent/header/headerEdits.ts';
import type { Fix, Problem } from '../../problem/problem.ts';
import { problemOf } from '../../problem/problemCodes.ts';
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
		(problem) => problem !== undefined,
	);
}

/** VS Code and GitHub Copilot take the name for a label, which may be any words. */
function handleProblem(document: AgentDocument, entry: Entry, name: string): Problem | undefined {
	if (/^[\w-]+$/.test(name) || programOf(document.path) === 'editors') return undefined;
	const handle = handleFrom(name);
	const message =
		handle === ''
			? `“${name}” cannot be typed after @; use letters, digits and hyphens.`
			: `“${name}” cannot be typed after @, so that the handle is ${handle}; use letters, digits and hyphens.`;
	const fix = handle === '' ? undefined : writeName(document, entry, handle);
	return problemOf('name-not-handle', 'information', entry.valueRange, message, fix);
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
	const others = rivals.length === 1 ? 'another file' : `${rivals.length} other files`;
	const answer =
		own && own.handle.toLowerCase() !== handle
			? `, so that this agent answers to @${own.handle}`
			: '';
	const message = `“${name}” is the name in ${others} too${answer}; give each its own.`;
	const related = rivals.slice(0, 5).map((other) => {
		const range = other.agent.nameRange ?? { start: 0, end: 0 };
		return { path: other.path, range, message: `“${other.agent.name}” is named here too.` };
	});
	return { ...problemOf('handle-taken', 'warning', entry.valueRange, message), related };
}

function fileProblem(document: AgentDocument, entry: Entry, name: string): Problem | undefined {
	const { stem, path } = document;
	const fileName = handleFrom(stem);
	if (path === undefined || fileName === '') return undefined;
	if (fileName.toLowerCase() === handleFrom(name).toLowerCase()) return undefined;
	const message = `The file is called “${stem}”, and some programs go by that; give both the same name.`;
	const fix = writeName(document, entry, fileName);
	return problemOf('name-differs-from-file', 'hint', entry.valueRange, message, fix);
}

function writeName({ text }: AgentDocument, entry: Entry, name: string): Fix | undefined {
	if (!isOneLine(text, entry)) return undefined;
	const edits = [{ range: entry.valueRange, newText: name }];
	return { title: `Write “name: ${name}”`, edits, isGuess: true };
}
