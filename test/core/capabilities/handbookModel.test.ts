import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { canAnswer } from '../../../src/core/capabilities/handbookModel.ts';
import { modelVendor } from '../../../src/ids.ts';

describe('a model that the handbook makes room for', () => {
	it('is one that a chat can ask, and no other that VS Code lists', () => {
		const models = [
			{ vendor: 'copilot', family: 'gpt-5' },
			{ vendor: 'customendpoint', family: 'tiny' },
			{ vendor: 'copilotcli', family: '' },
			{ vendor: 'copilotcli', family: 'auto' },
			{ vendor: 'somebody', family: ' ' },
			{ vendor: modelVendor, family: 'handbook' },
		];
		assert.deepEqual(
			models.filter(canAnswer).map(({ vendor }) => vendor),
			['copilot', 'customendpoint'],
		);
	});
});
