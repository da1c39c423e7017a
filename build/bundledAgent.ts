import type { Agent } from '../src/core/agent/agent.ts';
import type { CatalogAgent } from '../src/core/agent/catalog.ts';

/** A bundled agent with all that its file says. */
export interface BundledAgent extends CatalogAgent {
	readonly agent: Agent;
}
