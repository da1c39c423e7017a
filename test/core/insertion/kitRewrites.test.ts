import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import { rewrite, rewrites } from '../../../src/core/insertion/kitRewrites.ts';
import {
	readProjectFacts,
	type ProjectFacts,
	type ProjectInput,
} from '../../../src/core/project/project.ts';
import { toZod3 } from '../../../src/core/insertion/zodVersions.ts';

function project(
	packages: Readonly<Record<string, string>>,
	more: Partial<ProjectInput> & { readonly imports?: Readonly<Record<string, string>> } = {},
): ProjectFacts {
	const { imports, ...input } = more;
	return readProjectFacts({
		packageJson: JSON.stringify({ imports, devDependencies: packages }),
		fileNames: ['tsconfig.json'],
		...input,
	}).facts;
}

const kit2 = project({ '@sveltejs/kit': '^2.60.0', zod: '^3.24.0' });
const kit3 = project(
	{ '@sveltejs/kit': '^3.2.0', zod: '^4.0.0' },
	{ imports: { '#lib': './src/lib/index.js', '#lib/*': './src/lib/*' } },
);

function rewritten(
	code: string,
	facts: ProjectFacts,
	filePath = 'src/routes/+page.server.ts',
): string {
	const result = rewrite(code, { facts, filePath });
	assert.deepEqual(result.notes, []);
	return result.code;
}

function notes(
	code: string,
	facts: ProjectFacts,
	filePath = 'src/routes/+page.server.ts',
): readonly string[] {
	return rewrite(code, { facts, filePath }).notes;
}

