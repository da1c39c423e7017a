import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { growthFaults } from '../../build/regexGrowth.ts';
import { findRegexes, regexesIn, regexProblems, toleratedRegexes } from '../../build/regexes.ts';

describe('the regular expressions of the sources', () => {
	it('take no more than linear time', function () {
		// All sources are parsed.
		const found = findRegexes();
		assert.ok(found.length > 300, `only ${found.length} were found`);
		assert.deepEqual(regexProblems(found, toleratedRegexes), []);
	});
});

describe('the check of regular expressions', () => {
	const slow = [
		// A search that starts anew within a run, or within what an earlier start went through.
		/a+$/,
		/[\w./@*-]*$/,
		/\s*\b(?:as|satisfies)\s*$/,
		/(?:ab)*c/,
		/<a[^>]*>/,
		/<!--[^]*?-->/,
		/\[[xu]\+([^\]]*)\]/gi,
		/,(?=[^(]*\))/,
		/^|a+$/,
		// Quantifiers that exchange characters.
		/^a*a*$/,
		/^(?:#|`{3,})[^\n]*\n/,
		/`{3,}[^\n]*\n/y,
		/^[^#]*?(?=[ \t]*(?:#|$))/,
		/^(?:a+)+$/,
		/^(?:\s*a\s*)*$/,
		// Repetitions that take a text in several ways.
		/^(?:a|a)*b/,
		/^(?:a|aa)+$/,
		/^(?:\w|\d)*$/,
		/^(?:ab)*(?:ab)*c/,
	];
	for (const regex of slow) {
		it(`finds ${String(regex)}`, () => {
			assert.notDeepEqual(growthFaults(regex.source, regex.flags), []);
		});
	}

	const fast = [
		/^a*$/,
		/a+/,
		/a*$/y,
		/(?<![ \t])[ \t]+$/gm,
		/^[ \t]*x/gm,
		/(?:^|\n)[ \t]*x/,
		/<a[^<>]*>/,
		/"[^"]*"/,
		/```[^]*?(?:```|$)/,
		/[a-z]+(?:-[a-z]+)*/,
		/\ba+\b/,
		/^(?:a|b)*$/,
		/^(?:ab|cd)*c/,
		/x{0,200}y/,
	];
	for (const regex of fast) {
		it(`lets ${String(regex)} pass`, () => {
			assert.deepEqual(growthFaults(regex.source, regex.flags), []);
		});
	}

	it('reads literals, and calls of RegExp with constants', () => {
		const code = [
			"const word = '[a-z]+';",
			'const raw = String.raw`\\d${word}`;',
			'const found = [/a+$/gm, new RegExp(`(${word})*`, "u"), RegExp(raw + "x")];',
			'const unknown = new RegExp(process.argv[2]);',
		].join('\n');
		assert.deepEqual(regexesIn(code, 'a.ts'), [
			{ place: 'a.ts:3', source: 'a+$', flags: 'gm' },
			{ place: 'a.ts:3', source: '([a-z]+)*', flags: 'u' },
			{ place: 'a.ts:3', source: '\\d[a-z]+x', flags: '' },
			{ place: 'a.ts:4', source: undefined, flags: '' },
		]);
	});

	it('reports what cannot be read, and rows that nothing needs', () => {
		const found = ['a+$', '^b', undefined].map((source, i) => {
			return { place: `a.ts:${i + 1}`, source, flags: '' };
		});
		const tolerated = ['a+$', '^b'].map((source) => ({
			source,
			flags: '',
			reason: 'It is short.',
		}));
		assert.deepEqual(regexProblems(found, tolerated), [
			'a.ts:3: write the expression as a constant, so that it can be checked.',
			'/^b/ is tolerated and need not be: remove its row.',
		]);
	});
});
