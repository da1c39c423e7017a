import * as vscode from 'vscode';
import { canBeAgentDocument } from '../../core/agent/filePath.ts';
import type { LanguageDeps } from './languageContext.ts';

/**
 * Makes agent files pleasant to write: problems with fixes, hover, completion and navigation. All of
 * it is loaded when the first agent file is opened, or markdown that may mention one.
 */
export function registerLanguageFeatures(deps: LanguageDeps): vscode.Disposable {
	let loaded: Promise<vscode.Disposable> | undefined;
	const load = async (): Promise<vscode.Disposable> => {
		const { startLanguageFeatures } = await import('./languageProviders.ts');
		return startLanguageFeatures(deps);
	};
	const start = (document: vscode.TextDocument): void => {
		if (loaded) return;
		const { uri, languageId, isUntitled } = document;
		const canBeAgent = canBeAgentDocument({ path: uri.path, languageId, isUntitled });
		if (!canBeAgent && !mayMentionAgents(document)) return;
		loaded = load();
		loaded.catch((error: unknown) => deps.log.error('Language features:', error));
	};
	const opening = vscode.workspace.onDidOpenTextDocument(start);
	for (const document of vscode.workspace.textDocuments) start(document);
	return {
		dispose() {
			opening.dispose();
			void loaded?.then((features) => features.dispose());
		},
	};
}

/** Whether a hover over an `@handle` may come; all markdown has them. */
function mayMentionAgents(document: vscode.TextDocument): boolean {
	return document.languageId === 'markdown' && /(?<![\w@./-])@[a-z]/i.test(document.getText());
}
