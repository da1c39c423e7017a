import { ownValue } from '../text/ownValue.ts';
import type { Attribute, AttributeKey, ValueOf } from '../agent/attributes.ts';

/** What is said about a header key. */
interface AttributeText {
	/** One sentence: what the key is for. */
	readonly meaning: string;
	/** One sentence: what this extension does with it, where it does anything. */
	readonly usedHere?: string;
	/** One sentence: what becomes of the key here, where it changes nothing. */
	readonly unusedHere?: string;
	/** One sentence about each value. */
	readonly values?: Readonly<Record<string, string>>;
}

/** Colors are shown, not told. */
type ToldKey = Exclude<AttributeKey, 'color'>;

type Texts = { readonly [Key in AttributeKey]: AttributeText } & {
	readonly [Key in ToldKey as ValueOf<Key> extends never ? never : Key]: {
		readonly values: Readonly<Record<ValueOf<Key>, string>>;
	};
};

const effort = {
	meaning: 'How much the model thinks before it answers.',
	values: {
		low: 'Thinks little; fast.',
		medium: 'Thinks as much as most tasks need.',
		high: 'Thinks long.',
		xhigh: 'Thinks longer still, where the model can.',
		max: 'Thinks as long as the model can.',
	},
};

const attributeTexts: Texts = {
	name: {
		meaning: 'What the agent is called.',
		usedHere: 'It is the handle after @, unless another agent has that name.',
	},
	description: {
		meaning: 'When to use the agent; other agents decide by it whether to hand over.',
		usedHere:
			'Its first sentence is shown in the chat, and its examples route questions to the agent.',
	},
	tools: {
		meaning: 'The only tools that the agent may use; without the key it may use all.',
		usedHere: 'No other tools are offered to the model.',
	},
	disallowedTools: {
		meaning: 'Tools that the agent may not use, taken away from those it has otherwise.',
		usedHere: 'These tools are not offered to the model.',
	},
	model: {
		meaning: 'The language model that the agent was written for.',
		usedHere: 'The model chosen in the chat answers, unless a setting prefers the one named here.',
		values: {
			sonnet: 'The newest Claude Sonnet.',
			opus: 'The newest Claude Opus.',
			haiku: 'The newest Claude Haiku, fast and cheap.',
			fable: 'The newest Claude Fable.',
			inherit: 'The model of the conversation that calls the agent.',
		},
	},
	color: {
		meaning: 'The color that marks the agent in lists and transcripts.',
		usedHere: 'Icons of bundled agents are drawn in it.',
	},
	permissionMode: {
		meaning: 'How the agent asks before it uses tools.',
		values: {
			default: 'Asks before the first use of each tool.',
			acceptEdits: 'Edits files without asking.',
			plan: 'Reads and plans, and changes nothing.',
			auto: 'A classifier decides which actions need a question.',
			dontAsk: 'Refuses what is not allowed beforehand instead of asking.',
			bypassPermissions: 'Never asks; only for isolated environments.',
			delegate: 'Only coordinates the other agents of a team.',
			manual: 'Another word for default.',
		},
	},
	maxTurns: { meaning: 'After how many turns the agent stops.' },
	skills: {
		meaning: 'Skills whose text the agent gets when it starts.',
		usedHere:
			'Each is sent after the prompt, from `~/.claude/skills` or `.claude/skills` of the workspace; `/about` says which are missing.',
	},
	mcpServers: {
		meaning: 'MCP servers that the agent can reach, by name or with their configuration.',
		unusedHere: 'None is started. Tools of servers that run in VS Code can be named under tools.',
	},
	hooks: {
		meaning: 'Commands that run at certain moments while the agent works.',
		unusedHere: 'They are never run.',
	},
	memory: {
		meaning: 'Where the agent keeps what it learns between conversations.',
		values: {
			user: 'Remembers across all projects.',
			project: 'Remembers for this project, shared through version control.',
			local: 'Remembers for this project, on this machine alone.',
		},
	},
	background: { meaning: 'Whether the agent always runs in the background.' },
	effort,
	'reasoning-effort': effort,
	isolation: {
		meaning: 'Where the agent works, apart from your files.',
		values: { worktree: 'Works in a temporary git worktree of its own.' },
	},
	initialPrompt: {
		meaning: 'The first message, sent by itself when a session runs as this agent.',
	},
	omitClaudeMd: {
		meaning: "Whether the agent starts without the project's CLAUDE.md files.",
		usedHere: 'With `true` no instructions of the project are sent.',
	},
	'argument-hint': { meaning: 'The grey text in the chat input that says what to ask the agent.' },
	agents: {
		meaning: 'The agents that this one may call by itself.',
		usedHere:
			'With a list, an empty one too, no tool is offered that calls other agents: VS Code cannot hold such a tool to some of them.',
	},
	handoffs: {
		meaning: 'Buttons below an answer that switch to another agent.',
		usedHere:
			'When an answer calls for one, it stands below with its label, and hands its prompt, question and answer over: with `send: true` at once, else into the input. A `model` that VS Code offers is selected.',
	},
	'user-invocable': {
		meaning: 'Whether the agent stands in the list of agents to choose from.',
		unusedHere: 'Each agent can be asked with @. A package keeps it for VS Code’s own list.',
	},
	'disable-model-invocation': {
		meaning: 'Whether other agents are kept from calling this one.',
		usedHere: 'With `true` models cannot ask it with `#askAgent`.',
	},
	infer: {
		meaning:
			'Deprecated: write user-invocable and disable-model-invocation, which it stood for together.',
		usedHere: 'With `false` models cannot ask it with `#askAgent`.',
	},
	target: {
		meaning: 'The program that the agent is for; without the key it is for both.',
		values: {
			vscode: 'The agent is for VS Code alone.',
			'github-copilot': 'The agent is for GitHub Copilot on github.com.',
		},
	},
	'mcp-servers': {
		meaning: 'Further MCP servers for the agent, with their configuration.',
		unusedHere: 'None is started. Tools of servers that run in VS Code can be named under tools.',
	},
	advancedOptions: { meaning: 'Further options for the model, of former versions of VS Code.' },
	github: { meaning: 'What the agent may do on GitHub.' },
	metadata: { meaning: 'Names and values that other programs may read.' },
	version: { meaning: 'The version of the agent file.' },
	license: { meaning: 'The license of the agent file.' },
	author: { meaning: 'Who wrote the agent file.' },
	tags: { meaning: 'Words by which a collection groups its agents.' },
	category: { meaning: 'The group of a collection that the agent belongs to.' },
	hidden: { meaning: 'Whether the lists of another program, OpenCode, leave the agent out.' },
	mode: { meaning: 'How another program, OpenCode, runs the agent.' },
	temperature: { meaning: 'How freely a model of another program, OpenCode, words answers.' },
	permission: { meaning: 'What the agent may do in another program, OpenCode.' },
};

/** What is said about a header key. */
export function attributeText({ key }: Attribute): AttributeText {
	return attributeTexts[key];
}

/** What is said about a value of a header key; empty where there is nothing to say. */
export function valueText(attribute: Attribute, value: string): string {
	const { values = {} } = attributeText(attribute);
	return ownValue(values, value) ?? '';
}
