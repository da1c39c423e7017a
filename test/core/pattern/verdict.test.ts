import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findPatterns } from '../../../src/core/pattern/patterns.ts';
import { readVerdict, readVerdictInText } from '../../../src/core/pattern/verdict.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

const lines = ['const a = load();', 'use(a);'];

function block(info = 'ts', code: readonly string[] = lines): string {
	return `\`\`\`${info}\n${code.join('\n')}\n\`\`\`\n`;
}

/** The code of every pattern, without its last line end. */
function offered(body: string): readonly string[] {
	const { patterns, problems } = findPatterns(body);
	assert.deepEqual(problems, [], body);
	return patterns.flatMap(({ variants }) =>
		variants.flatMap(({ files }) => files.map(({ code }) => code.trimEnd())),
	);
}

function verdicts(labels: readonly string[]): Readonly<Record<string, string | undefined>> {
	return Object.fromEntries(labels.map((label) => [label, readVerdict(label)]));
}

function all<T>(labels: readonly string[], verdict: T): Readonly<Record<string, T>> {
	return Object.fromEntries(labels.map((label) => [label, verdict]));
}

const bad = [
	'❌ Bad Example',
	'❌ Avoid N+1 Queries',
	'Bad',
	'BAD!',
	'Bad:',
	'**Bad**: fetching in a loop',
	'Bad (N+1)',
	'Bad – leaks the token',
	'Bad example 2',
	'A bad example',
	'Example of bad code',
	'Example 1: Bad',
	'Fetching (bad)',
	'Wrong',
	'The wrong way',
	'Incorrect Usage',
	'Anti-Pattern',
	'Anti-patterns to avoid',
	'Common Anti-Patterns',
	'Antipattern: god objects',
	"Don't",
	'Don’t',
	"Don'ts",
	"Don't do this",
	'DO NOT do this!',
	'Do not',
	'Avoid',
	'Avoid: any',
	'Avoid this pattern',
	'Avoid the following',
	'Never do this',
	'Never write code like this',
	'What not to do',
	'What to Avoid',
	'Things to avoid',
	'Not like this',
	'Instead of this',
	'Not recommended',
	'Vulnerable example',
	'Naive approach',
	'🚫 any',
	'Before:',
	'This is wrong',
];

const none = [
	'Avoid N+1 Queries',
	'Common Mistakes and Fixes',
	'Anti-Corruption Layer',
	'Error Handling',
	'Never trust input',
	'Bad Request',
	'400 Bad Request',
	'Wrong password',
	'Incorrect credentials',
	'Avoiding waterfalls',
	'Never Use `static mut`',
	"Don't forget to await",
	'Do not block the event loop',
	'Before Completing Any Task',
	'Not Found',
	'No Content',
	'Unsafe Rust',
	'Unsafe code',
	'Right-to-left text',
	'Undo and redo',
	'Slow start',
	'Poor connections',
	'Broken Links',
	'Returns ❌ where it fails',
	'Problem Details',
	'Load Functions',
	'',
	'---',
];

const good = [
	'✅ Good Example',
	'✅ Do not store secrets',
	'Good',
	'Good:',
	'Better: one query',
	'The right way',
	'Correct',
	'Do',
	'Do:',
	'Do this instead',
	'Instead',
	'Preferred',
	'Recommended approach',
	'Fixed',
	'After:',
	'Use this',
];

const both = ['Good vs. Bad', 'Do’s and Don’ts', 'Right and wrong', '❌ → ✅', 'Before / After'];

