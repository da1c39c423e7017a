import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { variantOf } from '../../../src/core/insertion/projectVariant.ts';
import { noServerNote } from '../../../src/core/insertion/withoutServer.ts';
import { findPatterns } from '../../../src/core/pattern/patterns.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';

const note =
	'This project is built with adapter-static: server code runs only while it is prerendered.';

function noteFor(path: string, ...adapters: readonly string[]): string | undefined {
	const devDependencies = Object.fromEntries(adapters.map((name) => [name, '^1']));
	const packageJson = JSON.stringify({ devDependencies });
	const { facts } = readProjectFacts({ packageJson, fileNames: ['tsconfig.json'] });
	const [pattern] = findPatterns(`\`\`\`ts file=${path}\nexport const a = 1;\n\`\`\`\n`).patterns;
	assert.ok(pattern);
	return noServerNote(variantOf(pattern, facts), facts);
}

describe('a project without a server', () => {
	for (const path of [
		'src/routes/api/+server.ts',
		'src/routes/a/+page.server.ts',
		'src/routes/+layout.server.ts',
		'src/hooks.server.ts',
		'src/routes/posts.remote.ts',
		'src/lib/server/db/index.ts',
		'src/lib/mail.server.ts',
	]) {
		it(`is told of before ${path} goes into it`, () => {
			assert.equal(noteFor(path, '@sveltejs/adapter-static'), note);
			assert.equal(noteFor(path, '@sveltejs/adapter-auto', '@sveltejs/adapter-static'), note);
			assert.equal(noteFor(path, '@sveltejs/adapter-auto'), undefined);
			assert.equal(noteFor(path, '@sveltejs/adapter-node', '@sveltejs/adapter-static'), undefined);
			assert.equal(noteFor(path), undefined);
		});
	}

	for (const path of ['src/routes/+page.ts', 'src/lib/servers.ts', 'src/hooks.client.ts']) {
		it(`takes ${path} as it is`, () => {
			assert.equal(noteFor(path, '@sveltejs/adapter-static'), undefined);
		});
	}
});
