import * as vscode from 'vscode';
import type { CatalogAgent } from '../../core/agent/catalog.ts';
import { isCallable } from '../../core/agent/header/callable.ts';
import { nearestAgent, resolveAgent } from '../../core/agent/names.ts';
import { askAgentTool } from '../../core/capabilities/askAgentTool.ts';
import { canAnswer } from '../../core/capabilities/handbookModel.ts';
import { inputSchema } from '../../core/capabilities/ownTools.ts';
import { asOffered, matchHandOffs } from '../../core/chat/handOff.ts';
import { lookUp } from '../../core/chat/passages.ts';
import { namedAgent } from '../../core/chat/routing.ts';
import { readToolInput } from '../../core/chat/toolInput.ts';
import { count, shorten, withoutCommandLinks } from '../../core/text/markdownText.ts';
import { plain } from '../../core/text/plainText.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import type { UsableDocument } from '../../host/agents/agentSource.ts';
import type { ChatSelection } from '../../host/chatSelection.ts';
import { listModels } from '../../host/languageModels.ts';
import { preferredModel } from '../../host/modelTools.ts';
import type { Services } from '../../host/services.ts';
import { ToolError } from '../../host/toolError.ts';
import { inWords, sayingFailures } from '../../host/toolFailure.ts';
import { askAgentToolId } from '../../ids.ts';
import { maxToolRounds } from './answer.ts';
import { brief, type Participant } from './briefing.ts';
import { chooseModel } from './chooseModel.ts';
import { unusableNamed } from './doorAgents.ts';
import { explain, isCancellation } from './failure.ts';
import { knowledgeOf, sourceOf } from './knowingAgents.ts';
import { originWords } from './originWords.ts';
import { ToolLoop } from './toolLoop.ts';

/** What a model may ask for; see `core/capabilities/askAgentTool.ts`. */
export interface AskAgentInput {
	readonly task: string;
	readonly agent?: string;
}

type Shared = Pick<Services, 'agents' | 'answers' | 'changes' | 'log' | 'projectContext'>;
type Selection = Pick<ChatSelection, 'lastOther'>;

/** Agents that ask each other come to an end, whoever is between them. */
const mostAtOnce = 4;
/** More are counted. */
const mostListed = 60;
/** Longer answers are cut, in UTF-16 units. */
const longestAnswer = 60_000;

/** The tool as models are told of it. */
export function createAskAgentTool(
	services: Shared,
	selection: Selection,
): vscode.LanguageModelTool<AskAgentInput> {
	return sayingFailures(new AskAgentTool(services, selection), services.log);
}

/**
 * Lets a model give a task to an agent. The agent answers as it does in the chat: from its file as it
 * is now, with the tools that the file allows. It cannot ask others with this tool; whom it would hand
 * over to is said with its answer. Without a language model the handbook answers.
 */
class AskAgentTool implements vscode.LanguageModelTool<AskAgentInput> {
	readonly #services: Shared;
	readonly #selection: Selection;
	readonly #schema = inputSchema(askAgentTool);
	#asked = 0;

	constructor(services: Shared, selection: Selection) {
		this.#services = services;
		this.#selection = selection;
	}

	async prepareInvocation({
		input,
	}: vscode.LanguageModelToolInvocationPrepareOptions<AskAgentInput>): Promise<vscode.PreparedToolInvocation> {
		const { agent } = this.#read(input);
		return {
			invocationMessage:
				agent === undefined ? plain`Listing the agents` : plain`Asking ${bareName(agent)}`,
		};
	}

