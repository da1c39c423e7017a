import * as vscode from 'vscode';
import type { Agent } from '../../core/agent.ts';
import { resolveModel } from '../../core/modelChoice.ts';
import { listModels } from '../../host/languageModels.ts';
import { readSetting } from '../../host/settings.ts';
import { modelVendor, settingIds } from '../../ids.ts';

export interface ModelChosen {
	readonly model: vscode.LanguageModelChat;
	/** A line for the user when the agent asks for a model that is not here; else empty. */
	readonly note: string;
}

/** The model of the chat, or by setting the one that the agent's file asks for. */
export async function chooseModel(
	handle: string,
	agent: Agent,
	picked: vscode.LanguageModelChat,
): Promise<ModelChosen> {
	const setting = readSetting<string>(settingIds.model, 'picker');
	if (setting !== 'agent' || agent.model === undefined || picked.vendor === modelVendor) {
		return { model: picked, note: '' };
	}
	const { models } = await listModels();
	const present = models.filter(({ vendor }) => vendor !== modelVendor);
	const choice = resolveModel(agent.model, present, picked.vendor);
	if (choice.kind === 'model') return { model: choice.model, note: '' };
	if (choice.kind === 'picker') return { model: picked, note: '' };
	const text = new vscode.MarkdownString().appendText(choice.written).value;
	return {
		model: picked,
		note: `> \`@${handle}\` asks for ${text}, which is not offered here; ${picked.name} answers.`,
	};
}
