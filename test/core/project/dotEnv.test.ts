import assert from 'node:assert/strict';
import { parseEnv } from 'node:util';
import { describe, it } from 'mocha';
import type { EnvVariable } from '../../../src/core/code/envVariable.ts';
import { mergeEnv, mergeEnvExample } from '../../../src/core/project/dotEnv.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

const variables: readonly EnvVariable[] = [
	{
		name: 'TOKEN_SECRET',
		about: 'Signs the tokens:\n32 characters at least',
		secret: true,
		generated: true,
		kind: 'text',
		minLength: 32,
	},
	{ name: 'STRIPE_KEY', about: 'From the dashboard', secret: true, kind: 'text' },
	{ name: 'ORIGIN', secret: false, value: 'http://localhost:5173', kind: 'url' },
	{ name: 'SENTRY_URL', secret: false, optional: true, kind: 'url' },
];

function fixed(value: string, name = 'NEW'): EnvVariable {
	return { name, secret: false, value, kind: 'text' };
}

function env(text: string, wanted: readonly EnvVariable[] = variables): string {
	return applyEdits(text, mergeEnv(text, wanted, ({ name }) => `made-for-${name}`).edits);
}

function example(text: string, wanted: readonly EnvVariable[] = variables): string {
	return applyEdits(text, mergeEnvExample(text, wanted).edits);
}

/** The line that is written for a value, and nothing if there is none. */
function lineFor(value: string, text = ''): string {
	return env(text, [fixed(value)])
		.slice(text.length)
		.trim();
}