	async invoke(
		{ input, toolInvocationToken }: vscode.LanguageModelToolInvocationOptions<AskAgentInput>,
		token: vscode.CancellationToken,
	): Promise<vscode.LanguageModelToolResult> {
		const { task, agent: name } = this.#read(input);
		const agents = await this.#services.agents.get();
		await agents.ready;
		const text =
			name === undefined
				? await listFor(task, agents)
				: await this.#inTurn(async () =>
						this.#ask(agentCalled(name, agents), task, agents, toolInvocationToken, token),
					);
		return new vscode.LanguageModelToolResult([
			new vscode.LanguageModelTextPart(cutAt(withoutCommandLinks(text))),
		]);
	}

	#read(input: unknown): AskAgentInput {
		const read = readToolInput(input, this.#schema);
		if ('fault' in read) throw new ToolError(read.fault);
		return read.input as AskAgentInput;
	}

	async #inTurn<T>(task: () => Promise<T>): Promise<T> {
		if (this.#asked >= mostAtOnce) {
			throw new ToolError(
				`${mostAtOnce} agents are answering already, and no more can be asked meanwhile. Do the task yourself, or ask again when one has answered.`,
			);
		}
		this.#asked++;
		const end = this.#services.answers.begin();
		try {
			return await task();
		} finally {
			end();
			this.#asked--;
		}
	}

	async #ask(
		agent: CatalogAgent,
		task: string,
		agents: AgentLibrary,
		toolInvocationToken: vscode.LanguageModelToolInvocationOptions<object>['toolInvocationToken'],
		token: vscode.CancellationToken,
	): Promise<string> {
		const { log, changes, projectContext: projects } = this.#services;
		const source = sourceOf(agents, agent);
		const { handle } = source;
		const reading = await source.read();
		const { document } = reading;
		if (!document) throw new ToolError(`${handle} cannot be asked. ${reading.fault}`);
		if (!isCallable(document.agent)) {
			throw new ToolError(
				`${handle} cannot be asked with this tool: its file keeps it to people (disable-model-invocation or infer).`,
			);
		}
		const origin = originWords(source, agents);
		const from = origin === undefined ? '' : `, from ${origin.place} ${origin.words}`;
		const model = await this.#model(handle, document);
		if (!model) return quoted(handle, from, document, task);
		const participant: Participant = { source, agents, log, changes, projects };
		const request = { references: [], toolReferences: [] };
		const briefing = await brief(participant, document, { model }, request, askAgentToolId);
		if (token.isCancellationRequested) throw new vscode.CancellationError();
		const { delegations } = document;
		const loop = new ToolLoop({
			handle,
			model,
			offeredTools: briefing.offeredTools,
			delegations,
			toolInvocationToken,
			maxRounds: maxToolRounds(),
			// The answer goes to the one who asked, and whole.
			sink: { text: () => undefined },
			changes,
			token,
			log,
		});
		const { prompt } = document.agent;
		const { context, guides } = briefing;
		try {
			await loop.run({
				prompt,
				guides: guides.sent,
				context,
				history: [],
				attachments: [],
				question: task,
			});
		} catch (error) {
			if (isCancellation(error) || token.isCancellationRequested) throw inWords(error);
			log.error(`@${handle} with ${model.vendor}/${model.id}, asked by a tool:`, error);
			if (loop.text === '' && isUnusable(error)) return quoted(handle, from, document, task);
			throw new ToolError(
				`${handle} could not answer. ${
					explain(error, {
						handle,
						model,
						request: { prompt: task, references: [] },
						hasBegun: loop.text !== '',
					}).message
				}`,
				{ cause: error },
			);
		}
		if (token.isCancellationRequested) throw new vscode.CancellationError();
		const wanted =
			briefing.offeredTools.all.length > 0 ? loop.handOffs : matchHandOffs(delegations, loop.text);
		const files = [...new Set(loop.changed.map(({ label }) => label))];
		const rest = [
			...(files.length > 0 ? [`[${handle} has changed files: ${files.join(', ')}]`] : []),
			...(loop.ranOut
				? [
						`[${handle} used tools in ${loop.rounds.length} rounds, which is the limit, and has not finished.]`,
					]
				: []),
			...(loop.printed
				? [
						`[${model.name} wrote the call of a tool into this answer instead of making it: nothing was run.]`,
					]
				: []),
			...asOffered(wanted, delegations).map(
				({ to, text }) => `[${handle} would hand over to ${to}: ${text}]`,
			),
		];
		return [`${handle} has answered${from}:`, loop.text.trim(), ...rest].join('\n\n');
	}

	/** The model that the user asked agents with last, else one that can call tools. */
	async #model(
		handle: string,
		{ agent }: UsableDocument,
	): Promise<vscode.LanguageModelChat | undefined> {
		const { models } = await listModels();
		const present = models.filter(canAnswer);
		const picked = preferredModel(present, this.#selection.lastOther);
		return picked && (await chooseModel(handle, agent, picked)).model;
	}
}

