import { findFences } from '../markdown/fences.ts';

/** What marks a call in the texts of the models that write one, and where its name stands. */
const marks: readonly RegExp[] = [
	/<(?:tool_call|tool_calls|function_call|function_calls|tool_use)>/,
	/\[TOOL_CALLS\]/,
	/<\|(?:python_tag|tool_call|tool_calls_section_begin)/,
	/<｜tool▁calls▁begin｜>/,
	/<function=[\w.-]{1,80}>/,
	/<invoke name="[\w.-]{1,80}">/,
];

/** So far behind its mark a call says what it calls, in UTF-16 units. */
const nameDistance = 400;
/** A model that prints calls does so early; more of an answer is not looked at. */
const mostRead = 50_000;
/** So many values of a list are looked at for calls. */
const mostValues = 64;

/** A call that stands in an answer as text. */
export interface PrintedCall {
	/** `undefined` where the text does not tell. */
	readonly tool: string | undefined;
}

/**
 * The call of a tool that an answer prints instead of making it, as models do that were not taught how
 * their server passes calls on; `undefined` where it prints none. What stands in a code block is an
 * example, unless it is nothing but the call of a tool on offer.
 *
 * @param tools the names of the tools on offer
 */
export function printedCall(answer: string, tools: readonly string[]): PrintedCall | undefined {
	const text = answer.slice(0, mostRead);
	const fences = findFences(text);
	let prose = '';
	let end = 0;
	for (const { range } of fences) {
		prose += text.slice(end, range.start);
		end = range.end;
	}
	prose += text.slice(end);
	const bare = prose.replace(/`[^`\n]{0,200}`/g, '');
	for (const mark of marks) {
		const found = mark.exec(bare);
		if (found) return { tool: nameAfter(bare.slice(found.index, found.index + nameDistance)) };
	}
	const codes = fences.map(({ codeRange }) => text.slice(codeRange.start, codeRange.end));
	const blocks = [prose, ...codes];
	for (const block of blocks) {
		const tool = calledIn(block.trim(), new Set(tools));
		if (tool !== undefined) return { tool };
	}
	return undefined;
}

function nameAfter(text: string): string | undefined {
	const name = /"name"\s{0,9}:\s{0,9}"([\w.-]{1,80})"|(?:<function=|<invoke name=")([\w.-]{1,80})/;
	const found = name.exec(text);
	return found?.[1] ?? found?.[2];
}

/** The tool that a text calls which is one JSON value and nothing else. */
function calledIn(text: string, tools: ReadonlySet<string>): string | undefined {
	if (!/^[[{]/.test(text)) return undefined;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		// Prose or code: no call.
		return undefined;
	}
	const values: readonly unknown[] = Array.isArray(value) ? value : listIn(value);
	for (const each of values.slice(0, mostValues)) {
		const called = callOf(each);
		if (called !== undefined && tools.has(called)) return called;
	}
	return undefined;
}

/** `{"tool_calls": […]}`, or the value itself. */
function listIn(value: unknown): readonly unknown[] {
	const list = recordOf(value)['tool_calls'];
	return Array.isArray(list) ? (list as readonly unknown[]) : [value];
}

function callOf(value: unknown): string | undefined {
	const call = recordOf(value);
	const inner = call['function'];
	if (typeof inner === 'object') return callOf(inner);
	const name = call['name'] ?? call['tool'] ?? call['tool_name'] ?? inner;
	const hasInput = ['arguments', 'parameters', 'input', 'args', 'tool_input'].some((key) =>
		Object.hasOwn(call, key),
	);
	return hasInput && typeof name === 'string' ? name : undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
