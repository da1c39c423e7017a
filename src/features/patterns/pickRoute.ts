import type { RouteFolder } from '../../core/project/projectBlock.ts';
import { RoutePlaces } from '../../core/project/routePlaces.ts';
import { routeParams, validateRoutePath } from '../../core/project/routes.ts';
import { plain, plainLine, visiblePath, type PlainText } from '../../core/text/plainText.ts';
import { trimOf } from '../../core/text/trimChars.ts';
import type { Heading, PickFrom, Row } from '../../host/quickPick.ts';

/**
 * Lets the user choose the route that takes a pattern's files: the pattern's own, an existing one,
 * or a new one that is typed and checked. A route that the project has in a group is offered there,
 * since SvelteKit refuses a second one for its address.
 *
 * @param folders the routes of the project
 * @returns `/shop/[product]`; `undefined` when the user leaves without choosing
 */
export async function pickRoute(
	title: PlainText,
	ownRoute: string,
	folders: readonly RouteFolder[],
	pickFrom: PickFrom,
): Promise<string | undefined> {
	const places = new RoutePlaces(folders);
	const own = places.placeOf(ownRoute);
	const existing = folders.map(({ route }) => route).filter((route) => route !== own);
	const rows = (typed: string): readonly (Heading | Row<string>)[] => {
		const route = `/${trimOf(typed.trim(), '/')}`;
		const known = route === own || existing.includes(route);
		const isOwnKnown = folders.some((folder) => folder.route === own);
		return [
			...(typed.trim() === '' || known ? [] : [typedRow(route, typed, places)]),
			{
				...routeRow(own),
				description: isOwnKnown
					? plain`as in the pattern, added to what is there`
					: plain`as in the pattern`,
			},
			...(existing.length > 0 ? [{ heading: plain`Existing routes` }] : []),
			...existing.map(routeRow),
		];
	};
	const chosen = await pickFrom<string>({
		title: plain`${title}: choose a route`,
		placeholder: plain`Type a new route such as /account/[id], or choose one`,
		isTyped: true,
		rows,
	});
	return chosen?.[0];
}

function routeRow(route: string): Row<string> {
	return { label: visiblePath(route), detail: paramWords(route), value: route };
}

function typedRow(route: string, typed: string, places: RoutePlaces): Row<string> {
	const wrong = validateRoutePath(typed);
	if (wrong !== undefined) {
		return { icon: 'error', label: visiblePath(route), detail: plainLine(wrong), alwaysShow: true };
	}
	const place = places.placeOf(route);
	const description = place === route ? plain`new route` : plain`where the project has ${route}`;
	return { ...routeRow(place), description, alwaysShow: true };
}

function paramWords(route: string): PlainText {
	const params = routeParams(route).map(({ name, kind }) =>
		kind === 'required' ? name : `${name} (${kind})`,
	);
	return params.length === 0 ? plain`` : plain`params: ${params}`;
}