describe('mergeEnv', () => {
	it('writes a file with secrets that were made, and empty ones that have to be asked for', () => {
		const { edits, ...merged } = mergeEnv('', variables, ({ name }) => `made-for-${name}`);
		assert.equal(
			applyEdits('', edits),
			[
				'# Signs the tokens: 32 characters at least',
				'TOKEN_SECRET=made-for-TOKEN_SECRET',
				'# From the dashboard',
				'STRIPE_KEY=""',
				'ORIGIN=http://localhost:5173',
				'',
			].join('\n'),
		);
		assert.deepEqual(merged, {
			added: ['TOKEN_SECRET', 'STRIPE_KEY', 'ORIGIN'],
			present: [],
			empty: ['STRIPE_KEY'],
			unfit: [],
		});
	});

	it('never changes a variable that is there, however it is written, nor makes a secret for it', () => {
		for (const [line, isEmpty] of [
			['NEW=1', false],
			['NEW=', true],
			['NEW= # nothing', true],
			['NEW=""', true],
			["NEW=''", true],
			['export NEW="a"', false],
			['  export  NEW = a', false],
			['NEW: a', false],
			["NEW='a\n# b\nc'", false],
			['NEW=1\nNEW=2', false],
			['\uFEFFNEW=1', false],
			['NEW="unfinished', false],
			// What Node takes for the value of A is a variable to dotenv.
			['A= \nNEW=1', false],
		] as const) {
			for (const text of [
				line,
				`${line}\n`,
				`A=1\r\n${line}\r\n# b`.replace(/(.*)\uFEFF/s, '\uFEFF$1'),
			]) {
				const merged = mergeEnv(text, [{ ...fixed('x'), generated: true }], () =>
					assert.fail('No secret was asked for.'),
				);
				assert.deepEqual(
					merged,
					{ edits: [], added: [], present: ['NEW'], empty: isEmpty ? ['NEW'] : [], unfit: [] },
					JSON.stringify(text),
				);
			}
		}
	});

	it('is not taken in by what only looks like the variable', () => {
		for (const text of [
			'# NEW=1\n',
			'#NEW=1',
			'A="\nNEW=1\n"\n',
			"A='\r\nNEW=1\r\n'\r\n",
			'A=`\nNEW=1\n`',
			'NEWER=1\n',
			'A_NEW=1\n',
			'A=NEW=1\n',
			'A="x" # NEW=1\n',
			'exportNEW=1\n',
			'NEW\n',
		]) {
			assert.deepEqual(mergeEnv(text, [fixed('x')], () => '').added, ['NEW'], JSON.stringify(text));
		}
	});

	it('keeps line ends, and a file that ends without one', () => {
		const two = [fixed('1', 'A'), { ...fixed('2', 'B'), about: 'Two' }];
		for (const [before, after] of [
			['C=3\n', 'C=3\n\nA=1\n# Two\nB=2\n'],
			['C=3', 'C=3\n\nA=1\n# Two\nB=2'],
			['C=3\r\n\r\n', 'C=3\r\n\r\nA=1\r\n# Two\r\nB=2\r\n'],
			['A=x\n', 'A=x\n\n# Two\nB=2\n'],
			['A=x\nB=y\n', 'A=x\nB=y\n'],
		] as const) {
			assert.equal(env(before, two), after);
		}
	});

	it('quotes a value as it has to be, and hides a dollar from Vite', () => {
		for (const [value, line] of [
			['', 'NEW=""'],
			['a-b_c.d/e:f@g?h=i&j+k,l~m%n', 'NEW=a-b_c.d/e:f@g?h=i&j+k,l~m%n'],
			['a b', 'NEW="a b"'],
			[' a ', 'NEW=" a "'],
			['a#b', 'NEW="a#b"'],
			["it's", 'NEW="it\'s"'],
			['say "a"', 'NEW=\'say "a"\''],
			['"it\'s"', 'NEW=`"it\'s"`'],
			['a\nb', 'NEW="a\\nb"'],
			['a\\n b', "NEW='a\\n b'"],
			['C:\\dir\\', 'NEW=C:\\dir\\'],
			['a\n"b"', 'NEW=\'a\n"b"\''],
			['$5', 'NEW=$5'],
			['a$b', 'NEW=a\\$b'],
			['${a} b', 'NEW="\\${a} b"'],
			['a\\$5', 'NEW=a\\\\$5'],
			['$a"b"', 'NEW=\'\\$a"b"\''],
			['é', 'NEW="é"'],
		] as const) {
			assert.equal(lineFor(value), line);
		}
	});

	it('says what cannot be written so that every reader reads the same', () => {
		for (const value of ['`\'"', 'a\rb', 'a\0b', 'a \\', '" \\', '\ud800']) {
			assert.deepEqual(
				mergeEnv('', [fixed(value)], () => ''),
				{ edits: [], added: [], present: [], empty: [], unfit: ['NEW'] },
				JSON.stringify(value),
			);
		}
		for (const name of ['', 'A-B', '1A', 'A=1\nB', 'A B', '__proto__']) {
			assert.deepEqual(mergeEnv('', [fixed('x', name)], () => '').unfit, [name]);
		}
	});

	it('does not end a value that is unfinished, nor becomes the value of a blank one', () => {
		assert.equal(lineFor('a b', 'A="x\n'), "NEW='a b'");
		assert.equal(lineFor('', 'A="x\n'), "NEW=''");
		assert.equal(lineFor('a b', 'A=\n"\n'), "NEW='a b'");
		assert.equal(lineFor('a b', 'A= \nB="\nC="\n'), "NEW='a b'");
		assert.equal(lineFor('', 'A="x\nB=\'y\nC=`z\n'), 'NEW=');
		assert.equal(lineFor('a b', 'A="x\nB=\'y\nC=`z\n'), '');
		assert.equal(env('A="x\n', [{ ...fixed('1'), about: 'the "1"' }]), 'A="x\n\nNEW=1\n');
		assert.equal(env('A= \n', [fixed('1')]), 'A= \n\n#\nNEW=1\n');
	});

	it('is read as it was meant, in any file, whose own variables stay as they are', () => {
		const { seed, cases } = seedOf(41, 15_000);
		const random = seededRandom(seed);
		const pick = <T>(from: readonly T[], otherwise: T): T => from[random(from.length)] ?? otherwise;
		let written = 0;
		for (let i = 0; i < cases; i++) {
			const lineEnd = pick(['\n', '\n', '\r\n'], '\n');
			const text =
				Array.from({ length: random(5) }, () => pick(lines, ''))
					.join('\n')
					.replaceAll('\n', lineEnd) + pick(['', lineEnd], '');
			const value = Array.from({ length: random(6) }, () => pick(pieces, '')).join('');
			const about = pick([undefined, 'What', "it's", 'a "'], undefined);
			const wanted = [{ ...fixed(value), ...(about !== undefined && { about }) }];
			const context = `case ${i} of seed ${seed}: ${JSON.stringify({ text, value, about })}`;
			const merged = mergeEnv(text, wanted, () => '');
			const after = applyEdits(text, merged.edits);
			assert.ok(after.startsWith(text), context);
			if (/\r/.test(text)) assert.doesNotMatch(after, /(?<!\r)\n/, context);
			const had = { ...parseEnv(text) };
			const has = { ...parseEnv(after) };
			if (merged.added.length > 0) {
				assert.ok(!('NEW' in had), context);
				assert.equal(expanded(has['NEW'] ?? '(lost)'), value, `${context}\n${after}`);
				delete has['NEW'];
				written++;
			} else if ('NEW' in had) assert.deepEqual(merged.present, ['NEW'], context);
			assert.deepEqual(has, had, `${context}\n${after}`);
			const again = mergeEnv(after, wanted, () => '');
			assert.deepEqual(again.edits, [], `${context}\n${after}`);
		}
		assert.ok(written > cases / 2, `Only ${written} were written.`);
	});
});

