import {
	type ChatCompletionRequest,
	type ChatMessage,
	type FixtureOpts,
	type FixtureResponse,
	LLMock,
} from '@copilotkit/aimock';
import * as vscode from 'vscode';

/** How VS Code's Custom Endpoint speaks with a server. */
export const apiTypes = ['chat-completions', 'responses', 'messages'] as const;
export type ApiType = (typeof apiTypes)[number];

/** One reply of the server: what it says, and how it goes wrong on the way. */
export type Reply = FixtureOpts & { readonly response: FixtureResponse };

/** What a model of the server is said to take. */
export interface ModelOptions {
	readonly maxInputTokens?: number;
	readonly toolCalling?: boolean;
}

/**
 * A server of language models that nobody here wrote, as users have one on their machine, and VS Code's
 * own Custom Endpoint pointed at it: what an agent sends goes through the real Copilot Chat and over
 * HTTP, and so does what comes back.
 */
export class Endpoint {
	/** What came in since the last `reply`, in the words of Chat Completions whatever the API. */
	readonly requests: ChatCompletionRequest[] = [];
	readonly #server = new LLMock({ port: 0 });
	readonly #asked = new vscode.EventEmitter<void>();

	private constructor() {}

	/** Starts the server; the built-in Copilot Chat must be enabled. */
	static async open(): Promise<Endpoint> {
		const endpoint = new Endpoint();
		await endpoint.#server.start();
		endpoint.reply();
		return endpoint;
	}

	/** Its address, without a path. */
	get address(): string {
		return this.#server.url;
	}

	/** Adds a model to VS Code, and returns what selects it in the chat. */
	async addModel(
		id: string,
		apiType: ApiType,
		{ maxInputTokens = 64_000, toolCalling = true }: ModelOptions = {},
	): Promise<vscode.LanguageModelChatSelector> {
		await vscode.commands.executeCommand('lm.addLanguageModelsProviderGroup', {
			name: `Test ${id}`,
			vendor: 'customendpoint',
			apiKey: 'test-key',
			apiType,
			models: [
				{
					id,
					name: id,
					url: `${this.#server.url}/v1`,
					toolCalling,
					vision: false,
					maxInputTokens,
					maxOutputTokens: 4_000,
				},
			],
		});
		return { vendor: 'customendpoint', id };
	}

	/** What the server answers to the next requests, one after the other; the last again to all more. */
	reply(...replies: readonly Reply[]): void {
		this.requests.length = 0;
		this.#server.clearFixtures();
		this.#server.addFixture({
			match: { predicate: (request) => this.#note(request) },
			response: { content: '' },
		});
		for (const [i, { response, ...options }] of replies.entries()) {
			const isLast = i === replies.length - 1;
			const predicate = () => (isLast ? this.requests.length > i : this.requests.length === i + 1);
			this.#server.addFixture({ ...options, match: { predicate }, response });
		}
	}

	/** Resolves when the next request has come in. */
	async asked(): Promise<void> {
		await new Promise<void>((resolve) => {
			const listener = this.#asked.event(() => {
				listener.dispose();
				resolve();
			});
		});
	}

	async close(): Promise<void> {
		this.#asked.dispose();
		await this.#server.stop();
	}

	/** Notes a request, and never matches it. */
	#note(request: ChatCompletionRequest): false {
		if (this.requests.at(-1) !== request) {
			this.requests.push(request);
			this.#asked.fire();
		}
		return false;
	}
}

/** The text of a message, whatever its parts. */
export function textOf({ content }: ChatMessage): string {
	if (typeof content === 'string') return content;
	return (content ?? []).map(({ text = '' }) => text).join('');
}

/** A reply that says something and calls one tool. */
export function calling(content: string, name: string, input: object): Reply {
	const call = { id: `call_${name}`, name, arguments: JSON.stringify(input) };
	return { response: { content, toolCalls: [call] } };
}
