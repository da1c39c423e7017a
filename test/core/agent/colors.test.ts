import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { agentColors, nearestColor, swatch } from '../../../src/core/agent/colors.ts';
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

	it('are the nearest of themselves as they are drawn, and of colors that look like them', () => {
		for (const [name, { light, dark }] of agentColors) {
			assert.deepEqual([nearestColor(light), nearestColor(dark)], [name, name]);
		}
		const near = ['#2196F3', '#f00', '#4CAF50', 'Teal', ' indigo', 'crimson', '4A90D9', '#E91E63'];
		assert.deepEqual(near.map(nearestColor), [
			'blue',
			'red',
			'green',
			'cyan',
			'purple',
			'red',
			'blue',
			'pink',
		]);
	});

	it('are not the nearest of what is no color, or has none', () => {
		for (const other of ['', '#', '#12', '#1234', 'grey', '#888', 'constructor', '#gggggg']) {
			assert.equal(nearestColor(other), undefined, other);
		}
	});
});
