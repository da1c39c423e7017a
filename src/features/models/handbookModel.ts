import type * as vscode from 'vscode';

/** What VS Code shows of the handbook among the models. */
export const handbookModel: vscode.LanguageModelChatInformation = {
	id: 'handbook',
	name: 'Handbook',
	detail: 'no language model',
	family: 'handbook',
	version: '1',
	tooltip:
		'Answers questions that begin with @ and an agent, such as @sveltekit, by what the agents’ files say. Works offline.',
	maxInputTokens: 90_000,
	maxOutputTokens: 10_000,
	// The chat opens in agent mode, which offers only models that call tools. This one never does.
	capabilities: { toolCalling: true, imageInput: false },
};
