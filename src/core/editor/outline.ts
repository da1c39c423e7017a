import type { AgentDocument } from './agentDocument.ts';
import { resolveAgent } from '../agent/names.ts';
import type { Catalog } from '../agent/catalog.ts';
import { parseFenceInfo } from '../pattern/fenceInfo.ts';
import { fenceLines } from '../markdown/markdown.ts';
import { shorten } from '../text/markdownText.ts';
import { readPathComment } from '../pattern/pathComment.ts';
import type { TextRange } from '../text/range.ts';
import { findMentions, nameRange } from './mentions.ts';

/** Something to jump to in an agent file. */
export interface OutlineItem {
	readonly kind: 'agent' | 'pattern' | 'delegation';
	readonly name: string;
	readonly detail: string;
	/** All of it. */
	readonly range: TextRange;
	/** What the cursor goes to; inside `range`. */
	readonly selection: TextRange;
}

/** A place that leads to another file. */
export type FileLink =
	| { readonly kind: 'agent'; readonly range: TextRange; readonly path: string }
	/** A path inside the project; there may be no such file. */
	| { readonly kind: 'project'; readonly range: TextRange; readonly path: string };

/**
 * What an agent file consists of besides its headings, which VS Code's outline has already: the
 * agent, its patterns, its delegations.
 */
export function outlineOf(document: AgentDocument): readonly OutlineItem[] {
	return [...agentItem(document), ...patternItems(document), ...delegationItems(document)];
}

/** The lines of dashes around the front matter and what is between them. */
export function foldingRanges(document: AgentDocument): readonly TextRange[] {
	const { range } = document.frontMatter;
	return range ? [range] : [];
}

/** The paths of patterns' files, and every place that names another agent. */
export function fileLinks(document: AgentDocument, agents: Catalog): readonly FileLink[] {
	const toAgents = findMentions(document).flatMap(({ kind, name, range }): FileLink[] => {
		const agent = resolveAgent(name, agents);
		if (!agent || agent.path === document.path) return [];
		const start = kind === 'handle' ? range.start - 1 : range.start;
		return [{ kind: 'agent', range: { start, end: range.end }, path: agent.path }];
	});
	return [...pathLinks(document), ...toAgents].toSorted((a, b) => a.range.start - b.range.start);
}

/** The patterns with the place that opens each, in the order of the file. */
export function patternItems(document: AgentDocument): readonly OutlineItem[] {
	return document.patterns.flatMap(({ title, variants }) => {
		const [first] = variants;
		if (!first) return [];
		const range = document.inFile(first.range);
		const paths = variants.flatMap(({ files }) => files.flatMap(({ path }) => path ?? []));
		return [
			{
				kind: 'pattern' as const,
				name: shorten(title, 100),
				detail: [...new Set(paths)].join(', '),
				range,
				selection: { start: range.start, end: lineEnd(document.text, range) },
			},
		];
	});
}

function agentItem(document: AgentDocument): readonly OutlineItem[] {
	const { agent, frontMatter } = document;
	if (!agent || !frontMatter.range) return [];
	const { range } = frontMatter;
	const selection = nameRange(document) ?? {
		start: range.start,
		end: lineEnd(document.text, range),
	};
	return [
		{ kind: 'agent', name: shorten(agent.name, 100), detail: agent.summary, range, selection },
	];
}

function delegationItems(document: AgentDocument): readonly OutlineItem[] {
	return document.delegations.map(({ target, trigger, range, targetRange }) => ({
		kind: 'delegation',
		name: shorten(target, 100),
		detail: shorten(trigger, 100),
		range,
		selection: targetRange,
	}));
}

/** `file=src/app.ts` behind a fence's marker, and comments with a path at the start of its files. */
function pathLinks(document: AgentDocument): readonly FileLink[] {
	const paths = new Set(
		document.patterns.flatMap(({ variants }) =>
			variants.flatMap(({ files }) => files.flatMap(({ path }) => path ?? [])),
		),
	);
	if (paths.size === 0) return [];
	return document.fences.flatMap((fence): FileLink[] => {
		const file = parseFenceInfo(fence.info, fence.infoRange.start).attributes.get('file');
		const inInfo =
			file && paths.has(file.value) ? [{ path: file.value, range: file.valueRange }] : [];
		const inCode = fenceLines(document.body, fence).flatMap(({ start, contentEnd }) => {
			const text = document.body.slice(start, contentEnd);
			const path = readPathComment(text, true);
			if (path === undefined || !paths.has(path)) return [];
			const from = start + text.indexOf(path);
			return [{ path, range: { start: from, end: from + path.length } }];
		});
		return [...inInfo, ...inCode].map(({ path, range }) => {
			return { kind: 'project', path, range: document.inFile(range) };
		});
	});
}

function lineEnd(text: string, { start, end }: TextRange): number {
	const feed = text.indexOf('\n', start);
	const last = feed === -1 || feed > end ? end : feed;
	return text.charAt(last - 1) === '\r' ? last - 1 : last;
}
