import type * as vscode from 'vscode';
import { registerLanguageFeatures } from './features/language/languageFeatures.ts';
import { registerHandbookModel } from './features/models/handbookModel.ts';
import { registerParticipants } from './features/participants/participants.ts';
import { registerPatterns } from './features/patterns/patterns.ts';
import { registerTools } from './features/tools/tools.ts';
import { afterStart } from './host/afterStart.ts';
import { ChatSelection } from './host/chatSelection.ts';
import { createLog } from './host/log.ts';
import { Refusals } from './host/refusals.ts';

/** Runs at start-up in every window: registers, and reads no file. */
export function activate(context: vscode.ExtensionContext): void {
	const { extensionUri } = context;
	const selection = new ChatSelection(context.globalState);
	const { log, disposable } = createLog();
	const refusals = new Refusals();
	context.subscriptions.push(
		disposable,
		registerParticipants({ extensionUri, log, selection, refusals }),
		afterStart(log, () => registerHandbookModel(selection, log)),
		afterStart(log, () => registerPatterns(extensionUri, log)),
		afterStart(log, () => registerTools(refusals, log)),
		afterStart(log, () => registerLanguageFeatures({ extensionUri, log })),
	);
}
