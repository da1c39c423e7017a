import * as vscode from 'vscode';
import { canAnswer, isHandbook } from '../../core/capabilities/handbookModel.ts';
import { HandbookOffer } from '../../core/chat/handbookOffer.ts';
import type { ChatSelection } from '../../host/chatSelection.ts';
import { readSetting } from '../../host/settings.ts';
import { modelVendor, settingIds } from '../../ids.ts';
import { ModelWatch } from '../../host/modelWatch.ts';

/** How long other vendors may take at start-up until the handbook stands in for them, in ms. */
const patience = 10_000;

/**
 * Offers the handbook as a language model, so that agents answer where no other model is installed.
 * By default it is offered only while no other vendor has a model (setting
 * `sveltekitAgents.handbook`).
 *
 * @param selection what is known of the chat, which is moved to another model when the handbook goes
 * while it is selected
 */
export function registerModels(
	selection: ChatSelection,
	log: vscode.LogOutputChannel,
): vscode.Disposable {
	const changed = new vscode.EventEmitter<void>();
	const offer = new HandbookOffer(selection, readSetting(settingIds.handbook));
	/** Tells VS Code where `change` makes a difference. */
	const apply = <T>(change: () => T): T => {
		const before = offer.isOffered;
		const result = change();
		if (offer.isOffered !== before) changed.fire();
		return result;
	};
	const start = setTimeout(() => {
		apply(() => offer.endStart());
		void import('./startLine.ts').then(({ tellStart }) => tellStart(offer.isOffered, log));
	}, patience);
	const watch = new ModelWatch(({ models, isComplete }) => {
		const others = models.filter(canAnswer);
		const moves = apply(() =>
			offer.take({
				others: others.length > 0,
				handbook: models.some(isHandbook),
				isComplete,
			}),
		);
		if (!moves) return;
		void import('./moveChat.ts').then(({ moveChat }) => moveChat(others, selection, log));
	}, log);

	const provider = vscode.lm.registerLanguageModelChatProvider(modelVendor, {
		onDidChangeLanguageModelChatInformation: changed.event,
		async provideLanguageModelChatInformation() {
			watch.lookIfStale();
			return offer.isOffered ? [(await import('./handbookModel.ts')).handbookModel] : [];
		},
		async provideLanguageModelChatResponse(_model, _messages, _options, progress) {
			const { handbookReply } = await import('./handbookReply.ts');
			progress.report(new vscode.LanguageModelTextPart(handbookReply));
		},
		async provideTokenCount(_model, text) {
			const length = typeof text === 'string' ? text.length : JSON.stringify(text.content).length;
			return Math.ceil(length / 4);
		},
	});

	// Listing also makes VS Code resolve the providers, ours too: without it the first question after
	// start-up would find no model.
	watch.look();

	return vscode.Disposable.from(
		provider,
		watch,
		changed,
		{ dispose: () => clearTimeout(start) },
		vscode.workspace.onDidChangeConfiguration((change) => {
			if (!change.affectsConfiguration(settingIds.handbook)) return;
			apply(() => offer.set(readSetting(settingIds.handbook)));
		}),
	);
}
