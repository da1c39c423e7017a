import type { CatalogAgent } from '../../core/agent/catalog.ts';
import { askedAs, isParticipant } from '../../core/agent/names.ts';
import { isInAgentPicker } from '../../core/editor/builtInSupport.ts';

/**
 * What opens the chat with an agent; `undefined` where the chat has it neither as a participant nor in
 * its picker.
 *
 * @param path of its file
 */
export function chatWith(
	file: CatalogAgent,
	path: string,
):
	| { readonly query: string; readonly isPartialQuery: true }
	| { readonly mode: string }
	| undefined {
	if (isParticipant(file)) return { query: `@${askedAs(file)} `, isPartialQuery: true };
	return isInAgentPicker(path) ? { mode: file.agent.name } : undefined;
}
