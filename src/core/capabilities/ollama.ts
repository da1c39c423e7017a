/** Where Ollama listens unless it is told otherwise. */
export const ollamaAddress = 'http://127.0.0.1:11434';

/** What Ollama gives a model on most machines, and what an agent, its tools and a file need (tokens). */
const smallContext = 4_096;
const roomyContext = 32_768;

/** A model of Ollama that can take part in a chat. */
export interface OllamaModel {
	readonly name: string;
	readonly callsTools: boolean;
	readonly seesImages: boolean;
	/** The most that it was made for, in tokens; as far as it is known. */
	readonly most?: number;
	/** What it has been loaded with, in tokens; only while it is loaded. */
	readonly loaded?: number;
}

/** An entry of VS Code's models, as its own command takes it. */
export interface EndpointGroup {
	readonly name: string;
	readonly vendor: 'customendpoint';
	readonly apiType: 'chat-completions';
	/** Kept by VS Code in its store of secrets. */
	readonly apiKey: string;
	readonly models: readonly {
		readonly id: string;
		readonly name: string;
		readonly url: string;
		readonly toolCalling: boolean;
		readonly vision: boolean;
		readonly maxInputTokens: number;
		readonly maxOutputTokens: number;
	}[];
}

/** No more are asked for. */
const mostModels = 20;

/** The names in Ollama's answer to `/api/tags`; those that no model of Ollama can have are left out. */
export function ollamaNames(tags: unknown): readonly string[] {
	const names = modelsIn(tags).map(({ name }) => name);
	return names
		.filter((name) => typeof name === 'string')
		.filter((name) => name.length <= 200 && /^[\w][\w./:-]*$/.test(name))
		.slice(0, mostModels);
}

/**
 * What is known of a model.
 *
 * @param show Ollama's answer to `/api/show`; anything where it gave none
 * @param running its answer to `/api/ps`
 * @returns nothing for a model that cannot chat, such as one for embeddings
 */
export function ollamaModel(
	name: string,
	show: unknown,
	running: unknown,
): OllamaModel | undefined {
	const { capabilities, model_info: info } = fieldsOf(show);
	// Old versions do not say what a model can do.
	const can = Array.isArray(capabilities) ? (capabilities as readonly unknown[]) : undefined;
	if (can && !can.includes('completion')) return undefined;
	const most = tokens(
		Object.entries(fieldsOf(info)).find(([key]) => key.endsWith('.context_length'))?.[1],
	);
	const loaded = tokens(
		modelsIn(running).find((model) => model['name'] === name)?.['context_length'],
	);
	return {
		name,
		callsTools: can?.includes('tools') ?? false,
		seesImages: can?.includes('vision') ?? false,
		...(most !== undefined && { most }),
		...(loaded !== undefined && { loaded }),
	};
}

/**
 * How many tokens a model may be said to take, the best choice first. Ollama cuts what is longer than it
 * was started for without a word; so the user says which it is, unless the model is loaded.
 */
export function contextChoices({ most = roomyContext, loaded }: OllamaModel): readonly number[] {
	if (loaded !== undefined) return [loaded];
	return [...new Set([Math.min(most, roomyContext), Math.min(most, smallContext)])];
}

/** Whether an agent, its tools and a file fit. */
export function isRoomy(context: number): boolean {
	return context >= roomyContext / 2;
}

/** The entry for a model of Ollama that takes so many tokens, question and answer together. */
export function ollamaGroup(
	model: OllamaModel,
	context: number,
	address: string = ollamaAddress,
): EndpointGroup {
	const { name, callsTools, seesImages } = model;
	const output = Math.min(4_096, Math.floor(context / 4));
	return {
		name: `Ollama ${name}`,
		vendor: 'customendpoint',
		apiType: 'chat-completions',
		// Ollama wants none, VS Code some.
		apiKey: 'ollama',
		models: [
			{
				id: name,
				name,
				url: `${address}/v1`,
				toolCalling: callsTools,
				vision: seesImages,
				maxInputTokens: context - output,
				maxOutputTokens: output,
			},
		],
	};
}

function modelsIn(answer: unknown): readonly Readonly<Record<string, unknown>>[] {
	const { models } = fieldsOf(answer);
	return Array.isArray(models) ? (models as readonly unknown[]).map(fieldsOf) : [];
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function tokens(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 512
		? value
		: undefined;
}
