import * as vscode from 'vscode';
import { modelVendor } from '../../ids.ts';
import type { ModelChosen } from './chooseModel.ts';
import { offerTools, type OfferedTools } from './offeredTools.ts';
import type { ProjectContext } from '../../host/project/projectContext.ts';
import type { AgentReading } from './readAgent.ts';
import { firstFile } from './attachments.ts';

/** The agent that a question goes to. */
export interface Participant {
	readonly handle: string;
	readonly agentUri: vscode.Uri;
	readonly log: vscode.LogOutputChannel;
	/** Made when it is first needed. */
	readonly projects: { get(): Promise<ProjectContext> };
}

/** What is sent besides the question, before anything is left out. */
export interface Briefing {
	readonly handle: string;
	readonly agentUri: vscode.Uri;
	readonly reading: AgentReading;
	readonly choice: ModelChosen;
	readonly offeredTools: OfferedTools;
	/** The message after the prompt; may be empty. */
	readonly context: string;
}

/** Works out what is sent to whom, before anything is sent. */
export async function brief(
	participant: Participant,
	reading: AgentReading,
	choice: ModelChosen,
	request: vscode.ChatRequest,
): Promise<Briefing> {
	const { agent, delegations } = reading;
	const { handle, agentUri } = participant;
	const { model } = choice;
	const offeredTools = offerTools(agent, delegations, model, request.toolReferences);
	const file = firstFile(request.references) ?? vscode.window.activeTextEditor?.document.uri;
	// The handbook quotes the agent's file, and needs no more.
	const knowsProject = reading.isAboutSvelte && model.vendor !== modelVendor;
	const project = knowsProject ? await factsFor(file, participant) : '';
	const context = [project, offeredTools.absence].filter((text) => text !== '').join('\n\n');
	return { handle, agentUri, reading, choice, offeredTools, context };
}

/** An answer without the facts is better than none. */
async function factsFor(
	file: vscode.Uri | undefined,
	{ handle, projects, log }: Participant,
): Promise<string> {
	try {
		const context = await projects.get();
		return await context.textFor(file);
	} catch (error) {
		log.error(`@${handle}: the project could not be read:`, error);
		return '';
	}
}
