import assert from 'node:assert/strict';
import { analyse } from '../../../../src/core/editor/agentDocument.ts';
import { allowedToolNames } from '../../../../src/core/capabilities/toolNames.ts';
import { fixAll } from '../../../../src/core/editor/validation/fixAll.ts';
import { presentTools } from '../../../helpers/presentTools.ts';
import { seededRandom, seedOf } from '../../../helpers/seededRandom.ts';

/** Names that stand nowhere else in the headers below, not even in other spellings. */
const names = ['Read', 'Grep', 'Glob', 'Edit', 'Write', 'Bash', 'WebFetch', 'NotebookEdit', 'LSP'];

function toolsOf(...allowed: readonly string[]): readonly string[] {
	return allowedToolNames(allowed, [], presentTools);
}

function granted(text: string): readonly string[] {
	const { agent } = analyse(text, { stem: 'helper' });
	return agent ? allowedToolNames(agent.tools, agent.disallowedTools, presentTools) : [];
}

/**
 * What a strict reader who knows where the restriction stands would allow at most: the tools whose
 * names stand in it without a sign or word that takes them away.
 */
function mostAllowed(restriction: string): readonly string[] {
	const words = new RegExp(`(?<![-!~\\w])(?:${names.join('|')})(?!\\w)`, 'gi');
	return toolsOf(...(restriction.match(words) ?? []));
}

interface Written {
	readonly text: string;
	/** Where the lines of the restriction stand in the text. */
	readonly start: number;
	readonly end: number;
}

const { seed, cases } = seedOf(20_261_128, 10_000);
const random = seededRandom(seed);

function pick<T>(list: readonly T[]): T {
	return list[random(list.length)] as T;
}

function some(): readonly string[] {
	const count = 1 + random(3);
	return Array.from({ length: count }, () => pick(names));
}

const keys = {
	tools: ['tools', 'tools', 'tools', 'Tools', 'TOOLS', 'allowed-tools', 'allowedTools', '"tools"'],
	denied: ['disallowedTools', 'disallowed-tools', 'DisallowedTools', 'denied_tools'],
};

/** What may stand between the key and its value, or around the key. */
const shapes: readonly ((key: string, value: string) => string)[] = [
	(key, value) => `${key}: ${value}`,
	(key, value) => `${key}: ${value}`,
	(key, value) => `${key}: ${value}`,
	(key, value) => `${key} : ${value}`,
	(key, value) => `${key}:${value}`,
	(key, value) => `${key}：${value}`,
	(key, value) => `  ${key}: ${value}`,
	(key, value) => `\t${key}: ${value}`,
	(key, value) => `- ${key}: ${value}`,
	(key, value) => `**${key}**: ${value}`,
	(key, value) => `> ${key}: ${value}`,
	(key, value) => `\`${key}\`: ${value}`,
	(key, value) => `${key} = ${value}`,
	(key, value) => `"${key}: ${value}"`,
	(key, value) => `&a ${key}: ${value}`,
	(key, value) => `!!str ${key}: ${value}`,
	(key, value) => `(${key}): ${value}`,
	(key, value) => `${key} (all that it needs): ${value}`,
];

/** Ways to write a list, some with an exception. */
const lists: readonly ((list: readonly string[]) => string)[] = [
	(list) => list.join(', '),
	(list) => list.join(', '),
	(list) => list.join(' '),
	(list) => `[${list.join(', ')}]`,
	(list) => `"${list.join(', ')}"`,
	(list) => `\n${list.map((name) => `  - ${name}`).join('\n')}`,
	(list) => `\n${list.map((name) => `- ${name}`).join('\n')}`,
	(list) => `|\n${list.map((name) => `  ${name}`).join('\n')}`,
	(list) => `\n${list.map((name) => `  ${name.toLowerCase()}: true`).join('\n')}`,
	(list) => `\n${list.map((name) => `  ${name.toLowerCase()}:true`).join('\n')}`,
	(list) => `\n${list.map((name, i) => `${'  '.padEnd(2 + i)}- ${name}`).join('\n')}`,
	(list) => `{${list.join(', ')}}`,
	(list) => `!!set {${list.join(', ')}}`,
	(list) => `!x [${list.join(', ')}]`,
	(list) => list.join('/'),
	(list) => list.join(' | '),
	(list) => list.join('，'),
	(list) => `|\n${list.map((name, i) => `  ${i + 1}. ${name}`).join('\n')}`,
	(list) => `\n${list.map((name) => `  - name: ${name}`).join('\n')}`,
	(list) => `'${JSON.stringify(list)}'`,
	(list) => `${list.join(', ')} # only these`,
];

const exceptions: readonly ((list: readonly string[]) => string)[] = [
	(list) => `all except ${list.join(', ')}`,
	(list) => `[all, ${list.map((name) => `-${name}`).join(', ')}]`,
	(list) => `"*, !${list.join(', !')}"`,
	(list) => `everything but ${list.join(' and ')}`,
	(list) => `\n  - '*'\n${list.map((name) => `  - "no ${name}"`).join('\n')}`,
	(list) => `All tools, without ${list.join(', ')}`,
];

