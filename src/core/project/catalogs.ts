import { isMapping, readYaml } from '../agent/header/yamlTree.ts';
import { at, isConfigObject, readJson, type ConfigValue } from './configLiterals.ts';

/** The files of one folder in which package managers keep catalogs. */
export interface CatalogTexts {
	/** pnpm-workspace.yaml */
	readonly pnpmWorkspace?: string | undefined;
	/** .yarnrc.yml */
	readonly yarnrc?: string | undefined;
	/** package.json, which has those of Bun */
	readonly packageJson?: string | undefined;
}

/** The ranges that `catalog:` stands for, by the name of the catalog, then by package. */
export type Catalogs = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The catalog that `catalog:` means by itself. */
const unnamed = 'default';
/** Longer files are no lists of versions. */
const longest = 200_000;

/**
 * Reads the catalogs of a monorepo, from the folder of a project on upwards; the nearest folder that
 * has any is the one that counts. What cannot be read has none.
 */
export function readCatalogs(folders: readonly CatalogTexts[]): Catalogs {
	for (const { pnpmWorkspace, yarnrc, packageJson } of folders) {
		const manifest = packageJson === undefined ? undefined : fromJson(packageJson);
		const found = [
			fromYaml(pnpmWorkspace),
			fromYaml(yarnrc),
			// Bun reads them beside the list of workspaces, and in it.
			at(manifest, 'workspaces'),
			manifest,
		].map(catalogsIn);
		const first = found.find((catalogs) => catalogs.size > 0);
		if (first) return first;
	}
	return new Map();
}

/**
 * The range of a dependency, which may be that of a catalog: `catalog:`, `catalog:kit-2`. What no
 * catalog has stays as it is.
 */
export function rangeOf(name: string, declared: string, catalogs: Catalogs): string {
	if (!declared.startsWith('catalog:')) return declared;
	const catalog = declared.slice('catalog:'.length).trim() || unnamed;
	return catalogs.get(catalog)?.get(name) ?? declared;
}

/** A mapping of some file, whatever it was written in. */
type Plain = ReadonlyMap<string, unknown> | undefined;

function catalogsIn(value: unknown): Catalogs {
	const catalogs = new Map<string, ReadonlyMap<string, string>>();
	const mapping = plainOf(value);
	for (const [name, entries] of plainOf(mapping?.get('catalogs')) ?? []) {
		const ranges = rangesIn(entries);
		if (ranges.size > 0) catalogs.set(name, ranges);
	}
	const own = rangesIn(mapping?.get('catalog'));
	if (own.size > 0) catalogs.set(unnamed, own);
	return catalogs;
}

function rangesIn(value: unknown): ReadonlyMap<string, string> {
	const entries = [...(plainOf(value) ?? [])];
	return new Map(
		entries.flatMap(([name, range]) => (typeof range === 'string' ? [[name, range] as const] : [])),
	);
}

function plainOf(value: unknown): Plain {
	if (isMapping(value)) {
		return 'entries' in value && value['entries'] instanceof Map
			? (value['entries'] as Plain)
			: new Map(Object.entries(value));
	}
	return undefined;
}

function fromJson(text: string): ConfigValue | undefined {
	if (text.length > longest) return undefined;
	const value = readJson(text);
	return isConfigObject(value) ? value : undefined;
}

function fromYaml(text: string | undefined): unknown {
	if (text === undefined || text.length > longest) return undefined;
	try {
		return readYaml(text, 0, 'texts').value;
	} catch {
		// A broken file is the package manager's to report.
		return undefined;
	}
}
