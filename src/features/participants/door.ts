import * as vscode from 'vscode';
import type { CatalogAgent, Origin } from '../../core/agent/catalog.ts';
import type { Finding } from '../../core/chat/knowledge.ts';
import { namedAgent, routeQuestion } from '../../core/chat/routing.ts';
import { firstQuestions } from '../../core/chat/firstQuestions.ts';
import { escapeMarkdown, inlineCode } from '../../core/text/markdownText.ts';
import { plain, plainLine, visiblePath } from '../../core/text/plainText.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import { vscodeDialogs } from '../../host/dialogs.ts';
import { isSvelteKit } from '../../host/project/projectReader.ts';
import type { Services } from '../../host/services.ts';
import { commandIds, doorCommands, doorName } from '../../ids.ts';
import { answer } from './answer.ts';
import { provideFollowUps } from './followUps.ts';
import { KnowingAgents, sourceOf } from './knowingAgents.ts';
import type { ReplyStream } from './replyStream.ts';

/** What VS Code keeps of an answer of the door, besides what it keeps of the agent's. */
interface DoorMetadata {
	/** The agent that keeps answering. */
	readonly uses?: string;
	/** The agent that has answered. */
	readonly asked?: string;
	/** What could be asked first. */
	readonly questions?: readonly string[];
}

const knowing = new WeakMap<AgentLibrary, KnowingAgents>();

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
	const { catalog } = agents;
	const kept = lastOf(context.history).uses;
	const keeping = kept === undefined ? {} : { uses: kept };
	if (request.command === doorCommands.list) {
		listAgents(agents, stream);
		return { metadata: keeping };
	}
	if (request.command === doorCommands.use) {
		return { metadata: await useAgent(agents, request.prompt, stream) };
	}
	const ask = async (agent: CatalogAgent, question: string): Promise<vscode.ChatResult> => {
		const participant = {
			source: sourceOf(agents, agent),
			agents,
			log: services.log,
			projects: services.projectContext,
		};
		const asked = Object.create(request, { prompt: { value: question } }) as vscode.ChatRequest;
		const result = await answer(participant, asked, context, stream, token);
		return {
			...result,
			metadata: { ...(result.metadata as object), ...keeping, asked: agent.handle },
		};
	};
	const named = namedAgent(request.prompt, catalog);
	if (!named && kept !== undefined) {
		const agent = catalog.get(kept);
		if (agent) return ask(agent, request.prompt);
		stream.markdown(
			new vscode.MarkdownString(
				`${inlineCode(`@${kept}`)} is no longer there, so another agent answers.\n\n`,
			),
		);
	}
	const known = knowing.get(agents) ?? new KnowingAgents(agents);
	knowing.set(agents, known);
	const index = named ? undefined : await known.index();
	if (token.isCancellationRequested) return {};
	const route = named
		? ({ kind: 'named', ...named } as const)
		: routeQuestion(request.prompt, catalog, () => index ?? neverNeeded());
	switch (route.kind) {
		case 'named':
			return ask(route.agent, route.question);
		case 'found': {
			const agent = catalog.get(route.handle);
			if (!agent) return {};
			const about = route.about.length > 0 ? ` — ${route.about.join(', ')}` : '';
			stream.markdown(
				new vscode.MarkdownString(
					`Answered as **@${escapeMarkdown(agent.handle)}**${escapeMarkdown(about)}\n\n`,
				),
			);
			const result = await ask(agent, request.prompt);
			stream.button({
				command: commandIds.askAnother,
				title: plain`Ask Another Agent…`,
				arguments: [request.prompt, agent.handle],
			});
			return result;
		}
		case 'close':
			offerTwo(route.findings, request.prompt, stream);
			return { metadata: keeping };
		case 'nobody':
			sayNobody(agents, route.nearest, request.prompt, stream);
			return { metadata: keeping };
		case 'greeting': {
			const project = await (
				await services.projects.get()
			).near(vscode.window.activeTextEditor?.document.uri);
			const isKit = project !== undefined && isSvelteKit(project);
			const version = isKit ? (project.facts.kit.version ?? '').replace(/^\D+/, '') : '';
			const app = isKit ? `this SvelteKit ${version} app`.replace('  ', ' ') : 'a SvelteKit app';
			stream.markdown(
				new vscode.MarkdownString(
					`Ask anything about the server side of ${escapeMarkdown(app)}: the agent that knows answers. Begin with its name to choose one; ${inlineCode('/list')} shows all.`,
				),
			);
			return {
				metadata: { ...keeping, questions: firstQuestions(isKit ? project.facts : undefined) },
			};
		}
	}
}

/** What leads on from an answer of the door. */
export async function followDoor(
	services: Services,
	result: vscode.ChatResult,
	token: vscode.CancellationToken,
): Promise<vscode.ChatFollowup[]> {
	const { asked, questions = [] } = readDoorMetadata(result.metadata);
	if (questions.length > 0) return questions.map((prompt) => ({ prompt }));
	const agents = await services.agents.get();
	const agent = asked === undefined ? undefined : agents.catalog.get(asked);
	if (!agent || token.isCancellationRequested) return [];
	return provideFollowUps({ source: sourceOf(agents, agent), agents }, result, token);
}

/**
 * Lets the user choose who else answers a question.
 *
 * @param asked the handle of the agent that has answered
 */
