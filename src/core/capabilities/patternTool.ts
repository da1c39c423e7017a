import type { OwnTool } from './ownTools.ts';

/** The tool with which models find, read and insert patterns. */
export const patternTool: OwnTool = {
	displayName: 'SvelteKit Pattern',
	referenceName: 'sveltekitPattern',
	icon: '$(symbol-snippet)',
	userDescription: 'Find a proven code pattern, fitted to this SvelteKit project, and insert it',
	modelDescription:
		"Finds code patterns for the server side of SvelteKit (forms, uploads, sign-in, APIs, webhooks, databases, hooks, security), which are type-checked, built and run by tests. With `query` alone it lists patterns that fit. With `pattern` it gives all files of one, fitted to the project: SvelteKit's version, TypeScript or JavaScript, folders, database, and with the modules, variables, hooks and packages that the project lacks. With `insert` it writes these files, after the user has agreed; nothing that exists is overwritten.",
	kind: 'write',
	input: {
		query: {
			type: 'string',
			maxLength: 200,
			description: 'What the code is to do, in a few English words, such as “upload image”.',
		},
		pattern: {
			type: 'string',
			maxLength: 100,
			description: 'The id of a pattern, as the list of a query has it.',
		},
		route: {
			type: 'string',
			maxLength: 200,
			description:
				'The route that takes the route files of the pattern, such as /account/photos. Leave it out for its own.',
		},
		insert: {
			type: 'boolean',
			description: 'Write the files of the pattern into the project.',
		},
	},
	required: [],
};
