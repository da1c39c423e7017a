import * as vscode from 'vscode';
import { Lazy } from '../../host/lazy.ts';
import { registerLazyTool } from '../../host/lazyTool.ts';
import type { Refusals } from '../../host/refusals.ts';
import type { Services } from '../../host/services.ts';
import { hidingToolIds, toolContextPrefix, toolIds } from '../../ids.ts';
import type { ToolSet } from './toolSet.ts';

/**
 * Registers the extension's own tools, whose code is loaded when the first is used, and keeps the
 * context keys that hide each where VS Code has one of the kind.
 *
 * @param refusals what the user has said no to since the last question
 */
export function registerTools(
	{ log, changes }: Pick<Services, 'log' | 'changes'>,
	refusals: Refusals,
): vscode.Disposable {
	const tools = new Lazy<ToolSet>(async () => {
		const { createToolSet } = await import('./toolSet.ts');
		return createToolSet(undefined, undefined, refusals, log, await changes.get());
	});
	const names = Object.keys(toolIds) as (keyof typeof toolIds)[];
	const hidden = new Set<string>();
	const look = (): void => {
		const present = new Set(vscode.lm.tools.map(({ name }) => name));
		for (const name of Object.values(hidingToolIds)) {
			if (present.has(name) === hidden.has(name)) continue;
			if (present.has(name)) hidden.add(name);
			else hidden.delete(name);
			void vscode.commands.executeCommand(
				'setContext',
				toolContextPrefix + name,
				present.has(name),
			);
		}
	};
	// Nothing tells when the list of tools changes; it does when extensions come and go, and a model
	// comes with the extension that brings tools.
	look();
	return vscode.Disposable.from(
		...names.map((name) =>
			registerLazyTool(toolIds[name], { get: async () => (await tools.get())[name] }),
		),
		vscode.extensions.onDidChange(look),
		vscode.lm.onDidChangeChatModels(look),
	);
}
