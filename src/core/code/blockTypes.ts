/** Nodes between whose braces names are declared of their own, besides functions. */
export const blockTypes: ReadonlySet<string> = new Set([
	'BlockStatement',
	'ForStatement',
	'ForInStatement',
	'ForOfStatement',
	'SwitchStatement',
	'CatchClause',
	'StaticBlock',
	'TSModuleBlock',
]);
