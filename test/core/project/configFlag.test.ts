import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	at,
	isConfigObject,
	readConfig,
	type ConfigValue,
} from '../../../src/core/project/configLiterals.ts';
import {
	setKitOption,
	type KitConfigFiles,
	type KitOption,
} from '../../../src/core/project/configFlag.ts';
import { kitPlugin } from '../../../src/core/project/configRoots.ts';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

const remote: KitOption = { path: ['kit', 'experimental', 'remoteFunctions'], value: true };
const asyncFlag: KitOption = { path: ['compilerOptions', 'experimental', 'async'], value: true };

/** The text of the file that is changed; the sentence if nothing can be. */
function changed(files: Readonly<Record<string, string>>, option: KitOption = remote): string {
	const change = setKitOption(files, option);
	if ('cannot' in change) return change.cannot;
	return applyEdits(files[change.file] ?? '', change.edits);
}

function svelte(code: string, option?: KitOption): string {
	return changed({ svelteConfig: code }, option);
}

function vite(code: string, option?: KitOption): string {
	return changed({ viteConfig: code }, option);
}

const scaffold = `import adapter from '@sveltejs/adapter-auto';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [
		sveltekit({
			compilerOptions: {
				// Runes everywhere.
				runes: ({ filename }) => !filename.includes('node_modules')
			},

			// See the documentation for other adapters.
			adapter: adapter()
		})
	]
});
`;

