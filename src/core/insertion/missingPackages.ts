import { packagesOf, typesPackagesOf } from '../code/imports.ts';
import { usesNpm } from '../code/codeLanguage.ts';
import type { PatternNeeds } from '../pattern/needs.ts';
import { newestKit, type PatternVariant } from '../pattern/patterns.ts';
import type { PackageToInstall } from '../project/installCommands.ts';
import type { ProjectFacts } from '../project/project.ts';

/** Files that the app does not run: tests, and configurations of tools. */
const devFile = /\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)[\w-]+\.config\.[cm]?[jt]s$/;

/**
 * The packages that a variant of a pattern needs and the project does not declare, sorted by name:
 * what its files import, what it says that it needs, and the types of both where code is checked.
 */
export function missingPackages(
	{ files }: PatternVariant,
	facts: ProjectFacts,
	needs: PatternNeeds,
): readonly PackageToInstall[] {
	const found: PackageToInstall[] = [];
	for (const { path = '', code, language } of files) {
		if (!usesNpm(language)) continue;
		const dev = devFile.test(path);
		for (const name of packagesOf(code)) found.push({ name, range: '', dev });
		if (!facts.typescript && !facts.checkJs) continue;
		for (const name of typesPackagesOf(code)) found.push({ name, range: '', dev: true });
	}
	const kit = facts.kit.major ?? newestKit;
	const said = needs.packages.map(({ name, range, dev }) => ({ name, range: range[kit], dev }));
	const names = new Set(said.map(({ name }) => name));
	const missing = joinPackages([...said, ...found.filter(({ name }) => !names.has(name))]).filter(
		({ name }) => !Object.hasOwn(facts.packages, name),
	);
	const bundles = missing.some(({ name }) => name === '@sveltejs/adapter-node');
	return bundles ? joinPackages([...missing, ...unbundled(facts)]) : missing;
}

/** Packages with machine code, which does not work from within a bundle. */
const native: ReadonlySet<string> = new Set([
	'@libsql/client',
	'libsql',
	'better-sqlite3',
	'sqlite3',
	'argon2',
	'bcrypt',
	'@node-rs/argon2',
	'@node-rs/bcrypt',
	'sharp',
]);

/** What has to become a dependency where adapter-node comes: it bundles those of development. */
function unbundled({ devPackages, packages }: ProjectFacts): readonly PackageToInstall[] {
	return devPackages
		.filter((name) => native.has(name))
		.map((name) => ({ name, range: plainRange(packages[name]), dev: false, moves: true }));
}

/** A range that a project declares goes into a command only where it cannot be anything else. */
function plainRange(range = ''): string {
	return /^[\^~]?\d+(?:\.\d+){0,2}(?:-[\w.]+)?$/.test(range) ? range : '';
}

/** Each package once, sorted by name; one that any of them runs with is none of development. */
export function joinPackages(packages: readonly PackageToInstall[]): readonly PackageToInstall[] {
	const byName = new Map<string, PackageToInstall>();
	for (const each of packages) {
		const known = byName.get(each.name);
		byName.set(each.name, {
			name: each.name,
			range: each.range || (known?.range ?? ''),
			dev: each.dev && (known?.dev ?? true),
			...((each.moves ?? known?.moves) && { moves: true }),
		});
	}
	return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
