import * as vscode from 'vscode';

/** A turn of the past as VS Code gives it. */
export function pastTurn(
	question: string,
	text: string,
	metadata: object = {},
): vscode.ChatContext['history'] {
	const request: object = Object.assign(Object.create(vscode.ChatRequestTurn.prototype) as object, {
		prompt: question,
	});
	const part = new vscode.ChatResponseMarkdownPart(text);
	const response: object = Object.assign(
		Object.create(vscode.ChatResponseTurn.prototype) as object,
		{ response: [part], result: { metadata } },
	);
	return [request as vscode.ChatRequestTurn, response as vscode.ChatResponseTurn];
}
