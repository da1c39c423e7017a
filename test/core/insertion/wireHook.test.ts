import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseModule } from '../../../src/core/code/syntaxTree.ts';
import { handleOrder } from '../../../src/core/insertion/wireHook/handleOrder.ts';
import {
	wireHook,
	type HookToWire,
	type WiredHook,
	type WireOptions,
} from '../../../src/core/insertion/wireHook.ts';

const headers: HookToWire = {
	name: 'handle',
	exported: 'securityHeaders',
	from: '$lib/server/hooks/security-headers',
	order: handleOrder.headers,
};
const authenticate: HookToWire = {
	name: 'handle',
	exported: 'authenticate',
	from: '$lib/server/hooks/authenticate',
	order: handleOrder.authentication,
};
const reportError: HookToWire = {
	name: 'handleError',
	exported: 'reportError',
	from: '$lib/server/hooks/report-error',
};
const internalFetch: HookToWire = {
	name: 'handleFetch',
	exported: 'handleFetch',
	from: '$lib/server/hooks/internal-fetch',
};
const start: HookToWire = { name: 'init', exported: 'start', from: '$lib/server/start' };

function wired(
	before: string | undefined,
	hook: HookToWire = headers,
	options: Partial<WireOptions> = {},
): WiredHook {
	return wireHook(before, hook, { language: 'ts', kitMajor: 2, ...options });
}

/** The text of a wired file; of one that cannot be wired, why. */
function text(...given: Parameters<typeof wired>): string {
	const result = wired(...given);
	return 'text' in result ? result.text : result.cannot;
}

const kitImport = "import { sequence } from '@sveltejs/kit/hooks';\n";
const headersImport = "import { securityHeaders } from '$lib/server/hooks/security-headers';\n";

