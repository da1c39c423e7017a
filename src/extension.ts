import type * as vscode from 'vscode';
import { registerLanguageFeatures } from './features/language/languageFeatures.ts';
import { registerHandbookModel } from './features/models/handbookModel.ts';
import { registerParticipants } from './features/participants/participants.ts';
import { registerPatterns } from './features/patterns/patterns.ts';
import { registerTools } from './features/tools/tools.ts';
import { afterStart } from './host/afterStart.ts';
import { createLog } from './host/log.ts';

/** Runs at start-up in every window: registers, and reads no file. */
export function activate(context: vscode.ExtensionContext): void {
	const { extensionUri } = context;
	const { log, disposable } = createLog();
	context.subscriptions.push(
		disposable,
		registerParticipants(extensionUri, log),
		afterStart(log, () => registerHandbookModel(log)),
		afterStart(log, () => registerPatterns(extensionUri, log)),
		afterStart(log, () => registerTools(log)),
		afterStart(log, () => registerLanguageFeatures({ extensionUri, log })),
	);
}
