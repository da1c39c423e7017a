import * as vscode from 'vscode';
import { beginsElsewhere, openChat } from '../../host/openChat.ts';
import { isOwn, type Catalog } from '../../core/agent/catalog.ts';
import { askedAs, isParticipant } from '../../core/agent/names.ts';
import { isInAgentPicker } from '../../core/editor/builtInSupport.ts';
import { count } from '../../core/text/markdownText.ts';
import type { OwnAgent } from '../../core/editor/surroundings.ts';
import { plain } from '../../core/text/plainText.ts';
import { codeLens } from '../../host/editorItems.ts';
import { readSetting } from '../../host/settings.ts';
import type { ShownCommand } from '../../host/shownCommand.ts';
import { commandIds, settingIds } from '../../ids.ts';
import { agentLanguages, isOn } from './agentLanguages.ts';
import { chatWith } from './chatWith.ts';
import type { EditorSurroundings } from './editorSurroundings.ts';
import type { LanguageContext } from './languageContext.ts';

/** The line above the front matter: chat, patterns, problems. */
export function registerLens(
	{ documents, agents }: LanguageContext,
	surroundings: EditorSurroundings,
): vscode.Disposable {
	const changed = new vscode.EventEmitter<void>();
	// The first files may have been asked for their lines before there was anything to say.
	void agents.ready.then(() => changed.fire());
	return vscode.Disposable.from(
		changed,
		surroundings.onDidChange(() => changed.fire()),
		vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
		vscode.languages.onDidChangeDiagnostics(({ uris }) => {
			const shown = new Set(uris.map(String));
			// Open, but maybe not visible yet: VS Code may have asked for its lines already.
			const open = vscode.workspace.textDocuments;
			if (open.some((each) => shown.has(each.uri.toString()) && documents.get(each))) {
				changed.fire();
			}
		}),
		vscode.workspace.onDidChangeConfiguration((event) => {
			const shown = [settingIds.codeLens, settingIds.participants];
			if (shown.some((id) => event.affectsConfiguration(id))) changed.fire();
		}),
		vscode.languages.registerCodeLensProvider(agentLanguages, {
			onDidChangeCodeLenses: changed.event,
			provideCodeLenses(document) {
				const analysis = documents.get(document);
				if (!analysis?.frontMatter.range || !isOn(settingIds.codeLens, document)) return undefined;
				const { own, agents: catalog } = surroundings.of(document, analysis);
				const line = document.positionAt(analysis.frontMatter.range.start).line;
				const place = new vscode.Range(line, 0, line, 0);
				const commands = [
					...chatCommand(own, catalog, document.uri),
					...useCommand(own),
					...patternsCommand(analysis.patterns.length, document.uri),
					...problemsCommand(document.uri),
				];
				return commands.map((command) => codeLens(place, command));
			},
		}),
	);
}

/** Only who is in the chat can be asked there. */
function chatCommand(
	own: OwnAgent | undefined,
	agents: Catalog,
	{ path }: vscode.Uri,
): readonly ShownCommand[] {
	if (!own) return [];
	const { agent, origin, stem } = own.agent;
	if (!own.isListed) return isInAgentPicker(path) ? trustCommand(agent.name) : [];
	const chat = chatWith(own.agent, path);
	if (!chat) return [];
	// VS Code's picker lists each of them by this name.
	const isOne = agents.namesakes(agent.name, origin).length < 2;
	const asAgent = isOne ? plain`Chat as ${agent.name}` : plain`Chat as ${agent.name} (${stem})`;
	const title = 'query' in chat ? plain`Chat with @${askedAs(own.agent)}` : asAgent;
	return beginsElsewhere()
		? [{ title, command: commandIds.askAgent, arguments: [own.agent.path] }]
		: [{ title, command: openChat, arguments: [chat] }];
}

/** What makes the user's own agents, and those of the workspace, participants. */
function useCommand(own: OwnAgent | undefined): readonly ShownCommand[] {
	if (!own?.isListed || !isOwn(own.agent) || isParticipant(own.agent)) return [];
	if (readSetting(settingIds.participants) === 'never') return [];
	return [{ title: plain`Use My Agents with @…`, command: commandIds.useMyAgents }];
}

/** In Restricted Mode the agents of the workspace are not read, so that none can be asked. */
function trustCommand(name: string): readonly ShownCommand[] {
	if (vscode.workspace.isTrusted) return [];
	const title = plain`Restricted Mode: trust the folder to chat as ${name}`;
	return [{ title, command: 'workbench.trust.manage' }];
}

function patternsCommand(patterns: number, uri: vscode.Uri): readonly ShownCommand[] {
	if (patterns === 0) return [];
	const title = plain`${count(patterns, 'pattern')}`;
	return [{ title, command: commandIds.goToPattern, arguments: [uri.toString()] }];
}

function problemsCommand(uri: vscode.Uri): readonly ShownCommand[] {
	// The view of problems leaves hints out.
	const problems = vscode.languages
		.getDiagnostics(uri)
		.filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint).length;
	if (problems === 0) return [];
	const title = plain`${count(problems, 'problem')}`;
	return [{ title, command: 'workbench.actions.view.problems' }];
}
