import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { askedLanguage } from '../../../src/core/chat/askedLanguage.ts';

describe('the language that a question wants its code in', () => {
	it('is the one that it names, and may be all that it asks', () => {
		const cases: readonly (readonly [question: string, language: string | undefined])[] = [
			['and in javascript?', 'js only'],
			['JS please', 'js only'],
			['und in JavaScript?', 'js only'],
			['show me the same with JSDoc', 'js only'],
			['in TypeScript', 'ts only'],
			['upload an image in java script', 'js'],
			['How do I stream data, in TS?', 'ts'],
			['upload an image', undefined],
			['from javascript to typescript', undefined],
			['migrate from next.js', undefined],
			['what is in src/hooks.server.ts', undefined],
			['use express-js', undefined],
			['no TypeScript please', 'js only'],
			['show it without typescript', 'js only'],
			['I do not use TypeScript', 'js only'],
			['kein TypeScript', 'js only'],
			['JS instead of TS', 'js only'],
			['I want JavaScript instead of TypeScript', 'js only'],
			['not TypeScript, JavaScript', 'js only'],
			['JavaScript-Version bitte', 'js only'],
			['typescript-eslint does not work', undefined],
			['', undefined],
		];
		for (const [question, language] of cases) {
			const found = askedLanguage(question);
			const words = found && `${found.typescript ? 'ts' : 'js'}${found.isAll ? ' only' : ''}`;
			assert.equal(words, language, question);
		}
	});
});
