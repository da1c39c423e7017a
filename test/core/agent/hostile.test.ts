import assert from 'node:assert/strict';
import { parseAgent } from '../../../src/core/agent/agent.ts';
import { parseFrontMatter } from '../../../src/core/agent/frontMatter.ts';
import { agentFiles } from '../../helpers/corpusFiles.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';
import { shareOf } from '../../helpers/turn.ts';

const mebibyte = 1_048_576;

function fill(piece: string, length = mebibyte - 300): string {
	return piece.repeat(Math.floor(length / piece.length));
}

function header(...lines: readonly string[]): string {
	return ['---', ...lines, 'tools: Read', '---', 'Body', ''].join('\n');
}

/** Whether a `tools:` line stands in the part that every reader takes for the header. */
function hasToolsLine(text: string): boolean {
	const [, first = ''] = /^---\n([^]*?)(?:\n---[^]*)?$/.exec(text) ?? [];
	return /^tools:/m.test(first.split(/\n\n#/)[0] ?? '');
}

describe('hostile agent files', () => {
	it('are never run as code, whatever language the opening line names', () => {
		const languages = ['js', 'javascript', 'coffee', 'cson', 'json', 'toml', ' js', 'yaml'];
		const codes = languages.map((language) => {
			const code = 'globalThis.wasRun = true, {name: "x"}';
			const { agent, problems } = parseAgent(`---${language}\n${code}\n---\nBody`, 'stem');
			return [agent, problems.map((problem) => problem.code)];
		});
		assert.deepEqual(
			codes,
			languages.map(() => [undefined, ['front-matter-language']]),
		);
		assert.equal(Reflect.get(globalThis, 'wasRun'), undefined);
	});

	it('cannot reach a prototype', () => {
		const text = header(
			'__proto__: {isAdmin: true}',
			'constructor: x',
			'name: a',
			'description: d',
		);
		const { entries, problems } = parseFrontMatter(text);
		assert.deepEqual(
			entries.map(({ key }) => key),
			['__proto__', 'constructor', 'name', 'description', 'tools'],
		);
		assert.deepEqual(entries[0]?.value, { isAdmin: true });
		assert.equal(Reflect.get({}, 'isAdmin'), undefined);
		assert.deepEqual(problems, []);
	});

	it('cannot blow up through aliases, nor build a circle', () => {
		const letters = Array.from('abcdefghij');
		const bomb = letters.map((letter, index) => {
			const item = index === 0 ? 'x' : `*${letters[index - 1]}`;
			return `${letter}: &${letter} [${Array.from({ length: 9 }, () => item).join(', ')}]`;
		});
		for (const lines of [bomb, ['a: &a [*a]']]) {
			const { agent } = parseAgent(header(...lines), 'stem');
			assert.deepEqual(agent?.tools, ['Read']);
			assert.ok(JSON.stringify(agent).length < 10_000);
		}
	});

	const shapes: Readonly<Record<string, string>> = {
		'1 MiB on one line': header(`description: ${fill('x: ')}`),
		'1 MiB of one word': header(`description: ${fill('a')}`),
		'10,000 keys': header(...Array.from({ length: 10_000 }, (_, index) => `k${index}: v`)),
		'10,000 broken keys': header(
			...Array.from({ length: 10_000 }, (_, index) => `k${index}: a: b`),
		),
		'200,000 duplicates': header(fill('a: b\n')),
		'1 MiB of blank lines': header(fill('\n')),
		'16 KiB of blank lines': header(fill('\n', 16_000)),
		'a base-60 number of 1 MiB': header(`a: 1${fill(':1')}`),
		'1 MiB of brackets': header(`a: ${fill('[')}`),
		'1 MiB of braces': header(`a: ${fill('{a: ')}`),
		'1 MiB of dashes': header(`a: b: c\n${fill('-----\n')}`),
		'1 MiB of quotes': header(`description: ${fill('"a" ')}x`),
		'1 MiB of backslashes': header(`a: "${fill('\\')}`),
		'1 MiB of opening tags': header(`description: a: ${fill('<example>')}`),
		'1 MiB of indented tools': header('name: a: b', fill('  tools: Read\n')),
		'1 MiB of tabs': header('name: a: b', fill('\t\n')),
		'200 KB of merges': header('b: &b {x: 1}', fill('c: {<<: *b}\n', 200_000)),
		'200 KB of aliases of 500 KB': header(
			`a: &a ${fill('b ', 500_000)}`,
			`agents: [${fill('*a, ', 200_000)}x]`,
		),
		'NUL bytes': header('description: a\0b', fill('\0', 1000)),
		'lone surrogates': header(`description: ${fill('\ud800')}`),
	};

	for (const [title, text] of shareOf(Object.entries(shapes), 2)) {
		// Quadratic time would exceed the test's time-out many times over.
		it(`are read in bounded time and keep their tools: ${title}`, () => {
			assert.ok(text.length <= mebibyte);
			// What is forbidden in words that name no tool might be any of them.
			const expected = text.includes('disallowedTools: [*a') ? [] : ['Read'];
			assert.deepEqual(parseAgent(text, 'stem').agent?.tools, expected);
		});
	}

	it('with more problems than a call takes arguments are read', () => {
		const { agent, problems } = parseAgent(header(fill('tools:\n')), 'stem');
		const empty = problems.filter(({ code }) => code === 'empty-tools').length;
		assert.deepEqual([agent?.tools, empty], [[], Math.floor((mebibyte - 300) / 'tools:\n'.length)]);
	});

	it('over 1 MiB give one problem', () => {
		const { agent, problems } = parseAgent(header(fill('x', mebibyte)), 'stem');
		assert.deepEqual([agent, ...problems.map(({ code }) => code)], [undefined, 'file-too-large']);
	});
});

describe('damaged agent files', () => {
	it('are read in every prefix, and keep the tools line that is left', function () {
		for (const { path, text } of agentFiles('seeds')) {
			// Behind the header every step is the same; the last characters are tried one by one.
			const bodyStart = parseFrontMatter(text).bodyStart;
			const ends: number[] = [];
			for (let end = 0; end <= text.length; end += end < bodyStart + 200 ? 1 : 37) ends.push(end);
			for (const end of shareOf(ends, 6)) {
				const prefix = text.slice(0, end);
				const { agent } = parseAgent(prefix, 'stem');
				const isLost = agent && agent.tools === undefined && hasToolsLine(prefix);
				assert.ok(!isLost, `${path} up to ${end}`);
			}
		}
	});

	it('are read after random edits, and keep the tools line that is left', function () {
		const files = agentFiles('seeds');
		const { seed, cases } = seedOf(20_260_301, 500 * files.length);
		const random = seededRandom(seed);
		const pieces = [
			'\n',
			': ',
			'"',
			"'",
			'\t',
			' ',
			'#',
			'- ',
			'[',
			'{',
			'*',
			'&',
			'|',
			'\0',
			'\\',
		];
		const bodies = files.map((file) => ({ ...file, ...parseFrontMatter(file.text) }));
		for (let n = 0; n < cases; n++) {
			const { path, text, bodyStart } = bodies[n % bodies.length] ?? assert.fail('no files');
			const at = random(bodyStart);
			const removed = random(4);
			const inserted = pieces[random(pieces.length)] ?? '';
			const edited = text.slice(0, at) + inserted + text.slice(at + removed);
			const { agent } = parseAgent(edited, 'stem');
			const isLost = agent && agent.tools === undefined && hasToolsLine(edited);
			assert.ok(!isLost, `${path}: ${JSON.stringify(inserted)} at ${at}, ${removed} removed`);
		}
	});
});
