'use strict';
// Does in a new window what people do by hand: switches on VS Code's own chat extension, adds a model of
// a server to it, and selects it in the chat. The key is read here, from the variable that the user
// named, so that it stands in no file; VS Code keeps it in its store of secrets.
const vscode = require('vscode');

const vendor = 'customendpoint';
const chatExtension = 'GitHub.copilot-chat';

exports.activate = async () => {
	const { url, model, keyVariable } = JSON.parse(process.env.START_ENDPOINT);
	const { executeCommand } = vscode.commands;
	await executeCommand('workbench.extensions.installExtension', chatExtension, { enable: true });
	const extension = await first(vscode.extensions.onDidChange, async () =>
		vscode.extensions.getExtension(chatExtension),
	);
	await extension.activate();
	await executeCommand('lm.addLanguageModelsProviderGroup', {
		name: 'npm start',
		vendor,
		apiType: 'chat-completions',
		// VS Code wants one, also for servers that do not.
		apiKey: (keyVariable && process.env[keyVariable]) || 'none',
		models: [
			{
				id: model,
				name: model,
				url,
				toolCalling: true,
				vision: false,
				maxInputTokens: 32_768,
				maxOutputTokens: 4_096,
			},
		],
	});
	const { id, family } = await first(vscode.lm.onDidChangeChatModels, async () => {
		const models = await vscode.lm.selectChatModels({ vendor });
		return models.find((each) => each.id === model);
	});
	await executeCommand('workbench.action.chat.open');
	await executeCommand('workbench.action.chat.changeModel', { vendor, id, family });
};

/** What `look` finds, now or after an event. */
function first(event, look) {
	return new Promise((resolve, reject) => {
		const tell = () =>
			look().then((found) => {
				if (!found) return;
				listener.dispose();
				resolve(found);
			}, reject);
		const listener = event(tell);
		tell();
	});
}
