import * as vscode from 'vscode';
import { openChatWith } from '../../host/openChat.ts';
import { isOwn, type CatalogAgent } from '../../core/agent/catalog.ts';
import { firstQuestions } from '../../core/chat/firstQuestions.ts';
import type { Finding } from '../../core/chat/knowledge.ts';
import { isGreeting } from '../../core/chat/greeting.ts';
import { calledName, namedAgent, routeQuestion } from '../../core/chat/routing.ts';
import {
	count,
	enumerate,
	escapeMarkdown,
	inlineCode,
	inQuotes,
} from '../../core/text/markdownText.ts';
import { shownKitVersion } from '../../core/project/project.ts';
import { plain } from '../../core/text/plainText.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import { chooseAgent } from '../../host/agents/chooseAgent.ts';
import { vscodeDialogs } from '../../host/dialogs.ts';
import { isSvelteKit } from '../../host/project/projectReader.ts';
import type { Services } from '../../host/services.ts';
import type { ShownCommand } from '../../host/shownCommand.ts';
import { chatCommands, commandIds, doorCommands, doorName } from '../../ids.ts';
import { answer } from './answer.ts';
import { listAgents, sayUnnamed, unusableNamed, useAgent } from './doorAgents.ts';
import { keptAgent, readDoorMetadata, type DoorMetadata } from './doorMetadata.ts';
import { asFollowUp, provideFollowUps } from './followUps.ts';
import { knowledgeOf, sourceOf } from './knowingAgents.ts';
import { listNearest } from './nearestTopics.ts';
import type { ReplyStream } from './replyStream.ts';

/** What is needed to answer one question. */
interface Asked {
	readonly services: Services;
	readonly agents: AgentLibrary;
	readonly request: vscode.ChatRequest;
	readonly context: vscode.ChatContext;
	readonly stream: ReplyStream;
	readonly token: vscode.CancellationToken;
	/** The agent that the conversation keeps to. */
	readonly kept: string | undefined;
}

/**
 * Answers what is asked of no agent in particular: as the agent that the question names, as the one
 * that the conversation keeps to, or as the one whose file is about it. No model is asked who that is.
 */
export async function answerAsDoor(
	services: Services,
	request: vscode.ChatRequest,
	context: vscode.ChatContext,
	stream: ReplyStream,
	token: vscode.CancellationToken,
): Promise<vscode.ChatResult> {
	const agents = await services.agents.get();
	await agents.ready;
	if (token.isCancellationRequested) return {};
	const kept = keptAgent(context.history);
	const asked: Asked = { services, agents, request, context, stream, token, kept };
	if (request.command === doorCommands.list) {
		await listAgents(agents, stream);
		return ownAnswer(asked);
	}
	if (request.command === doorCommands.use) {
		const uses = await useAgent(agents, request.prompt, stream);
		return { metadata: { asked: '', ...(uses !== undefined && { uses }) } satisfies DoorMetadata };
	}
	if (request.command === chatCommands.about) return showAbout(asked);
	return route(asked);
}

/** What the agent sends that is named, or that the conversation keeps to. */
async function showAbout(asked: Asked): Promise<vscode.ChatResult> {
	const { agents, request, stream, kept } = asked;
	const prompt = request.prompt.trim();
	const named = namedAgent(prompt, agents.catalog)?.agent;
	const agent = named ?? (prompt === '' && kept !== undefined && agents.catalog.get(kept));
	if (agent) return askAs(asked, agent, '');
	if (prompt !== '') sayUnnamed(agents, calledName(prompt) ?? prompt, stream);
	else {
		stream.markdown(
			new vscode.MarkdownString(
				`Say whose: ${inlineCode(`/${chatCommands.about}`)} and the name of an agent. ${inlineCode(`/${doorCommands.list}`)} shows all.`,
			),
		);
	}
	return ownAnswer(asked);
}

async function route(asked: Asked): Promise<vscode.ChatResult> {
	const { agents, request, stream, token, kept } = asked;
	const { prompt } = request;
	const { catalog } = agents;
	const named = namedAgent(prompt, catalog);
	if (named) return askAs(asked, named.agent, named.question);
	const name = calledName(prompt);
	if (name !== undefined && unusableNamed(agents, name)) {
		sayUnnamed(agents, name, stream);
		return ownAnswer(asked);
	}
	if (kept !== undefined) {
		const agent = catalog.get(kept);
		if (agent) {
			stream.markdown(answeredAs(agent.handle, `kept by /${doorCommands.use}`));
			return askAs(asked, agent, prompt);
		}
		stream.markdown(
			new vscode.MarkdownString(
				`${inlineCode(`@${kept}`)} is no longer there, so another agent answers.\n\n`,
			),
		);
	}
	// To return a greeting no file has to be read.
	if (isGreeting(prompt)) return greet(asked);
	const index = await knowledgeOf(agents);
	if (token.isCancellationRequested) return {};
	const found = routeQuestion(prompt, catalog, index);
	switch (found.kind) {
		case 'named':
			return askAs(asked, found.agent, found.question);
		case 'unnamed':
			sayUnnamed(agents, found.name, stream);
			listNearest(found.nearest, stream);
			return ownAnswer(asked);
		case 'found': {
			const agent = catalog.get(found.handle);
			if (!agent) return {};
			stream.markdown(answeredAs(agent.handle, enumerate(found.about)));
			const result = await askAs(asked, agent, prompt);
			if (!token.isCancellationRequested) stream.button(another(prompt, agent.handle));
			return result;
		}
		case 'close':
			stream.markdown(new vscode.MarkdownString('Two agents know about this:'));
			for (const { agent, title } of found.findings) {
				stream.button({
					command: commandIds.askAnother,
					title: plain`@${agent.handle}: ${title}`,
					arguments: [prompt, undefined, agent.handle],
				});
			}
			return ownAnswer(asked);
		case 'nobody':
			sayNobody(agents, found.unknown, found.nearest, stream);
			return ownAnswer(asked);
		case 'greeting':
			return greet(asked);
	}
}

