import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { handbookAnswer } from '../../../src/core/chat/handbookAnswer.ts';
import { knowingAgent, knowledgeOf } from '../../helpers/bundledKnowledge.ts';
import { userQuestions } from './userQuestions.ts';

describe('the answer of the handbook', () => {
	it('is the right part of the agents’ files first, and never another with confidence', () => {
		const index = knowledgeOf();
		const wrong: string[] = [];
		let right = 0;
		for (const [question, titles] of userQuestions) {
			const answer = handbookAnswer(question, 'backend-engineer', index);
			if (answer.kind !== 'found') right += Number(titles.length === 0);
			else if (titles.includes(answer.best.title)) right++;
			else wrong.push(`${question} → ${answer.best.title}`);
		}
		console.log(`      ${right} of ${userQuestions.length} questions right first`);
		assert.deepEqual(wrong, []);
		assert.ok(right >= userQuestions.length * 0.95);
	});

	it('is in the words of the agent that is asked where these are nearly as good', () => {
		const text = (about: string, title = 'Releases'): string =>
			`---\nname: a\ndescription: Helps.\n---\n# A\n\n## ${title}\n\n- ${about}\n`;
		const index = knowledgeOf(
			knowingAgent(text('Releases go out on Tuesdays.'), 'one', false),
			knowingAgent(text('Releases go out on Fridays.'), 'two', false),
			knowingAgent(text('Nothing of the kind.', 'Lunch'), 'three', false),
		);
		const asked = (handle: string): string => {
			const answer = handbookAnswer('When do releases go out?', handle, index);
			return answer.kind === 'found' ? answer.best.agent.handle : answer.kind;
		};
		assert.deepEqual([asked('one'), asked('two')], ['one', 'two']);
		assert.notEqual(asked('three'), 'three');
	});

	it('is what an agent of the user says, who is asked by name, also where many say alike', () => {
		const many = Array.from({ length: 40 }, (_, i) =>
			knowingAgent(
				`---\nname: s${i}\ndescription: Knows part ${i}.\n---\n# S\n\n## Facts\n\nThe number is ${1000 + i}.\n`,
				`s${i}`,
			),
		);
		const index = knowledgeOf(...many);
		for (const i of [0, 39]) {
			const answer = handbookAnswer('What is the number?', `s${i}`, index);
			assert.ok(answer.kind === 'found');
			assert.deepEqual(answer.best.points, [`The number is ${1000 + i}.`]);
		}
		assert.equal(handbookAnswer('What is the number?', 'backend-engineer', index).kind, 'nothing');
	});

	it('returns greetings, and says what it knows nothing about', () => {
		const index = knowledgeOf();
		assert.deepEqual(handbookAnswer('thanks!', 'backend-engineer', index), { kind: 'greeting' });
		const answer = handbookAnswer('Which football club won?', 'backend-engineer', index);
		assert.equal(answer.kind, 'nothing');
		assert.ok(answer.kind === 'nothing' && answer.unknown.includes('football'));
	});

	it('has neighbours that are about the question, too', () => {
		const answer = handbookAnswer('upload an image', 'backend-engineer', knowledgeOf());
		assert.ok(answer.kind === 'found');
		assert.equal(answer.best.title, 'File Upload');
		assert.ok(answer.neighbours.length > 0 && answer.neighbours.length <= 3);
		assert.ok(
			answer.neighbours.every(({ title, kind }) => title !== 'File Upload' && kind !== 'agent'),
		);
	});
});
