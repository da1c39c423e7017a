import * as vscode from 'vscode';

/** Registers a tool that is made when a model first calls it. */
export function registerLazyTool<T>(
	name: string,
	made: { get(): Promise<vscode.LanguageModelTool<T>> },
): vscode.Disposable {
	return vscode.lm.registerTool<T>(name, {
		prepareInvocation: async (options, token) =>
			(await made.get()).prepareInvocation?.(options, token),
		invoke: async (options, token) => (await made.get()).invoke(options, token),
	});
}
