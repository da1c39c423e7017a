/** The programs that read agent files and document a key. */
export type AgentFormat = 'claude' | 'vscode' | 'copilot';

/** `list` is a list of names, as text or as YAML; `map` is a mapping or a list of mappings. */
export type ValueKind = 'text' | 'list' | 'boolean' | 'number' | 'map' | 'enum';

export interface AttributeValue {
	readonly value: string;
}

interface AttributeRow {
	readonly key: string;
	/** Other spellings that are in use; the parser also ignores case and separators. */
	readonly aliases: readonly string[];
	/** Empty for keys that collections add for their readers, and that no program reads. */
	readonly formats: readonly AgentFormat[];
	readonly valueKind: ValueKind;
	/** All values of an `enum`; of other kinds the ones worth proposing. */
	readonly values?: readonly AttributeValue[];
	/** Read, and to be written no more. */
	readonly isOutdated?: true;
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

const optional = { aliases: [], required: false } as const;
const note = { ...optional, formats: [], isWord: true } as const;

/** The colors that Claude Code documents. */
const colors = [
	{ value: 'red' },
	{ value: 'blue' },
	{ value: 'green' },
	{ value: 'yellow' },
	{ value: 'purple' },
	{ value: 'orange' },
	{ value: 'pink' },
	{ value: 'cyan' },
	// Not in the documentation of agents, but in Anthropic's guide for agents of plugins.
	{ value: 'magenta' },
] as const;

const efforts = [
	{ value: 'low' },
	{ value: 'medium' },
	{ value: 'high' },
	{ value: 'xhigh' },
	{ value: 'max' },
] as const;

/**
 * Every header key of agent files in Claude Code, VS Code (custom agents) and GitHub Copilot, and
 * the descriptive ones that collections add: the one table behind reading, completion and
 * validation; `attributeTexts` of the editor has what is said about each. Sources:
 * code.claude.com/docs/en/sub-agents, code.visualstudio.com (custom agents), docs.github.com (custom
 * agents configuration); the keys that VS Code's own editor of agent files knows; for `omitClaudeMd`
 * the change log of Claude Code 2.1.271.
 */
const table = [
	{
		key: 'name',
		aliases: [],
		formats: all,
		valueKind: 'text',
		required: true,
	},
	{
		key: 'description',
		aliases: [],
		formats: all,
		valueKind: 'text',
		required: true,
		isProse: true,
	},
	{
		key: 'tools',
		aliases: ['allowed-tools', 'allowedTools'],
		formats: all,
		valueKind: 'list',
		required: false,
	},
	{
		key: 'disallowedTools',
		aliases: ['disallowed-tools', 'denied-tools'],
		formats: claude,
		valueKind: 'list',
		required: false,
	},
	{
		key: 'model',
		aliases: [],
		formats: all,
		valueKind: 'text',
		values: [
			{ value: 'sonnet' },
			{ value: 'opus' },
			{ value: 'haiku' },
			{ value: 'fable' },
			{ value: 'inherit' },
		],
		required: false,
	},
	{
		key: 'color',
		aliases: [],
		formats: claude,
		valueKind: 'enum',
		values: colors,
		required: false,
	},
	{
		...optional,
		key: 'permissionMode',
		formats: claude,
		valueKind: 'enum',
		values: [
			{ value: 'default' },
			{ value: 'acceptEdits' },
			{ value: 'plan' },
			{ value: 'auto' },
			{ value: 'dontAsk' },
			{ value: 'bypassPermissions' },
			{ value: 'delegate' },
			{ value: 'manual' },
		],
	},
	{
		...optional,
		key: 'maxTurns',
		formats: claude,
		valueKind: 'number',
	},
	{
		...optional,
		key: 'skills',
		formats: claude,
		valueKind: 'list',
		isWord: true,
	},
	{
		...optional,
		key: 'mcpServers',
		formats: claude,
		valueKind: 'list',
	},
	{
		...optional,
		key: 'hooks',
		formats: ['claude', 'vscode'],
		valueKind: 'map',
		isWord: true,
	},
	{
		...optional,
		key: 'memory',
		formats: claude,
		valueKind: 'enum',
		values: [{ value: 'user' }, { value: 'project' }, { value: 'local' }],
		isWord: true,
	},
	{
		...optional,
		key: 'background',
		formats: claude,
		valueKind: 'boolean',
		isWord: true,
	},
	{
		...optional,
		key: 'effort',
		formats: claude,
		valueKind: 'enum',
		values: efforts,
		isWord: true,
	},
	{
		...optional,
		key: 'reasoning-effort',
		formats: vscode,
		valueKind: 'enum',
		values: efforts,
	},
	{
		...optional,
		key: 'isolation',
		formats: claude,
		valueKind: 'enum',
		values: [{ value: 'worktree' }],
		isWord: true,
	},
	{
		...optional,
		key: 'initialPrompt',
		formats: claude,
		valueKind: 'text',
		isProse: true,
	},
	{
		...optional,
		key: 'omitClaudeMd',
		formats: claude,
		valueKind: 'boolean',
	},
	{
		...optional,
		key: 'argument-hint',
		formats: vscode,
		valueKind: 'text',
		isProse: true,
	},
	{
		...optional,
		key: 'agents',
		formats: vscode,
		valueKind: 'list',
		isWord: true,
	},
	{
		...optional,
		key: 'handoffs',
		formats: vscode,
		valueKind: 'map',
	},
	{
		...optional,
		key: 'user-invocable',
		aliases: ['user-invokable'],
		formats: editors,
		valueKind: 'boolean',
	},
	{
		...optional,
		key: 'disable-model-invocation',
		formats: editors,
		valueKind: 'boolean',
	},
	{
		...optional,
		key: 'infer',
		isOutdated: true,
		formats: editors,
		valueKind: 'boolean',
		isWord: true,
	},
	{
		...optional,
		key: 'target',
		formats: editors,
		valueKind: 'enum',
		values: [{ value: 'vscode' }, { value: 'github-copilot' }],
		isWord: true,
	},
	{
		...optional,
		key: 'mcp-servers',
		formats: ['copilot'],
		valueKind: 'map',
	},
	{
		...optional,
		key: 'advancedOptions',
		isOutdated: true,
		formats: vscode,
		valueKind: 'map',
	},
	{
		...optional,
		key: 'github',
		formats: editors,
		valueKind: 'map',
		isWord: true,
	},
	{
		...optional,
		key: 'metadata',
		formats: ['copilot'],
		valueKind: 'map',
		isWord: true,
	},
	{ ...note, key: 'version', valueKind: 'text' },
	{ ...note, key: 'license', valueKind: 'text' },
	{ ...note, key: 'author', valueKind: 'text' },
	{ ...note, key: 'tags', valueKind: 'list' },
	{ ...note, key: 'category', valueKind: 'text' },
	{ ...note, key: 'hidden', valueKind: 'boolean' },
	{ ...note, key: 'mode', valueKind: 'text' },
	{ ...note, key: 'temperature', valueKind: 'number' },
	{ ...note, key: 'permission', valueKind: 'map' },
] as const satisfies readonly AttributeRow[];

/** A key of the table, in its canonical spelling. */
export type AttributeKey = (typeof table)[number]['key'];

/** The values that the table has of a key. */
export type ValueOf<Key extends AttributeKey> =
	Extract<(typeof table)[number], { readonly key: Key }> extends {
		readonly values: readonly { readonly value: infer Value extends string }[];
	}
		? Value
		: never;

/** A header key of agent files. */
export interface Attribute extends AttributeRow {
	readonly key: AttributeKey;
}

export const attributes: readonly Attribute[] = table;

const byKey: ReadonlyMap<string, Attribute> = new Map(
	attributes.map((attribute) => [attribute.key, attribute]),
);

/** What is known about a key in its canonical spelling; `undefined` for unknown keys. */
export function attributeOf(canonicalKey: string): Attribute | undefined {
	return byKey.get(canonicalKey);
}