/** An answer that no agent has given. */
function ownAnswer({ kept }: Asked, questions?: readonly string[]): vscode.ChatResult {
	const metadata: DoorMetadata = {
		asked: '',
		...(kept !== undefined && { uses: kept }),
		...(questions && { questions }),
	};
	return { metadata };
}

async function askAs(
	{ services, agents, request, context, stream, token, kept }: Asked,
	agent: CatalogAgent,
	question: string,
): Promise<vscode.ChatResult> {
	const participant = {
		source: sourceOf(agents, agent),
		agents,
		log: services.log,
		changes: services.changes,
		projects: services.projectContext,
	};
	const asked = Object.create(request, { prompt: { value: question } }) as vscode.ChatRequest;
	const result = await answer(participant, asked, context, stream, token);
	const metadata: DoorMetadata = {
		...(result.metadata as object | undefined),
		asked: agent.handle,
		...(kept !== undefined && { uses: kept }),
	};
	return { ...result, metadata };
}

function answeredAs(handle: string, why: string): vscode.MarkdownString {
	const text = new vscode.MarkdownString(`Answered as **@${escapeMarkdown(handle)}**`);
	if (why !== '') text.appendMarkdown(` — ${escapeMarkdown(why)}`);
	return text.appendMarkdown('\n\n');
}

function another(question: string, handle: string): ShownCommand {
	return {
		command: commandIds.askAnother,
		title: plain`Ask Another Agent…`,
		arguments: [question, handle],
	};
}

async function greet(asked: Asked): Promise<vscode.ChatResult> {
	const { services, request, stream, token } = asked;
	const projects = await services.projects.get();
	const project = await projects.near(vscode.window.activeTextEditor?.document.uri);
	if (token.isCancellationRequested) return {};
	const facts = project && isSvelteKit(project) ? project.facts : undefined;
	const app = facts
		? `this SvelteKit ${shownKitVersion(facts)} app`.replace('  ', ' ')
		: 'a SvelteKit app';
	const thanks = /\b(?:thank|thanks|thx|danke|merci|gracias|grazie|obrigado)\b/i.test(
		request.prompt,
	);
	stream.markdown(
		new vscode.MarkdownString(
			`${thanks ? 'You are welcome. ' : ''}Ask anything about the server side of ${escapeMarkdown(app)}: the agent that knows answers. Begin with its name to choose one; ${inlineCode(`/${doorCommands.list}`)} shows all.`,
		),
	);
	return ownAnswer(asked, firstQuestions(facts));
}

function sayNobody(
	{ catalog }: AgentLibrary,
	unknown: readonly string[],
	nearest: readonly Finding[],
	stream: ReplyStream,
): void {
	const what = enumerate(inQuotes(unknown, 3), 'or');
	const own = catalog.agents.filter(isOwn);
	const mine = own.length > 0 ? `, ${own.length} of them yours,` : '';
	const all = count(catalog.agents.length, 'agent');
	const none =
		what === ''
			? `None of the ${all}${mine} writes about this.`
			: `Nothing about ${what} here: none of the ${all}${mine} writes about it.`;
	stream.markdown(
		new vscode.MarkdownString(
			`${escapeMarkdown(none)} ${inlineCode(`/${doorCommands.list}`)} shows them.\n\n`,
		),
	);
	listNearest(nearest, stream);
}

/** What leads on from an answer of the door. */
export async function followDoor(
	services: Services,
	result: vscode.ChatResult,
	token: vscode.CancellationToken,
): Promise<vscode.ChatFollowup[]> {
	const { asked = '', questions = [] } = readDoorMetadata(result.metadata) ?? {};
	if (questions.length > 0) return questions.map(asFollowUp);
	const agents = await services.agents.get();
	const agent = agents.catalog.get(asked);
	if (!agent || token.isCancellationRequested) return [];
	const followUps = await provideFollowUps(
		{ source: sourceOf(agents, agent), agents },
		result,
		token,
	);
	// The agent that has answered goes on, whoever the words alone would find.
	return followUps.map((each) =>
		each.participant === undefined
			? { ...each, label: each.prompt, prompt: `${asked}: ${each.prompt}` }
			: each,
	);
}

/**
 * Asks the same question of another agent.
 *
 * @param asked the handle of the agent that has answered, which is not offered again
 * @param handle the agent to ask; where it is left out, the user chooses
 */
export async function askAnother(
	agents: AgentLibrary,
	question: unknown,
	asked: unknown,
	handle: unknown,
): Promise<void> {
	await agents.ready;
	const { catalog } = agents;
	const chosen =
		typeof handle === 'string'
			? catalog.get(handle)
			: await chooseAgent(
					catalog.agents.filter((agent) => agent.handle !== asked),
					vscodeDialogs,
				);
	if (!chosen) return;
	const query = `@${doorName} ${chosen.handle}: ${typeof question === 'string' ? question : ''}`;
	await openChatWith({ query });
}
