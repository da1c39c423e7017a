import { typedefNames } from '../code/docImports.ts';
import { moduleExportName } from '../code/moduleShape.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, asText, type SyntaxNode } from '../code/syntaxTree.ts';
import { moduleFiles } from '../project/moduleFiles.ts';
import type { ProjectFacts } from '../project/project.ts';

/** The files of a project, by their paths inside it. */
export interface ProjectFiles {
	has(path: string): Promise<boolean>;
	/** `undefined` where there is no such file. */
	read(path: string): Promise<string | undefined>;
}

/** So often a piece of work is begun again for the files that it came to ask for. */
const mostRounds = 12;

/** Lets something that reads files at once work on those of a project: it is run until all are read. */
export async function withFilesRead<T>(
	files: ProjectFiles,
	work: (read: (path: string) => string | undefined) => T,
): Promise<T> {
	const texts = new Map<string, string | undefined>();
	for (let round = 1; ; round++) {
		const unread = new Set<string>();
		const result = work((path) => {
			if (!texts.has(path)) unread.add(path);
			return texts.get(path);
		});
		if (unread.size === 0 || round === mostRounds) return result;
		for (const path of unread) texts.set(path, await files.read(path));
	}
}

/** A module that a project has. */
export interface ProjectModule {
	readonly path: string;
	readonly module: ParsedModule;
	/** What can be imported from it, also what it passes on from other modules, by name. */
	readonly exports: ReadonlyMap<string, ExportPlace>;
}

/** Where an export is declared. */
export interface ExportPlace {
	readonly path: string;
	readonly module: ParsedModule;
	/** Its name in that module; empty where it has none that can be told. */
	readonly local: string;
	/** The module that it is passed on from, as the importing one writes it; else its own. */
	readonly from: string | undefined;
}

/** Modules that pass on what others pass on are followed so far. */
const mostSteps = 5;

/** Reads the modules of a project, each once. */
export class ProjectModules {
	readonly #files: ProjectFiles;
	readonly #facts: ProjectFacts;
	readonly #read = new Map<string, Promise<ParsedModule | undefined>>();

	constructor(files: ProjectFiles, facts: ProjectFacts) {
		this.#files = files;
		this.#facts = facts;
	}

	/** The module of a path, also with another ending or as an index. */
	async find(path: string): Promise<ProjectModule | undefined> {
		return this.#find(path, mostSteps);
	}

	async #find(path: string, steps: number): Promise<ProjectModule | undefined> {
		for (const name of moduleFiles(path)) {
			const module = await this.#moduleAt(name);
			if (!module) continue;
			const exports = new Map<string, ExportPlace>();
			await this.#addExports(exports, { path: name, module }, steps);
			return { path: name, module, exports };
		}
		return undefined;
	}

	async #moduleAt(path: string): Promise<ParsedModule | undefined> {
		const known =
			this.#read.get(path) ??
			this.#files
				.read(path)
				.then((text) => (text === undefined ? undefined : new ParsedModule(text)));
		this.#read.set(path, known);
		return known;
	}

	async #addExports(
		exports: Map<string, ExportPlace>,
		{ path, module }: { readonly path: string; readonly module: ParsedModule },
		steps: number,
	): Promise<void> {
		const locals = localNames(module);
		for (const { name } of module.shape.exports) {
			const local = locals.get(name) ?? (name === 'default' ? '' : name);
			exports.set(name, { path, module, local, from: undefined });
		}
		// What comments of JavaScript define is exported, too.
		if (/\.[cm]?js$/.test(path)) {
			for (const { name } of typedefNames(module.text)) {
				if (!exports.has(name)) exports.set(name, { path, module, local: name, from: undefined });
			}
		}
		if (steps === 0) return;
		for (const node of module.tree?.body ?? []) {
			const source = node.type.startsWith('Export') ? asNode(node['source']) : undefined;
			if (!source) continue;
			const from = asText(source['value']);
			const target = modulePath(from, path, this.#facts);
			const other = target === undefined ? undefined : await this.#find(target, steps - 1);
			for (const [name, imported] of passedOn(node, other)) {
				const place = imported === '*' ? undefined : other?.exports.get(imported);
				// A module's own exports hide those behind a star.
				if (node.type === 'ExportAllDeclaration' && exports.has(name) && imported !== '*') continue;
				exports.set(name, place ? { ...place, from } : { path, module, local: '', from });
			}
		}
	}
}

/** The local names of what a module exports under others: `export { a as b }`. */
function localNames({ tree }: ParsedModule): ReadonlyMap<string, string> {
	const names = new Map<string, string>();
	for (const node of tree?.body ?? []) {
		if (node.type !== 'ExportNamedDeclaration' || asNode(node['source'])) continue;
		for (const each of asNodes(node['specifiers'])) {
			const local = moduleExportName(asNode(each['local']));
			names.set(moduleExportName(asNode(each['exported']) ?? each), local);
		}
	}
	return names;
}

/** What a statement passes on, and the names that it has in the other module; `*` is all of it. */
function passedOn(
	node: SyntaxNode,
	other: ProjectModule | undefined,
): readonly (readonly [name: string, imported: string])[] {
	if (node.type === 'ExportAllDeclaration') {
		const exported = asNode(node['exported']);
		if (exported) return [[moduleExportName(exported), '*']];
		return [...(other?.exports.keys() ?? [])].flatMap((name) =>
			name === 'default' ? [] : [[name, name] as const],
		);
	}
	return asNodes(node['specifiers']).map((each) => [
		moduleExportName(asNode(each['exported']) ?? each),
		moduleExportName(asNode(each['local'])),
	]);
}

/** The file that an import names, with some ending; `undefined` for what is not of the project. */
export function modulePath(
	specifier: string,
	importer: string,
	{ lib, libDir }: ProjectFacts,
): string | undefined {
	const own = specifier.replace(/\.[jt]s$/, '');
	if (/^\.\.?(?:\/|$)/.test(own)) {
		const parts = importer.split('/').slice(0, -1);
		for (const part of own.split('/')) {
			if (part === '..') parts.pop();
			else if (part !== '.' && part !== '') parts.push(part);
		}
		return `${parts.join('/')}.ts`;
	}
	for (const alias of [lib.name, '$lib', '#lib']) {
		if (own === alias) return `${libDir}/index.ts`;
		if (own.startsWith(`${alias}/`)) return `${libDir}${own.slice(alias.length)}.ts`;
	}
	return undefined;
}
