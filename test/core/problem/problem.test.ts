import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { problemTexts as textsOf } from '../../../build/docs.ts';
import { fixOf, problem, relatedPlace } from '../../../src/core/problem/problem.ts';
import { problemCodes } from '../../../src/core/problem/problemCodes.ts';
import type { ProblemRow } from '../../../src/core/problem/problemCodes.ts';
import { problemTexts } from '../../../src/generated/problemTexts.ts';

const range = { start: 3, end: 5 };
const edits = [{ range, newText: 'x' }];
const rows: readonly (readonly [code: string, row: ProblemRow])[] = Object.entries(problemCodes);

/** The names of the cases that a text of a row tells apart. */
function casesIn(text: ProblemRow['message'] | undefined): readonly string[] {
	return typeof text === 'object' ? Object.keys(text).filter((name) => name !== 'else') : [];
}

function casesOf({ severity, message, fix }: ProblemRow): readonly string[] {
	return [...new Set([severity, message, fix].flatMap(casesIn))];
}

/** The text for a case; `undefined` where the row has none for it. */
function textFor(text: ProblemRow['message'] | undefined, name: string): string | undefined {
	return typeof text === 'string' ? text : (text?.[name] ?? text?.['else']);
}

/** A value for each hole of a text: the name of the hole, or a list of it. */
function namesFor(text: string): Readonly<Record<string, string | readonly string[]>> {
	const holes = [...text.matchAll(/\{(\w+)(\|)?/g)];
	return Object.fromEntries(
		holes.map(([, name = '', list]) => [name, list === undefined ? name : [name]]),
	);
}

// As a caller without types would call it.
const make = problem as (kind: string, ...rest: readonly unknown[]) => ReturnType<typeof problem>;

describe('the row of a problem', () => {
	for (const [code, row] of rows) {
		const cases = casesOf(row);
		for (const name of cases.length === 0 ? ['else'] : cases) {
			const kind = name === 'else' ? code : `${code}/${name}`;
			it(`words ${kind} with all holes filled`, () => {
				const message = textFor(row.message, name) ?? '';
				const title = textFor(row.fix, name);
				const data = namesFor(message + (title ?? ''));
				const found = make(kind, range, data, title === undefined ? undefined : { edits });
				const plain = (text: string): string => text.replace(/\{(\w+)[^{}]*\}/g, '$1');
				assert.deepEqual(found, {
					code,
					severity: textFor(row.severity, name),
					range,
					message: plain(message),
					...(title !== undefined && { fix: { title: plain(title), edits } }),
				});
				// What is wrong; what to do.
				assert.match(message, /[;?.] ?.*[.?}]$/);
				assert.ok(title === undefined || /^[A-Z].*[^.]$/.test(title), title);
				const long = Object.fromEntries(
					Object.entries(data).map(([hole, value]) => {
						const text = `${'a long\nword '.repeat(80)}end`;
						if (hole === 'count' || hole === 'length') return [hole, 1_234_567];
						if (hole === 'sum') return [hole, 'Seven'];
						return [
							hole,
							typeof value === 'string' ? text : Array.from({ length: 90 }, () => text),
						];
					}),
				);
				const line = make(kind, range, long, title === undefined ? undefined : { edits }).message;
				assert.ok(line.length <= 80 && !line.includes('\n'), line);
			});
		}
	}

	it('has a text for each case, and none that nothing can ask for', () => {
		const faults = rows.flatMap(([code, row]) => {
			const cases = casesOf(row);
			const lacking = [row.severity, row.message].filter((text) =>
				cases.some((name) => textFor(text, name) === undefined),
			);
			const idle = [row.severity, row.message, row.fix].filter(
				(text) => typeof text === 'object' && cases.every((name) => name in text) && 'else' in text,
			);
			return lacking.length + idle.length > 0 ? [code] : [];
		});
		assert.deepEqual(faults, []);
	});

	it('is what the extension is made with, without what docs/problems.md says', () => {
		assert.deepEqual(problemTexts, Object.fromEntries(textsOf()), 'run `npm run generate`');
	});
});

describe('a problem', () => {
	it('has what its row says of its case, and a fix where there is something to do', () => {
		const data = { name: 'Raed', meant: 'Read' };
		const found = {
			code: 'unknown-tool',
			severity: 'warning',
			range,
			message: 'No tool is called “Raed”; did you mean “Read”?',
		};
		assert.deepEqual(problem('unknown-tool/slip', range, data), found);
		assert.deepEqual(problem('unknown-tool/slip', range, data, undefined), found);
		assert.deepEqual(problem('unknown-tool/slip', range, data, { edits, isGuess: true }), {
			...found,
			fix: { title: 'Write “Read”', edits, isGuess: true },
		});
	});

	it('may get its fix later, and related places', () => {
		assert.deepEqual(fixOf('duplicate-key', { canonical: 'tools' }, { edits }), {
			title: 'Leave one “tools”',
			edits,
		});
		assert.deepEqual(relatedPlace('handle-taken', { path: 'a.md', range }, { name: 'a' }), {
			path: 'a.md',
			range,
			message: '“a” is named here too.',
		});
	});

	it('is refused by the types where its data is not what the row asks for', () => {
		const kind = (): 'empty-tools/word' | 'empty-tools/missing' => 'empty-tools/word';
		const refused = [
			// @ts-expect-error -- no such code
			() => problem('unknown-toll', range),
			// @ts-expect-error -- the code has cases
			() => problem('unknown-tool', range, { name: 'a' }),
			// @ts-expect-error -- no such case
			() => problem('unknown-tool/none', range, { name: 'a' }),
			// @ts-expect-error -- no data
			() => problem('unknown-tool/denied', range),
			// @ts-expect-error -- not all of the data
			() => problem('unknown-tool/slip', range, { name: 'a' }),
			// @ts-expect-error -- a hole that there is not
			() => problem('unknown-tool/denied', range, { named: 'a' }),
			// @ts-expect-error -- more data than holes
			() => problem('unknown-tool/denied', range, { name: 'a', meant: 'b' }),
			// @ts-expect-error -- data without a hole
			() => problem('file-empty', range, { name: 'a' }),
			// @ts-expect-error -- a list for a text
			() => problem('unknown-tool/denied', range, { name: ['a'] }),
			// @ts-expect-error -- a text for a list
			() => problem('unavailable-model', range, { names: 'a' }),
			// @ts-expect-error -- a fix without a title
			() => problem('unknown-tool/denied', range, { name: 'a' }, { edits }),
			// @ts-expect-error -- a fix with a title of its own
			() => problem('byte-order-mark', range, {}, { edits, title: 'a' }),
			// @ts-expect-error -- not all of the data of the fix
			() => problem('lost-restriction', range, { key: 'a' }, { edits }),
			// @ts-expect-error -- the data of one of two kinds
			() => problem(kind(), range, { key: 'a' }),
			// @ts-expect-error -- a code without a fix
			() => fixOf('file-empty', {}, { edits }),
			// @ts-expect-error -- the data of the message
			() => fixOf('duplicate-key', { key: 'a' }, { edits }),
			// @ts-expect-error -- a code without related places
			() => relatedPlace('file-empty', { path: 'a.md', range }, {}),
		];
		assert.equal(refused.length, 17);
	});
});
