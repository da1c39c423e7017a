import * as vscode from 'vscode';

/**
 * Enables the Copilot Chat that comes with VS Code, which is off until somebody has set the chat up, and
 * waits until it has started. Nobody is signed in.
 */
export async function startCopilotChat(): Promise<void> {
	const find = () => vscode.extensions.getExtension('GitHub.copilot-chat');
	const present = new Promise<void>((resolve) => {
		const look = () => {
			if (!find()) return;
			listener.dispose();
			resolve();
		};
		const listener = vscode.extensions.onDidChange(look);
		look();
	});
	await vscode.commands.executeCommand(
		'workbench.extensions.installExtension',
		'GitHub.copilot-chat',
		{
			enable: true,
		},
	);
	await present;
	await find()?.activate();
}

/** Lets every tool run that asks for leave while `work` goes on. */
export async function allowingTools(work: () => Promise<void>): Promise<void> {
	const allowing = setInterval(() => {
		void vscode.commands.executeCommand('workbench.action.chat.acceptTool');
	}, 300);
	try {
		await work();
	} finally {
		clearInterval(allowing);
	}
}
