/**
 * The header keys of agent files in Claude Code, VS Code and Copilot, plus the descriptive keys
 * that collections add. `strong` keys are never prose: they start an entry wherever they begin a
 * line. The others (`background:`, `target:`) are also plain English words.
 */
const strongKeys = [
	'name',
	'description',
	'tools',
	'disallowedTools',
	'model',
	'color',
	'permissionMode',
	'mcpServers',
	'mcp-servers',
	'maxTurns',
	'argument-hint',
	'user-invocable',
	'user-invokable',
	'disable-model-invocation',
	'initialPrompt',
	'handoffs',
] as const;

const weakKeys = [
	'skills',
	'hooks',
	'memory',
	'background',
	'isolation',
	'effort',
	'agents',
	'target',
	'infer',
	'metadata',
	'version',
	'license',
	'author',
	'tags',
	'category',
	'mode',
	'temperature',
	'permission',
] as const;

/** Other spellings of a restriction that are in use. */
const aliases: Readonly<Record<string, string>> = {
	'allowed-tools': 'tools',
	allowedTools: 'tools',
	'disallowed-tools': 'disallowedTools',
	'denied-tools': 'disallowedTools',
};

const strong: ReadonlySet<string> = new Set(strongKeys);
const exact: ReadonlySet<string> = new Set([...strongKeys, ...weakKeys]);
const bySkeleton: ReadonlyMap<string, string> = new Map([
	...[...exact].map((key) => [skeleton(key), key] as const),
	...Object.entries(aliases).map(([alias, key]) => [skeleton(alias), key] as const),
]);

/** Keys whose value is prose, in which an unquoted `#`, `&` or `!` is text. */
const textKeys: ReadonlySet<string> = new Set(['description', 'argument-hint', 'initialPrompt']);

/** Keys whose value is a list of names, written as text, as a flow list or as a block list. */
const nameListKeys: ReadonlySet<string> = new Set([
	'tools',
	'disallowedTools',
	'skills',
	'agents',
	'tags',
	'mcpServers',
]);

/** What is left of a key without case, separators, spaces and invisible characters. */
function skeleton(key: string): string {
	return key.replace(/[\s\p{Cf}_-]/gu, '').toLowerCase();
}

/** The key that `key` stands for (`Tools`, `allowed-tools` → `tools`); unknown keys stay as they are. */
export function canonicalKey(key: string): string {
	if (exact.has(key) || key.length > 64) return key;
	return bySkeleton.get(skeleton(key)) ?? key;
}

/** Whether `key`, in exactly this spelling, is a key of some host program. */
export function isKnownKey(key: string): boolean {
	return exact.has(key);
}

/** Whether `key`, in exactly this spelling, is a key that no prose line starts with. */
export function isStrongKey(key: string): boolean {
	return strong.has(key);
}

/** Whether the canonical `key` limits what an agent may do; such a key must never be lost. */
export function isRestriction(key: string): boolean {
	return key === 'tools' || key === 'disallowedTools';
}

/** Whether the value of the canonical `key` is prose. */
export function isTextKey(key: string): boolean {
	return textKeys.has(key);
}

/** Whether the value of the canonical `key` is a list of names. */
export function isNameListKey(key: string): boolean {
	return nameListKeys.has(key);
}
