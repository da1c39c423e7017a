import { isDeepStrictEqual } from 'node:util';
import { withRealLineBreaks } from '../../src/core/agent/header/examples.ts';
import { attributeOf } from '../../src/core/agent/attributes.ts';
import { allowedToolNames } from '../../src/core/capabilities/toolNames.ts';
import { analyse } from '../../src/core/editor/agentDocument.ts';
import type { AgentDocument } from '../../src/core/editor/agentDocument.ts';
import { fixAll } from '../../src/core/editor/validation/fixAll.ts';
import { isOpenAtEnd } from './commonMark.ts';
import { presentTools } from './presentTools.ts';
import { comparable, strictReaders } from './strictYaml.ts';

/** What the header says, key by key, apart from what fixes are there to change. */
function valuesOf({ frontMatter, agent }: AgentDocument): Readonly<Record<string, unknown>> {
	const values: Record<string, unknown> = {};
	for (const { canonical, value } of frontMatter.entries) values[canonical] = comparable(value);
	if (!agent) return values;
	const { description, disallowedTools, tools } = agent;
	const effective = tools?.filter((tool) => !disallowedTools.includes(tool));
	if (effective) values['tools'] = [...new Set(effective)].toSorted();
	if ('disallowedTools' in values) {
		values['disallowedTools'] = [...new Set(disallowedTools)].toSorted();
	}
	values['description'] = wordsOf(description);
	values['name'] = agent.name;
	return values;
}

function wordsOf(text: string): string {
	return withRealLineBreaks(text).split(/\s+/).join(' ').trim();
}

/** What Fix All does wrong to a text: sentences, none where all is well. */
export function faultsOfFixAll(text: string, stem: string): readonly string[] {
	return checkFixAll(text, stem).faults;
}

/** What Fix All does to a text: its faults, and whether the header is valid YAML then. */
export function checkFixAll(
	text: string,
	stem: string,
): { readonly faults: readonly string[]; readonly isStrict: boolean } {
	const before = analyse(text, { stem });
	const fixed = fixAll(text, { stem });
	const after = analyse(fixed, { stem });
	const faults: string[] = [];
	if (fixed !== text && fixAll(fixed, { stem }) !== fixed) {
		faults.push('doing it twice changes more');
	}

	const old = valuesOf(before);
	const now = valuesOf(after);
	for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
		// Of a broken header lines may belong to no key; they may be a key of no meaning then.
		if (!(key in old) && !before.frontMatter.isStrict && !attributeOf(key)) continue;
		if (!isDeepStrictEqual(old[key], now[key])) {
			faults.push(`“${key}” was ${show(old[key])} and is ${show(now[key])}`);
		}
	}
	const allowed = new Set(allowedIn(before));
	const more = allowedIn(after).filter((name) => !allowed.has(name));
	if (before.agent && more.length > 0) faults.push(`it allows ${more.join(', ')}`);

	if (after.frontMatter.isStrict && after.frontMatter.entries.length > 0) {
		for (const fault of readByOthers(after)) faults.push(fault);
	}
	if (before.frontMatter.range && before.body !== after.body) {
		if (!isOpenAtEnd(before.body))
			faults.push(`the body changes: ${difference(before.body, after.body)}`);
		else if (withoutMarkers(before.body) !== withoutMarkers(after.body)) {
			faults.push(`more than a marker comes in: ${difference(before.body, after.body)}`);
		}
	}
	return { faults, isStrict: after.frontMatter.isStrict };
}

function allowedIn({ agent }: AgentDocument): readonly string[] {
	return agent ? allowedToolNames(agent.tools, agent.disallowedTools, presentTools) : [];
}

function* readByOthers({ text, frontMatter }: AgentDocument): Generator<string> {
	const { range, entries } = frontMatter;
	if (!range) return;
	const source = /^\uFEFF?-{3,}[^\r\n]*([^]*)[\r\n]+-{3,}[^\r\n]*$/.exec(
		text.slice(range.start, range.end),
	)?.[1];
	if (source === undefined) {
		yield 'the header has no bounds';
		return;
	}
	for (const [name, read] of Object.entries(strictReaders)) {
		// It makes a blank of an escaped line end above an empty line, where the others make nothing.
		if (name === 'yaml 2' && /\\\r?\n[ \t]*\r?\n/.test(source)) continue;
		let value: unknown;
		try {
			value = withoutEmptyKey(comparable(read(`${source}\n`)));
		} catch (error) {
			yield `${name} refuses it: ${String(error).split('\n')[0] ?? ''}`;
			continue;
		}
		const own = comparable(Object.fromEntries(entries.map(({ key, value: each }) => [key, each])));
		if (!isDeepStrictEqual(value, own))
			yield `${name} reads ${show(value)} where we read ${show(own)}`;
	}
}

/** A lone question mark is an empty key, which means nothing to anybody. */
function withoutEmptyKey(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).filter(([key]) => key !== ''));
}

function withoutMarkers(body: string): string {
	return body.replace(/[\r\n]+[ \t>]*(?:`{3,}|~{3,})(?=[\r\n]|$)/g, '');
}

function difference(before: string, after: string): string {
	let at = 0;
	while (at < before.length && before[at] === after[at]) at++;
	return `${show(before.slice(Math.max(0, at - 20), at + 60))} became ${show(after.slice(Math.max(0, at - 20), at + 60))}`;
}

function show(value: unknown): string {
	return (JSON.stringify(value) ?? 'nothing').slice(0, 300);
}
