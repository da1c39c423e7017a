import * as vscode from 'vscode';
import { routeParams, validateRoutePath } from '../../core/routes.ts';
import { plain, plainLine, visiblePath, type PlainText } from '../../core/text/plainText.ts';
import { trimOf } from '../../core/text/trimChars.ts';
import type { Project } from '../../host/projectFacts.ts';
import type { Heading, PickFrom, Row } from '../../host/quickPick.ts';

/**
 * Lets the user choose the route that takes a pattern's files: the pattern's own, an existing one,
 * or a new one that is typed and checked.
 *
 * @returns `/shop/[product]`; `undefined` when the user leaves without choosing
 */
export async function pickRoute(
	title: string,
	ownRoute: string,
	project: Project,
	pickFrom: PickFrom,
): Promise<string | undefined> {
	const existing = (await listRoutes(project)).filter((route) => route !== ownRoute);
	const rows = (typed: string): readonly (Heading | Row<string>)[] => {
		const route = `/${trimOf(typed.trim(), '/')}`;
		const known = route === ownRoute || existing.includes(route);
		return [
			...(typed.trim() === '' || known ? [] : [typedRow(route, typed)]),
			{ ...routeRow(ownRoute), description: plain`as in the pattern` },
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

function typedRow(route: string, typed: string): Row<string> {
	const wrong = validateRoutePath(typed);
	return wrong === undefined
		? { ...routeRow(route), description: plain`new route`, alwaysShow: true }
		: { icon: 'error', label: visiblePath(route), detail: plainLine(wrong), alwaysShow: true };
}

function paramWords(route: string): PlainText {
	const params = routeParams(route).map(({ name, kind }) =>
		kind === 'required' ? name : `${name} (${kind})`,
	);
	return params.length === 0 ? plain`` : plain`params: ${params}`;
}

/** The routes that a project has, by the folders that hold a route file. */
async function listRoutes({ root, facts }: Project): Promise<readonly string[]> {
	const base = vscode.Uri.joinPath(root, facts.routesDir);
	const files = await vscode.workspace.findFiles(
		new vscode.RelativePattern(base, '**/+{page,layout,server}*'),
		undefined,
		2_000,
	);
	const routes = files.map(
		({ path }) => path.slice(base.path.length, path.lastIndexOf('/')) || '/',
	);
	return [...new Set(routes)].toSorted();
}
