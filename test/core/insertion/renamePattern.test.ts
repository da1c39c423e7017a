import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import { formsNamed, namesOf, type PatternName } from '../../../src/core/insertion/patternNames.ts';
import { neededParts } from '../../../src/core/insertion/neededParts.ts';
import { variantOf } from '../../../src/core/insertion/projectVariant.ts';
import {
	renamePattern,
	takenInProject,
	type RenamedPattern,
} from '../../../src/core/insertion/renamePattern.ts';
import { findPattern, type LibraryPattern } from '../../../src/core/pattern/patternLibrary.ts';
import { moduleKey, type PatternFile } from '../../../src/core/pattern/patterns.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';
import { NameChange } from '../../../src/core/text/nameWords.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';
import { readLibrary } from '../../patterns/library.ts';

const library = readLibrary();
const { facts } = readProjectFacts({
	packageJson: JSON.stringify({ devDependencies: { '@sveltejs/kit': '^2.60.0' } }),
	fileNames: ['tsconfig.json'],
});

function entryOf(prefix: string): LibraryPattern {
	const found = library.find(({ pattern }) => pattern.prefix === prefix);
	assert.ok(found, prefix);
	return found;
}

/** A pattern with its first name replaced, as the likeliest forms of what is typed. */
function renamed(entry: LibraryPattern, typed: string, name = nameOf(entry)): RenamedPattern {
	const [to] = formsNamed(typed, name);
	assert.ok(to, typed);
	return renamePattern(entry, library, facts, { from: name.forms, to });
}

function nameOf(entry: LibraryPattern, route?: string): PatternName {
	const [name] = namesOf(entry, library, facts, route);
	assert.ok(name);
	return name;
}

function filesOf({ pattern }: LibraryPattern): readonly PatternFile[] {
	return variantOf(pattern, facts).files;
}

function codeOf(entry: LibraryPattern, path: string): string {
	const file = filesOf(entry).find((each) => each.path === path);
	assert.ok(file, path);
	return file.code;
}

const read = new WeakMap<PatternFile, readonly ParsedModule[]>();

/** A module, or the scripts of a page. */
function modulesOf(file: PatternFile): readonly ParsedModule[] {
	const known = read.get(file);
	if (known) return known;
	const module = new ParsedModule(file.code);
	const whole = file.language === 'typescript' ? [module] : [];
	const found = file.language === 'svelte' ? module.scripts.map(({ content }) => content) : whole;
	read.set(file, found);
	return found;
}

/** What modules of the library import from each other and none of them exports. */
function lostImports(patterns: readonly LibraryPattern[]): readonly string[] {
	const files = patterns.flatMap(filesOf);
	const exports = new Map(
		files.map((file) => [
			moduleKey(file.path ?? ''),
			new Set(modulesOf(file).flatMap(({ shape }) => shape.exports.map(({ name }) => name))),
		]),
	);
	return files.flatMap((file) =>
		modulesOf(file).flatMap(({ shape }) =>
			shape.imports.flatMap(({ specifier, names }) => {
				if (!/^(?:\$lib\/|\.\.?\/(?!\$types))/.test(specifier)) return [];
				const there = exports.get(moduleKey(specifier, file.path));
				return names
					.filter(({ imported }) => imported !== '*' && there?.has(imported) !== true)
					.map(({ imported }) => `${file.path} imports ${imported} from ${specifier}`);
			}),
		),
	);
}

