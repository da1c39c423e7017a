import { argumentsOf } from '../code/calls.ts';
import { tableCall } from '../code/declarationShape.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, asText } from '../code/syntaxTree.ts';
import { matchesGlob } from '../project/configGlob.ts';
import { at, type ConfigValue } from '../project/configLiterals.ts';
import { moduleFiles } from '../project/moduleFiles.ts';
import type { ProjectFacts } from '../project/project.ts';
import { drizzleConfigs } from '../project/projectDatabase.ts';
import { inQuotes } from '../text/markdownText.ts';
import { visiblePath } from '../text/plainText.ts';
import { configFileOf } from './mergeConfig.ts';
import { modulePath } from './projectModules.ts';

/** A table of Drizzle that a module exports. */
export interface DrizzleTable {
	/** What the module calls it. */
	readonly name: string;
	/** What the database calls it, where that can be read. */
	readonly inDatabase: string | undefined;
}

/** The tables that a module declares and exports. */
export function drizzleTables({ tree, shape, text }: ParsedModule): readonly DrizzleTable[] {
	if (!text.includes('Table')) return [];
	const exported = new Set(shape.exports.map(({ name }) => name));
	return (tree?.body ?? []).flatMap((statement) => {
		const node = asNode(statement['declaration']) ?? statement;
		return asNodes(node['declarations']).flatMap((declared): readonly DrizzleTable[] => {
			const name = asText(asNode(declared['id'])?.['name']);
			const call = exported.has(name) ? tableCall(asNode(declared['init'])) : undefined;
			if (!call) return [];
			const given = argumentsOf(call)[0]?.['value'];
			return [{ name, inDatabase: typeof given === 'string' ? given : undefined }];
		});
	});
}

/** The configuration of drizzle-kit that a project has. */
export interface DrizzleConfig {
	readonly path: string;
	/** The files, folders and globs that it reads tables from, as written. */
	readonly schema: readonly string[];
}

/**
 * The configuration of drizzle-kit, where it can be told what it reads.
 *
 * @param read the text that a project-relative file is to have; `undefined` where there is none
 */
export function drizzleConfigOf(
	read: (path: string) => string | undefined,
): DrizzleConfig | undefined {
	const path = configFileOf('drizzle.config.ts', read);
	if (path === undefined) return undefined;
	for (const config of drizzleConfigs(read(path) ?? '')) {
		const schema = textsIn(at(config, 'schema'));
		if (schema.length > 0) return { path, schema };
	}
	return undefined;
}

/** One text or a list of them; nothing where one has to be computed. */
function textsIn(value: ConfigValue | undefined): readonly string[] {
	const all: readonly (ConfigValue | undefined)[] = Array.isArray(value) ? value : [value];
	return all.every((each) => typeof each === 'string') ? all : [];
}

/** Schemas that pass on others are followed through so many modules. */
const mostModules = 40;

/**
 * Whether drizzle-kit finds the tables of a file: its configuration names it, or a file that passes
 * its tables on. True where that cannot be told.
 *
 * @param path project-relative
 */
function readsTablesOf(
	path: string,
	{ schema }: DrizzleConfig,
	facts: ProjectFacts,
	read: (path: string) => string | undefined,
): boolean {
	const entries = schema.map((each) => each.replace(/^\.\//, '').replace(/\/$/, ''));
	const isNamed = entries.some((entry) => {
		if (/^(?:\.\.|\/|[A-Za-z]:)/.test(entry)) return false;
		return matchesGlob(entry, path, 'path') !== false || folderOf(path) === entry;
	});
	if (isNamed) return true;
	const seen = new Set<string>();
	const next = entries.flatMap((entry) =>
		/\.[cm]?[jt]s$/.test(entry) ? [entry] : [`${entry}/index.ts`, `${entry}/index.js`],
	);
	for (const file of next) {
		if (seen.has(file) || seen.size === mostModules) continue;
		seen.add(file);
		const text = read(file);
		if (text === undefined || !text.includes('export')) continue;
		for (const node of new ParsedModule(text).tree?.body ?? []) {
			const from = node.type.startsWith('Export') && asText(asNode(node['source'])?.['value']);
			const target = from ? modulePath(from, file, facts) : undefined;
			const files = target === undefined ? [] : moduleFiles(target);
			if (files.includes(path)) return true;
			const found = files.find((each) => read(each) !== undefined);
			if (found !== undefined) next.push(found);
		}
	}
	return false;
}

/**
 * What to do for files with tables that drizzle-kit does not find, as a sentence for the user;
 * `undefined` where it finds them all.
 */
export function unreadNote(
	files: readonly string[],
	config: DrizzleConfig,
	facts: ProjectFacts,
	read: (path: string) => string | undefined,
): string | undefined {
	const paths = files.filter((path) => !readsTablesOf(path, config, facts, read));
	if (paths.length === 0) return undefined;
	const known = inQuotes(config.schema).join(', ');
	const added = inQuotes([...new Set(paths)].map((each) => `./${each}`)).join(', ');
	return `Add ${added} to \`schema\` in ${visiblePath(config.path)}: drizzle-kit reads ${known} alone, and generates no migration for other tables.`;
}

function folderOf(path: string): string {
	return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