const unusable: ReadonlySet<string> = new Set([
	vscode.LanguageModelError.NotFound.name,
	vscode.LanguageModelError.NoPermissions.name,
]);

/** The model is not to be had, as when the user does not let this extension use it. */
function isUnusable(error: unknown): boolean {
	return error instanceof vscode.LanguageModelError && unusable.has(error.code);
}

/** @throws ToolError with all names there are, where nobody has this one */
function agentCalled(name: string, agents: AgentLibrary): CatalogAgent {
	const { catalog } = agents;
	const bare = bareName(name);
	const agent = namedAgent(`${bare}:`, catalog)?.agent ?? resolveAgent(bare, catalog);
	if (agent) return agent;
	const file = unusableNamed(agents, bare);
	if (file) throw new ToolError(`${bare} cannot be asked. ${file.reason}`);
	const near = nearestAgent(bare, catalog);
	const meant = near ? ` Did you mean ${near.handle}?` : '';
	throw new ToolError(`No agent is called ${bare}.${meant}\n${linesOf(catalog.agents)}`);
}

function bareName(name: string): string {
	return name.trim().replace(/^@/, '').replace(/:$/, '');
}

/** The agents that can be asked, those first that know about a task. */
async function listFor(task: string, agents: AgentLibrary): Promise<string> {
	const { findings } = (await knowledgeOf(agents)).find(task);
	const rank = new Map(findings.toReversed().map(({ agent }, i) => [agent.handle, i]));
	const sorted = agents.catalog.agents.toSorted(
		(a, b) => (rank.get(b.handle) ?? -1) - (rank.get(a.handle) ?? -1),
	);
	const listed = await Promise.all(
		sorted.slice(0, mostListed).map(async (each) => {
			const { document } = await sourceOf(agents, each).read();
			return document && isCallable(document.agent) ? [each] : [];
		}),
	);
	return linesOf([...listed.flat(), ...sorted.slice(mostListed)]);
}

function linesOf(agents: readonly CatalogAgent[]): string {
	const lines = agents
		.slice(0, mostListed)
		.map(({ handle, agent }) => `- ${handle}: ${shorten(agent.summary, 200)}`);
	const more = agents.length - mostListed;
	const rest = more > 0 ? [`- and ${count(more, 'more agent')}`] : [];
	return ['The agents are:', ...lines, ...rest].join('\n');
}

/** What the handbook has for a task: the agent's own words. */
function quoted(handle: string, from: string, { agent }: UsableDocument, task: string): string {
	const { passages, topics } = lookUp(agent.prompt, task);
	if (passages.length === 0) {
		const list = topics.map((topic) => `- ${topic}`).join('\n');
		const about = list === '' ? '' : ` It is about:\n\n${list}`;
		return `No language model can be used for ${handle}, and nothing in its file fits this task.${about}`;
	}
	return [
		`No language model can be used for ${handle}, so these are the parts of its own file that fit the task best${from}:`,
		...passages.map(({ path, text }) => `## ${path.join(' › ')}\n\n${text}`),
	].join('\n\n');
}

function cutAt(text: string): string {
	if (text.length <= longestAnswer) return text;
	return `${shorten(text, longestAnswer)}\n\n[Cut after ${longestAnswer} characters.]`;
}
