/** The programs that read agent files and document a key. */
export type AgentFormat = 'claude' | 'vscode' | 'copilot';

/** `list` is a list of names, as text or as YAML; `map` is a mapping or a list of mappings. */
export type ValueKind = 'text' | 'list' | 'boolean' | 'number' | 'map' | 'enum';

export interface AttributeValue {
	readonly value: string;
	/** One sentence. */
	readonly meaning: string;
}

/** A header key of agent files. */
export interface Attribute {
	readonly key: string;
	/** Other spellings that are in use; the parser also ignores case and separators. */
	readonly aliases: readonly string[];
	/** Empty for keys that collections add for their readers, and that no program reads. */
	readonly formats: readonly AgentFormat[];
	readonly valueKind: ValueKind;
	/** All values of an `enum`; of other kinds the ones worth proposing. */
	readonly values?: readonly AttributeValue[];
	/** One sentence: what the key is for. */
	readonly meaning: string;
	/** One sentence: what this extension does with it; `undefined` where it does nothing. */
	readonly usedHere: string | undefined;
	/** Whether an agent is incomplete without it. */
	readonly required: boolean;
	/** Text in which an unquoted `#`, `&` or `!` is meant as written. */
	readonly isProse?: true;
	/** Also a plain English word: inside a text, a line that starts with it may be prose. */
	readonly isWord?: true;
}

const claude = ['claude'] as const;
const vscode = ['vscode'] as const;
const editors = ['vscode', 'copilot'] as const;
const all = ['claude', 'vscode', 'copilot'] as const;

const optional = { aliases: [], required: false, usedHere: undefined } as const;

/** The colors that Claude Code documents. */
const colors: readonly AttributeValue[] = [
	'red',
	'blue',
	'green',
	'yellow',
	'purple',
	'orange',
	'pink',
	'cyan',
	// Not in the documentation of agents, but in Anthropic's guide for agents of plugins.
	'magenta',
].map((value) => ({ value, meaning: `Shows the agent in ${value}.` }));

/**
 * Every header key of agent files in Claude Code, VS Code (custom agents) and GitHub Copilot, and
 * the descriptive ones that collections add: the one table behind reading, hover, completion and
 * validation. Sources: code.claude.com/docs/en/sub-agents, code.visualstudio.com (custom agents),
 * docs.github.com (custom agents configuration).
 */
