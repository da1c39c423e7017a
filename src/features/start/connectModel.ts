import {
	contextChoices,
	isRoomy,
	ollamaGroup,
	type EndpointGroup,
	type OllamaModel,
} from '../../core/capabilities/ollama.ts';
import { paragraph, plain, type PlainText } from '../../core/text/plainText.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import type { Heading, PickFrom, Row } from '../../host/quickPick.ts';

/** A model that a chat can ask. */
export interface ListedModel {
	readonly vendor: string;
	readonly id: string;
	readonly name: string;
	readonly family: string;
	readonly callsTools: boolean;
}

/** What there is in this window and on this machine. */
export interface Surroundings {
	readonly models: readonly ListedModel[];
	/** `undefined` where Ollama does not answer. */
	readonly ollama: readonly OllamaModel[] | undefined;
	/** A SvelteKit project is open that does not have the official MCP server of Svelte. */
	readonly lacksSvelteServer: boolean;
}

/** What is asked of VS Code and of this machine; a test has its own. */
export interface ConnectHost {
	readonly pickFrom: PickFrom;
	readonly dialogs: Dialogs;
	/** Where Ollama listens. */
	readonly address: string;
	/** Whether VS Code's own chat extension runs, which brings all models but other extensions'. */
	hasChatExtension(): boolean;
	/** Rejects with a `UserError` where it cannot be had. */
	startChatExtension(): Promise<void>;
	look(): Promise<Surroundings>;
	/** Writes an entry of VS Code's models, and resolves with the model once it is there. */
	add(group: EndpointGroup): Promise<ListedModel>;
	/** Opens the chat with the model selected. */
	use(model: ListedModel): Promise<void>;
	signIn(): Promise<void>;
	/** VS Code's page of models. */
	manageModels(): Promise<void>;
	/** VS Code's list of the models of the chat. */
	chooseModel(): Promise<void>;
	showSvelteServer(): Promise<void>;
}

/** What is done about a row; `true` leads back to the list. */
type Step = () => Promise<boolean>;

/** More are in VS Code's own list. */
const mostModels = 5;

/**
 * Shows what models there are for the chat and what is missing for others, each with the one step that
 * does it. Nothing is written that was not agreed to.
 */
export async function connectModel(host: ConnectHost): Promise<void> {
	let found: Surroundings | undefined;
	const later = host.look().then((surroundings) => void (found = surroundings));
	const [step] =
		(await host.pickFrom<Step>({
			title: plain`Connect a Model`,
			placeholder: plain`What is here, and what is one step away`,
			rows: () => rowsOf(host, found),
			later,
		})) ?? [];
	if (step && (await step())) await connectModel(host);
}

type Rows = readonly (Row<Step> | Heading)[];

function rowsOf(host: ConnectHost, found: Surroundings | undefined): Rows {
	const rows = [...ways(host, found)];
	if (!found) return rows;
	return [
		...modelsHere(host, found.models),
		...modelsOfOllama(host, found),
		...rows,
		...(found.lacksSvelteServer ? svelteServer(host) : []),
	];
}

function modelsHere(host: ConnectHost, models: readonly ListedModel[]): Rows {
	if (models.length === 0) return [];
	const more = models.length - mostModels;
	return [
		{ heading: plain`In the chat` },
		...models.slice(0, mostModels).map((model): Row<Step> => ({
			icon: 'comment-discussion',
			label: plain`Use ${model.name}`,
			description: plain`${model.vendor}`,
			value: done(async () => host.use(model)),
		})),
		...(more > 0
			? [
					{
						icon: 'list-selection',
						label: plain`Choose Another…`,
						description: plain`${more} more`,
						value: done(async () => host.chooseModel()),
					},
				]
			: []),
	];
}

function modelsOfOllama(host: ConnectHost, { ollama, models }: Surroundings): Rows {
	if (!ollama) return [];
	const known = new Set(models.map(({ id }) => id));
	const others = ollama.filter(({ name }) => !known.has(name));
	if (ollama.length === 0) {
		return [
			{ heading: plain`Ollama on this machine` },
			{
				label: plain`Ollama answers, and has no model yet`,
				detail: plain`ollama pull gpt-oss:20b`,
			},
		];
	}
	if (others.length === 0) return [];
	return [
		{ heading: plain`Ollama on this machine` },
		...others.map((model): Row<Step> => ({
			icon: 'add',
			label: plain`Add ${model.name}…`,
			description: plain`${abilities(model)}`,
			value: done(async () => addOllama(host, model)),
		})),
	];
}

