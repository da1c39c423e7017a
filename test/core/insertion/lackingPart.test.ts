import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { patternFormat } from '../../../src/core/code/codeFormat.ts';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import { sliceModule } from '../../../src/core/code/sliceModule.ts';
import { formatCode } from '../../../src/core/code/formatCode.ts';
import { fitCode, planAll, planFiles } from '../../../src/core/insertion/insertion.ts';
import { neededParts } from '../../../src/core/insertion/neededParts.ts';
import { variantOf } from '../../../src/core/insertion/projectVariant.ts';
import { resolveTarget } from '../../../src/core/project/routes.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';
import { shareOf, triesAll } from '../../helpers/turn.ts';
import { readLibrary } from '../../patterns/library.ts';

const format = {
	...patternFormat,
	useTabs: false,
	tabWidth: 2,
	singleQuote: false,
	semi: false,
	printWidth: 60,
	trailingComma: 'all',
	bracketSpacing: true,
	arrowParens: 'avoid',
	quoteProps: 'as-needed',
	svelteIndentScriptAndStyle: true,
	insertFinalNewline: true,
} as const;

describe('a pattern of whose file the project has a part', () => {
	for (const [language, fileNames] of [
		['TypeScript', ['tsconfig.json']],
		['JavaScript', ['jsconfig.json']],
	] as const) {
		const { facts } = readProjectFacts({
			packageJson: JSON.stringify({ devDependencies: { '@sveltejs/kit': '^2.60.0', zod: '^4' } }),
			fileNames,
		});
		it(`gets the rest of it in ${language}, whatever part that is and however it is formatted`, async () => {
			let tried = 0;
			for (const { pattern } of shareOf(readLibrary(), 3)) {
				for (const file of variantOf(pattern, facts).files) {
					const whole = new ParsedModule(file.code);
					const names = whole.shape.exports.map(({ name }) => name);
					if (file.path === undefined || names.length < 2 || !/\.[jt]s$/.test(file.path)) continue;
					const path = resolveTarget(file.path, facts, undefined);
					if (/hooks\.server|\.config\.|\.d\.ts$/.test(path)) continue;
					for (const name of names) {
						const slice = sliceModule(whole, [name], { isNew: true });
						assert.ok(slice, `${path}: ${name}`);
						const part = fitCode({ ...file, code: slice.code }, facts, path).module.text;
						const before = await formatCode(part, path, format);
						const plan = planFiles(pattern, facts, {
							existing: (each) => (each === path ? before : undefined),
						});
						const planned = plan.files.find((each) => each.path === path);
						assert.deepEqual(planned?.conflicts, [], `${path}: ${name}`);
						const exported = new ParsedModule(planned.text).shape.exports;
						const values = fitCode(file, facts, path).module.shape.exports;
						assert.deepEqual(
							exported.map((each) => each.name).toSorted(),
							values.map((each) => each.name).toSorted(),
							`${path}: ${name}`,
						);
						tried++;
					}
				}
			}
			console.log(`      ${tried} parts`);
			assert.ok(tried > (triesAll ? 50 : 20));
		});
	}

	for (const fileNames of [['tsconfig.json'], ['jsconfig.json']] as const) {
		it(`is not taken for the project's own way once it is there, with ${fileNames[0]}`, async () => {
			const library = readLibrary();
			const packageJson = JSON.stringify({ devDependencies: { '@sveltejs/kit': '^2.60.0' } });
			const { facts } = readProjectFacts({ packageJson, fileNames });
			const told: string[] = [];
			for (const entry of shareOf(library, 3)) {
				const texts = new Map<string, string>();
				const files = {
					has: async (path: string) => texts.has(path),
					read: async (path: string) => texts.get(path),
				};
				const insert = async (): Promise<readonly string[]> => {
					const needed = await neededParts(entry, library, facts, files);
					const plan = planAll([...needed.patterns, needed.chosen], facts, {
						existing: (path) => texts.get(path),
					});
					for (const { path, text } of plan.files) {
						texts.set(path, await formatCode(text, path, format));
					}
					return [...needed.warnings, ...plan.files.flatMap(({ conflicts }) => conflicts)].map(
						(each) => `${entry.pattern.id}: ${JSON.stringify(each)}`,
					);
				};
				await insert();
				for (const each of await insert()) told.push(each);
			}
			assert.deepEqual(told, []);
		});
	}

	it('is a conflict where a name stands for something else', () => {
		const entry = readLibrary().find(({ pattern }) => pattern.id === 'mail');
		assert.ok(entry);
		const { facts } = readProjectFacts({ packageJson: undefined, fileNames: ['tsconfig.json'] });
		const own = 'export function sendMail() {}\n';
		const plan = planFiles(entry.pattern, facts, {
			existing: (path) => (path === 'src/lib/server/mail.ts' ? own : undefined),
		});
		const mail = plan.files.find(({ path }) => path === 'src/lib/server/mail.ts');
		assert.deepEqual(
			mail?.conflicts.map(({ name }) => name),
			['sendMail'],
		);
	});
});
