import { answering } from '../../agent/names.ts';
import type { AgentDocument } from '../agentDocument.ts';
import { at, spanAround } from './proposal.ts';
import type { Completion, Line, Proposal } from './proposal.ts';
import { escapeMarkdown } from '../../text/markdownText.ts';
import type { Surroundings } from '../surroundings.ts';

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
	/^[ \t]*(?:[-*+][ \t]+)?(?:\*\*)?(?:target(?: agent)?|agent)(?:\*\*)?[ \t]{0,9}:(?:\*\*)?[ \t]+(?:["']([\w -]*)|([\w-][\w -]*))?$/i;

/** The agents behind `Target:`, `**Target Agent**:` and, in `handoffs:`, behind `agent:`; `undefined` elsewhere. */
export function targetCompletions(
	line: Line,
	surroundings: Surroundings,
): readonly Completion[] | undefined {
	const label = line.before.length > 120 ? undefined : targetLabel.exec(line.before);
	if (!label) return undefined;
	// `target:` at the start of a line of the header is a key.
	if (/^target[ \t]*:/.test(line.before)) return undefined;
	const typed = label[1] ?? label[2] ?? '';
	const start = line.offset - (/^\w/.test(typed) ? typed.length : 0);
	const range = { start, end: line.offset + (/^[\w-]*/.exec(line.after)?.[0].length ?? 0) };
	return at(range, agentProposals(surroundings, ''));
}

/** The agents that are known, without the file's own. */
export function agentProposals(
	{ agents, own }: Surroundings,
	prefix: '@' | '',
): readonly Proposal[] {
	return agents.agents
		.map(answering)
		.filter(({ path }) => path !== own?.agent.path)
		.map(({ handle, agent }) => ({
			kind: 'agent',
			label: `${prefix}${handle}`,
			detail: '',
			documentation: escapeMarkdown(agent.summary),
			snippet: `${prefix}${handle}`,
		}));
}
