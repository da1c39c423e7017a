import * as vscode from 'vscode';
import type { AgentDocument } from '../../core/editor/agentDocument.ts';
import { resolveAgent } from '../../core/agent/names.ts';
import { everyAgent, isOwn, type Catalog, type CatalogAgent } from '../../core/agent/catalog.ts';
import type { TextRange } from '../../core/text/range.ts';
import {
	handleAt,
	mentionAt,
	nameRange,
	placesOf,
	renamedFile,
	renameEdits,
	renameObstacle,
} from '../../core/editor/mentions.ts';
import { plainLine } from '../../core/text/plainText.ts';
import { rangeIn, rangeInText } from '../../host/textPositions.ts';
import { kindOf } from '../../host/platform/files.ts';
import { agentLanguages } from './agentLanguages.ts';
import type { EditorSurroundings } from './editorSurroundings.ts';
import type { LanguageContext } from './languageContext.ts';

/** An agent that a place of a document means. */
interface Meant {
	readonly agent: CatalogAgent;
	readonly range: TextRange;
	readonly agents: Catalog;
}

/** Definition, references and renaming of agents. */
export function registerNavigation(
	context: LanguageContext,
	surroundings: EditorSurroundings,
): vscode.Disposable {
	const meantAt = (document: vscode.TextDocument, position: vscode.Position): Meant | undefined => {
		const offset = document.offsetAt(position);
		const analysis = context.documents.get(document);
		const { agents, own } = analysis
			? surroundings.of(document, analysis)
			: { ...surroundings.general(), own: undefined };
		const name = analysis && nameRange(analysis);
		if (own?.isListed === true && name && name.start <= offset && offset <= name.end) {
			return { agent: own.agent, range: name, agents };
		}
		const mention = analysis ? mentionAt(analysis, offset) : handleAt(document.getText(), offset);
		const agent = mention && resolveAgent(mention.name, agents);
		return agent && { agent, range: mention.range, agents };
	};

	const readFile = async ({ path }: CatalogAgent): Promise<AgentDocument | undefined> =>
		context.agents.inEditor(vscode.Uri.parse(path));

	/** The files of agents and of those that they hide, as they are now, unsaved changes included. */
	const readFiles = async (
		agents: readonly CatalogAgent[],
		accepts: (file: CatalogAgent) => boolean = () => true,
	): Promise<readonly AgentDocument[]> => {
		const files = everyAgent({ agents }).filter(accepts);
		const read = await Promise.all(files.map(readFile));
		return read.filter((file) => file !== undefined);
	};

	return vscode.Disposable.from(
		vscode.languages.registerDefinitionProvider(agentLanguages, {
			async provideDefinition(document, position, token) {
				const meant = meantAt(document, position);
				if (!meant) return undefined;
				const file = await readFile(meant.agent);
				if (token.isCancellationRequested || !file) return undefined;
				const range = rangeInText(file.text, nameRange(file) ?? { start: 0, end: 0 });
				return [
					{
						originSelectionRange: rangeIn(document, meant.range),
						targetUri: vscode.Uri.parse(meant.agent.path),
						targetRange: range,
						targetSelectionRange: range,
					},
				];
			},
		}),
		vscode.languages.registerReferenceProvider(agentLanguages, {
			async provideReferences(document, position, { includeDeclaration }, token) {
				const meant = meantAt(document, position);
				if (!meant) return undefined;
				const { agent, agents } = meant;
				const found: vscode.Location[] = [];
				for (const file of await readFiles(agents.agents)) {
					const isItself = file.path === agent.path;
					const name = isItself && includeDeclaration ? nameRange(file) : undefined;
					const ranges = [...(name ? [name] : []), ...placesOf(agent, file, agents)];
					const uri = vscode.Uri.parse(file.path ?? '');
					found.push(...ranges.map((at) => new vscode.Location(uri, rangeInText(file.text, at))));
				}
				return token.isCancellationRequested ? undefined : found;
			},
		}),
		vscode.languages.registerRenameProvider(agentLanguages, {
			prepareRename(document, position) {
				const meant = meantAt(document, position);
				// Nothing of ours stands here: VS Code asks the next provider.
				if (!meant) return undefined;
				const obstacle = renameObstacle(meant.agent, undefined, meant.agents);
				if (obstacle !== undefined) throw new Error(plainLine(obstacle));
				return { range: rangeIn(document, meant.range), placeholder: meant.agent.handle };
			},
			async provideRenameEdits(document, position, newName, token) {
				const meant = meantAt(document, position);
				if (!meant) return undefined;
				const { agent, agents } = meant;
				const obstacle = renameObstacle(agent, newName, agents);
				if (obstacle !== undefined) throw new Error(plainLine(obstacle));
				const edit = new vscode.WorkspaceEdit();
				// What came along is not the user's to change.
				for (const file of await readFiles(agents.agents, isOwn)) {
					for (const { range, newText } of renameEdits(agent, file, agents, newName)) {
						edit.replace(vscode.Uri.parse(file.path ?? ''), rangeInText(file.text, range), newText);
					}
				}
				const target = renamedFile(agent.path, agent.handle, newName);
				if (target !== undefined && (await kindOf(vscode.Uri.parse(target))) === undefined) {
					edit.renameFile(vscode.Uri.parse(agent.path), vscode.Uri.parse(target));
				}
				return token.isCancellationRequested ? undefined : edit;
			},
		}),
	);
}
