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
import { createLog, registerLog } from './host/log.ts';
import { Refusals } from './host/refusals.ts';
import { Services } from './host/services.ts';

/** Runs at start-up in every window: registers, and reads no file. */
export function activate(context: vscode.ExtensionContext): void {
	const selection = new ChatSelection(context.globalState);
	const refusals = new Refusals();
	const services = new Services(context.extensionUri, createLog);
	context.subscriptions.push(
		services,
		registerParticipants(services, { selection, refusals }),
		afterStart(services, () => registerLog(services)),
		afterStart(services, () => registerModels(selection, services.log)),
		afterStart(services, () => registerPatterns(services, context.globalState)),
		afterStart(services, () => registerTools(services, refusals)),
		afterStart(services, () => registerLanguage(services)),
		afterStart(services, () => registerPack(services, context)),
		afterStart(services, () => registerView(services)),
		afterStart(services, () => registerStart(services, context.globalState)),
	);
}
