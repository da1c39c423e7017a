import { editorAgentText } from '../src/core/manifest/editorAgent.ts';
import type { LibraryPattern } from '../src/core/pattern/patternLibrary.ts';
import { labelOf, type Pattern, type PatternVariant } from '../src/core/pattern/patterns.ts';
import { codeFence } from '../src/core/text/markdownText.ts';
import { slug } from '../src/core/text/slug.ts';
import { patternTool } from '../src/core/capabilities/patternTool.ts';
import type { BundledAgent } from './bundledAgent.ts';

// What VS Code's own agent gets, also where there are no participants: the agents for its list of
// agents, and the patterns as a skill. All of it follows from the agent files, and is a part of the
// bundle.

/** The folder of the skill, which has to be called like it. */
const skillName = 'sveltekit-patterns';

/** The path of an agent in the bundle, for the manifest. */
export function chatAgentPath(handle: string): string {
	return `agents/${handle}.agent.md`;
}

/** The path of the skill in the bundle, for the manifest. */
export const skillPath = `skills/${skillName}/SKILL.md`;

/** The files, by their paths in the folder of the bundle. */
export function chatFiles(
	agents: readonly BundledAgent[],
	patterns: readonly LibraryPattern[],
): ReadonlyMap<string, string> {
	const files = new Map<string, string>();
	// Unlike a handle: a participant, and an agent of the user, may be called that.
	for (const { handle, fullName, agent } of agents) {
		files.set(chatAgentPath(handle), editorAgentText(fullName, agent));
	}
	const topics = Map.groupBy(
		patterns.map(({ pattern }) => pattern),
		({ topic }) => topic,
	);
	files.set(skillPath, skillText(topics));
	for (const [topic, all] of topics) {
		files.set(`skills/${skillName}/${topicPath(topic)}`, topicText(topic, all));
	}
	return files;
}

function topicPath(topic: string): string {
	return `references/${slug(topic)}.md`;
}

function skillText(topics: ReadonlyMap<string, readonly Pattern[]>): string {
	const lists = [...topics].map(([topic, patterns]) =>
		[
			`## ${topic} (\`${topicPath(topic)}\`)`,
			'',
			...patterns.map(
				(pattern) => `- \`${pattern.id}\` ${labelOf(pattern)}: ${filesOf(pattern).join(', ')}`,
			),
			'',
		].join('\n'),
	);
	return [
		'---',
		`name: ${skillName}`,
		'description: >-',
		'  Server-side code for SvelteKit 2 and 3 that is type-checked, built and run by tests: forms and',
		'  validation, uploads, sign-in, sessions and roles, REST APIs, keys and tokens, webhooks, event',
		'  streams, databases with Drizzle on Postgres and SQLite, hooks, security headers, rate limits,',
		'  environment variables, mail, tests. Use it before you write such code in a SvelteKit project: it',
		'  has what is easily forgotten, and fits the versions that the project has.',
		'---',
		'',
		'# SvelteKit patterns',
		'',
		`1. With the tool \`${patternTool.referenceName}\`: find a pattern by what is wanted, then get it. Its files are`,
		"   fitted to the project (SvelteKit's version, TypeScript or JavaScript, folders, database), with the",
		'   modules, variables, hooks and packages that it needs and the project lacks. Insert it with the same',
		'   tool, which asks the user, and change afterwards what has to differ.',
		'2. Without that tool: read the file of the topic below. Take the variant for the SvelteKit version in',
		"   `package.json`, use the project's own modules where they are there, wire hooks into the existing",
		'   `src/hooks.server.*` with `sequence`, and name the packages to install.',
		'3. Do not rewrite a pattern from memory, and leave out none of its checks.',
		'',
		...lists,
	].join('\n');
}

function filesOf(pattern: Pattern): readonly string[] {
	const paths = pattern.variants.flatMap(({ files }) => files.flatMap(({ path }) => path ?? []));
	return [...new Set(paths)].map((path) => `\`${path}\``);
}

function topicText(topic: string, patterns: readonly Pattern[]): string {
	return [`# ${topic}`, '', ...patterns.map(patternText)].join('\n');
}

function patternText(pattern: Pattern): string {
	const { id, summary, needs, variants } = pattern;
	const packages = [
		...new Set([
			...variants.flatMap((variant) => variant.packages),
			...needs.packages.map(({ name }) => name),
		]),
	];
	const facts = [
		['Packages', packages],
		['Environment variables', needs.env.map(({ name }) => name)],
		['Hooks', needs.hooks.map(({ hook, exported, from }) => `${hook}: ${exported} of ${from}`)],
		['Options', needs.config],
	] as const;
	return [
		`## ${labelOf(pattern)}`,
		'',
		`Pattern \`${id}\`. ${summary}`,
		'',
		...facts.flatMap(([name, list]) =>
			list.length > 0 ? [`- ${name}: ${list.map((each) => `\`${each}\``).join(', ')}`] : [],
		),
		...needs.next.map((sentence) => `- Left to do: ${sentence}`),
		'',
		...variants.flatMap(variantLines),
	].join('\n');
}

function variantLines({ kit, dialect, files }: PatternVariant): readonly string[] {
	const database = { postgres: 'Postgres', sqlite: 'SQLite' };
	const meant = [
		...(kit === undefined ? [] : [`SvelteKit ${kit}`]),
		...(dialect === undefined ? [] : [database[dialect]]),
	];
	return [
		...(meant.length > 0 ? [`### For ${meant.join(', ')}`, ''] : []),
		...files.flatMap(({ path, language, code }) => [
			...(path === undefined ? [] : [`\`${path}\``, '']),
			...fenced(code, language),
			'',
		]),
	];
}

/** A code block that nothing in the code can end. */
function fenced(code: string, language: string): readonly string[] {
	const fence = codeFence(code);
	return [`${fence}${language}`, code.trimEnd(), fence];
}
