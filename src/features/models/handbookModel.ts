import * as vscode from 'vscode';
import { readSetting } from '../../host/settings.ts';
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
	// Not before it is known whether there are others: else the chat would start with the handbook
	// selected, and VS Code keeps a selection even when its model goes.
	let standsIn = false;
	let isOffered = false;
	/** The handbook has been taken back, but VS Code may still list it. */
	let isLeaving = false;
	const update = (): void => {
		const setting = readSetting<string>(settingIds.handbook, 'auto');
		const offer = setting === 'always' || (setting === 'auto' && standsIn);
		if (offer === isOffered) return;
		isLeaving = isOffered;
		isOffered = offer;
		changed.fire();
	};

	const provider = vscode.lm.registerLanguageModelChatProvider(modelVendor, {
		onDidChangeLanguageModelChatInformation: changed.event,
		provideLanguageModelChatInformation: () => (isOffered ? [handbookModel] : []),
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

	const standIn = (needed: boolean): void => {
		standsIn = needed;
		update();
	};
	const look = async (): Promise<void> => {
		try {
			// Asking also makes VS Code resolve the providers, ours too: without it the first
			// question after start-up would find no model.
			const models = await vscode.lm.selectChatModels();
			clearTimeout(timer);
			const other = models.find(({ vendor }) => vendor !== modelVendor);
			standIn(!other);
			const isGone = models.every(({ vendor }) => vendor !== modelVendor);
			if (other && isLeaving && isGone) {
				isLeaving = false;
				await selectInChat(other);
			}
		} catch (error) {
			log.error('Could not list the language models:', error);
		}
	};
	const timer = setTimeout(() => standIn(true), patience);
	update();
	void look();

	return vscode.Disposable.from(
		provider,
		changed,
		{ dispose: () => clearTimeout(timer) },
		vscode.lm.onDidChangeChatModels(look),
		vscode.workspace.onDidChangeConfiguration((change) => {
			if (change.affectsConfiguration(settingIds.handbook)) update();
		}),
	);
}

/**
 * Moves the chat from the handbook, which is gone, to the model that has appeared. VS Code would
 * keep the handbook selected and refuse every question.
 */
async function selectInChat({ vendor, id, family }: vscode.LanguageModelChat): Promise<void> {
	await vscode.commands.executeCommand('workbench.action.chat.changeModel', { vendor, id, family });
}
