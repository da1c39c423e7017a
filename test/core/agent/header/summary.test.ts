import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { summarize } from '../../../../src/core/agent/header/summary.ts';
import { agentFiles } from '../../../helpers/corpusFiles.ts';
import { seededRandom } from '../../../helpers/seededRandom.ts';
import { parseAgent } from '../../../../src/core/agent/agent.ts';

/** By kind: descriptions, and the summary of each. */
const kinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'takes the first point of a list that “when:” opens': {
		'Use this agent when:\n\n1. Several services change together\n2. A contract breaks':
			'Several services change together',
		'Use this agent when you need to:\n- Design a schema\n- Review a query': 'Design a schema',
		'Use this agent for:\n* API design\n* API reviews': 'API design',
		'Use this agent when: (1) you need to split a service, (2) a contract breaks':
			'Split a service',
		'Use this agent when you need to (1) review code, (2) mend it.': 'Review code',
		'Use this agent when the user asks for: 1) new migrations, 2) slow queries': 'New migrations',
		'Use this agent when: - Several services change together - A contract breaks':
			'Several services change together',
	},
	'joins the points of a list that a statement opens': {
		'Helps with:\n- schema design\n- slow queries': 'Helps with: schema design, slow queries',
	},
	'takes the sentence that says what it does instead of phrases that call it in': {
		'Use this agent when the user asks to "create an agent", "generate an agent", or describes one. Writes agent files.':
			'Writes agent files',
		'Use when the user says “ship it” or “release this”. Cuts a release and tags it.':
			'Cuts a release and tags it',
		"Triggers on 'deploy', 'roll out', 'release'. Rolls a new version out.":
			'Rolls a new version out',
		'Keywords: lint, format, style. Keeps code in one style.': 'Keeps code in one style',
	},
	'makes words of the first phrase where nothing else is said': {
		'Use when the user asks to "write a changelog", "list changes" or "cut a release".':
			'Write a changelog',
		'Triggers on "deploy to staging", "roll out".': 'Deploy to staging',
	},
	'keeps a clause whole whose subject is needed': {
		'Use this agent when the user has created or modified a skill and needs quality review.':
			'When the user has created or modified a skill and needs quality review',
		'Use when the user is building a shop and wants to know about taxes.':
			'When the user is building a shop and wants to know about taxes',
		'Use this agent when you have just written a migration.':
			'When you have just written a migration',
		"Use this agent when you've finished a feature": "When you've finished a feature",
		'Use this agent when a user wants their code checked.': 'When a user wants their code checked',
		'Invoke this agent after a release has failed.': 'After a release has failed',
	},
	'prefers what it does to when it is called in': {
		'Use PROACTIVELY after every change. Checks names and tests.': 'Checks names and tests',
		'Use at the end of a work session. Writes down what was done.': 'Writes down what was done',
		'MUST BE USED whenever a page is slow. Use PROACTIVELY before releases. Finds what is slow.':
			'Finds what is slow',
		'Need a diagram? Draws one from the code.': 'Draws one from the code',
		'Use this agent before merging. Do NOT use it for drafts. Reads the whole change.':
			'Reads the whole change',
	},
	'drops “use this” in all its wordings': {
		'Use this when you need tests.': 'Tests',
		'Use it to write tests.': 'Write tests',
		'You should use this agent when you need tests.': 'Tests',
		'PROACTIVELY use this agent to write tests.': 'Write tests',
		'This skill should be used when the user asks to write tests.': 'Write tests',
		'IMPORTANT: Use this agent to write tests.': 'Write tests',
		'Use this agent for when you need tests.': 'Tests',
		'Use this agent when asked to write tests.': 'Write tests',
		'Use this agent when... you need to write tests.': 'Write tests',
		'Use this agent when it comes to testing.': 'Testing',
		'Trigger this agent when the user requests tests.': 'Tests',
		'Delegate to this agent for tests of all kinds.': 'Tests of all kinds',
		'When to use: writing tests.': 'Writing tests',
		'This agent writes tests.': 'Writes tests',
		'An agent that writes tests.': 'Writes tests',
		'Description: Writes tests.': 'Writes tests',
		'You are an expert in tests of all kinds.': 'Expert in tests of all kinds',
	},
	'adds to a bare title what it is for': {
		'Schema specialist. Use PROACTIVELY for migrations and slow queries.':
			'Schema specialist: migrations and slow queries',
		'Test runner expert. Use when you need to find flaky tests.':
			'Test runner expert: find flaky tests',
		'Code reviewer. Use proactively. Checks names and tests.':
			'Code reviewer. Checks names and tests',
		'Developer Experience specialist. Improves tooling, setup, and workflows. Use PROACTIVELY.':
			'Developer Experience specialist. Improves tooling, setup, and workflows',
		'Release agent. Use after every release.': 'Release agent',
	},
	'leaves no bracket and no quote open': {
		'Migrates components (agents, commands, hooks, settings and more of the same kind) to the new format, one at a time':
			'Migrates components to the new format, one at a time',
		'Writes all of the pages [the home page, the price list, the blog, the imprint and the jobs] that a shop needs today':
			'Writes all of the pages that a shop needs today',
		'Turns the words “we need all of it, and we need it as soon as that is possible, which is now” into a plan that can be done by a team':
			'Turns the words…',
	},
	'ends without the full stop of any script': {
		'コードを確認します。': 'コードを確認します',
		'审查代码。然后停止。': '审查代码',
		'ソースを読む．': 'ソースを読む',
		'कोड की जाँच करता है।': 'कोड की जाँच करता है',
		'يراجع الشيفرة۔': 'يراجع الشيفرة',
	},
	'stops before examples, also before those without a tag': {
		'Reviews tests. Context: a pull request. user: "check it"': 'Reviews tests',
		'Reviews tests.\nExamples of usage:\n- user: "check it"': 'Reviews tests',
		'Reviews tests Here are some examples: user: "check it"': 'Reviews tests',
		'Reviews tests, for example: unit tests': 'Reviews tests',
		'Context: Reviews all tests.': 'Reviews all tests',
	},
	'shows no marks of markdown, and keeps those of code': {
		'*Reviews* _all_ **tests** of ~~old~~ `code`.': 'Reviews all tests of old code',
		'# Reviewer\nReviews tests.': 'Reviews tests',
		'> Reviews [tests](https://example.com/a) &amp; code': 'Reviews tests & code',
		'Reviews `src/**/*.ts` and `__init__.py`.': 'Reviews src/**/*.ts and __init__.py',
		'Reviews src/**/*.ts and **/*.js files.': 'Reviews src/**/*.ts and **/*.js files',
		'- [x] Reviews tests': 'Reviews tests',
		'✅ Reviews tests': 'Reviews tests',
		'| Reviews | tests |': 'Reviews tests',
	},
	'ends at the end of a sentence, and nowhere else': {
		'Write code in C. Use PROACTIVELY for drivers.': 'Write code in C',
		'Finds bugs, leaks etc. Use PROACTIVELY for drivers.': 'Finds bugs, leaks etc',
		'Reviews code, e.g. in Node.js. Then stops.': 'Reviews code, e.g. in Node.js',
		'Reads U.S. tax law. Then stops.': 'Reads U.S. tax law',
		'Prüft Code, z. B. auf Fehler. Nutze ihn proaktiv.': 'Prüft Code, z. B. auf Fehler',
		'Prüft Code, z.B. auf Fehler, bzw. auf Lecks. Sonst nichts.':
			'Prüft Code, z.B. auf Fehler, bzw. auf Lecks',
		'Baut Seiten (u. a. mit Svelte, d. h. mit Kit). Sonst nichts.':
			'Baut Seiten (u. a. mit Svelte, d. h. mit Kit)',
		'Relit le code, p. ex. les tests. Rien d’autre.': 'Relit le code, p. ex. les tests',
		'Revisa el código, p. ej. las pruebas. Nada más.': 'Revisa el código, p. ej. las pruebas',
		'Plans phase A. Then stops.': 'Plans phase A',
		'Reviews\nall of\nthe code.\nThen stops.': 'Reviews all of the code',
	},
	'cuts where a phrase ends': {
		'Expert in continuous integration, optimization, and troubleshooting for seamless continuous delivery of all':
			'Expert in continuous integration, optimization, and troubleshooting…',
		'Master Java developer specializing in writing efficient, clean, and maintainable Java code across various domains':
			'Master Java developer…',
	},
};

