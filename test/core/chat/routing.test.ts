import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Catalog } from '../../../src/core/agent/catalog.ts';
import { KnowledgeIndex } from '../../../src/core/chat/knowledge.ts';
import { routeQuestion, type Route } from '../../../src/core/chat/routing.ts';
import { bundledKnowing, knowingAgent, knowledgeOf } from '../../helpers/bundledKnowledge.ts';
import { agentText, catalogOf } from '../../helpers/knownAgents.ts';

const planner = `${agentText('release-planner', 'Plans releases.')}\n## Changelog\n\nWritten by hand.\n`;
const catalog = catalogOf({
	...Object.fromEntries(
		bundledKnowing().map(({ handle, summary }) => [
			`file:///ext/agents/${handle}.md`,
			{ origin: 'bundled', text: agentText(handle, `'${summary}'`) } as const,
		]),
	),
	'file:///app/.claude/agents/release-planner.md': { origin: 'workspace', text: planner },
	'file:///home/.claude/agents/api-architect.md': {
		origin: 'user',
		text: agentText('api-architect', 'Our APIs.'),
	},
});
const index = knowledgeOf(knowingAgent(planner, 'release-planner'));

function route(question: string, agents: Catalog = catalog, known = index): string {
	return inWords(routeQuestion(question, agents, known));
}

function inWords(found: Route): string {
	switch (found.kind) {
		case 'named':
			return `${found.agent.origin} ${found.agent.handle}: ${found.question}`;
		case 'unnamed':
			return `no ${found.name}`;
		case 'found':
			return `${found.handle} about ${found.about.join(', ')}`;
		case 'close':
			return found.findings.map(({ agent, title }) => `${agent.handle}: ${title}`).join(' or ');
		case 'nobody':
			return `nobody knows ${found.unknown.join(', ')}`;
		case 'greeting':
			return 'greeting';
	}
}

describe('a question of no agent in particular', () => {
	it('goes to the agent that it begins with, with or without @ and a colon', () => {
		for (const start of [
			'release-planner: ',
			'release-planner ',
			'@release-planner ',
			'@release-planner: ',
			' Release-Planner, ',
		]) {
			assert.equal(
				route(`${start}write a changelog`),
				'workspace release-planner: write a changelog',
				start,
			);
		}
		assert.equal(route('release-planner'), 'workspace release-planner: ');
	});

	it("goes to the user's own agent of a name that a bundled one has, too", () => {
		assert.equal(route('@api-architect: which?'), 'user api-architect: which?');
		assert.equal(route('api architect which?'.replace(' ', '-')), 'user api-architect: which?');
	});

	it('reads a name nearly written only where a sign says that it is one', () => {
		assert.equal(route('@release_planner when?'), 'workspace release-planner: when?');
		assert.doesNotMatch(route('release_planner when?'), /^workspace/);
		assert.equal(route('@nobody-here when?'), 'no nobody-here');
		assert.doesNotMatch(route('TypeError: fetch failed on the server'), /^no /);
	});

	it('goes to the agent whose file is about it', () => {
		assert.match(route('How do I upload an image?'), /^backend-engineer about File Upload/);
		assert.match(route('changelog by hand'), /^release-planner about Changelog/);
		assert.match(route('CORS preflight fails'), /^api-architect about Cross-Origin Requests/);
	});

	it('is left to the user where two know about as much', () => {
		const text = (name: string): string =>
			`${agentText(name, 'Helps.')}\n## Queues\n\nQueues are named after birds.\n`;
		const [one, two] = ['one', 'two'].map((name) => knowingAgent(text(name), name));
		assert.ok(one && two);
		assert.equal(
			route('How are queues named?', catalog, new KnowledgeIndex([one, two])),
			'one: Queues or two: Queues',
		);
		assert.equal(
			route('How are queues named?', catalog, new KnowledgeIndex([{ ...one, isOwn: false }, two])),
			'two about Queues',
		);
	});

	it('goes to nobody where no agent writes about it, and the words are named', () => {
		assert.equal(route('Kotlin coroutines'), 'nobody knows kotlin, coroutines');
		const found = routeQuestion('kubernetes ingress controller', catalog, index);
		assert.ok(found.kind === 'nobody');
		assert.equal(found.nearest[0]?.title, 'Health Check');
	});

	it('is none where it greets, thanks or is empty', () => {
		const greetings = [
			'',
			'  ',
			'?',
			'hi',
			'Hello there!',
			'thanks!',
			'Thank you very much.',
			'good morning',
			'Guten Tag',
			'¡Hola!',
			'👋',
			'ok, great',
		];
		for (const text of greetings) assert.equal(route(text), 'greeting', text);
		for (const text of [
			'hi, how do I upload an image?',
			'help me with cors',
			'start a transaction',
		]) {
			assert.notEqual(route(text), 'greeting', text);
		}
	});
});
