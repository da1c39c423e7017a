import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { todaysKits } from './install.ts';
import { noteSound, prove, resultsOn } from './proof.ts';

describe('a project that holds all patterns', function () {
	for (const kit of todaysKits) {
		it(`passes svelte-check with strict types, without errors or warnings, on Kit ${kit}`, async () => {
			const { code, output } = await (await resultsOn(kit)).check;
			noteSound('types', kit, code === 0);
			assert.match(output, /COMPLETED \d+ FILES 0 ERRORS 0 WARNINGS/);
			assert.equal(code, 0, output);
		});

		it(`builds without a secret on Kit ${kit}`, async () => {
			const { code, output } = await (await resultsOn(kit)).build;
			noteSound('build', kit, code === 0);
			assert.equal(code, 0, output);
		});

		it(`passes the tests that patterns bring, and those of a build, on Kit ${kit}`, async () => {
			const { code, output } = await (await resultsOn(kit)).tests;
			assert.equal(code, 0, output);
			assert.match(output, /Test Files +4 passed/);
			assert.match(output, /Tests +6 passed/);
			prove('tests-of-guards-and-actions database-tests drizzle-client-with-migrations', kit);
		});
	}
});
