import { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, asText } from '../code/syntaxTree.ts';
import type { ProjectFacts } from '../project/project.ts';

/** A file that is to be made, with its text. */
interface NewFile {
	readonly path: string;
	readonly text: string;
}

const pageServer = /^(.*)\/\+page\.server\.([jt]s)$/;

/**
 * Takes new pages that have code for a server out of what a layout of the project prerenders: actions
 * cannot be prerendered, and what is read for one visitor is not for all.
 *
 * @param made the files that are to be made
 * @param read the text of any file, as it is to be
 * @returns the files that change, as they are to be
 * @see https://svelte.dev/docs/kit/page-options#prerender
 */
export function outsidePrerendered<File extends NewFile>(
	made: readonly File[],
	{ routesDir }: Pick<ProjectFacts, 'routesDir'>,
	read: (path: string) => string | undefined,
): readonly File[] {
	return made.flatMap((file): readonly File[] => {
		const folder = pageServer.exec(file.path)?.[1];
		if (folder === undefined || !`${folder}/`.startsWith(`${routesDir}/`)) return [];
		const own = modulesAt(`${folder}/+page`, read).map(prerenders);
		if (own.some((said) => said !== undefined)) return [];
		const around = foldersAround(folder, routesDir).map((each) =>
			modulesAt(`${each}/+layout`, read).map(prerenders),
		);
		const nearest = around.flat().find((said) => said !== undefined);
		const line = '// The layout around is prerendered; this page is made for each visitor.\n';
		return nearest === true
			? [{ ...file, text: `${file.text.trimEnd()}\n\n${line}export const prerender = false;\n` }]
			: [];
	});
}

/** A folder and those around it up to the routes, the innermost first. */
function foldersAround(folder: string, routesDir: string): readonly string[] {
	const folders = [folder];
	for (let each = folder; each.length > routesDir.length;) {
		each = each.slice(0, each.lastIndexOf('/'));
		folders.push(each);
	}
	return folders;
}

/** The code beside a page or a layout; that for all comes first, as SvelteKit reads it. */
function modulesAt(stem: string, read: (path: string) => string | undefined): readonly string[] {
	return ['.ts', '.js', '.server.ts', '.server.js'].flatMap((end) => read(stem + end) ?? []);
}

/** What a module says of prerendering; `undefined` where it says nothing. `'auto'` is also a yes. */
function prerenders(code: string): boolean | undefined {
	if (!code.includes('prerender')) return undefined;
	for (const statement of new ParsedModule(code).tree?.body ?? []) {
		if (statement.type !== 'ExportNamedDeclaration') continue;
		for (const each of asNodes(asNode(statement['declaration'])?.['declarations'])) {
			const isIt = asText(asNode(each['id'])?.['name']) === 'prerender';
			if (isIt) return asNode(each['init'])?.['value'] !== false;
		}
	}
	return undefined;
}
