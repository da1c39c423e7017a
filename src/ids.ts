/** Every id that package.json declares and code refers to, once. */

/** Participant ids are this prefix and the agent's handle. */
export const participantIdPrefix = 'sveltekit-agents.';

/** The command of one bundled pattern is this prefix and the pattern's id. */
export const patternCommandPrefix = 'sveltekitAgents.insert.';

export const commandIds = {
	insertPattern: 'sveltekitAgents.insertPattern',
	showLog: 'sveltekitAgents.showLog',
} as const;

/** Slash commands that every participant has. */
export const chatCommands = {
	patterns: 'patterns',
} as const;

export const settingIds = {
	handbook: 'sveltekitAgents.handbook',
} as const;

/** Vendor of the language models that this extension contributes. */
export const modelVendor = 'sveltekit-agents';
