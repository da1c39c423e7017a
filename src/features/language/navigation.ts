import * as vscode from 'vscode';
import { analyse } from '../../core/agentDocument.ts';
import type { AgentDocument } from '../../core/agentDocument.ts';
import { findAgent } from '../../core/language/agentNames.ts';
import { stemOf } from '../../core/catalog.ts';
import type { CatalogAgent } from '../../core/catalog.ts';
import type { TextRange } from '../../core/problem.ts';
import {
	handleAt,
	mentionAt,
	nameRange,
	referencesTo,
	renameEdits,
	renameObstacle,
} from '../../core/references.ts';
import { plainLine } from '../../core/text/plainText.ts';
import { readText } from '../../host/readFile.ts';
import { rangeIn, rangeInText } from '../../host/textPositions.ts';
import { agentLanguages } from './agentLanguages.ts';
import type { EditorSurroundings } from './editorSurroundings.ts';
import type { LanguageContext } from './languageContext.ts';

/** An agent that a place of a document means. */
interface Meant {
	readonly agent: CatalogAgent;
	readonly range: TextRange;
	readonly agents: readonly CatalogAgent[];
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
		const agent = mention && findAgent(mention.name, agents);
		return agent && { agent, range: mention.range, agents };
	};

	return vscode.Disposable.from(
		vscode.languages.registerDefinitionProvider(agentLanguages, {
			async provideDefinition(document, position, token) {
				const meant = meantAt(document, position);
				if (!meant) return undefined;
				const file = await readAgentFile(meant.agent);
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
				for (const file of await readAgentFiles(agents)) {
					const isOwn = file.path === agent.path;
					const name = isOwn && includeDeclaration ? nameRange(file) : undefined;
					const ranges = [...(name ? [name] : []), ...referencesTo(agent, file, agents)];
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
				const writable = agents.filter(({ origin }) => origin !== 'bundled');
				for (const file of await readAgentFiles(writable)) {
					for (const { range, newText } of renameEdits(agent, file, agents, newName)) {
						edit.replace(vscode.Uri.parse(file.path ?? ''), rangeInText(file.text, range), newText);
					}
				}
				return token.isCancellationRequested ? undefined : edit;
			},
		}),
	);
}

/** The files of agents and of those that they hide, as they are now, unsaved changes included. */
async function readAgentFiles(agents: readonly CatalogAgent[]): Promise<readonly AgentDocument[]> {
	const files = agents.flatMap((agent) => [agent, ...agent.shadows]);
	const read = await Promise.all(files.map(readAgentFile));
	return read.filter((file) => file !== undefined);
}

async function readAgentFile({ path }: CatalogAgent): Promise<AgentDocument | undefined> {
	const text = await readText(vscode.Uri.parse(path));
	return text === undefined ? undefined : analyse(text, { stem: stemOf(path), path });
}
