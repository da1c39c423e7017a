import { toolIds } from '../../ids.ts';

/** What a tool takes for one key of its input; as in JSON Schema. */
interface InputProperty {
	readonly type: 'string' | 'integer' | 'boolean';
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minimum?: number;
	/** For the model. */
	readonly description: string;
}

/** All that VS Code, users and models are told about a tool of this extension. */
export interface OwnTool {
	readonly displayName: string;
	/** What is typed after # in the chat. */
	readonly referenceName: string;
	readonly icon: string;
	readonly userDescription: string;
	readonly modelDescription: string;
	readonly kind: 'read' | 'write' | 'web' | 'other';
	readonly input: Readonly<Record<string, InputProperty>>;
	readonly required: readonly string[];
	/** VS Code does not list it among what people can name in a question. */
	readonly onlyForAgents?: true;
}

/** What the input of a tool has to look like, as a JSON schema. */
export function inputSchema({ input, required }: OwnTool): object {
	return { type: 'object', properties: input, required, additionalProperties: false };
}

const filePath: InputProperty = {
	type: 'string',
	maxLength: 4096,
	description:
		"Path of the file, relative to the workspace folder, such as src/hooks.server.ts. In a workspace of several folders it begins with the folder's name.",
};

/**
 * The tools of this extension. package.json declares what stands here (`npm run generate`), and VS Code
 * holds models to it.
 */
export const ownTools: Readonly<Record<keyof typeof toolIds, OwnTool>> = {
	readFile: {
		displayName: 'Read File',
		referenceName: 'readWorkspaceFile',
		icon: '$(book)',
		userDescription: 'Read a file of the workspace, or some of its lines',
		modelDescription:
			'Reads a text file of the workspace, unsaved changes included. Gives at most 2000 lines and 60000 characters, and says where it was cut. Files and lines that may hold secrets, such as .env and private keys, are read only if the user agrees.',
		kind: 'read',
		input: {
			path: filePath,
			startLine: {
				type: 'integer',
				minimum: 1,
				description: 'First line, counted from 1. Leave it out to read from the beginning.',
			},
			endLine: {
				type: 'integer',
				minimum: 1,
				description: 'Last line, included. Leave it out to read to the end.',
			},
		},
		required: ['path'],
		onlyForAgents: true,
	},
	listFolder: {
		displayName: 'List Folder',
		referenceName: 'listWorkspaceFolder',
		icon: '$(folder-opened)',
		userDescription: 'List what is in a folder of the workspace',
		modelDescription:
			'Lists the files and folders in one folder of the workspace, at most 500; names of folders end with a slash.',
		kind: 'read',
		input: {
			path: {
				type: 'string',
				maxLength: 4096,
				description:
					'Path of the folder, relative to the workspace folder; . is the workspace folder itself.',
			},
		},
		required: ['path'],
		onlyForAgents: true,
	},
	findFiles: {
		displayName: 'Find Files',
		referenceName: 'findWorkspaceFiles',
		icon: '$(search)',
		userDescription: 'Find files of the workspace by a glob',
		modelDescription:
			'Finds files of the workspace by a glob, such as src/routes/**/+page.server.ts or *.svelte. Gives at most 200 paths. Does not look into node_modules, .git and .svelte-kit.',
		kind: 'read',
		input: {
			glob: {
				type: 'string',
				minLength: 1,
				description: 'The glob; one without a slash matches file names in every folder.',
			},
		},
		required: ['glob'],
		onlyForAgents: true,
	},
	searchText: {
		displayName: 'Search Text',
		referenceName: 'searchWorkspaceText',
		icon: '$(list-selection)',
		userDescription: 'Search the files of the workspace for text or a regular expression',
		modelDescription:
			'Searches the text files of the workspace line by line and gives path, line number and line, at most 100. Does not look into node_modules, .git, .svelte-kit, files over 1 MiB, and files and lines that may hold secrets. Ends after 5 seconds with what it has.',
		kind: 'read',
		input: {
			text: {
				type: 'string',
				minLength: 1,
				description: 'What to search for.',
			},
			isRegex: {
				type: 'boolean',
				description:
					"Whether text is a regular expression in RE2's syntax: no backreferences, no lookaround. Default: false.",
			},
			matchCase: {
				type: 'boolean',
				description: 'Whether upper and lower case differ. Default: false.',
			},
			files: {
				type: 'string',
				minLength: 1,
				description: 'A glob of the files to search, such as src/lib/**/*.ts. Default: all.',
			},
		},
		required: ['text'],
		onlyForAgents: true,
	},
	editFile: {
		displayName: 'Edit File',
		referenceName: 'editWorkspaceFile',
		icon: '$(edit)',
		userDescription:
			'Replace text in a file of the workspace, after you have seen the change and agreed',
		modelDescription:
			'Replaces an exact text in a file of the workspace. The user sees the change and has to agree. Read the file first, and give oldText as it stands there, with enough around it to be the only such text.',
		kind: 'write',
		input: {
			path: filePath,
			oldText: {
				type: 'string',
				minLength: 1,
				description: 'The text to replace, exactly as it stands in the file, indentation included.',
			},
			newText: {
				type: 'string',
				description: 'What stands there afterwards.',
			},
			replaceAll: {
				type: 'boolean',
				description:
					'Whether to replace it everywhere in the file. Default: false, where it has to occur once.',
			},
		},
		required: ['path', 'oldText', 'newText'],
		onlyForAgents: true,
	},
	createFile: {
		displayName: 'Create File',
		referenceName: 'createWorkspaceFile',
		icon: '$(new-file)',
		userDescription: 'Create a file in the workspace, after you have seen it and agreed',
		modelDescription:
			'Creates a new text file in the workspace, with the folders that it needs. The user sees it and has to agree. Fails where the file exists.',
		kind: 'write',
		input: {
			path: filePath,
			text: {
				type: 'string',
				description: 'The whole text of the file.',
			},
		},
		required: ['path', 'text'],
		onlyForAgents: true,
	},
	fetchPage: {
		displayName: 'Fetch Page',
		referenceName: 'fetchWebPageText',
		icon: '$(globe)',
		userDescription: 'Fetch a web page as text, after you have agreed',
		modelDescription:
			'Fetches a page from the web and gives its text, at most 40000 characters. The user has to agree. Pages on this machine or in a private network are refused.',
		kind: 'web',
		input: {
			url: {
				type: 'string',
				maxLength: 8192,
				description: 'The whole address, beginning with https:// or http://.',
			},
		},
		required: ['url'],
		onlyForAgents: true,
	},
};

/** The ids of the tools that only work where the workspace is trusted: all that do more than read. */
export const refusedInRestrictedMode: ReadonlySet<string> = new Set(
	(Object.keys(toolIds) as (keyof typeof toolIds)[])
		.filter((key) => ownTools[key].kind !== 'read')
		.map((key) => toolIds[key]),
);
