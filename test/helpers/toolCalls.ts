import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ToolSet } from '../../src/features/tools/toolSet.ts';
import type { toolIds } from '../../src/ids.ts';

type ToolName = keyof typeof toolIds;

/** Shows the user what a tool is about to do, as VS Code does before it runs it. */
export async function prepare(
	tools: ToolSet,
	tool: ToolName,
	input: object,
): Promise<vscode.PreparedToolInvocation> {
	const { token } = new vscode.CancellationTokenSource();
	const prepared = await tools[tool].prepareInvocation?.({ input }, token);
	if (!prepared) throw new Error('Nothing was prepared.');
	return prepared;
}

/** Runs a tool and returns its text. */
export async function run(tools: ToolSet, tool: ToolName, input: object): Promise<string> {
	const { token } = new vscode.CancellationTokenSource();
	const result = await tools[tool].invoke({ input, toolInvocationToken: undefined }, token);
	if (!result) throw new Error('The tool gave nothing.');
	return textOf(result);
}

/** As when the user agrees to what is shown. */
export async function prepareAndRun(
	tools: ToolSet,
	tool: ToolName,
	input: object,
): Promise<string> {
	await prepare(tools, tool, input);
	return run(tools, tool, input);
}

export function textOf({ content }: vscode.LanguageModelToolResult): string {
	return content
		.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
		.join('');
}

/** With what work fails. */
export async function messageOf(work: Promise<unknown>): Promise<string> {
	try {
		await work;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
	throw new Error('It did not fail.');
}

/** The markdown of a confirmation, of which nothing may be trusted. */
export function markdownOf(
	messages: vscode.LanguageModelToolConfirmationMessages | undefined,
): string {
	const message = messages?.message;
	if (!(message instanceof vscode.MarkdownString)) throw new Error('The message is no markdown.');
	assert.deepEqual([message.isTrusted, message.supportHtml], [undefined, false]);
	return message.value;
}
