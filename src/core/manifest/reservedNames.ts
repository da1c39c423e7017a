/** What VS Code itself answers to after `@`, whether or not its chat extension is enabled. */
export const reservedNames: readonly string[] = [
	'agent',
	'editor',
	'github',
	'notebook',
	'setup',
	'terminal',
	'terminalpanel',
	'vscode',
	'workspace',
];