describe('the summary', () => {
	for (const [kind, rows] of Object.entries(kinds)) {
		it(kind, () => {
			const found = Object.fromEntries(
				Object.keys(rows).map((description) => [description, summarize(description)]),
			);
			assert.deepEqual(found, rows);
		});
	}

	it('is one whole line, whatever a description is made of', () => {
		const random = seededRandom(11);
		const pick = (texts: readonly string[]): string => texts[random(texts.length)] ?? '';
		for (let round = 0; round < 10_000; round++) {
			const description = Array.from({ length: 1 + random(5) }, () =>
				Array.from({ length: 1 + random(4) }, () => pick(pieces)).join(pick([' ', ', ', '\n'])),
			).join(pick(['. ', '.\n', ':\n- ', '。', ' ']));
			assert.deepEqual(faultsOf(summarize(description)), [], description);
		}
	});

	it('reads well for the agents that people wrote', () => {
		for (const { path, text, stem } of agentFiles('seeds', 'corpus')) {
			const summary = parseAgent(text, stem).agent?.summary ?? '';
			assert.deepEqual(faultsOf(summary), [], `${path}: ${summary}`);
			assert.doesNotMatch(summary, /^(?:use|invoke|trigger|context|example)\b/i, path);
			assert.doesNotMatch(summary, /\b(?:and|or|the|a|an|with|for|to|of|in) ?…$/i, path);
		}
	});
});

