import { attributeOf, attributes } from '../attributes.ts';

const bySkeleton: ReadonlyMap<string, string> = new Map([
	...attributes.map(({ key }) => [skeleton(key), key] as const),
	...attributes.flatMap(({ key, aliases }) =>
		aliases.map((alias) => [skeleton(alias), key] as const),
	),
]);

/** What is left of a key without case, separators, spaces and invisible characters. */
function skeleton(key: string): string {
	return key.replace(/[\s\p{Cf}_-]/gu, '').toLowerCase();
}

/** The key that `key` stands for (`Tools`, `allowed-tools` → `tools`); unknown keys stay as they are. */
export function canonicalKey(key: string): string {
	if (isKnownKey(key) || key.length > 64) return key;
	const words = key.replace(/\p{Cf}/gu, '');
	return /^[A-Za-z]+(?:[\s_-]{1,2}[A-Za-z]+)*$/.test(words)
		? (bySkeleton.get(skeleton(words)) ?? key)
		: key;
}

/** Whether `key`, in exactly this spelling, is a key that some program or collection uses. */
export function isKnownKey(key: string): boolean {
	return attributeOf(key) !== undefined;
}

/** Whether `key`, in exactly this spelling, is a key that no prose line starts with. */
export function isStrongKey(key: string): boolean {
	const attribute = attributeOf(key);
	return attribute !== undefined && attribute.isWord !== true;
}

/** Whether the canonical `key` limits what an agent may do; such a key must never be lost. */
export function isRestriction(key: string): boolean {
	return key === 'tools' || key === 'disallowedTools';
}

/** Whether the value of the canonical `key` is prose. */
export function isTextKey(key: string): boolean {
	return attributeOf(key)?.isProse === true;
}

/** Whether the value of the canonical `key` is a list of names. */
export function isNameListKey(key: string): boolean {
	return attributeOf(key)?.valueKind === 'list';
}

/** Whether items of a list may stand below the canonical `key`: unknown keys may hold anything. */
export function mayHoldItems(key: string): boolean {
	const kind = attributeOf(key)?.valueKind;
	return kind === undefined || kind === 'list' || kind === 'map';
}
