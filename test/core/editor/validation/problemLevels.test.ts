import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { analyse } from '../../../../src/core/editor/agentDocument.ts';
import { validate } from '../../../../src/core/editor/validate.ts';
import { fixAll } from '../../../../src/core/editor/validation/fixAll.ts';

const text =
	'---\nname: reviewer\nDescription: Reviews: all of it\ntools: Read, Reed, Read\ncolor: golden\n---\nReview.\n';
const document = analyse(text, { stem: 'reviewer' });

/** The problems with their severities, where levels are set so. */
function found(levels: Readonly<Record<string, unknown>>): readonly string[] {
	return validate(document, { levels }).map(({ code, severity }) => `${code} ${severity}`);
}

describe('the level of a problem', () => {
	const usual = found({});

	it('is the usual one where the user has set none', () => {
		assert.ok(usual.length > 3);
		assert.deepEqual(
			validate(document).map(({ code, severity }) => `${code} ${severity}`),
			usual,
		);
	});

	it('is the one that the user has set, for each code by itself', () => {
		for (const [at, problem] of usual.entries()) {
			const [code = ''] = problem.split(' ');
			for (const level of ['error', 'warning', 'information', 'hint']) {
				const expected = usual.map((each) =>
					each.startsWith(`${code} `) ? `${code} ${level}` : each,
				);
				assert.deepEqual(found({ [code]: level }), expected, `${at} ${code} ${level}`);
			}
			const others = usual.filter((each) => !each.startsWith(`${code} `));
			assert.deepEqual(found({ [code]: 'off' }), others, code);
		}
	});

	it('is the usual one where the setting says something else', () => {
		for (const odd of ['OFF', '', 0, null, false, ['off'], { off: true }, 'toString']) {
			const levels = Object.fromEntries(usual.map((each) => [each.split(' ', 1)[0], odd]));
			assert.deepEqual(found(levels), usual, JSON.stringify(odd));
		}
		assert.deepEqual(found({ constructor: 'off', __proto__: 'off' }), usual);
	});

	it('off leaves what it is about as it is when all is fixed', () => {
		assert.match(fixAll(text, document, {}), /^description: /m);
		const levels = { 'key-spelling': 'off' };
		const fixed = fixAll(text, document, { levels });
		assert.match(fixed, /^Description: /m);
		assert.notEqual(fixed, text);
	});
});
