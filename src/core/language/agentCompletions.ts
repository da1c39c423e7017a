import type { AgentDocument } from '../agentDocument.ts';
import { at, spanAround } from './completion.ts';
import type { Completion, Line, Proposal } from './completion.ts';
import { escapeMarkdown } from '../markdownText.ts';
import type { Surroundings } from './surroundings.ts';

/** The agents behind an `@`; `undefined` where none stands, or only code. */
export function handleCompletions(
	document: AgentDocument,
	line: Line,
	surroundings: Surroundings,
): readonly Completion[] | undefined {
	if (!/(?<![\w@./\\-])@[\w-]*$/.test(line.before.slice(-100))) return undefined;
	if (document.fenceAt(line.offset)) return undefined;
	return at(spanAround(line, /@[\w-]*$/, /^[\w-]*/), agentProposals(surroundings, '@'));
}

const targetLabel =
	/^[ \t]*(?:[-*+][ \t]+)?(?:\*\*)?(?:target(?: agent)?|agent)(?:\*\*)?[ \t]{0,9}:(?:\*\*)?[ \t]+["']?[\w -]*$/i;

/** The agents behind `Target:`, `**Target Agent**:` and, in `handoffs:`, behind `agent:`; `undefined` elsewhere. */
export function targetCompletions(
	line: Line,
	surroundings: Surroundings,
): readonly Completion[] | undefined {
	if (line.before.length > 120 || !targetLabel.test(line.before)) return undefined;
	// `target:` at the start of a line of the header is a key.
	if (/^target[ \t]*:/.test(line.before)) return undefined;
	const range = spanAround(line, /(?<=:(?:\*\*)?[ \t]+["']?)\w[\w -]*$/, /^[\w-]*/);
	return at(range, agentProposals(surroundings, ''));
}

/** The agents that are known, without the file's own. */
export function agentProposals(
	{ agents, own }: Surroundings,
	prefix: '@' | '',
): readonly Proposal[] {
	return agents
		.filter(({ path }) => path !== own?.agent.path)
		.map(({ handle, agent }) => ({
			kind: 'agent',
			label: `${prefix}${handle}`,
			detail: '',
			documentation: escapeMarkdown(agent.summary),
			snippet: `${prefix}${handle}`,
		}));
}