export const attributes: readonly Attribute[] = [
	{
		key: 'name',
		aliases: [],
		formats: all,
		valueKind: 'text',
		meaning: 'What the agent is called.',
		usedHere: 'It is the handle after @, unless another agent has that name.',
		required: true,
	},
	{
		key: 'description',
		aliases: [],
		formats: all,
		valueKind: 'text',
		meaning: 'When to use the agent; other agents decide by it whether to hand over.',
		usedHere:
			'Its first sentence is shown in the chat, and its examples route questions to the agent.',
		required: true,
		isProse: true,
	},
	{
		key: 'tools',
		aliases: ['allowed-tools', 'allowedTools'],
		formats: all,
		valueKind: 'list',
		meaning: 'The only tools that the agent may use; without the key it may use all.',
		usedHere: 'No other tools are offered to the model.',
		required: false,
	},
	{
		key: 'disallowedTools',
		aliases: ['disallowed-tools', 'denied-tools'],
		formats: claude,
		valueKind: 'list',
		meaning: 'Tools that the agent may not use, taken away from those it has otherwise.',
		usedHere: 'These tools are not offered to the model.',
		required: false,
	},
	{
		key: 'model',
		aliases: [],
		formats: all,
		valueKind: 'text',
		values: [
			{ value: 'sonnet', meaning: 'The newest Claude Sonnet.' },
			{ value: 'opus', meaning: 'The newest Claude Opus.' },
			{ value: 'haiku', meaning: 'The newest Claude Haiku, fast and cheap.' },
			{ value: 'inherit', meaning: 'The model of the conversation that calls the agent.' },
		],
		meaning: 'The language model that the agent was written for.',
		usedHere: 'The model chosen in the chat answers, unless a setting prefers the one named here.',
		required: false,
	},
	{
		key: 'color',
		aliases: [],
		formats: claude,
		valueKind: 'enum',
		values: colors,
		meaning: 'The color that marks the agent in lists and transcripts.',
		usedHere: 'Icons of bundled agents are drawn in it.',
		required: false,
	},
	{
		...optional,
		key: 'permissionMode',
		formats: claude,
		valueKind: 'enum',
		values: [
			{ value: 'default', meaning: 'Asks before the first use of each tool.' },
			{ value: 'acceptEdits', meaning: 'Edits files without asking.' },
			{ value: 'plan', meaning: 'Reads and plans, and changes nothing.' },
			{ value: 'auto', meaning: 'A classifier decides which actions need a question.' },
			{ value: 'dontAsk', meaning: 'Refuses what is not allowed beforehand instead of asking.' },
			{ value: 'bypassPermissions', meaning: 'Never asks; only for isolated environments.' },
			{ value: 'delegate', meaning: 'Only coordinates the other agents of a team.' },
		],
		meaning: 'How the agent asks before it uses tools.',
	},
	{
		...optional,
		key: 'maxTurns',
		formats: claude,
		valueKind: 'number',
		meaning: 'After how many turns the agent stops.',
	},
	{
		...optional,
		key: 'skills',
		formats: claude,
		valueKind: 'list',
		meaning: 'Skills whose text the agent gets when it starts.',
		isWord: true,
	},
	{
		...optional,
		key: 'mcpServers',
		formats: claude,
		valueKind: 'list',
		meaning: 'MCP servers that the agent can reach, by name or with their configuration.',
	},
	{
		...optional,
		key: 'hooks',
		formats: ['claude', 'vscode'],
		valueKind: 'map',
		meaning: 'Commands that run at certain moments while the agent works.',
		isWord: true,
	},
	{
		...optional,
		key: 'memory',
		formats: claude,
		valueKind: 'enum',
		values: [
			{ value: 'user', meaning: 'Remembers across all projects.' },
			{ value: 'project', meaning: 'Remembers for this project, shared through version control.' },
			{ value: 'local', meaning: 'Remembers for this project, on this machine alone.' },
		],
		meaning: 'Where the agent keeps what it learns between conversations.',
		isWord: true,
	},
	{
		...optional,
		key: 'background',
		formats: claude,
		valueKind: 'boolean',
		meaning: 'Whether the agent always runs in the background.',
		isWord: true,
	},
	{
		...optional,
		key: 'effort',
		formats: claude,
		valueKind: 'enum',
		values: [
			{ value: 'low', meaning: 'Thinks little; fast.' },
			{ value: 'medium', meaning: 'Thinks as much as most tasks need.' },
			{ value: 'high', meaning: 'Thinks long.' },
			{ value: 'xhigh', meaning: 'Thinks longer still, where the model can.' },
			{ value: 'max', meaning: 'Thinks as long as the model can.' },
		],
		meaning: 'How much the model thinks before it answers.',
		isWord: true,
	},
	{
		...optional,
		key: 'isolation',
		formats: claude,
		valueKind: 'enum',
		values: [{ value: 'worktree', meaning: 'Works in a temporary git worktree of its own.' }],
		meaning: 'Where the agent works, apart from your files.',
		isWord: true,
	},
	{
		...optional,
		key: 'initialPrompt',
		formats: claude,
		valueKind: 'text',
		meaning: 'The first message, sent by itself when a session runs as this agent.',
		isProse: true,
	},
	{
		...optional,
		key: 'omitClaudeMd',
		formats: claude,
		valueKind: 'boolean',
		meaning: "Whether the agent starts without the project's CLAUDE.md files.",
	},
	{
		...optional,
		key: 'argument-hint',
		formats: vscode,
		valueKind: 'text',
		meaning: 'The grey text in the chat input that says what to ask the agent.',
		isProse: true,
	},
	{
		...optional,
		key: 'agents',
		formats: vscode,
		valueKind: 'list',
		meaning: 'The agents that this one may call by itself.',
		isWord: true,
	},
	{
		...optional,
		key: 'handoffs',
		formats: vscode,
		valueKind: 'map',
		meaning: 'Buttons below an answer that switch to another agent.',
		usedHere:
			'When an answer calls for one, it stands below with its label, and hands its prompt, question and answer over: with `send: true` at once, else into the input. A `model` that VS Code offers is selected.',
	},
	{
		...optional,
		key: 'user-invocable',
		aliases: ['user-invokable'],
		formats: editors,
		valueKind: 'boolean',
		meaning: 'Whether the agent stands in the list of agents to choose from.',
	},
	{
		...optional,
		key: 'disable-model-invocation',
		formats: editors,
		valueKind: 'boolean',
		meaning: 'Whether other agents are kept from calling this one.',
	},
	{
		...optional,
		key: 'infer',
		formats: editors,
		valueKind: 'boolean',
		meaning: 'The older key for user-invocable and disable-model-invocation together.',
		isWord: true,
	},
	{
		...optional,
		key: 'target',
		formats: editors,
		valueKind: 'enum',
		values: [
			{ value: 'vscode', meaning: 'The agent is for VS Code alone.' },
			{ value: 'github-copilot', meaning: 'The agent is for GitHub Copilot on github.com.' },
		],
		meaning: 'The program that the agent is for; without the key it is for both.',
		isWord: true,
	},
	{
		...optional,
		key: 'mcp-servers',
		formats: editors,
		valueKind: 'map',
		meaning: 'Further MCP servers for the agent, with their configuration.',
	},
	{
		...optional,
		key: 'github',
		formats: ['copilot'],
		valueKind: 'map',
		meaning: 'What the agent may do on GitHub.',
		isWord: true,
	},
	{
		...optional,
		key: 'metadata',
		formats: ['copilot'],
		valueKind: 'map',
		meaning: 'Names and values that other programs may read.',
		isWord: true,
	},
	...(
		[
			['version', 'text', 'The version of the agent file.'],
			['license', 'text', 'The license of the agent file.'],
			['author', 'text', 'Who wrote the agent file.'],
			['tags', 'list', 'Words by which a collection groups its agents.'],
			['category', 'text', 'The group of a collection that the agent belongs to.'],
			['mode', 'text', 'How another program, OpenCode, runs the agent.'],
			['temperature', 'number', 'How freely a model of another program, OpenCode, words answers.'],
			['permission', 'map', 'What the agent may do in another program, OpenCode.'],
		] as const
	).map(([key, valueKind, meaning]): Attribute => {
		return { ...optional, key, valueKind, meaning, formats: [], isWord: true };
	}),
];

const byKey: ReadonlyMap<string, Attribute> = new Map(
	attributes.map((attribute) => [attribute.key, attribute]),
);

/** What is known about a key in its canonical spelling; `undefined` for unknown keys. */
export function attributeOf(canonicalKey: string): Attribute | undefined {
	return byKey.get(canonicalKey);
}
