import * as vscode from 'vscode';

const own = /^(?:command:sveltekitAgents\.\w+\?|https:\/\/svelte\.dev\/)/;

/**
 * What is wrong with a text that VS Code shows as markdown: links that are not of this extension,
 * images from elsewhere, HTML. VS Code's own renderer says what is what.
 */
export async function markdownFault(text: string): Promise<string | undefined> {
	const html: string = await vscode.commands.executeCommand('markdown.api.render', text);
	const tags = [...html.matchAll(/<([a-z][\w-]*)([^<>]*)>/gi)];
	for (const [tag, name = '', attributes = ''] of tags) {
		const address = /(?:href|src)="([^"]*)"/.exec(attributes)?.[1] ?? '';
		const isOurs = name === 'a' ? own.test(address) : address.startsWith('data:image/svg+xml,');
		if (
			/^(?:a|img)$/.test(name)
				? !isOurs
				: !/^(?:p|code|pre|em|strong|ul|ol|li|br|hr|h[1-6]|blockquote|span|div)$/.test(name)
		) {
			return `${tag} in ${text.slice(0, 300)}`;
		}
	}
	return undefined;
}
