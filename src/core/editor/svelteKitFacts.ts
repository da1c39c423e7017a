import type { TextRange } from '../text/range.ts';
import { lineStartAt } from '../text/lineStarts.ts';

/** What is worth knowing about a file name or module of SvelteKit. */
export interface KitFact {
	/** As people write it: `+page.server.ts`. */
	readonly name: string;
	/** One or two sentences. */
	readonly what: string;
	/** The only names that it may export; empty where SvelteKit does not say. */
	readonly mayExport: readonly string[];
	/** What holds for SvelteKit 2 alone; absent where the versions agree. */
	readonly kit2?: string;
	/** What holds for SvelteKit 3 alone. */
	readonly kit3?: string;
	/** A page of SvelteKit's documentation. */
	readonly docs: string;
}

/** A place that names a file or module of SvelteKit. */
export interface KitWord {
	readonly range: TextRange;
	readonly fact: KitFact;
}

interface Row extends Omit<KitFact, 'mayExport' | 'docs'> {
	/** Global; matches the name wherever it stands in a text. */
	readonly word: RegExp;
	/** Other frameworks have the name too: it counts where the text speaks of Svelte. */
	readonly isCommon?: true;
	readonly mayExport?: readonly string[];
	/** Behind `https://svelte.dev/docs/kit/`. */
	readonly page: string;
}

const pageOptions = ['prerender', 'ssr', 'csr', 'trailingSlash', 'config'];
const envModules = 'Use `$app/env/private` and `$app/env/public`';