const pieces = [
	'Use this agent when',
	'Use PROACTIVELY for',
	'MUST BE USED to',
	'the user asks to "create an agent"',
	'you need to write tests',
	'someone has changed a schema and needs review',
	'Schema specialist',
	'reviews components (agents, commands, hooks and settings of all kinds)',
	'[a list of all that is in the project, however long it has become]',
	'“a phrase that somebody says”',
	'(an open bracket',
	'a closed bracket)',
	'**bold** and *slanted* words',
	'`code with (brackets`',
	'<example>user: "x"</example>',
	'Examples: - <example> Context: a project',
	'コードを確認します。',
	'a word that is repeated, a word that is repeated, a word that is repeated',
];

/** What is wrong with a summary, whatever it says. */
function faultsOf(summary: string): readonly string[] {
	const faults: string[] = [];
	if (summary.length > 100) faults.push('too long');
	if (summary !== summary.trim() || /[\p{Cc}]| {2}/u.test(summary)) faults.push('blanks');
	if (/[.。．।:;,]$/.test(summary)) faults.push('ends in a mark');
	if (/^\p{Ll}+ /u.test(summary) && !/^\p{Ll}+\p{Lu}/u.test(summary)) faults.push('small letter');
	if (/\*\*|<\/?example|^[-#>*]/.test(summary)) faults.push('marks of markdown');
	const pairs = { '(': ')', '[': ']', '“': '”', '「': '」' };
	for (const [open, close] of Object.entries(pairs)) {
		let depth = 0;
		for (const char of summary) {
			if (char === open) depth++;
			else if (char === close && depth > 0) depth--;
		}
		if (depth > 0) faults.push(`${open} stays open`);
	}
	return faults;
}
