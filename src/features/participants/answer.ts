import * as vscode from 'vscode';
import { decodeAgentFile, parseAgent, type Agent } from '../../core/agent.ts';
import { stemOf } from '../../core/catalog.ts';
import { fitMessages, type Message, type Turn } from '../../core/conversation.ts';
import { readFile } from '../../host/readFile.ts';
import { UserError } from '../../host/run.ts';
import { chatCommands, modelVendor } from '../../ids.ts';
import { reportFailure } from './failure.ts';
import { listPatterns } from './patternList.ts';
import { readReferences } from './references.ts';

/** The agent that a question goes to. */
export interface Participant {
	readonly handle: string;
	readonly agentUri: vscode.Uri;
	readonly log: vscode.LogOutputChannel;
}

/**
 * Answers one question as an agent: sends the file's prompt, the conversation so far, what the user
 * attached and the question to the model that the user chose, and streams what comes back.
 *
 * Never rejects: a failure becomes `errorDetails`, one sentence, with a button where one helps.
 */
export async function answer(
	participant: Participant,
	request: vscode.ChatRequest,
	context: vscode.ChatContext,
	stream: vscode.ChatResponseStream,
	token: vscode.CancellationToken,
): Promise<vscode.ChatResult> {
	const { handle, agentUri, log } = participant;
	const { model } = request;
	try {
		const agent = await readAgent(agentUri);
		if (request.command === chatCommands.patterns) {
			listPatterns(agent, handle, request.prompt, stream);
			return {};
		}
		if (request.prompt.trim() === '' && request.references.length === 0) {
			introduce(agent, stream);
			return {};
		}
		const references = await readReferences(request.references, takesImages(model));
		if (token.isCancellationRequested) return {};
		const { messages, turnsLeftOut } = await fitMessages(
			{
				prompt: agent.prompt,
				history: turnsOf(context.history),
				references,
				question: request.prompt,
			},
			model.maxInputTokens,
			(text) => model.countTokens(text, token),
		);
		if (token.isCancellationRequested) return {};
		if (turnsLeftOut > 0)
			log.info(`@${handle}: left out ${turnsLeftOut} oldest turn(s) to fit ${model.name}.`);

		const isHandbook = model.vendor === modelVendor;
		const response = await model.sendRequest(
			messages.map((message, i) =>
				toModelMessage(message, isHandbook && i === 0 ? handle : undefined),
			),
			{ justification: `@${handle} answers with the model that you chose in the chat.` },
			token,
		);
		let isEmpty = true;
		for await (const part of response.stream) {
			if (token.isCancellationRequested) return {};
			if (!(part instanceof vscode.LanguageModelTextPart) || part.value === '') continue;
			stream.markdown(part.value);
			isEmpty = false;
		}
		if (isEmpty && !token.isCancellationRequested) {
			throw new UserError(
				`${model.name} sent an empty answer. Ask again, or choose another model.`,
			);
		}
		if (isHandbook) {
			stream.button({ command: 'workbench.action.chat.manage', title: 'Add a Language Model' });
		}
		return {};
	} catch (error) {
		return reportFailure(error, { handle, model, stream, token, log });
	}
}

async function readAgent(uri: vscode.Uri): Promise<Agent> {
	const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
	const remedy = 'Reinstall the extension to get it back.';
	let bytes: Uint8Array;
	try {
		bytes = await readFile(uri);
	} catch (error) {
		throw new UserError(`The agent file ${name} cannot be read. ${remedy}`, { cause: error });
	}
	const decoded = decodeAgentFile(bytes);
	if ('problem' in decoded) throw new UserError(`${name}: ${decoded.problem.message}`);
	const { agent, problems } = parseAgent(decoded.text, stemOf(name));
	if (!agent) {
		throw new UserError(`${name}: ${problems[0]?.message ?? 'no agent is in it.'} ${remedy}`);
	}
	return agent;
}

/** The answer to an empty question: what the agent is for. */
function introduce(agent: Agent, stream: vscode.ChatResponseStream): void {
	const text = new vscode.MarkdownString().appendText(`${agent.summary}.`);
	if (agent.examples.length > 0) {
		text.appendMarkdown('\n\nYou could ask:\n');
		for (const { user } of agent.examples) {
			text.appendMarkdown('\n- ').appendText(user);
		}
	}
	stream.markdown(text);
}

/** The questions of this conversation that were answered. */
function turnsOf(history: vscode.ChatContext['history']): readonly Turn[] {
	const turns: Turn[] = [];
	let question: string | undefined;
	for (const turn of history) {
		if (turn instanceof vscode.ChatRequestTurn) {
			question = turn.prompt;
		} else if (question !== undefined) {
			const text = turn.response
				.map((part) => (part instanceof vscode.ChatResponseMarkdownPart ? part.value.value : ''))
				.join('');
			if (text !== '') turns.push({ question, answer: text });
			question = undefined;
		}
	}
	return turns;
}

/** @param name tells the handbook, which is no language model, whose prompt this message is */
function toModelMessage({ role, parts }: Message, name?: string): vscode.LanguageModelChatMessage {
	const content = parts.map((part) =>
		typeof part === 'string'
			? new vscode.LanguageModelTextPart(part)
			: vscode.LanguageModelDataPart.image(part.data, part.mime),
	);
	return role === 'user'
		? vscode.LanguageModelChatMessage.User(content, name)
		: vscode.LanguageModelChatMessage.Assistant(content);
}

/** VS Code tells it at run time; the stable typings do not have it yet. */
function takesImages(model: vscode.LanguageModelChat): boolean {
	const { capabilities } = model as { capabilities?: { supportsImageToText?: boolean } };
	return capabilities?.supportsImageToText === true;
}
