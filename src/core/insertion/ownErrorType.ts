import { requiredMembers } from '../code/appTypes.ts';
import type { PatternFile } from '../pattern/patterns.ts';

/**
 * What code lacks where a project asks for more of each error than its message, as a sentence;
 * `undefined` where the project does not, or the code gives it.
 *
 * @param files of the patterns that are inserted
 * @param readTypes the text of the project's `app.d.ts`, before anything is written
 * @see https://svelte.dev/docs/kit/types#app.d.ts-Error
 */
export function errorTypeNote(
	files: readonly PatternFile[],
	readTypes: () => string | undefined,
): string | undefined {
	const code = files.map((file) => file.code).join('\n');
	if (!makesErrors.test(code)) return undefined;
	const appTypes = readTypes();
	if (appTypes?.includes('Error') !== true) return undefined;
	const given = new Set([...code.matchAll(givenMember)].map(([, name]) => name));
	const lacking = requiredMembers(appTypes, 'Error').filter(
		(name) => name !== 'message' && !given.has(name),
	);
	if (lacking.length === 0) return undefined;
	const names = lacking.map((name) => `\`${name}\``).join(', ');
	return `Errors of this project need ${names}, as its \`App.Error\` says: give that where the new code calls \`error\` or handles errors.`;
}

/** SvelteKit takes a text for an error with that message, and what an error hook returns for an error. */
const makesErrors = /\berror\(\s*[45]\d\d\b|\bHandle(?:Server|Client|Validation)Error\b/;

/** A member of an object, or what looks like one. */
const givenMember = /(?<![\w$])([A-Za-z_$][\w$]*)(?= ?[:,}])/g;
