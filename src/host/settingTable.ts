import type { settingIds } from '../ids.ts';

/** The groups of the settings editor, in their order. */
export const settingGroups = ['Chat', 'Agent Files'] as const;

interface SettingText {
	readonly group: (typeof settingGroups)[number];
	readonly scope: 'application' | 'window' | 'language-overridable';
	/** Markdown, for the settings editor and the README. */
	readonly about: string;
}

/** A setting of this extension; its type in package.json follows from the default. */
export type Setting = SettingText &
	(
		| { readonly default: boolean }
		| { readonly default: number; readonly minimum: number; readonly maximum: number }
		| {
				readonly default: string;
				/** What each value means. */
				readonly values: Readonly<Record<string, string>>;
				/** What the settings editor calls them, in their order. */
				readonly labels: readonly string[];
		  }
		| {
				/** What is set by name; see `problems`. */
				readonly default: Readonly<Record<string, never>>;
		  }
	);

/**
 * The settings of this extension. package.json declares what stands here (`npm run generate`); code
 * takes only types from it, so that its texts are not loaded.
 */
export const settingTable = {
	participants: {
		group: 'Chat',
		default: 'ask',
		values: {
			ask: 'Once in each workspace, and when you use the command.',
			always: 'At once, and followed when files come, change and go.',
			never: 'Only when you use the command.',
		},
		labels: ['Ask', 'Always', 'Only by Command'],
		scope: 'application',
		about:
			'When to make your own agent files, those of the workspace and of your home folder, chat participants that are asked with `@`. VS Code takes them from an extension “My Agents” that is written for you and holds no code.',
	},
	handbook: {
		group: 'Chat',
		default: 'auto',
		values: {
			auto: 'While no other extension offers a language model.',
			always: 'Also beside other language models.',
			never: 'Never; without a language model the agents cannot answer.',
		},
		labels: ['Automatic', 'Always', 'Never'],
		scope: 'application',
		about:
			"When to offer the handbook, which answers without a language model from the agents' own files.",
	},
	model: {
		group: 'Chat',
		default: 'picker',
		values: {
			picker: 'The one that is chosen in the chat.',
			agent:
				"The one that the agent's file asks for under `model:`, if it is offered here; else the one that is chosen in the chat, and the answer says so.",
		},
		labels: ['The Model Chosen in the Chat', 'The Model of the Agent File'],
		scope: 'application',
		about: 'Which language model answers.',
	},
	inEveryChat: {
		group: 'Chat',
		default: 'auto',
		values: {
			auto: 'In windows with a SvelteKit project.',
			always: 'In all windows.',
			never: 'Never; the agents are asked with `@`.',
		},
		labels: ['Automatic', 'Always', 'Never'],
		scope: 'application',
		about:
			"When the agents of this extension are in VS Code's own list of agents too, and its patterns a skill of every agent there: also in chats in which `@` does not exist. The tool `#askAgent`, which asks any agent of yours or of the extension, goes with them; *Automatic* has it also where you have agent files.",
	},
	instructions: {
		group: 'Chat',
		default: true,
		scope: 'window',
		about:
			'Send the instructions of your project with each question: the `AGENTS.md` that is nearest to the current file, else the nearest `CLAUDE.md`, else `.github/copilot-instructions.md`. `/about` shows them.',
	},
	maxToolRounds: {
		group: 'Chat',
		default: 25,
		minimum: 1,
		maximum: 200,
		scope: 'application',
		about:
			'How many times in one answer the model may call tools and go on with what they return. After that a button continues.',
	},
	diagnostics: {
		group: 'Agent Files',
		default: true,
		scope: 'language-overridable',
		about:
			'Report problems of agent files, with fixes. `source.fixAll.sveltekitAgents` in `#editor.codeActionsOnSave#` mends them whenever a file is saved.',
	},
	problems: {
		group: 'Agent Files',
		default: {},
		scope: 'language-overridable',
		about:
			'How bad a problem is to you, by its code: `error`, `warning`, `information`, `hint`, or `off` for those that you do not want to see. What is off is not mended by “Fix all” either.',
	},
	hover: {
		group: 'Agent Files',
		default: true,
		scope: 'language-overridable',
		about:
			'Explain agent files while you hover: keys, tools, models, patterns, hand-offs, `@handles` and SvelteKit file names.',
	},
	completion: {
		group: 'Agent Files',
		default: true,
		scope: 'language-overridable',
		about: 'Complete keys, values, agents and the attributes of code blocks in agent files.',
	},
	codeLens: {
		group: 'Agent Files',
		default: true,
		scope: 'window',
		about:
			'Show the line above the front matter of an agent file that opens the chat, its patterns and its problems.',
	},
	allowPrivateAddresses: {
		group: 'Chat',
		default: false,
		scope: 'application',
		about:
			'Let agents fetch pages from this machine and from private networks, such as `http://localhost:5173`. You are still asked before each.',
	},
} as const satisfies Readonly<Record<keyof typeof settingIds, Setting>>;
