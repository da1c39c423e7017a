import type { PatternVariant } from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';

/** Files whose code SvelteKit runs on a server alone. */
const ofServer =
	/(?:^|\/)(?:\+server|\+(?:page|layout)\.server|hooks\.server)\.[jt]s$|\.(?:server|remote)\.[jt]s$|(?:^|\/)server\//;

/**
 * What there is to know before a pattern with code for a server goes into a project that is built
 * without one, as a sentence; `undefined` where that is not so.
 */
export function noServerNote({ files }: PatternVariant, facts: ProjectFacts): string | undefined {
	const adapters = Object.keys(facts.packages).filter((name) => /(?:^|-|\/)adapter-/.test(name));
	// A new project has adapter-auto, which some forget there.
	const [only, ...more] = adapters.filter((name) => name !== '@sveltejs/adapter-auto');
	const isStatic = only === '@sveltejs/adapter-static' && more.length === 0;
	const isOfServer = files.some(({ path = '' }) => ofServer.test(path));
	return isStatic && isOfServer
		? 'This project is built with adapter-static: server code runs only while it is prerendered.'
		: undefined;
}