export async function askAnother(
	agents: AgentLibrary,
	question: unknown,
	asked: unknown,
): Promise<void> {
	await agents.ready;
	const others = agents.catalog.agents.filter(({ handle }) => handle !== asked);
	const chosen = await chooseAgent(others);
	if (!chosen) return;
	const query = `@${doorName} ${chosen.handle}: ${typeof question === 'string' ? question : ''}`;
	await vscode.commands.executeCommand('workbench.action.chat.open', { query });
}

async function chooseAgent(agents: readonly CatalogAgent[]): Promise<CatalogAgent | undefined> {
	const choices = agents.map((agent) => ({
		label: plainLine(agent.handle),
		description: plainLine(agent.agent.summary),
		agent,
	}));
	const chosen = await vscodeDialogs.choose(choices, {
		placeHolder: plain`Which agent?`,
		matchOnDescription: true,
	});
	return chosen?.agent;
}

async function useAgent(
	agents: AgentLibrary,
	name: string,
	stream: ReplyStream,
): Promise<DoorMetadata> {
	const written = name.trim();
	const agent =
		written === ''
			? await chooseAgent(agents.catalog.agents)
			: namedAgent(`${written.replace(/^@/, '')}:`, agents.catalog)?.agent;
	if (!agent) {
		const none = written === '' ? 'No agent was chosen' : `No agent is called ${written}`;
		stream.markdown(
			new vscode.MarkdownString(`${escapeMarkdown(none)}, so that each question finds its own.`),
		);
		return {};
	}
	stream.markdown(
		new vscode.MarkdownString(
			`**@${escapeMarkdown(agent.handle)}** answers in this conversation from now on. ${inlineCode(`/${doorCommands.use}`)} chooses again.`,
		),
	);
	return { uses: agent.handle };
}

const originTitles: Readonly<Record<Origin, string>> = {
	workspace: 'In this workspace',
	user: 'Your own',
	pack: 'From other extensions',
	bundled: 'From this extension',
};

function listAgents(agents: AgentLibrary, stream: ReplyStream): void {
	const text = new vscode.MarkdownString();
	for (const origin of ['workspace', 'user', 'pack', 'bundled'] as const) {
		const all = agents.catalog.agents.filter((agent) => agent.origin === origin);
		if (all.length === 0) continue;
		text.appendMarkdown(`\n\n**${escapeMarkdown(originTitles[origin])}**\n`);
		for (const { handle, agent, shadows } of all) {
			const tools =
				agent.tools === undefined ? '' : ` · tools: ${agent.tools.join(', ') || 'none'}`;
			const hides = shadows.length > 0 ? ' · goes before another one of its name' : '';
			const words = `${agent.summary || 'no description'}${tools}${hides}`;
			text.appendMarkdown(`\n- **${escapeMarkdown(handle)}** — ${escapeMarkdown(words)}`);
		}
	}
	if (agents.unusable.length > 0) {
		text.appendMarkdown('\n\n**Cannot be used**\n');
		for (const { path, reason } of agents.unusable.slice(0, mostListed)) {
			const place = visiblePath(vscode.workspace.asRelativePath(vscode.Uri.parse(path)));
			text.appendMarkdown(`\n- ${inlineCode(place)}: ${escapeMarkdown(reason)}`);
		}
	}
	stream.markdown(text);
}

const mostListed = 20;

function offerTwo(
	findings: readonly [Finding, Finding],
	question: string,
	stream: ReplyStream,
): void {
	stream.markdown(new vscode.MarkdownString('Two agents know about this:'));
	for (const { agent, title } of findings) {
		stream.button({
			command: 'workbench.action.chat.open',
			title: plain`@${agent.handle}: ${title}`,
			arguments: [{ query: `@${doorName} ${agent.handle}: ${question}` }],
		});
	}
}

function sayNobody(
	{ catalog }: AgentLibrary,
	nearest: Finding | undefined,
	question: string,
	stream: ReplyStream,
): void {
	const own = catalog.agents.filter(({ origin }) => origin === 'user' || origin === 'workspace');
	const mine = own.length > 0 ? `, ${own.length} of them yours,` : '';
	const none = `None of the ${catalog.agents.length} agents${mine} writes about this.`;
	if (!nearest) {
		stream.markdown(
			new vscode.MarkdownString(
				`${escapeMarkdown(none)} ${inlineCode('/list')} shows what there is.`,
			),
		);
		return;
	}
	const { agent, title } = nearest;
	const what = nearest.kind === 'agent' ? '' : ` with ${title}`;
	stream.markdown(
		new vscode.MarkdownString(escapeMarkdown(`${none} Nearest comes @${agent.handle}${what}.`)),
	);
	stream.button({
		command: 'workbench.action.chat.open',
		title: plain`Ask @${agent.handle}`,
		arguments: [{ query: `@${doorName} ${agent.handle}: ${question}` }],
	});
}

function lastOf(history: vscode.ChatContext['history']): DoorMetadata {
	const last = history.findLast((turn) => turn instanceof vscode.ChatResponseTurn);
	return readDoorMetadata(last?.result.metadata);
}

function readDoorMetadata(metadata: unknown): DoorMetadata {
	if (typeof metadata !== 'object' || metadata === null) return {};
	const { uses, asked, questions } = metadata as Readonly<Record<string, unknown>>;
	return {
		...(typeof uses === 'string' && { uses }),
		...(typeof asked === 'string' && { asked }),
		...(Array.isArray(questions) && {
			questions: questions.filter((each) => typeof each === 'string'),
		}),
	};
}

function neverNeeded(): never {
	throw new Error('A question that names an agent is not searched for.');
}
