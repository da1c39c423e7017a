import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fenceLines, findFences, findSections } from '../../../src/core/markdown/markdown.ts';

function fences(text: string): unknown[] {
	return findFences(text).map(({ info, codeRange, unclosed }) =>
		[info, text.slice(codeRange.start, codeRange.end)].concat(unclosed ? ['unclosed'] : []),
	);
}

function sections(text: string): unknown[] {
	return findSections(text).map(({ path, contentRange }) => [
		path.join(' > '),
		text.slice(contentRange.start, contentRange.end),
	]);
}

describe('markdown', () => {
	it('finds fences of backticks and tildes, nested and indented ones', () => {
		const text = [
			'```ts title="Load"',
			'a',
			'```',
			'~~~~',
			'~~~',
			'~~~~',
			'````md',
			'```ts',
			'b',
			'```',
			'````',
			'- item',
			'  ```js',
			'  c',
			'  ```',
			'',
		].join('\n');
		assert.deepEqual(fences(text), [
			['ts title="Load"', 'a\n'],
			['', '~~~\n'],
			['md', '```ts\nb\n```\n'],
			['js', '  c\n'],
		]);
	});

	it('reads CRLF and a last line without an end', () => {
		assert.deepEqual(fences('```ts\r\na\r\n```'), [['ts', 'a\r\n']]);
	});

	it('does not take inline code for a fence', () => {
		assert.deepEqual(fences('``` not `a` fence\ntext\n'), []);
	});

	it('ends a forgotten fence where the prose goes on', () => {
		const text = '```ts\ncode();\n\n## Next\n\nprose\n\n```sh\n# comment\n\n# another\n```\n';
		assert.deepEqual(fences(text), [
			['ts', 'code();\n\n', 'unclosed'],
			['sh', '# comment\n\n# another\n'],
		]);
	});

	it('lets the marker that a forgotten fence leaves at the end open nothing', () => {
		assert.deepEqual(fences('```ts\ncode();\n\n## Next\n\nprose\n```\n'), [
			['ts', 'code();\n\n', 'unclosed'],
		]);
	});

	it('remembers the marker at the end that the forgotten fence lacks', () => {
		const text = '```ts\ncode();\n\n## Next\n\nprose\n```\n';
		const [fence] = findFences(text);
		assert.deepEqual(fence, {
			range: { start: 0, end: 15 },
			codeRange: { start: 6, end: 15 },
			info: 'ts',
			infoRange: { start: 3, end: 5 },
			marker: '```',
			indent: 0,
			itemStart: undefined,
			unclosed: true,
			strayMarker: { start: text.length - 4, end: text.length },
		});
	});

	it('ends a forgotten fence where another block opens, also below a line of prose', () => {
		assert.deepEqual(fences('```ts\na();\n\n## Next\n\n```ts\nb();\n```\n'), [
			['ts', 'a();\n\n', 'unclosed'],
			['ts', 'b();\n'],
		]);
		assert.deepEqual(fences('```ts\na();\n\n# Next\n\nThe tree:\n\n```\nsrc\n```\n'), [
			['ts', 'a();\n\n', 'unclosed'],
			['', 'src\n'],
		]);
	});

	it('leaves headings in a closed fence alone, where code follows or the text is a document', () => {
		const template = 'const text = `\n\n## Title\n\nwords\n`;\n';
		assert.deepEqual(fences(`\`\`\`ts\n${template}\`\`\`\n`), [['ts', template]]);
		const document = '\n# Title\n\nSome words.\n';
		assert.deepEqual(fences(`\`\`\`md\n${document}\`\`\`\n`), [['md', document]]);
	});

	it('does not close a fence with a marker that is indented like code', () => {
		assert.deepEqual(fences('```ts\n`\n    ```\n`;\n   ```\n'), [['ts', '`\n    ```\n`;\n']]);
	});

	it('gives the lines of a fence without its indentation', () => {
		const text = '1. item\r\n   ```ts\r\n   a\r\n\t\tb\r\n c\r\n   ```\r\n';
		const lines = findFences(text).flatMap((fence) =>
			fenceLines(text, fence).map(({ start, contentEnd }) => text.slice(start, contentEnd)),
		);
		assert.deepEqual(lines, ['a', '\t\tb', 'c']);
	});

	it('ends a fence that is never closed at the end of the text', () => {
		assert.deepEqual(fences('```py\n\n# comment\n'), [['py', '\n# comment\n', 'unclosed']]);
	});

	it('splits at headings and lone bold lines, not inside fences', () => {
		const text = [
			'intro',
			'# A',
			'## B ##',
			'**Load:**',
			'```md',
			'# no heading',
			'```',
			'**Bold** text',
			'## C',
			'c',
			'',
		].join('\n');
		assert.deepEqual(sections('# C#\n**Load :**\n').slice(1), [
			['C#', ''],
			['C# > Load', ''],
		]);
		assert.deepEqual(sections(text), [
			['', 'intro\n'],
			['A', ''],
			['A > B', ''],
			['A > B > Load', '```md\n# no heading\n```\n**Bold** text\n'],
			['A > C', 'c\n'],
		]);
	});
});

describe('underlined headings', () => {
	function titles(...lines: readonly string[]): readonly string[] {
		return findSections(lines.join('\n')).map(({ level, path }) => `${level} ${path.join(' > ')}`);
	}

	it('count as sections', () => {
		assert.deepEqual(
			titles(
				'Expert',
				'======',
				'prose',
				'',
				'Load data',
				'---',
				'more',
				'### Deep',
				'Next',
				'=',
				'',
			),
			['0 ', '1 Expert', '2 Expert > Load data', '3 Expert > Load data > Deep', '1 Next'],
		);
	});

	it('begin where their text begins, and what is below follows the line', () => {
		const text = 'a\n\nTitle\nof two\n===\r\nb\n';
		assert.deepEqual(findSections(text), [
			{ path: [], level: 0, range: { start: 0, end: 3 }, contentRange: { start: 0, end: 3 } },
			{
				path: ['Title of two'],
				level: 1,
				range: { start: 3, end: text.length },
				contentRange: { start: text.indexOf('b\n'), end: text.length },
			},
		]);
	});

	it('are not rules, lists, tables, quotes, code or sentences', () => {
		assert.deepEqual(
			titles(
				'Do this first.',
				'---',
				'two lines',
				'of prose',
				'---',
				'',
				'---',
				'- item',
				'---',
				'| a | b |',
				'---',
				'> quote',
				'===',
				'    code',
				'===',
				'```',
				'Title',
				'===',
				'```',
				'===',
				'# Real',
				'---',
				'a',
				'= =',
			),
			['0 ', '1 Real'],
		);
	});
});
