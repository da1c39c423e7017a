import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { agentColors, nearestColor, swatch } from '../../../src/core/agent/colors.ts';
import { attributeOf } from '../../../src/core/agent/attributes.ts';

describe('the color that looks most like another', () => {
	it('is found for colors as style sheets and people write them', () => {
		const written = {
			'dark blue': 'blue',
			'light-green': 'green',
			DarkOrange: 'orange',
			deep_purple: 'purple',
			'rgb(33, 150, 243)': 'blue',
			'rgba(255,0,0,.5)': 'red',
			'hsl(120 50% 40%)': 'green',
			'#2196F3ff': 'blue',
		};
		assert.deepEqual(
			Object.fromEntries(Object.keys(written).map((value) => [value, nearestColor(value)])),
			written,
		);
	});

	it('is none for what is no color', () => {
		for (const value of ['blue whale', 'rgb(10, 10, 10)', 'hsl(10 2% 40%)', 'rgb()', 'evergreen']) {
			assert.equal(nearestColor(value), undefined, value);
		}
	});
});

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
