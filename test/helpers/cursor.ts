import { analyse } from '../../src/core/editor/agentDocument.ts';
import type { AgentDocument } from '../../src/core/editor/agentDocument.ts';
import type { TextRange } from '../../src/core/text/range.ts';

/** A text without its one `|`, and where that stood. */
export function cursorIn(marked: string): { readonly text: string; readonly offset: number } {
	const offset = marked.indexOf('|');
	if (offset === -1 || marked.includes('|', offset + 1)) throw new Error('One | is needed.');
	return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

/** The analysis of a text with a cursor. */
export function documentWithCursor(
	marked: string,
	path = 'file:///app/.claude/agents/reviewer.md',
): { readonly document: AgentDocument; readonly offset: number } {
	const { text, offset } = cursorIn(marked);
	const stem = path.replace(/^.*\/|\.md$/g, '');
	return { document: analyse(text, { stem, path }), offset };
}

/** What stands at a range. */
export function textAt({ text }: AgentDocument, { start, end }: TextRange): string {
	return text.slice(start, end);
}
