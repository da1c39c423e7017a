import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CatalogAgent } from '../src/core/agent/catalog.ts';
import {
	collectPatterns,
	completionWord,
	isInsertable,
	type LibraryPattern,
} from '../src/core/pattern/patternLibrary.ts';
import { agentGlyphs } from './agentGlyphs.ts';
import { agentIcon, glyphIcon, initialOf } from '../src/core/manifest/agentIcon.ts';
import { readResults } from '../test/matrix/results.ts';
import { scaffoldRecipes } from '../test/matrix/scaffolds.ts';
import {
	agentTable,
	matrixTable,
	patternsTable,
	problemSections,
	problemTexts,
	settingsTable,
	toolsTable,
} from './docs.ts';
import { readAgents } from './bundledAgent.ts';
import { generateManifest, type Manifest } from './manifest.ts';
import { thirdPartyNotices } from './notices.ts';

/**
 * Writes everything that follows from something else: from `agents/*.md` the manifest's chat
 * participants, the tables that the code registers them from and icons; from the tables of tools,
 * settings and problems what the manifest declares and the documents say; from the bundle the notices
 * of what is in it.
 *
 * @returns what it would write, by path from the repository's root; `undefined` for a file to remove
 * @throws when an agent file has a problem: what is shipped has none
 */
export async function generate(root: string): Promise<ReadonlyMap<string, string | undefined>> {
	const read = async (path: string): Promise<string> => readFile(join(root, path), 'utf8');
	const agents = await readAgents(join(root, 'agents'));
	const patterns = collectPatterns(
		agents.map(({ handle, agent }) => ({ handle, prompt: agent.prompt })),
	).filter(isInsertable);
	assertUnique(patterns);
	const outputs = new Map<string, string | undefined>();

	const manifest = JSON.parse(await read('package.json')) as Manifest;
	const generated = generateManifest(manifest, agents, patterns);
	outputs.set('package.json', `${JSON.stringify(generated, null, 2)}\n`);
	outputs.set('src/generated/agents.ts', toModule(agents));
	outputs.set('src/generated/patterns.ts', toPatternModule(patterns));

	const handles = agents.map(({ handle }) => handle);
	for (const agent of agents) {
		for (const theme of ['light', 'dark'] as const) {
			const { color } = agent.agent;
			const glyph = agentGlyphs[agent.handle];
			const icon = glyph
				? glyphIcon(glyph, color, theme)
				: agentIcon(initialOf(agent.handle, handles), color, theme);
			outputs.set(`media/agents/${agent.handle}-${theme}.svg`, icon);
		}
	}
	for (const name of await readdir(join(root, 'media/agents')).catch(() => [])) {
		const path = `media/agents/${name}`;
		if (!outputs.has(path)) outputs.set(path, undefined);
	}

	const documents: Readonly<Record<string, Readonly<Record<string, string>>>> = {
		'README.md': { agents: agentTable(agents) },
		'docs/settings.md': { settings: settingsTable() },
		'docs/patterns.md': {
			patterns: patternsTable(patterns),
			matrix: matrixTable(patterns, readResults(), scaffoldRecipes),
		},
		'docs/tools.md': { tools: toolsTable() },
		'docs/problems.md': { problems: problemSections() },
	};
	for (const [path, blocks] of Object.entries(documents)) {
		let text = await read(path);
		for (const [name, content] of Object.entries(blocks)) {
			text = replaceBlock(text, name, content, path);
		}
		outputs.set(path, text);
	}
	outputs.set('src/generated/problemTexts.ts', toProblemModule(problemTexts()));
	outputs.set('THIRD_PARTY_NOTICES.md', await thirdPartyNotices());
	return outputs;
}

function toModule(agents: readonly CatalogAgent[]): string {
	const rows = agents.map(({ handle, path }) => `\t{ handle: '${handle}', file: '${path}' },\n`);
	return `// Written by \`npm run generate\` from agents/*.md.

export const bundledAgents: readonly { readonly handle: string; readonly file: string }[] = [
${rows.join('')}];
`;
}

/** Commands and completions are told apart by the pattern alone, whichever agent it is from. */
function assertUnique(patterns: readonly LibraryPattern[]): void {
	const seen = new Map<string, string>();
	for (const entry of patterns) {
		for (const name of [entry.pattern.id, completionWord(entry)]) {
			const other = seen.get(name);
			if (other !== undefined && other !== entry.key) {
				throw new Error(`${entry.key} and ${other} are both called “${name}”: rename one of them.`);
			}
			seen.set(name, entry.key);
		}
	}
}

/** Ids by agent, since the code that has them is loaded at every start. */
function toPatternModule(patterns: readonly LibraryPattern[]): string {
	const byAgent = Map.groupBy(patterns, ({ handle }) => handle);
	const rows = [...byAgent].map(([handle, found]) => {
		const ids = found.map(({ pattern }) => `\t\t'${pattern.id}',\n`).join('');
		return `\t'${handle}': [\n${ids}\t],\n`;
	});
	return `// Written by \`npm run generate\` from agents/*.md.

/** The ids of the patterns, by the handle of the agent that has them. */
export const bundledPatterns: Readonly<Record<string, readonly string[]>> = {
${rows.join('')}};
`;
}

/** What is shown of each problem; what docs/problems.md says of it is not loaded with the extension. */
function toProblemModule(texts: ReadonlyMap<string, unknown>): string {
	const rows = [...texts].map(([code, row]) => `\t'${code}': ${JSON.stringify(row)},\n`);
	return `// Written by \`npm run generate\` from src/core/problem/problemCodes.ts.

/** The severity, the message and the title of the fix of each problem. */
export const problemTexts = {
${rows.join('')}} as const;
`;
}

function replaceBlock(text: string, name: string, content: string, path: string): string {
	const start = `<!-- generated: ${name} -->`;
	const end = `<!-- end: ${name} -->`;
	const from = text.indexOf(start);
	const to = text.indexOf(end);
	if (from === -1 || to < from) throw new Error(`${path} lacks the lines ${start} and ${end}`);
	return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

/** The lines in which two texts differ, between what they have in common at both ends. */
function difference(before: string, after: string): string {
	const [a, b] = [before.split('\n'), after.split('\n')];
	let start = 0;
	while (start < a.length && a[start] === b[start]) start++;
	let end = 0;
	while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
	return [
		`@@ line ${start + 1} @@`,
		...a.slice(start, a.length - end).map((line) => `-${line}`),
		...b.slice(start, b.length - end).map((line) => `+${line}`),
	].join('\n');
}

async function main(): Promise<void> {
	const root = join(import.meta.dirname, '..');
	const check = process.argv.includes('--check');
	const stale: string[] = [];
	for (const [path, content] of await generate(root)) {
		const file = join(root, path);
		const before = await readFile(file, 'utf8').catch(() => undefined);
		if (before === content) continue;
		stale.push(path);
		if (check) {
			console.error(
				`--- ${path}\n+++ ${path} (generated)\n${difference(before ?? '', content ?? '')}\n`,
			);
		} else if (content === undefined) {
			await rm(file);
		} else {
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, content);
		}
	}
	if (check && stale.length > 0) {
		console.error(`Not what the agent files say: ${stale.join(', ')}. Run: npm run generate`);
		process.exitCode = 1;
	} else {
		console.log(
			stale.length > 0 ? `Updated ${stale.join(', ')}` : 'Generated files are up to date.',
		);
	}
}

if (import.meta.main) {
	await main().catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
}
