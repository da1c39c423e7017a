import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { leaveOutHooks } from '../../../src/core/insertion/leaveOutHooks.ts';

const head = "import { sequence } from '@sveltejs/kit/hooks';\n";

function withoutAuth(code: string): unknown {
	const { code: left, leftOut } = leaveOutHooks(code, ({ from }) => from.endsWith('/authenticate'));
	return [left, leftOut];
}

describe('leaving hooks out of a file that puts them together', () => {
	it('takes the handle and its import', () => {
		const imports =
			"import { authenticate } from './authenticate';\nimport { limit } from './limit';\n";
		assert.deepEqual(
			withoutAuth(
				`${head}${imports}\n// In this order.\nexport const handle = sequence(limit, authenticate);\n`,
			),
			[
				`${head}import { limit } from './limit';\n\n// In this order.\nexport const handle = sequence(limit);\n`,
				['authenticate'],
			],
		);
	});

	it('takes each of several, under whatever names', () => {
		const imports =
			"import { authenticate as who, other } from './authenticate';\nimport { limit } from './limit';\n";
		assert.deepEqual(
			withoutAuth(
				`${head}${imports}export const handle = sequence(\n\twho,\n\tlimit,\n\tother,\n);\n`,
			),
			[`${head}${imports}export const handle = sequence(\n\tlimit,\n);\n`, ['who', 'other']],
		);
	});

	it('leaves the only one, what is no sequence, and what cannot be parsed', () => {
		const codes = [
			`${head}import { authenticate } from './authenticate';\nexport const handle = sequence(authenticate);\n`,
			"import { authenticate } from './authenticate';\nexport const handle = authenticate;\n",
			'export const handle = (',
		];
		assert.deepEqual(
			codes.map(withoutAuth),
			codes.map((code) => [code, []]),
		);
	});
});
