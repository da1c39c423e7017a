import { mergeImports, writeImport, type WantedImport } from '../../code/mergeImports.ts';
import type { CodeStyle } from '../../code/codeStyle.ts';
import type { ImportedName, ImportStatement, ModuleShape } from '../../code/moduleShape.ts';
import type { TextEdit } from '../../text/range.ts';

/**
 * What tells whether two specifiers of a file in `src` mean one module: the ways to write the lib
 * folder, endings and `/index` do not count.
 */
export function moduleIdentity(specifier: string): string {
	return specifier
		.replace(/^(?:[$#]|[~@]\/|(?:\.{1,2}\/)+|src\/)lib(?=\/|$)/, 'lib')
		.replace(/\.m?[jt]s$/, '')
		.replace(/\/index$/, '');
}

/** The names under which a module has a value of another one: its own, and `ns.value`. */
export interface LocalNames {
	readonly names: ReadonlySet<string>;
	readonly namespaces: ReadonlySet<string>;
}

/** The names under which a module imports a value. */
export function localNames(shape: ModuleShape, imported: string, from: string): LocalNames {
	const names = importsOf(shape, from).flatMap((statement) =>
		statement.names.filter(({ typeOnly }) => !typeOnly),
	);
	const locals = (of: string): ReadonlySet<string> =>
		new Set(names.filter((name) => name.imported === of).map(({ local }) => local));
	return { names: locals(imported), namespaces: locals('*') };
}

function importsOf({ imports }: ModuleShape, from: string): readonly ImportStatement[] {
	const module = moduleIdentity(from);
	return imports.filter(({ specifier }) => moduleIdentity(specifier) === module);
}

const nowhere = { start: 0, end: 0 };

/** Collects what a module has to import, under names that are free in it. */
export class NeededImports {
	readonly #code: string;
	readonly #shape: ModuleShape;
	readonly #style: CodeStyle;
	readonly #taken: Set<string>;
	readonly #wanted: WantedImport[] = [];
	readonly #names = new Map<string, string>();

	/** @param reserved names that imports must leave free */
	constructor(code: string, shape: ModuleShape, style: CodeStyle, reserved: readonly string[]) {
		this.#code = code;
		this.#shape = shape;
		this.#style = style;
		this.#taken = new Set([
			...reserved,
			...shape.declarations.map(({ name }) => name),
			...shape.imports.flatMap(({ names }) => names.map(({ local }) => local)),
		]);
	}

	/**
	 * The name of an import: that which the module has, or one that is added.
	 *
	 * @param name it gets if that is free
	 */
	name(
		imported: string,
		from: string,
		{ name, type = false }: { readonly name: string; readonly type?: boolean },
	): string {
		const key = [moduleIdentity(from), imported, type].join('\n');
		const known = this.#names.get(key) ?? this.#newName(imported, from, name, type);
		this.#names.set(key, known);
		return known;
	}

	#newName(imported: string, from: string, name: string, typeOnly: boolean): string {
		const there = importsOf(this.#shape, from);
		const known = there.flatMap((statement) =>
			statement.names
				.filter((each) => each.imported === imported)
				.map((each) => ({ statement, name: each })),
		);
		const fitting = known.find((each) => typeOnly || !each.name.typeOnly);
		if (fitting) return fitting.name.local;
		const [asType] = known;
		const local = asType?.name.local ?? this.#free(name);
		const specifier =
			asType?.statement.specifier ??
			there.find(({ kind }) => kind === (typeOnly ? 'type' : 'value'))?.specifier ??
			from;
		this.#want(specifier, { imported, local, typeOnly, range: nowhere });
		return local;
	}

	#free(name: string): string {
		let free = name;
		for (let i = 1; !this.take(free); i++) free = `${name}Hook${i === 1 ? '' : i}`;
		return free;
	}

	/** Keeps a name from imports that are added from now on; `false` if the module has it already. */
	take(name: string): boolean {
		if (this.#taken.has(name)) return false;
		this.#taken.add(name);
		return true;
	}

	#want(specifier: string, name: ImportedName): void {
		this.#wanted.push({
			range: nowhere,
			kind: name.typeOnly ? 'type' : 'value',
			specifier,
			specifierRange: nowhere,
			names: [name],
			braces: undefined,
			attributes: '',
		});
	}

	/** Edits that bring the imports into the module. */
	edits(): readonly TextEdit[] {
		return mergeImports(this.#code, this.#shape, this.#wanted, { style: this.#style }).edits;
	}

	/** The imports as lines, for a file that has no code yet. */
	lines(): readonly string[] {
		return this.#wanted.map((statement) => writeImport(statement, this.#style));
	}
}
