import { isSecretPath } from './secretFiles.ts';

/** Stands in a tool's result that the user agreed to for one question: for the model, and for us. */
export const onceNote = '[The user let this be read for this question alone. Do not repeat it.]';

/**
 * Whether what a tool returned must not be sent again with later questions: the user agreed to it
 * once, or the call was about a file that may hold secrets. Whoever writes the note into a file has
 * it forgotten, and nothing more.
 */
export function isOnceOnly(input: unknown, content: string): boolean {
	if (content.includes(onceNote)) return true;
	return holdsSecretName(input, 0);
}

/** Inputs are no deeper. */
const deepest = 6;

function holdsSecretName(input: unknown, depth: number): boolean {
	if (typeof input === 'string') return namesSecret(input);
	if (typeof input !== 'object' || input === null || depth > deepest) return false;
	return Object.values(input).some((value) => holdsSecretName(value, depth + 1));
}

/** Longer texts are no paths and no commands that name one. */
const longest = 2_000;

function namesSecret(text: string): boolean {
	const words = new Set(text.slice(0, longest).split(/[\s"'`=;|&<>(),]+/));
	return [...words].some((word) => word !== '' && isSecretPath(word));
}
