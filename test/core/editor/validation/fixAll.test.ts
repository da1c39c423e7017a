import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analyse } from '../../../../src/core/editor/agentDocument.ts';
import { validate } from '../../../../src/core/editor/validate.ts';
import { fixAll } from '../../../../src/core/editor/validation/fixAll.ts';
import { isOpenAtEnd } from '../../../helpers/commonMark.ts';
import { agentFiles } from '../../../helpers/corpusFiles.ts';
import { damaged } from '../../../helpers/damage.ts';
import { checkFixAll, faultsOfFixAll } from '../../../helpers/fixAllCheck.ts';
import { seededRandom, seedOf } from '../../../helpers/seededRandom.ts';

function fixed(...lines: readonly string[]): string {
	return fixAll(lines.join('\n'), { stem: 'helper' });
}

/** The body of an agent file without fault but for what stands in it. */
function file(...lines: readonly string[]): string {
	return ['---', 'name: helper', 'description: Helps.', '---', ...lines, ''].join('\n');
}

function unclosed(text: string): readonly unknown[] {
	return validate(analyse(text, { stem: 'helper' }))
		.filter(({ code }) => code === 'fence-unclosed')
		.map(({ fix }) => (fix?.isGuess ? 'asks' : 'sure'));
}

describe('Fix All', () => {
	/** Beginnings of the files: what stands far below is like what stands above. */
	function beginnings(): readonly string[] {
		return agentFiles('corpus', 'seeds', 'faults').map(({ text }) => text.slice(0, 1_500));
	}

	it('damages no agent file', () => {
		for (const { path, stem, text } of agentFiles('corpus', 'seeds', 'faults')) {
			assert.deepEqual(faultsOfFixAll(text, stem), [], path);
		}
	});

	it('damages no file that was damaged at random', function () {
		this.timeout(1_200_000);
		const { seed, cases } = seedOf(11, 10_000);
		const random = seededRandom(seed);
		const texts = beginnings();
		let mended = 0;
		for (let n = 0; n < cases; n++) {
			const text = damaged(texts, random);
			const { faults, isStrict } = checkFixAll(text, 'helper');
			if (faults.length > 0) {
				assert.deepEqual(faults, [], `case ${n} of seed ${seed}: ${JSON.stringify(text)}`);
			}
			if (isStrict) mended++;
		}
		console.log(`      ${mended} of ${cases} headers are strict YAML then`);
		// Of few files those with lists of blocks, which are left to their authors, weigh more.
		assert.ok(mended > cases * 0.8);
	});

	it('puts the name among keys that are indented alike, and not before a mapping in braces', () => {
		assert.equal(
			fixed('---', '  description: Helps.', '  model: opus', '---', 'Body'),
			'---\n  name: helper\n  description: Helps.\n  model: opus\n---\nBody',
		);
		const braces = '---\n{description: Helps.}\n---\nBody';
		assert.equal(fixed(braces), braces);
	});

	it('makes a comment of text that belongs to no key, with any line ends', () => {
		for (const lineEnd of ['\n', '\r\n', '\r']) {
			const stray = ['What follows', '  is the header'];
			const rest = ['name: helper', 'description: Helps.', '---', 'Body'];
			const header = ['---', ...stray.map((line) => `# ${line}`), ...rest.slice(0, -1)];
			// Not everybody sees the end of a line in a carriage return alone.
			const written = header.join(lineEnd === '\r' ? '\n' : lineEnd);
			assert.equal(
				fixAll(['---', ...stray, ...rest].join(lineEnd), { stem: 'helper' }),
				`${written}${lineEnd}Body`,
			);
		}
	});

	it('writes a key in quotes as it stands', () => {
		const text = '---\nname: helper\n"my \\u0041 key": a: b\ndescription: Helps.\n---\nBody';
		assert.equal(fixed(text), text.replace('a: b', "'a: b'"));
	});

	it('knows a long key again that it has put in quotes', () => {
		const key = `schemas, ${'and more '.repeat(8)}examples`;
		const text = `---\nname: helper\ndescription: Helps.\nmodel: opus\n${key}: a: b\nmodel: haiku\n---\nBody`;
		assert.deepEqual(faultsOfFixAll(text, 'helper'), []);
	});

	it('ends the header where text stands behind its dashes, and keeps that text', () => {
		assert.equal(
			fixed('---', 'name: helper', 'description: Helps.', '---You help.'),
			'---\nname: helper\ndescription: Helps.\n---\nYou help.',
		);
	});

	it('takes no key for a line of the text above it, however far the keys are indented', () => {
		const text = '---\n name: helper\n  description: Helps\n  you\nols: Read\n---\nBody';
		assert.equal(
			fixed(text),
			'---\n name: helper\n description: Helps\n  you\n ols: Read\n---\nBody',
		);
		assert.deepEqual(faultsOfFixAll(text, 'helper'), []);
	});

	it('writes no nested keys as text', () => {
		for (const lines of [
			['hooks:\\PreToolUse:', '    - matcher: Bash', '      command: @run'],
			['permission:x', '  edit: deny', '  bash: "a" b'],
			['mcp-servers:', '  docs:', '    tools: ["*"]?'],
			['handoffs:', '  - label: Go', '    \tagent: tester'],
		]) {
			const text = file('Body').replace('---\nBody', `${lines.join('\n')}\n---\nBody`);
			const after = fixAll(text, { stem: 'helper' });
			assert.doesNotMatch(after, /: [|>]/, after);
			assert.deepEqual(faultsOfFixAll(text, 'helper'), []);
		}
	});

	it('writes no text above nested keys that it leaves to the author', () => {
		const lines = ['name: a', '  PreToolUse:', '    - matcher: Bash', '      hooks:'];
		const broken = ['        - type: command', '          command: .', '/check.sh'];
		const text = ['---', ...lines, ...broken, 'description: "a "b" c"', '---', 'Body'].join('\n');
		assert.deepEqual(faultsOfFixAll(text, 'helper'), []);
	});

	it('writes line breaks that every reader sees, down to the closing line', () => {
		assert.equal(
			fixAll('---\rname: helper\rdescription: Helps.\r---\rBody\rof it', { stem: 'helper' }),
			'---\nname: helper\ndescription: Helps.\n---\rBody\rof it',
		);
	});

	it('leaves to the user what would be read in another way', () => {
		for (const [...header] of [
			['t', 'description:', 'y l:'],
			['permiss:', 'two words of it:', 'tools:)'],
			['---#', '---'],
			[' d', ' x:'],
			['n: tools:u'],
		]) {
			const text = ['---', ...header, '---', 'Body'].join('\n');
			assert.deepEqual(faultsOfFixAll(text, 'helper'), [], text);
		}
	});

	it('writes no number as text, and no body that another header ends', () => {
		const number = '---\nname: helper\ndescription: Helps.\nmodel: 0250514\n---\nBody';
		assert.equal(fixed(number), number);
		const dashes = '---\nname: helper\n-\0--\nBody';
		assert.equal(analyse(fixed(dashes), { stem: 'helper' }).body, '');
	});

	it('knows a key again that it has put in quotes, in a header that stays broken', () => {
		for (const key of ['nam"e', 'a # b"c', 'a\0b', 'a\x1Bb', "it's", 'a\\b']) {
			const lines = ['model: opus', `${key}: a: b`, 'model: haiku', '!x tools [Read'];
			const text = ['---', 'name: a', 'description: b', ...lines, '---', 'Body'].join('\n');
			assert.deepEqual(faultsOfFixAll(text, 'helper'), [], key);
		}
	});

	it('leaves no blanks in the empty lines below a block that it writes', () => {
		const text = '---\nname: helper\ndescription: a\n-\n\t\n   \nmodel: opus\n---\nBody';
		assert.deepEqual(checkFixAll(text, 'helper'), { faults: [], isStrict: true });
	});

	it('closes no block of a body that begins with a byte order mark', () => {
		const text = '---\nname: helper\ndescription: Helps.\n---\n\uFEFF\n```ts\ncall();\n';
		assert.equal(fixed(text), text);
	});

	it('makes one text of line ends and blanks that readers take differently', () => {
		assert.equal(
			fixed('---', 'name: helper', 'description: "Helps \t', '  you\r  well"', '---', 'Body'),
			'---\nname: helper\ndescription: "Helps\n  you\n  well"\n---\nBody',
		);
	});
});

