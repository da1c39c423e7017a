import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decodeAgentFile, parseAgent } from '../src/core/agent.ts';
import { buildCatalog, stemOf, type AgentFile, type CatalogAgent } from '../src/core/catalog.ts';
import { newestKit, variantFor } from '../src/core/patterns.ts';
import {
	collectPatterns,
	completionWord,
	type LibraryPattern,
} from '../src/core/patternLibrary.ts';
import { problemCodes } from '../src/core/problemCodes.ts';
import { askingTools, toolRows } from '../src/core/tools/toolTable.ts';
import { chatCommands, participantIdPrefix, patternCommandPrefix } from '../src/ids.ts';
import { agentIcon } from './icon.ts';

/**
 * Writes everything that follows from `agents/*.md` and from package.json: the manifest's chat
 * participants, the table that the code registers them from, icons, the README's tables.
 *
 * @returns what it would write, by path from the repository's root; `undefined` for a file to remove
 * @throws when an agent file has a problem: what is shipped has none
 */
export async function generate(root: string): Promise<ReadonlyMap<string, string | undefined>> {
	const agents = buildCatalog(await readAgents(join(root, 'agents')));
	const outputs = new Map<string, string | undefined>();

	const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
	manifest.contributes.chatParticipants = agents.map(toParticipant);
	const patterns = collectPatterns(
		agents.map(({ handle, agent }) => ({ handle, prompt: agent.prompt })),
	).filter(isInsertable);
	assertUnique(patterns);
	manifest.contributes.commands = [
		...manifest.contributes.commands.filter(
			({ command }) => !command.startsWith(patternCommandPrefix),
		),
		...patterns.map(({ pattern: { id, title } }) => ({
			command: patternCommandPrefix + id,
			title: `Insert ${title}`,
			category: 'SvelteKit',
		})),
	];
	outputs.set('package.json', `${JSON.stringify(manifest, null, 2)}\n`);

	outputs.set('src/agents.generated.ts', toModule(agents));
	outputs.set('src/patterns.generated.ts', toPatternModule(patterns));
	for (const agent of agents) {
		for (const theme of ['light', 'dark'] as const) {
			const icon = agentIcon(initialOf(agent, agents), agent.agent.color, theme);
			outputs.set(`media/agents/${agent.handle}-${theme}.svg`, icon);
		}
	}

	for (const name of await readdir(join(root, 'media/agents')).catch(() => [])) {
		const path = `media/agents/${name}`;
		if (!outputs.has(path)) outputs.set(path, undefined);
	}

	let readme = await readFile(join(root, 'README.md'), 'utf8');
	readme = replaceBlock(readme, 'agents', agentTable(agents));
	readme = replaceBlock(readme, 'patterns', patternTable(patterns));
	readme = replaceBlock(readme, 'settings', settingTable(manifest));
	readme = replaceBlock(readme, 'problems', problemTable());
	readme = replaceBlock(readme, 'tools', toolTable(manifest));
	outputs.set('README.md', readme);
	return outputs;
}

interface Manifest {
	readonly contributes: {
		chatParticipants?: unknown;
		commands: readonly { readonly command: string; readonly title: string }[];
		readonly languageModelTools: readonly { readonly name: string; readonly displayName: string }[];
		readonly configuration?: {
			readonly properties: Readonly<Record<string, SettingSchema>>;
		};
	};
}

interface SettingSchema {
	readonly default: unknown;
	readonly markdownDescription: string;
	readonly enum?: readonly string[];
	readonly markdownEnumDescriptions?: readonly string[];
}

async function readAgents(folder: string): Promise<AgentFile[]> {
	const files = (await readdir(folder)).filter((name) => name.endsWith('.md')).toSorted();
	return Promise.all(
		files.map(async (path): Promise<AgentFile> => {
			const stem = stemOf(path);
			const decoded = decodeAgentFile(await readFile(join(folder, path)));
			if ('problem' in decoded) throw new Error(`agents/${path}: ${decoded.problem.message}`);
			const { agent, problems } = parseAgent(decoded.text, stem);
			const wrong = problems.filter(
				({ severity }) => severity === 'error' || severity === 'warning',
			);
			if (!agent || wrong.length > 0) {
				const list = wrong.map(({ range, message }) => {
					const line = decoded.text.slice(0, range.start).split('\n').length;
					return `agents/${path}:${line}: ${message}`;
				});
				throw new Error(list.join('\n'));
			}
			return { origin: 'bundled', path, stem, agent };
		}),
	);
}

function toParticipant({ handle, fullName, agent }: CatalogAgent): object {
	const questions = agent.examples.map(({ user }) => user);
	return {
		id: participantIdPrefix + handle,
		name: handle,
		fullName,
		description: agent.summary,
		isSticky: true,
		commands: [
			{
				name: chatCommands.about,
				description: 'Show what is sent besides the question, and which tools and models work here',
			},
			{
				name: chatCommands.patterns,
				description: 'List the code patterns that fit a question, each with a link that inserts it',
			},
		],
		...(questions[0] !== undefined && { sampleRequest: questions[0] }),
		...(questions.length > 0 && {
			disambiguation: [
				{ category: handle.replaceAll('-', '_'), description: agent.summary, examples: questions },
			],
		}),
	};
}

