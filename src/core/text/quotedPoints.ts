import { escapeBetween, escapeMarkdown, inlineCode } from './markdownText.ts';
import { withoutLinks } from './plainTitle.ts';

/**
 * Paragraphs and points of a file as markdown that keeps what makes them readable, marks of lists, bold
 * words and code, and nothing that leads anywhere: of links the words are left, addresses are text.
 * Linear in its length.
 */
export function quotePoints(points: readonly string[]): string {
	return points.map((point) => point.split('\n').map(quoteLine).join('\n')).join('\n\n');
}

function quoteLine(line: string): string {
	const [start = ''] = /^ {0,8}(?:(?:[-*+]|\d{1,9}[.)]) {1,4})?/.exec(line) ?? [];
	const parts = withoutLinks(line.slice(start.length)).split(/(\*\*[^*`]{1,500}\*\*|`[^`]+`)/);
	const words = parts.map((part, i) => {
		if (i % 2 === 0) return escapeBetween(part);
		if (part.startsWith('`')) return inlineCode(part.slice(1, -1));
		return `**${escapeMarkdown(part.slice(2, -2))}**`;
	});
	return `${start}${words.join('')}`;
}