describe('a code block that is closed', () => {
	const code: Readonly<Record<string, readonly string[]>> = {
		redis: ['SADD online "user:1"', '', '# counters', 'INCR visits'],
		gdscript: ['func f():', '\tenter()', '', '# State.gd', 'class_name State', 'extends Node'],
		gdscript2: ['', '## Says what the state is.', 'class_name State'],
		bash: ["cat >> report.md << 'EOF'", '', '## Status', '- reviewed: 3', 'EOF'],
		ts: ['const text = `', '', '## Title', '', 'Some words.', '`;'],
		js: ['/*', '', '# Notes', '', 'Some words.', '*/', 'run();'],
		html: ['<!--', '', '# Notes', 'Some words.', '-->'],
		'': ['src', '', '# comment', 'lib'],
		lua: ['#!/usr/bin/lua', '', '# no comment', 'x = 1'],
		markdown: ['', '# Title', '', 'Some words.'],
		vim: ['', '## Section ##', 'set number'],
	};
	for (const [language, lines] of Object.entries(code)) {
		it(`is so with lines like headings in it: ${language}`, () => {
			for (const below of [
				[],
				['', 'After.'],
				['', '# Next', '', 'Prose.', '', '```', 'x', '```'],
			]) {
				const text = file('# A', '', `\`\`\`${language}`, ...lines, '```', ...below);
				assert.equal(isOpenAtEnd(text), false);
				assert.deepEqual(unclosed(text), []);
				assert.equal(analyse(text, { stem: 'helper' }).fences.length, below.length > 3 ? 2 : 1);
			}
		});
	}
});

