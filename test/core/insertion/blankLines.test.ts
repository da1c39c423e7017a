import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import {
	fitAtCursor,
	planAtCursor,
	snippetAtCursor,
	type CursorTarget,
} from '../../../src/core/insertion/atCursor.ts';
import { indexFolders } from '../../../src/core/insertion/insertion.ts';
import { variantOf } from '../../../src/core/insertion/projectVariant.ts';
import { readProjectFacts } from '../../../src/core/project/project.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { readLibrary } from '../../patterns/library.ts';

/** Files in which `|` is the cursor, none with two blank lines of its own. */
const documents = [
	'|',
	'\n|',
	'|\n',
	"import a from 'a';\n|\n",
	"import a from 'a';\n\n|\n",
	"import a from 'a';\n\n|",
	'// @ts-check\n|\n',
	'/** About this file. */\n\n|\n',
	"'use strict';\n\n|\n",
	"import a from 'a';\n\nexport const b = a;\n\n|\n",
	"import a from 'a';\n\n|\n\nexport const b = a;\n",
	'export const b = 1;\n|\n',
	'|\n\nexport const b = 1;\n',
	'|\nexport const b = 1;\n',
];

function targetOf(text: string): CursorTarget {
	return { module: new ParsedModule(text), language: 'ts', path: undefined };
}

describe('a pattern at the cursor', () => {
	for (const kit of ['^2.70.0', '^3.2.0']) {
		it(`leaves no two blank lines in a row (SvelteKit ${kit})`, () => {
			const packageJson = JSON.stringify({ devDependencies: { '@sveltejs/kit': kit } });
			const { facts } = readProjectFacts({ packageJson, fileNames: ['tsconfig.json'] });
			const library = readLibrary();
			const libFolders = indexFolders(library.map(({ pattern }) => pattern));
			const style = { facts, libFolders, indentation: { insertSpaces: false, tabSize: 4 } };
			const faults: string[] = [];
			let tried = 0;
			for (const { pattern } of library) {
				for (const file of variantOf(pattern, facts).files) {
					if (file.language !== 'typescript') continue;
					const fitted = fitAtCursor(pattern, file, targetOf(''), style);
					for (const document of documents) {
						const offset = document.indexOf('|');
						const text = document.replace('|', '');
						const target = targetOf(text);
						const plan = planAtCursor(fitted, target, offset, facts);
						// A completion has the first where it can be told.
						for (const snippet of [snippetAtCursor(fitted, target, offset), plan.snippet]) {
							if (snippet === undefined) continue;
							tried++;
							const place = { start: plan.offset, end: plan.offset };
							const after = applyEdits(text, [
								...plan.importEdits,
								{ range: place, newText: snippet },
							]);
							const isClean = !/\n[ \t]*\n[ \t]*\n/.test(after);
							if (!isClean) faults.push(`${pattern.id} in ${JSON.stringify(document)}`);
						}
					}
				}
			}
			assert.deepEqual(faults, []);
			assert.ok(tried > 1_000);
		});
	}
});
