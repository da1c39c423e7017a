import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { indexFolders, planFiles } from '../../src/core/insertion/insertion.ts';
import type { Pattern } from '../../src/core/pattern/patterns.ts';
import { readProjectFacts, type ProjectFacts } from '../../src/core/project/project.ts';
import { installPackages, projectFolder, templateOf, type KitMajor } from './install.ts';
import { readPatterns, readRest } from './library.ts';
import { run } from './run.ts';

/** A SvelteKit project that holds all patterns. */
export interface TestProject {
	readonly kit: KitMajor;
	readonly root: string;
	readonly facts: ProjectFacts;
	/** What the insertion of the patterns could not do by itself, as `pattern: what`. */
	readonly refusals: readonly string[];
	/** The files that each pattern made or added to, by its id. */
	readonly filesOf: ReadonlyMap<string, readonly string[]>;
}

const projects = new Map<KitMajor, Promise<TestProject>>();

/** The project for a major version of SvelteKit, made on the first call. */
export function projectOn(kit: KitMajor): Promise<TestProject> {
	const project = projects.get(kit) ?? createProject(kit);
	projects.set(kit, project);
	return project;
}

/**
 * Installs the packages if that has not been done, and makes everything else anew: template, pages,
 * patterns, generated types and migrations.
 */
async function createProject(kit: KitMajor): Promise<TestProject> {
	const root = projectFolder(kit);
	await installPackages(kit);
	for (const name of readdirSync(root)) {
		if (!kept.has(name)) rmSync(path.join(root, name), { recursive: true, force: true });
	}
	cpSync(templateOf(kit), root, { recursive: true });

	const facts = factsOf(root);
	const { scaffold, pages } = readRest();
	const before = insert(scaffold, root, facts);
	const inserted = insert(inOrder(readPatterns()), root, facts);
	const after = insert(pages, root, facts);
	await run(root, 'svelte-kit', ['sync']);
	await run(root, 'drizzle-kit', ['generate']);
	const refusals = [before, inserted, after].flatMap((step) => step.refusals);
	return { kit, root, facts, refusals, filesOf: inserted.filesOf };
}

/**
 * Vite's cache lies in `node_modules`; what was built is good for as long as its sources stay the
 * same. Everything else that a run writes goes.
 */
const kept = new Set(['node_modules', 'package.json', 'package-lock.json', 'installed', 'build']);

function factsOf(root: string): ProjectFacts {
	const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
	const names = ['@sveltejs/kit', 'svelte', 'typescript', 'zod', 'sveltekit-superforms'];
	const installedVersions = Object.fromEntries(
		names.map((name) => {
			const manifest: { version: string } = JSON.parse(read(`node_modules/${name}/package.json`));
			return [name, manifest.version];
		}),
	);
	return readProjectFacts({
		packageJson: read('package.json'),
		tsconfig: read('tsconfig.json'),
		fileNames: readdirSync(root),
		installedVersions,
	}).facts;
}

/** What declares variables, and the configuration, come before what adds to them. */
function inOrder(patterns: readonly Pattern[]): readonly Pattern[] {
	return patterns.toSorted((a, b) => Number(isAddedTo(b)) - Number(isAddedTo(a)));
}

function isAddedTo({ variants }: Pattern): boolean {
	const names = new Set<string | undefined>(['src/lib/server/env.ts', 'vite.config.ts']);
	return variants.some(({ files }) => files.some((file) => names.has(file.path)));
}

/** Files that belong to the project, to which patterns add what they need. */
const shared =
	/^(?:\.env(?:\.example)?|\.gitignore|vite\.config\.ts|src\/(?:env|hooks\.server|lib\/server\/env)\.ts)$/;

/** Puts patterns into a project as the insert command does: one after the other, merging. */
function insert(
	patterns: readonly Pattern[],
	root: string,
	facts: ProjectFacts,
): Pick<TestProject, 'refusals' | 'filesOf'> {
	const refusals: string[] = [];
	const filesOf = new Map<string, readonly string[]>();
	const libFolders = indexFolders(readPatterns());
	for (const pattern of patterns) {
		const route = otherWays.get(pattern.id);
		// Only one way to sign in can be called by the hooks.
		const added = route === undefined ? pattern : withoutHooks(pattern);
		const { files, missingPackages, notes } = planFiles(added, facts, {
			...(route !== undefined && { route }),
			existing: (file) => {
				const target = path.join(root, file);
				return existsSync(target) ? readFileSync(target, 'utf8') : undefined;
			},
			libFolders,
		});
		filesOf.set(
			pattern.id,
			files.map((file) => file.path),
		);
		refusals.push(
			...notes.map((note) => `${pattern.id}: ${note}`),
			...missingPackages.map(({ name }) => `${pattern.id}: needs ${name}`),
		);
		for (const { path: file, text, before, conflicts } of files) {
			const target = path.join(root, file);
			refusals.push(...conflicts.map(({ name }) => `${pattern.id}: ${file} has ${name}`));
			const isMerged = before !== undefined && before !== text;
			if (isMerged && !file.endsWith('.d.ts') && !shared.test(file))
				refusals.push(`${pattern.id}: ${file} exists`);
			mkdirSync(path.dirname(target), { recursive: true });
			writeFileSync(target, text);
		}
	}
	return { refusals, filesOf };
}

/** Patterns that stand for others, and where their routes are in a project that has both. */
const otherWays: ReadonlyMap<string, string> = new Map([
	['better-auth', '/other/login'],
	['supabase-sessions', '/auth/confirm'],
]);

function withoutHooks(pattern: Pattern): Pattern {
	return { ...pattern, needs: { ...pattern.needs, hooks: [] } };
}