describe('a code block that nothing closes', () => {
	const open: readonly (readonly [what: string, kind: string, lines: readonly string[]])[] = [
		['code above a heading', 'sure', ['```ts', 'call();', '', '## Then', '', 'Words.']],
		['commands above prose', 'sure', ['```sh', 'git log', '', '## Never', '', 'Do not push.']],
		['code up to the end', 'sure', ['```js', 'function a() {', '  b();', '}']],
		['code in an item', 'sure', ['- item', '  ```ts', '  call();']],
		['code in a quote', 'sure', ['> ```ts', '> call();']],
		['no language', 'asks', ['```', 'npm run build', '', '## Second', '', 'Prose.', '', '- item']],
		['prose below the code', 'asks', ['```ts', 'call();', '', 'Then call it again.']],
		[
			'a document in it',
			'asks',
			['```sh', 'cat > a << EOF', '', '## Status', '', 'Good. So it is.'],
		],
		['nothing', 'asks', ['Prose.', '', '```']],
		['fences in a document', 'asks', ['```markdown', '```', 'a', '```js', 'b();', '```', '```']],
		[
			'an earlier marker missing',
			'asks',
			['```ts', 'a();', '', '# B', '', 'So:', '', '```', 'c', '```'],
		],
	];
	for (const [what, kind, lines] of open) {
		it(`is reported, and mended where that is ${kind}: ${what}`, () => {
			const text = file(...lines);
			assert.equal(isOpenAtEnd(text), true);
			assert.deepEqual(unclosed(text), [kind]);
			const after = fixAll(text, { stem: 'helper' });
			assert.equal(after === text, kind === 'asks');
			assert.equal(isOpenAtEnd(after), kind === 'asks');
		});
	}

	it('is closed where the prose starts again, as deep as it stands', () => {
		assert.equal(
			fixAll(file(...(open[0]?.[2] ?? [])), { stem: 'helper' }),
			file('```ts', 'call();', '```', '', '## Then', '', 'Words.'),
		);
		assert.equal(
			fixAll(file('> - ```ts', '>   call();'), { stem: 'helper' }),
			file('> - ```ts', '>   call();', '>   ```'),
		);
	});

	it('gives no language to blocks of a document of blocks', () => {
		const text = file(
			'```markdown',
			'## Use',
			'```',
			'User: make',
			'',
			'```',
			'npm test',
			'```',
			'```',
		);
		const codes = validate(analyse(text, { stem: 'helper' })).map(({ code }) => code);
		assert.deepEqual(codes, ['fence-unclosed']);
	});
});

describe('a code block between tags', () => {
	it('is code as anywhere else', () => {
		const { fences, patterns } = analyse(
			file('<example>', '```ts', 'a();', '', 'b();', 'c();', '```', '</example>', '', '@x'),
			{ stem: 'helper' },
		);
		assert.deepEqual([fences.length, patterns.length], [1, 1]);
	});
});
