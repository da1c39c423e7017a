import { appMembers, sliceAppTypes, usedLocals } from '../code/appTypes.ts';
import { declarationOf, isSameText, type Declaration } from '../code/declarationShape.ts';
import { typedefNames } from '../code/docImports.ts';
import { freeNames } from '../code/freeNames.ts';
import { projectUses, type ModuleUse } from '../code/moduleUses.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { sliceModule } from '../code/sliceModule.ts';
import { usesNpm } from '../code/codeLanguage.ts';
import { packagesOf } from '../code/imports.ts';
import type { LibraryPattern } from '../pattern/patternLibrary.ts';
import type { PatternNeeds } from '../pattern/needs.ts';
import { labelOf, moduleKey, type Pattern, type PatternFile } from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';
import type { RouteFolder } from '../project/projectBlock.ts';
import { moduleFiles } from '../project/moduleFiles.ts';
import { resolveTarget } from '../project/routes.ts';
import { differencesOf, type Importer } from './existingExports.ts';
import { hasAlready, isSetUp } from './hasAlready.ts';
import { fitCode, indexFolders } from './insertion.ts';
import { lackingSignIn } from './lackingSignIn.ts';
import { leaveOutHooks } from './leaveOutHooks.ts';
import { ownUsers, withOwnUsers, type OwnUsers } from './ownUsers.ts';
import {
	nameOfSignIn,
	projectSignIn,
	secondSignIn,
	signedInMembers,
	type SignIn,
} from './projectSignIn.ts';
import { referenceDifferences } from './referenceDifferences.ts';
import { concernsDatabase, secondDatabase, type WantedModule } from './secondDatabase.ts';
import { variantOf } from './projectVariant.ts';
import {
	ProjectModules,
	withFilesRead,
	type ProjectFiles,
	type ProjectModule,
} from './projectModules.ts';

/** What a pattern needs beside its own files, and a project lacks. */
export interface NeededParts {
	/**
	 * Parts of the patterns that make it, each as a pattern with what is needed of its files, in the
	 * order in which they have to be made.
	 */
	readonly patterns: readonly Pattern[];
	/** The pattern itself, as it suits what the project has. */
	readonly chosen: Pattern;
	/** What speaks against it in this project, as sentences for the user. */
	readonly warnings: readonly string[];
	/** What the user has to know when it is done, as sentences. */
	readonly notes: readonly string[];
	/** The patterns of which one lets users sign in: this one needs it, and nobody can yet. */
	readonly signIns: readonly LibraryPattern[];
}

/**
 * Works out what a pattern needs beside its own files: of the modules that it imports the exports that
 * it uses and the project lacks, with all that these refer to; members of `App.Locals` that its code
 * uses; and what all of that needs in turn. A contact form gets the table of messages, and no other.
 *
 * Where code runs a module, and not only its types, what else the module's pattern has for it comes
 * along: the hook that sets the members of `locals`, the configuration of a tool.
 *
 * @param library the patterns that may make them
 * @param routes those of the project, where they are known
 */
export async function neededParts(
	entry: LibraryPattern,
	library: readonly LibraryPattern[],
	facts: ProjectFacts,
	files: ProjectFiles,
	routes?: readonly RouteFolder[],
): Promise<NeededParts> {
	const modules = new ProjectModules(files, facts);
	const own = await ownUsers(library, facts, modules);
	const fitted = own
		? library.map((each) => ({ ...each, pattern: withOwnUsers(each.pattern, facts, own) }))
		: library;
	const signIn = await withFilesRead(files, (read) => projectSignIn(facts, read));
	const search = new PartSearch(fitted, { facts, files, modules, own, signIn, routes });
	const pattern = own ? withOwnUsers(entry.pattern, facts, own) : entry.pattern;
	return search.run({ ...entry, pattern });
}

