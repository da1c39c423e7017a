import * as vscode from 'vscode';
import { modelVendor, settingIds } from '../../ids.ts';

const handbookModel: vscode.LanguageModelChatInformation = {
	id: 'handbook',
	name: 'Handbook (no language model)',
	family: 'handbook',
	version: '1',
	tooltip: "Quotes the parts of an agent's own file that fit your question. Works offline.",
	maxInputTokens: 1_000_000,
	maxOutputTokens: 100_000,
	// The chat opens in agent mode, which offers only models that call tools. This one never does.
	capabilities: { toolCalling: true, imageInput: false },
};

/** How long other vendors may take at start-up until the handbook stands in for them, in ms. */
const patience = 10_000;

/**
 * Offers the handbook as a language model, so that agents answer where no other model is installed.
 * By default it is offered only while no other vendor has a model (setting
 * `sveltekitAgents.handbook`).
 */
export function registerHandbookModel(log: vscode.LogOutputChannel): vscode.Disposable {
	const changed = new vscode.EventEmitter<void>();
	// Until it is known whether there are others: else the chat would start with the handbook
	// selected, and VS Code keeps a selection even when its model goes.
	let standsIn = false;
	const isOffered = (): boolean => {
		const setting = vscode.workspace.getConfiguration().get<string>(settingIds.handbook, 'auto');
		return setting === 'always' || (setting === 'auto' && standsIn);
	};

	const provider = vscode.lm.registerLanguageModelChatProvider(modelVendor, {
		onDidChangeLanguageModelChatInformation: changed.event,
		provideLanguageModelChatInformation: () => (isOffered() ? [handbookModel] : []),
		async provideLanguageModelChatResponse(_model, messages, _options, progress, token) {
			const { handbookReply } = await import('./handbookReply.ts');
			for (const text of handbookReply(messages)) {
				if (token.isCancellationRequested) return;
				progress.report(new vscode.LanguageModelTextPart(text));
			}
		},
		async provideTokenCount(_model, text) {
			const length = typeof text === 'string' ? text.length : JSON.stringify(text.content).length;
			return Math.ceil(length / 4);
		},
	});

	const standInUnless = async (others: readonly vscode.LanguageModelChat[]): Promise<void> => {
		const [other] = others;
		if (standsIn === !other) return;
		const wasOffered = isOffered();
		standsIn = !other;
		changed.fire();
		if (other && wasOffered && !isOffered()) await selectInChat(other);
	};
	const look = async (): Promise<void> => {
		try {
			// Asking also makes VS Code resolve the providers, ours too: without it the first
			// question after start-up would find no model.
			const models = await vscode.lm.selectChatModels();
			clearTimeout(timer);
			await standInUnless(models.filter(({ vendor }) => vendor !== modelVendor));
		} catch (error) {
			log.error('Could not list the language models:', error);
		}
	};
	const timer = setTimeout(() => void standInUnless([]), patience);
	void look();

	return vscode.Disposable.from(
		provider,
		changed,
		{ dispose: () => clearTimeout(timer) },
		vscode.lm.onDidChangeChatModels(look),
		vscode.workspace.onDidChangeConfiguration((change) => {
			if (change.affectsConfiguration(settingIds.handbook)) changed.fire();
		}),
	);
}

/**
 * Moves the chat from the handbook, which is being taken away, to the model that has appeared.
 * VS Code would keep the handbook selected and refuse every question.
 */
async function selectInChat({ vendor, id, family }: vscode.LanguageModelChat): Promise<void> {
	await vscode.commands.executeCommand('workbench.action.chat.changeModel', { vendor, id, family });
}
