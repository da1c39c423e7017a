import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { repoRoot } from '../../../build/vscode/paths.ts';
import { setKitOptions } from '../../../src/core/project/configFlag.ts';
import { kitOptionsOf } from '../../../src/core/project/kitOptions.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';

const scaffold = `import adapter from '@sveltejs/adapter-auto';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [
		sveltekit({
			adapter: adapter()
		})
	]
});
`;

function vite(options: string, head = ''): string {
	return `import { sveltekit } from '@sveltejs/kit/vite';\n${head}export default { plugins: [sveltekit(${options})] };\n`;
}

/** The text of the file that is changed, and what is left to be done by hand. */
function set(
	files: Readonly<Record<string, string>>,
	code: string,
): readonly [string | undefined, readonly string[]] {
	const { file, edits, byHand } = setKitOptions(files, kitOptionsOf(code).options);
	return [file && applyEdits(files[file] ?? '', edits), byHand];
}

describe('kitOptionsOf', () => {
	it('reads each option by itself, with what it imports', () => {
		assert.deepEqual(
			kitOptionsOf(
				vite(
					"{\n\tadapter: adapter({\n\t\tout: 'b'\n\t}),\n\tcsp: { directives: { 'default-src': ['self'] } },\n\talias: {},\n\tcompilerOptions: { runes: true }\n}",
					"import adapter, { other } from '@sveltejs/adapter-node';\n",
				),
			),
			{
				options: [
					{
						path: ['kit', 'adapter'],
						value: {
							code: "adapter({\n\tout: 'b'\n})",
							imports: "import adapter from '@sveltejs/adapter-node';",
						},
					},
					{ path: ['kit', 'csp', 'directives', 'default-src'], value: ['self'] },
					{ path: ['kit', 'alias'], value: { code: '{}', imports: '' } },
					{ path: ['compilerOptions', 'runes'], value: true },
				],
				isWhole: true,
				unread: [],
			},
		);
	});

	it('reads a hundred options, which is more than there are', () => {
		const members = Array.from({ length: 101 }, (_, i) => `a${i}: ${i}`);
		const { options, isWhole } = kitOptionsOf(vite(`{ ${members.join(', ')} }`));
		assert.deepEqual([options.length, options.at(-1)?.value, isWhole], [100, 99, false]);
	});

	it('names what it cannot tell', () => {
		for (const [code, unread] of [
			[vite('{ a() {} }'), ['a']],
			[vite('{ a: b }', 'const b = 1;\n'), ['kit.a']],
		] as const) {
			assert.deepEqual(kitOptionsOf(code), { options: [], isWhole: false, unread }, code);
		}
	});

	it('says when there is more than it can tell', () => {
		for (const [code, isWhole] of [
			[vite(''), true],
			[vite('{}'), true],
			[vite('{ ...more }'), false],
			[vite('{ [a]: 1 }'), false],
			[vite('options'), false],
			[vite('{}, {}'), false],
			[vite('{}') + vite('{}'), false],
			['export default {};', false],
			['export default {', false],
		] as const) {
			assert.deepEqual(kitOptionsOf(code), { options: [], isWhole, unread: [] }, code);
		}
	});
});

describe('setKitOptions', () => {
	it('brings the options of one configuration into another', () => {
		const code = vite(
			"{ adapter: adapter(), csp: { mode: 'auto', directives: { 'img-src': ['self', 'data:'] } } }",
			"import adapter from '@sveltejs/adapter-node';\n",
		);
		assert.deepEqual(set({ svelteConfig: 'export default {\n\tkit: {\n\t}\n};\n' }, code), [
			"import adapter from '@sveltejs/adapter-node';\n\nexport default {\n\tkit: {\n\t\tadapter: adapter(),\n\t\tcsp: {\n\t\t\tmode: 'auto',\n\t\t\tdirectives: {\n\t\t\t\t'img-src': ['self', 'data:']\n\t\t\t}\n\t\t}\n\t}\n};\n",
			[],
		]);
		const [again] = set({ viteConfig: code }, code);
		assert.equal(again, undefined);
	});

	it('leaves another adapter and other values as they are, and says so', () => {
		const code = vite(
			'{ adapter: adapter(), a: [1], b: ["x"], c: 2 }',
			"import adapter from '@sveltejs/adapter-node';\n",
		);
		const existing = scaffold
			.replace('adapter-auto', 'adapter-vercel')
			.replace('adapter: adapter()\n', 'adapter: adapter(),\n\t\t\tb: ["y"],\n\t\t\tc: 2\n');
		assert.deepEqual(set({ viteConfig: existing }, code), [
			existing.replace('c: 2\n', 'c: 2,\n\t\t\ta: [1]\n'),
			[
				'“adapter” has another value already, which stays. Write “adapter” there by hand.',
				'“b” has another value already, which stays. Set “b” to ["x"] by hand.',
			],
		]);
		assert.deepEqual(set({ viteConfig: vite('', 'const adapter = 1;\n') }, code)[1], [
			'A name that it needs stands for something else in the file. Write “adapter” there by hand.',
		]);
	});

	it('puts an adapter in the place of the one that every new project has', () => {
		const code = vite(
			"{ adapter: adapter({ out: 'dist' }) }",
			"import adapter from '@sveltejs/adapter-node';\n",
		);
		for (const name of ['adapter', 'auto']) {
			const own = scaffold
				.replace('import adapter', `import ${name}`)
				.replace('adapter: adapter()', `adapter: ${name}()`);
			const expected = own
				.replace('adapter-auto', 'adapter-node')
				.replace(`${name}()`, `${name}({ out: 'dist' })`);
			assert.deepEqual(set({ viteConfig: own }, code), [expected, []]);
		}
	});

	it('brings our own configuration into a new project, and a second time nothing', () => {
		const agent = readFileSync(path.join(repoRoot, 'agents/backend-engineer-research.md'), 'utf8');
		const own = [...agent.matchAll(/^\/\/ vite\.config\.ts\n([^]*?)^```/gm)].map(
			([, code = '']) => code,
		);
		assert.equal(own.length, 1);
		for (const code of own) {
			const bare = scaffold
				.replace(/import adapter.*\n/, '')
				.replace(/\{\s*adapter: adapter\(\)\s*\}/, '');
			const [after = '', byHand] = set({ viteConfig: bare }, code);
			assert.deepEqual(byHand, []);
			const [options, others] = [after, code].map((each) => kitOptionsOf(each).options);
			assert.deepEqual(options, others);
			assert.deepEqual(set({ viteConfig: after }, code), [undefined, []]);
		}
	});
});