/** What is known of the project before the search. */
interface Surroundings {
	readonly facts: ProjectFacts;
	readonly files: ProjectFiles;
	readonly modules: ProjectModules;
	/** The table of users that it has under another name. */
	readonly own: OwnUsers | undefined;
	readonly signIn: SignIn | undefined;
	readonly routes: readonly RouteFolder[] | undefined;
}

/** A file that a pattern makes. */
interface Source {
	readonly key: string;
	readonly maker: LibraryPattern;
	readonly file: PatternFile & { readonly path: string };
	/** The names that code asks for; all of them where `all` is set. */
	readonly names: Set<string>;
	all: boolean;
	/** What of it has to be written, as far as it was worked out. */
	part: PatternFile | undefined;
	/** Code asks for more than types. */
	asksValues: boolean;
	/** The part is there to run. */
	runs: boolean;
	isWhole: boolean;
	/** Sources that the part uses. */
	readonly uses: Set<Source>;
}

/** An export that the project has, and the code that imports it. */
interface Met {
	readonly source: Source;
	readonly existing: ProjectModule;
	readonly importers: Map<string, Importer[]>;
}

class PartSearch {
	readonly #facts: ProjectFacts;
	readonly #files: ProjectFiles;
	readonly #modules: ProjectModules;
	readonly #libFolders: readonly string[];
	readonly #sources = new Map<string, Source>();
	readonly #byMaker = new Map<LibraryPattern, Source[]>();
	/** The files that declare a member of `namespace App`, `Locals.user`. */
	readonly #declarers = new Map<string, Source[]>();
	readonly #met = new Map<Source, Met>();
	readonly #importers = new Map<Source, Map<string, Importer[]>>();
	readonly #queue = new Set<Source>();
	readonly #first: Source[] = [];
	readonly #library: readonly LibraryPattern[];
	readonly #own: OwnUsers | undefined;
	readonly #signIn: SignIn | undefined;
	readonly #routes: readonly RouteFolder[] | undefined;
	/** Files that would sign users in a second time. */
	readonly #secondSignIns = new Set<Source>();
	#members: ReadonlySet<string> | undefined;
	#entry: LibraryPattern | undefined;

	constructor(
		library: readonly LibraryPattern[],
		{ facts, files, modules, own, signIn, routes }: Surroundings,
	) {
		this.#library = library;
		this.#facts = facts;
		this.#files = files;
		this.#modules = modules;
		this.#own = own;
		this.#signIn = signIn;
		this.#routes = routes;
		this.#libFolders = indexFolders(library.map(({ pattern }) => pattern));
		for (const maker of library) this.#addMaker(maker);
	}

