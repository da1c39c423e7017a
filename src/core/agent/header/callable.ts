import type { Agent } from '../agent.ts';
import { entriesOf } from '../frontMatter.ts';

type WithHeader = Pick<Agent, 'frontMatter'>;

/** Whether models may call an agent, or use a skill, by themselves: its file may keep that to people. */
export function isCallable(agent: WithHeader): boolean {
	const lost = agent.frontMatter.lostCallKeys;
	if (lost?.has('disable-model-invocation') || lost?.has('infer')) return false;
	// `infer: false` is how it was written before.
	return !mayBe(agent, 'disable-model-invocation', true) && !mayBe(agent, 'infer', false);
}

/** Whether the file keeps an agent out of lists to choose from: it is there for other agents. */
export function isListed(agent: WithHeader): boolean {
	return !mayBe(agent, 'user-invocable', false);
}

/** What is not for certain the opposite may be meant so. */
function mayBe({ frontMatter }: WithHeader, key: string, value: boolean): boolean {
	return entriesOf(frontMatter, key).some((said) => said.value !== !value && said.value !== null);
}