describe('the names of a pattern', () => {
	it('are asked for where modules share what they name, and offered as the route has them', () => {
		const asked = (prefix: string, route?: string): unknown =>
			namesOf(entryOf(prefix), library, facts, route).map(({ name, offered }) => [name, offered]);
		assert.deepEqual(asked('kit-rest'), [['products', 'products']]);
		assert.deepEqual(asked('kit-rest', '/api/articles'), [['products', 'articles']]);
		assert.deepEqual(asked('kit-resource', '/(app)/api/blog-posts/[slug]'), [
			['products', 'blogPosts'],
		]);
		assert.deepEqual(asked('kit-csv', '/api/articles/export'), [['products', 'articles']]);
		assert.deepEqual(asked('kit-keyset', '/'), [['products', 'products']]);
		// Users are those of the app, whoever lists them.
		assert.deepEqual(asked('kit-load', '/authors/[slug]'), [['posts', 'posts']]);
		assert.deepEqual(asked('kit-action', '/contact'), [['messages', 'messages']]);
		assert.deepEqual(asked('kit-action', '/support'), [
			['contact', 'support'],
			['messages', 'messages'],
		]);
		for (const prefix of ['kit-guards', 'kit-hooks', 'kit-login', 'kit-headers', 'kit-cors']) {
			assert.deepEqual(asked(prefix), [], prefix);
		}
	});

	it('tell one from many in whatever way they are typed', () => {
		const typed = (text: string): unknown =>
			formsNamed(text, nameOf(entryOf('kit-rest'))).map(({ many, one }) =>
				[many, one].map((words) => words.join(' ')),
			);
		assert.deepEqual(typed('articles'), [['articles', 'article']]);
		assert.deepEqual(typed(' BlogPosts '), [['blog posts', 'blog post']]);
		assert.deepEqual(typed('blog-posts'), typed('blog_posts'));
		assert.deepEqual(typed('people'), [['people', 'person']]);
		assert.deepEqual(typed('categories'), [['categories', 'category']]);
		assert.deepEqual(typed('addresses'), [['addresses', 'address']]);
		assert.deepEqual(typed('article'), [
			['articles', 'article'],
			['article', 'article item'],
		]);
		assert.deepEqual(typed('news'), [['news', 'news item']]);
		for (const wrong of ['', '1st', 'a b!', 'x'.repeat(50), 'ä/b', '../a']) {
			assert.deepEqual(typed(wrong), [], wrong);
		}
	});
});

