import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import { withBasePaths } from '../../../src/core/insertion/basePaths.ts';
import { rewrite } from '../../../src/core/insertion/kitRewrites.ts';
import { readProjectFacts, type ProjectFacts } from '../../../src/core/project/project.ts';

function project(kit: string, config: string): ProjectFacts {
	return readProjectFacts({
		packageJson: JSON.stringify({ devDependencies: { '@sveltejs/kit': kit } }),
		fileNames: ['tsconfig.json'],
		...(kit.startsWith('^3')
			? {
					viteConfig: `import { sveltekit } from '@sveltejs/kit/vite';\nexport default { plugins: [sveltekit(${config})] };\n`,
				}
			: { svelteConfig: `export default { kit: ${config} };\n` }),
	}).facts;
}

const shop = project('^2.60.0', "{ paths: { base: '/shop' } }");
const oldShop = project('~2.20.0', "{ paths: { base: '/shop' } }");

function led(code: string, filePath = 'src/routes/+page.server.ts', facts = shop): string {
	return withBasePaths(new ParsedModule(code), filePath, facts).text;
}

const imported = "import { resolve } from '$app/paths';\n\n";

/** The statement of a module that imports nothing else. */
function statement(code: string): string {
	return led(`${code}\n`).replace(imported, '').trim();
}

describe('whether an app has a base path', () => {
	const values: readonly (readonly [string, boolean])[] = [
		['{}', false],
		["{ paths: { base: '' } }", false],
		['{ paths: { relative: false } }', false],
		["{ paths: { base: '/shop' } }", true],
		['{ paths: { base: process.env.BASE_PATH } }', true],
		["{ paths: { base: dev ? '' : '/shop' } }", true],
	];
	for (const kit of ['^2.60.0', '^3.2.0']) {
		for (const [config, has] of values) {
			it(`${has} for ${config} of ${kit}`, () => {
				assert.equal(project(kit, config).hasBasePath, has);
			});
		}
	}
});

