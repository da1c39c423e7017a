import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { AgentPatterns } from '../../../../src/features/patterns/agentPatterns.ts';
import { LastInsertion } from '../../../../src/features/patterns/lastInsertion.ts';
import {
	createPatternTool,
	type PatternToolInput,
} from '../../../../src/features/patterns/patternTool.ts';
import type { AgentLibrary } from '../../../../src/host/agents/agentLibrary.ts';
import { ProjectReader } from '../../../../src/host/project/projectReader.ts';
import { patternToolId } from '../../../../src/ids.ts';
import { newLibrary } from '../../../helpers/agentLibrary.ts';
import { textOf } from '../../../helpers/toolCalls.ts';
import { TemporaryProject } from '../../../helpers/temporaryProject.ts';

describe('the tool for patterns', () => {
	let project: TemporaryProject;
	let projects: ProjectReader;
	let agents: AgentLibrary;
	const { token } = new vscode.CancellationTokenSource();

	beforeEach(async () => {
		project = new TemporaryProject('kit2', { 'src/routes/+page.svelte': '<h1>Hello</h1>\n' });
		projects = new ProjectReader();
		agents = newLibrary();
		await project.open('src/routes/+page.svelte');
	});

	afterEach(async () => {
		projects.dispose();
		agents.dispose();
		await project.remove();
	});

	type PatternTool = vscode.LanguageModelTool<PatternToolInput>;

	function newTool(isTrusted = true): PatternTool {
		const source = new AgentPatterns(agents);
		return createPatternTool(source, projects, new LastInsertion(), undefined, () => isTrusted);
	}

	async function prepare(
		tool: PatternTool,
		input: PatternToolInput,
	): Promise<vscode.PreparedToolInvocation> {
		const prepared = await tool.prepareInvocation?.({ input }, token);
		assert.ok(prepared);
		return prepared;
	}

	async function call(tool: PatternTool, input: object): Promise<string> {
		const options = { input: input as PatternToolInput, toolInvocationToken: undefined };
		const result = await tool.invoke(options, token);
		assert.ok(result);
		return textOf(result);
	}

	it('is known to VS Code by the name that the manifest has', () => {
		assert.ok(vscode.lm.tools.some(({ name }) => name === patternToolId));
	});

	it('lists the patterns that fit a query, and says what there is where none does', async () => {
		const tool = newTool();
		assert.match(
			await call(tool, { query: 'upload image' }),
			/^Patterns, best first:\n- file-upload: /,
		);
		assert.match(await call(tool, { query: 'zzzzz qqqqq' }), /^No pattern has these words\./);
	});

	it('gives the files of a pattern as they would be written, and writes none', async () => {
		const text = await call(newTool(), { pattern: 'form-actions', route: '/support' });
		assert.match(text, /^# Contact form/);
		assert.match(text, /## src\/routes\/support\/\+page\.server\.ts \(new file\)\n\nimport/);
		assert.match(text, /## src\/lib\/server\/db\/schema\.ts/);
		assert.match(text, /Left to do:\n\n- Run: npm install /);
		assert.ok(!existsSync(project.uri('src/routes/support').fsPath));
	});

	it('inserts what the user has been shown, once', async () => {
		const tool = newTool();
		const input = { pattern: 'health-check', insert: true };
		await assert.rejects(call(tool, input), /The user has not agreed to this/);
		const prepared = await prepare(tool, input);
		assert.match(String(prepared.confirmationMessages?.title), /^Insert “Health.+” into /);
		const message = prepared.confirmationMessages?.message;
		assert.match(typeof message === 'string' ? message : (message?.value ?? ''), /healthz/);
		const text = await call(tool, input);
		assert.match(
			text,
			/^Written:\n- src\/routes\/livez\/\+server\.ts \(new\)\n- src\/routes\/healthz/,
		);
		assert.match(project.read('src/routes/healthz/+server.ts'), /export const GET/);
		await assert.rejects(call(tool, input), /The project has all of “Health.+” already/);
	});

	it('writes nothing that changed after the user agreed, also where nothing would be overwritten', async () => {
		const tool = newTool();
		const input = { pattern: 'problem-details', insert: true };
		await prepare(tool, input);
		project.write('src/lib/server/problem.ts', 'export const other = 1;\n');
		await assert.rejects(call(tool, input), /changed since the user agreed/);
	});

	it('inserts nothing into a project that it does not suit', async () => {
		project.write('src/lib/server/problem.ts', 'export const problem = 1;\n');
		await assert.rejects(
			prepare(newTool(), { pattern: 'problem-details', insert: true }),
			/does not suit this project.* `problem` in src\/lib\/server\/problem\.ts/,
		);
		assert.equal(project.read('src/lib/server/problem.ts'), 'export const problem = 1;\n');
	});

	it('fails with what is meant for models, and tells no path of the machine', async () => {
		await assert.rejects(call(newTool(), { pattern: 'nothing' }), { name: 'ToolError' });
		const broken = {
			read: async () => Promise.reject(new Error("ENOENT: no such file, open '/home/me/secret'")),
		} as unknown as AgentPatterns;
		const tool = createPatternTool(broken, projects, new LastInsertion());
		await assert.rejects(call(tool, { query: 'upload' }), (error: Error) => {
			return error.name === 'ToolError' && !error.message.includes('/home');
		});
	});

	it('refuses in words: unknown patterns, bad routes, empty calls, and Restricted Mode', async () => {
		const tool = newTool();
		await assert.rejects(
			call(tool, { pattern: 'nothing' }),
			/No pattern has the id nothing\. Find one/,
		);
		await assert.rejects(call(tool, { pattern: 'form-actions', route: '/[a' }), /brackets/);
		await assert.rejects(call(tool, {}), /Send a query to find patterns/);
		await assert.rejects(call(tool, { pattern: 3 }), /pattern/);
		const input = { pattern: 'health-check', insert: true };
		await assert.rejects(prepare(newTool(false), input), /Restricted Mode/);
		assert.match(await call(newTool(false), { pattern: 'health-check' }), /^# Health/);
	});
});
