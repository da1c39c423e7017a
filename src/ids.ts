/** Every id that package.json declares and code refers to, once. */

/** Participant ids are this prefix and the agent's handle. */
export const participantIdPrefix = 'sveltekit-agents.';

export const commandIds = {
	showLog: 'sveltekitAgents.showLog',
} as const;

export const settingIds = {
	handbook: 'sveltekitAgents.handbook',
} as const;

/** Vendor of the language models that this extension contributes. */
export const modelVendor = 'sveltekit-agents';
