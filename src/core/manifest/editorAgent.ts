import type { Agent } from '../agent/agent.ts';
import { findDelegations } from '../agent/delegations.ts';
import { isCallable, isListed } from '../agent/header/callable.ts';
import { subagentsOf } from '../agent/header/subagents.ts';
import { quote } from '../agent/header/yamlText.ts';
import { editorReferences } from '../capabilities/editorReferences.ts';
import { visibleText } from '../text/plainText.ts';
import { wholeCharacters } from '../text/wholeCharacters.ts';

/** VS Code tells every model the description of every agent. */
const longestDescription = 1_000;

/**
 * An agent as a file for VS Code's own list of agents: its body as it is, below a header that every
 * reader takes, with the tools as VS Code names them. What would be lost there of the file's own
 * header holds here, its restrictions first of all.
 *
 * @param nameIn what an agent that the file names is called in that list
 */
export function editorAgentText(
	handle: string,
	agent: Agent,
	nameIn = (name: string): string => name,
): string {
	const { description, tools, disallowedTools, prompt } = agent;
	const about = wholeCharacters(visibleText(description).slice(0, longestDescription));
	// Cleaned first: what only looks like another name, or like all of them, is none.
	const subagents = subagentsOf(agent)
		?.map((name) => visibleText(nameIn(name)))
		.filter((name) => name !== '' && name !== '*');
	const references = subagents
		? editorReferences(
				tools ?? (subagents.length > 0 ? ['*', 'Task'] : ['*']),
				// It calls any agent.
				[...disallowedTools, 'askAgent'],
			)
		: editorReferences(tools, disallowedTools);
	const lines = [
		`name: ${quote(handle)}`,
		...(about === '' ? [] : [`description: ${quote(about)}`]),
		...(references ? [`tools: [${references.map(quote).join(', ')}]`] : []),
		...(subagents ? [`agents: [${subagents.map(quote).join(', ')}]`] : []),
		...(isCallable(agent) ? [] : ['disable-model-invocation: true']),
		...(isListed(agent) ? [] : ['user-invocable: false']),
		...handoffLines(agent, nameIn),
	];
	return `---\n${lines.join('\n')}\n---\n${prompt}`;
}

function handoffLines(agent: Agent, nameIn: (name: string) => string): readonly string[] {
	const buttons = findDelegations(agent).flatMap(({ target, buttons: all }) =>
		all.map((button) => ({ target, ...button })),
	);
	if (buttons.length === 0) return [];
	const entries = buttons.flatMap(({ target, label, prompt, sends }) => [
		`  - label: ${visibleQuote(label === '' ? target : label)}`,
		`    agent: ${visibleQuote(nameIn(target))}`,
		`    prompt: ${JSON.stringify(prompt)}`,
		...(sends ? ['    send: true'] : []),
	]);
	return ['handoffs:', ...entries];
}

function visibleQuote(text: string): string {
	return quote(visibleText(text));
}
