import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readProjectFacts, type ProjectFacts } from '../../../src/core/project/project.ts';
import { resolveTarget, routeParams, validateRoutePath } from '../../../src/core/project/routes.ts';

function facts(
	kit: string,
	more: Partial<Parameters<typeof readProjectFacts>[0]> = {},
): ProjectFacts {
	return readProjectFacts({
		packageJson: JSON.stringify({ devDependencies: { '@sveltejs/kit': kit } }),
		fileNames: ['tsconfig.json'],
		...more,
	}).facts;
}

describe('validateRoutePath', () => {
	it('takes every kind of segment', () => {
		for (const route of [
			'/',
			'/account',
			'shop/[product]/',
			'/[lang=lang]/(app)/[[page]]',
			'/files/[...path]',
			'/[...path]/end',
			'/a-[b]-c.[ext]',
			'/smileys/[x+3a]-[x+29]',
			'/.well-known/x',
			'\\windows\\[id]',
		]) {
			assert.equal(validateRoutePath(route), undefined, route);
		}
	});

	it('says what is wrong with a route', () => {
		assert.deepEqual(
			[
				'',
				'/a//b',
				'/a/../b',
				'/a/[b',
				'/a/b]',
				'/[a][b]',
				'/[...a]/[[b]]',
				'/[[...a]]',
				'/a#b',
				'/[a-b]',
				'/a:b',
				'/con',
				'/x.',
				'/(a',
				'/[id]/[id]',
				'/+page',
				'/[X+3A]',
				'/[x+3]',
			].map(validateRoutePath),
			[
				'Enter a route, for example /account; / is the start page.',
				'A part of the route is empty: take out the double slash.',
				'A route cannot leave its folder: take out the dots.',
				'The brackets in [b do not pair up: write [name], [[name]] or [...name].',
				'The brackets in b] do not pair up: write [name], [[name]] or [...name].',
				'Two parameters touch in [a][b]: put something between them.',
				'[[b]] follows a rest parameter, which takes everything: put it before, or take it out.',
				'[[...a]] is optional already as a rest parameter: write one pair of brackets.',
				'A folder name cannot hold #: write a[x+23]b.',
				'[a-b] is no parameter: names and matchers are made of letters, digits and _, as in [id] or [id=integer].',
				'Windows has no file names with :: write [x+3a].',
				'con is a name that Windows keeps for a device: rename it.',
				'Windows has no folder names that end like x.: rename it.',
				'(a is no group: write the name in one pair of parentheses, as in (app).',
				'The parameter id occurs twice: rename one of them.',
				'+page is a file, not a part of the route: name the folder only.',
				'[X+3A] is no character: write [x+3a] with two or [u+d83e] with four to six lower-case hexadecimal digits.',
				'[x+3] is no character: write [x+3a] with two or [u+d83e] with four to six lower-case hexadecimal digits.',
			],
		);
	});
});

describe('routeParams', () => {
	it('lists names, kinds and matchers', () => {
		assert.deepEqual(routeParams('/(app)/[lang=lang]/[[page]]/a-[id]/[...rest]'), [
			{ name: 'lang', kind: 'required', matcher: 'lang' },
			{ name: 'page', kind: 'optional', matcher: undefined },
			{ name: 'id', kind: 'required', matcher: undefined },
			{ name: 'rest', kind: 'rest', matcher: undefined },
		]);
	});
});

describe('resolveTarget', () => {
	const paths = [
		'src/lib/server/x.ts',
		'lib/schemas.ts',
		'$lib/a.ts',
		'+page.server.ts',
		'login/+page.server.ts',
		'routes/api/[version]/products/+server.ts',
		'src/routes/+layout.ts',
		'hooks.server.ts',
		'src/app.d.ts',
		'src/params/integer.ts',
		'src/env.ts',
		'vite.config.ts',
		'../../../etc/passwd',
	];

	it('uses the usual places', () => {
		assert.deepEqual(
			paths.map((path) => resolveTarget(path, facts('^2.70.0'), '/account')),
			[
				'src/lib/server/x.ts',
				'src/lib/schemas.ts',
				'src/lib/a.ts',
				'src/routes/account/+page.server.ts',
				'src/routes/login/+page.server.ts',
				'src/routes/api/[version]/products/+server.ts',
				'src/routes/+layout.ts',
				'src/hooks.server.ts',
				'src/app.d.ts',
				'src/params/integer.ts',
				'src/env.ts',
				'vite.config.ts',
				'etc/passwd',
			],
		);
	});

	it('uses the places of the configuration, and .js in a JavaScript project', () => {
		const own = facts('^2.70.0', {
			fileNames: ['jsconfig.json'],
			svelteConfig:
				"export default { kit: { files: { lib: 'source/lib', routes: './pages', hooks: { server: 'source/server' } } } };",
		});
		assert.deepEqual(
			paths.slice(0, 9).map((path) => resolveTarget(path, own, undefined)),
			[
				'source/lib/server/x.js',
				'source/lib/schemas.js',
				'source/lib/a.js',
				'pages/+page.server.js',
				'pages/login/+page.server.js',
				'pages/api/[version]/products/+server.js',
				'pages/+layout.js',
				'source/server.js',
				'src/app.d.ts',
			],
		);
	});

	it('puts matchers into one file on Kit 3', () => {
		assert.equal(
			resolveTarget('src/params/integer.ts', facts('^3.2.0'), undefined),
			'src/params.ts',
		);
		assert.equal(resolveTarget('params.ts', facts('^3.2.0'), undefined), 'src/params.ts');
	});
});
