import type { Agent } from './agent.ts';
import { subagentsOf } from './header/subagents.ts';
import type { PresentTool } from '../capabilities/deniedTools.ts';
import { resolveTools, type ResolvedTool } from '../capabilities/toolNames.ts';

/**
 * What the tools of an agent become in this VS Code, with all that its file says against them.
 *
 * @param present `vscode.lm.tools`
 * @param names entries of `tools:`, by default those of the file
 */
export function toolsOfAgent(
	agent: Pick<Agent, 'tools' | 'disallowedTools' | 'frontMatter'>,
	present: readonly PresentTool[],
	names = agent.tools,
): readonly ResolvedTool[] {
	return resolveTools(names, agent.disallowedTools, present, subagentsOf(agent));
}