describe('the verdict of a label', () => {
	it('is bad where it says not to do so', () => {
		assert.deepEqual(verdicts(bad), all(bad, 'bad'));
	});

	it('is good where it says to do so', () => {
		assert.deepEqual(verdicts(good), all(good, 'good'));
	});

	it('is none where it says what the code is about', () => {
		assert.deepEqual(verdicts(none), all(none, undefined));
	});

	it('is both where good and bad follow', () => {
		assert.deepEqual(verdicts(both), all(both, 'both'));
	});

	it('is in a paragraph that of its end, else that of its head', () => {
		const texts = {
			'This leaks memory. Avoid this:': 'bad',
			'This is bad. Do this instead:': 'good',
			'**Bad:** it queries once a row.': 'bad',
			'**Bad:** it queries once a row. Better:': 'good',
			'Never trust the client; validate like this:': 'good',
			'Never write it like this:': 'bad',
			'Instead of this:': 'bad',
			'Instead of a loop, write:': undefined,
			'Validate all input. Never trust the client.': undefined,
			"Don't forget to close it:": undefined,
			'Bad requests return 400:': undefined,
			'Avoids the waterfall, as in the page below:': undefined,
			'❌ Queries once a row:': 'bad',
			'The following code is wrong:': 'bad',
		};
		const found = Object.keys(texts).map((text) => [text, readVerdictInText(text)]);
		assert.deepEqual(Object.fromEntries(found), texts);
	});
});

