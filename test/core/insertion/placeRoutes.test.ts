import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planAll, type InsertionPlan } from '../../../src/core/insertion/insertion.ts';
import { findPatterns, type Pattern } from '../../../src/core/pattern/patterns.ts';
import { readProjectFacts, type ProjectFacts } from '../../../src/core/project/project.ts';
import { routeFolders } from '../../../src/core/project/projectBlock.ts';
import { choiceAt, fileAtRoute } from '../../../src/core/insertion/placeRoutes.ts';
import { isGroup } from '../../../src/core/project/routePlaces.ts';
import { routeAt } from '../../../src/core/insertion/patternRoutes.ts';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import { piecesOf } from '../../../src/core/code/sveltePieces.ts';
import { readMarkup } from '../../../src/core/code/svelteScripts.ts';
import { asText, walk } from '../../../src/core/code/syntaxTree.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

const typescript = factsOf({ '@sveltejs/kit': '^2.60.0' }, 'tsconfig.json');
const javascript = factsOf({ '@sveltejs/kit': '^2.60.0' }, 'jsconfig.json');
const kit3 = factsOf({ '@sveltejs/kit': '^3.0.0' }, 'tsconfig.json');

function factsOf(devDependencies: Record<string, string>, ...fileNames: string[]): ProjectFacts {
	return readProjectFacts({ packageJson: JSON.stringify({ devDependencies }), fileNames }).facts;
}

/** Patterns, each of its files: `src/routes/a/+page.svelte` and the code. */
function pattern(
	title: string,
	...files: readonly (readonly [path: string, code: string])[]
): Pattern {
	const fences = files.map(([path, code]) => {
		const language = path.endsWith('.svelte') ? 'svelte' : 'ts';
		return `\`\`\`${language} file=${path}\n${code}\n\`\`\`\n`;
	});
	const [found] = findPatterns(`### ${title}\n\n${fences.join('\n')}`).patterns;
	assert.ok(found);
	return found;
}

interface Project {
	readonly facts?: ProjectFacts;
	readonly route?: string;
	/** Texts of files that the project has, by path. */
	readonly files?: Readonly<Record<string, string>>;
}

function plan(
	patterns: readonly Pattern[],
	{ facts = typescript, route, files = {} }: Project = {},
): InsertionPlan {
	return planAll(patterns, facts, {
		...(route !== undefined && { route }),
		routes: routeFolders(Object.keys(files), facts.routesDir),
		existing: (path) => files[path],
	});
}

/** The files of a plan with their texts, by path. */
function written(...given: Parameters<typeof plan>): Readonly<Record<string, string>> {
	return Object.fromEntries(plan(...given).files.map(({ path, text }) => [path, text.trimEnd()]));
}

const page = '<h1>Contact</h1>\n<a href="/contact/thanks">Thanks</a>';
const contact = pattern(
	'Contact',
	[
		'src/routes/contact/+page.server.ts',
		"import { redirect } from '@sveltejs/kit';\n\nexport const actions = { default: () => redirect(303, '/contact/thanks') };",
	],
	['src/routes/contact/+page.svelte', page],
	['src/routes/contact/thanks/+page.svelte', '<h1>Thanks</h1>'],
);

describe('the pages of a pattern', () => {
	it('are made with it', () => {
		assert.deepEqual(Object.keys(written([contact])), [
			'src/routes/contact/+page.server.ts',
			'src/routes/contact/+page.svelte',
			'src/routes/contact/thanks/+page.svelte',
		]);
	});

	for (const own of [
		'src/routes/contact/+page.svelte',
		'src/routes/contact/+page@.svelte',
		'src/routes/(marketing)/contact/+page.svelte',
		'src/routes/(a)/(b)/contact/+page@(a).svelte',
	]) {
		it(`are left out where ${own} is, and nothing is asked`, () => {
			const files = { [own]: '<p>mine</p>' };
			const { files: planned } = plan([contact], { files });
			const folder = own.slice(0, own.lastIndexOf('/'));
			assert.deepEqual(
				planned.map(({ path, conflicts }) => [path, conflicts]),
				[
					[`${folder}/+page.server.ts`, []],
					[`${folder}/thanks/+page.svelte`, []],
				],
			);
		});
	}

	it('come once where two patterns have one for a route', () => {
		const other = pattern('Other', ['src/routes/contact/+page.svelte', '<p>other</p>']);
		const { files } = plan([contact, other]);
		assert.deepEqual(
			files.filter(({ path }) => path.endsWith('/contact/+page.svelte')).map(({ text }) => text),
			[`${page}\n`],
		);
	});

	it('are fitted: alias, Kit, and without types in a JavaScript project', () => {
		const typed = pattern('Typed', [
			'src/routes/a/+page.svelte',
			"<script lang=\"ts\">\n\timport type { PageProps } from './$types';\n\timport { x } from '$lib/x';\n\n\tlet { data }: PageProps = $props();\n</script>\n\n<p>{x(data)}</p>",
		]);
		assert.deepEqual(written([typed], { facts: javascript }), {
			'src/routes/a/+page.svelte':
				"<script>\n\t/** @import { PageProps } from './$types' */\n\timport { x } from '$lib/x';\n\n\t/** @type {PageProps} */\n\tlet { data } = $props();\n</script>\n\n<p>{x(data)}</p>",
		});
		const { text = '' } = plan([typed], { facts: kit3 }).files[0] ?? {};
		assert.match(text, /<script lang="ts">[^]*from '#lib\/x\.js'/);
	});
});

