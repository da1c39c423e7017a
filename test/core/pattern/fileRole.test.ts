import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fitsInto } from '../../../src/core/pattern/fileRole.ts';

/** Files of one kind each: code for any of them fits those of its own line, and no other. */
const kinds = [
	['src/routes/a/+page.server.ts', 'src/routes/(b)/[c]/+page.server.js', '+page.server.ts'],
	['src/routes/+page.ts', 'src/routes/x/+page.js'],
	['src/routes/+layout.server.ts'],
	['src/routes/+layout.ts'],
	['src/routes/api/+server.ts', 'src/routes/sitemap.xml/+server.js'],
	['src/routes/+page.svelte', 'src/routes/a/+page@(app).svelte', 'src/routes/+page@.svelte'],
	['src/routes/+error.svelte'],
	['src/lib/Form.svelte', 'src/routes/a/Form.svelte'],
	['src/hooks.server.ts', 'src/hooks.server.js', 'src/hooks/hooks.server.ts'],
	['src/hooks.client.ts'],
	[
		'src/lib/server/db/index.ts',
		'src/lib/a.js',
		'src/routes/a/helpers.ts',
		'src/lib/server/hooks/cors.ts',
		'src/lib/server/env.ts',
	],
	['src/routes/posts.remote.ts', 'src/lib/a.remote.js'],
	['src/a.test.ts', 'src/routes/page.server.spec.js'],
	['vite.config.ts', 'drizzle.config.js'],
	['src/app.d.ts'],
	['src/env.ts'],
	['src/params/integer.ts'],
] as const;

describe('code of a pattern', () => {
	for (const [i, files] of kinds.entries()) {
		it(`for ${files[0]} fits files of its kind alone`, () => {
			for (const file of files) {
				for (const [j, others] of kinds.entries()) {
					for (const other of others) {
						assert.equal(fitsInto(file, other), i === j, `${file} in ${other}`);
					}
				}
			}
		});
	}

	it('fits anywhere where it names no file, and into a file without a name', () => {
		assert.ok(fitsInto(undefined, 'src/routes/+server.ts'));
		assert.ok(fitsInto('src/routes/+server.ts', undefined));
	});
});
