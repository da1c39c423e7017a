import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { repoRoot } from '../../build/vscode/paths.ts';
import { headerOf } from '../../src/core/agent/agentHeader.ts';
import { parseAgent, type Agent } from '../../src/core/agent/agent.ts';
import { buildCatalog, type AgentFile, type Catalog } from '../../src/core/agent/catalog.ts';
import { stemOf } from '../../src/core/agent/agentPlace.ts';
import { nearestAgent } from '../../src/core/agent/names.ts';
import { analyse } from '../../src/core/editor/agentDocument.ts';
import { placeAgent } from '../../src/core/editor/surroundings.ts';
import { moduleProblems } from '../../src/core/editor/validation/moduleProblems.ts';
import { ModuleIndex } from '../../src/core/pattern/moduleIndex.ts';
import { medianRatio, quantile, type Figure } from './figure.ts';

const many = 10_000;
const few = 10;
/** As many as the collections that were looked at have. */
const collection = 613;

/** What a catalog of many agents costs, against one of few. */
export function benchCatalog(): readonly Figure[] {
	const { catalog, bytes } = measured(() => catalogOf(many));
	const small = catalogOf(few);
	const place = (agents: Catalog, name: string): (() => void) => {
		const path = pathOf(few / 2);
		const agent = agentOf(name);
		return () => void placeAgent(agents, path, stemOf(path), agent);
	};
	const rename = place(catalog, 'a-new-name');
	const nearest = (agents: Catalog) => () => void nearestAgent('some-agnet-with-a-typo', agents);
	const build = (size: number): (() => void) => {
		const files = Array.from({ length: size }, (_, i) => fileOf(i));
		return () => void buildCatalog(files);
	};
	return [
		{
			name: `memory of an agent in a catalog of ${many.toLocaleString('en')}`,
			value: `${(bytes / 1000).toFixed(2)} KB`,
			aim: '≤ 2 KB',
		},
		{
			name: `placing a document that renames its agent among ${many.toLocaleString('en')}`,
			value: `${milliseconds(rename)} (${ratio(rename, place(small, 'a-new-name'))} that among ${few})`,
			aim: '≤ 1 ms',
		},
		{
			name: `the same without a new name`,
			value: milliseconds(place(catalog, nameOf(few / 2))),
			aim: '≤ 1 ms',
		},
		{
			name: `what a misspelt name means among ${many.toLocaleString('en')}`,
			value: milliseconds(nearest(catalog)),
			aim: '–',
		},
		{
			name: `growth of time to build a catalog of ${many.toLocaleString('en')}, against ${(many / 10).toLocaleString('en')}`,
			value: `${ratio(build(many), build(many / 10))} (${milliseconds(build(many))})`,
			aim: '≤ 11 ×',
		},
		moduleCheck(),
	];
}

/** Looking for what imports of one file lack among the patterns of a collection. */
function moduleCheck(): Figure {
	const names = ['svelte-backend-expert', 'backend-engineer', 'database-specialist'];
	const texts = names.map((name) => readFileSync(join(repoRoot, 'agents', `${name}.md`), 'utf8'));
	const modules = new ModuleIndex();
	for (let i = 0; i < collection; i++) {
		const { patterns } = analyse(texts[i % texts.length] ?? '', { stem: 'x' });
		modules.set(pathOf(i), patterns);
	}
	const missing = '\n```ts\n// src/lib/a.ts\nimport b from "$lib/nobody/makes-this";\nb();\n```\n';
	const document = analyse(`${texts[0]}${missing}`, { stem: 'x', path: 'file:///x.md' });
	if (moduleProblems(document, { modules }).length === 0) throw new Error('It finds nothing.');
	const check = (): void => void moduleProblems(document, { modules });
	const alone = (): void => void moduleProblems(document, {});
	return {
		name: `modules that no pattern of ${collection} agents makes, in one validation`,
		value: `${milliseconds(check)} (${ratio(check, alone)} the file alone)`,
		aim: '≤ 2 ms',
	};
}

const body = 'Words of a prompt that nobody has asked for yet. '.repeat(150);

function agentOf(name: string): Agent {
	const description = `Use this agent when you need ${name} to look at what was built. ${'Example of it. '.repeat(20)}`;
	const { agent } = parseAgent(
		`---\nname: ${name}\ndescription: ${description}\ntools: Read, Grep, Glob, Bash\nmodel: sonnet\n---\n${body}`,
		name,
	);
	if (!agent) throw new Error('The file is no agent file.');
	return agent;
}

function nameOf(i: number): string {
	return `some-agent-with-a-name-${i}`;
}

function pathOf(i: number): string {
	return `file:///home/somebody/projects/shop/.claude/agents/team/${nameOf(i)}.md`;
}

function fileOf(i: number): AgentFile {
	const path = pathOf(i);
	return { origin: 'workspace', path, stem: stemOf(path), agent: headerOf(agentOf(nameOf(i))) };
}

function catalogOf(size: number): Catalog {
	return buildCatalog(Array.from({ length: size }, (_, i) => fileOf(i)));
}

/** What a catalog is, and how many bytes each of its agents holds. */
function measured(make: () => Catalog): { readonly catalog: Catalog; readonly bytes: number } {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	collect();
	const before = process.memoryUsage().heapUsed;
	const catalog = make();
	collect();
	return { catalog, bytes: (process.memoryUsage().heapUsed - before) / catalog.agents.length };
}

function milliseconds(run: () => void): string {
	const times = Array.from({ length: 25 }, () => {
		const start = performance.now();
		run();
		return performance.now() - start;
	});
	return `${quantile(times, 0.5).toFixed(3)} ms`;
}

function ratio(ours: () => void, baseline: () => void): string {
	return `${medianRatio(ours, baseline, 9).toFixed(1)} ×`;
}
