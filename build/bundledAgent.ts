import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeAgentFile, parseAgent, type Agent } from '../src/core/agent/agent.ts';
import { stemOf } from '../src/core/agent/agentPlace.ts';
import { buildCatalog, type AgentFile, type CatalogAgent } from '../src/core/agent/catalog.ts';

/** A bundled agent with all that its file says. */
export interface BundledAgent extends CatalogAgent {
	readonly agent: Agent;
}

/**
 * The agents of a folder, sorted by handle.
 *
 * @throws when an agent file has a problem: what is shipped has none
 */
export async function readAgents(folder: string): Promise<readonly BundledAgent[]> {
	const files = (await readdir(folder)).filter((name) => name.endsWith('.md')).toSorted();
	const read = await Promise.all(
		files.map(async (path): Promise<AgentFile & { readonly agent: Agent }> => {
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
	return buildCatalog(read).agents.flatMap(({ handle, fullName, path, shadows }) => {
		const file = read.find((each) => each.path === path);
		return file ? [{ ...file, handle, fullName, shadows }] : [];
	});
}
