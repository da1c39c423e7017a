import assert from 'node:assert/strict';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import { planAll } from '../../../src/core/insertion/insertion.ts';
import { findPatterns, type Pattern } from '../../../src/core/pattern/patterns.ts';
import { kitOptionsOf } from '../../../src/core/project/kitOptions.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';
import { readPatterns } from '../../patterns/library.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

function patternOf(path: string, code: string): Pattern {
	const { patterns } = findPatterns(`### Own\n\n\`\`\`ts\n// ${path}\n${code}\n\`\`\`\n`);
	assert.ok(patterns[0]);
	return patterns[0];
}

const { facts } = readProjectFacts({
	packageJson: JSON.stringify({ devDependencies: { '@sveltejs/kit': '^2.70.0' } }),
	fileNames: ['tsconfig.json'],
});

function merged(pattern: Pattern, files: Readonly<Record<string, string>>) {
	const plan = planAll([pattern], facts, {
		existing: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
	});
	const texts = Object.fromEntries(plan.files.map(({ path, text }) => [path, text]));
	const conflicts = plan.files.flatMap((file) => file.conflicts);
	return { texts, notes: plan.notes, conflicts };
}

const kit = "import { sveltekit } from '@sveltejs/kit/vite';\n";
const define = "import { defineConfig } from 'vite';\n";
const adapterNode = readPatterns().find(({ variants }) =>
	variants.some(({ files }) => files.some(({ path }) => path === 'vite.config.ts')),
);
assert.ok(adapterNode);

