import { askAgentToolId, patternToolId, toolIds } from '../../ids.ts';
import { askAgentTool } from './askAgentTool.ts';
import { ownTools, type OwnTool } from './ownTools.ts';
import { patternTool } from './patternTool.ts';

/** All tools of this extension by their names in `vscode.lm.tools`. */
export const everyOwnTool: ReadonlyMap<string, OwnTool> = new Map([
	...(Object.keys(toolIds) as (keyof typeof toolIds)[]).map(
		(key) => [toolIds[key], ownTools[key]] as const,
	),
	[patternToolId, patternTool],
	[askAgentToolId, askAgentTool],
]);
