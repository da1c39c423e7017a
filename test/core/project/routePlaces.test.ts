import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { addressesOf, RoutePlaces, withoutGroups } from '../../../src/core/project/routePlaces.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

/** A project that has a page at each of these routes. */
function places(...routes: readonly string[]): RoutePlaces {
	return new RoutePlaces(routes.map((route) => ({ route, files: ['+page.svelte'] })));
}

describe('the addresses of a route', () => {
	for (const [route, ...addresses] of [
		['/', '/'],
		['/(app)', '/'],
		['/(app)/users/(inner)/[id]', '/users/<*>'],
		['/users/[slug=name]', '/users/<=name>'],
		['/[[lang]]/docs/[...path]', '/<*>/docs/<...*>', '/docs/<...*>'],
		['/[[a]]/[[b]]', '/<*>/<*>', '/<*>', '/<*>', '/'],
		['/v[major].[minor]/x[x+3a]y', '/v<*>.<*>/x:y'],
	] as const) {
		it(`of ${route}`, () => {
			assert.deepEqual(addressesOf(route).toSorted(), addresses.toSorted());
		});
	}
});

describe('the place of a route in a project', () => {
	for (const [route, has, place] of [
		['/login', [], '/login'],
		['/login', ['/'], '/login'],
		['/login', ['/(marketing)/login'], '/(marketing)/login'],
		['/login', ['/(app)/(auth)/login', '/(app)'], '/(app)/(auth)/login'],
		['/login', ['/login', '/(app)/login'], '/login'],
		['/(app)/login', ['/(auth)/login'], '/(auth)/login'],
		['/(app)/login', ['/login'], '/login'],
		['/contact/thanks', ['/(marketing)/contact'], '/(marketing)/contact/thanks'],
		['/users/[id]', ['/(app)/users/[slug]'], '/(app)/users/[slug]'],
		['/users/[id]', ['/(app)/users/[slug=name]'], '/users/[id]'],
		['/users/[id]', ['/(app)/users/[...path]'], '/users/[id]'],
		['/login', ['/[[lang]]/login'], '/[[lang]]/login'],
		['/users/[id]', ['/[[lang]]/users/[name]'], '/[[lang]]/users/[name]'],
		['/', ['/(app)'], '/'],
	] as const) {
		it(`${route} is ${place} beside ${has.join(', ') || 'nothing'}`, () => {
			assert.equal(places(...has).placeOf(route), place);
		});
	}

	it('has no page where only its server code or another group is', () => {
		const project = new RoutePlaces([
			{ route: '/a', files: ['+page.server.ts'] },
			{ route: '/(x)/b', files: ['+page@.svelte'] },
			{ route: '/c', files: ['+layout.svelte', '+page.svelte.d.ts'] },
		]);
		assert.deepEqual(
			['/a', '/b', '/c', '/d'].map((route) => project.hasPage(route)),
			[false, true, false, false],
		);
	});

	it('never comes about twice, whatever groups and parameters there are', () => {
		const random = seededRandom(3);
		const parts = ['a', 'b', '(x)', '(y)', '[id]', '[slug]', '[id=int]', '[...rest]', '[[lang]]'];
		const randomRoute = (): string =>
			`/${Array.from({ length: 1 + random(4) }, () => parts[random(parts.length)]).join('/')}`;
		let moved = 0;
		for (let i = 0; i < 3_000; i++) {
			const project = places(randomRoute(), randomRoute());
			const route = randomRoute();
			const place = project.placeOf(route);
			const clashes = project.clashesOf(place);
			// What cannot be merged is told; it may only be a route that has less of parameters.
			if (project.routes.includes(place)) moved++;
			else {
				assert.ok(
					clashes.every((each) => paramCount(each) < paramCount(route)),
					`${route} beside ${project.routes.join()} at ${place}`,
				);
			}
		}
		assert.ok(moved > 100);
	});
});

function paramCount(route: string): number {
	return route.split('[').length - route.split('[[').length;
}

describe('a route without its groups', () => {
	it('is its address', () => {
		assert.deepEqual(['/', '/(a)', '/(a)/b/(c)/[d]'].map(withoutGroups), ['/', '/', '/b/[d]']);
	});
});
