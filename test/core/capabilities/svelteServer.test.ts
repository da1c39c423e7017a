import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	namesSvelteServer,
	svelteServerText,
	svelteTools,
} from '../../../src/core/capabilities/svelteServer.ts';

const all = [
	'copilot_readFile',
	'mcp_docs_get-documentation',
	'mcp_svelte_list-sections',
	'mcp_svelte_get-documentation',
	'mcp_svelte_svelte-autofixer',
];

describe('the official MCP server of Svelte', () => {
	it('is found in a configuration, local or on the web, under any name', () => {
		const stdio = { servers: { s: { command: 'npx', args: ['-y', '@sveltejs/mcp'] } } };
		const http = { mcpServers: { other: { type: 'http', url: 'https://mcp.svelte.dev/mcp' } } };
		assert.ok(namesSvelteServer(JSON.stringify(stdio)));
		assert.ok(namesSvelteServer(`// comment\n${JSON.stringify(http)}`));
		assert.ok(!namesSvelteServer(JSON.stringify({ servers: { svelte: { command: 'x' } } })));
	});

	it('is known by its autofixer, and the others are those of the same server', () => {
		assert.deepEqual(svelteTools(all), {
			sections: 'mcp_svelte_list-sections',
			documentation: 'mcp_svelte_get-documentation',
			autofixer: 'mcp_svelte_svelte-autofixer',
		});
		assert.deepEqual(svelteTools(['mcp_docs_get-documentation', 'svelte-autofixer']), {});
	});

	it('is named to a model with the tools that it is offered, and only with those', () => {
		assert.equal(svelteServerText(['copilot_readFile', 'mcp_docs_get-documentation']), '');
		assert.match(
			svelteServerText(all),
			/read its documentation with mcp_svelte_get-documentation \(mcp_svelte_list-sections lists.*check it with mcp_svelte_svelte-autofixer/,
		);
		assert.equal(
			svelteServerText(['mcp_svelte_svelte-autofixer']),
			'The official MCP server of Svelte is here. Before you show or write a component or a module with runes, check it with mcp_svelte_svelte-autofixer, and again after each change until it finds nothing.',
		);
	});
});
