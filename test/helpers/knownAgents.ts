import { parseAgent } from '../../src/core/agent/agent.ts';
import { builtInSupport } from '../../src/core/editor/builtInSupport.ts';
import { buildCatalog } from '../../src/core/agent/catalog.ts';
import { stemOf } from '../../src/core/agent/agentPlace.ts';
import type { Catalog, Origin } from '../../src/core/agent/catalog.ts';
import { ModuleIndex } from '../../src/core/pattern/moduleIndex.ts';
import { placeAgent } from '../../src/core/editor/surroundings.ts';
import type { Surroundings } from '../../src/core/editor/surroundings.ts';
import type { AgentDocument } from '../../src/core/editor/agentDocument.ts';

/** A catalog of agent files, from their texts by URI. */
export function catalogOf(
	files: Readonly<Record<string, { readonly origin: Origin; readonly text: string }>>,
): Catalog {
	return buildCatalog(
		Object.entries(files).flatMap(([path, { origin, text }]) => {
			const { agent } = parseAgent(text, stemOf(path));
			return agent ? [{ origin, path, stem: stemOf(path), agent }] : [];
		}),
	);
}

/** Front matter and an empty body. */
export function agentText(name: string, description: string, rest = ''): string {
	return `---\nname: ${name}\ndescription: ${description}\n${rest}---\n`;
}

/** Two bundled agents and one of the workspace, besides the file that is open. */
export const knownAgents = catalogOf({
	'file:///ext/agents/backend-engineer.md': {
		origin: 'bundled',
		text: agentText(
			'backend-engineer',
			'Builds the server side of a SvelteKit app.',
			'tools: Read, Bash\nmodel: sonnet\n',
		),
	},
	'file:///ext/agents/api-architect.md': {
		origin: 'bundled',
		text: agentText('api-architect', 'Designs APIs.'),
	},
	'file:///app/.claude/agents/reviewer.md': {
		origin: 'workspace',
		text: agentText('reviewer', 'Reviews code.'),
	},
});

const claudeSonnet = {
	id: 'claude-sonnet-4.5',
	vendor: 'copilot',
	family: 'claude-sonnet-4.5',
	name: 'Claude Sonnet 4.5',
};
const gpt = { id: 'gpt-5', vendor: 'copilot', family: 'gpt-5', name: 'GPT-5' };

/** What is around a document, with the known agents, two models and three tools. */
export function surroundingsOf(
	document: AgentDocument,
	{
		languageId = 'chatagent',
		...changes
	}: Partial<Surroundings> & { readonly languageId?: string } = {},
): Surroundings {
	const uri = document.path ?? '';
	const path = uri.replace(/^file:\/\//, '');
	const { agent, stem } = document;
	const placed = agent && placeAgent(knownAgents, uri, stem, agent);
	return {
		uri,
		path,
		agents: placed?.agents ?? knownAgents,
		own: placed?.own,
		modules: new ModuleIndex(),
		isComplete: true,
		isTrusted: true,
		isSaved: true,
		models: [claudeSonnet, gpt],
		tools: ['copilot_readFile', 'run_in_terminal', 'get_terminal_output'].map((name) => {
			return { name, tags: [] };
		}),
		theme: 'dark',
		builtIn: builtInSupport({ path, languageId }),
		...changes,
	};
}
