import type { ToolCall, ToolResult, ToolRound } from './conversation.ts';
import { isOnceOnly } from './tools/onceOnly.ts';

const maxResults = 12_000;
const maxResult = 3_000;
const maxHeading = 500;

const notKept =
	'(It may hold secrets and was for that question alone. Call it again if you need it.)';

/**
 * What tools returned for a question as one text for the questions after it, within bounds; empty
 * where there is nothing. Newest first counts: a later result is likelier to be what the next question
 * is about.
 *
 * Of what was for that question alone, no more than the tool and the path is kept: the input, too, may
 * hold what is secret, as that of an edit does, and the next question may go to another model.
 */
export function keptResults(rounds: readonly ToolRound[]): string {
	const entries: string[] = [];
	let left = maxResults;
	for (const { calls, results } of rounds.toReversed()) {
		for (const [i, call] of [...calls.entries()].toReversed()) {
			const result = results[i];
			if (!result) continue;
			const entry = entryOf(call, result);
			left -= entry.length;
			if (left < 0) break;
			entries.unshift(entry);
		}
	}
	return entries.length === 0 ? '' : `Tools returned for this question:\n\n${entries.join('\n\n')}`;
}

function entryOf({ name, input }: ToolCall, { content }: ToolResult): string {
	const text = content.filter((piece) => typeof piece === 'string').join('\n');
	if (isOnceOnly(input, text)) {
		return `${`${name} ${pathOf(input)}`.trim().slice(0, maxHeading)}\n${notKept}`;
	}
	const heading = `${name} ${JSON.stringify(input)}`.slice(0, maxHeading);
	return `${heading}\n${shortened(text)}`;
}

/** The file that a call is about, under the names that tools give it. */
function pathOf(input: unknown): string {
	const { path, filePath } = Object(input) as {
		readonly path?: unknown;
		readonly filePath?: unknown;
	};
	return [path, filePath].find((value) => typeof value === 'string') ?? '';
}

function shortened(text: string): string {
	if (text.length <= maxResult) return text;
	return `${text.slice(0, maxResult)}\n(${text.length - maxResult} more characters)`;
}
