import assert from 'node:assert/strict';
import matter from 'gray-matter';
import yaml from 'js-yaml';
import { headerValues } from '../../helpers/headerValues.ts';
import { parseAgent } from '../../../src/core/agent/agent.ts';
import { parseFrontMatter } from '../../../src/core/agent/frontMatter.ts';
import type { CorpusFile } from '../../helpers/corpusFiles.ts';
import { agentFiles, readCorpus } from '../../helpers/corpusFiles.ts';
import { skip } from '../../helpers/skip.ts';
import { expectations as allExpectations } from './expectations/brokenFiles.ts';

/** The header's text by the plainest rule there is: all lines up to one that starts with `---`. */
function headerOf(text: string): string {
	const lines = text.split('\n');
	const end = lines.findIndex((line, index) => index > 0 && line.startsWith('---'));
	return `${lines.slice(1, end).join('\n')}\n`;
}

function loadStrictly(source: string): unknown {
	try {
		return { value: yaml.safeLoad(source) };
	} catch {
		// The answer to the question whether this is valid YAML.
		return undefined;
	}
}

describe('agent files that people have written', () => {
	let files: readonly CorpusFile[] = [];
	let expectations: typeof allExpectations = [];

	before(() => {
		files = agentFiles('corpus', 'seeds');
		const paths = new Set(files.map(({ path }) => path));
		expectations = allExpectations.filter(({ path }) => paths.has(path));
	});

	it('loads every file as an agent with a name, a description and a prompt', () => {
		const failed = files.filter((file) => {
			const { agent } = parseAgent(file.text, file.stem);
			return !agent?.name || !agent.description || !agent.prompt.trim();
		});
		assert.deepEqual(
			failed.map((file) => file.path),
			[],
		);
	});

	it('reads of each valid header what strict YAML reads', () => {
		let count = 0;
		for (const { path, text } of files) {
			const expected = loadStrictly(headerOf(text));
			const { entries, isStrict } = parseFrontMatter(text);
			assert.equal(isStrict, expected !== undefined, path);
			if (!expected) continue;
			count++;
			assert.deepEqual({ value: headerValues({ entries }) }, expected, path);
			assert.deepEqual(
				entries.filter((entry) => entry.repaired),
				[],
				path,
			);
		}
		assert.equal(count, files.length - expectations.length);
	});

	it('finds each key and each value where they stand', () => {
		for (const { path, text } of files) {
			for (const { key, keyRange, value, valueRange, repaired } of parseFrontMatter(text).entries) {
				assert.equal(text.slice(keyRange.start, keyRange.end), key, path);
				const source = text.slice(valueRange.start, valueRange.end);
				// The items of a list have one indentation, which the first is to keep.
				const column = valueRange.start - (text.lastIndexOf('\n', valueRange.start) + 1);
				const indented = source.startsWith('- ') ? ' '.repeat(column) + source : source;
				const read = repaired ? { value: source } : loadStrictly(`${indented}\n`);
				assert.deepEqual(read, { value }, `${path} ${key}`);
			}
		}
	});

	it('keeps each body as gray-matter does, where the closing line is exactly ---', () => {
		for (const { path, text } of files) {
			const { agent } = parseAgent(text, 'stem');
			assert.ok(agent);
			if (agent.frontMatter.isStrict && !/^-{4,}$/m.test(text.slice(0, agent.bodyStart))) {
				assert.equal(agent.prompt, matter(text, {}).content, path);
			}
			assert.equal(agent.prompt, text.slice(agent.bodyStart), path);
		}
	});

	it('reads of each invalid header what a person reads', () => {
		const read = expectations.map(({ path }) => {
			const file = files.find((candidate) => candidate.path === path);
			const { agent } = parseAgent(file?.text ?? '', 'stem');
			return {
				path,
				name: agent?.name,
				description: agent?.description,
				tools: agent?.tools,
				model: agent?.model,
			};
		});
		assert.deepEqual(read, expectations);
	});

	it('reports nothing about files that are fine', () => {
		const hasCorpus = files.some(({ path }) => path.startsWith('corpus/'));
		const counts: Record<string, number> = {};
		const broken = new Set(expectations.map(({ path }) => path));
		for (const { path, text, stem } of files) {
			for (const { code } of parseAgent(text, stem).problems) {
				const place = broken.has(path) ? 'invalid YAML' : path;
				counts[`${place}: ${code}`] = (counts[`${place}: ${code}`] ?? 0) + 1;
			}
		}
		assert.deepEqual(counts, {
			'invalid YAML: unquoted-colon': hasCorpus ? 12 : 1,
			'agents/terraform-reviewer.md: front-matter-fence': 1,
			...(hasCorpus && {
				'corpus/vijaythecoder/frontend-developer.md: front-matter-fence': 1,
				'seeds/000_3975b592e920478d.md: literal-line-break': 1,
			}),
		});
	});

	it('gives every agent a summary of one plain line', () => {
		for (const { path, text, stem } of files) {
			const summary = parseAgent(text, stem).agent?.summary ?? '';
			assert.match(summary, /^(?:\p{Lu}|\p{Ll}+\p{Lu}).{9,99}$/u, path);
			assert.doesNotMatch(summary, /\.$|use this agent|<\w|must be used/i, path);
			assert.ok(summary.length <= 100, path);
		}
	});

	it('finds the examples of the originals', function () {
		const seeds = readCorpus('seeds') ?? skip(this, 'AGENT_CORPUS names no folder with seeds/');
		const counts = seeds.map(({ text }) => {
			const { agent } = parseAgent(text, 'stem');
			return agent?.examples.map((example) => Object.keys(example).toSorted().join(' '));
		});
		const full = 'assistant commentary context user';
		assert.deepEqual(counts, [
			[full, full, full],
			[full, full, full],
			[full, full],
			[],
			[full, full],
		]);
	});

	it('mends each invalid header with its fixes, without a change of values', () => {
		for (const { path } of expectations) {
			const text = files.find((file) => file.path === path)?.text ?? '';
			const [problem] = parseFrontMatter(text).problems;
			const [edit] = problem?.fix?.edits ?? [];
			assert.ok(edit, path);
			const { start, end } = edit.range;
			const mended = text.slice(0, start) + edit.newText + text.slice(end);
			const after = parseFrontMatter(mended);
			assert.deepEqual(headerValues(after), headerValues(parseFrontMatter(text)), path);
			assert.deepEqual(loadStrictly(headerOf(mended)), { value: headerValues(after) }, path);
			assert.deepEqual(after.problems, [], path);
		}
	});
});