describe('a pattern with another name', () => {
	it('has it in variables, imports, tables, columns and files, and what it shares follows', () => {
		const entry = entryOf('kit-resource');
		const result = renamed(entry, 'blog posts');
		assert.equal(result.refusal, undefined);
		const code = codeOf(result.entry, 'src/routes/api/products/[id]/+server.ts');
		assert.match(code, /import \{ blogPosts \} from '\$lib\/server\/db\/schema';/);
		assert.match(code, /const \[blogPost\] = await db\.select\(\)\.from\(blogPosts\)/);
		const schema = result.library.find(({ pattern }) => pattern.prefix === 'kit-schema');
		assert.ok(schema);
		const tables = codeOf(schema, 'src/lib/server/db/schema.ts');
		assert.match(tables, /export const blogPosts = pgTable\(\s*'blog_posts',/);
		assert.match(tables, /check\('blog_posts_stock_not_negative'/);
		assert.match(
			tables,
			/blogPostId: text\('blog_post_id'\)\s*\.notNull\(\)\s*\.references\(\(\) => blogPosts\.id\)/,
		);
		assert.doesNotMatch(tables, /product/i);
	});

	it('has it in pages and remote functions', () => {
		const { entry, refusal } = renamed(entryOf('kit-remote'), 'articles');
		assert.equal(refusal, undefined);
		assert.match(
			codeOf(entry, 'src/routes/posts/articles.remote.ts'),
			/export const myArticles = query[^]*export const addArticle = form\(newArticle[^]*export const deleteArticle/,
		);
		const page = codeOf(entry, 'src/routes/posts/+page.svelte');
		assert.match(
			page,
			/import \{ addArticle, deleteArticle, myArticles \} from '\.\/articles\.remote';/,
		);
		assert.match(page, /<h1>Articles<\/h1>/);
		assert.match(page, /\{#each articles\.current \?\? \[\] as article \(article\.id\)\}/);
		assert.match(
			page,
			/aria-label="Delete \{article\.title\}" onclick=\{\(\) => remove\(article\.id\)\}/,
		);
		// Sentences stay.
		assert.match(page, /'Sign in to see your posts\.'/);
	});

	it('leaves what the platform and other packages call the same', () => {
		const messages = namesOf(entryOf('kit-action'), library, facts)[0];
		assert.ok(messages);
		const { entry, library: all } = renamed(entryOf('kit-action'), 'inquiries', messages);
		assert.match(codeOf(entry, 'src/routes/contact/+page.svelte'), /method="POST"/);
		const before = library.filter(
			({ pattern }) => !/kit-(?:action|schema)$/.test(pattern.prefix ?? ''),
		);
		for (const each of before) assert.ok(all.includes(each), each.pattern.prefix);
		const remote = renamed(entryOf('kit-load'), 'articles');
		assert.match(codeOf(remote.entry, 'src/routes/users/[id]/+page.server.ts'), /articles: latest/);
		assert.match(
			codeOf(remote.entry, 'src/routes/users/[id]/+page.svelte'),
			/\{#await data\.articles\}[^]*\{:then articles\}/,
		);
	});

	it('is refused where the name stands for something else, or is a word of the language', () => {
		const refusal = (prefix: string, typed: string): string | undefined =>
			renamed(entryOf(prefix), typed).refusal;
		assert.equal(
			refusal('kit-rest', 'classes'),
			'“class” stands for something else in the code: choose another name.',
		);
		for (const [prefix, typed] of [
			['kit-rest', 'orders'],
			['kit-rest', 'events'],
			['kit-keyset', 'rows'],
			['kit-keyset', 'items'],
			['kit-resource', 'users'],
		] as const) {
			assert.match(refusal(prefix, typed) ?? '', /stands for something else/, `${prefix} ${typed}`);
		}
	});

	it('is refused where the project has something else of the name, and joins what is the same', async () => {
		const result = renamed(entryOf('kit-resource'), 'articles');
		const inProject = async (schema: string): Promise<string | undefined> =>
			takenInProject(result, facts, {
				has: async () => false,
				read: async (path) => (path === 'src/lib/server/db/schema.ts' ? schema : undefined),
			});
		const refusal =
			'src/lib/server/db/schema.ts has something else called “articles”: choose another name.';
		const table = (columns: string): string =>
			`import { pgTable, text } from 'drizzle-orm/pg-core';\nexport const articles = pgTable('articles', { ${columns} });`;
		assert.equal(await inProject(table('id: text().primaryKey()')), refusal);
		assert.equal(await inProject('export function articles() {}'), refusal);
		assert.equal(await inProject('const articles = 1;'), refusal);
		assert.equal(await inProject("export const blog = pgTable('articles', {});"), refusal);
		assert.equal(await inProject(table('id: text(), version: text()')), undefined);
		assert.equal(await inProject("export const products = pgTable('products', {});"), undefined);
	});

	it('brings what it needs under that name, and leaves what the project has', async () => {
		const { entry, library: all } = renamed(entryOf('kit-keyset'), 'articles');
		const own = "export const products = pgTable('products', { id: text() });";
		const files = {
			has: async () => false,
			read: async (path: string) => (path === 'src/lib/server/db/schema.ts' ? own : undefined),
		};
		const { patterns } = await neededParts(entry, all, facts, files);
		const schema = patterns
			.flatMap((each) => variantOf(each, facts).files)
			.find(({ path }) => path?.endsWith('schema.ts'));
		assert.deepEqual(schema?.only, ['articles']);
		assert.match(schema.code, /export const articles = pgTable\(\s*'articles'/);
	});

	it('keeps its parts together, whatever the name', () => {
		const random = seededRandom(20_261_129);
		const words = [
			'article',
			'person',
			'blogPost',
			'category',
			'gadget',
			'box',
			'story',
			'note',
			'news',
			'kunde',
			'apiCall',
			'invoice2',
		];
		let tried = 0;
		assert.deepEqual(lostImports(library), []);
		for (const entry of library) {
			for (const name of namesOf(entry, library, facts, '/x/y/z')) {
				const word = words[random(words.length)] ?? '';
				for (const to of formsNamed(word, name)) {
					const result = renamePattern(entry, library, facts, { from: name.forms, to });
					const what = `${entry.pattern.prefix}: ${name.name} as ${to.many.join(' ')}`;
					assert.equal(result.refusal, undefined, what);
					tried++;
					const change = new NameChange(name.forms, to);
					for (const [i, file] of filesOf(result.entry).entries()) {
						const before = filesOf(entry)[i];
						assert.ok(before);
						const [old, now] = [modulesOf(before), modulesOf(file)];
						for (const [k, module] of now.entries()) {
							assert.ok(module.tree, `${what}: ${file.path}`);
							const expected = old[k]?.shape.exports.map((each) =>
								/^[A-Z]+$/.test(each.name) ? each.name : (change.of(each.name) ?? each.name),
							);
							assert.deepEqual(
								module.shape.exports.map((each) => each.name),
								expected,
								what,
							);
							const names = [...module.shape.declarations, ...module.shape.exports];
							const left = names.filter(
								(each) =>
									!/^[A-Z]+$/.test(each.name) &&
									change.of(each.name) !== undefined &&
									!change.to.many.includes(each.name),
							);
							const isWithin = new NameChange(name.forms, name.forms).of(
								[...to.many, ...to.one].join('-'),
							);
							if (isWithin === undefined) assert.deepEqual(left, [], what);
						}
					}
					assert.deepEqual(lostImports(result.library), [], what);
					assert.equal(findPattern(result.library, entry.key), result.entry);
				}
			}
		}
		assert.ok(tried > 20, `${tried}`);
	});
});
