import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';
import { majorOf, readProjectFacts, type ProjectInput } from '../../../src/core/project/project.ts';

function read(
	manifest: Readonly<Record<string, unknown>>,
	more: Partial<ProjectInput> = {},
): ReturnType<typeof readProjectFacts> {
	return readProjectFacts({
		packageJson: JSON.stringify(manifest),
		fileNames: ['tsconfig.json'],
		...more,
	});
}

const kit = (version: string): Readonly<Record<string, unknown>> => ({
	devDependencies: { '@sveltejs/kit': version },
});

describe('readProjectFacts', () => {
	it('reads a project of today', () => {
		const packages = {
			'@sveltejs/adapter-node': '^5.5.0',
			'@sveltejs/kit': '^2.70.0',
			'better-auth': '^1.7.0',
			'drizzle-orm': '^0.45.0',
			svelte: '^5.57.0',
			'sveltekit-superforms': '^3.0.0',
			typescript: '^6.0.0',
			vitest: '^5.0.0',
			zod: '^3.25.0',
		};
		assert.deepEqual(
			read(
				{ dependencies: packages },
				{
					fileNames: ['tsconfig.json', 'pnpm-lock.yaml'],
					installedVersions: { zod: '4.1.2', '@sveltejs/kit': '2.70.4' },
				},
			),
			{
				facts: {
					kit: { version: '2.70.4', major: 2 },
					svelte: { version: '^5.57.0', major: 5 },
					typescript: true,
					typescriptVersion: '^6.0.0',
					checkJs: false,
					lib: { name: '$lib', needsSuffix: false, hasIndex: true, available: true },
					srcDir: 'src',
					libDir: 'src/lib',
					routesDir: 'src/routes',
					hooksServer: 'src/hooks.server.ts',
					hooksClient: 'src/hooks.client.ts',
					appTypes: 'src/app.d.ts',
					params: 'src/params',
					packageManager: 'pnpm',
					zodMajor: 4,
					explicitEnv: false,
					hasBasePath: false,
					devPackages: [],
					packages,
					installed: { '@sveltejs/kit': '2.70.4', zod: '4.1.2' },
					adapter: { name: '@sveltejs/adapter-node', version: '^5.5.0' },
					orm: { name: 'drizzle-orm', version: '^0.45.0' },
					database: undefined,
					auth: { name: 'better-auth', version: '^1.7.0' },
					forms: { name: 'sveltekit-superforms', version: '^3.0.0' },
					validation: { name: 'zod', version: '4.1.2' },
					testRunner: { name: 'vitest', version: '^5.0.0' },
				},
				problems: [],
			},
		);
	});

	it('takes a broken or missing package.json for a new project, and says so', () => {
		const { facts, problems } = readProjectFacts({ packageJson: '{ "name": ', fileNames: [] });
		assert.deepEqual(
			[facts.kit, facts.typescript, facts.lib.name, facts.packageManager],
			[{ version: undefined, major: undefined }, true, '#lib', 'npm'],
		);
		assert.deepEqual(problems, [
			'The package.json is not valid JSON, so the code is written for the newest SvelteKit. Mend it first.',
		]);
		assert.deepEqual(readProjectFacts({ packageJson: undefined, fileNames: [] }).problems, [
			'No package.json was found, so the code is written for the newest SvelteKit.',
		]);
	});

	describe('the alias of the library folder', () => {
		const name = (
			manifest: Readonly<Record<string, unknown>>,
			more?: Partial<ProjectInput>,
		): unknown => read(manifest, more).facts.lib.name;
		const imports = { '#lib': './src/lib/index.js', '#lib/*': './src/lib/*' };
		const viteConfig = "export default { plugins: [sveltekit({ alias: { $lib: 'src/lib' } })] };";

		it('is $lib on Kit 2 and what imports declare on Kit 3', () => {
			assert.equal(name(kit('^2.0.0')), '$lib');
			assert.equal(name({ ...kit('^3.0.0'), imports }), '#lib');
		});

		it('is what imports declare on Kit 2 as well', () => {
			assert.equal(name({ ...kit('^2.0.0'), imports }), '#lib');
		});

		it('is $lib wherever the configuration declares it', () => {
			assert.equal(name({ ...kit('^3.0.0'), imports }, { viteConfig }), '$lib');
		});

		it('is another alias for the folder if Kit 3 has no other', () => {
			assert.equal(
				name(kit('^3.0.0'), { viteConfig: viteConfig.replace('$lib:', "'@lib':") }),
				'@lib',
			);
		});

		it('is not there on Kit 3 when nothing declares it', () => {
			assert.deepEqual(read(kit('^3.0.0')).facts.lib, {
				name: '#lib',
				needsSuffix: true,
				hasIndex: true,
				available: false,
			});
		});

		it('is found in wider and in conditional imports', () => {
			const lib = (map: unknown): unknown => read({ ...kit('^3.0.0'), imports: map }).facts.lib;
			assert.deepEqual(lib({ '#*': './src/*' }), {
				name: '#lib',
				needsSuffix: true,
				hasIndex: false,
				available: true,
			});
			assert.deepEqual(lib({ '#l/*': { types: './src/lib/*.ts' }, '#l': './src/lib/index.ts' }), {
				name: '#l',
				needsSuffix: false,
				hasIndex: true,
				available: true,
			});
			assert.deepEqual(lib({ '#lib/*.js': './src/lib/*.ts' }), {
				name: '#lib',
				needsSuffix: true,
				hasIndex: false,
				available: true,
			});
			assert.deepEqual(
				(lib({ '#other/*': './other/*' }) as { available: boolean }).available,
				false,
			);
		});
	});

	it('reads folders out of the configuration without running it', () => {
		const { facts, problems } = read(kit('^2.0.0'), {
			svelteConfig: [
				"import adapter from '@sveltejs/adapter-node';",
				'const files = { lib: `source/lib`, routes: "./pages", hooks: { server: \'source/server.js\' } };',
				"/** @type {import('@sveltejs/kit').Config} */",
				'const config = { kit: { adapter: adapter(), files, alias: { ...others } } };',
				'export default config;',
				'throw new Error("never run");',
			].join('\n'),
		});
		assert.deepEqual(
			[facts.libDir, facts.routesDir, facts.hooksServer, facts.hooksClient],
			['source/lib', 'pages', 'source/server.js', 'src/hooks.client.ts'],
		);
		assert.deepEqual(problems, []);
	});

	it('reads variables that use each other without writing them out', () => {
		const variables = Array.from(
			{ length: 45 },
			(_, i) => `const a${i + 1} = { b: a${i}, c: a${i}, d: [a${i}, a${i}] };`,
		);
		const svelteConfig = `const a0 = 'app';\n${variables.join('\n')}\nexport default { kit: { files: { lib: a0, routes: a45 } } };`;
		const { facts } = read(kit('^2.0.0'), { svelteConfig });
		assert.deepEqual([facts.libDir, facts.routesDir], ['app', 'src/routes']);
	});

	it('reads the options of the Vite plugin', () => {
		const { facts } = read(kit('^3.0.0'), {
			viteConfig:
				"export default defineConfig(({ mode }) => ({ plugins: [sveltekit({ files: { src: 'app', routes: 'app/pages' } })] }));",
		});
		assert.deepEqual(
			[facts.srcDir, facts.libDir, facts.routesDir, facts.params],
			['app', 'app/lib', 'app/pages', 'app/params.ts'],
		);
	});

	it('reads configurations that name things their own way', () => {
		for (const config of [
			{
				svelteConfig:
					"const config = { kit };\nconst kit = { files: { src: 'app' } };\nexport { config as default };",
			},
			{
				svelteConfig:
					"const config = { kit: { files: { src: 'app' } } };\nconfig.extensions = [];\nexport default config;",
			},
			{
				viteConfig:
					"import { sveltekit as kit } from '@sveltejs/kit/vite';\nexport default defineConfig(() => {\n\tconst options = { files: { src: 'app' } };\n\treturn { plugins: [kit(options)] };\n});",
			},
		]) {
			assert.equal(read(kit('^2.0.0'), config).facts.srcDir, 'app', JSON.stringify(config));
		}
	});

	it('finds the library folder of Kit 3 where its alias leads', () => {
		const { facts } = read({ ...kit('^3.0.0'), imports: { '#lib/*': './source/shared/*' } });
		assert.deepEqual([facts.libDir, facts.lib.name], ['source/shared', '#lib']);
	});

	it('finds it where its `$lib` of Kit 3 leads, however that is written', () => {
		const { seed, cases } = seedOf(30_311, 300);
		const next = seededRandom(seed);
		const pick = <T>(items: readonly T[]): T => items[next(items.length)] as T;
		const head = [
			"import path, { resolve, join as put } from 'node:path';",
			"import * as paths from 'path';",
			"import { fileURLToPath } from 'url';",
			'const here = paths.dirname(fileURLToPath(import.meta.url));',
		].join('\n');
		const ways: readonly ((folder: string) => string)[] = [
			(folder) => `'${folder}'`,
			(folder) => `'./${folder}'`,
			(folder) => `'${folder}/'`,
			(folder) => `\`./${folder}\``,
			(folder) => `resolve('${folder}')`,
			(folder) => `path.resolve('./${folder}')`,
			(folder) => `path.resolve(__dirname, '${folder}')`,
			(folder) => `paths.join(import.meta.dirname, '${folder.split('/').join("', '")}')`,
			(folder) => `put(process.cwd(), '${folder}')`,
			(folder) => `path.resolve(here, '${folder}')`,
			(folder) => `\`\${import.meta.dirname}/${folder}\``,
			(folder) => `fileURLToPath(new URL('./${folder}', import.meta.url))`,
			(folder) => `new URL('./${folder}', import.meta.url).pathname`,
		];
		for (let i = 0; i < cases; i++) {
			const folder = pick(['src/shared', 'app/lib', 'packages/ui/src', 'src/lib']);
			const value = ways[i % ways.length]?.(folder) ?? '';
			const isPlain = /^'.*[^/]'$/.test(value);
			const alias =
				isPlain && next(2) === 0
					? `{ '$lib/*': ${value.replace(/'$/, "/*'")} }`
					: `{ ${pick(['$lib', "'$lib'"])}: ${value} }`;
			const config = pick([
				{ viteConfig: `${head}\nexport default { plugins: [sveltekit({ alias: ${alias} })] };` },
				{
					viteConfig: `${head}\nconst alias = ${alias};\nexport default defineConfig({ plugins: [sveltekit({ alias })] });`,
				},
				{ svelteConfig: `${head}\nexport default { kit: { alias: ${alias} } };` },
			]);
			const imports = next(3) === 0 ? { '#lib/*': './src/lib/*' } : {};
			const { facts, problems } = read({ ...kit('^3.0.0'), imports }, config);
			assert.deepEqual(
				[facts.libDir, facts.lib.name, facts.lib.hasIndex, problems],
				[folder, '$lib', !alias.includes('/*'), []],
				JSON.stringify(config),
			);
		}
	});

	it('says where a `$lib` of Kit 3 leads that cannot be told', () => {
		const imports = { '#lib/*': './app/lib/*' };
		for (const value of [
			"'../shared'",
			"'/etc/lib'",
			'folder()',
			"resolve('src/shared')",
			'process.env.LIB',
			'`${process.env.LIB}/a`',
		]) {
			const viteConfig = `export default { plugins: [sveltekit({ alias: { $lib: ${value} } })] };`;
			const { facts, problems } = read(kit('^3.0.0'), { viteConfig });
			assert.deepEqual(
				[facts.libDir, facts.lib.name, problems],
				[
					'src/lib',
					'$lib',
					[
						'The configuration of SvelteKit has an alias “$lib” that leads out of the project or is computed, which is not run, so files go to “src/lib”. Write the path there as a text, such as “src/lib”.',
					],
				],
				value,
			);
			// What package.json says can be told.
			const known = read({ ...kit('^3.0.0'), imports }, { viteConfig });
			assert.deepEqual(
				[known.facts.libDir, known.facts.lib.name, known.problems],
				['app/lib', '#lib', []],
				value,
			);
		}
	});

	it('says that `$lib` of Kit 2 does not lead where an alias says', () => {
		const svelteConfig = (files: string): string =>
			`export default { kit: { ${files} alias: { $lib: './src/shared' } } };`;
		const { facts, problems } = read(kit('^2.0.0'), { svelteConfig: svelteConfig('') });
		assert.deepEqual(
			[facts.libDir, facts.lib.name, problems],
			[
				'src/lib',
				'$lib',
				[
					'On SvelteKit 2, “$lib” leads to “src/lib”, whatever “alias” says: set “files.lib” to “src/shared” in the configuration of SvelteKit if files are to go there.',
				],
			],
		);
		const same = read(kit('^2.0.0'), {
			svelteConfig: svelteConfig("files: { lib: 'src/shared' },"),
		});
		assert.deepEqual([same.facts.libDir, same.problems], ['src/shared', []]);
	});

	it('says which folders are computed', () => {
		const svelteConfig =
			"export default { kit: { files: { lib: folder(), routes: process.env.A, src: 'app' } } };";
		assert.deepEqual(read(kit('^2.0.0'), { svelteConfig }).problems, [
			'The configuration of SvelteKit computes “files.routes”, which is not run, so the folder is taken to be “app/routes”. Write the path there as a text.',
			'The configuration of SvelteKit computes “files.lib”, which is not run, so the folder is taken to be “app/lib”. Write the path there as a text.',
		]);
	});

	it('ignores folders outside the project and values that are computed', () => {
		const { facts } = read(kit('^2.0.0'), {
			svelteConfig:
				"export default { kit: { files: { lib: '../shared', routes: join('a', 'b'), params: '/etc' } } };",
		});
		assert.deepEqual(
			[facts.libDir, facts.routesDir, facts.params],
			['src/lib', 'src/routes', 'src/params'],
		);
	});

	it('says so when the configuration cannot be read', () => {
		assert.deepEqual(read(kit('^2.0.0'), { svelteConfig: 'export default {' }).problems, [
			'The svelte.config file could not be read, so its folders and aliases are taken to be the usual ones.',
		]);
	});

	it('tells TypeScript from JavaScript', () => {
		const language = (fileNames: readonly string[], packages = {}): boolean =>
			read({ devDependencies: { '@sveltejs/kit': '^3.0.0', ...packages } }, { fileNames }).facts
				.typescript;
		assert.deepEqual(
			[
				language(['tsconfig.json']),
				language(['jsconfig.json'], { typescript: '^6.0.0' }),
				language([], { typescript: '^6.0.0' }),
				language([]),
			],
			[true, false, true, false],
		);
	});

	it('reads a jsconfig with comments', () => {
		const tsconfig = '{\n\t// checked\n\t"compilerOptions": { "checkJs": true, },\n}';
		assert.equal(read(kit('^3.0.0'), { tsconfig }).facts.checkJs, true);
	});

	it('finds the package manager by field, lockfile and the lockfile above', () => {
		const manager = (
			manifest: Readonly<Record<string, unknown>>,
			more: Partial<ProjectInput>,
		): unknown => read(manifest, more).facts.packageManager;
		assert.deepEqual(
			[
				manager({ packageManager: 'yarn@4.1.0' }, { fileNames: ['package-lock.json'] }),
				manager({}, { fileNames: ['bun.lock'] }),
				manager({}, { fileNames: ['bun.lockb'] }),
				manager({}, { fileNames: ['yarn.lock'] }),
				manager({}, { fileNames: ['package-lock.json'] }),
				manager({}, { parentFileNames: ['pnpm-workspace.yaml'] }),
				manager({}, { parentPackageManager: 'bun@1.2.0' }),
				manager({}, {}),
			],
			['yarn', 'bun', 'bun', 'yarn', 'npm', 'pnpm', 'bun', 'npm'],
		);
	});
});

describe('majorOf', () => {
	it('reads versions and ranges', () => {
		assert.deepEqual(
			[
				'^2.5.0',
				'3',
				'>=2 <4',
				'workspace:^2.1.0',
				'npm:@x/y@2',
				'2.x',
				'3.0.0-next.1',
				'latest',
				'*',
				undefined,
			].map(majorOf),
			[2, 3, 2, 2, 2, 2, 3, undefined, undefined, undefined],
		);
	});
});
