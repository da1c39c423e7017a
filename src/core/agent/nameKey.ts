import { slug } from '../text/slug.ts';

/** Longer texts are no names. */
const longest = 100;

/** A name without all that does not count: its letters and digits, the words joined by hyphens. */
export function nameKey(name: string): string {
	if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) return name;
	return slug(name.slice(0, longest));
}

/** What an agent of a name is found by, besides its handle. */
export function callingKeys(name: string): readonly string[] {
	return [...new Set(spellings(name).map(nameKey))];
}

/** A name as it stands, and without an explanation in brackets. */
export function spellings(name: string): readonly [string, string] {
	const head = name.slice(0, longest);
	const open = /(?<=[^\s@`*([])\s*[([]/.exec(head)?.index;
	return [head, head.slice(0, open)];
}
