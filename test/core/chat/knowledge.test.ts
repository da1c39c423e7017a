import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { KnowledgeIndex } from '../../../src/core/chat/knowledge.ts';
import { knowingAgent, knowledgeOf } from '../../helpers/bundledKnowledge.ts';
import { freshQuestions } from './freshQuestions.ts';
import { otherQuestions } from './otherQuestions.ts';
import { userQuestions } from './userQuestions.ts';

interface Figures {
	/** The first is one of the right ones, or nothing is claimed where there is nothing. */
	readonly right: number;
	/** Something else is claimed to be the answer. */
	readonly wrong: readonly string[];
	readonly unsure: readonly string[];
}

describe('what the bundled agents know', () => {
	let index: KnowledgeIndex;

	before(() => {
		index = knowledgeOf();
	});

	function figuresOf(questions: typeof userQuestions): Figures {
		const wrong: string[] = [];
		const unsure: string[] = [];
		for (const [question, titles] of questions) {
			const { findings, isSure } = index.find(question);
			const first = findings[0]?.title ?? '';
			if (titles.length === 0 ? !isSure : isSure && titles.includes(first)) continue;
			(isSure ? wrong : unsure).push(`${question} → ${first}`);
		}
		return { right: questions.length - wrong.length - unsure.length, wrong, unsure };
	}

	it('is found in the words of users, and nothing else is claimed', () => {
		const figures = figuresOf(userQuestions);
		console.log(`      ${figures.right} of ${userQuestions.length} questions right first`);
		assert.deepEqual(figures.wrong, []);
		assert.ok(figures.right >= userQuestions.length * 0.95, figures.unsure.join('\n'));
	});

	it('is found in other words, too, and in other languages', () => {
		const figures = figuresOf(otherQuestions);
		const { length } = otherQuestions;
		console.log(`      ${figures.right} of ${length} questions right first`);
		assert.deepEqual(figures.wrong, []);
		assert.ok(figures.right >= length * 0.9, [...figures.wrong, ...figures.unsure].join('\n'));
	});

	it('is found for questions that nothing was fitted to', () => {
		const figures = figuresOf(freshQuestions);
		const { length } = freshQuestions;
		console.log(`      ${figures.right} of ${length} questions right first`);
		assert.ok(figures.wrong.length <= 5, figures.wrong.join('\n'));
		assert.ok(figures.right >= length * 0.84, [...figures.wrong, ...figures.unsure].join('\n'));
	});

	const aboutSomethingElse = [
		// What it is done to is another thing than what is written about.
		'how do I hash a file',
		'create a github issue from my app',
		'how do I delete a user session',
		// Another thing is done to it, or the other way round.
		'import a csv file',
		'csv import',
		'stream logs to the browser',
		'confirm email address with a token',
		// What becomes something else is not what the word is for otherwise.
		'migrate from sveltekit 1 to 2',
		// One word in a text, beside a word that everybody uses.
		'feature flags',
		'a/b testing',
	];
	it('is not claimed where only a part of a question is met', () => {
		assert.deepEqual(
			aboutSomethingElse.filter((question) => index.find(question).isSure),
			[],
		);
	});

	it('is found by a verb whose parts stand around who is meant', () => {
		const titles = [
			'log a user out',
			'sign all users out',
			'log everyone out of their account',
		].map((question) => index.find(question).findings[0]?.title);
		assert.deepEqual(new Set(titles), new Set(['Login with Remember Me']));
	});

	it('is first what is about the product that is named', () => {
		const titles = ['supabase session in hooks.server.ts', 'supabase hooks'].map(
			(question) => index.find(question).findings[0]?.title,
		);
		assert.deepEqual(titles, ['Supabase Sessions', 'Supabase Sessions']);
	});

	it('is not claimed for what nobody writes about; the words are named', () => {
		const { isSure, unknown } = index.find('How do I train a neural network in Kotlin?');
		assert.deepEqual(
			{ isSure, unknown },
			{ isSure: false, unknown: ['train', 'neural', 'kotlin'] },
		);
	});

	it('is found in spite of a slip', () => {
		for (const question of ['uplaod an image', 'webhok of stripe', 'pasword hashing']) {
			assert.ok(index.find(question).isSure, question);
		}
	});

	it('quotes the point that fits, not all of its section', () => {
		const { findings } = index.find('BODY_SIZE_LIMIT behind a proxy');
		const points = findings.find(({ kind }) => kind === 'section')?.points ?? [];
		assert.ok(points[0]?.includes('BODY_SIZE_LIMIT'), points.join('\n'));
		assert.ok(points.length <= 3);
	});

	it('has nothing for a question without words', () => {
		for (const question of ['', '   ', '???', 'how do you do it']) {
			assert.deepEqual(index.find(question), { findings: [], isSure: false, unknown: [] });
		}
	});
});

describe('what agents know', () => {
	const own = knowingAgent(
		'---\nname: planner\ndescription: Plans releases of the shop.\n---\n# Planner\n\nYou plan.\n\n## Your Role\n\nTalk about uploads of images.\n\n## Release day\n\n- Releases go out on Tuesdays.\n- The changelog is written by hand.\n\n```ts\nconst zebra = upload();\n```\n',
		'planner',
	);

	function titles(index: KnowledgeIndex, question: string): readonly string[] {
		return index.find(question).findings.map(({ title }) => title);
	}

	it('says each thing once in a short file of one’s own, and is sure of it', () => {
		const facts = knowingAgent(
			'---\nname: porter\ndescription: Knows the house.\n---\n# Porter\n\n## Facts\n\nThe shed is called Robin.\n',
			'porter',
		);
		const index = knowledgeOf(facts);
		assert.equal(index.find('How is the shed called?').isSure, true);
		assert.equal(index.find('How is the mill called?').isSure, false);
	});

	it('is searched with the own first', () => {
		const same = { ...own, handle: 'bundled', isOwn: false };
		const { findings } = new KnowledgeIndex([same, own]).find('releases on Tuesdays');
		assert.deepEqual(
			findings.slice(0, 2).map(({ agent, points }) => [agent.handle, points]),
			[
				['planner', ['- Releases go out on Tuesdays.']],
				['bundled', ['- Releases go out on Tuesdays.']],
			],
		);
	});

	it('leaves out code, and sections that speak to the model', () => {
		const index = new KnowledgeIndex([own]);
		assert.deepEqual(titles(index, 'zebra'), []);
		assert.deepEqual(titles(index, 'upload images'), []);
	});

	it('has the sections of files whose titles are all of the first level', () => {
		const flat = knowingAgent(
			'---\nname: flat\ndescription: Helps.\n---\n# Status codes\n\nSold out is 409.\n\n# Queues\n\nIt is called Heron.\n',
			'flat',
		);
		assert.deepEqual(titles(new KnowledgeIndex([flat]), 'which status code is sold out'), [
			'Status codes',
		]);
		assert.deepEqual(titles(new KnowledgeIndex([flat]), 'queue heron'), ['Queues']);
	});

	it('is bounded, however much files say', () => {
		const section = (i: number): string => `## Topic ${i}\n\n- point ${i}\n\n`;
		const huge = knowingAgent(
			`---\nname: huge\ndescription: Helps.\n---\n${Array.from({ length: 5_000 }, (_, i) => section(i)).join('')}`,
			'huge',
		);
		const index = new KnowledgeIndex(Array.from({ length: 400 }, () => huge));
		assert.ok(index.size <= 8_000, String(index.size));
		assert.ok(index.find('topic point').findings.length <= 12);
	});
});