/** One test per row of the table, under the row's id. */
const rows: Readonly<Record<string, () => void>> = {
	'lib-alias': () => {
		const code = [
			"import { a } from '$lib/server/a';",
			"import b from '$lib';",
			"import C from '$lib/C.svelte';",
			"import d from '$lib/d.svelte.js';",
			"import logo from '$lib/logo.svg?url';",
			"export * from '$lib/e';",
			"const f = await import('$lib/f');",
			"type G = import('$lib/g').G;",
			"vi.mock('$lib/h');",
			"const text = '$lib/x'; // $lib/y",
			'',
		].join('\n');
		assert.equal(
			rewritten(code, kit3),
			[
				"import { a } from '#lib/server/a.js';",
				"import b from '#lib';",
				"import C from '#lib/C.svelte';",
				"import d from '#lib/d.svelte.js';",
				"import logo from '#lib/logo.svg?url';",
				"export * from '#lib/e.js';",
				"const f = await import('#lib/f.js');",
				"type G = import('#lib/g.js').G;",
				"vi.mock('#lib/h.js');",
				"const text = '$lib/x'; // $lib/y",
				'',
			].join('\n'),
		);
		assert.equal(rewritten(code, kit2), code);
		assert.equal(
			rewritten(
				"import a from '#lib/a.js';\nimport b from '#lib';\nimport '#lib/b/index.js';\n",
				kit2,
			),
			"import a from '$lib/a';\nimport b from '$lib';\nimport '$lib/b';\n",
		);
	},
	'file-paths': () => {
		const code = "import './src/lib/a.ts';\nconst a = './src/lib/*schema.ts';\n";
		assert.equal(rewritten(code, kit2), code);
		const moved = project(
			{ '@sveltejs/kit': '^2.60.0' },
			{ svelteConfig: "export default { kit: { files: { lib: 'app/shared' } } };" },
		);
		assert.equal(
			rewritten(code, moved),
			"import './src/lib/a.ts';\nconst a = './app/shared/*schema.ts';\n",
		);
	},
	'moved-exports': () => {
		assert.equal(
			rewritten("import type { Handle, HandleFetch } from '@sveltejs/kit';\n", kit3),
			"import type { Handle, HandleFetch } from '@sveltejs/kit/hooks';\n",
		);
		assert.equal(
			rewritten("import { redirect, type Handle } from '@sveltejs/kit';\n", kit3),
			"import { redirect } from '@sveltejs/kit';\nimport type { Handle } from '@sveltejs/kit/hooks';\n",
		);
		assert.equal(
			rewritten("import type { ActionResult, Cookies, Page } from '@sveltejs/kit';\n", kit3),
			"import type { Cookies } from '@sveltejs/kit';\nimport type { ActionResult } from '$app/forms';\nimport type { Page } from '$app/state';\n",
		);
		assert.equal(
			rewritten(
				"import { sequence } from '@sveltejs/kit/hooks';\nimport { type Handle } from '@sveltejs/kit';\nrun();\n",
				kit3,
			),
			"import { sequence, type Handle } from '@sveltejs/kit/hooks';\nrun();\n",
		);
		assert.equal(
			rewritten("import type { Handle, Transport as T } from '@sveltejs/kit/hooks';\n", kit2),
			"import type { Handle, Transport as T } from '@sveltejs/kit';\n",
		);
		assert.equal(
			rewritten(
				"import type { SubmitFunction } from '$app/forms';\nimport type { Cookies } from '@sveltejs/kit';\n",
				kit2,
			),
			"import type { Cookies, SubmitFunction } from '@sveltejs/kit';\n",
		);
	},
	'app-env': () => {
		const old = "import { dev } from '$app/environment';\n";
		const recent = "import { dev } from '$app/env';\n";
		assert.equal(rewritten(old, kit3), recent);
		assert.equal(rewritten(recent, kit2), old);
		const both = project({ '@sveltejs/kit': '2.70.4' });
		assert.equal(rewritten(old, both), old);
		assert.equal(rewritten(recent, both), recent);
		const explicit = project(
			{ '@sveltejs/kit': '2.70.4' },
			{
				svelteConfig:
					'export default { kit: { experimental: { explicitEnvironmentVariables: true } } };',
			},
		);
		assert.equal(rewritten(old, explicit), recent);
	},
	'superforms-zod': () => {
		const code =
			"import { zod, zodClient } from 'sveltekit-superforms/adapters';\nconst f = await superValidate(zod(schema));\nsuperForm(f, { validators: zodClient(schema) }); // zod\n";
		const four =
			"import { zod4, zod4Client } from 'sveltekit-superforms/adapters';\nconst f = await superValidate(zod4(schema));\nsuperForm(f, { validators: zod4Client(schema) }); // zod\n";
		assert.equal(rewritten(code, kit3), four);
		assert.equal(rewritten(four, kit2), code);
		assert.equal(
			rewritten("import { zod } from 'sveltekit-superforms/adapters';\nconst o = { zod };\n", kit3),
			"import { zod4 as zod } from 'sveltekit-superforms/adapters';\nconst o = { zod };\n",
		);
		assert.equal(rewritten(code, project({})), code);
	},
	'zod-3': () => {
		const code = [
			"import { z } from 'zod';",
			'const a = z.object({ email: z.email().max(200), at: z.iso.datetime({ offset: true }) });',
			"const b = z.file({ error: 'Choose one.' }).min(1).max(2_000, 'Too big.').mime(['image/png']);",
			"const c = z.string({ error: 'A text.' }).min(1, { error: 'Not empty.' });",
			'const d = z.looseObject({ n: z.int() });',
			'fail(400, z.flattenError(a.safeParse(1).error).fieldErrors);',
			'',
		].join('\n');
		const of = (version: string): string => rewritten(code, project({ zod: version }));
		assert.equal(of('4.1.0'), code);
		assert.equal(rewritten(code, project({})), code);
		assert.equal(of('3.25.76'), of('^3.24.1'));
		assert.equal(
			of('^3.24.1'),
			[
				"import { z } from 'zod';",
				'const a = z.object({ email: z.string().email().max(200), at: z.string().datetime({ offset: true }) });',
				"const b = z.instanceof(File, { message: 'Choose one.' }).refine((file) => file.size >= 1).refine((file) => file.size <= 2_000, 'Too big.').refine((file) => ['image/png'].includes(file.type));",
				"const c = z.string({ required_error: 'A text.', invalid_type_error: 'A text.' }).min(1, { message: 'Not empty.' });",
				'const d = z.object({ n: z.number().int() }).passthrough();',
				'fail(400, a.safeParse(1).error.flatten().fieldErrors);',
				'',
			].join('\n'),
		);
		// A message where a schema is made, of which zod 3 takes a function.
		const made = (text: string): string => {
			const all = `import { z } from 'zod';\nconst a = ${text};\n`;
			return rewritten(all, project({ zod: '3.25.0' })).slice(
				`import { z } from 'zod';\nconst a = `.length,
				-2,
			);
		};
		const map = "{ errorMap: () => ({ message: 'No.' }) }";
		const typed = "{ required_error: 'No.', invalid_type_error: 'No.' }";
		const dated =
			"{ errorMap: ({ code }, { defaultError }) => ({ message: /^invalid_(?:type|date)$/.test(code) ? 'No.' : defaultError }) }";
		for (const [text, wanted] of [
			["z.number('No.').int('Not.')", `z.number(${typed}).int('Not.')`],
			["z.coerce.number('No.').min(1, 'Low.')", `z.coerce.number(${typed}).min(1, 'Low.')`],
			["z.coerce.date({ error: 'No.' })", `z.coerce.date(${dated})`],
			["z.date('No.').min(b, 'Early.')", `z.date(${dated}).min(b, 'Early.')`],
			["z.array(z.any(), 'No.').min(1)", `z.array(z.any(), ${typed}).min(1)`],
			["z.string({ message: 'No.' })", `z.string(${typed})`],
			["z.instanceof(File, 'No.')", "z.instanceof(File, { message: 'No.' })"],
			["z.object({ a: z.literal('x') }, 'No.')", `z.object({ a: z.literal('x') }, ${map})`],
			["z.looseObject({}, 'No.')", `z.object({}, ${map}).passthrough()`],
			["z.enum(['a'], 'No.')", `z.enum(['a'], ${map})`],
			["z.discriminatedUnion('kind', [b], 'No.')", `z.discriminatedUnion('kind', [b], ${map})`],
			["z.string('No.').email('Not.')", `z.string(${typed}).email('Not.')`],
			["z.email('No.')", `z.string(${typed}).email('No.')`],
			["z.email({ error: 'No.' })", `z.string(${typed}).email({ message: 'No.' })`],
			["z.email({ message: 'No.' })", `z.string(${typed}).email({ message: 'No.' })`],
			["z.int({ error: 'No.' })", `z.number(${typed}).int({ message: 'No.' })`],
			[
				"z.iso.datetime({ offset: true, 'error': 'No.' })",
				`z.string(${typed}).datetime({ offset: true, message: 'No.' })`,
			],
			["z.string().default({ error: 'x' })", "z.string().default({ error: 'x' })"],
			["z.object({}).parse({ error: 'x' })", "z.object({}).parse({ error: 'x' })"],
			["reply.set(400, { error: 'x' })", "reply.set(400, { error: 'x' })"],
			['Math.max(b, c)', 'Math.max(b, c)'],
			[
				'z.flattenError(r.error as z.ZodError).fieldErrors',
				'(r.error as z.ZodError).flatten().fieldErrors',
			],
			['z.flattenError(b ?? c)', '(b ?? c).flatten()'],
			['z.flattenError(await b, map)', '(await b).flatten(map)'],
			['z.file().max(b ? 1 : 2)', 'z.instanceof(File).refine((file) => file.size <= (b ? 1 : 2))'],
			[
				'z.file().mime(`image/png`)',
				'z.instanceof(File).refine((file) => [`image/png`].includes(file.type))',
			],
			[
				'z.file().mime(types)',
				'z.instanceof(File).refine((file) => [types].flat().includes(file.type))',
			],
			['z.object({ error: z.email() })', 'z.object({ error: z.string().email() })'],
			['b.extend({ error: z.email() })', 'b.extend({ error: z.string().email() })'],
		] as const) {
			assert.equal(made(text), wanted, text);
		}
		// A schema is one, wherever it is held.
		for (const [held, name] of [
			['const n = z.number();', 'n'],
			['let n = z.number(); n = n.max(9);', 'n'],
			['const m = z.number(), n = m.optional();', 'n'],
			['const all = { n: z.number() };', 'all.n'],
			['const o = z.object({ n: z.number() });', 'o.shape.n'],
			['const n = () => z.number();', 'n()'],
			["import { n } from './schemas';", 'n'],
			['const f = (n: z.ZodNumber) => n.max(9);', 'n'],
			['const n = z.number() as z.ZodNumber;', 'n'],
		] as const) {
			for (const [check, wanted] of [
				["min(3, { error: 'x' })", "min(3, { message: 'x' })"],
				["optional().nullable().refine(f, { error: 'x', path: ['y'] })", undefined],
				["positive({ error: 'x' })", "positive({ message: 'x' })"],
				["int().min(3, 'x')", "int().min(3, 'x')"],
			] as const) {
				const head = `import { z } from 'zod';\n${held}\nconst made = ${name}.`;
				assert.equal(
					rewritten(`${head}${check};\n`, project({ zod: '3.24.0' })),
					`${head}${wanted ?? check.replace('error', 'message')};\n`,
				);
			}
		}
		const heldFile = (max: string): string =>
			`import { z } from 'zod';\nconst f = z.${max};\nconst g = f.optional().`;
		assert.equal(
			rewritten(`${heldFile('file()')}max(2, { error: 'x' });\n`, project({ zod: '3.24.0' })),
			`${heldFile('instanceof(File)')}refine((file) => file.size <= 2, { message: 'x' });\n`,
		);
		// What cannot be told is told, too.
		for (const text of [
			'z.email(m)',
			'z.string(m.required())',
			'z.email({ ...m })',
			'z.email({ pattern: /x/ })',
			"z.uuid({ version: 'v4', error: 'x' })",
			'z.tuple([z.any()], z.number())',
			"z.string().min(3, { error: 'x', abort: true })",
			"z.string().parse(b, { error: () => 'x' })",
			'z.string().min(3, { error: m })',
			'z.file(m)',
			'z.function({ input: [], output: z.any() })',
		]) {
			const all = `import { z } from 'zod';\nconst a = ${text};\n`;
			assert.equal(rewritten(all, project({ zod: '3.24.0' })), all);
			assert.equal(
				rewritten(all, project({ zod: '3.25.0' })),
				all.replace("'zod'", "'zod/v4'"),
				text,
			);
		}
		for (const head of [
			"import { email } from 'zod';\n",
			"import { z } from 'zod';\nconst { email } = z;\n",
			"import { z } from 'zod';\nconst a = z.string();\nconst b = a.meta({});\n",
		]) {
			assert.equal(rewritten(head, project({ zod: '3.25.0' })), head.replace("'zod'", "'zod/v4'"));
		}
		assert.deepEqual(toZod3(new ParsedModule("import { z } from 'zod/v4';\n")).lacking, ['zod/v4']);
		const adapter = "import { zod4 } from 'sveltekit-superforms/adapters';\nzod4(a);\n";
		for (const zod of ['3.25.0', '3.24.0']) {
			assert.equal(rewritten(adapter, project({ zod })), adapter.replaceAll('zod4', 'zod'));
		}
		// What zod 3 has nothing for is told, and nothing of it is written halfway.
		const new4 =
			"import { z } from 'zod';\nz.email();\nz.treeifyError(e);\nz.string().meta({ error: f });\n";
		assert.equal(rewritten(new4, project({ zod: '3.24.0' })), new4);
		assert.equal(rewritten(new4, project({ zod: '3.25.0' })), new4.replace("'zod'", "'zod/v4'"));
	},
	'cookie-path': () => {
		const code =
			"cookies.set('a', b);\nevent.cookies.set('a', b, { httpOnly: true });\ncookies.delete('a', {});\ncookies.set('a', b, { path: '/x' });\ncookies.set('a', b, options);\nmap.set('a', b);\n";
		assert.equal(
			rewritten(code, kit2),
			"cookies.set('a', b, { path: '/' });\nevent.cookies.set('a', b, { path: '/', httpOnly: true });\ncookies.delete('a', { path: '/' });\ncookies.set('a', b, { path: '/x' });\ncookies.set('a', b, options);\nmap.set('a', b);\n",
		);
		assert.equal(rewritten(code, kit3), code);
	},
	'error-properties': () => {
		const code =
			"import { error } from '@sveltejs/kit';\nerror(404, 'Gone', { code: 'x' });\nerror(404, 'Gone');\n";
		assert.equal(
			rewritten(code, kit2),
			"import { error } from '@sveltejs/kit';\nerror(404, { message: 'Gone', code: 'x' });\nerror(404, 'Gone');\n",
		);
		assert.equal(rewritten(code, kit3), code);
	},
	'removed-modules': () => {
		const code =
			"import { env } from '$env/dynamic/private';\nimport { DB } from '$env/static/private';\nimport { page } from '$app/stores';\nimport { base } from '$app/paths';\nimport { build } from '$service-worker';\n";
		assert.equal(rewritten(code, kit2), code);
		assert.deepEqual(rewrite(code, { facts: kit3, filePath: 'src/x.ts' }), {
			code,
			notes: [
				'SvelteKit 3 knows only variables that src/env.ts declares with defineEnvVars, and exports them by name from $app/env/private and $app/env/public: replace the import from $env.',
				'SvelteKit 3 has no $app/stores: import page, navigating and updated from $app/state and use them without the $ prefix.',
				'SvelteKit 3 has neither base nor assets nor resolveRoute in $app/paths: use resolve() and asset().',
				'SvelteKit 3 has no $service-worker: see $app/service-worker and $app/manifest.',
			],
		});
	},
	'external-redirect': () => {
		const code = "import { redirect } from '@sveltejs/kit';\nredirect(303, 'https://x.example');\n";
		assert.deepEqual(notes(code, kit2), []);
		assert.deepEqual(notes(code, kit3), [
			'SvelteKit 3 refuses redirects to another site unless told: add { external: true } to redirect().',
		]);
		assert.deepEqual(notes(code.replace('https://x.example', '/x'), kit3), []);
	},
	'assigned-locals': () => {
		assert.deepEqual(notes('event.locals = {};', kit2), []);
		assert.deepEqual(notes('event.locals.user = 1;', kit3), []);
		assert.deepEqual(notes('event.locals = {};', kit3), [
			'On SvelteKit 3 event.locals cannot be replaced: assign its members one by one.',
		]);
	},
	'handle-error': () => {
		assert.deepEqual(notes('export const handleError = ({ error }) => ({});', kit2), []);
		assert.deepEqual(notes('export const handleError = ({ kind, error }) => ({});', kit3), []);
		assert.deepEqual(notes("export { handleError } from './report';", kit3), []);
		assert.deepEqual(notes('export const handleError = ({ error }) => ({});', kit3), [
			'SvelteKit 3 calls handleError for every error, also those of error(404, …), with { kind, error, event }: look at kind before changing the message.',
		]);
	},
	'param-matcher': () => {
		assert.deepEqual(notes('export const match = () => true;', kit2, 'src/params/a.ts'), []);
		assert.deepEqual(notes('export const match = () => true;', kit3, 'src/params/a.ts'), [
			'SvelteKit 3 has one file for all matchers: move this one into defineParams in src/params.ts.',
		]);
	},
	'svelte-config': () => {
		assert.deepEqual(notes('export default {};', kit2, 'svelte.config.js'), []);
		assert.deepEqual(notes('export default {};', kit3, 'svelte.config.js'), [
			'SvelteKit 3 does not build with a svelte.config file: pass the options to sveltekit() in the Vite configuration.',
		]);
	},
};

