import * as vscode from 'vscode';
import { Lazy } from '../../host/lazy.ts';
import { registerLazyTool } from '../../host/lazyTool.ts';
import { registerCommand } from '../../host/commands.ts';
import type { Services } from '../../host/services.ts';
import { whenQuiet } from '../../host/whenQuiet.ts';
import { commandIds, patternCommandPrefix, patternToolId } from '../../ids.ts';
import { bundledPatterns } from '../../generated/patterns.ts';
import type { InsertRequest, PatternActions } from './patternActions.ts';

/** When the start of the window is over, in ms: until then nobody looks for projects. */
const afterOthers = 1_000;

/**
 * Registers the commands that insert patterns and the completions for them. What they do is loaded
 * when the first one is used.
 */
export function registerPatterns(services: Services, memory: vscode.Memento): vscode.Disposable {
	const { log } = services;
	const actions = new Lazy(async () => {
		const { createPatternActions } = await import('./patternActions.ts');
		return createPatternActions(services, memory);
	});
	const insert = async (request: InsertRequest): Promise<void> =>
		(await actions.get()).insert(request);

	return vscode.Disposable.from(
		registerCommand(commandIds.insertPattern, log, (argument) => insert(toRequest(argument))),
		...Object.entries(bundledPatterns).flatMap(([handle, ids]) =>
			ids.map((id) =>
				registerCommand(patternCommandPrefix + id, log, () => insert({ id: `${handle}/${id}` })),
			),
		),
		registerCommand(commandIds.finishPattern, log, async (key, path) =>
			(await actions.get()).finishCompletion(
				String(key),
				typeof path === 'string' ? path : undefined,
			),
		),
		registerCompletions(actions),
		registerPatternTool(services, actions),
		registerCommand(commandIds.previewPattern, log, async (node) =>
			(await actions.get()).preview(toRequest(node)),
		),
		registerCommand(commandIds.undoPattern, log, async () => (await actions.get()).undo()),
		registerView(services, actions),
	);
}

/** Registers the view of the patterns after a while: it is not there before a project is found. */
function registerView(
	{ projects, log }: Services,
	actions: Lazy<PatternActions>,
): vscode.Disposable {
	return whenQuiet(log, 'The projects of this window', afterOthers, async () => {
		const [{ createPatternTree }, reader] = await Promise.all([
			import('./patternTree.ts'),
			projects.get(),
		]);
		return createPatternTree(reader, async () => (await actions.get()).source, log);
	});
}

/** The tool is loaded when a model first calls it. */
function registerPatternTool(
	{ projects, log }: Services,
	actions: Lazy<PatternActions>,
): vscode.Disposable {
	const tool = new Lazy(async () => {
		const [{ createPatternTool }, reader, { source, last }] = await Promise.all([
			import('./patternTool.ts'),
			projects.get(),
			actions.get(),
		]);
		return createPatternTool(source, reader, last, log);
	});
	return registerLazyTool(patternToolId, tool);
}

function registerCompletions(actions: Lazy<PatternActions>): vscode.Disposable {
	return vscode.languages.registerCompletionItemProvider(
		['typescript', 'javascript', 'svelte', { pattern: '**/*.svelte' }],
		{
			async provideCompletionItems(document, position, token, { triggerKind }) {
				const line = document.lineAt(position.line).text.slice(0, position.character);
				// Completions belong to the start of a statement, and few words begin like them.
				const typed = /^\s*([\w-]*)$/.exec(line)?.[1];
				if (typed === undefined) return undefined;
				const asked = triggerKind === vscode.CompletionTriggerKind.Invoke && typed === '';
				if (!asked && !typed.startsWith('k')) return undefined;
				const word = new vscode.Range(position.translate(0, -typed.length), position);
				return (await actions.get()).complete(document, word, token);
			},
			resolveCompletionItem: async (item) => (await actions.get()).resolveCompletion(item),
		},
	);
}

/** The argument of a keybinding or link: an id, or an object; anything else asks for everything. */
function toRequest(argument: unknown): InsertRequest {
	if (typeof argument === 'string') return { id: argument };
	if (typeof argument !== 'object' || argument === null) return {};
	const { id, agent, at, route, preview } = argument as Partial<
		Record<keyof InsertRequest, unknown>
	>;
	return {
		...(typeof id === 'string' && { id }),
		...(typeof agent === 'string' && { agent }),
		...((at === 'cursor' || at === 'files') && { at }),
		...(typeof route === 'string' && { route }),
		...(typeof preview === 'boolean' && { preview }),
	};
}
