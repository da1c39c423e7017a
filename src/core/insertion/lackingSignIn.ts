import { usedLocals } from '../code/appTypes.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import type { LibraryPattern } from '../pattern/patternLibrary.ts';
import { labelOf, moduleKey, type Pattern } from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';
import type { RouteFolder } from '../project/projectBlock.ts';
import { isAnswer, segmentsOf, withoutGroups } from '../project/routePlaces.ts';
import { resolveTarget } from '../project/routes.ts';
import { routeFolder } from './patternRoutes.ts';
import { projectWarnings } from './projectWarnings.ts';
import { nameOfSignIn, signedInMembers, type SignIn } from './projectSignIn.ts';
import { variantOf } from './projectVariant.ts';
import { isSignInPage } from './routeTargets.ts';

/** What is left to do where code asks who is signed in, and nobody ever is. */
export interface LackingSignIn {
	/** As sentences for the user. */
	readonly notes: readonly string[];
	/** The patterns of which one lets users sign in. */
	readonly signIns: readonly LibraryPattern[];
}

/** What of a project tells whether anybody can sign in. */
export interface SignInPlace {
	readonly facts: ProjectFacts;
	readonly signIn: SignIn | undefined;
	readonly routes: readonly RouteFolder[] | undefined;
}

/**
 * What patterns lack that are for signed-in users, in a project where nothing signs users in, or
 * nothing says so under the name that they look for.
 *
 * @param patterns all that is written, the one that the user chose last
 * @param project.signIn how it signs users in, if it does
 * @param project.routes the routes that it has; `undefined` where they are not known
 */
export function lackingSignIn(
	patterns: readonly Pattern[],
	library: readonly LibraryPattern[],
	{ facts, signIn, routes }: SignInPlace,
): LackingSignIn {
	const chosen = patterns.at(-1);
	const files = patterns.flatMap((pattern) => variantOf(pattern, facts).files);
	const codes = files.filter(({ language }) => language !== 'svelte').map(({ code }) => code);
	// The hook that sets it does not ask for it.
	const asks = codes.some((code) => usedLocals(code).includes('user') && !setsUser(code));
	const isPage = ({ path = '' }: { readonly path?: string | undefined }): boolean =>
		isAnswer(path) &&
		isSignInPage(segmentsOf(`/${routeFolder(path)?.join('/') ?? ''}`).at(-1) ?? '');
	if (!chosen || !asks || files.some(isPage)) return { notes: [], signIns: [] };
	const isOnItsOwn = signIn !== undefined && isSession(signIn, library, facts);
	if (signIn?.sets.has('user') && !(isOnItsOwn && routes && !routes.some(isSignInRoute))) {
		return { notes: [], signIns: [] };
	}
	if (signIn && !signIn.sets.has('user')) {
		const note = `This project signs users in with ${nameOfSignIn(signIn)}, and its hooks do not set \`locals.user\`, which “${labelOf(chosen)}” looks for: set it there.`;
		return { notes: [note], signIns: [] };
	}
	// One that only declares and sets it, such as a session, is there for others to build on.
	const own = variantOf(chosen, facts).files;
	if (own.some(({ code }) => setsUser(code))) return { notes: [], signIns: [] };
	const found = library.filter(({ pattern }) => {
		const made = variantOf(pattern, facts).files;
		// Where there are sessions, one that builds on them.
		return made.some(isPage) && !(signIn && made.some(({ code }) => setsUser(code)));
	});
	const against = new Map(
		found.map((each) => [each, projectWarnings([each.pattern], facts)] as const),
	);
	const able = found.filter((each) => against.get(each)?.length === 0);
	const usual = able.toSorted(
		(a, b) => Number(usesLibrary(b, facts)) - Number(usesLibrary(a, facts)),
	);
	const names = usual.map(({ pattern }) => `“${labelOf(pattern)}”`).join(' or ');
	const add =
		usual.length === 0
			? 'set `locals.user` in a hook, and make the page to sign in on'
			: `add ${names}`;
	return {
		notes: [
			`“${labelOf(chosen)}” is for signed-in users, and nobody can sign in here yet: ${add}.`,
			...(usual.length === 0 ? new Set([...against.values()].flat()) : []),
		],
		signIns: usual,
	};
}

/** Whether the sessions of a project are those of a pattern, which have no page to sign in on. */
function isSession(
	{ library: name, path }: SignIn,
	library: readonly LibraryPattern[],
	facts: ProjectFacts,
): boolean {
	if (name !== undefined) return false;
	return library.some(({ pattern }) =>
		variantOf(pattern, facts).files.some(
			(file) =>
				file.path !== undefined &&
				moduleKey(resolveTarget(file.path, facts, undefined)) === moduleKey(path) &&
				setsUser(file.code),
		),
	);
}

function isSignInRoute({ route }: RouteFolder): boolean {
	return isSignInPage(segmentsOf(withoutGroups(route)).at(-1) ?? '');
}

function setsUser(code: string): boolean {
	return signedInMembers(new ParsedModule(code)).includes('user');
}

/** Whether a pattern is for the library that the project has for signing in. */
function usesLibrary({ pattern }: LibraryPattern, facts: ProjectFacts): boolean {
	const { auth } = facts;
	return auth !== undefined && variantOf(pattern, facts).packages.includes(auth.name);
}
