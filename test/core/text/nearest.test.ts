import assert from 'node:assert/strict';
import { nearest } from '../../../src/core/text/nearest.ts';

describe('the nearest name', () => {
	const names = ['Read', 'Write', 'WebFetch', 'WebSearch', 'disallowedTools', 'Bash'];
	const cases = [
		['WebFecth', 'WebFetch'],
		['webfetch', 'WebFetch'],
		['web-search', 'WebSearch'],
		['dissalowedTools', 'disallowedTools'],
		['Wirte', 'Write'],
		['Bsh', 'Bash'],
		['Rd', undefined],
		['context-manager', undefined],
		['', undefined],
		['x'.repeat(10_000), undefined],
	] as const;
	for (const [name, expected] of cases) {
		it(`to ${name.slice(0, 20) || 'nothing'} is ${expected ?? 'none'}`, () => {
			assert.equal(nearest(name, names), expected);
		});
	}

	it('is none where two are equally near', () => {
		assert.equal(nearest('bar', ['baz', 'bat']), undefined);
	});

	it('is never the name itself', () => {
		assert.equal(nearest('Bash', ['Bash', 'Base']), 'Base');
	});
});