describe('wiring a handle', () => {
	it('makes a file with a sequence, to which the next is easily added', () => {
		const first = text(undefined);
		assert.equal(
			first,
			`${kitImport}${headersImport}\nexport const handle = sequence(securityHeaders);\n`,
		);
		assert.equal(
			text(first, authenticate),
			`${kitImport}${headersImport}import { authenticate } from '$lib/server/hooks/authenticate';\n\nexport const handle = sequence(securityHeaders, authenticate);\n`,
		);
		assert.equal(text('', headers, { language: 'js', kitMajor: 3 }), first);
	});

	it('goes below what an empty file says of itself', () => {
		assert.equal(
			text('// Hooks of the server\n'),
			`// Hooks of the server\n\n${kitImport}${headersImport}\nexport const handle = sequence(securityHeaders);\n`,
		);
	});

	it('takes its place in a sequence by what the others are called', () => {
		const handles = 'sentryHandle(), translate, supabase, authGuard';
		const place = (hook: HookToWire): string | undefined =>
			/sequence\((.*)\);/.exec(
				text(`${kitImport}export const handle = sequence(${handles});\n`, hook),
			)?.[1];
		const at = (order: NonNullable<HookToWire['order']>): HookToWire => ({
			...headers,
			exported: 'x',
			order,
		});
		assert.equal(place(at('first')), `x, ${handles}`);
		assert.equal(
			place(at(handleOrder.headers)),
			'sentryHandle(), x, translate, supabase, authGuard',
		);
		assert.equal(
			place(at(handleOrder.authentication)),
			'sentryHandle(), x, translate, supabase, authGuard',
		);
		assert.equal(place(at(handleOrder.guards)), `${handles}, x`);
		assert.equal(place(at('last')), `${handles}, x`);
		assert.equal(place({ name: 'handle', exported: 'x', from: './x' }), `${handles}, x`);
	});

	it('knows a handle by the module that it comes from', () => {
		assert.equal(
			text(
				`${kitImport}import { handle as a } from '@auth/sveltekit';\nimport { b } from './guards/access';\nexport const handle = sequence(a, b);\n`,
				{ ...headers, exported: 'x', order: 45 },
			)
				.split('\n')
				.at(-2),
			'export const handle = sequence(a, x, b);',
		);
	});

	it('finds the sequence under another name, in a namespace, in brackets and behind a constant', () => {
		for (const [before, after] of [
			[
				"import { sequence as chain } from '@sveltejs/kit/hooks';\nexport const handle = chain(a);\n",
				'export const handle = chain(securityHeaders, a);',
			],
			[
				"import * as kit from '@sveltejs/kit/hooks';\nexport const handle = kit.sequence(a);\n",
				'export const handle = kit.sequence(securityHeaders, a);',
			],
			[
				`${kitImport}export const handle = (sequence((a), b)) satisfies Handle;\n`,
				'export const handle = (sequence(securityHeaders, (a), b)) satisfies Handle;',
			],
			[
				`${kitImport}const all = sequence(a);\nexport const handle: Handle = all;\n`,
				'const all = sequence(securityHeaders, a);\nexport const handle: Handle = all;',
			],
			[
				`${kitImport}const all = sequence(a);\nexport { all as handle };\n`,
				'const all = sequence(securityHeaders, a);\nexport { all as handle };',
			],
			[
				`${kitImport}export let handle = sequence();\n`,
				'export let handle = sequence(securityHeaders);',
			],
		] as const) {
			assert.ok(text(before).endsWith(`${headersImport}${after}\n`), text(before));
		}
	});

	it('gives a handle a line of its own where the others have theirs, and leaves comments with them', () => {
		const before = `${kitImport}\nexport const handle = sequence(\n\t// who is it\n\tauthenticate,\n\tguard // last\n);\n`;
		const after = (list: string): string =>
			`${kitImport}${headersImport}\nexport const handle = sequence(\n${list}\n);\n`;
		assert.equal(
			text(before),
			after('\tsecurityHeaders,\n\t// who is it\n\tauthenticate,\n\tguard // last'),
		);
		assert.equal(
			text(before, { ...headers, order: 50 }),
			after('\t// who is it\n\tauthenticate,\n\tsecurityHeaders,\n\tguard // last'),
		);
		assert.equal(
			text(before, { ...headers, order: 'last' }),
			after('\t// who is it\n\tauthenticate,\n\tguard, // last\n\tsecurityHeaders'),
		);
		assert.equal(
			text(before.replace('guard // last', 'guard, // last\n\t// more'), {
				...headers,
				order: 'last',
			}),
			after('\t// who is it\n\tauthenticate,\n\tguard, // last\n\t// more\n\tsecurityHeaders,'),
		);
	});

	it('gives a handle with a body of its own another name, in all places', () => {
		assert.deepEqual(
			wired(
				"import type { Handle } from '@sveltejs/kit';\n\n/** Who is it? */\nexport const handle: Handle = async ({ event, resolve }) => {\n\tevent.locals.handle = 1; // handle\n\treturn resolve(event);\n};\n\nexport const tested = { handle, again: [handle] };\n",
			),
			{
				text: `import type { Handle } from '@sveltejs/kit';\n${kitImport}${headersImport}\n/** Who is it? */\nconst handleOwn: Handle = async ({ event, resolve }) => {\n\tevent.locals.handle = 1; // handle\n\treturn resolve(event);\n};\n\nexport const handle = sequence(securityHeaders, handleOwn);\n\nexport const tested = { handle: handleOwn, again: [handleOwn] };\n`,
				note: '`handle` runs `securityHeaders`, then `handleOwn`. Your own is called `handleOwn` now.',
			},
		);
	});

	it('takes a name that is free', () => {
		assert.ok(
			text(
				'const handleOwn = 1;\nexport function handle() {}\nfunction f(handleOwn2) {}\n',
			).includes(
				'function handleOwn3() {}\n\nexport const handle = sequence(securityHeaders, handleOwn3);',
			),
		);
		assert.ok(
			text('const securityHeaders = 1, sequence = 2;\n').endsWith(
				'export const handle = sequenceHook(securityHeadersHook);\n',
			),
		);
	});

	it('says that the file has another handle of that name', () => {
		assert.deepEqual(
			wired(
				`${kitImport}import { securityHeaders } from './elsewhere';\nexport const handle = sequence(securityHeaders);\n`,
			),
			{
				text: `${kitImport}import { securityHeaders } from './elsewhere';\nimport { securityHeaders as securityHeadersHook } from '$lib/server/hooks/security-headers';\nexport const handle = sequence(securityHeaders, securityHeadersHook);\n`,
				note: 'The file has another `securityHeaders`, so this one is called `securityHeadersHook` in it.',
			},
		);
	});

	it('leaves the name of a handle that is used under the same name for something else', () => {
		assert.deepEqual(
			wired('export async function handle(input) {}\n\nexport const wrap = (handle) => handle;\n'),
			{
				text: `${kitImport}${headersImport}\nasync function handle(input) {}\n\nconst handleAll = sequence(securityHeaders, handle);\nexport { handleAll as handle };\n\nexport const wrap = (handle) => handle;\n`,
				note: '`handle` runs `securityHeaders`, then your own.',
			},
		);
	});

	it('puts short expressions into a sequence where they stand', () => {
		for (const [before, after] of [
			['authHandle', 'sequence(securityHeaders, authHandle)'],
			['sentryHandle()', 'sequence(sentryHandle(), securityHeaders)'],
			['auth.handle as Handle', 'sequence(securityHeaders, auth.handle as Handle)'],
			['dev ? a : b', 'sequence(securityHeaders, dev ? a : b)'],
			['a ?? b', 'sequence(securityHeaders, a ?? b)'],
			['await make()', 'sequence(securityHeaders, await make())'],
		] as const) {
			assert.equal(
				text(`export const handle: Handle = ${before}; // ours\n`),
				`${kitImport}${headersImport}\nexport const handle: Handle = ${after}; // ours\n`,
			);
		}
	});

	it('leaves an expression that JSDoc casts by itself', () => {
		assert.equal(
			text('export const handle = /** @type {any} */ (authHandle);\n', headers, { language: 'js' }),
			`${kitImport}${headersImport}\nconst handleOwn = /** @type {any} */ (authHandle);\n\nexport const handle = sequence(securityHeaders, handleOwn);\n`,
		);
	});

	it('imports a handle that the file passes on', () => {
		const after = (imported: string, name: string, rest = ''): string =>
			`import { ${imported} } from './auth';\n${kitImport}${headersImport}\n${rest}export const handle = sequence(securityHeaders, ${name});\n`;
		assert.equal(
			text("export { handle } from './auth';\n"),
			after('handle as handleOwn', 'handleOwn'),
		);
		assert.equal(text("export { mine as handle } from './auth';\n"), after('mine', 'mine'));
		assert.equal(
			text("export { handle, signIn } from './auth';\n"),
			after('handle as handleOwn', 'handleOwn', "export { signIn } from './auth';\n\n"),
		);
		assert.equal(
			text("export { default as handle } from './auth';\n"),
			`import handleOwn from './auth';\n${kitImport}${headersImport}\nexport const handle = sequence(securityHeaders, handleOwn);\n`,
		);
	});

	it('keeps the others of a list or a pattern', () => {
		assert.equal(
			text('const mine = () => {};\nexport {\n\tmine as handle, // ours\n\tmine,\n};\n'),
			`${kitImport}${headersImport}\nconst mine = () => {};\nexport {\n\tmine, // ours\n\tmine,\n};\n`.replace(
				'\tmine, // ours\n',
				'\t// ours\n',
			) + '\nexport const handle = sequence(securityHeaders, mine);\n',
		);
		assert.equal(
			text('export const { handle, signIn = f(), ...rest } = SvelteKitAuth({});\n'),
			`${kitImport}${headersImport}\nconst { handle: handleOwn, signIn = f(), ...rest } = SvelteKitAuth({});\n\nexport { signIn, rest };\nexport const handle = sequence(securityHeaders, handleOwn);\n`,
		);
	});

	it('leaves a file alone that uses the handle already, however it is imported', () => {
		for (const file of [
			`${kitImport}${headersImport}export const handle = sequence(securityHeaders);\n`,
			`import { securityHeaders as sh } from '$lib/server/hooks/security-headers.js';\nexport const handle = sh;\n`,
			`import * as hooks from './lib/server/hooks/security-headers';\nconst all = [hooks.securityHeaders];\nexport const handle = chain(...all);\n`,
			`export { securityHeaders as handle } from '#lib/server/hooks/security-headers.ts';\n`,
			`${headersImport}export { securityHeaders as handle };\n`,
			`${headersImport}export const handle: Handle = (input) => securityHeaders({ ...input, resolve: next });\n`,
		]) {
			assert.deepEqual(wired(file), { text: file });
		}
	});

	it('does not take an import that is not used, or a type, for the handle', () => {
		assert.equal(
			text(`${kitImport}${headersImport}\nexport const handle = sequence(a);\n`),
			`${kitImport}${headersImport}\nexport const handle = sequence(securityHeaders, a);\n`,
		);
		assert.equal(
			text(
				`import type { securityHeaders } from '$lib/server/hooks/security-headers';\nexport const handle = a;\n`,
			),
			`${headersImport}${kitImport}export const handle = sequence(securityHeaders, a);\n`,
		);
	});

	it('imports from a module in the way that the file does', () => {
		assert.equal(
			text(
				"import { other } from '#lib/server/hooks/security-headers.js';\nexport const handle = other;\n",
			),
			`import { other, securityHeaders } from '#lib/server/hooks/security-headers.js';\n${kitImport}export const handle = sequence(other, securityHeaders);\n`,
		);
	});

	it('says that a handle that is not exported does not run', () => {
		assert.deepEqual(wired('const handle = () => {};\n'), {
			text: `${kitImport}${headersImport}\nconst handle = () => {};\n\nconst handleAll = sequence(securityHeaders);\nexport { handleAll as handle };\n`,
			note: 'The `handle` that the file declares is not exported, so that SvelteKit does not run it.',
		});
	});

	it('keeps the style of the file, its mark and its end', () => {
		const before =
			'\uFEFFimport { a } from "a"\r\n\r\nexport async function handle(input) {\r\n    return a(input)\r\n}';
		assert.equal(
			text(before),
			'\uFEFFimport { a } from "a"\r\nimport { sequence } from "@sveltejs/kit/hooks"\r\nimport { securityHeaders } from "$lib/server/hooks/security-headers"\r\n\r\nasync function handleOwn(input) {\r\n    return a(input)\r\n}\r\n\r\nexport const handle = sequence(securityHeaders, handleOwn)',
		);
		assert.equal(
			text('export function handle(input) {\n  log("a")\n  return input\n}\n').split('\n')[0],
			'import { sequence } from "@sveltejs/kit/hooks"',
		);
	});

	it('ends its statement where what follows would go on with it', () => {
		assert.equal(
			text('import { a } from "a"\nexport function handle() {}\n\n[1].map(a)\n'),
			'import { a } from "a"\nimport { sequence } from "@sveltejs/kit/hooks"\nimport { securityHeaders } from "$lib/server/hooks/security-headers"\nfunction handleOwn() {}\n\nexport const handle = sequence(securityHeaders, handleOwn);\n\n[1].map(a)\n',
		);
	});

	it('stands between empty lines', () => {
		assert.equal(
			text('export function handle() {}\nexport const a = 1;\n'),
			`${kitImport}${headersImport}\nfunction handleOwn() {}\n\nexport const handle = sequence(securityHeaders, handleOwn);\n\nexport const a = 1;\n`,
		);
	});

	it('keeps away from what shares the line', () => {
		assert.equal(
			text('export function handle() {} export const a = 1;\n'),
			`${kitImport}${headersImport}\nfunction handleOwn() {}\n\nexport const handle = sequence(securityHeaders, handleOwn);\n export const a = 1;\n`,
		);
	});

	it('tears no semicolon from what it guards on the line below', () => {
		const own = [
			'export const handle = async ({ event, resolve }) => {\n  return resolve(event)\n}',
			'export const handle = first',
			'export const handle = sequence(first, second)',
			'export function handle(input) {\n  return input\n}',
			'const own = ({ event, resolve }) => resolve(event)\nexport { own as handle }',
			"export { own as handle } from './own'",
			"export * as other from './other'",
			"import { log } from './log'",
			'const handle = ({ event, resolve }) => resolve(event) // mine\nexport { handle }',
			'start()',
		];
		const between = ['\n', '\n\n', ' // mine\n', '\n// next\n', '\n/* next\n */\n'];
		const guarded = [
			';(async () => {\n  await  log( 1 )\n})()',
			';[1, 2].forEach(run)',
			';`a`.trim()',
		];
		for (const hook of [headers, reportError, internalFetch, start]) {
			for (const [i, statement] of own.entries()) {
				for (const [j, gap] of between.entries()) {
					const next = guarded[(i + j) % guarded.length] ?? '';
					const after = text(`${statement}${gap}${next}\n`, hook);
					assert.ok(parseModule(after), after);
					assert.ok(`\n${after}`.includes(`\n${next}\n`), after);
					assert.ok(after.includes(gap.trim()), after);
					// No other line has one, be it at its start or its end.
					assert.doesNotMatch(after.replace(next, ''), /^\s*;|;$/m, after);
				}
			}
		}
	});

	it('names a default export by its module', () => {
		assert.equal(
			text(undefined, { name: 'handle', exported: 'default', from: '#lib/hooks/rate-limit.js' }),
			`${kitImport}import rateLimit from '#lib/hooks/rate-limit.js';\n\nexport const handle = sequence(rateLimit);\n`,
		);
		assert.equal(
			text(undefined, { name: 'handle', exported: 'handle', from: '$lib/i18n/index.js' }),
			`${kitImport}import { handle as i18n } from '$lib/i18n/index.js';\n\nexport const handle = sequence(i18n);\n`,
		);
		assert.equal(
			text(undefined, { name: 'handle', exported: 'handle', from: '$lib/server/hooks' }),
			`${kitImport}import { handle as handleHook } from '$lib/server/hooks';\n\nexport const handle = sequence(handleHook);\n`,
		);
	});

	it('says what to do by hand where it cannot be sure', () => {
		const byHand =
			'Add `securityHeaders` (from `$lib/server/hooks/security-headers`) to the `sequence(…)` of its `handle` by hand.';
		for (const [file, reason] of [
			['export const handle = ;', 'The hooks file cannot be read as it stands.'],
			[
				"export * from './auth';",
				'The hooks file passes on everything of `./auth`, which may have a `handle`.',
			],
			[
				'export const handle = a;\nexport { b as handle };',
				'The hooks file exports `handle` more than once.',
			],
			[
				'export function handle(a: 1): 1;\nexport function handle(a) {}',
				'The hooks file exports `handle` more than once.',
			],
			[
				"export * as handle from './auth';",
				'The hooks file exports its `handle` in an unusual way.',
			],
			['export class handle {}', 'The hooks file exports its `handle` in an unusual way.'],
			['export { b as handle };', 'The hooks file exports its `handle` in an unusual way.'],
			[
				'export let handle = a;\nif (dev) handle = b;',
				'The hooks file gives `handle` another value later on.',
			],
			[
				'export let handle = a;\n({ handle } = b);',
				'The hooks file gives `handle` another value later on.',
			],
			['export let handle: Handle;', 'The `handle` of the hooks file may be nothing at times.'],
			[
				'export const handle = dev ? a : undefined;',
				'The `handle` of the hooks file may be nothing at times.',
			],
			[
				'export const handle = dev && a;',
				'The `handle` of the hooks file may be nothing at times.',
			],
		]) {
			assert.deepEqual(wired(file), { cannot: `${reason} ${byHand}` });
		}
	});

	it('writes no name that is more than a name', () => {
		for (const hook of [
			{ ...headers, exported: 'a } from "b"; evil(); import { c' },
			{ ...headers, from: "x'; evil(); '" },
			{ ...headers, from: 'x\n' },
			{ ...headers, from: '' },
		]) {
			assert.deepEqual(wired(undefined, hook), {
				cannot: 'The names of the hook and its module cannot be written in code.',
			});
		}
		assert.ok('cannot' in wired(undefined, { ...headers, exported: 'delete' }));
	});
});