describe('a route that the project has already', () => {
	const login = pattern(
		'Login',
		['src/routes/login/+page.server.ts', 'export const actions = {};'],
		['src/routes/login/+page.svelte', '<h1>Login</h1>'],
	);

	for (const [has, place] of [
		['(marketing)/login/+page.svelte', '(marketing)/login'],
		['(auth)/(inner)/login/+page.server.ts', '(auth)/(inner)/login'],
		['[[lang]]/login/+page.svelte', '[[lang]]/login'],
		['login/+layout.svelte', 'login'],
	] as const) {
		it(`takes the files at src/routes/${has}`, () => {
			const files = { [`src/routes/${has}`]: 'export const load = () => ({});' };
			const { files: planned } = plan([login], { files });
			const folders = new Set(planned.map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
			assert.deepEqual([...folders], [`src/routes/${place}`]);
		});
	}

	it('is merged with', () => {
		const path = 'src/routes/(auth)/login/+page.server.ts';
		const [file] = plan([login], { files: { [path]: 'export const load = () => ({});\n' } }).files;
		assert.deepEqual(
			[file?.path, file?.text.trimEnd()],
			[path, 'export const load = () => ({});\n\nexport const actions = {};'],
		);
	});

	it('is no reason to move where another matcher decides', () => {
		const user = pattern('User', ['src/routes/users/[id]/+page.ts', 'export const ssr = false;']);
		const files = { 'src/routes/(app)/users/[id=integer]/+page.svelte': '' };
		assert.deepEqual(Object.keys(written([user], { files })), ['src/routes/users/[id]/+page.ts']);
	});

	it('is told where it cannot be merged', () => {
		const lang = pattern('Lang', ['src/routes/[[lang]]/+page.ts', 'export const ssr = false;']);
		const { notes } = plan([lang], { files: { 'src/routes/(home)/+page.svelte': '' } });
		assert.deepEqual(notes, [
			'/[[lang]] and /(home) answer for the same addresses, which SvelteKit refuses: rename one of them.',
		]);
	});

	it('never answers twice, whatever groups there are', () => {
		const random = seededRandom(7);
		const group = (): string => ['', '', '(a)/', '(b)/', '(a)/(c)/'][random(5)] ?? '';
		for (let i = 0; i < 300; i++) {
			const own = `src/routes/${group()}login/${group()}x`;
			const files = { [`src/routes/${group()}login/${group()}x/+page.svelte`]: '' };
			const made = pattern('X', [`${own}/+page.svelte`, 'a'], [`${own}/+page.ts`, 'export {};']);
			const places = Object.keys({ ...written([made], { files }), ...files }).map((path) =>
				path.slice(0, path.lastIndexOf('/')),
			);
			assert.equal(new Set(places).size, 1, `${own} beside ${Object.keys(files).join()}`);
		}
	});
});

describe('a route that was chosen', () => {
	it('is where the code leads to, in all files of all patterns of the plan', () => {
		const guards = pattern('Guards', [
			'src/lib/server/guards.ts',
			"// See /contact.\nimport '/contact';\nexport const to = () => goto('/contact?from=/contact');\nexport const text = 'Write to /contact';",
		]);
		assert.deepEqual(written([guards, contact], { route: '/support/[topic]/form' }), {
			'src/lib/server/guards.ts':
				"// See /contact.\nimport '/contact';\nexport const to = () => goto('/contact?from=/contact');\nexport const text = 'Write to /contact';",
			'src/routes/support/[topic]/form/+page.server.ts':
				"import { redirect } from '@sveltejs/kit';\n\nexport const actions = { default: () => redirect(303, '/contact/thanks') };",
			'src/routes/support/[topic]/form/+page.svelte': page,
			'src/routes/support/[topic]/form/thanks/+page.svelte': '<h1>Thanks</h1>',
		});
		const moved = written([guards, contact], { route: '/(app)/support' });
		assert.deepEqual(moved, {
			'src/lib/server/guards.ts':
				"// See /contact.\nimport '/contact';\nexport const to = () => goto('/support?from=/contact');\nexport const text = 'Write to /contact';",
			'src/routes/(app)/support/+page.server.ts':
				"import { redirect } from '@sveltejs/kit';\n\nexport const actions = { default: () => redirect(303, '/support/thanks') };",
			'src/routes/(app)/support/+page.svelte':
				'<h1>Contact</h1>\n<a href="/support/thanks">Thanks</a>',
			'src/routes/(app)/support/thanks/+page.svelte': '<h1>Thanks</h1>',
		});
	});

	it('has its own names of parameters', () => {
		const user = pattern(
			'User',
			[
				'src/routes/users/[id]/+page.server.ts',
				[
					'export const load = async ({ params: { id }, params }) => ({ id, other: params.id });',
					"export const entries = () => [{ id: '1' }];",
					"const link = resolve('/users/[id]', { id });",
					'const edit = `/users/${user.id}/edit`;',
					'const user = { id };',
				].join('\n'),
			],
			[
				'src/routes/users/[id]/+page.svelte',
				'<p>{page.params.id}</p>\n<a href="/users/{data.id}">id</a>',
			],
		);
		assert.deepEqual(written([user], { route: '/(app)/authors/[slug]' }), {
			'src/routes/(app)/authors/[slug]/+page.server.ts': [
				'export const load = async ({ params: { slug: id }, params }) => ({ id, other: params.slug });',
				"export const entries = () => [{ slug: '1' }];",
				"const link = resolve('/(app)/authors/[slug]', { slug: id });",
				'const edit = `/authors/${user.id}/edit`;',
				'const user = { id };',
			].join('\n'),
			'src/routes/(app)/authors/[slug]/+page.svelte':
				'<p>{page.params.slug}</p>\n<a href="/authors/{data.id}">id</a>',
		});
		const { notes } = plan([user], { route: '/authors' });
		assert.deepEqual(notes, ['The code reads params.id, which /authors does not have: put it in.']);
	});

	it('is followed inside of what is computed in a path, too', () => {
		const user = pattern(
			'User',
			[
				'src/routes/users/[id]/+page.server.ts',
				"export const load = ({ params }) => [`/users/${params.id}/edit?to=${params.id}`, `/users/${link('/users/a')}`];",
			],
			[
				'src/routes/users/[id]/+page.svelte',
				'<a href="/users/{page.params.id}/edit">{`/users/${page.params.id}`}</a>',
			],
		);
		assert.deepEqual(written([user], { route: '/authors/[slug]' }), {
			'src/routes/authors/[slug]/+page.server.ts':
				"export const load = ({ params }) => [`/authors/${params.slug}/edit?to=${params.slug}`, `/authors/${link('/authors/a')}`];",
			'src/routes/authors/[slug]/+page.svelte':
				'<a href="/authors/{page.params.slug}/edit">{`/authors/${page.params.slug}`}</a>',
		});
	});

	it('takes over the names of the place that the project has', () => {
		const user = pattern('User', [
			'src/routes/users/[id]/+page.server.ts',
			'export const load = ({ params }) => params.id;',
		]);
		const files = { 'src/routes/(app)/users/[name]/+page.svelte': '' };
		assert.deepEqual(written([user], { files }), {
			'src/routes/(app)/users/[name]/+page.server.ts':
				'export const load = ({ params }) => params.name;',
		});
	});

	it('changes literals that are the route, in whole, and nothing else', () => {
		const random = seededRandom(11);
		const routes = ['/contact', '/contact/thanks', '/contact/a/b'];
		const ends = ['', '?a=b', '#x', '?to=/contact'];
		const wraps: readonly ((path: string) => string)[] = [
			(path) => `redirect(303, '${path}')`,
			(path) => `goto("${path}")`,
			(path) => `f({ '${path}': [\`${path}\`] })`,
			(path) => `const a: '${path}' = x`,
		];
		const others = [
			"'/contacts'",
			"'contact'",
			"'/a/contact'",
			"'go to /contact'",
			'sql`/contact`',
			'/\\/contact/',
			'// /contact\n1',
			"'//contact'",
			"'/contact x'",
		];
		for (let i = 0; i < 400; i++) {
			const path = (routes[random(3)] ?? '') + (ends[random(4)] ?? '');
			const statements = [wraps[random(4)]?.(path) ?? '', others[random(others.length)] ?? ''];
			const [first = '', second = ''] = random(2) === 0 ? statements : statements.toReversed();
			const code = (from: string): string =>
				[first, second]
					.map((each) =>
						each === statements[0] ? each.replaceAll(path, path.replace('/contact', from)) : each,
					)
					.join(';\n');
			const made = pattern(
				'Made',
				['src/routes/contact/+page.server.ts', 'export const load = () => 1;'],
				['src/lib/x.ts', `export const z = 1;\n${code('/contact')}`],
			);
			assert.equal(
				written([made], { route: '/help/us' })['src/lib/x.ts'],
				`export const z = 1;\n${code('/help/us')}`,
			);
		}
	});
});

describe('pages that code leads to', () => {
	const guards = pattern('Guards', [
		'src/lib/server/guards.ts',
		"export const guard = () => redirect(303, `/login?to=${url}`);\nexport const out = () => redirect(303, '/login');",
	]);

	it('are told where nothing is', () => {
		assert.deepEqual(plan([guards]).notes, [
			'src/lib/server/guards.ts leads to /login, which this project does not have: make it, or change the address.',
		]);
		assert.deepEqual(
			plan([guards], { files: { 'src/routes/(a)/login/+page.svelte': '' } }).notes,
			[],
		);
		const login = pattern('Login', ['src/routes/login/+page.svelte', 'x']);
		assert.deepEqual(plan([guards, login]).notes, []);
		assert.deepEqual(plan([guards, login], { route: '/enter' }).notes, []);
	});

	it('are told by what comes before the question mark, however it is written', () => {
		const told = 'src/lib/x.ts leads to /login, which this project does not have';
		const targets: readonly (readonly [written: string, isTold: boolean])[] = [
			['`/login?to=${encodeURIComponent(url)}`', true],
			['`/login#${id}`', true],
			["'/login?to=' + encodeURIComponent(a + b)", true],
			["resolve('/login')", true],
			['`/login/${id}`', false],
			['`/login${more}`', false],
			["'/login/' + id", false],
			['`${base}/login?to=${url}`', false],
		];
		for (const [target, isTold] of targets) {
			const code = `export const out = () => redirect(303, ${target});`;
			const { notes } = plan([pattern('Guards', ['src/lib/x.ts', code])]);
			assert.deepEqual(notes, isTold ? [`${told}: make it, or change the address.`] : [], target);
		}
	});

	it('are those that the project has under another name', () => {
		const files = { 'src/routes/(auth)/sign-in/+page.svelte': '' };
		const { notes, files: planned } = plan([guards], { files });
		assert.deepEqual(notes, [
			'This project has /(auth)/sign-in: what leads to /login leads there.',
		]);
		assert.equal(
			planned[0]?.text,
			"export const guard = () => redirect(303, `/sign-in?to=${url}`);\nexport const out = () => redirect(303, '/sign-in');\n",
		);
	});
});

describe('the names of folders', () => {
	const names = [
		"user's",
		'${process.exit(7)}',
		'a`b',
		'a"b',
		'a\\b',
		'{a}',
		'<script>',
		'a b',
		'a&amp;b',
		'a=b',
		'50%',
		'a#b?c',
		'[x+27]',
		'[u+0060]',
		'a\nb',
		'\u2028',
		'\ud800',
		'(it\'s "${a}")',
		'*',
		'-->',
		'über',
		"');alert(1);('",
	];
	const code = [
		"const a = redirect(303, '/login');",
		'const b = goto("/login?to=a");',
		'const c = goto(`/login?to=${a}`);',
		'const d = [`/login`, `/users/${a}/edit`, "/users/[id]", resolve(\'/users/[id]\', { id })];',
		'const { params: { id }, params } = x, e = params.id + params?.id + params["id"];',
	].join('\n');
	const markup =
		'<a href="/login">a</a><a href=\'/users/{a}\'>b</a><a href=/login>c</a><a href={`/users/${a}`}>d</a>';
	const svelte = `<script>\n\tlet a = '/login';\n</script>\n\n${markup}`;
	const both = pattern(
		'Both',
		['src/routes/users/[id]/+page.server.ts', code],
		['src/routes/users/[id]/+page.svelte', svelte],
		['src/lib/server/guards.ts', code],
	);

	/** What code does, whatever its texts say and its parameters are called. */
	function shapeOf(text: string): unknown {
		const { tree } = new ParsedModule(text);
		assert.ok(tree, text);
		const types: string[] = [];
		walk(tree.body, ({ type, operator }) => {
			types.push(`${type} ${asText(operator)}`);
		});
		return types;
	}

	it('end no text and begin no code, whatever they are', () => {
		const { seed, cases } = seedOf(45, 400);
		const random = seededRandom(seed);
		const name = (): string =>
			Array.from({ length: 1 + random(2) }, () => names[random(names.length)] ?? '').join('');
		const kept = markupOf(svelte);
		for (let i = 0; i < cases; i++) {
			const [folder, other] = [name(), name()];
			const files = { [`src/routes/${folder}/login/+page.svelte`]: '' };
			const made = plan([both], { files, route: `/${other}/people/[id]` });
			for (const { path, text } of made.files) {
				const trace = `${folder}\n${other}\n${text}`;
				if (path.endsWith('.svelte')) {
					const found = markupOf(text);
					assert.deepEqual(found, kept, trace);
				} else assert.deepEqual(shapeOf(text), shapeOf(code), trace);
			}
			const told = made.notes.join('\n');
			const guards = made.files.find(({ path }) => path.endsWith('guards.ts'))?.text ?? '';
			const [, address = ''] = /redirect\(303, '([^']*)'/.exec(guards) ?? [];
			// Where it leads to, or that it does not.
			if (isGroup(folder)) assert.equal(address, '/login');
			else if (address === '/login') assert.match(told, /leads to \/login/, folder);
			else if (!folder.includes('[')) {
				assert.equal(decodeURIComponent(address), `/${folder}/login`);
			}
			if (guards.includes('/users/$')) assert.match(told, /cannot say as it is/, other);
		}
	});

	/** The links of a page, and what is computed in them, without what they say. */
	function markupOf(text: string): unknown {
		const { tags, scripts } = readMarkup(text);
		return [
			scripts.length,
			tags.map((tag) => [tag.name, [...tag.attributes.keys()]]),
			piecesOf(text, true).map(({ nodes }) => nodes.map(({ node }) => node.type)),
		];
	}

	it('are addresses as a browser has them, and ids as they are', () => {
		const files = { "src/routes/user's {a}/log-in/+page.svelte": '' };
		assert.equal(
			written([pattern('Guards', ['src/lib/x.ts', "redirect(303, '/login?a');"])], { files })[
				'src/lib/x.ts'
			],
			"redirect(303, '/user%27s%20%7Ba%7D/log-in?a');",
		);
		const user = pattern('User', [
			'src/routes/users/[id]/+page.server.ts',
			"const f = ({ params }, id = params.id) => resolve('/users/[id]', { id }) + `/users/${id}`;",
		]);
		const { notes, files: planned } = plan([user], { route: "/it's/[1st]" });
		assert.equal(
			planned[0]?.text.trim(),
			"const f = ({ params }, id = params['1st']) => resolve('/users/[id]', { '1st': id }) + `/it%27s/${id}`;",
		);
		assert.deepEqual(notes, [
			"/it's/[1st] has a name that code cannot say as it is: what leads to /users/[id] stays as it was, so change it.",
		]);
	});

	it('are quoted in imports, and an alias is', () => {
		const { facts } = readProjectFacts({
			packageJson: JSON.stringify({
				imports: { "#it's</*": './src/lib/*' },
				devDependencies: { '@sveltejs/kit': '^3.0.0' },
			}),
			fileNames: ['jsconfig.json'],
		});
		const user = pattern('User', [
			'src/routes/users/+page.server.ts',
			"import { a, type B } from '$lib/b';\nexport type { C } from '$lib/c';\nexport const c: B = a;",
		]);
		assert.deepEqual(written([user], { facts }), {
			'src/routes/users/+page.server.js': [
				String.raw`/** @import { B } from "#it's<\/b.js" */`,
				String.raw`import { a } from "#it's<\/b.js";`,
				String.raw`/** @typedef {import("#it's<\/c.js").C} C */`,
				'/** @type {B} */',
				'export const c = a;',
			].join('\n'),
		});
	});
});

