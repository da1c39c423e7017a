import { assignedLocals } from '../code/assignedLocals.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { projectUses } from '../code/moduleUses.ts';
import { moduleFiles } from '../project/moduleFiles.ts';
import type { ProjectFacts } from '../project/project.ts';
import { visiblePath } from '../text/plainText.ts';
import { hooksFileOf } from './planNeeds.ts';
import { modulePath } from './projectModules.ts';

/** How a project knows who asks. */
export interface SignIn {
	/** The library that does it, as it calls itself; `undefined` for the project's own code. */
	readonly library: string | undefined;
	/** The file that shows it. */
	readonly path: string;
	/** The members of `App.Locals` that say who asks, as far as its hooks set them. */
	readonly sets: ReadonlySet<string>;
}

/** The names under which hooks hand on who asks. */
const identity: ReadonlySet<string> = new Set([
	'user',
	'session',
	'auth',
	'claims',
	'currentUser',
	'userId',
	'account',
	'member',
	'safeGetSession',
]);

/** Libraries that sign users in, by what their packages begin with. */
const libraries: readonly (readonly [packages: string, name: string])[] = [
	['better-auth', 'Better Auth'],
	['@auth/sveltekit', 'Auth.js'],
	['@supabase/', 'Supabase'],
	['@clerk/', 'Clerk'],
	['svelte-clerk', 'Clerk'],
	['lucia', 'Lucia'],
	['@workos-inc/', 'WorkOS'],
	['@kinde-oss/', 'Kinde'],
	['pocketbase', 'PocketBase'],
	['firebase-admin', 'Firebase'],
];

/** Hooks are looked for in the hooks file, in what it imports, and in what that imports. */
const mostSteps = 2;
/** So many modules are read at most. */
const mostModules = 60;

/**
 * How a project signs its users in, as its hooks show it: they set `locals.user` or the like, or run a
 * library for it. A library that nothing runs signs nobody in.
 *
 * @param read the text of a project-relative file; `undefined` where there is none
 */
export function projectSignIn(
	facts: ProjectFacts,
	read: (path: string) => string | undefined,
): SignIn | undefined {
	const modules = hookModules(facts, read);
	const sets = new Set<string>();
	let setter: string | undefined;
	for (const [path, module] of modules) {
		for (const name of signedInMembers(module)) {
			sets.add(name);
			setter ??= path;
		}
	}
	const users = [...modules].flatMap(([path, { shape }]) => {
		const library = shape.imports.flatMap((each) =>
			isValue(each) ? libraryOf(each.specifier) : [],
		);
		return library[0] === undefined ? [] : [{ path, library: library[0] }];
	});
	// The module that sets the library up says more than the hook that calls it.
	const shown = users.at(-1);
	const path = shown?.path ?? setter;
	return path === undefined ? undefined : { library: shown?.library, path, sets };
}

/** The members of `App.Locals` that say who asks, of those that code sets. */
export function signedInMembers(module: ParsedModule): readonly string[] {
	return assignedLocals(module).filter((name) => identity.has(name));
}

/** “Better Auth (src/lib/server/auth.ts)”, for sentences. */
export function nameOfSignIn({ library, path }: SignIn): string {
	return library === undefined
		? `sessions of its own (${visiblePath(path)})`
		: `${library} (${visiblePath(path)})`;
}

/** Why a pattern that signs users in is of no use in a project that does so already. */
export function secondSignIn(signIn: SignIn, label: string): string {
	const has = `This project signs users in with ${nameOfSignIn(signIn)} already`;
	const use = signIn.sets.has('user')
		? 'Patterns for signed-in users work with its `locals.user`.'
		: 'Set `locals.user` in its hook, and patterns for signed-in users work with it.';
	return `${has}: “${label}” would be a second way beside it. ${use}`;
}

function isValue({ kind }: { readonly kind: string }): boolean {
	return kind !== 'type';
}

function libraryOf(specifier: string): readonly string[] {
	const found = libraries.find(
		([start]) =>
			specifier === start || specifier.startsWith(start.endsWith('/') ? start : `${start}/`),
	);
	return found ? [found[1]] : [];
}

/** The hooks file and the modules behind it, nearest first. */
export function hookModules(
	facts: ProjectFacts,
	read: (path: string) => string | undefined,
): ReadonlyMap<string, ParsedModule> {
	const found = new Map<string, ParsedModule>();
	let next: readonly string[] = [hooksFileOf(facts, read)];
	for (let step = 0; step <= mostSteps; step++) {
		const behind = new Set<string>();
		for (const path of next) {
			const text = read(path);
			if (text === undefined || found.has(path) || found.size === mostModules) continue;
			const module = new ParsedModule(text);
			found.set(path, module);
			for (const { specifier } of projectUses(module)) {
				const target = modulePath(specifier, path, facts);
				const file = target && moduleFiles(target).find((each) => read(each) !== undefined);
				if (file !== undefined) behind.add(file);
			}
		}
		next = [...behind];
	}
	return found;
}
