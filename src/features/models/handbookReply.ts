import * as vscode from 'vscode';
import { lookUp } from '../../core/handbook.ts';
import { escapeMarkdown, inlineCode } from '../../core/markdownText.ts';
import { plainTitle } from '../../core/text/plainTitle.ts';

/**
 * The handbook's answer to a request, piece by piece.
 *
 * A participant's request starts with the agent's prompt in a message that carries the agent's
 * handle as its name, and ends with the question. Any other request is told how to ask.
 */
export function* handbookReply(
	messages: readonly vscode.LanguageModelChatRequestMessage[],
): Generator<string> {
	const [first] = messages;
	if (!first?.name || messages.length < 2) {
		yield 'No language model is installed in this VS Code. The handbook answers questions to the agents of SvelteKit Agents from their own files: start the question with `@` and choose one.';
		return;
	}
	const agent = inlineCode(`@${first.name}`);
	const { passages, topics } = lookUp(textOf(first), textOf(messages.at(-1)));
	if (passages.length === 0) {
		yield `No language model was used, and the handbook finds nothing in the file of ${agent} that fits this question; **Add a Language Model** below gets you a model that answers any.\n`;
		if (topics.length > 0) {
			yield `\nThe file covers:\n\n${topics.map((topic) => `- ${headline(topic)}`).join('\n')}\n`;
		}
		return;
	}
	yield `No language model was used: the handbook quotes the parts of ${agent}'s own file that fit your question best, and **Add a Language Model** below gets you a model that answers the question itself.\n`;
	for (const { path, text } of passages) {
		const title = path.at(-1);
		yield title ? `\n---\n\n### ${headline(title)}\n\n${text}\n` : `\n---\n\n${text}\n`;
	}
}

function headline(title: string): string {
	return escapeMarkdown(plainTitle(title));
}

function textOf(message: vscode.LanguageModelChatRequestMessage | undefined): string {
	return (message?.content ?? [])
		.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
		.join('');
}
