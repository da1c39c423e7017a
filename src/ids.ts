/** Every id that package.json declares and code refers to, once. */

/** Publisher and name of this extension. */
export const extensionId = 'sveltekit-agents.sveltekit-agents';

/** Participant ids are this prefix and the agent's handle. */
export const participantIdPrefix = 'sveltekit-agents.';

/** The pack “my agents”, which this extension writes and installs for the user's own agents. */
export const myAgentsId = 'sveltekit-agents.my-agents';

/** Ids of participants for the user's own agents are this prefix and a mark of the file. */
export const myParticipantPrefix = 'sveltekit-agents.my.';

/** The contribution point by which an extension names the agent files that it brings. */
export const contributionPoint = 'sveltekitAgents';

/** Context key that leaves a participant out of the list: this prefix and its id. */
export const hidingContextPrefix = 'sveltekitAgents.hidden.';

/** Context key for an open folder of the workspace: this prefix and a mark of its address. */
export const folderContextPrefix = 'sveltekitAgents.folder.';

/** The command of one bundled pattern is this prefix and the pattern's id. */
export const patternCommandPrefix = 'sveltekitAgents.insert.';

export const commandIds = {
	insertPattern: 'sveltekitAgents.insertPattern',
	showLog: 'sveltekitAgents.showLog',
	askAgent: 'sveltekitAgents.askAgent',
	openAgent: 'sveltekitAgents.openAgent',
	createAgent: 'sveltekitAgents.createAgent',
	finishPattern: 'sveltekitAgents.finishPattern',
	goToPattern: 'sveltekitAgents.goToPattern',
	askAnother: 'sveltekitAgents.askAnother',
	useMyAgents: 'sveltekitAgents.useMyAgents',
	stopMyAgents: 'sveltekitAgents.stopMyAgents',
	packageAgents: 'sveltekitAgents.packageAgents',
	ask: 'sveltekitAgents.ask',
	showAbout: 'sveltekitAgents.showAbout',
	copyToWorkspace: 'sveltekitAgents.copyToWorkspace',
	renameAgent: 'sveltekitAgents.renameAgent',
	previewPattern: 'sveltekitAgents.previewPattern',
	undoPattern: 'sveltekitAgents.undoPattern',
	getStarted: 'sveltekitAgents.getStarted',
	connectModel: 'sveltekitAgents.connectModel',
	changes: 'sveltekitAgents.changes',
} as const;

/** The views of this extension. */
export const viewIds = {
	agents: 'sveltekitAgents.agents',
	patterns: 'sveltekitAgents.patterns',
} as const;

/** Colors of agents, which a theme may change: this prefix and the color's name. */
export const colorPrefix = 'sveltekitAgents.';

/** The walkthrough of this extension. */
export const walkthroughId = 'getStarted';

/** Context keys for what there is in a window, and what was done in it. */
export const contextIds = {
	hasAgentFiles: 'sveltekitAgents.hasAgentFiles',
	isSvelteKit: 'sveltekitAgents.isSvelteKit',
	hasAsked: 'sveltekitAgents.hasAsked',
	hasInserted: 'sveltekitAgents.hasInserted',
} as const;

/** Slash commands that every participant has. */
export const chatCommands = {
	about: 'about',
	patterns: 'patterns',
} as const;

/** The participant that finds the agent for a question. */
export const doorName = 'sveltekit';

/** Slash commands of that participant. */
export const doorCommands = { list: 'list', use: 'use' } as const;

export const settingIds = {
	participants: 'sveltekitAgents.participants',
	handbook: 'sveltekitAgents.handbook',
	model: 'sveltekitAgents.model',
	inEveryChat: 'sveltekitAgents.inEveryChat',
	instructions: 'sveltekitAgents.instructions',
	maxToolRounds: 'sveltekitAgents.maxToolRounds',
	diagnostics: 'sveltekitAgents.diagnostics.enabled',
	problems: 'sveltekitAgents.problems',
	hover: 'sveltekitAgents.hover.enabled',
	completion: 'sveltekitAgents.completion.enabled',
	codeLens: 'sveltekitAgents.codeLens.enabled',
	allowPrivateAddresses: 'sveltekitAgents.tools.allowPrivateAddresses',
} as const;

/** Vendor of the language models that this extension contributes. */
export const modelVendor = 'sveltekit-agents';

/** Language model tools of this extension, offered where VS Code has none of the kind. */
export const toolIds = {
	readFile: 'sveltekitAgents_readFile',
	listFolder: 'sveltekitAgents_listFolder',
	findFiles: 'sveltekitAgents_findFiles',
	searchText: 'sveltekitAgents_searchText',
	editFile: 'sveltekitAgents_editFile',
	createFile: 'sveltekitAgents_createFile',
	fetchPage: 'sveltekitAgents_fetchPage',
} as const;

/** The tool with which any chat finds, reads and inserts patterns. */
export const patternToolId = 'sveltekitAgents_pattern';

/** The tool with which any chat asks an agent. */
export const askAgentToolId = 'sveltekitAgents_askAgent';

/** Copilot's tools of the same kinds: where VS Code has one, the extension's own is hidden. */
export const hidingToolIds: Readonly<Record<keyof typeof toolIds, string>> = {
	readFile: 'copilot_readFile',
	listFolder: 'copilot_listDirectory',
	findFiles: 'copilot_findFiles',
	searchText: 'copilot_findTextInFiles',
	editFile: 'copilot_replaceString',
	createFile: 'copilot_createFile',
	fetchPage: 'copilot_fetchWebPage',
};

/** Context key for a tool that VS Code has: this prefix and the tool's name. */
export const toolContextPrefix = 'sveltekitAgents.has.';

/** The scheme of the pages that explain problems. */
export const problemScheme = 'sveltekit-agents-problem';

/** The code action that mends everything in an agent file, also when it is saved. */
export const fixAllKind = 'sveltekitAgents';