describe('code for an app with a base path', () => {
	const paths: readonly (readonly [string, string])[] = [
		["redirect(303, '/login');", "redirect(303, resolve('/login'));"],
		['redirect(303, `/login`);', "redirect(303, resolve('/login'));"],
		["redirect(303, '/login?a=b');", "redirect(303, `${resolve('/login')}?a=b`);"],
		["redirect(303, '/#top');", "redirect(303, `${resolve('/')}#top`);"],
		[
			'redirect(303, `/login?next=${next}`);',
			"redirect(303, `${resolve('/login')}?next=${next}`);",
		],
		['redirect(303, `/users/${id}`);', "redirect(303, `${resolve('/')}users/${id}`);"],
		['redirect(303, `/${id}`);', "redirect(303, `${resolve('/')}${id}`);"],
		[
			"redirect(303, isNew ? '/welcome' : '/');",
			"redirect(303, isNew ? resolve('/welcome') : resolve('/'));",
		],
		["redirect(303, next ?? '/');", "redirect(303, next ?? resolve('/'));"],
		["await goto('/a');", "await goto(resolve('/a'));"],
		["await event.fetch('/api/a');", "await event.fetch(resolve('/api/a'));"],
		["await fetch('/logo.svg');", "await fetch(`${resolve('/')}logo.svg`);"],
		["new URL('/a', url);", "new URL(resolve('/a'), url);"],
		[
			"if (event.url.pathname.startsWith('/api/')) f();",
			"if (event.url.pathname.startsWith(`${resolve('/')}api/`)) f();",
		],
		["if ('/a' !== url.pathname) f();", "if (resolve('/a') !== url.pathname) f();"],
		[
			"new Response(null, { headers: { location: '/a' } });",
			"new Response(null, { headers: { location: resolve('/a') } });",
		],
		["headers.set('Location', '/a');", "headers.set('Location', resolve('/a'));"],
		[
			"export function safeRedirectTo(url: URL, fallback = '/') {}",
			"export function safeRedirectTo(url: URL, fallback = resolve('/')) {}",
		],
		[
			"expect(isRedirect(thrown) && thrown.location).toBe('/a?b=%2Fc');",
			"expect(isRedirect(thrown) && thrown.location).toBe(`${resolve('/a')}?b=%2Fc`);",
		],
	];
	for (const [code, expected] of paths) {
		it(`has ${expected}`, () => assert.equal(statement(code), expected));
	}

	const others = [
		"cookies.set('a', 'b', { path: '/' });",
		"redirect(303, 'https://svelte.dev/docs');",
		"redirect(303, '//svelte.dev');",
		"redirect(303, '?page=2');",
		"if (event.route.id === '/admin') f();",
		"const parts = text.split('/');",
		"text.replace(/^\\/+/, '/');",
		"await readFile('/etc/hosts');",
		"new URL('/a');",
		"expect(name).toBe('/a');",
		"redirect(303, resolve('/login'));",
		"redirect(303, '/\\u0061');",
		"export function read(folder = '/') {}",
	];
	for (const code of others) {
		it(`leaves ${code}`, () => assert.equal(led(`${code}\n`), `${code}\n`));
	}

	it('leads links, pictures and forms of a component there', () => {
		const markup = [
			'<a href="/login">Sign in</a>',
			"<a href='/users/{user.id}'>You</a>",
			'<a href="/users?page={page}">All</a>',
			'<a href={isNew ? "/welcome" : `/users/${id}`}>On</a>',
			'<a href=/about>About</a>',
			'<img src="/logo.svg" alt="" />',
			'<form method="POST" action="/logout?/all"><button formaction="?/one">One</button></form>',
			'<button onclick={() => goto("/b")}>B</button>',
			'<a href="https://svelte.dev" title="/login">Svelte</a>',
			'',
		].join('\n');
		assert.equal(
			led(markup, 'src/routes/+page.svelte'),
			[
				'<script lang="ts">',
				"\timport { resolve } from '$app/paths';",
				'</script>',
				'',
				"<a href={resolve('/login')}>Sign in</a>",
				"<a href='{resolve('/')}users/{user.id}'>You</a>",
				`<a href="{resolve('/users')}?page={page}">All</a>`,
				"<a href={isNew ? resolve('/welcome') : `${resolve('/')}users/${id}`}>On</a>",
				"<a href={resolve('/about')}>About</a>",
				`<img src="{resolve('/')}logo.svg" alt="" />`,
				`<form method="POST" action="{resolve('/logout')}?/all"><button formaction="?/one">One</button></form>`,
				"<button onclick={() => goto(resolve('/b'))}>B</button>",
				'<a href="https://svelte.dev" title="/login">Svelte</a>',
				'',
			].join('\n'),
		);
	});

	it('says base before resolve() came', () => {
		assert.equal(
			led("redirect(303, '/login');\nredirect(303, `/users/${id}`);\n", undefined, oldShop),
			"import { base } from '$app/paths';\n\nredirect(303, `${base}/login`);\nredirect(303, `${base}/users/${id}`);\n",
		);
		assert.match(
			led('<a href="/login">Sign in</a>\n', 'src/routes/+page.svelte', oldShop),
			/<a href="\{base\}\/login">/,
		);
	});

	it('calls it otherwise where its name is taken', () => {
		assert.equal(
			led(
				[
					"import type { Handle } from '@sveltejs/kit';",
					'export const handle: Handle = ({ event, resolve }) =>',
					"\tevent.url.pathname.startsWith('/api') ? resolve(event) : redirect(303, '/');",
					'',
				].join('\n'),
				'src/lib/server/hooks/api.ts',
			),
			[
				"import type { Handle } from '@sveltejs/kit';",
				"import { resolve as resolvePath } from '$app/paths';",
				'export const handle: Handle = ({ event, resolve }) =>',
				"\tevent.url.pathname.startsWith(resolvePath('/api')) ? resolve(event) : redirect(303, resolvePath('/'));",
				'',
			].join('\n'),
		);
	});

	it('uses what the module imports already, and is the same when it is led there again', () => {
		const code = "import { resolve as to } from '$app/paths';\nredirect(303, '/a?b=1');\n";
		const once = led(code);
		assert.equal(
			once,
			"import { resolve as to } from '$app/paths';\nredirect(303, `${to('/a')}?b=1`);\n",
		);
		for (const [given] of paths) assert.equal(led(led(`${given}\n`)), led(`${given}\n`));
		assert.equal(led(once), once);
	});

	it('is not touched where the app has none, or where it does not parse', () => {
		const plain = project('^2.60.0', '{}');
		const code = "redirect(303, '/login');\n";
		assert.equal(led(code, undefined, plain), code);
		assert.equal(led(`${code}if (`), `${code}if (`);
		assert.equal(led(code, 'README.md'), code);
	});

	it('is part of what fits code to a project', () => {
		const { code } = rewrite("redirect(303, '/login');\n", {
			facts: shop,
			filePath: 'src/routes/+page.server.ts',
		});
		assert.equal(code, `${imported}redirect(303, resolve('/login'));\n`);
	});
});
