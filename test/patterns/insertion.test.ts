import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findPatterns, missingModules, variantFor } from '../../src/core/pattern/patterns.ts';
import { readAgents, readPatterns } from './library.ts';
import { kitMajors, todaysKits } from './install.ts';
import { projectOn } from './project.ts';
import { unknownIds } from './proof.ts';

/** Titles by which people know the patterns of the original agents. */
const originalTitles = [
	'Load Functions',
	'Form Actions',
	'Zod + SuperForms Integration',
	'Security-First Development',
	'Advanced Form Actions with File Upload',
	'REST API with Advanced Features',
	'Advanced Authentication System',
	'Protected Routes Pattern',
	'API Versioning Pattern',
];

/** A project has one of the ways to sign in. */
const loginForms = ['src/routes/login/+page.server.ts', 'src/routes/login/+page.svelte'];

describe('the patterns of the bundled agents', () => {
	const patterns = readPatterns();

	it('are at least the thirty that were asked for, each with a topic, a summary and a word to type', () => {
		assert.ok(patterns.length >= 30, `${patterns.length} patterns`);
		const lacking = patterns.filter(
			({ topic, summary, prefix }) => !topic || !summary || !/^kit-[a-z-]+$/.test(prefix ?? ''),
		);
		assert.deepEqual(lacking, []);
	});

	it('have ids and words to type that no other has', () => {
		for (const names of [patterns.map(({ id }) => id), patterns.map(({ prefix }) => prefix)]) {
			assert.deepEqual(
				names.filter((name, i) => names.indexOf(name) !== i),
				[],
			);
		}
	});

	it('keep the titles of the originals', () => {
		const titles = new Set(patterns.map(({ title }) => title));
		assert.deepEqual(
			originalTitles.filter((title) => !titles.has(title)),
			[],
		);
	});

	it('are read without problems, from prompts below 30,000 characters', () => {
		for (const { stem, prompt } of readAgents()) {
			assert.deepEqual(findPatterns(prompt).problems, [], stem);
			assert.ok(prompt.length < 30_000, `${stem} has ${prompt.length} characters`);
		}
	});

	it('import only modules that a pattern makes', () => {
		assert.deepEqual(missingModules(patterns), []);
	});

	for (const kit of kitMajors) {
		it(`never write one file twice on Kit ${kit}, but for members of app.d.ts and the form to sign in`, () => {
			const makers = new Map<string, string[]>();
			for (const pattern of patterns) {
				for (const { path = '' } of variantFor(pattern, kit).files) {
					makers.set(path, [...(makers.get(path) ?? []), pattern.id]);
				}
			}
			const shared = [...makers].filter(([, ids]) => ids.length > 1).map(([file]) => file);
			assert.deepEqual(shared.toSorted(), ['src/app.d.ts', ...loginForms]);
		});
	}

	for (const kit of todaysKits) {
		it(`go into a project on Kit ${kit} without a conflict, a note or a missing package`, async () => {
			assert.deepEqual((await projectOn(kit)).refusals, []);
		});
	}

	it('are the ones that the tests of behaviour name', () => {
		assert.deepEqual(unknownIds(), []);
	});
});