describe('mergeEnvExample', () => {
	it('shows what is no secret, and leaves the rest empty', () => {
		assert.equal(
			example('A=1\n'),
			[
				'A=1',
				'',
				'# Signs the tokens: 32 characters at least',
				'TOKEN_SECRET=""',
				'# From the dashboard',
				'STRIPE_KEY=""',
				'ORIGIN=http://localhost:5173',
				'# SENTRY_URL=',
				'',
			].join('\n'),
		);
		assert.equal(example(example('')), example(''));
		assert.equal(
			example('', [
				{ ...fixed('hunter2'), secret: true },
				{ ...fixed('b', 'B'), generated: true },
			]),
			'NEW=""\nB=""\n',
		);
	});
});

/** What Vite makes of a value, which must not name another variable. */
function expanded(value: string): string {
	assert.doesNotMatch(value, /(?<!\\)\$(?:\{[^{}]+\}|[A-Za-z_])/);
	return value.replace(/\\\$/g, '$');
}

const pieces: readonly string[] =
	'a¦b1¦$¦$X¦${X}¦${X:-1}¦\\¦\\n¦\n¦"¦\'¦`¦#¦ ¦\t¦=¦é¦:¦/¦\\$¦{¦}¦-¦$$¦export A=¦\u2028¦🦊¦\u00a0¦NEW='.split(
		'¦',
	);

const lines: readonly string[] = (
	'A=1¦export B=2¦ C = 3 ¦D="x"¦E=\'x y\'¦F=`z`¦# c¦# G=1¦¦H=¦I=  ¦J="a\nK=1\nb"¦L=\'a\nM=2\'¦' +
	'N="abc¦O=\'abc¦P=`¦Q="a\\"¦R="a" b¦S=\'it\\\'s\'¦T=x # "y¦U: 1¦V="#" # c¦W=$A¦not a line¦' +
	'X=\'a\\\'¦Y="¦"¦\'¦Z="\\""¦NEW=1¦export NEW="a"¦NEW=\'¦NEW: 2¦A=b NEW=1¦# NEW=1¦A="\nNEW=1\n"'
).split('¦');
