import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isOnceOnly, onceNote } from '../../../src/core/tools/onceOnly.ts';

describe('results that are for one question alone', () => {
	it('are those that the user agreed to, and those about files that may hold secrets', () => {
		for (const [input, content] of [
			[{ path: 'a.txt' }, `A=1\n\n${onceNote}`],
			[{ path: 'apps/web/.env.local' }, 'A=1'],
			[{ filePath: '/home/me/project/.npmrc' }, 'A=1'],
			[{ command: 'cat .env && ls' }, 'A=1'],
			[{ paths: ['src/a.ts', 'certs/server.key'] }, 'A=1'],
			[{ edits: [{ file: { path: '.npmrc' } }] }, 'A=1'],
			['.env', 'A=1'],
			[{ command: 'grep KEY <"config/.env"' }, 'A=1'],
		] as const) {
			assert.equal(isOnceOnly(input, content), true, JSON.stringify(input));
		}
	});

	it('are no others', () => {
		for (const input of [{ path: 'src/a.ts' }, { command: 'npm test' }, {}, 'x', null, [1]]) {
			assert.equal(isOnceOnly(input, 'A=1'), false, JSON.stringify(input));
		}
	});
});