describe('a file of a pattern that goes into a file of the project', () => {
	/** The code of the n-th file of a pattern in a file, and where the rest of the pattern belongs. */
	function at(
		{ variants: [variant] }: Pattern,
		path: string,
		project: readonly string[] = [],
		n = 0,
	): { readonly code: string; readonly rest: unknown } {
		const file = variant?.files[n];
		assert.ok(variant && file);
		const route = routeAt(path, typescript);
		const routes = routeFolders([...project, path], 'src/routes');
		return {
			code: fileAtRoute(file, variant, route, routes).code.trimEnd(),
			rest: route === undefined ? undefined : choiceAt(file, variant, route),
		};
	}

	it('leads to the routes around it', () => {
		assert.deepEqual(at(contact, 'src/routes/(site)/[lang]/support/+page.server.ts'), {
			code: "import { redirect } from '@sveltejs/kit';\n\nexport const actions = { default: () => redirect(303, '/contact/thanks') };",
			rest: { ownRoute: '/contact', route: '/(site)/[lang]/support' },
		});
		assert.deepEqual(at(contact, 'src/routes/(site)/support/+page.server.ts'), {
			code: "import { redirect } from '@sveltejs/kit';\n\nexport const actions = { default: () => redirect(303, '/support/thanks') };",
			rest: { ownRoute: '/contact', route: '/(site)/support' },
		});
		assert.deepEqual(at(contact, 'src/routes/support/sent/+page.svelte', [], 2), {
			code: '<h1>Thanks</h1>',
			rest: { ownRoute: '/contact/thanks', route: '/support/sent' },
		});
		assert.deepEqual(at(contact, 'src/routes/support/thanks/+page.svelte', [], 2).rest, {
			ownRoute: '/contact',
			route: '/support',
		});
	});

	it('reads the parameters that the route has', () => {
		const post = pattern(
			'Post',
			[
				'src/routes/posts/[id]/+page.server.ts',
				'export const load = ({ params }) => `/posts/${params.id}/edit`;',
			],
			['src/routes/posts/+page.server.ts', "export const all = '/posts';"],
		);
		assert.deepEqual(at(post, 'src/routes/blog/articles/[slug]/+page.server.ts'), {
			code: 'export const load = ({ params }) => `/blog/articles/${params.slug}/edit`;',
			rest: { ownRoute: '/posts', route: '/blog/articles' },
		});
		assert.deepEqual(at(post, 'src/routes/articles/+page.server.ts', [], 1), {
			code: "export const all = '/articles';",
			rest: { ownRoute: '/posts', route: '/articles' },
		});
	});

	it('moves no other route of its pattern along', () => {
		const photos = pattern(
			'Photos',
			['src/routes/uploads/[name]/+server.ts', 'export const to = `/photos`;'],
			['src/routes/photos/+page.server.ts', "export const to = ['/photos', '/uploads/a.png'];"],
		);
		assert.deepEqual(at(photos, 'src/routes/pictures/+page.server.ts', [], 1), {
			code: "export const to = ['/pictures', '/uploads/a.png'];",
			rest: { ownRoute: '/photos', route: '/pictures' },
		});
	});

	it('leads to the page that the project has under another name', () => {
		const guards = pattern('Guards', [
			'src/lib/server/guards.ts',
			"export const out = () => redirect(303, '/login');",
		]);
		for (const path of ['src/lib/server/guards.ts', 'src/routes/a/+server.ts']) {
			assert.equal(
				at(guards, path, ['src/routes/(auth)/sign-in/+page.svelte']).code,
				"export const out = () => redirect(303, '/sign-in');",
			);
		}
	});

	it('stays as it is in a file of its own route, and in one outside of routes', () => {
		const { variants } = contact;
		const [variant] = variants;
		const file = variant?.files[0];
		assert.ok(variant && file);
		assert.equal(fileAtRoute(file, variant, '/contact', undefined), file);
		assert.equal(fileAtRoute(file, variant, undefined, undefined), file);
		assert.equal(routeAt('src/lib/+page.server.ts', typescript), undefined);
		assert.equal(routeAt('src/routes/a/b.ts', typescript), undefined);
	});
});