describe('wiring a hook of which SvelteKit takes one', () => {
	it('passes it on from its module', () => {
		assert.equal(
			text(undefined, reportError),
			"export { reportError as handleError } from '$lib/server/hooks/report-error';\n",
		);
		assert.equal(
			text(`${kitImport}\nexport const handle = sequence(a);\n`, internalFetch),
			`${kitImport}\nexport { handleFetch } from '$lib/server/hooks/internal-fetch';\n\nexport const handle = sequence(a);\n`,
		);
		assert.equal(
			text("import './a';\n\nexport { handle } from './b';\nexport const c = 1;\n", internalFetch),
			"import './a';\n\nexport { handle } from './b';\nexport { handleFetch } from '$lib/server/hooks/internal-fetch';\nexport const c = 1;\n",
		);
	});

	it('calls both handlers of errors, and lets that of the project answer', () => {
		assert.deepEqual(
			wired(
				"import type { HandleServerError } from '@sveltejs/kit';\n\nexport const handleError: HandleServerError = ({ error }) => {\n  console.error(error);\n};\n",
				reportError,
			),
			{
				text: "import type { HandleServerError } from '@sveltejs/kit';\nimport { reportError } from '$lib/server/hooks/report-error';\n\nconst handleErrorOwn: HandleServerError = ({ error }) => {\n  console.error(error);\n};\n\nexport const handleError: HandleServerError = async (input) => {\n  const reported = await reportError(input);\n  return (await handleErrorOwn(input)) ?? reported;\n};\n",
				note: '`handleError` calls `reportError` and `handleErrorOwn`; what `handleErrorOwn` returns counts, if it returns something. Your own is called `handleErrorOwn` now.',
			},
		);
		assert.equal(
			text(
				'export const handleError = handleErrorWithSentry();\n',
				{ ...reportError, order: 'last' },
				{ language: 'js', kitMajor: 3, side: 'client' },
			),
			"import { reportError } from '$lib/server/hooks/report-error';\n\nconst handleErrorOwn = handleErrorWithSentry();\n\n/** @type {import('@sveltejs/kit/hooks').HandleClientError} */\nexport const handleError = async (input) => {\n\tconst answer = await handleErrorOwn(input);\n\tconst reported = await reportError(input);\n\treturn answer ?? reported;\n};\n",
		);
	});

	it('takes the types from where the major has them', () => {
		const last = (kitMajor: 2 | 3): string | undefined =>
			/import type .*/.exec(
				text(
					'export const reroute = () => {};\n',
					{ name: 'reroute', exported: 'a', from: './a' },
					{ kitMajor },
				),
			)?.[0];
		assert.equal(last(2), "import type { Reroute } from '@sveltejs/kit';");
		assert.equal(last(3), "import type { Reroute } from '@sveltejs/kit/hooks';");
	});

	it('sends what one fetches through the other', () => {
		assert.equal(
			text(
				"import { type Handle } from '@sveltejs/kit';\n\nexport async function handleFetch({ request, fetch }) {\n\treturn fetch(request);\n}\n",
				internalFetch,
			),
			"import { type Handle, type HandleFetch } from '@sveltejs/kit';\nimport { handleFetch as internalFetch } from '$lib/server/hooks/internal-fetch';\n\nasync function handleFetchOwn({ request, fetch }) {\n\treturn fetch(request);\n}\n\nexport const handleFetch: HandleFetch = (input) => {\n\tconst next = async (resource: RequestInfo | URL, options?: RequestInit) => {\n\t\tconst url = resource instanceof Request ? resource : new URL(resource, input.event.url);\n\t\treturn handleFetchOwn({ ...input, request: new Request(url, options) });\n\t};\n\treturn internalFetch({ ...input, fetch: next });\n};\n",
		);
	});

	it('starts both, one after the other', () => {
		assert.equal(
			text('export function init() {}\n', start),
			"import { start } from '$lib/server/start';\n\nfunction initOwn() {}\n\nexport const init = async () => {\n\tawait initOwn();\n\tawait start();\n};\n",
		);
	});

	it('adds types to those that the project transports', () => {
		const money: HookToWire = { name: 'transport', exported: 'money', from: '$lib/money' };
		const imported = "import { money } from '$lib/money';\n\n";
		assert.equal(
			text('export const transport: Transport = {\n\tVector: vector,\n};\n', money),
			`${imported}export const transport: Transport = {\n\t...money,\n\tVector: vector,\n};\n`,
		);
		assert.equal(
			text('export const transport = { };\n', money),
			`${imported}export const transport = { ...money };\n`,
		);
		assert.equal(
			text('export const transport = make();\n', money),
			`${imported}const transportOwn = make();\n\nexport const transport = { ...money, ...transportOwn };\n`,
		);
	});

	it('tells where two cannot be one', () => {
		const validation: HookToWire = {
			name: 'handleValidationError',
			exported: 'explain',
			from: '$lib/explain',
		};
		assert.equal(
			text(undefined, validation),
			"export { explain as handleValidationError } from '$lib/explain';\n",
		);
		assert.deepEqual(wired('export const handleValidationError = () => ({});\n', validation), {
			cannot:
				'The hooks file has a `handleValidationError`, and only one can answer. Call `explain` (from `$lib/explain`) in its `handleValidationError` by hand.',
		});
		assert.deepEqual(wired(undefined, validation, { kitMajor: 3 }), {
			cannot:
				'SvelteKit 3 has no `handleValidationError`: its `handleError` gets these errors, too. Call `explain` (from `$lib/explain`) there by hand.',
		});
	});
});