describe('rewriting for a project', () => {
	for (const { id } of rewrites) it(id, () => rows[id]?.());

	it('has a test for each row', () => {
		assert.deepEqual(
			Object.keys(rows),
			rewrites.map(({ id }) => id),
		);
	});

	it('knows aliases that the project chose itself', () => {
		const code = "import a from '$lib/a';\nimport b from '$lib';\n";
		const alias = (imports: Readonly<Record<string, string>>): ProjectFacts =>
			project({ '@sveltejs/kit': '^3.2.0' }, { imports });
		assert.equal(
			rewritten(code, alias({ '#*': './src/*' })),
			"import a from '#lib/a.js';\nimport b from '#lib/index.js';\n",
		);
		assert.equal(
			rewritten(code, alias({ '#lib/*': './src/lib/*.ts' })),
			"import a from '#lib/a';\nimport b from '#lib/index';\n",
		);
		const kept = project(
			{ '@sveltejs/kit': '^3.2.0' },
			{ viteConfig: "sveltekit({ alias: { $lib: 'src/lib' } })" },
		);
		assert.equal(rewritten(code, kept), code);
	});

	it('writes the index of a folder out', () => {
		assert.equal(
			rewrite("import { db } from '$lib/server/db';", {
				facts: kit3,
				filePath: 'src/a.ts',
				libFolders: ['server/db'],
			}).code,
			"import { db } from '#lib/server/db/index.js';",
		);
	});

	it('says so when the project declares no alias', () => {
		assert.deepEqual(notes("import a from '$lib/a';", project({ '@sveltejs/kit': '^3.2.0' })), [
			'This project declares no import alias for src/lib: add "imports": { "#lib": "./src/lib/index.js", "#lib/*": "./src/lib/*" } to its package.json.',
		]);
	});

	it('rewrites the scripts of Svelte files only', () => {
		assert.equal(
			rewritten(
				"<script lang=\"ts\">\n\timport A from '$lib/a';\n</script>\n<p>import b from '$lib/b'</p>",
				kit3,
				'src/routes/+page.svelte',
			),
			"<script lang=\"ts\">\n\timport A from '#lib/a.js';\n</script>\n<p>import b from '$lib/b'</p>",
		);
	});

	it('rewrites the imports of code that does not parse', () => {
		assert.equal(
			rewritten(
				"import a from '$lib/a';\nimport { zod } from 'sveltekit-superforms/adapters';\nconst half = (",
				kit3,
			),
			"import a from '#lib/a.js';\nimport { zod4 as zod } from 'sveltekit-superforms/adapters';\nconst half = (",
		);
	});

	it('changes nothing when it is run again', () => {
		const samples = [
			"import { redirect, type Handle } from '@sveltejs/kit';\nimport { sequence } from '@sveltejs/kit/hooks';\nimport a from '$lib/a';\nimport '$lib';\n",
			"import { dev } from '$app/environment';\nimport { zod } from 'sveltekit-superforms/adapters';\nzod(x);\ncookies.set('a', 'b');\n",
			"import type { Handle, SubmitFunction, Page, Cookies } from '@sveltejs/kit';\nimport type { Cookies as C } from '@sveltejs/kit';\n",
			"import { error } from '@sveltejs/kit';\nimport '#lib/x.js';\nerror(400, 'x', {\n\tcode: 'y',\n});\n",
		];
		for (const facts of [
			kit2,
			kit3,
			project({}),
			project({ '@sveltejs/kit': '2.70.0', zod: '4' }),
		]) {
			for (const code of samples) {
				const once = rewrite(code, { facts, filePath: 'src/a.ts' }).code;
				assert.equal(rewrite(once, { facts, filePath: 'src/a.ts' }).code, once);
			}
		}
	});
});
