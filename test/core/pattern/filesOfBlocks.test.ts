import assert from 'node:assert/strict';
import { findPatterns } from '../../../src/core/pattern/patterns.ts';

function block(info = 'ts', code = 'a();\nb();\n'): string {
	return `\`\`\`${info}\n${code}\`\`\`\n`;
}

/** The title of each pattern, its files, and its summary where there is one. */
function read(body: string): readonly (readonly string[])[] {
	const { patterns, problems } = findPatterns(body);
	assert.deepEqual(problems, []);
	return patterns.map(({ title, summary, variants }) => [
		title,
		variants.flatMap((each) => each.files.map(({ path }) => path ?? '-')).join(' '),
		...(summary === '' ? [] : [summary]),
	]);
}

describe('the file of a code block', () => {
	for (const text of [
		'`src/lib/cart.ts`:',
		'`src/lib/cart.ts`',
		'src/lib/cart.ts:',
		'File: `src/lib/cart.ts`',
		'**File: `src/lib/cart.ts`**',
		'**File:** `src/lib/cart.ts`',
		'**src/lib/cart.ts**',
		'**`src/lib/cart.ts`**:',
		'Filename: src/lib/cart.ts',
		'Path: `src/lib/cart.ts`:',
		'*src/lib/cart.ts*',
		'// src/lib/cart.ts',
		'In `src/lib/cart.ts`:',
		'1. `src/lib/cart.ts`:',
		'Datei `src/lib/cart.ts`:',
	]) {
		it(`stands right above it: ${text}`, () => {
			const [first = []] = read(`## Cart\n\n${text}\n\n${block()}`);
			assert.deepEqual(first[1], 'src/lib/cart.ts');
		});
	}

	for (const text of [
		'Create the store in `src/lib/cart.ts`:',
		'Then add this to `src/lib/cart.ts`:',
		'Put it into `src/lib/cart.ts` (new file):',
	]) {
		it(`ends the sentence right above it: ${text}`, () => {
			assert.deepEqual(read(`## Cart\n\n${text}\n\n${block()}`), [
				['Cart', 'src/lib/cart.ts', text],
			]);
		});
	}

	for (const text of [
		'Import it from `src/lib/cart.ts`:',
		'See `src/lib/cart.ts`.',
		'Unlike `src/lib/cart.ts`:',
		'Use it like in the file `src/lib/cart.ts` and `src/lib/b.ts`:',
		'`src/lib/cart.ts` has this bug:',
		'Use it in `../../etc/cart.ts`:',
		'`JavaScript/TypeScript/Node.js`:',
	]) {
		it(`is not one that the text mentions: ${text}`, () => {
			assert.deepEqual(
				read(`## Cart\n\n${text}\n\n${block()}`).map(([, path]) => path),
				['-'],
			);
		});
	}

	it('is named once by a title that is a path', () => {
		const body = `**src/lib/b.ts**\n\n${block()}\nHow to call it:\n\n${block('ts', 'const used = b();\nb();\n')}`;
		assert.deepEqual(
			read(`## Cart\n\n${body}`).map(([title, path]) => [title, path]),
			[
				['src/lib/b.ts', 'src/lib/b.ts'],
				['src/lib/b.ts: used', '-'],
			],
		);
	});

	it('is the same for both versions of SvelteKit below a title that is a path', () => {
		assert.deepEqual(
			read(`### src/hooks.server.ts\n\n${block('ts kit=2')}\n${block('ts kit=3')}`),
			[['src/hooks.server.ts', 'src/hooks.server.ts src/hooks.server.ts']],
		);
	});

	for (const info of [
		'src/lib/e.ts',
		'ts:src/lib/e.ts',
		'ts filename="src/lib/e.ts"',
		'ts filename=src/lib/e.ts',
		'ts path="src/lib/e.ts"',
		'ts {filename="src/lib/e.ts"}',
		'ts title="src/lib/e.ts"',
		'ts src/lib/e.ts',
	]) {
		it(`stands behind its marker: ${info}`, () => {
			const [first = []] = read(`## Cart\n\n${block(info)}`);
			assert.equal(first[1], 'src/lib/e.ts');
		});
	}

	it('is none where a language looks like one', () => {
		assert.deepEqual(read(`## Cart\n\n${block('node.js')}`), [['Cart', '-']]);
	});
});

describe('a title with marks of markdown', () => {
	it('loses them, and nothing else', () => {
		for (const [written, shown] of [
			['Streaming *responses* with `load`', 'Streaming responses with load'],
			['The _whole_ form', 'The whole form'],
			['***Both***', 'Both'],
			['~~Old~~ new way of `a_b_c`', 'Old new way of a_b_c'],
			['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
			['`*.svelte` files', '*.svelte files'],
			['File: `src/lib/a.ts`', 'src/lib/a.ts'],
		] as const) {
			assert.deepEqual(read(`## x\n\n### ${written}\n\n${block()}`)[0]?.[0], shown);
		}
	});
});