/** More special names stand first. */
const rows: readonly Row[] = [
	{
		name: '+page.server.ts',
		word: /\+page\.server\.[jt]s\b/g,
		what: 'Runs on the server only: loads the data of a page and takes its form submissions. What `load` returns must be serializable; a promise in it streams to the page.',
		mayExport: ['load', 'actions', ...pageOptions, 'entries'],
		kit2: 'An enhanced form that gets `fail(400)` is answered with HTTP 200.',
		kit3: 'It is answered with HTTP 400; `redirect` to another site needs `{ external: true }`.',
		page: 'routing#page-page.server.js',
	},
	{
		name: '+page.ts',
		word: /\+page\.[jt]s\b/g,
		what: 'Loads the data of a page on the server for the first visit and in the browser afterwards: no secrets, no database. What `load` returns may be anything, components too.',
		mayExport: ['load', ...pageOptions, 'entries'],
		page: 'routing#page-page.js',
	},
	{
		name: '+page.svelte',
		word: /\+page(?:@[\w()-]*)?\.svelte\b/g,
		what: 'The component of a page. Gets what `load` returned as `data`, what an action returned as `form`, and the route’s `params`.',
		page: 'routing#page-page.svelte',
	},
	{
		name: '+layout.server.ts',
		word: /\+layout\.server\.[jt]s\b/g,
		what: 'Loads, on the server only, data for all pages below. It is no guard: a page below can be fetched without it running, so check access in each `load`, each action, or in `handle`.',
		mayExport: ['load', ...pageOptions],
		page: 'routing#layout-layout.server.js',
	},
	{
		name: '+layout.ts',
		word: /\+layout\.[jt]s\b/g,
		what: 'Loads data for all pages below, on the server and in the browser; page options set here hold for all of them.',
		mayExport: ['load', ...pageOptions],
		page: 'routing#layout-layout.js',
	},
	{
		name: '+layout.svelte',
		word: /\+layout(?:@[\w()-]*)?\.svelte\b/g,
		what: 'What surrounds all pages below; renders them with `{@render children()}`.',
		page: 'routing#layout-layout.svelte',
	},
	{
		name: '+server.ts',
		word: /\+server\.[jt]s\b/g,
		what: 'An endpoint: a function for each HTTP method that takes a `RequestEvent` and returns a `Response`. Layouts and `+error.svelte` do not apply to it.',
		mayExport: [
			'GET',
			'POST',
			'PUT',
			'PATCH',
			'DELETE',
			'OPTIONS',
			'HEAD',
			'fallback',
			'prerender',
			'trailingSlash',
			'config',
			'entries',
		],
		kit3: 'May export `QUERY` too; `json()` and `text()` are deprecated for `Response.json()` and `new Response()`; a 204 has no body.',
		page: 'routing#server',
	},
	{
		name: '+error.svelte',
		word: /\+error\.svelte\b/g,
		what: 'Shown when `load` or rendering below it fails. Errors in `handle` and in `+server.ts` do not get here.',
		kit2: 'Reads `page.status` and `page.error`; errors while rendering do not get here.',
		kit3: 'Gets an `error` prop, with its `status`; errors while rendering get here too.',
		page: 'routing#error',
	},
	{
		name: 'hooks.server.ts',
		word: /\bhooks\.server\.[jt]s\b/g,
		what: 'Runs on the server around every request. `handle` does not see prerendered pages. Stands in `src/`.',
		mayExport: ['handle', 'handleFetch', 'handleError', 'init'],
		kit2: 'Types such as `Handle` come from `@sveltejs/kit`; `handleError` sees unexpected errors only; may export `handleValidationError`.',
		kit3: 'The types come from `@sveltejs/kit/hooks`; `handleError` gets every error, those of `error()` and of validation too; `resolve` always returns a promise.',
		page: 'hooks#Server-hooks',
	},
	{
		name: 'hooks.client.ts',
		word: /\bhooks\.client\.[jt]s\b/g,
		what: 'Runs in the browser when the app starts and when something goes wrong. Stands in `src/`.',
		mayExport: ['handleError', 'init'],
		kit2: '`HandleClientError` comes from `@sveltejs/kit`.',
		kit3: '`HandleClientError` comes from `@sveltejs/kit/hooks`.',
		page: 'hooks#Shared-hooks',
	},
	{
		name: 'hooks.ts',
		word: /\bhooks\.[jt]s\b/g,
		isCommon: true,
		what: 'Runs on the server and in the browser: `reroute` changes which route a URL leads to, `transport` sends values of own classes. Stands in `src/`.',
		mayExport: ['reroute', 'transport'],
		kit2: 'Types come from `@sveltejs/kit`.',
		kit3: 'Types come from `@sveltejs/kit/hooks`.',
		page: 'hooks#Universal-hooks',
	},
	{
		name: 'app.d.ts',
		word: /\bapp\.d\.ts\b/g,
		isCommon: true,
		what: 'Declares the app’s types in `namespace App`: `Error`, `Locals`, `PageData`, `PageState`, `Platform`. It is a module, so `export {}` must stand in it. Stands in `src/`.',
		kit3: '`App.Error` always has `status`.',
		page: 'types#app.d.ts',
	},
	{
		name: 'app.html',
		word: /\bapp\.html\b/g,
		isCommon: true,
		what: 'The page template with `%sveltekit.head%` and `%sveltekit.body%`. Stands in `src/`.',
		page: 'project-structure#Project-files-src',
	},
	{
		name: '$types',
		word: /\$types\b/g,
		isCommon: true,
		what: 'Types that SvelteKit generates for each route folder: `PageServerLoad`, `Actions`, `RequestHandler`, `PageProps` …. Imported as `./$types`.',
		page: 'types#Generated-types',
	},
	{
		name: '$lib/server',
		word: /\$lib\/server(?:\/[\w./-]*\w)?/g,
		isCommon: true,
		what: 'Modules that only the server may import: the build fails when code of the browser does.',
		kit2: 'Holds for `src/lib/server` and for `*.server.ts`.',
		kit3: 'Holds for every `server` folder outside of the routes, for `*.server.ts` and for `server.ts`; import them through `#lib/server/….js`.',
		page: 'server-only-modules',
	},
	{
		name: '$lib',
		word: /\$lib\b(?:\/[\w./-]*\w)?/g,
		isCommon: true,
		what: 'The alias of `src/lib`.',
		kit2: 'Built in.',
		kit3: "No longer there: use `#lib`, or keep it with `alias: { $lib: 'src/lib' }` in the `sveltekit()` plugin.",
		page: '$lib',
	},
	{
		name: '#lib',
		word: /#lib\b(?:\/[\w./-]*\w)?/g,
		isCommon: true,
		what: 'A subpath import for `src/lib`, declared under `imports` in package.json. The file’s ending is written: `#lib/server/db.js`.',
		kit2: 'Works when declared; `$lib` is what new projects use.',
		kit3: 'What new projects use instead of `$lib`.',
		page: '$lib',
	},
	{
		name: '$env/static/private',
		word: /\$env\/static\/private\b/g,
		what: 'Secrets as constants, put in at build time. Only the server may import it.',
		kit2: 'Each variable of the environment or `.env` at build time is an export.',
		kit3: `Deprecated, and it has only what \`src/env.ts\` declares. ${envModules}.`,
		page: 'environment-variables',
	},
	{
		name: '$env/static/public',
		word: /\$env\/static\/public\b/g,
		what: 'Variables that the browser may see, put in at build time.',
		kit2: 'Those whose name starts with `PUBLIC_`.',
		kit3: `Deprecated, and it has only what \`src/env.ts\` declares. ${envModules}.`,
		page: 'environment-variables',
	},
	{
		name: '$env/dynamic/private',
		word: /\$env\/dynamic\/private\b/g,
		what: 'Secrets as they are while the server runs, in `env`. Only the server may import it.',
		kit2: '`env` has all variables of the process.',
		kit3: `Deprecated: \`env\` has only what \`src/env.ts\` declares, and no types. ${envModules}.`,
		page: 'environment-variables',
	},
	{
		name: '$env/dynamic/public',
		word: /\$env\/dynamic\/public\b/g,
		what: 'Variables that the browser may see, as they are while the server runs, in `env`.',
		kit2: 'Those whose name starts with `PUBLIC_`.',
		kit3: `Deprecated: \`env\` has only what \`src/env.ts\` declares, and no types. ${envModules}.`,
		page: 'environment-variables',
	},
	{
		name: '$app/env/private',
		word: /\$app\/env\/private\b/g,
		what: 'The secrets that `src/env.ts` declares, each an export. Only the server may import it.',
		kit2: 'From 2.70 on, with `experimental.explicitEnvironmentVariables`.',
		kit3: 'Takes the place of `$env/…/private`.',
		page: 'environment-variables',
	},
	{
		name: '$app/env/public',
		word: /\$app\/env\/public\b/g,
		what: 'The public variables that `src/env.ts` declares, each an export.',
		kit2: 'From 2.70 on, with `experimental.explicitEnvironmentVariables`.',
		kit3: 'Takes the place of `$env/…/public`.',
		page: 'environment-variables',
	},
	{
		name: '$app/environment',
		word: /\$app\/environment\b/g,
		what: '`browser`, `building`, `dev` and `version`: where and how the code runs.',
		kit2: 'The name that most projects use; late versions have `$app/env` too.',
		kit3: 'Renamed to `$app/env`.',
		page: '$app-environment',
	},
	{
		name: '$app/env',
		word: /\$app\/env\b/g,
		what: '`browser`, `building`, `dev` and `version`: where and how the code runs.',
		kit2: 'In late versions; `$app/environment` works in all.',
		kit3: 'Takes the place of `$app/environment`.',
		page: '$app-env',
	},
	{
		name: '$app/forms',
		word: /\$app\/forms\b/g,
		what: '`enhance` submits a form without reloading the page; `applyAction` and `deserialize` are for doing it by hand.',
		kit2: '`SubmitFunction` and `ActionResult` come from `@sveltejs/kit`.',
		kit3: '`SubmitFunction` and `ActionResult` come from here; a form for another page leads there.',
		page: '$app-forms',
	},
	{
		name: '$app/navigation',
		word: /\$app\/navigation\b/g,
		what: 'Navigating from code, and running `load` again: `goto`, `invalidate`, `beforeNavigate`, `afterNavigate`, `preloadData` ….',
		kit3: '`refreshAll` takes the place of `invalidateAll`, `goto(…, { shallow: true })` that of `pushState`; `goto` rejects URLs outside of the app.',
		page: '$app-navigation',
	},
	{
		name: '$app/paths',
		word: /\$app\/paths\b/g,
		what: "URLs that hold wherever the app is deployed: `resolve('/blog/[slug]', { slug })` and `asset()`.",
		kit2: '`base`, `assets` and `resolveRoute` still work.',
		kit3: '`base`, `assets` and `resolveRoute` are gone.',
		page: '$app-paths',
	},
	{
		name: '$app/server',
		word: /\$app\/server\b/g,
		what: 'For the server only: `getRequestEvent`, `read`, and the remote functions `query`, `form`, `command`, `prerender`.',
		kit3: 'Has the types of remote functions too.',
		page: '$app-server',
	},
	{
		name: '$app/state',
		word: /\$app\/state\b/g,
		what: '`page`, `navigating` and `updated` as reactive objects, for Svelte 5.',
		kit3: '`page.url` cannot be changed; `updated` looks for a new version every hour.',
		page: '$app-state',
	},
	{
		name: '$app/stores',
		word: /\$app\/stores\b/g,
		what: '`page`, `navigating` and `updated` as stores.',
		kit2: 'Deprecated: use `$app/state`.',
		kit3: 'Gone: use `$app/state`, without the `$` before `page`.',
		page: '$app-state',
	},
	{
		name: '$app/manifest',
		word: /\$app\/manifest\b/g,
		what: 'What the app consists of: `immutable`, `assets`, `prerendered`, `routes`. For service workers above all.',
		kit2: 'Not there: a service worker uses `$service-worker`.',
		kit3: 'Takes the place of `$service-worker`.',
		page: '$app-manifest',
	},
	{
		name: '$app/types',
		word: /\$app\/types\b/g,
		what: 'Types of the app’s routes: `RouteId`, `RouteParams`, and more.',
		page: '$app-types',
	},
	{
		name: '$service-worker',
		word: /\$service-worker\b/g,
		what: 'What a service worker can cache: `build`, `files`, `prerendered`, `version`.',
		kit3: 'Gone: use `$app/manifest`, and `version` of `$app/env`.',
		page: '$service-worker',
	},
	{
		name: '*.remote.ts',
		word: /(?<![\w*-])[\w*-]*\.remote\.[jt]s\b/g,
		what: 'Remote functions: called from components, run on the server. Each is a public endpoint, so check access in every one. Experimental: needs `experimental.remoteFunctions`.',
		kit3: 'A file named `remote.ts` counts too; `event.url`, `event.params` and `event.route` cannot be read in a `query`.',
		page: 'remote-functions',
	},
	{
		name: 'src/params',
		word: /\bsrc\/params(?:\/[\w-]+)?(?:\.[jt]s)?\b/g,
		isCommon: true,
		what: 'Matchers of route parameters, as in `[id=integer]`.',
		kit2: 'A file for each: `src/params/integer.ts` exports `match`.',
		kit3: 'One file: `src/params.ts` exports `params`, made with `defineParams` of `@sveltejs/kit/params`; a matcher may convert the value.',
		page: 'advanced-routing#Matching',
	},
	{
		name: 'src/env.ts',
		word: /\bsrc\/env\.[jt]s\b/g,
		isCommon: true,
		what: 'Declares the environment variables with `defineEnvVars`; the app does not start when one is missing or wrong.',
		kit2: 'From 2.70 on, with `experimental.explicitEnvironmentVariables`.',
		kit3: 'The only variables that `$app/env/…` and `$env/…` have.',
		page: 'environment-variables',
	},
	{
		name: 'svelte.config.js',
		word: /\bsvelte\.config\.(?:m?js|ts)\b/g,
		what: 'The configuration of Svelte and, under `kit`, of SvelteKit: adapter, aliases, CSP, prerendering.',
		kit3: 'No longer read, and the build fails when it is there: the options go into `sveltekit({ … })` in `vite.config.ts`.',
		page: 'configuration',
	},
	{
		name: 'vite.config.ts',
		word: /\bvite\.config\.m?[jt]s\b/g,
		isCommon: true,
		what: 'The configuration of Vite, with the plugin `sveltekit()` of `@sveltejs/kit/vite`.',
		kit2: 'SvelteKit’s own options usually stand in `svelte.config.js`; late versions take them here too.',
		kit3: 'All of SvelteKit’s options stand here: `sveltekit({ adapter, csp, … })`.',
		page: 'configuration',
	},
	{
		name: '@sveltejs/kit/hooks',
		word: /@sveltejs\/kit\/hooks\b/g,
		what: '`sequence` makes one `handle` of several.',
		kit3: 'Also has the types of hooks: `Handle`, `HandleFetch`, `HandleServerError` ….',
		page: '@sveltejs-kit-hooks',
	},
	{
		name: '@sveltejs/kit',
		word: /@sveltejs\/kit\b(?!\/)/g,
		what: '`error`, `fail`, `redirect` and the types of what runs on the server. `error` and `redirect` throw: call them outside of `try`.',
		kit3: 'Types of hooks, forms and navigation have moved to the modules they belong to; `json` and `text` are deprecated.',
		page: '@sveltejs-kit',
	},
];

/** Only this much of the text on each side of a place is looked at. */
const reach = 120;

/**
 * The file name or module of SvelteKit at `offset`, the places right before and behind it included.
 * `undefined` where there is none, or one that other frameworks have too while the text nowhere
 * mentions Svelte.
 */
export function kitWordAt(text: string, offset: number): KitWord | undefined {
	const from = Math.max(lineStartAt(text, offset), offset - reach);
	const lineEnd = text.indexOf('\n', offset);
	const near = text.slice(from, Math.min(lineEnd === -1 ? text.length : lineEnd, offset + reach));
	for (const { word, isCommon, page, mayExport = [], ...facts } of rows) {
		for (const { 0: found, index } of near.matchAll(word)) {
			const range = { start: from + index, end: from + index + found.length };
			if (offset < range.start || offset > range.end) continue;
			if (isCommon && !/svelte/i.test(text)) return undefined;
			return { range, fact: { ...facts, mayExport, docs: `https://svelte.dev/docs/kit/${page}` } };
		}
	}
	return undefined;
}
