import type * as vscode from 'vscode';
import { decodeAgentFile, parseAgent, type Agent } from '../../core/agent/agent.ts';
import { stemOf } from '../../core/agent/catalog.ts';
import { findDelegations, type Delegation } from '../../core/agent/delegations.ts';
import { isAboutSvelte } from '../../core/project/projectBlock.ts';
import { readOwnFile } from '../../host/platform/files.ts';
import { UserError } from '../../host/run.ts';

/** An agent's file as it is now, and what answering needs to know of it. */
export interface AgentReading {
	readonly agent: Agent;
	readonly delegations: readonly Delegation[];
	/** Facts about a SvelteKit project mean something to the agent. */
	readonly isAboutSvelte: boolean;
}

/** What became of a file when it was last read, by path. */
const readings = new Map<string, { readonly bytes: Buffer; readonly reading: AgentReading }>();

/**
 * Reads an agent file from disk. What follows from it is worked out again only when it has changed.
 *
 * @throws UserError when the file is gone or no agent is in it
 */
export async function readAgent(uri: vscode.Uri): Promise<AgentReading> {
	const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
	const remedy = 'Reinstall the extension to get it back.';
	let bytes: Buffer;
	try {
		bytes = readOwnFile(uri);
	} catch (error) {
		throw new UserError(`The agent file ${name} cannot be read. ${remedy}`, { cause: error });
	}
	const known = readings.get(uri.path);
	if (known?.bytes.equals(bytes)) return known.reading;
	const decoded = decodeAgentFile(bytes);
	if ('problem' in decoded) throw new UserError(`${name}: ${decoded.problem.message}`);
	const { agent, problems } = parseAgent(decoded.text, stemOf(name));
	if (!agent) {
		throw new UserError(`${name}: ${problems[0]?.message ?? 'no agent is in it.'} ${remedy}`);
	}
	const reading = {
		agent,
		delegations: findDelegations(agent, decoded.text),
		isAboutSvelte: isAboutSvelte(agent),
	};
	readings.set(uri.path, { bytes, reading });
	return reading;
}
