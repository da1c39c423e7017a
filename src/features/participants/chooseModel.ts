import * as vscode from 'vscode';
import type { Agent } from '../../core/agent/agent.ts';
import { escapeMarkdown, inlineCode, shorten } from '../../core/text/markdownText.ts';
import { isHandbook } from '../../core/capabilities/handbookModel.ts';
import { resolveModel } from '../../core/capabilities/modelChoice.ts';
import { listModels } from '../../host/languageModels.ts';
import { answerSettings } from './answerSettings.ts';

export interface ModelChosen {
	readonly model: vscode.LanguageModelChat;
	/** A paragraph for the user when the agent asks for a model that is not here. */
	readonly note?: vscode.MarkdownString;
}

/** The model of the chat, or by setting the one that the agent's file asks for. */
export async function chooseModel(
	handle: string,
	agent: Agent,
	picked: vscode.LanguageModelChat,
): Promise<ModelChosen> {
	if (answerSettings().model !== 'agent' || agent.model === undefined || isHandbook(picked)) {
		return { model: picked };
	}
	const { models } = await listModels();
	const present = models.filter((model) => !isHandbook(model));
	const choice = resolveModel(agent.model, present, picked.vendor);
	if (choice.kind === 'model') return { model: choice.model };
	if (choice.kind === 'picker') return { model: picked };
	const note = new vscode.MarkdownString();
	note.appendMarkdown(
		`> ${inlineCode(`@${handle}`)} asks for ${escapeMarkdown(shorten(choice.written, 120))}, which is not offered here; ${escapeMarkdown(picked.name)} answers.\n\n`,
	);
	return { model: picked, note };
}
