import { lineEnd, lineStart, skipLineBreak } from './headerBounds.ts';
import { problem } from '../../problem/problem.ts';
import type { Problem } from '../../problem/problem.ts';
import type { TextEdit, TextRange } from '../../text/range.ts';
import type { Item, Pair } from './yamlTree.ts';

/** Deeper values are looked at by nobody. */
const deepest = 20;

/**
 * Problems of quoted texts and flow collections that go on in lines which are not indented further
 * than their key. js-yaml 3 takes them; YAML 1.2 does not, and newer readers refuse the whole file,
 * or, of a closing bracket alone and of a tab before an item, some of them. The fix writes blanks,
 * which changes no value.
 */
export function continuedLines(text: string, pairs: readonly Pair[]): readonly Problem[] {
	return [...pairs.flatMap((pair) => indentProblems(text, pair)), ...tabsInFlow(text, pairs)];
}

function indentProblems(text: string, pair: Pair): readonly Problem[] {
	const found = linesOf(text, pair, 0);
	const [first] = found;
	if (!first) return [];
	const hard = found.find(({ isCloser }) => !isCloser);
	const fix = { edits: found.map(({ edit }) => edit) };
	const isOne = found.length === 1;
	if (!hard) {
		const kind = isOne ? 'wrong-indentation/closer' : 'wrong-indentation/closers';
		return [problem(kind, first.range, {}, fix)];
	}
	const isText = /["']/.test(text.charAt(pair.range.start));
	const code = isText ? 'unindented-text' : 'wrong-indentation';
	return [problem(`${code}/${isOne ? 'line' : 'lines'}`, hard.range, { key: pair.key }, fix)];
}

/** Quoted texts, which are passed over, and tabs before an item or a value. */
const flowTab = /"(?:[^"\\\r\n]|\\.)*"?|'[^'\r\n]*'?|(?<=[[{,:]) *\t[ \t]*/g;

/** Problems of tabs in flow collections, which js-yaml 5 refuses. The fix changes no value. */
function tabsInFlow(text: string, pairs: readonly Pair[]): readonly Problem[] {
	return pairs.flatMap(({ key, keyRange, range }) => {
		if (!/[[{]/.test(text.charAt(range.start))) return [];
		// With the gap behind the key.
		const source = text.slice(keyRange.end, range.end);
		if (!source.includes('\t')) return [];
		const tabs = [...source.matchAll(flowTab)].filter(([found]) => /^[ \t]/.test(found));
		const edits = tabs.map(({ 0: found, index }) => {
			const start = keyRange.end + index;
			return { range: { start, end: start + found.length }, newText: ' ' };
		});
		const [first] = edits;
		if (!first) return [];
		return [problem('tab-indentation/list', first.range, { key }, { edits })];
	});
}

interface ContinuedLine {
	readonly range: TextRange;
	readonly edit: TextEdit;
	/** Whether nothing but the closing bracket stands in the line. */
	readonly isCloser: boolean;
}

function linesOf(text: string, item: Item, depth: number): readonly ContinuedLine[] {
	const { range, keyRange, items = [] } = item;
	const source = text.slice(range.start, range.end);
	if (!/[\r\n]/.test(source)) return [];
	const first = /^(?:[&!]\S*[ \t]+)*(["'[{])?/.exec(source)?.[1];
	if (first === undefined) {
		return depth < deepest ? items.flatMap((each) => linesOf(text, each, depth + 1)) : [];
	}
	const column = columnOf(text, keyRange?.start ?? range.start);
	const found: ContinuedLine[] = [];
	for (let at = nextLine(text, range.start); at < range.end; at = nextLine(text, at)) {
		const stop = Math.min(lineEnd(text, at), range.end);
		const line = text.slice(at, stop);
		const indent = /^[ ]*/.exec(line)?.[0].length ?? 0;
		if (line.trim() === '' || indent > column) continue;
		found.push({
			range: { start: at + indent, end: stop },
			edit: { range: { start: at, end: at }, newText: ' '.repeat(column + 2 - indent) },
			isCloser: /^[\]}]/.test(line.trim()) && stop === range.end,
		});
	}
	return found;
}

/** How far the key or the dash is indented that a value belongs to. */
function columnOf(text: string, start: number): number {
	const before = text.slice(lineStart(text, start), start);
	const dash = before.lastIndexOf('- ');
	return dash === -1 ? (/^ */.exec(before)?.[0].length ?? 0) : dash;
}

function nextLine(text: string, at: number): number {
	const end = lineEnd(text, at);
	return end === text.length ? end + 1 : skipLineBreak(text, end);
}
