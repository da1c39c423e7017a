import type * as vscode from 'vscode';
import { registerLanguage } from './features/language/language.ts';
import { registerModels } from './features/models/models.ts';
import { registerPack } from './features/pack/pack.ts';
import { registerParticipants } from './features/participants/participants.ts';
import { registerPatterns } from './features/patterns/patterns.ts';
import { registerStart } from './features/start/start.ts';
import { registerTools } from './features/tools/tools.ts';
import { registerView } from './features/view/view.ts';
import { afterStart } from './host/afterStart.ts';
import { ChatSelection } from './host/chatSelection.ts';
import { createLog } from './host/log.ts';
import { Refusals } from './host/refusals.ts';
import { Services } from './host/services.ts';

/** Runs at start-up in every window: registers, and reads no file. */
export function activate(context: vscode.ExtensionContext): void {
	const selection = new ChatSelection(context.globalState);
	const { log, disposable } = createLog();
	const refusals = new Refusals();
	const services = new Services(context.extensionUri, log);
	context.subscriptions.push(
		disposable,
		services,
		registerParticipants(services, { selection, refusals }),
		afterStart(log, () => registerModels(selection, log)),
		afterStart(log, () => registerPatterns(services, context.globalState)),
		afterStart(log, () => registerTools(services, refusals)),
		afterStart(log, () => registerLanguage(services)),
		afterStart(log, () => registerPack(services, context)),
		afterStart(log, () => registerView(services)),
		afterStart(log, () => registerStart(services, context.globalState)),
	);
}
