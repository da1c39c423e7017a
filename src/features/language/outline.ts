import * as vscode from 'vscode';
import type { Catalog } from '../../core/agent/catalog.ts';
import { fileLinks, foldingRanges, outlineOf } from '../../core/editor/outline.ts';
import type { FileLink, OutlineItem } from '../../core/editor/outline.ts';
import { plain, plainLine, visiblePath } from '../../core/text/plainText.ts';
import { documentLink, documentSymbol } from '../../host/editorItems.ts';
import { isFile } from '../../host/platform/files.ts';
import { rangeIn } from '../../host/textPositions.ts';
import { agentLanguages } from './agentLanguages.ts';
import type { EditorSurroundings } from './editorSurroundings.ts';
import type { LanguageContext } from './languageContext.ts';

const kinds: Readonly<Record<OutlineItem['kind'], vscode.SymbolKind>> = {
	agent: vscode.SymbolKind.Class,
	pattern: vscode.SymbolKind.Function,
	delegation: vscode.SymbolKind.Event,
};

/** Outline, folding and links of agent files, each beside what VS Code has for all markdown. */
export function registerSymbols(
	{ documents }: LanguageContext,
	surroundings: EditorSurroundings,
): vscode.Disposable {
	return vscode.Disposable.from(
		vscode.languages.registerDocumentSymbolProvider(
			agentLanguages,
			{
				provideDocumentSymbols(document) {
					const analysis = documents.get(document);
					return analysis && outlineOf(analysis).map((item) => toSymbol(document, item));
				},
			},
			{ label: 'Agent' },
		),
		vscode.languages.registerFoldingRangeProvider(agentLanguages, {
			provideFoldingRanges(document) {
				const analysis = documents.get(document);
				if (!analysis) return undefined;
				return foldingRanges(analysis).flatMap((range) => {
					const { start, end } = rangeIn(document, range);
					return end.line > start.line ? [new vscode.FoldingRange(start.line, end.line)] : [];
				});
			},
		}),
		vscode.languages.registerDocumentLinkProvider(agentLanguages, {
			async provideDocumentLinks(document, token) {
				const analysis = documents.get(document);
				if (!analysis) return undefined;
				const { agents } = surroundings.of(document, analysis);
				return toLinks(document, fileLinks(analysis, agents), agents, token);
			},
		}),
	);
}

function toSymbol(
	document: vscode.TextDocument,
	{ kind, name, detail, range, selection }: OutlineItem,
): vscode.DocumentSymbol {
	const whole = rangeIn(document, range);
	const selected = whole.intersection(rangeIn(document, selection)) ?? whole;
	// A symbol without a name is an error to VS Code.
	const shown = plainLine(name, 100) || plain`…`;
	return documentSymbol(shown, plainLine(detail), kinds[kind], whole, selected);
}

/** More files than this are not looked for in one document. */
const mostPaths = 100;

async function toLinks(
	document: vscode.TextDocument,
	links: readonly FileLink[],
	agents: Catalog,
	token: vscode.CancellationToken,
): Promise<vscode.DocumentLink[]> {
	const paths = new Set(links.flatMap((link) => (link.kind === 'project' ? [link.path] : [])));
	const found = new Map<string, vscode.Uri>();
	await Promise.all(
		[...paths].slice(0, mostPaths).map(async (path) => {
			const uri = await projectFile(document, path);
			if (uri) found.set(path, uri);
		}),
	);
	if (token.isCancellationRequested) return [];
	return links.flatMap((link) => {
		const agent = agents.at(link.path);
		const target = link.kind === 'project' ? found.get(link.path) : vscode.Uri.parse(link.path);
		if (!target) return [];
		const tooltip = agent
			? plain`Open the file of @${agent.handle}`
			: plain`Open ${visiblePath(link.path)}`;
		return [documentLink(rangeIn(document, link.range), target, tooltip)];
	});
}

/** The file of a path that is meant from the root of a project, where there is one. */
async function projectFile(
	{ uri }: vscode.TextDocument,
	path: string,
): Promise<vscode.Uri | undefined> {
	const own = vscode.workspace.getWorkspaceFolder(uri);
	const folder = own ?? vscode.workspace.workspaceFolders?.[0];
	if (!folder) return undefined;
	const file = vscode.Uri.joinPath(folder.uri, path);
	return (await isFile(file)) ? file : undefined;
}
