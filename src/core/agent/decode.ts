import { maxLength, tooLarge } from './frontMatter.ts';
import { problem } from '../problem/problem.ts';
import type { Problem } from '../problem/problem.ts';

/**
 * Decodes the bytes of an agent file as UTF-8. Files over 1 MiB, with NUL bytes or with bytes that
 * are not UTF-8 give one problem instead of text. A byte order mark stays in the text.
 */
export function decodeAgentFile(
	bytes: Uint8Array,
): { readonly text: string } | { readonly problem: Problem } {
	if (bytes.byteLength > maxLength) return { problem: tooLarge() };
	if (bytes.includes(0)) return { problem: notText() };
	try {
		return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
	} catch {
		// The only error of a fatal decoder: bytes that are not UTF-8.
		return { problem: notText() };
	}
}

function notText(): Problem {
	return problem('file-not-text/encoding', { start: 0, end: 0 });
}
