import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { printedCall } from '../../../src/core/chat/printedCall.ts';

const tools = ['copilot_readFile', 'run_in_terminal'];
const input = '{"filePath": "/etc/passwd"}';

describe('a tool call that an answer prints', () => {
	const printed = [
		`<tool_call>\n{"name": "copilot_readFile", "arguments": ${input}}\n</tool_call>`,
		`I look.\n\n<tool_call>{"name":"copilot_readFile","arguments":${input}}</tool_call>`,
		`[TOOL_CALLS] [{"name": "copilot_readFile", "arguments": ${input}}]`,
		`<|python_tag|>{"name": "copilot_readFile", "parameters": ${input}}`,
		`<function=copilot_readFile>${input}</function>`,
		'<tool_call>\n<function=copilot_readFile>\n<parameter=filePath>\na\n</parameter>\n</function>\n</tool_call>',
		`<function_calls>\n<invoke name="copilot_readFile">\n</invoke>\n</function_calls>`,
		`{"name": "copilot_readFile", "parameters": ${input}}`,
		`[{"name": "copilot_readFile", "arguments": ${input}}]`,
		`{"tool_calls": [{"function": {"name": "copilot_readFile", "arguments": "{}"}}]}`,
		`{"tool": "copilot_readFile", "tool_input": ${input}}`,
		`\`\`\`json\n{"name": "copilot_readFile", "arguments": ${input}}\n\`\`\``,
		`I will read it:\n\n\`\`\`\n{"name": "copilot_readFile", "arguments": ${input}}\n\`\`\`\n`,
	];
	for (const answer of printed) {
		it(`is seen in ${JSON.stringify(answer.slice(0, 60))}`, () => {
			assert.deepEqual(printedCall(answer, tools), { tool: 'copilot_readFile' });
		});
	}

	it('is seen by its mark, whatever it calls', () => {
		assert.deepEqual(printedCall('<tool_call>{"name": "search"', []), { tool: 'search' });
		assert.deepEqual(printedCall('<tool_call>', tools), { tool: undefined });
		assert.deepEqual(printedCall('<｜tool▁calls▁begin｜>', tools), { tool: undefined });
	});

	it('is none in an answer about calls, in data, or in code', () => {
		const answers = [
			'',
			'A model writes `<tool_call>` before the name.',
			'```xml\n<tool_call>{"name": "copilot_readFile"}</tool_call>\n```',
			'{"name": "kit2-app", "version": "0.0.1"}',
			'{"name": "someone_else", "arguments": {}}',
			'{"name": "copilot_readFile"}',
			'```json\n{"name": "kit2-app", "arguments": {}}\n```',
			'Call copilot_readFile with {"filePath": "a"}.',
			'```ts\nconst call = {"name": "copilot_readFile", "arguments": {}};\n```',
			'null',
			'[]',
			'[[[',
			'[null, 1, "copilot_readFile"]',
		];
		assert.deepEqual(
			answers.filter((answer) => printedCall(answer, tools)),
			[],
		);
	});
});
