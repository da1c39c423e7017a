import * as vscode from 'vscode';
import type { Agent } from '../../core/agent/agent.ts';
import { isHandbook } from '../../core/capabilities/handbookModel.ts';
import { svelteServerText } from '../../core/capabilities/svelteServer.ts';
import { isAboutSvelte } from '../../core/project/projectBlock.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import type { AgentSource, UsableDocument } from '../../host/agents/agentSource.ts';
import type { FileChanges } from '../../host/fileChanges.ts';
import type { ModelChosen } from './chooseModel.ts';
import { offerTools, type OfferedTools } from './offeredTools.ts';
import type { ProjectContext } from '../../host/project/projectContext.ts';
import { attachedFiles, firstFile } from './attachments.ts';
import { noGuides, readGuides, type Guides } from './guides.ts';

/** The agent that a question goes to, and what it needs to answer. */
export interface Participant {
	readonly source: AgentSource;
	/** All agents, for those that it hands over to. */
	readonly agents: Pick<AgentLibrary, 'ready' | 'catalog' | 'found' | 'source'>;
	readonly log: vscode.LogOutputChannel;
	/** Learns what its tools do to files. */
	readonly changes?: { get(): Promise<FileChanges> };
	/** Made when it is first needed. */
	readonly projects: { get(): Promise<ProjectContext> };
}

/** What is sent besides the question, before anything is left out. */
export interface Briefing {
	readonly handle: string;
	readonly uri: vscode.Uri;
	readonly document: UsableDocument;
	readonly choice: ModelChosen;
	readonly offeredTools: OfferedTools;
	/** What follows the prompt. */
	readonly guides: Guides;
	/** The message after these; may be empty. */
	readonly context: string;
}

/**
 * Works out what is sent to whom, before anything is sent.
 *
 * @param withoutTool a tool that is not offered, whatever the file allows
 */
export async function brief(
	participant: Participant,
	document: UsableDocument,
	choice: ModelChosen,
	request: Pick<vscode.ChatRequest, 'references' | 'toolReferences'>,
	withoutTool?: string,
): Promise<Briefing> {
	const { agent, delegations } = document;
	const { handle, uri } = participant.source;
	const { model } = choice;
	const offeredTools = offerTools(agent, delegations, model, request.toolReferences, withoutTool);
	const file = firstFile(request.references) ?? vscode.window.activeTextEditor?.document.uri;
	// The handbook quotes the agent's file, and needs no more.
	const isModel = !isHandbook(model);
	const { isTrusted } = vscode.workspace;
	const attached = attachedFiles(request.references);
	const [guides, project] = await Promise.all([
		isModel ? readGuides(agent, { file, attached, isTrusted }) : noGuides,
		isModel && concernsSvelte(agent) ? factsFor(file, participant) : '',
	]);
	const context = [project, serverText(offeredTools), offeredTools.absence]
		.filter((text) => text !== '')
		.join('\n\n');
	return { handle, uri, document, choice, offeredTools, guides, context };
}

const aboutSvelte = new WeakMap<Agent, boolean>();

/** Looks through the whole prompt, once for each version of it. */
function concernsSvelte(agent: Agent): boolean {
	const known = aboutSvelte.get(agent) ?? isAboutSvelte(agent);
	aboutSvelte.set(agent, known);
	return known;
}

const serverTexts = new WeakMap<OfferedTools, string>();

/** From one question to the next the same tools are offered, mostly. */
function serverText(offered: OfferedTools): string {
	const known = serverTexts.get(offered);
	if (known !== undefined) return known;
	const text = svelteServerText(offered.all.map(({ name }) => name));
	serverTexts.set(offered, text);
	return text;
}

/** An answer without the facts is better than none. */
async function factsFor(
	file: vscode.Uri | undefined,
	{ source: { handle }, projects, log }: Participant,
): Promise<string> {
	try {
		const context = await projects.get();
		return await context.textFor(file);
	} catch (error) {
		log.error(`@${handle}: the project could not be read:`, error);
		return '';
	}
}
