import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { repoRoot } from '../../build/vscode/paths.ts';
import {
	asNode,
	asNodes,
	asText,
	parseModule,
	type SyntaxNode,
	walk,
} from '../../src/core/code/syntaxTree.ts';

// What a problem says stands in its row, in src/core/problem/problemCodes.ts. Who finds it knows no
// words: neither in a text of its own, nor put together from pieces.

/** All that finds problems. */
const finders = [
	'src/core/agent/**/*.ts',
	'src/core/pattern/**/*.ts',
	'src/core/editor/validate.ts',
	'src/core/editor/validation/**/*.ts',
];

/** A word with a blank beside it: a part of a sentence, also where the rest is put in or added. */
const sentence = /\p{L}{2,}\S*\s|\s\S*\p{L}{2,}/u;

/** Texts with blanks that tell nobody anything, by how they begin, and why. */
const wordless: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'src/core/agent/catalog.ts': {
		'ai api aws': 'words that are looked for in names',
	},
	'src/core/agent/colors.ts': {
		'<svg xmlns': 'an image',
	},
	'src/core/agent/header/lostKeys.ts': {
		'': 'words that keys have in other languages',
	},
	'src/core/agent/header/meaning.ts': {
		'': 'words that are looked for in descriptions',
	},
	'src/core/agent/header/misread.ts': {
		'[object Object]': 'what JavaScript makes of a mapping for a key',
	},
	'src/core/agent/header/restrictions.ts': {
		'disallowedTools: ': 'what a fix writes into the file',
	},
	'src/core/agent/header/shortSentence.ts': {
		'across and ': 'words that are looked for in descriptions',
	},
	'src/core/agent/header/yamlTree.ts': {
		'[object Object]': 'what JavaScript makes of a mapping',
		'Only YAML is read': 'an error that the parser throws at itself',
		'A base-60 number': 'an error that the parser throws at itself',
		'The header is nested': 'an error that the parser throws at itself',
		'The aliases of the header': 'an error that the parser throws at itself',
	},
	'src/core/pattern/pathComment.ts': {
		'': 'names of products and languages that are no files',
	},
	'src/core/pattern/verdictWords.ts': {
		'': 'words that are looked for in texts above code',
	},
	'src/core/pattern/verdict.ts': {
		'': 'words that are looked for in texts above code',
	},
	'src/core/editor/validate.ts': {
		severity: 'what the user has set for a code',
	},
	'src/core/editor/validation/toolProblems.ts': {
		'and or plus': 'words that stand between names',
	},
	'src/core/editor/validation/parserFixes.ts': {
		'---\nname: ': 'what a fix writes into the file',
		'\ndescription: ': 'what a fix writes into the file',
		'name: ': 'what a fix writes into the file',
	},
	'src/core/pattern/patterns.ts': {
		'block ': 'a key of a map',
		'line ': 'a key of a map',
		'title ': 'a key of a map',
		' code': 'a pattern that has neither title, file nor name is called after its language',
	},
};

describe('the words of problems', () => {
	const files = finders
		.flatMap((pattern) => globSync(pattern, { cwd: repoRoot }))
		.map((file) => file.replaceAll('\\', '/'))
		.toSorted();
	const found = files.flatMap((file) =>
		wordsIn(readFileSync(path.join(repoRoot, file), 'utf8')).map((words) => ({ file, words })),
	);
	const isWordless = (file: string, words: string): string | undefined =>
		Object.keys(wordless[file] ?? {}).find((start) => words.startsWith(start));

	it('stand in the rows, not where problems are found', () => {
		assert.ok(files.length > 40, `only ${files.length} files were read`);
		assert.deepEqual(
			found.filter(({ file, words }) => isWordless(file, words) === undefined),
			[],
		);
	});

	it('are told from texts that there are', () => {
		const used = new Set(found.map(({ file, words }) => `${file}: ${isWordless(file, words)}`));
		const unused = Object.entries(wordless)
			.flatMap(([file, texts]) => Object.keys(texts).map((start) => `${file}: ${start}`))
			.filter((each) => !used.has(each));
		assert.deepEqual(unused, []);
	});

	const told: readonly (readonly [code: string, words: readonly string[]])[] = [
		["problems.push('No tool is called so.');", ['No tool is called so.']],
		['say(`“${name}” is no tool.`);', ['” is no tool.']],
		["say('Remove ' + name);", ['Remove ']],
		["say([name, 'twice'].join(' is listed '));", [' is listed ']],
		['const found = { code, severity, range, message };', ['message', 'severity']],
		["const found = { ...problem('a', range), message: text };", ['message']],
		["const fix = { title: 'Remove', edits };", ['title of a fix']],
		['const fix = { title, edits: [edit], isGuess: true };', ['title of a fix']],
	];
	for (const [code, words] of told) {
		it(`are found in ${code}`, () => {
			assert.deepEqual(wordsIn(code).toSorted(), words);
		});
	}

	it('are no names, marks, values, patterns or data', () => {
		const code = [
			"import { problem } from '../../problem/problem.ts';",
			"const names = ['disallowedTools', 'unknown-tool/slip', ', ', '\\n---\\n', '', ' '];",
			'const line = `${key}: ${value}`;',
			'const { severity, message, ...rest } = found;',
			'const looked = /are you sure/.test(text);',
			"problem('unknown-tool/slip', range, { name, meant }, { edits, isGuess: true });",
			'const section = { title: name, level: 2 };',
		].join('\n');
		assert.deepEqual(wordsIn(code), []);
	});
});

/** The texts of a module that are sentences or parts of one, and what is worded by hand in it. */
function wordsIn(code: string): readonly string[] {
	const tree = parseModule(code);
	assert.ok(tree, 'the module can be parsed');
	const words: string[] = [];
	walk(tree.body, (node) => {
		if (node.type === 'ObjectExpression') words.push(...wordedParts(node));
		const text = textOf(node);
		if (sentence.test(text)) words.push(text);
	});
	return words;
}

/** A text as it is at run time; empty for all other nodes. */
function textOf(node: SyntaxNode): string {
	if (node.type === 'Literal') return asText(node['value']);
	const value = node.type === 'TemplateElement' ? node['value'] : undefined;
	return asText((value as { readonly cooked?: unknown } | undefined)?.cooked);
}

/** What an object has of a problem or a fix that only its row may give it. */
function wordedParts(node: SyntaxNode): readonly string[] {
	const keys = asNodes(node['properties']).map((property) => {
		const key = asNode(property['key']);
		return asText(key?.['name']) || asText(key?.['value']);
	});
	const parts = keys.filter((key) => key === 'message' || key === 'severity');
	return keys.includes('title') && keys.includes('edits') ? [...parts, 'title of a fix'] : parts;
}