function abilities({ callsTools, most }: OllamaModel): string {
	const tools = callsTools ? 'calls tools' : 'no tools';
	return most === undefined ? tools : `${tools}, ${count(most)} tokens at most`;
}

async function addOllama(host: ConnectHost, model: OllamaModel): Promise<void> {
	const choices = contextChoices(model);
	const buttons = new Map(choices.map((tokens) => [`Add for ${count(tokens)} Tokens`, tokens]));
	const button = await host.dialogs.ask(
		plain`Add ${model.name} of Ollama to VS Code’s models?`,
		[...buttons.keys()],
		explained(host, model),
	);
	const context = button === undefined ? undefined : buttons.get(button);
	if (context === undefined) return;
	if (!host.hasChatExtension()) await host.startChatExtension();
	await host.use(await host.add(ollamaGroup(model, context, host.address)));
}

/** What the entry is, and what Ollama does with what is too long. */
function explained(host: ConnectHost, model: OllamaModel): PlainText {
	const { callsTools, loaded } = model;
	return paragraph(
		plain`VS Code gets an entry “Ollama ${model.name}” (Custom Endpoint, http://127.0.0.1:11434/v1), which you change or remove in its list of models.`,
		...(host.hasChatExtension()
			? []
			: [plain`VS Code’s own chat extension is switched on for it.`]),
		...(callsTools ? [] : [plain`It calls no tools: agents answer with it, and read no files.`]),
		...(loaded === undefined
			? [
					plain`Ollama gives a model 4,096 tokens on most machines, less than an agent’s file with a question, and cuts the rest without a word. Start it with OLLAMA_CONTEXT_LENGTH=32768 for more.`,
				]
			: isRoomy(loaded)
				? []
				: [
						plain`It is loaded with ${count(loaded)} tokens, which is little for an agent’s file and its tools: start Ollama with OLLAMA_CONTEXT_LENGTH=32768 for more.`,
					]),
	);
}

function ways(host: ConnectHost, found: Surroundings | undefined): Rows {
	const isOn = host.hasChatExtension();
	const hasCopilot = found?.models.some(({ vendor }) => vendor === 'copilot') ?? false;
	return [
		{ heading: plain`One step away` },
		...(isOn
			? []
			: [
					{
						icon: 'plug',
						label: plain`Switch On VS Code’s Chat Extension`,
						detail: plain`Comes with VS Code. Copilot, keys and servers of your own need it.`,
						value: async () => {
							await host.startChatExtension();
							return true;
						},
					},
				]),
		...(hasCopilot
			? []
			: [
					{
						icon: 'github',
						label: plain`Sign in to GitHub Copilot`,
						detail: plain`VS Code leads through it; there is a free plan.`,
						value: done(async () => host.signIn()),
					},
				]),
		...(isOn
			? [
					{
						icon: 'key',
						label: plain`Add a Key or a Server`,
						detail: plain`Anthropic, OpenAI, Google or your own server: VS Code keeps the key.`,
						value: done(async () => host.manageModels()),
					},
				]
			: []),
		...(found && !found.ollama
			? [
					{
						icon: 'server',
						label: plain`Look for Ollama Again`,
						description: plain`nothing on 127.0.0.1:11434`,
						detail: plain`Start it with OLLAMA_CONTEXT_LENGTH=32768: agents need that much.`,
						value: async () => true,
					},
				]
			: []),
	];
}

function svelteServer(host: ConnectHost): Rows {
	return [
		{ heading: plain`Better answers` },
		{
			icon: 'book',
			label: plain`About the Svelte MCP Server`,
			description: plain`this project lacks it`,
			detail: plain`With its tools agents read Svelte’s documentation and check components.`,
			value: done(async () => host.showSvelteServer()),
		},
	];
}

function done(run: () => Promise<void>): Step {
	return async () => {
		await run();
		return false;
	};
}

function count(tokens: number): string {
	return tokens.toLocaleString('en');
}
