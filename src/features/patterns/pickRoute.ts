import * as vscode from 'vscode';
import { routeParams, validateRoutePath } from '../../core/routes.ts';
import { trimOf } from '../../core/text/trimChars.ts';
import type { Project } from '../../host/projectFacts.ts';

interface RouteItem extends vscode.QuickPickItem {
	readonly route?: string;
}

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
): Promise<string | undefined> {
	const existing = (await listRoutes(project)).filter((route) => route !== ownRoute);
	const pick = vscode.window.createQuickPick<RouteItem>();
	pick.title = `${title}: choose a route`;
	pick.placeholder = 'Type a new route such as /account/[id], or choose one';
	const itemsFor = (typed: string): RouteItem[] => {
		const route = `/${trimOf(typed.trim(), '/')}`;
		const known = route === ownRoute || existing.includes(route);
		return [
			...(typed.trim() === '' || known ? [] : [typedItem(route, typed)]),
			{
				label: ownRoute,
				description: 'as in the pattern',
				detail: paramWords(ownRoute),
				route: ownRoute,
			},
			...(existing.length > 0
				? [{ label: 'Existing routes', kind: vscode.QuickPickItemKind.Separator }]
				: []),
			...existing.map((each) => ({ label: each, detail: paramWords(each), route: each })),
		];
	};
	pick.items = itemsFor('');
	const typing = pick.onDidChangeValue((value) => {
		pick.items = itemsFor(value);
	});
	try {
		return await new Promise((resolve) => {
			pick.onDidAccept(() => {
				const route = pick.activeItems[0]?.route;
				if (route !== undefined) resolve(route);
			});
			pick.onDidHide(() => resolve(undefined));
			pick.show();
		});
	} finally {
		typing.dispose();
		pick.dispose();
	}
}

function typedItem(route: string, typed: string): RouteItem {
	const wrong = validateRoutePath(typed);
	return wrong === undefined
		? { label: route, description: 'new route', detail: paramWords(route), route, alwaysShow: true }
		: { label: `$(error) ${route}`, detail: wrong, alwaysShow: true };
}

function paramWords(route: string): string {
	const params = routeParams(route).map(({ name, kind }) =>
		kind === 'required' ? name : `${name} (${kind})`,
	);
	return params.length === 0 ? '' : `params: ${params.join(', ')}`;
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