describe('a bad example', () => {
	it('is no pattern, and no problem, whatever says so', () => {
		const code = block();
		const bodies = [
			...bad.flatMap((label) => [
				`### ${label}\n\n${code}`,
				`**${label.replaceAll('*', '')}**\n\n${code}`,
			]),
			`Don't do this:\n\n${code}`,
			`1. ❌ Wrong:\n\n${code}`,
			`- Bad:\n  ${code.replaceAll('\n', '\n  ')}`,
			`> **Bad:**\n> ${code.trimEnd().replaceAll('\n', '\n> ')}\n`,
			block('ts title="❌ Bad"'),
			block('ts title=Wrong file=src/a.ts prefix=kit-x'),
			block('ts bad'),
			block('js example-bad'),
			block('ts ❌'),
			block('rust,compile_fail'),
			block('ts', ['// BAD', ...lines]),
			block('ts', ['// ❌', ...lines]),
			block('ts', ['//❌ no', ...lines]),
			block('ts', ['// Wrong: no await', ...lines]),
			block('py', ["# don't", ...lines]),
			block('sql', ['-- Bad', ...lines]),
			block('css', ['/* Avoid */', ...lines]),
			block('svelte', ['<!-- Anti-pattern -->', ...lines]),
			block('tsx', ['{/* ❌ Bad */}', ...lines]),
			block('ts', ["import x from 'x';", '', '// Never do this', ...lines]),
			block('ts', ['use(a); // ❌', ...lines]),
			block('ts', ['use(a); // wrong', ...lines]),
			block('ts', ['use("a"); // ❌ says "b"', ...lines]),
			block('ts', ['// src/lib/a.ts', '// ❌ Bad', ...lines]),
			block('ts', ['// ❌ Bad', '// src/lib/a.ts', ...lines]),
			`## Anti-patterns\n\n### Loops\n\n${code}`,
			`**Bad:** once a row.\n\n${code}\nAnd its caller:\n\n${code}`,
			`## Good vs. bad\n\n${code}`,
		];
		for (const body of bodies) assert.deepEqual(offered(`# Agent\n\n${body}`), [], body);
	});

	it('is not what comments, titles and headings are about otherwise', () => {
		const code = block();
		const whole = lines.join('\n');
		for (const label of none) {
			assert.deepEqual(offered(`# Agent\n\n## T\n\n### ${label}\n\n${code}`), [whole], label);
			assert.deepEqual(offered(`# Agent\n\n## T\n\n${label}\n\n${code}`), [whole], label);
			const comment = `// ${label}`;
			assert.deepEqual(offered(block('ts', [comment, ...lines])), [`${comment}\n${whole}`.trim()]);
		}
		const insides = [
			"log('❌ failed');",
			'log("// bad");',
			'#bad { }',
			'return error(400); // Bad Request',
			'// Never log this',
			'// Before',
			'// never',
			'--wrong: red;',
			'// see http://a.b/c // d',
		];
		for (const line of insides) {
			assert.deepEqual(offered(block('ts', [...lines, line])), [`${whole}\n${line}`], line);
		}
		assert.deepEqual(offered(`# Bad Code Reviewer\n\n${code}`), [whole]);
		assert.deepEqual(offered(`# Wrong\n\n${code}`), [whole]);
		assert.deepEqual(offered(`## A\n\nBad:\n\n${code}\n## B\n\n${code}`), [whole]);
	});

	it('goes from a block that has the good one too', () => {
		const good2 = ['const b = better();', 'use(b);'];
		const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
			[
				['// ❌ Bad', ...lines, '', '// ✅ Good', ...good2],
				['// ✅ Good', ...good2],
			],
			[
				['// Good', ...good2, '', '// Bad', ...lines],
				['// Good', ...good2],
			],
			[
				["import x from 'x';", '', '// Wrong', ...lines, '// Right:', ...good2],
				["import x from 'x';", '', '// Right:', ...good2],
			],
			[
				['function f() {', '  // BAD', '  x();', '  // GOOD', '  y();', '}', 'f();'],
				['function f() {', '  // GOOD', '  y();', '}', 'f();'],
			],
			[
				['function f() {', '  // GOOD', '  y();', '  // BAD', '  x();', '}', 'f();'],
				['function f() {', '  // GOOD', '  y();', '}', 'f();'],
			],
			[
				['// Before', ...lines, '// After', ...good2],
				['// After', ...good2],
			],
			[
				['// ❌ Bad', 'if (a) {', '  b();', '}', '// ✅ Good', 'if (c) d();', 'e();'],
				['// ✅ Good', 'if (c) d();', 'e();'],
			],
		];
		for (const [code, expected] of cases) {
			assert.deepEqual(offered(block('ts', code)), [expected.join('\n')], code.join('\n'));
		}
	});

	it('takes the block with it where the rest would not be whole, or is not said to be good', () => {
		const cases = [
			['// Bad', 'if (a) {', '// Good', 'if (b) {', '  c();', '}'],
			['a();', 'b();', '// Bad', ...lines],
			['function f() {', '  // Bad', '  a();', '}', 'b();'],
			['// Good', 'a(); // ❌', 'b();'],
			['// Bad', 'a();', 'b();', '// Good', 'c();'],
		];
		for (const code of cases) assert.deepEqual(offered(block('ts', code)), [], code.join('\n'));
	});

	it('holds for its file alone', () => {
		const code = ['// src/a.ts', '// ❌ Bad', 'a();', '', '// src/b.ts', '// ✅ Good', 'b();'];
		const { patterns } = findPatterns(block('ts', code));
		assert.deepEqual(
			patterns
				.flatMap(({ variants }) => variants.flatMap(({ files }) => files))
				.map(({ path, code: text }) => [path, text]),
			[['src/b.ts', '// ✅ Good\nb();\n']],
		);
	});

	it('is told by the nearest word, in documents of every shape', () => {
		const random = seededRandom(23);
		const pick = <T>(values: readonly T[]): T => values[random(values.length)] as T;
		const safe = (labels: readonly string[]): readonly string[] =>
			labels.filter((label) => /^[\w ✅❌🚫!'-]+$/u.test(label));
		const words = {
			bad: safe(bad),
			good: safe(good),
			none: safe(none).filter((each) => each !== ''),
		};
		const kinds = ['bad', 'good', 'none', 'absent'] as const;
		for (let round = 0; round < 10_000; round++) {
			const [h2, h3, text, info, comment] = Array.from({ length: 5 }, () => pick(kinds));
			const label = (kind: (typeof kinds)[number] | undefined): string | undefined =>
				kind === undefined || kind === 'absent' ? undefined : pick(words[kind]);
			const title = label(info);
			const parts = [
				`# ${pick(['Agent', 'Bad Code', 'Wrong', '❌ Never'])}\n`,
				...[label(h2)].flatMap((each) => (each === undefined ? [] : `## ${each}\n`)),
				...[label(h3)].flatMap((each) => (each === undefined ? [] : `### ${each}\n`)),
				...[label(text)].flatMap((each) => (each === undefined ? [] : `${each}:\n`)),
			];
			const note = label(comment);
			const code = [...(note === undefined ? [] : [`// ${note}`]), ...lines];
			const body = `${parts.join('\n')}\n${block(title === undefined ? 'ts' : `ts title="${title}"`, code)}`;
			const nearest = [comment, info, text, h3, h2].find(
				(kind) => kind === 'bad' || kind === 'good',
			);
			assert.deepEqual(offered(body), nearest === 'bad' ? [] : [code.join('\n')], body);
		}
	});
});
