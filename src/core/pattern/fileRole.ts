/** What SvelteKit and its tools take a file for, by its name alone. */
type FileRole = 'module' | 'component' | 'configuration' | 'test' | 'types' | (string & {});

/**
 * Whether the code that a pattern has for one file can stand in another: a `+page.server.ts` takes no
 * `GET`, hooks belong into hooks, and a module of the library is no part of a route.
 *
 * @param patternPath the file in the pattern; `undefined` for code without one, which fits anywhere
 * @param documentPath project-relative; `undefined` for a file without a name
 */
export function fitsInto(
	patternPath: string | undefined,
	documentPath: string | undefined,
): boolean {
	if (patternPath === undefined || documentPath === undefined) return true;
	return roleOf(patternPath) === roleOf(documentPath);
}

function roleOf(path: string): FileRole {
	const name = path.slice(path.lastIndexOf('/') + 1);
	const stem = name.replace(/\.[cm]?[jt]s$/, '');
	if (/\.d\.[cm]?ts$/.test(name)) return 'types';
	if (/\.(?:test|spec)$/.test(stem)) return 'test';
	if (name.startsWith('+')) return withoutLayout(stem);
	if (/^hooks(?:\.(?:server|client))?$/.test(stem)) return stem;
	if (stem.endsWith('.remote')) return 'remote';
	if (stem.endsWith('.config')) return 'configuration';
	if (
		/^(?:src\/)?(?:env|params|instrumentation\.server|service-worker)$/.test(
			path.replace(/\.[cm]?[jt]s$/, ''),
		)
	) {
		return stem;
	}
	if (/(?:^|\/)params\/[^/]+$/.test(path)) return 'params';
	return name.endsWith('.svelte') ? 'component' : 'module';
}

/** `+page.svelte` of `+page@(app).svelte`. */
function withoutLayout(name: string): string {
	const at = name.indexOf('@');
	return at > 0 && name.endsWith('.svelte') ? `${name.slice(0, at)}.svelte` : name;
}