function toModule(agents: readonly CatalogAgent[]): string {
	const rows = agents.map(({ handle, path }) => `\t{ handle: '${handle}', file: '${path}' },\n`);
	return `// Written by \`npm run generate\` from agents/*.md.

export const bundledAgents: readonly { readonly handle: string; readonly file: string }[] = [
${rows.join('')}];
`;
}

/** What has a file of a SvelteKit project; examples in other languages are read, not inserted. */
function isInsertable({ pattern }: LibraryPattern): boolean {
	return pattern.variants.some(({ files }) => files.some(({ path }) => path !== undefined));
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

function patternTable(patterns: readonly LibraryPattern[]): string {
	const rows = patterns.map((entry) => {
		const { pattern, handle } = entry;
		const { files, packages } = variantFor(pattern, newestKit);
		const paths = files.flatMap(({ path }) => (path === undefined ? [] : [`\`${path}\``]));
		const cells = [
			pattern.topic,
			pattern.title,
			`\`${completionWord(entry)}\``,
			paths.join('<br>'),
			packages.join(', ') || '–',
			`\`@${handle}\``,
		];
		return `| ${cells.join(' | ')} |`;
	});
	return [
		'| Topic | Pattern | Type | Files | Packages | Agent |',
		'|---|---|---|---|---|---|',
		...rows,
	].join('\n');
}

/** The letter that tells an agent's icon from the others': the first of what its handle has of its own. */
function initialOf({ handle }: CatalogAgent, agents: readonly CatalogAgent[]): string {
	const prefix = agents
		.map((other) => `${other.handle}-`)
		.filter((other) => handle.startsWith(other))
		.reduce((longest, other) => (other.length > longest.length ? other : longest), '');
	return (handle[prefix.length] ?? '').toUpperCase();
}

function agentTable(agents: readonly CatalogAgent[]): string {
	const rows = agents.map(({ handle, agent }) => {
		const tools = agent.tools?.join(', ') ?? 'all';
		return `| \`@${handle}\` | ${agent.summary} | ${[agent.model ?? 'any'].flat().join(', ')} | ${tools} |`;
	});
	return ['| Agent | For | Model it was written for | Tools |', '|---|---|---|---|', ...rows].join(
		'\n',
	);
}

/** One row for each code, which diagnostics link to. */
function problemTable(): string {
	const rows = Object.entries(problemCodes).map(
		([code, { title, about }]) =>
			`| <a id="problem-${code}"></a>\`${code}\` | ${title} | ${about} |`,
	);
	return ['| Code | Problem | What to know |', '|---|---|---|', ...rows].join('\n');
}

function settingTable({ contributes }: Manifest): string {
	const rows = Object.entries(contributes.configuration?.properties ?? {}).map(([id, schema]) => {
		const values = (schema.enum ?? []).map(
			(value, i) => `<br>\`${value}\`: ${schema.markdownEnumDescriptions?.[i] ?? ''}`,
		);
		const meaning = schema.markdownDescription + values.join('');
		return `| \`${id}\` | \`${JSON.stringify(schema.default)}\` | ${meaning} |`;
	});
	return ['| Setting | Default | Meaning |', '|---|---|---|', ...rows].join('\n');
}

/** What every name in `tools:` becomes, with the extension's own tools by their display names. */
function toolTable({ contributes }: Manifest): string {
	const ownNames = new Map(
		contributes.languageModelTools.map(({ name, displayName }) => [name, displayName]),
	);
	const rows = toolRows.map(({ name, spellings, tools }) => {
		const shown = (isOwn: boolean): string =>
			tools
				.flatMap((slot) => slot.filter((tool) => ownNames.has(tool) === isOwn))
				.map((tool) => (isOwn ? `*${ownNames.get(tool)}*` : `\`${tool}\``))
				.join(', ') || '–';
		const asks = tools.flat().some((tool) => askingTools.has(tool)) ? 'yes' : '';
		const others = spellings.map((spelling) => `\`${spelling}\``).join(', ');
		return `| \`${name}\` | ${others} | ${shown(false)} | ${shown(true)} | ${asks} |`;
	});
	return [
		"| In `tools:` | Also written | VS Code's or Copilot's tool | Without it | Asks first |",
		'|---|---|---|---|---|',
		...rows,
	].join('\n');
}

function replaceBlock(text: string, name: string, content: string): string {
	const start = `<!-- generated: ${name} -->`;
	const end = `<!-- end: ${name} -->`;
	const from = text.indexOf(start);
	const to = text.indexOf(end);
	if (from === -1 || to < from) throw new Error(`README.md lacks the lines ${start} and ${end}`);
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
