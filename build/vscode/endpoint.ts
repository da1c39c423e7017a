import path from 'node:path';
import { repoRoot } from './paths.ts';
import type { ServerOptions } from './server.ts';

/** A model behind a server that speaks as OpenAI's does. */
export interface Endpoint {
	/** The address below which `chat/completions` is. */
	readonly url: string;
	readonly model: string;
	/** The environment variable with the key; none where the server wants none. */
	readonly keyVariable?: string;
}

/**
 * What the command line says of a model's server; nothing where it says none.
 *
 * Throws an Error that says what is wrong with it.
 */
export function readEndpoint(
	values: {
		readonly endpoint?: string | undefined;
		readonly model?: string | undefined;
		readonly 'key-env'?: string | undefined;
	},
	env: NodeJS.ProcessEnv,
): Endpoint | undefined {
	const { endpoint, model, 'key-env': keyVariable } = values;
	if (endpoint === undefined) {
		if (model !== undefined || keyVariable !== undefined) {
			throw new Error('--model and --key-env need --endpoint.');
		}
		return undefined;
	}
	const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
	if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
		throw new Error('--endpoint takes an address such as http://127.0.0.1:11434/v1.');
	}
	// An address is shown in places where a key must not be.
	if (url.username !== '' || url.password !== '') {
		throw new Error(
			'--endpoint takes no password: name the variable that has the key with --key-env.',
		);
	}
	if (model === undefined || model.trim() === '') throw new Error('--endpoint needs --model NAME.');
	if (keyVariable !== undefined && !env[keyVariable]) {
		throw new Error(`--key-env: the environment has no variable ${keyVariable}.`);
	}
	return {
		url: url.href.replace(/\/+$/, ''),
		model,
		...(keyVariable !== undefined && { keyVariable }),
	};
}

/** What a window needs so that its chat has the model of `endpoint`, selected. */
export function connecting(
	endpoint: Endpoint,
): Pick<ServerOptions, 'helperExtensions' | 'env' | 'settings'> {
	return {
		helperExtensions: [path.join(repoRoot, 'build/vscode/endpoint')],
		env: { START_ENDPOINT: JSON.stringify(endpoint) },
		// What VS Code itself asks models for, such as titles, goes there, too.
		settings: { 'chat.byokUtilityModelDefault': 'mainAgent' },
	};
}
