import { declarationOf, type Declaration } from '../code/declarationShape.ts';
import { visitNames } from '../code/nameUses.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, asText } from '../code/syntaxTree.ts';
import type { LibraryPattern } from '../pattern/patternLibrary.ts';
import { moduleKey, type Pattern, type PatternFile } from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';
import { resolveTarget } from '../project/routes.ts';
import type { TextEdit } from '../text/range.ts';
import { applyEdits } from '../text/textEdits.ts';
import type { ExportPlace, ProjectModule, ProjectModules } from './projectModules.ts';
import { variantOf } from './projectVariant.ts';

/** The table of users, as patterns call it. */
const users = 'users';
/** The names that projects and libraries give it. */
const otherNames = ['user', 'usersTable', 'userTable', 'Users', 'User', 'appUsers', 'authUser'];

/** Whether a table is called as patterns, projects and libraries call that of users. */
export function isUsersTable(name: string): boolean {
	return name === users || otherNames.includes(name);
}

/** Where libraries put their tables, beside those of the project. */
const besides = ['auth.schema', 'auth-schema'];

/** The table of users that a project has under another name. */
export interface OwnUsers {
	/** The module that has it in patterns, by its `moduleKey`. */
	readonly key: string;
	/** What the project calls it. */
	readonly name: string;
	/** Where the project declares it. */
	readonly place: ExportPlace;
	/** The module to import it from, as patterns write it; `undefined` where it is that of the patterns. */
	readonly from: string | undefined;
	/** The project's module of tables has it under that name, too. */
	readonly isPassedOn: boolean;
	/** What patterns have in its place. */
	readonly expected: Declaration;
}

/**
 * The table in which a project keeps its users, where it calls it otherwise than patterns do: a second
 * one beside it would be of people whom nobody signs in.
 */
export async function ownUsers(
	library: readonly LibraryPattern[],
	facts: ProjectFacts,
	modules: ProjectModules,
): Promise<OwnUsers | undefined> {
	for (const { pattern } of library) {
		for (const { path, code } of variantOf(pattern, facts).files) {
			if (path === undefined || !code.includes(users)) continue;
			const expected = declarationOf(new ParsedModule(code), users);
			if (expected?.shape.kind !== 'table') continue;
			const own = await findOwn(path, facts, modules);
			return own && { ...own, key: moduleKey(path), expected };
		}
	}
	return undefined;
}

async function findOwn(
	path: string,
	facts: ProjectFacts,
	modules: ProjectModules,
): Promise<Pick<OwnUsers, 'name' | 'place' | 'from' | 'isPassedOn'> | undefined> {
	const folder = path.slice(0, path.lastIndexOf('/') + 1);
	const target = resolveTarget(path, facts, undefined);
	const existing = await modules.find(target);
	if (existing?.exports.has(users)) return undefined;
	const own = existing && ownAmong(existing);
	if (own) {
		const isElsewhere = own.place.path !== existing.path;
		return { ...own, isPassedOn: true, from: isElsewhere ? own.place.from : undefined };
	}
	for (const name of besides) {
		const beside = await modules.find(resolveTarget(`${folder}${name}.ts`, facts, undefined));
		const found = beside && ownAmong(beside);
		if (found) return { ...found, isPassedOn: false, from: `./${name}` };
	}
	return undefined;
}

function ownAmong({ exports }: ProjectModule): Pick<OwnUsers, 'name' | 'place'> | undefined {
	for (const name of otherNames) {
		const place = exports.get(name);
		const found = place && declarationOf(place.module, place.local);
		if (place && found?.shape.kind === 'table') return { name, place };
	}
	return undefined;
}

/** A pattern whose code is for the table of users that the project has. */
export function withOwnUsers(pattern: Pattern, facts: ProjectFacts, own: OwnUsers): Pattern {
	const variant = variantOf(pattern, facts);
	const files = variant.files.map((file) => withOwnUsersIn(file, own));
	if (files.every((file, i) => file === variant.files[i])) return pattern;
	return { ...pattern, variants: [{ ...variant, kit: undefined, dialect: undefined, files }] };
}

function withOwnUsersIn(file: PatternFile, own: OwnUsers): PatternFile {
	const { path, code } = file;
	if (!code.includes(users)) return file;
	const module = new ParsedModule(code);
	const isMaker = path !== undefined && moduleKey(path) === own.key;
	const edits = isMaker ? makerEdits(module, own) : importEdits(module, path, own);
	return edits.length === 0 ? file : { ...file, code: applyEdits(code, edits) };
}

/** Takes the table out of the module that declares it; what refers to it asks for that of the project. */
function makerEdits({ tree, text }: ParsedModule, { name, from }: OwnUsers): readonly TextEdit[] {
	const body = tree?.body ?? [];
	const declaration = body.find((statement) => {
		const node = asNode(statement['declaration']) ?? statement;
		const declared = asNodes(node['declarations']);
		return declared.length === 1 && asText(asNode(declared[0]?.['id'])?.['name']) === users;
	});
	if (!declaration) return [];
	const { start, end } = declaration;
	const behind = /^\s*/.exec(text.slice(end))?.[0].length ?? 0;
	const edits: TextEdit[] = [{ range: { start, end: end + behind }, newText: '' }];
	if (from !== undefined) {
		edits.push({ range: { start: 0, end: 0 }, newText: `import { ${name} } from '${from}';\n` });
	}
	visitNames(body, (node, role) => {
		if (asText(node['name']) !== users || (node.start >= start && node.end <= end)) return;
		const newText = role === 'shorthand' ? `${users}: ${name}` : name;
		edits.push({ range: { start: node.start, end: node.start + users.length }, newText });
	});
	return edits;
}

/** `import { user as users }`: the code goes on as it is. */
function importEdits(
	{ shape, text }: ParsedModule,
	path: string | undefined,
	{ key, name, from, isPassedOn }: OwnUsers,
): readonly TextEdit[] {
	return shape.imports
		.filter(({ specifier }) => moduleKey(specifier, path) === key)
		.flatMap((statement): readonly TextEdit[] => {
			const used = statement.names.find(({ imported }) => imported === users);
			if (!used) return [];
			const { range, local } = used;
			const renamed = local === name ? name : `${name} as ${local}`;
			if (isPassedOn) return [{ range, newText: renamed }];
			// From the module beside the one of the patterns.
			const { specifier, braces } = statement;
			const folder = specifier.endsWith('/schema') ? specifier.slice(0, -'/schema'.length) : '';
			const beside = `${folder}${from?.slice(1) ?? ''}`;
			const others = statement.names.filter((each) => each !== used);
			const added = `import { ${renamed} } from '${beside}';`;
			if (others.length === 0) return [{ range: statement.range, newText: added }];
			const rest = others.map((each) => text.slice(each.range.start, each.range.end)).join(', ');
			if (!braces) return [];
			const behind = { start: statement.range.end, end: statement.range.end };
			return [
				{ range: braces, newText: `{ ${rest} }` },
				{ range: behind, newText: `\n${added}` },
			];
		});
}