	async run(entry: LibraryPattern): Promise<NeededParts> {
		this.#entry = entry;
		const { chosen, leftOut } = this.#withoutSecondSignIn(entry.pattern);
		for (const file of variantOf(chosen, this.#facts).files) {
			for (const source of await this.#askFor(new ParsedModule(file.code), file.path)) {
				if (!this.#first.includes(source)) this.#first.push(source);
			}
		}
		for (const source of this.#queue) {
			this.#queue.delete(source);
			await this.#workOut(source);
		}
		const patterns = this.#patterns();
		const all = [...patterns, chosen];
		const lacking = lackingSignIn(all, this.#library, {
			facts: this.#facts,
			signIn: this.#signIn,
			routes: this.#routes,
		});
		return {
			patterns,
			chosen,
			warnings: [
				...(await this.#ownWarnings(chosen)),
				...(await this.#databaseWarnings(all)),
				...this.#shapeWarnings(),
			],
			notes: [...leftOut, ...lacking.notes],
			signIns: lacking.signIns,
		};
	}

	#patterns(): readonly Pattern[] {
		const sorted = this.#inOrder().filter(({ part }) => part !== undefined);
		const byMaker = new Map<LibraryPattern, Source[]>();
		for (const source of sorted) {
			const known = byMaker.get(source.maker) ?? [];
			// Last come those that need most.
			byMaker.delete(source.maker);
			byMaker.set(source.maker, [...known, source]);
		}
		return [...byMaker].map(([maker, sources]) => this.#partOf(maker, sources));
	}

	/** A file of hooks without those that sign users in, where the project does that already. */
	#withoutSecondSignIn(pattern: Pattern): {
		readonly chosen: Pattern;
		readonly leftOut: readonly string[];
	} {
		const signIn = this.#signIn;
		if (!signIn) return { chosen: pattern, leftOut: [] };
		const variant = variantOf(pattern, this.#facts);
		const names: string[] = [];
		const files = variant.files.map((file) => {
			const { path } = file;
			if (path === undefined || !isHooksFile(path)) return file;
			const { code, leftOut } = leaveOutHooks(file.code, ({ from }) => {
				const source = this.#sources.get(moduleKey(from, path));
				return source !== undefined && signsIn(source.file);
			});
			for (const name of leftOut) names.push(name);
			return leftOut.length === 0 ? file : { ...file, code };
		});
		if (names.length === 0) return { chosen: pattern, leftOut: [] };
		const left = names.map((name) => `\`${name}\``).join(', ');
		return {
			chosen: { ...pattern, variants: [{ ...variant, kit: undefined, dialect: undefined, files }] },
			leftOut: [
				`${left} was left out: this project signs users in with ${nameOfSignIn(signIn)} already.`,
			],
		};
	}

	/** What speaks against the pattern itself: the project has what it is there for. */
	async #ownWarnings(chosen: Pattern): Promise<readonly string[]> {
		const second = await this.#secondSignIn(chosen);
		if (second !== undefined) return [second];
		const has = await hasAlready(chosen, this.#facts, this.#modules, (file, path) =>
			this.#fitted(file, path),
		);
		return has === undefined ? [] : [has];
	}

	/** What the project has of a database, wherever that is. */
	async #databaseWarnings(patterns: readonly Pattern[]): Promise<readonly string[]> {
		const wanted: WantedModule[] = [];
		for (const pattern of patterns) {
			for (const { path, code, language } of variantOf(pattern, this.#facts).files) {
				if (path === undefined || language === 'svelte' || isRoute(path) || isSetUp(path)) continue;
				const target = resolveTarget(path, this.#facts, undefined);
				const existing = await this.#modules.find(target);
				wanted.push({
					path: existing?.path ?? target,
					module: new ParsedModule(code),
					has: existing && new Set(existing.exports.keys()),
				});
			}
		}
		if (!wanted.some(concernsDatabase)) return [];
		const places = new Set(
			[...this.#sources.values()].flatMap(({ file }) =>
				moduleFiles(resolveTarget(file.path, this.#facts, undefined)),
			),
		);
		for (const { path } of wanted) places.add(path);
		return withFilesRead(this.#files, (read) => secondDatabase(wanted, places, this.#facts, read));
	}

	async #secondSignIn(chosen: Pattern): Promise<string | undefined> {
		if (!this.#signIn) return undefined;
		let isSecond = this.#secondSignIns.size > 0;
		for (const file of variantOf(chosen, this.#facts).files) {
			const { path } = file;
			if (path === undefined || isSecond || !signsIn(file)) continue;
			isSecond = !(await this.#modules.find(resolveTarget(path, this.#facts, undefined)));
		}
		return isSecond ? secondSignIn(this.#signIn, labelOf(chosen)) : undefined;
	}

	/** What the project has under the name of something else. */
	#shapeWarnings(): readonly string[] {
		const found = [...this.#met.values()].flatMap(({ source, existing, importers }) =>
			[...importers].flatMap(([name, all]) => {
				const place = existing.exports.get(name);
				const own = place && declarationOf(place.module, place.local);
				const expected = this.#expectedOf(source, name, place?.path);
				if (!place || !own || !expected || isSameText(own.text, expected.text)) return [];
				return differencesOf({ path: place.path, name, own, expected, importers: all });
			}),
		);
		const refused = [...this.#met.values()].flatMap(({ source: { part }, existing }) =>
			part ? referenceDifferences(new ParsedModule(part.code), existing) : [],
		);
		return [...new Set([...found, ...refused])];
	}

	#expectedOf({ file }: Source, name: string, path: string | undefined): Declaration | undefined {
		const own = this.#own;
		if (own && own.name === name && own.place.path === path) return own.expected;
		const module = path === undefined ? new ParsedModule(file.code) : this.#fitted(file, path);
		return declarationOf(module, name);
	}

	/** The code of a file as it would stand in a file of the project. */
	#fitted(file: PatternFile, path: string): ParsedModule {
		return fitCode(file, this.#facts, path, this.#libFolders).module;
	}

	#addMaker(maker: LibraryPattern): void {
		for (const file of variantOf(maker.pattern, this.#facts).files) {
			const { path } = file;
			if (path === undefined) continue;
			const key = moduleKey(path);
			const source: Source = {
				key,
				maker,
				file: { ...file, path },
				names: new Set(),
				all: false,
				part: undefined,
				asksValues: false,
				runs: false,
				isWhole: false,
				uses: new Set(),
			};
			if (isAppTypes(path)) {
				for (const member of appMembers(file.code)) {
					const known = this.#declarers.get(member);
					if (known) known.push(source);
					else this.#declarers.set(member, [source]);
				}
			} else if (!this.#sources.has(key)) this.#sources.set(key, source);
			const own = this.#byMaker.get(maker);
			if (own) own.push(source);
			else this.#byMaker.set(maker, [source]);
		}
	}

	/** Asks for what code uses; gives the sources that it asks of. */
	async #askFor(code: ParsedModule, path: string | undefined): Promise<readonly Source[]> {
		const asked: Source[] = [];
		for (const use of projectUses(code)) {
			const source = this.#sources.get(moduleKey(use.specifier, path));
			if (!source || this.#isEntry(source.maker)) continue;
			asked.push(source);
			this.#ask(source, use.names, use.all);
			const asksValues = use.all || use.values.size > 0;
			if (asksValues && !source.asksValues) {
				source.asksValues = true;
				this.#queue.add(source);
			}
			this.#remember(source, use, code);
		}
		for (const name of usedLocals(code.text)) {
			const member = `Locals.${name}`;
			const source = this.#declarerOf(member);
			if (!source || (await this.#declared()).has(member)) continue;
			asked.push(source);
			this.#ask(source, [member], false);
		}
		return asked;
	}

	#ask(source: Source, names: Iterable<string>, all: boolean): void {
		const before = source.names.size;
		for (const name of names) source.names.add(name);
		if (source.names.size === before && (!all || source.all)) return;
		source.all ||= all;
		this.#queue.add(source);
	}

	/** The one that is needed anyway, else the first; none where the pattern itself declares it. */
	#declarerOf(member: string): Source | undefined {
		const all = this.#declarers.get(member) ?? [];
		if (all.some(({ maker }) => this.#isEntry(maker))) return undefined;
		const isUsed = ({ maker }: Source): boolean =>
			(this.#byMaker.get(maker) ?? []).some(({ names, all: whole }) => whole || names.size > 0);
		return all.find(isUsed) ?? all[0];
	}

	/** By its key: the library may have been read anew since the pattern was chosen. */
	#isEntry({ key }: LibraryPattern): boolean {
		return key === this.#entry?.key;
	}

	async #declared(): Promise<ReadonlySet<string>> {
		return (this.#members ??= new Set(
			appMembers((await this.#files.read(this.#facts.appTypes)) ?? ''),
		));
	}

	/** Keeps who imports what, to compare it with what the project has. */
	#remember(source: Source, { locals }: ModuleUse, module: ParsedModule): void {
		const importers = this.#importers.get(source) ?? new Map<string, Importer[]>();
		this.#importers.set(source, importers);
		for (const [name, local] of locals) {
			const known = (importers.get(name) ?? []).filter((each) => each.module !== module);
			importers.set(name, [...known, { module, local }]);
		}
	}

	async #workOut(source: Source): Promise<void> {
		const { file, maker } = source;
		const before = source.part?.code;
		if (isAppTypes(file.path)) source.part = this.#memberPart(source);
		else source.part = await this.#modulePart(source);
		const { part } = source;
		if (!part || (part.code === before && !source.runs)) return;
		for (const used of await this.#askFor(new ParsedModule(part.code), file.path)) {
			source.uses.add(used);
		}
		if (source.runs) await this.#askBeside(maker, source);
	}

	#memberPart({ file, names, all }: Source): PatternFile | undefined {
		if (all) return file;
		const code = sliceAppTypes(file.code, [...names]);
		return code === undefined ? file : { ...file, code, only: [...names] };
	}

	async #modulePart(source: Source): Promise<PatternFile | undefined> {
		const { file, names } = source;
		const module = new ParsedModule(file.code);
		const target = resolveTarget(file.path, this.#facts, undefined);
		const existing = await this.#modules.find(target);
		if (!existing && this.#signIn && signsIn(source.file)) {
			this.#secondSignIns.add(source);
			return undefined;
		}
		// What a route loads and what it does belong together.
		if (isRoute(file.path) && !source.all) this.#ask(source, [], true);
		const { all } = source;
		const asked = all ? [...names, ...module.shape.exports.map(({ name }) => name)] : [...names];
		if (!existing) {
			const slice = all ? undefined : sliceModule(module, asked, { isNew: true });
			if (all || (!slice && !module.tree)) {
				source.isWhole = true;
				source.runs = true;
				return file;
			}
			if (!slice) return undefined;
			source.isWhole = slice.isWhole;
			source.runs = source.asksValues && slice.hasValues;
			return { ...file, code: slice.code, ...(!slice.isWhole && { only: slice.exports }) };
		}
		const importers = this.#importers.get(source) ?? new Map<string, Importer[]>();
		this.#met.set(source, { source, existing, importers });
		const missing = [...new Set(asked)].filter((name) => !existing.exports.has(name));
		const has = this.#sameNames(source, existing);
		const slice = sliceModule(module, missing, { isNew: false, has });
		if (!slice) return undefined;
		source.runs = source.asksValues && slice.hasValues;
		const code = withPassedOn(slice.code, existing);
		return { ...file, code, only: slice.exports };
	}

	/** The names at the top level of a module that stand for the same as in the one of a pattern. */
	#sameNames({ file }: Source, existing: ProjectModule): ReadonlySet<string> {
		const { module, path } = existing;
		const fitted = this.#fitted(file, path);
		const own = new Set(module.shape.declarations.map(({ name }) => name));
		const exported = new Set(fitted.shape.exports.map(({ name }) => name));
		const types = typedefNames(fitted.text).map(({ name }) => name);
		const names = fitted.shape.declarations.flatMap(({ name }) => {
			if (exported.has(name) && existing.exports.has(name)) return [name];
			if (!own.has(name)) return [];
			const [here, there] = [declarationOf(fitted, name), declarationOf(module, name)];
			return here && there && isSameText(here.text, there.text) ? [name] : [];
		});
		return new Set([...names, ...types.filter((name) => existing.exports.has(name))]);
	}

	/** What a pattern has beside a module that is run: what sets it up, and what configures it. */
	async #askBeside(maker: LibraryPattern, source: Source): Promise<void> {
		for (const other of this.#byMaker.get(maker) ?? []) {
			if (other === source || other.part || !isBeside(other, source)) continue;
			if (isAppTypes(other.file.path)) {
				const declared = await this.#declared();
				const members = appMembers(other.file.code).filter((name) => !declared.has(name));
				if (members.length === 0) continue;
				this.#ask(other, members, false);
			} else {
				const target = resolveTarget(other.file.path, this.#facts, undefined);
				if (await this.#modules.find(target)) continue;
				this.#ask(other, [], true);
			}
			source.uses.add(other);
		}
	}

	/** Sources with those that they use before them. */
	#inOrder(): readonly Source[] {
		const sorted = new Set<Source>();
		const seen = new Set<Source>();
		const visit = (source: Source): void => {
			if (seen.has(source)) return;
			seen.add(source);
			for (const used of source.uses) visit(used);
			sorted.add(source);
		};
		for (const source of this.#first) visit(source);
		return [...sorted];
	}

	#partOf({ pattern }: LibraryPattern, sources: readonly Source[]): Pattern {
		const files = sources.flatMap(({ part }) => part ?? []);
		const { range } = variantOf(pattern, this.#facts);
		const packages = files.flatMap(({ code, language }) =>
			usesNpm(language) ? packagesOf(code) : [],
		);
		const variant = {
			kit: undefined,
			dialect: undefined,
			files,
			packages: [...new Set(packages)].toSorted(),
			range,
		};
		const whole = variantOf(pattern, this.#facts).packages;
		return {
			...pattern,
			needs: needsOf(pattern, sources, variant.packages, whole),
			variants: [variant],
		};
	}
}

/** Whether a file says who asks: the hook of a session. */
function signsIn({ code, language }: PatternFile): boolean {
	return language !== 'svelte' && signedInMembers(new ParsedModule(code)).length > 0;
}

function isHooksFile(path: string): boolean {
	return /(?:^|\/)hooks\.server\.[jt]s$/.test(path);
}

function isAppTypes(path: string): boolean {
	return /(?:^|\/)app\.d\.ts$/.test(path);
}

function folderOf(path: string): string {
	return path.slice(0, path.lastIndexOf('/') + 1);
}

function isRoute(path: string): boolean {
	return /(?:^|\/)\+[^/]+$/.test(path);
}

/** Files that nothing imports, and that a module of the same pattern does not work without. */
function isBeside({ file: { path, code } }: Source, { file: module }: Source): boolean {
	if (isAppTypes(path)) return true;
	if (isRoute(path)) return isRoute(module.path) && folderOf(path) === folderOf(module.path);
	if (/(?:^|\/)routes\/|\.(?:test|spec)\.[jt]s$/.test(path)) return false;
	if (/^(?:src\/|\$)?lib\//.test(path)) return /(?<![\w$])locals\s*\.\s*[\w$]+\s*=(?!=)/.test(code);
	return true;
}

/** What a module passes on from others is no name in it: code in it that needs it has to import it. */
function withPassedOn(code: string, { module, exports }: ProjectModule): string {
	const slice = new ParsedModule(code);
	const own = new Set(
		[slice, module].flatMap(({ shape }) => [
			...shape.declarations.map(({ name }) => name),
			...shape.imports.flatMap(({ names }) => names.map(({ local }) => local)),
		]),
	);
	const lines = [...freeNames(slice.tree?.body ?? [])].flatMap((name) => {
		const from = exports.get(name)?.from;
		return from === undefined || own.has(name) ? [] : [`import { ${name} } from '${from}';\n`];
	});
	return `${lines.join('')}${code}`;
}

/** What the parts of a pattern need of what all of it does. */
function needsOf(
	{ needs }: Pattern,
	sources: readonly Source[],
	packages: readonly string[],
	allPackages: readonly string[],
): PatternNeeds {
	const code = sources.map(({ part }) => part?.code ?? '').join('\n');
	const words = new Set(code.match(/\b[A-Z_]\w*/g));
	const runs = sources.some(({ runs: itself }) => itself);
	const isTaken = (name: string): boolean => {
		const own = name.replace(/^@types\//, '');
		return packages.includes(own) || (runs && !allPackages.includes(own));
	};
	return {
		...needs,
		packages: needs.packages.filter(({ name }) => isTaken(name)),
		env: needs.env.filter(({ name }) => words.has(name)),
		hooks: needs.hooks.filter(({ from, exported }) =>
			sources.some(
				({ key, isWhole, names }) => key === moduleKey(from) && (isWhole || names.has(exported)),
			),
		),
		...(!runs && { config: [], databases: [], ignored: [], next: [], steps: [] }),
	};
}
