import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planAll } from '../../../src/core/insertion/insertion.ts';
import { findPatterns } from '../../../src/core/pattern/patterns.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';

const page = 'export const actions = { default: async () => ({ ok: true }) };';

function planned(files: Readonly<Record<string, string>>, code = page, svelteConfig = ''): string {
	const path = 'src/routes/(app)/shop/+page.server.ts';
	const { patterns } = findPatterns(`### Shop\n\n\`\`\`ts\n// ${path}\n${code}\n\`\`\`\n`);
	const { facts } = readProjectFacts({
		packageJson: JSON.stringify({ devDependencies: { '@sveltejs/kit': '^2.70.0' } }),
		fileNames: ['tsconfig.json'],
		svelteConfig,
	});
	const plan = planAll(patterns, facts, {
		existing: (name) => (Object.hasOwn(files, name) ? files[name] : undefined),
	});
	return plan.files.find(({ path: name }) => name.endsWith('/+page.server.ts'))?.text ?? '';
}

const says = /^export const prerender = false;$/m;

describe('a new page inside of what is prerendered', () => {
	it('is made for each visitor, whichever layout around says so, and however', () => {
		for (const [file, code] of [
			['src/routes/+layout.ts', 'export const prerender = true;\n'],
			['src/routes/+layout.js', "export const prerender = 'auto';\n"],
			['src/routes/+layout.server.ts', 'export const ssr = true, prerender = true;\n'],
			['src/routes/(app)/+layout.ts', 'export const prerender: boolean = true;\n'],
			['src/routes/(app)/shop/+layout.ts', 'export const prerender = import.meta.env.PROD;\n'],
		] as const) {
			const text = planned({ [file]: code });
			assert.match(text, says, file);
			assert.ok(text.startsWith(page), text);
		}
		const moved = "export default { kit: { files: { routes: 'app/pages' } } };";
		const layout = { 'app/pages/+layout.ts': 'export const prerender = true;' };
		assert.match(planned(layout, page, moved), says);
	});

	it('stays as it is where nothing is prerendered, or where it says so itself', () => {
		const all = { 'src/routes/+layout.ts': 'export const prerender = true;\n' };
		for (const [files, code] of [
			[{}, page],
			[{ 'src/routes/+layout.ts': '// export const prerender = true;\n' }, page],
			[{ 'src/routes/+layout.ts': 'const prerender = true;\n' }, page],
			[{ 'src/routes/+layout.ts': 'export const prerender = (' }, page],
			[{ 'src/routes/blog/+layout.ts': 'export const prerender = true;\n' }, page],
			[{ ...all, 'src/routes/(app)/+layout.ts': 'export const prerender = false;\n' }, page],
			[{ ...all, 'src/routes/(app)/shop/+page.ts': 'export const prerender = false;\n' }, page],
			[all, `export const prerender = false;\n${page}`],
			[all, `export const prerender = true;\nexport const load = () => ({});`],
		] as const) {
			assert.equal(planned(files, code).trimEnd(), code);
		}
	});
});
