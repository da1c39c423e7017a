import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { repoRoot } from '../../../build/vscode/paths.ts';
import {
	addEnvVariables,
	joinDeclarations,
	passesEnvironmentOn,
} from '../../../src/core/code/envSchema.ts';
import type { EnvVariable } from '../../../src/core/code/envVariable.ts';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import type { SchemaLibrary } from '../../../src/core/code/schemaLibrary.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

const secret: EnvVariable = {
	name: 'TOKEN_SECRET',
	about: 'Signs the tokens',
	secret: true,
	generated: true,
	kind: 'text',
	minLength: 32,
};
const url: EnvVariable = { name: 'API_URL', secret: false, kind: 'url' };
const option: EnvVariable = { name: 'SENTRY_DSN', secret: false, kind: 'text', optional: true };
const all = [secret, url, option];

/** The module afterwards; the sentence if it cannot be changed. */
function added(
	code: string,
	variables: readonly EnvVariable[] = all,
	library?: SchemaLibrary,
): string {
	const merge = addEnvVariables(code, variables, library);
	return 'cannot' in merge ? merge.cannot : applyEdits(code, merge.edits);
}

const zodHead = "import { z } from 'zod';\nimport { env } from '$env/dynamic/private';\n\n";
const valibotHead =
	"import * as v from 'valibot';\nimport { env } from '$env/dynamic/private';\n\n";

