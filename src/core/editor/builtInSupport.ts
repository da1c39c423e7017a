import type { DocumentFacts } from '../agent/agentPlace.ts';

/** The keys and values that VS Code itself explains and proposes in an agent file. */
export interface BuiltInSupport {
	readonly keys: ReadonlySet<string>;
	/** Whether it proposes tools, and which. */
	readonly tools: 'none' | 'claude' | 'vscode';
	readonly models: 'none' | 'claude' | 'vscode';
}

const none: BuiltInSupport = { keys: new Set(), tools: 'none', models: 'none' };

/** Files right below `.claude/agents`. */
const claude: BuiltInSupport = {
	keys: new Set([
		'name',
		'description',
		'tools',
		'disallowedTools',
		'model',
		'permissionMode',
		'skills',
		'mcpServers',
		'hooks',
		'memory',
	]),
	tools: 'claude',
	models: 'claude',
};

/** All other files that VS Code takes for agents. */
const vscode: BuiltInSupport = {
	keys: new Set([
		'name',
		'description',
		'argument-hint',
		'model',
		'tools',
		'handoffs',
		'target',
		'agents',
		'user-invocable',
		'disable-model-invocation',
		'github',
		'hooks',
		'infer',
		'reasoning-effort',
		'advancedOptions',
	]),
	tools: 'vscode',
	models: 'vscode',
};

/** The tools of Claude Code that VS Code proposes right below `.claude/agents`. */
export const builtInClaudeTools: ReadonlySet<string> = new Set([
	'AskUserQuestion',
	'Bash',
	'Edit',
	'Glob',
	'Grep',
	'LSP',
	'MCPSearch',
	'NotebookEdit',
	'Read',
	'Skill',
	'Task',
	'WebFetch',
	'WebSearch',
	'Write',
]);

/**
 * What VS Code does by itself in a document (seen in 1.139), so that nothing is shown twice. It does
 * nothing for agent files that it takes for plain markdown.
 */
export function builtInSupport({
	path,
	languageId,
}: Pick<DocumentFacts, 'path' | 'languageId'>): BuiltInSupport {
	if (languageId !== 'chatagent') return none;
	return /(?:^|\/)\.claude\/agents\/[^/]+$/.test(path) ? claude : vscode;
}

/** Whether VS Code shows the agent in its own agent picker, unless a setting says otherwise. */
export function isInAgentPicker(path: string): boolean {
	if (path.endsWith('/README.md')) return false;
	return /(?:^|\/)\.(?:claude|github|copilot)\/agents\/[^/]+\.md$/.test(path);
}
