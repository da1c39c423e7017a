import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { agentColors, swatch } from '../../../src/core/agent/colors.ts';
import { attributeOf } from '../../../src/core/agent/attributes.ts';

describe('colors of agents', () => {
	it('are those that the key takes', () => {
		const values = attributeOf('color')?.values?.map(({ value }) => value);
		assert.deepEqual([...agentColors.keys()].toSorted(), values?.toSorted());
	});

	it('have a swatch, and nothing else has', () => {
		assert.match(swatch('red', 'dark'), /^!\[red\]\(data:image\/svg\+xml,%3Csvg[\w%.-]+\)$/);
		assert.deepEqual([swatch('constructor', 'dark'), swatch('#ff0000', 'light')], ['', '']);
	});
});
