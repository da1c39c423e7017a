import { handleCompletions, targetCompletions } from './completion/nameCompletions.ts';
import type { AgentDocument } from './agentDocument.ts';
import { newHandle } from '../agent/names.ts';
import { newAgentSnippet } from './agentTemplate.ts';
import { at, lineAt } from './completion/proposal.ts';
import type { Completion, Proposal } from './completion/proposal.ts';
import { parseFenceInfo } from '../pattern/fenceInfo.ts';
import { headerCompletions } from './completion/headerCompletions.ts';
import type { Surroundings } from './surroundings.ts';

export type { Completion } from './completion/proposal.ts';

/**
 * What can be typed at an offset of an agent file, best first. Nothing inside code blocks, and
 * nothing that VS Code itself proposes there.
 */
export function completionsAt(
	document: AgentDocument,
	offset: number,
	around: Surroundings,
): readonly Completion[] {
	const line = lineAt(document.text, offset);
	if (document.text.trim() === '') return at(line.whole, [wholeAgent(document)]);
	const handles = handleCompletions(document, line, around);
	if (handles) return handles;
	const targets = targetCompletions(line, around);
	if (isInHeader(document, offset)) return targets ?? headerCompletions(document, line, around);
	if (document.fenceAt(offset)) return fenceCompletions(document, offset);
	return targets ?? [];
}

function wholeAgent({ stem }: AgentDocument): Proposal {
	return {
		kind: 'snippet',
		label: 'New agent',
		detail: 'a whole agent file',
		documentation: 'Front matter and the sections that a system prompt needs.',
		snippet: newAgentSnippet(newHandle(stem)),
	};
}

/** Between the lines of dashes; to the end of the text where the second one is missing. */
function isInHeader({ text, frontMatter }: AgentDocument, offset: number): boolean {
	const opening = /^\uFEFF?\s*---[ \t]*\r?\n/.exec(text)?.[0].length;
	if (opening === undefined || offset < opening) return false;
	const closing = /^(?:---|\.\.\.)[ \t]*\r?$/m.exec(text.slice(opening));
	if (closing) return offset <= opening + closing.index;
	return offset <= (frontMatter.range?.end ?? text.length);
}

const fenceAttributes: readonly (readonly [name: string, snippet: string, meaning: string])[] = [
	['title', 'title="$1"', 'Makes the code block a pattern of this title.'],
	['file', 'file=${1:src/lib/}', 'The file that the code belongs in.'],
	['kit', 'kit=${1|2,3|}', 'The major version of SvelteKit that the code is for.'],
	[
		'dialect',
		'dialect=${1|postgres,sqlite|}',
		'The database that the code is for, beside code for another one.',
	],
	['prefix', 'prefix=${1:kit-}', 'What one types in an editor to get the code.'],
	['placeholders', 'placeholders="$1"', 'Names in the code that are worth changing.'],
];

/** On the line that opens a code block, behind the language. */
function fenceCompletions(document: AgentDocument, offset: number): readonly Completion[] {
	const fence = document.fenceAt(offset);
	if (!fence) return [];
	const { start } = document.inFile(fence.infoRange);
	const line = lineAt(document.text, offset);
	if (fence.info === '' || offset < start || start < line.start) return [];
	const before = document.text.slice(start, offset);
	const typed = /[ \t]([a-z]*)$/i.exec(before)?.[1];
	const isQuoted = (before.match(/"/g)?.length ?? 0) % 2 === 1;
	if (typed === undefined || isQuoted) return [];
	const used = parseFenceInfo(fence.info).attributes;
	const range = { start: offset - typed.length, end: offset };
	return at(
		range,
		fenceAttributes
			.filter(([name]) => !used.has(name) || name === typed)
			.map(([label, snippet, documentation]) => {
				return { kind: 'attribute', label, detail: '', documentation, snippet };
			}),
	);
}