describe('addEnvVariables', () => {
	it('extends the variables of src/env.ts by what the module checks them with', () => {
		const declared = (members: string, head = "import { z } from 'zod';\n"): string =>
			`import { defineEnvVars } from '@sveltejs/kit/env';\n${head}\nexport const variables = defineEnvVars({\n\tPORT: { schema: a }${members}\n});\n`;
		assert.equal(
			added(declared('')),
			declared(
				',\n\tTOKEN_SECRET: {\n\t\tschema: z.string().min(32)\n\t},\n\tAPI_URL: {\n\t\tschema: z.url()\n\t},\n\tSENTRY_DSN: {\n\t\tschema: z.string().optional()\n\t}',
			),
		);
		const helper =
			"import { z } from 'zod';\nconst required = (schema: z.ZodType<string, string>) => ({ schema: building ? unchecked : schema });\n";
		assert.equal(
			added(declared('', helper)),
			declared(
				',\n\tTOKEN_SECRET: required(z.string().min(32)),\n\tAPI_URL: required(z.url()),\n\tSENTRY_DSN: {\n\t\tschema: z.string().optional()\n\t}',
				helper,
			),
		);
		assert.equal(
			added(declared('', ''), [url], 'valibot'),
			declared(
				',\n\tAPI_URL: {\n\t\tschema: v.pipe(v.string(), v.url())\n\t}',
				"import * as v from 'valibot';\n",
			),
		);
	});

	it('writes the checks itself where the project has no library for them', () => {
		assert.equal(
			added('export const variables = defineEnvVars({});\n'),
			[
				'export const variables = defineEnvVars({',
				'\tTOKEN_SECRET: {',
				"\t\tdescription: 'Signs the tokens',",
				'\t\tschema: (value) => {',
				"\t\t\tif (!value || value.length < 32) throw new Error('It has to have 32 characters');",
				'\t\t\treturn value;',
				'\t\t}',
				'\t},',
				'\tAPI_URL: {',
				'\t\tschema: (value) => {',
				"\t\t\tif (!value || !URL.canParse(value)) throw new Error('It has to be an address');",
				'\t\t\treturn value;',
				'\t\t}',
				'\t},',
				'\tSENTRY_DSN: {',
				'\t\tschema: (value) => value',
				'\t}',
				'});',
				'',
			].join('\n'),
		);
		assert.equal(
			added('export const variables = { A: {} };\n', [url]),
			'export const variables = { A: {}, API_URL: {} };\n',
		);
	});

	it('extends a schema of any library, in the way that library has', () => {
		for (const [before, library, after] of [
			[
				`${zodHead}const schema = z.object({\n\tA: z.string()\n});\nexport const config = schema.parse(env);\n`,
				undefined,
				'\tA: z.string(),\n\tTOKEN_SECRET: z.string().min(32),\n\tAPI_URL: z.url(),\n\tSENTRY_DSN: z.string().optional()\n',
			],
			[
				`${zodHead}const schema = z.object({\n\tA: z.string()\n});\nexport const config = schema.parse(env);\n`,
				'zod3',
				'\tA: z.string(),\n\tTOKEN_SECRET: z.string().min(32),\n\tAPI_URL: z.string().url(),\n\tSENTRY_DSN: z.string().optional()\n',
			],
			[
				`${valibotHead}const schema = v.object({\n\tA: v.string()\n});\nexport const config = v.parse(schema, env);\n`,
				undefined,
				'\tA: v.string(),\n\tTOKEN_SECRET: v.pipe(v.string(), v.minLength(32)),\n\tAPI_URL: v.pipe(v.string(), v.url()),\n\tSENTRY_DSN: v.optional(v.string())\n',
			],
			[
				`${zodHead.replace("'zod'", "'zod/mini'")}const schema = z.object({\n\tA: z.string()\n});\nexport const config = z.parse(schema, env);\n`,
				undefined,
				'\tA: z.string(),\n\tTOKEN_SECRET: z.string().check(z.minLength(32)),\n\tAPI_URL: z.url(),\n\tSENTRY_DSN: z.optional(z.string())\n',
			],
		] as const) {
			assert.equal(
				added(before, all, library),
				before.replace(/\tA: .*\n/, after.replaceAll('$', '$$$$')),
			);
		}
	});

	it('finds the schema of the environment among others', () => {
		for (const code of [
			'const a = z.object({ A: z.string() }).strict().parse(env);',
			'const schema = z.object({ A: z.string() });\nconst read = () => schema.safeParse({ ...process.env });',
			'const user = z.object({ A: z.number() });\nconst schema = z.object({ A: z.string() });\nuser.parse(body);\nschema.parse(env);\nschema.safeParse(process.env);',
			'const schema = z.object({ A: z.string() }).refine(ok);\nfunction read() { return schema.parse(import.meta.env); }',
			'const base = z.object({ A: z.string() });\nconst schema = base.extend({ B: z.string() });\nschema.parse(env);',
			'const values = env;\nconst shape = { A: z.string() } as const;\nz.object(shape).parse(values);',
		]) {
			assert.equal(
				added(zodHead + code, [url]),
				zodHead + code.replace('A: z.string()', 'A: z.string(), API_URL: z.url()'),
			);
		}
		const piped = 'v.parse(v.pipe(v.object({ A: v.any() }), ok), env);';
		assert.equal(
			added(valibotHead + piped, [{ ...option, name: 'B' }]),
			valibotHead + piped.replace('A: v.any()', 'A: v.any(), B: v.optional(v.string())'),
		);
	});

	it('leaves alone what is declared, however that is', () => {
		for (const code of [
			'export const variables = defineEnvVars({ API_URL: {} });',
			"export const variables = { 'API_URL': {} };",
			'const more = { API_URL: {} };\nconst all = { ...more };\nexport { all as variables };',
			`${zodHead}z.object({ API_URL: z.string() }).parse(env);`,
			`${zodHead}z.object({}).extend({ API_URL: z.string() }).parse(env);`,
		]) {
			assert.deepEqual(
				addEnvVariables(code, [url]),
				{ edits: [], added: [], present: ['API_URL'] },
				code,
			);
		}
		assert.deepEqual(
			addEnvVariables('export const variables = {};', [{ ...url, name: 'a: 1, b' }]),
			{
				edits: [],
				added: [],
				present: [],
			},
		);
	});

	it('says what to declare by hand where the module cannot be read', () => {
		const byHand = ' Declare “API_URL” there by hand.';
		const noSchema = 'The module has no schema that its variables are checked against.';
		const unclear =
			'The module does not show one schema for the environment that can be read without running it.';
		for (const [code, why] of [
			['export const variables = {', 'The module has a syntax error.'],
			[
				'export const variables = make();',
				'What the module exports as “variables” cannot be read without running it.',
			],
			[
				'export const variables = defineEnvVars({ ...shared });',
				'Only running the module could tell which variables it declares.',
			],
			[
				`${zodHead}z.object({ [name]: z.string() }).parse(env);`,
				'Only running the module could tell which variables it declares.',
			],
			['', noSchema],
			["import { env } from '$env/dynamic/private';\nexport const url = env.URL;", noSchema],
			["import { object, parse } from 'valibot';\nparse(object({}), process.env);", noSchema],
			["import type { z } from 'zod';", noSchema],
			[zodHead, unclear],
			[`${zodHead}z.object({}).parse(body);`, unclear],
			[`${zodHead}z.object({}).parse(env);\nz.object({}).parse(process.env);`, unclear],
			[`${zodHead}z.object({}).merge(other).parse(env);`, unclear],
			[`${zodHead}z.object({}).partial().parse(env);`, unclear],
			[`${zodHead}z.union([z.object({}), b]).parse(env);`, unclear],
			[`${zodHead}schema.parse(env);`, unclear],
			[`${zodHead}let a = z.object({});\na = b;\na.parse(env);`, unclear],
			[
				`${zodHead}z.object({ A: z.string() }).parse({ A: env.A });`,
				'The module hands its variables to the schema one by one.',
			],
			[
				`${zodHead}const a = { ...b };\nconst b = { ...a };\nz.object({}).parse(a);`,
				'The module hands its variables to the schema one by one.',
			],
		] as const) {
			assert.equal(added(code, [url]), why + byHand, code);
		}
		assert.equal(
			added('export const variables = {};', [option]),
			'The module has no schemas that could be extended. Declare “SENTRY_DSN” there by hand.',
		);
	});

	it('says nothing where there is nothing to declare, whatever the module is', () => {
		const nothing = { edits: [], added: [], present: [] };
		for (const code of ['', 'export const variables = {', 'export const a = 1;', zodHead]) {
			assert.deepEqual(addEnvVariables(code, []), nothing, code);
			assert.deepEqual(addEnvVariables(code, [{ ...url, name: 'no name' }]), nothing, code);
		}
	});

	it('names only what has a name', () => {
		const joined = joinDeclarations(
			'export const a = 1;',
			'export const variables = { ...shared };',
		);
		assert.deepEqual(joined, {
			cannot:
				'The module has no schema that its variables are checked against. Declare what the pattern declares there by hand.',
		});
	});

	it('extends the environment of our own pattern, on either Kit', () => {
		const agent = readFileSync(path.join(repoRoot, 'agents/backend-engineer-research.md'), 'utf8');
		const own = [
			...agent.matchAll(/^\/\/ src\/(?:lib\/server\/)?env\.ts\n([^]*?)(?=^```|^\/\/ src\/)/gm),
		]
			.map(([, code = '']) => code)
			.filter((code) => /z\.object|defineEnvVars/.test(code));
		assert.equal(own.length, 2);
		for (const code of own) {
			const merge = addEnvVariables(code, [{ ...secret, name: 'NEW_SECRET' }]);
			assert.ok('added' in merge);
			assert.deepEqual(merge.added, ['NEW_SECRET']);
			assert.match(
				applyEdits(code, merge.edits),
				/\n\tNEW_SECRET: (?:required\(z\.string\(\)\.min\(32\)\)|z\.string\(\)\.min\(32\))\n\}\)/,
			);
		}
	});

	it('declares each variable once, in any module, and touches nothing else', function () {
		const { seed, cases } = seedOf(51, 10_000);
		const random = seededRandom(seed);
		for (let i = 0; i < cases; i++) {
			const { code, names, library } = anyModule(random);
			const wanted = all.filter(() => random(3) > 0);
			const context = `case ${i} of seed ${seed}:\n${code}`;
			const merge = addEnvVariables(code, wanted, library);
			if ('cannot' in merge) assert.fail(`${merge.cannot} ${context}`);
			const isThere = ({ name }: EnvVariable): boolean => names.includes(name);
			assert.deepEqual(
				[merge.present, merge.added],
				[
					wanted.filter(isThere).map(({ name }) => name),
					wanted.filter((each) => !isThere(each)).map(({ name }) => name),
				],
				context,
			);
			const after = applyEdits(code, merge.edits);
			const module = new ParsedModule(after);
			assert.ok(module.tree, `${context}\n${after}`);
			for (const { name } of wanted) {
				const times = after.split(new RegExp(`\\b${name}\\b['"]?:`)).length - 1;
				assert.equal(times, 1, `${name} ${context}\n${after}`);
			}
			for (const { range } of merge.edits) {
				assert.match(code.slice(range.start, range.end), /^\s*$/, context);
			}
			if (code.includes('\r')) assert.doesNotMatch(after, /(?<!\r)\n/, context);
			assert.equal(after.split(/from ['"](?:zod|valibot)/).length <= 2, true, context);
			const again = addEnvVariables(module, wanted, library);
			assert.deepEqual('edits' in again && again.edits, [], `${context}\n${after}`);
		}
	});
});

interface AnyModule {
	readonly code: string;
	/** Which of the variables it declares. */
	readonly names: readonly string[];
	readonly library: SchemaLibrary | undefined;
}

function anyModule(random: (limit: number) => number): AnyModule {
	const pick = <T>(...from: readonly [T, ...T[]]): T => from[random(from.length)] ?? from[0];
	const quote = pick("'", '"');
	const end = pick(';', '');
	const unit = pick('\t', '  ');
	const names: string[] = [];
	const object = (value: (name: string) => string): string => {
		const members = ['A', 'API_URL', 'TOKEN_SECRET', 'B', 'SENTRY_DSN']
			.filter(() => random(3) === 0)
			.map((name) => {
				names.push(name);
				const key = random(6) === 0 ? quote + name + quote : name;
				return `${key}: ${value(name)}`;
			});
		if (members.length === 0) return pick('{}', '{ }', '{\n}', '{\n\t// none yet\n}');
		const lastComma = pick('', ',');
		return random(3) === 0
			? `{ ${members.join(', ')} }`
			: `{\n${unit}${members.join(`,\n${unit}`)}${lastComma}${pick('', ' // last')}\n}`;
	};
	const from = (what: string, specifier: string): string =>
		`import ${what} from ${quote}${specifier}${quote}${end}\n`;
	const isValibot = random(3) === 0;
	const lib = isValibot ? 'v' : 'z';
	const libImport = isValibot
		? from('* as v', 'valibot')
		: from(pick('{ z }', 'z', '* as z'), 'zod');
	let code: string;
	if (random(2) === 0) {
		const body = object(() => pick('{}', '{ public: true }', `{ schema: ${lib}.string() }`));
		const hasLibrary = body.includes('schema') || random(2) === 0;
		const helper =
			hasLibrary && random(2) === 0
				? `const required = (schema) => ({ schema })${end || ';'}\n`
				: '';
		const defined = `defineEnvVars(${body})`;
		const exported = pick(
			`export const variables = ${defined}${end}`,
			`const all = ${defined}${end || ';'}\nexport { all as variables }${end}`,
		);
		code =
			from('{ defineEnvVars }', '@sveltejs/kit/env') +
			(hasLibrary ? libImport : '') +
			`\n${helper}${exported}\n`;
	} else {
		const made = `${lib}.object(${object(() => `${lib}.string()`)})`;
		const schema = isValibot
			? pick(made, `v.pipe(${made}, v.check(ok))`)
			: pick(made, `${made}.strict()`);
		const check = (of: string): string =>
			isValibot ? `v.parse(${of}, env)` : `${of}.safeParse(env)`;
		const checked = pick(
			`const schema = ${schema}${end || ';'}\n\nexport const config = ${check('schema')}${end}\n`,
			`export const config = ${check(schema)}${end}\n`,
			`function read() {\n${unit}return ${check('schema')}${end}\n}\nconst schema = ${schema}${end || ';'}\n`,
		);
		code = `${libImport}${from('{ env }', '$env/dynamic/private')}\n${checked}`;
	}
	return {
		code: random(4) === 0 ? code.replace(/\n/g, '\r\n') : code,
		names,
		library: pick(undefined, 'zod3' as const, 'zod4' as const, 'valibot' as const),
	};
}

describe('a module that passes the environment on', () => {
	const head = "import { env as all } from '$env/dynamic/private';\n";

	it('has all variables as `env`, in whatever way it says so', () => {
		for (const code of [
			"export { env } from '$env/dynamic/private';",
			"export { env } from 'node:process';",
			"export * as env from '$env/static/private';",
			"import { env } from '$env/dynamic/private';\nexport { env };",
			"import * as all from '$env/static/private';\nexport const env = all;",
			`${head}export { all as env };`,
			`${head}export const env = all;`,
			`${head}export const env = all as Record<string, string>;`,
			`${head}const values = all;\nexport const env = values;`,
			`${head}export const env = { ...all };`,
			"import { env as open } from '$env/dynamic/public';\n" +
				`${head}export const env = { ...open, ...all };`,
			'export const env = process.env;',
			'export const env = { ...process.env };',
		]) {
			assert.equal(passesEnvironmentOn(code), true, code);
		}
	});

	it('is none that checks, picks or hides some of it', () => {
		for (const code of [
			'',
			'export {',
			"export { env } from '$env/dynamic/public';",
			"import { env } from '$env/dynamic/public';\nexport { env };",
			"import { env as open } from '$env/dynamic/public';\nexport const env = { ...open };",
			"export * from '$env/dynamic/private';\nexport const env = {};",
			`${head}export const url = all.URL;`,
			`${head}export const env = { url: all.URL };`,
			`${head}export const env = check(all);`,
			`${head}export let env = all;\nenv = {};`,
			`${zodHead}export const env2 = env;`,
			`${zodHead.replace('{ env }', '{ env as all }')}export const env = z.object({}).parse(all);`,
			'export const env = import.meta.env;',
			'const { env } = process;',
		]) {
			assert.equal(passesEnvironmentOn(code), false, code);
		}
	});
});
