import type * as vscode from 'vscode';

/** Models, by vendor and id, whose servers have refused requests with tools. */
const refused = new Set<string>();

/** Remembers, as long as this window lives, that a model's server refuses requests with tools. */
export function noteRefusedTools({ vendor, id }: vscode.LanguageModelChat): void {
	refused.add(`${vendor} ${id}`);
}

/**
 * Whether a model can be offered tools, as far as is known. VS Code tells it at run time; the stable
 * typings do not have it yet.
 */
export function callsTools(model: vscode.LanguageModelChat): boolean {
	if (refused.has(`${model.vendor} ${model.id}`)) return false;
	const { capabilities } = model as { capabilities?: { supportsToolCalling?: boolean } };
	return capabilities?.supportsToolCalling !== false;
}

/**
 * The model that was asked last, else one that can be offered tools, since the chat in agent mode takes
 * no others; `undefined` where there is none at all.
 */
export function preferredModel(
	models: readonly vscode.LanguageModelChat[],
	last: Pick<vscode.LanguageModelChat, 'vendor' | 'id'> | undefined,
): vscode.LanguageModelChat | undefined {
	return (
		models.find(({ vendor, id }) => vendor === last?.vendor && id === last.id) ??
		models.find(callsTools) ??
		models[0]
	);
}