const descriptions = [
	'description: Helps with code.',
	'description: "Helps with code."',
	'description: Helps: with code.',
	'description: |\n  Helps with code.\n  And more.',
	'description: >-\n  Helps with code.',
	'description: Helps with code,\nin every way.',
	'description: "Helps with code',
	"description: 'It's a helper'",
	'description: Helps with code.\n\n<example>\nuser: help\nassistant: yes\n</example>',
	'description:Helps with code.',
];

const others = ['model: opus', 'color: red', 'model: @x', 'skills: [x]', 'version: 1.0'];

/** A header with one restriction in it, in any order of its keys. */
function write(restriction: string): Written {
	const lines = ['name: helper', pick(descriptions), restriction];
	if (random(2) === 0) lines.push(pick(others));
	// The first key tells how far keys are indented.
	const isIndented = /^\s/.test(restriction);
	for (let i = lines.length - 1; i > 0; i--) {
		const j = random(i + 1);
		[lines[i], lines[j]] = [lines[j] ?? '', lines[i] ?? ''];
	}
	if (isIndented && lines[0] === restriction) lines.unshift(...lines.splice(1, 1));
	const at = lines.indexOf(restriction);
	const start = 4 + lines.slice(0, at).reduce((length, line) => length + line.length + 1, 0);
	const text = `---\n${lines.join('\n')}\n---\nYou help.\n`;
	return { text, start, end: start + restriction.length };
}

const pieces = [' ', '\t', '"', "'", ':', ',', '- ', '-', '!', '[', ']', '{', '}', '&', '`', '='];
const morePieces = [
	'|',
	'>',
	'\n',
	'  ',
	'%',
	'@',
	'~',
	'?',
	'\\',
	'\r\n',
	' #',
	'\u00A0',
	'\u200B',
	'(',
	')',
];

/** A key on two lines is none. */
const longestKey = 24;

/** The text with up to two pieces put in, but not into words. */
function damage(written: Written): Written {
	let { text, start, end } = written;
	for (let n = random(3); n > 0; n--) {
		const at = 4 + random(text.indexOf('\n---\n') - 3);
		const isInWord = /[\w-]/.test(text.charAt(at - 1)) && /[\w-]/.test(text.charAt(at));
		// A comment out of a line is no damage, and neither is the end of the header.
		const piece = pick(random(2) === 0 ? pieces : morePieces);
		const isComment = piece === ' #' && at <= end;
		const isInKey = at >= start && at <= start + longestKey && /[\r\n]/.test(piece);
		if (isInWord || isComment || isInKey) continue;
		text = text.slice(0, at) + piece + text.slice(at);
		if (at < start) start += piece.length;
		if (at < end) end += piece.length;
	}
	return { text, start, end };
}

/** Whether the restriction is indented below `description: |`, where it is a part of the text. */
function isQuoted({ text, start }: Written): boolean {
	const indent = /^\s*/.exec(text.slice(start))?.[0] ?? '';
	const above = text.slice(0, start) + indent;
	return /description[^\n|]{0,4}?:?\s*[|>]-?\s*\n(?:[ \t][^\n]*\n|\s*\n)* +[^\w\n]{0,3}$/.test(
		above,
	);
}

describe('restrictions of random headers', function () {
	it('never allow more than the names that stand in them', () => {
		let allowing = 0;
		for (let n = 0; n < cases; n++) {
			const isException = random(4) === 0;
			const value = isException ? pick(exceptions)(some()) : pick(lists)(some());
			const written = write(pick(shapes)(pick(keys.tools), value));
			const damaged = random(3) === 0 ? written : damage(written);
			if (isQuoted(damaged)) continue;
			const { text, start, end } = damaged;
			const most = isException ? [] : mostAllowed(text.slice(start, end));
			const found = granted(text);
			if (found.length > 0) allowing++;
			assert.deepEqual(
				found.filter((name) => !most.includes(name)),
				[],
				text,
			);
			if (n % 4 > 0) continue;
			const fixed = fixAll(text, { stem: 'helper' }, { tools: presentTools });
			const left = granted(fixed).filter((name) => !found.includes(name));
			assert.deepEqual(left, [], `${text}\n=>\n${fixed}`);
		}
		assert.ok(allowing > cases * 0.15, `only ${allowing} allow anything`);
	});

	it('always forbid the names that stand in them', () => {
		let allowing = 0;
		for (let n = 0; n < cases; n++) {
			const list = some();
			const written = write(pick(shapes)(pick(keys.denied), pick(lists)(list)));
			const damaged = random(3) === 0 ? written : damage(written);
			if (isQuoted(damaged)) continue;
			const { text } = damaged;
			const found = granted(text);
			if (found.length > 0) allowing++;
			const forbidden = toolsOf(...list);
			assert.deepEqual(
				found.filter((name) => forbidden.includes(name)),
				[],
				text,
			);
			if (n % 4 > 0) continue;
			const fixed = fixAll(text, { stem: 'helper' }, { tools: presentTools });
			const left = granted(fixed).filter((name) => !found.includes(name));
			assert.deepEqual(left, [], `${text}\n=>\n${fixed}`);
		}
		assert.ok(allowing > cases * 0.15, `only ${allowing} allow anything`);
	});
});