describe('setKitOption', () => {
	it('extends the options that a scaffold gives to the Vite plugin', () => {
		assert.equal(
			vite(scaffold),
			scaffold.replace(
				'adapter: adapter()\n',
				'adapter: adapter(),\n\t\t\texperimental: {\n\t\t\t\tremoteFunctions: true\n\t\t\t}\n',
			),
		);
		assert.equal(
			vite(scaffold, asyncFlag),
			scaffold.replace(
				"includes('node_modules')\n",
				"includes('node_modules'),\n\t\t\t\texperimental: {\n\t\t\t\t\tasync: true\n\t\t\t\t}\n",
			),
		);
	});

	it('gives options to a plugin that is called without any, in a function too', () => {
		const call = (code: string): string =>
			`import { sveltekit as kit } from '@sveltejs/kit/vite';\nexport default ({ mode }) => {\n  return { mode, plugins: [other(), ${code}] };\n};\n`;
		assert.equal(
			vite(call('kit()')),
			call('kit({\n    experimental: {\n      remoteFunctions: true\n    }\n  })'),
		);
		assert.equal(
			vite(call('kit(/* a */)'), { path: ['kit', 'a'], value: 1 }),
			call('kit(/* a */{ a: 1 })'),
		);
	});

	it('changes the svelte.config, unless the Vite plugin has options, for which SvelteKit ignores it', () => {
		const svelteConfig = 'export default { kit: {} };\n';
		const bare = scaffold.replace(/sveltekit\(\{[^]*?\}\)\n/, 'sveltekit()\n');
		assert.deepEqual(
			[
				setKitOption({ svelteConfig, viteConfig: bare }, remote),
				setKitOption({ svelteConfig, viteConfig: scaffold }, remote),
				setKitOption({ viteConfig: bare }, remote),
			].map((change) => 'file' in change && change.file),
			['svelteConfig', 'viteConfig', 'viteConfig'],
		);
	});

	it('keeps one line or many, blanks, quotes, the last comma and line ends', () => {
		const short: KitOption = { path: ['kit', 'a'], value: 'it is' };
		for (const [before, after] of [
			['export default { kit: { b: 1 } };', "export default { kit: { b: 1, a: 'it is' } };"],
			['export default {kit: {b: 1}}', "export default {kit: {b: 1, a: 'it is'}}"],
			['export default { kit: { b: 1, } };', "export default { kit: { b: 1, a: 'it is', } };"],
			['export default { kit: {} };', "export default { kit: { a: 'it is' } };"],
			['export default {};', "export default { kit: { a: 'it is' } };"],
			[
				'export default {\r\n  kit: {\r\n    b: 1, // one\r\n  },\r\n};\r\n',
				"export default {\r\n  kit: {\r\n    b: 1, // one\r\n    a: 'it is',\r\n  },\r\n};\r\n",
			],
			[
				'export default {\n\tkit: {\n\t\tb: 1 // one\n\t}\n}\n',
				"export default {\n\tkit: {\n\t\tb: 1, // one\n\t\ta: 'it is'\n\t}\n}\n",
			],
			[
				'export default {\n\tkit: {\n\t\tb: 1 /* one */, /* and */ // more\n\t}\n}\n',
				"export default {\n\tkit: {\n\t\tb: 1 /* one */, /* and */ // more\n\t\ta: 'it is',\n\t}\n}\n",
			],
			[
				'export default {\n\tkit: {\n\t\t// nothing yet\n\t}\n}\n',
				"export default {\n\tkit: {\n\t\t// nothing yet\n\t\ta: 'it is'\n\t}\n}\n",
			],
			[
				'export default {\n\t"kit": {\n\t\t"b": 1\n\t}\n}\n',
				'export default {\n\t"kit": {\n\t\t"b": 1,\n\t\t"a": \'it is\'\n\t}\n}\n',
			],
			[
				'import b from "b";\nexport default { kit: { b } };\n',
				'import b from "b";\nexport default { kit: { b, a: "it is" } };\n',
			],
		] as const) {
			assert.equal(svelte(before, short), after);
		}
	});

	it('breaks a line that would get too long', () => {
		const line = (more: string): string =>
			`export default {\n  kit: { adapter: adapter({ out: 'build', precompress: false }), ${more}`;
		assert.equal(
			svelte(line('alias: { a } }\n};\n')),
			"export default {\n  kit: {\n    adapter: adapter({ out: 'build', precompress: false }),\n    alias: { a },\n    experimental: {\n      remoteFunctions: true\n    }\n  }\n};\n",
		);
	});

	it('looks through variables, types, and what is spread', () => {
		for (const [before, after] of [
			[
				"/** @type {import('@sveltejs/kit').Config} */\nconst config = { kit: { a } };\nexport default config;\n",
				"/** @type {import('@sveltejs/kit').Config} */\nconst config = { kit: { a, b: 1 } };\nexport default config;\n",
			],
			[
				'const kit = { a } as const;\nconst config: Config = { kit };\nexport { config as default };\n',
				'const kit = { a, b: 1 } as const;\nconst config: Config = { kit };\nexport { config as default };\n',
			],
			[
				'export default defineConfig({ kit: { a } } satisfies Config);',
				'export default defineConfig({ kit: { a, b: 1 } } satisfies Config);',
			],
			[
				'export default { ...a, kit: { ...(a && { c: 1 }), ...(d ? {} : null) } };',
				'export default { ...a, kit: { ...(a && { c: 1 }), ...(d ? {} : null), b: 1 } };',
			],
			[
				'const base = { kit: { a } };\nexport default { ...base };',
				'const base = { kit: { a, b: 1 } };\nexport default { ...base };',
			],
		] as const) {
			assert.equal(svelte(before, { path: ['kit', 'b'], value: 1 }), after);
		}
	});

	it('turns a flag on that is off, and leaves one alone that is on', () => {
		const kit = (value: string): string =>
			`export default { kit: { experimental: { remoteFunctions: ${value} } } };`;
		assert.equal(svelte(kit('false')), kit('true'));
		assert.deepEqual(setKitOption({ svelteConfig: kit('true') }, remote), {
			file: 'svelteConfig',
			edits: [],
		});
		assert.deepEqual(setKitOption({ svelteConfig: `const on = true;\n${kit('on')}` }, remote), {
			file: 'svelteConfig',
			edits: [],
		});
	});

	it('says what to write by hand where something else stands, or what cannot be read', () => {
		const byHand = ' Set “kit.experimental.remoteFunctions” to true by hand.';
		for (const [code, why] of [
			[
				'export default { kit: { experimental: { remoteFunctions: !dev } } };',
				'“kit.experimental.remoteFunctions” has another value already, which stays.',
			],
			[
				'const on = false;\nexport default { kit: { experimental: { remoteFunctions: on } } };',
				'“kit.experimental.remoteFunctions” has another value already, which stays.',
			],
			[
				'export default { kit: { experimental: flags() } };',
				'“kit.experimental” is not an object that can be read without running the configuration.',
			],
			[
				'export default { kit: { experimental: null } };',
				'“kit.experimental” is not an object that can be read without running the configuration.',
			],
			[
				'export default { kit: { get experimental() { return {}; } } };',
				'“kit.experimental” is not an object that can be read without running the configuration.',
			],
			[
				'export default { kit: { ...shared } };',
				'Only running the configuration could tell whether it sets “kit.experimental”.',
			],
			[
				'export default { kit: { [key]: 1 } };',
				'Only running the configuration could tell whether it sets “kit.experimental”.',
			],
			[
				'export default { kit: {}, ...(a && { kit: {} }) };',
				'Only running the configuration could tell whether it sets “kit”.',
			],
			[
				'const config = { kit: {} };\nconfig.kit = {};\nexport default config;',
				'The configuration does not show its object in a way that can be read without running it.',
			],
			[
				'let config = {};\nconfig = { kit: {} };\nexport default config;',
				'The configuration does not show its object in a way that can be read without running it.',
			],
			[
				'export default withMore({ kit: {} });',
				'The configuration does not show its object in a way that can be read without running it.',
			],
			[
				'module.exports = {};',
				'The configuration does not show what it exports by default in a way that can be read without running it.',
			],
			['export default {', 'The configuration has a syntax error.'],
			[
				'',
				'The configuration does not show what it exports by default in a way that can be read without running it.',
			],
		] as const) {
			assert.equal(svelte(code), why + byHand);
		}
		const flat = ' Set “experimental.remoteFunctions” to true by hand.';
		for (const [code, why] of [
			[
				'export default {};',
				'The configuration does not show one call of “sveltekit(…)” in a way that can be read without running it.',
			],
			[
				'a(sveltekit(), sveltekit());',
				'The configuration does not show one call of “sveltekit(…)” in a way that can be read without running it.',
			],
			[
				'sveltekit(...all);',
				'The configuration does not show its object in a way that can be read without running it.',
			],
			[
				'export default (options) => ({ plugins: [sveltekit(options)] }); const options = {};',
				'The configuration does not show its object in a way that can be read without running it.',
			],
			['sveltekit({}, 1);', '“sveltekit(…)” is called with several arguments.'],
		] as const) {
			assert.equal(vite(code), why + flat);
		}
		assert.equal(changed({}), `The project has no configuration of SvelteKit.${flat}`);
		for (const path of [[], ['__proto__', 'a'], ['kit', 'a: {}, b']]) {
			assert.equal(
				svelte('export default {};', { path, value: true }),
				'The name of the option is not one that can be set.',
			);
		}
	});

	it('gives up on variables that are spread into each other many times over', () => {
		const unknown =
			'Only running the configuration could tell whether it sets “kit”. Set “kit.experimental.remoteFunctions” to true by hand.';
		for (const spread of [
			(next: string) => `{ ...${next}, ...${next} }`,
			(next: string) => `a ? ${next} : ${next}`,
			(next: string) => `${next} || ${next}`,
		]) {
			const lines = Array.from({ length: 45 }, (_, i) => `const a${i} = ${spread(`a${i + 1}`)};`);
			for (const last of ['const a45 = {};', 'const a45 = { ...a0 };']) {
				assert.equal(svelte([...lines, last, 'export default { ...a0 };'].join('\n')), unknown);
			}
		}
	});

	it('sets the option in any configuration, and touches nothing else', function () {
		const { seed, cases } = seedOf(12, 10_000);
		const random = seededRandom(seed);
		for (let i = 0; i < cases; i++) {
			const written = configuration(random);
			const option = options[random(options.length)] ?? remote;
			const { file, code } = written;
			const context = `case ${i} of seed ${seed}:\n${code}`;
			const module = new ParsedModule(code);
			const change = setKitOption({ [file]: module }, option);
			if ('cannot' in change) assert.fail(`${change.cannot} ${context}`);
			assert.equal(change.file, file, context);
			const after = applyEdits(code, change.edits);
			const path =
				file === 'viteConfig' && option.path[0] === 'kit' ? option.path.slice(1) : option.path;
			const afterModule = new ParsedModule(after);
			const root = readRoot(file, afterModule);
			assert.equal(at(root, ...path), option.value, `${context}\n${after}`);
			const others = without(readRoot(file, module), path);
			assert.deepEqual(without(root, path), others, `${context}\n${after}`);
			for (const { range } of change.edits) {
				const gone = code.slice(range.start, range.end);
				assert.match(gone, /^(?:\s*|false)$/, context);
			}
			if (code.includes('\r\n')) assert.doesNotMatch(after, /(?<!\r)\n/, context);
			else assert.doesNotMatch(after, /\r/, context);
			assert.deepEqual(setKitOption({ [file]: afterModule }, option), { file, edits: [] }, after);
		}
	});
});

