import * as vscode from 'vscode';
import { within } from './within.ts';

export interface ModelList {
	readonly models: readonly vscode.LanguageModelChat[];
	/** Whether all providers have answered. */
	readonly isComplete: boolean;
}

/** How long a provider may take to say what models it has, in ms. */
const patience = 3_000;

/** What vendors that have been asked by themselves have not answered yet. */
const asked = new Map<string, PromiseLike<readonly vscode.LanguageModelChat[]>>();

/**
 * The language models that VS Code lists, within some seconds. A provider that hangs keeps VS Code's
 * own list from ever coming; then each vendor is asked by itself, and those that answer count.
 *
 * Rejects when VS Code cannot list any.
 */
export async function listModels(): Promise<ModelList> {
	const all = await within(patience, vscode.lm.selectChatModels());
	if (all) return { models: all, isComplete: true };
	const lists = await Promise.all(vendors().map((vendor) => within(patience, ask(vendor))));
	return { models: lists.flatMap((list) => list ?? []), isComplete: false };
}

/** What is asked of a vendor that hangs waits in a queue of VS Code's: so it is asked once. */
function ask(vendor: string): PromiseLike<readonly vscode.LanguageModelChat[]> {
	const waiting = asked.get(vendor);
	if (waiting) return waiting;
	const forget = (): void => void asked.delete(vendor);
	const answer = vscode.lm.selectChatModels({ vendor });
	asked.set(vendor, answer);
	answer.then(forget, forget);
	return answer;
}

/** The vendors whose providers extensions declare. */
function vendors(): readonly string[] {
	const declared = vscode.extensions.all.flatMap(({ packageJSON }) => {
		const manifest = packageJSON as {
			readonly contributes?: { readonly languageModelChatProviders?: unknown };
		};
		const providers = manifest.contributes?.languageModelChatProviders;
		return Array.isArray(providers) ? (providers as readonly unknown[]) : [providers];
	});
	const names = declared.map((provider) => (provider as { vendor?: unknown } | undefined)?.vendor);
	return [...new Set(names.filter((name) => typeof name === 'string'))];
}
