import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	faultReason,
	type ProviderFault,
	providerFault,
} from '../../../src/core/chat/providerFault.ts';

/** What servers say, as it comes through VS Code and the Copilot Chat. */
const told: readonly (readonly [ProviderFault, ...string[]])[] = [
	[
		'quota',
		'429 Too Many Requests',
		'Rate limit exceeded\n\n{"message":"too many","code":"rate_limit_exceeded"}',
		'You exceeded your current quota, please check your plan and billing details.',
		'Your credit balance is too low to access the Anthropic API.',
		'Provider quota for api key sk-1 is used up',
	],
	[
		'tooLong',
		'Request Failed: 400 {"error":{"message":"This model\'s maximum context length is 8192 tokens","code":"context_length_exceeded"}}',
		'prompt is too long: 200001 tokens > 200000 maximum',
		'the request exceeds the available context size. try increasing the context size',
		'Trying to keep the first 9000 tokens when context the overflows.',
		'The input or prompt has too many tokens.',
	],
	[
		'noTools',
		'Request Failed: 400 {"error":{"message":"registry.ollama.ai/library/gemma:2b does not support tools"}}',
		'No endpoints found that support tool use.',
		'"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
		"This model doesn't support function calling",
	],
	[
		'key',
		'Incorrect API key provided: sk-abc.',
		'invalid x-api-key',
		'401 Unauthorized',
		'No auth credentials found',
		'authentication_error',
		'API key not valid. Please pass a valid API key.',
	],
	['cutOff', 'Response too long.'],
	[
		'unreadable',
		'Response contained no choices.',
		"Please check your firewall rules and network connection then try again. Error Code: Failed to parse non-streaming Anthropic response: Expected property name or '}' in JSON at position 1",
	],
	[
		'network',
		'Please check your firewall rules and network connection then try again. Error Code: fetch failed: other side closed',
		'connect ECONNREFUSED 127.0.0.1:11434',
		'getaddrinfo ENOTFOUND api.example.com',
	],
	['other', 'Server error: 500', 'unexpected token', '', 'The model thinks about keys of maps.'],
];

describe('what failed at a provider', () => {
	for (const [fault, ...messages] of told) {
		it(`is ${fault}, in the words of each`, () => {
			assert.deepEqual(
				messages.map((message) => providerFault(['Error', message])),
				messages.map(() => fault),
			);
		});
	}

	it('is found in any of the signs, and the same wherever a long message is cut', () => {
		assert.equal(providerFault(['Error', 'ChatRateLimited', 'no']), 'quota');
		assert.equal(providerFault([`${'x'.repeat(100_000)} 429`]), 'other');
	});

	it('is told in its own words', () => {
		const cases = [
			[
				'Request Failed: 404 {"error":{"message":"model \\"x\\" not found"}}',
				'model "x" not found',
			],
			['400 {"error":"no such model"}', 'no such model'],
			['400 {"detail":"Not here"}', 'Not here'],
			['{"type":"error","error":{"type":"a","message":"Too big"}}', 'Too big'],
			[
				'Request Failed: 400 {"error":{"message":"cut o',
				'Request Failed: 400 {"error":{"message":"cut o',
			],
			['Request Failed: 400 {"error":{}}', 'Request Failed: 400 {"error":{}}'],
			[
				'Please check your firewall rules and network connection then try again. Error Code: fetch failed',
				'fetch failed',
			],
			['one\n  at stack', 'one'],
			['', ''],
		] as const;
		assert.deepEqual(
			cases.map(([message]) => faultReason(message)),
			cases.map(([, reason]) => reason),
		);
	});
});