const options: readonly KitOption[] = [
	remote,
	asyncFlag,
	{ path: ['kit', 'experimental', 'explicitEnvironmentVariables'], value: true },
	{ path: ['kit', 'paths', 'origin'], value: 'https://example.com' },
	{ path: ['kit', 'version'], value: 3 },
];

type Random = ReturnType<typeof seededRandom>;

function readRoot(file: keyof KitConfigFiles, code: ParsedModule): ConfigValue | undefined {
	return readConfig(code, file === 'viteConfig' ? kitPlugin : undefined).find(
		(root) => root.entries.size > 0,
	);
}

/** A value as plain data, without what stands at a path, and without objects that hold nothing. */
function without(value: ConfigValue | undefined, path: readonly string[]): unknown {
	if (!isConfigObject(value)) return value;
	const [name, ...rest] = path;
	const entries = [...value.entries].flatMap(([key, inner]): [string, unknown][] => {
		if (key === name && rest.length === 0) return [];
		const left = without(inner, key === name ? rest : []);
		return left === undefined ? [] : [[key, left]];
	});
	return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

interface Style {
	readonly unit: string;
	readonly padding: string;
	readonly quote: string;
	readonly quotedKeys: boolean;
	readonly lastComma: string;
	readonly end: string;
}

/** A configuration whose options can be read. */
function configuration(random: Random): {
	readonly file: keyof KitConfigFiles;
	readonly code: string;
} {
	const pick = <T>(...from: readonly [T, ...T[]]): T => from[random(from.length)] ?? from[0];
	const quote = pick("'", '"');
	const style: Style = {
		unit: pick('\t', '  ', '    '),
		padding: pick(' ', ' ', ''),
		quote,
		quotedKeys: random(6) === 0,
		lastComma: pick('', ','),
		end: pick(';', ';', ''),
	};
	const file = pick<keyof KitConfigFiles>('svelteConfig', 'viteConfig');
	const writer = new ConfigWriter(style, random);
	const root = file === 'viteConfig' ? writer.viteConfig() : writer.svelteConfig();
	const code = `${pick('', '', '\uFEFF', '#!/usr/bin/env node\n', '// A comment.\n\n')}${root}${pick('', '\n', '\n', '\n\n')}`;
	return { file, code: random(4) === 0 ? code.replace(/\n/g, '\r\n') : code };
}

class ConfigWriter {
	readonly #style: Style;
	readonly #random: Random;
	readonly #above: string[] = [];
	#names = 0;

	constructor(style: Style, random: Random) {
		this.#style = style;
		this.#random = random;
	}

	svelteConfig(): string {
		const { end, quote } = this.#style;
		const root = this.#passed(
			this.#object(0, [
				...this.#some('preprocess: vitePreprocess()', `extensions: [${quote}.svelte${quote}]`),
				...this.#maybe(() => `kit: ${this.#kit(1)}`, 'kit'),
				...this.#compilerOptions(1),
			]),
		);
		const exported = this.#pick(
			`export default ${root}${end}`,
			`/** @type {import(${quote}@sveltejs/kit${quote}).Config} */\nconst config = ${root}${end}\n\nexport default config${end}`,
			`const config: Config = ${root}${end}\nexport { config as default }${end}`,
		);
		return [...this.#imports(), ...this.#above, exported].join('\n');
	}

	viteConfig(): string {
		const { end, quote, unit } = this.#style;
		const depth = this.#random(3);
		const argument =
			this.#random(5) === 0
				? ''
				: this.#passed(
						this.#object(depth, [
							...this.#kitMembers(depth + 1),
							...this.#compilerOptions(depth + 1),
						]),
					);
		const name = this.#pick('sveltekit', 'sveltekit', 'kit');
		const call = `${name}(${argument})`;
		const plugins =
			depth === 0
				? `plugins: [${this.#pick('tailwindcss(), ', '')}${call}]`
				: `plugins: [\n${unit.repeat(depth)}${call},\n${unit.repeat(depth - 1)}]`;
		const object = `{\n${unit}${plugins}\n}`;
		const exported = this.#pick(
			`defineConfig(${object})`,
			`defineConfig(({ mode }) => (${object}))`,
			`defineConfig(async ({ command }) => {\n${unit}return ${object}${end}\n})`,
			object,
		);
		const imported = name === 'kit' ? 'sveltekit as kit' : name;
		return [
			`import { ${imported} } from ${quote}@sveltejs/kit/vite${quote}${end}`,
			...this.#imports(),
			...this.#above,
			`export default ${exported}${end}`,
		].join('\n');
	}

	#imports(): readonly string[] {
		const { quote, end } = this.#style;
		return this.#some(
			`import adapter from ${quote}@sveltejs/adapter-node${quote}${end}`,
			`import { defineConfig } from ${quote}vite${quote}${end}`,
		);
	}

	#kit(depth: number): string {
		return this.#named(this.#object(depth, this.#kitMembers(depth + 1)));
	}

	#kitMembers(depth: number): readonly string[] {
		const { quote } = this.#style;
		return [
			...this.#some(
				'adapter: adapter()',
				`alias: { ${quote}$x${quote}: ${quote}src/x${quote} }`,
				`prerender: {\n${this.#style.unit.repeat(depth + 1)}entries: []\n${this.#style.unit.repeat(depth)}}`,
				'typescript: { config(config) { return config; } }',
				'...(origin && { csp: { mode: 1 } })',
				'...(a ? {} : { b: 1 })',
				'...null',
			),
			...this.#maybe(() => {
				const members = this.#some(
					'instrumentation: { server: true }',
					'tracing: {}',
					`remoteFunctions: ${this.#pick('true', 'false')}`,
				);
				return `experimental: ${this.#named(this.#object(depth, members))}`;
			}, 'experimental'),
		];
	}

	#compilerOptions(depth: number): readonly string[] {
		return this.#maybe(() => {
			const members = this.#some(
				'runes: true',
				'runes2: ({ filename }) => filename !== 1',
				`experimental: ${this.#object(depth + 1, this.#some('async: false'))}`,
			);
			return `compilerOptions: ${this.#named(this.#object(depth, members))}`;
		}, 'compilerOptions');
	}

	#pick<T>(...from: readonly [T, ...T[]]): T {
		return from[this.#random(from.length)] ?? from[0];
	}

	#some(...all: readonly string[]): readonly string[] {
		return all.filter(() => this.#random(3) === 0);
	}

	/** A member, perhaps within an object that is spread or under its name alone; or none. */
	#maybe(member: () => string, name: string): readonly string[] {
		switch (this.#random(6)) {
			case 0:
				return [];
			case 1: {
				const spread = this.#variable(`{ ${member()} }`);
				return [`...${spread}`];
			}
			case 2: {
				const text = member();
				if (this.#above.some((line) => line.startsWith(`const ${name} `))) return [text];
				this.#above.push(`const ${name} = ${text.slice(name.length + 2)}${this.#style.end || ';'}`);
				return [name];
			}
			default:
				return [member()];
		}
	}

	#variable(value: string): string {
		const name = `part${this.#names++}`;
		this.#above.push(`const ${name} = ${value}${this.#style.end || ';'}`);
		return name;
	}

	#named(object: string): string {
		return this.#pick(
			object,
			object,
			object,
			`(${object})`,
			`${object} as const`,
			this.#variable(object),
		);
	}

	#passed(object: string): string {
		return this.#pick(object, object, `defineConfig(${object})`, `${object} satisfies Config`);
	}

	#object(depth: number, members: readonly string[]): string {
		const { unit, padding, lastComma, quotedKeys, quote } = this.#style;
		const texts = members.map((member) =>
			quotedKeys ? member.replace(/^(\w+):/, `${quote}$1${quote}:`) : member,
		);
		if (texts.length === 0)
			return this.#pick('{}', '{ }', '{ /* none */ }', '{\n\t// none\n}', '{\n}');
		const layout = this.#random(4);
		if (layout === 0) {
			return `{${padding}${texts.join(', ')}${this.#random(8) === 0 ? ',' : ''}${padding}}`;
		}
		if (layout === 1 && this.#random(3) === 0) {
			return `{ /* first */ ${texts.join(' /* then */, ')} /* last */ }`;
		}
		const inner = `\n${unit.repeat(depth + 1)}`;
		const comment = this.#pick('', '', ' // why', ' /* why */');
		const below = this.#random(6) === 0 ? `${inner}// more: 1` : '';
		return `{${inner}${texts.join(`,${inner}`)}${lastComma}${comment}${below}\n${unit.repeat(depth)}}`;
	}
}