describe('a pattern that is a configuration', () => {
	it('goes into the one that a new project has, and its adapter comes along', () => {
		const own = `import adapter from '@sveltejs/adapter-auto';\n${kit}${define}\nexport default defineConfig({\n\tplugins: [\n\t\tsveltekit({\n\t\t\tadapter: adapter()\n\t\t})\n\t]\n});\n`;
		const { texts, notes, conflicts } = merged(adapterNode, { 'vite.config.js': own });
		assert.deepEqual([notes, conflicts, Object.keys(texts)], [[], [], ['vite.config.js']]);
		const text = texts['vite.config.js'] ?? '';
		assert.match(text, /import adapter from '@sveltejs\/adapter-node';/);
		assert.equal(text.match(/export default/g)?.length, 1);
		assert.deepEqual(
			kitOptionsOf(text)
				.options.map(({ path }) => path.join('.'))
				.slice(0, 3),
			['kit.adapter', 'kit.csp.mode', 'kit.csp.directives.default-src'],
		);
	});

	it('leaves a project the adapter that it has chosen, and what only another one needs', () => {
		const calls = ['adapter()', "adapter({ out: 'x' })"];
		const adapters = ['cloudflare', 'vercel', 'static', 'node'].map(
			(name) => `@sveltejs/adapter-${name}`,
		);
		for (const name of [...adapters, 'svelte-adapter-bun']) {
			const { facts: own } = readProjectFacts({
				packageJson: JSON.stringify({
					devDependencies: { '@sveltejs/kit': '^2.70.0', vite: '^8', [name]: '^5' },
				}),
				fileNames: ['tsconfig.json'],
			});
			for (const call of calls) {
				const adapter = `import adapter from '${name}';\n`;
				const sets: readonly Readonly<Record<string, string>>[] = [
					{
						'vite.config.ts': `${adapter}${kit}export default { plugins: [sveltekit({ adapter: ${call} })] };\n`,
					},
					{
						'vite.config.ts': `${kit}export default { plugins: [sveltekit()] };\n`,
						'svelte.config.js': `${adapter}export default { kit: { adapter: ${call} } };\n`,
					},
				];
				for (const files of sets) {
					const plan = planAll([adapterNode], own, { existing: (path) => files[path] });
					const all = plan.files.map(({ text }) => text).join('\n');
					assert.deepEqual(
						[plan.notes, plan.missingPackages],
						[
							name === '@sveltejs/adapter-node'
								? []
								: [`This project keeps its adapter, “${name}”.`],
							[],
						],
					);
					assert.match(all, /'frame-ancestors': \['none'\]/);
					assert.ok(all.includes(adapter) && all.includes(`adapter: ${call}`), all);
				}
			}
		}
	});

	it('goes into the svelte.config where that has the options', () => {
		const { texts, notes } = merged(adapterNode, {
			'vite.config.ts': `${kit}export default { plugins: [sveltekit()] };\n`,
			'svelte.config.js': 'export default {\n\tkit: {}\n};\n',
		});
		assert.deepEqual(notes, []);
		assert.match(texts['svelte.config.js'] ?? '', /csp: \{/);
		assert.equal(texts['vite.config.ts'], `${kit}export default { plugins: [sveltekit()] };\n`);
	});

	it('brings options of Vite and plugins, each on its side of SvelteKit', () => {
		const pattern = patternOf(
			'vite.config.ts',
			`import { enhancedImages } from '@sveltejs/enhanced-img';\n${kit}import devtools from 'vite-plugin-devtools-json';\n${define}\nexport default defineConfig({\n\tplugins: [enhancedImages(), sveltekit(), devtools({ uuid: 'a' })],\n\tserver: { port: 3000 },\n\tbuild: { target: ['es2022'] }\n});`,
		);
		const { texts, notes } = merged(pattern, {
			'vite.config.ts': `${kit}import tailwindcss from '@tailwindcss/vite';\n${define}\nexport default defineConfig({\n  plugins: [tailwindcss(), sveltekit()],\n  server: { host: true }\n})\n`,
		});
		assert.deepEqual(notes, []);
		assert.equal(
			texts['vite.config.ts'],
			`${kit}import tailwindcss from '@tailwindcss/vite';\n${define}import { enhancedImages } from '@sveltejs/enhanced-img';\nimport devtools from 'vite-plugin-devtools-json';\n\nexport default defineConfig({\n  plugins: [tailwindcss(), enhancedImages(), sveltekit(), devtools({ uuid: 'a' })],\n  server: { host: true, port: 3000 },\n  build: {\n    target: ['es2022']\n  }\n})\n`,
		);
	});

	it('that is a svelte.config goes where the options are', () => {
		const pattern = patternOf(
			'svelte.config.js',
			"import { mdsvex } from 'mdsvex';\n\nexport default {\n\tpreprocess: [mdsvex()],\n\tkit: { alias: { $ui: 'src/ui' } }\n};",
		);
		const into = merged(pattern, { 'svelte.config.ts': 'export default { kit: {} };\n' });
		assert.match(into.texts['svelte.config.ts'] ?? '', /alias: \{ \$ui: 'src\/ui' \}/);
		assert.match(into.texts['svelte.config.ts'] ?? '', /import \{ mdsvex \} from 'mdsvex'/);
		const vite = merged(pattern, {
			'vite.config.ts': `${kit}export default { plugins: [sveltekit({ csrf: {} })] };\n`,
		});
		assert.equal(vite.texts['svelte.config.js'], undefined);
		assert.match(vite.texts['vite.config.ts'] ?? '', /alias: \{\s*\$ui: 'src\/ui'/);
		assert.match(vite.texts['vite.config.ts'] ?? '', /preprocess: \[mdsvex\(\)\]/);
	});

	it('is made where the project has none', () => {
		const { texts, notes } = merged(adapterNode, {});
		assert.deepEqual([Object.keys(texts), notes], [['vite.config.ts'], []]);
	});

	it('says what to write by hand where it cannot be read', () => {
		for (const own of [
			'export default {',
			`${kit}export default defineConfig(() => load());\n`,
			`${kit}const options = read();\nexport default { plugins: [sveltekit(options)] };\n`,
		]) {
			const { texts, notes, conflicts } = merged(adapterNode, { 'vite.config.ts': own });
			assert.deepEqual([texts['vite.config.ts'], conflicts], [own, []], own);
			assert.ok(
				notes.length > 0 && notes.every((note) => note.endsWith('by hand.')),
				notes.join('\n'),
			);
		}
	});

	it('doubles nothing and breaks nothing, whatever the project’s own is like', () => {
		const { seed, cases } = seedOf(91, 120);
		const random = seededRandom(seed);
		const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
		for (let i = 0; i < cases; i++) {
			const options = pick([
				'',
				'{}',
				'{ adapter: auto() }',
				'{\n\t\t\tadapter: auto(),\n\t\t\tcsp: { mode: "hash", directives: {} },\n\t\t}',
				'{ csp }',
				'{ ...shared, adapter: auto({}) }',
			]);
			const body = `plugins: [${pick(['', 'other(), '])}sveltekit(${options})${pick(['', ','])}]${pick(['', ',\n\tserver: { port: 1 }', ',\n\ttest: {}'])}`;
			const whole = pick([
				`export default defineConfig({ ${body} });`,
				`export default { ${body} }`,
				`export default defineConfig({\n\t${body},\n})`,
				`const config = { ${body} };\nexport default config;`,
				`export default ({ ${body} }) satisfies UserConfig;`,
			]);
			const head = `import auto from '@sveltejs/adapter-auto'\n${kit}${define}import { other } from 'other'\n`;
			const code = `${head}${options.includes('csp }') ? 'const csp = {};\n' : ''}\n${whole}${pick(['', '\n'])}`;
			const own = pick([code, code.replaceAll('\n', '\r\n')]);
			const name = pick(['vite.config.ts', 'vite.config.js', 'vite.config.mts']);
			const first = merged(adapterNode, { [name]: own });
			const text = first.texts[name] ?? '';
			const about = `case ${i}:\n${own}\n--\n${text}\n${first.notes.join('\n')}`;
			assert.deepEqual([Object.keys(first.texts), first.conflicts], [[name], []], about);
			assert.ok(new ParsedModule(text).tree, about);
			assert.equal(text.match(/export default/g)?.length, 1, about);
			assert.equal(text.match(/sveltekit\(/g)?.length, 1, about);
			for (const option of ['adapter:', 'csp:', 'mode:', 'script-src'])
				assert.ok(text.split(option).length <= 2, `${option} ${about}`);
			if (own.includes('\r\n')) assert.doesNotMatch(text, /[^\r]\n/, about);
			assert.deepEqual(merged(adapterNode, { [name]: text }).texts, { [name]: text }, about);
			const isDone = ["'script-src':", 'mode:', 'adapter:'].every((each) => text.includes(each));
			assert.ok(isDone || first.notes.length > 0, about);
		}
	});
});
