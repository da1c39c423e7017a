import assert from 'node:assert/strict';
import { planAll } from '../../../src/core/insertion/insertion.ts';
import { findPatterns } from '../../../src/core/pattern/patterns.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';

const body = [
	'### Headers',
	'',
	'```yaml needs',
	'hooks: { handle: "securityHeaders from src/lib/server/headers.ts, 10" }',
	'config: [experimental.remoteFunctions]',
	'ignored: [uploads/]',
	'next: [Look at the headers in the browser.]',
	'```',
	'',
	'```ts',
	'// src/lib/server/headers.ts',
	'export const securityHeaders = 1;',
	'```',
	'',
	'### All Hooks',
	'',
	'```ts',
	'// src/hooks.server.ts',
	"import { sequence } from '@sveltejs/kit/hooks';",
	"import { securityHeaders } from '$lib/server/headers';",
	"import { authenticate } from '$lib/server/authenticate';",
	'',
	"export { handleError } from '$lib/server/report';",
	'',
	'export const handle = sequence(securityHeaders, authenticate);',
	'```',
].join('\n');
const [headers, hooks] = findPatterns(body).patterns;
assert.ok(headers && hooks);

const packageJson = JSON.stringify({ devDependencies: { '@sveltejs/kit': '^2.70.0' } });
const { facts } = readProjectFacts({ packageJson, fileNames: ['tsconfig.json'] });
const config = 'export default {\n\tkit: { adapter: adapter() }\n};\n';

function plan(patterns: Parameters<typeof planAll>[0], files: Record<string, string>, of = facts) {
	const {
		files: planned,
		notes,
		next,
	} = planAll(patterns, of, {
		existing: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
	});
	const texts = Object.fromEntries(planned.map(({ path, text }) => [path, text]));
	return { texts, notes, next, conflicts: planned.flatMap(({ conflicts }) => conflicts) };
}

describe('what a pattern needs of the project’s own files', () => {
	it('is planned beside the files that it makes', () => {
		const { texts, notes, next } = plan([headers], {
			'svelte.config.js': config,
			'.gitignore': 'node_modules\n',
		});
		assert.deepEqual(notes, []);
		assert.deepEqual(next, ['Look at the headers in the browser.']);
		assert.deepEqual(Object.keys(texts).toSorted(), [
			'.gitignore',
			'src/hooks.server.ts',
			'src/lib/server/headers.ts',
			'svelte.config.js',
		]);
		assert.match(texts['src/hooks.server.ts'] ?? '', /from '\$lib\/server\/headers'/);
		assert.match(texts['.gitignore'] ?? '', /^\/uploads\/$/m);
		assert.match(texts['svelte.config.js'] ?? '', /experimental: \{\s*remoteFunctions: true/);
	});

	it('goes into the hooks file that is there, whatever its ending', () => {
		const own = 'export async function handle({ event, resolve }) {\n\treturn resolve(event);\n}\n';
		const { texts } = plan([headers], { 'src/hooks.server.js': own, 'svelte.config.js': config });
		assert.equal(texts['src/hooks.server.ts'], undefined);
		assert.match(texts['src/hooks.server.js'] ?? '', /sequence\(securityHeaders, /);
	});

	it('is said where it cannot be done', () => {
		const { notes } = plan([headers], { 'src/hooks.server.ts': 'export const handle = (' });
		assert.equal(notes.length, 2);
		assert.match(notes[0] ?? '', /by hand\.$/);
	});

	it('is no import of a hooks file by itself, wherever the project has it', () => {
		const moved = readProjectFacts({
			packageJson,
			fileNames: ['tsconfig.json'],
			svelteConfig:
				"export default { kit: { files: { hooks: { server: 'src/lib/server/headers' } } } };\n",
		});
		const own = 'export const handle = ({ event, resolve }) => resolve(event);\n';
		const { notes, texts } = plan(
			[headers],
			{ 'src/lib/server/headers.ts': own, 'svelte.config.js': config },
			moved.facts,
		);
		assert.doesNotMatch(texts['src/lib/server/headers.ts'] ?? '', /from '.*headers'/);
		assert.ok(
			notes.some((note) => note.includes('`src/lib/server/headers.ts`')),
			notes.join('\n'),
		);
	});

	it('is nothing more for a hooks file that has it', () => {
		const files = { 'svelte.config.js': config };
		const first = plan([headers, hooks], files);
		assert.deepEqual(first.conflicts, []);
		const after = { ...files, ...first.texts };
		const again = plan([headers, hooks], after);
		assert.deepEqual({ ...after, ...again.texts }, after);
	});

	it('puts the hooks of a pattern’s own hooks file into the one that is there', () => {
		const own = [
			"import type { Handle } from '@sveltejs/kit';",
			'',
			'export const handle: Handle = ({ event, resolve }) => resolve(event);',
			'',
		].join('\n');
		const { texts, conflicts } = plan([hooks], { 'src/hooks.server.ts': own });
		assert.deepEqual(conflicts, []);
		const text = texts['src/hooks.server.ts'] ?? '';
		assert.equal(text.match(/export const handle\b/g)?.length, 1);
		assert.match(text, /securityHeaders/);
		assert.match(text, /authenticate/);
		assert.match(text, /handleError/);
	});

	it('says of a hooks file that cannot be changed what it does, not what the plan would', () => {
		const path = 'src/hooks.server.ts';
		const byHand =
			'Add `securityHeaders` (from `$lib/server/headers`) to the `sequence(…)` of its `handle` by hand.';
		const own = 'export let handle = ({ event, resolve }) => resolve(event);\n';
		const [plainHooks] = findPatterns(
			'### Own\n\n```ts\n// src/hooks.server.ts\nexport const handle = () => 1;\n```',
		).patterns;
		assert.ok(plainHooks);
		for (const [before, reason] of [
			[`${own}if (a) handle = b;\n`, 'The hooks file gives `handle` another value later on.'],
			[`${own}export const handle = 1;\n`, 'The hooks file exports `handle` more than once.'],
			[own, "With the pattern's own, the hooks file would export `handle` more than once."],
		] as const) {
			for (const more of before === own ? [plainHooks] : [hooks, plainHooks]) {
				const { notes } = plan([headers, more], { [path]: before, 'svelte.config.js': config });
				assert.ok(notes.includes(`${reason} ${byHand}`), `${before}\n${notes.join('\n')}`);
				const about = notes.filter((note) => note.includes('more than once'));
				assert.equal(about.length, reason.includes('more than once') ? 1 : 0, before);
			}
		}
	});
});
