import assert from 'node:assert/strict';
import yaml from 'js-yaml';
import { analyse } from '../../../src/core/editor/agentDocument.ts';
import type { AgentDocument } from '../../../src/core/editor/agentDocument.ts';
import { buildCatalog } from '../../../src/core/agent/catalog.ts';
import { ModuleIndex } from '../../../src/core/pattern/moduleIndex.ts';
import { withRealLineBreaks } from '../../../src/core/agent/header/examples.ts';
import { fixAll } from '../../../src/core/editor/validation/fixAll.ts';
import type { Problem } from '../../../src/core/problem/problem.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { validate } from '../../../src/core/editor/validate.ts';
import type { ValidationContext } from '../../../src/core/editor/validation/validationContext.ts';
import { skip } from '../../helpers/skip.ts';
import { agentFiles, readCorpus } from '../../helpers/corpusFiles.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';
import { shareOf } from '../../helpers/turn.ts';

interface Checked {
	readonly document: AgentDocument;
	readonly context: ValidationContext;
	readonly problems: readonly Problem[];
}

/**
 * Every problem of the corpus, after each was looked at and found true. A number that changes
 * means: look again. Hints are not in the list of problems that VS Code shows.
 */
const counts = {
	agents: {
		'duplicate-tool information': 1,
		'fence-unclosed warning': 1,
		'front-matter-fence warning': 1,
		'missing-module hint': 1,
		'mojibake warning': 1,
		'name-differs-from-file hint': 1,
		'name-not-handle information': 1,
		'tool-allowed-and-disallowed warning': 1,
		'unexplained-placeholder hint': 1,
		'unknown-delegate information': 5,
		'unknown-tool information': 1,
		'unquoted-colon error': 1,
	},
	corpus: {
		'duplicate-tool information': 1,
		'front-matter-fence warning': 1,
		'handle-taken warning': 1,
		'missing-module hint': 1,
		'name-differs-from-file hint': 101,
		'name-not-handle information': 7,
		'prompt-too-long information': 9,
		'unknown-key hint': 5,
		'unknown-tool information': 4,
		'unquoted-colon error': 9,
	},
	seeds: {
		'fence-unclosed warning': 1,
		'handle-taken warning': 4,
		'literal-line-break information': 1,
		'missing-module hint': 5,
		'mojibake warning': 1,
		'name-differs-from-file hint': 1,
		'unknown-delegate information': 4,
		'unquoted-colon error': 2,
	},
} as const;

/** The files of a part of the corpus, each among the others of its collection. */
function readChecked(part: string): readonly Checked[] | undefined {
	const found = part === 'agents' ? agentFiles() : readCorpus(part);
	const files = found?.map(({ path, stem, text }) => analyse(text, { stem, path }));
	if (!files) return undefined;
	const byFolder = Map.groupBy(files, ({ path }) => path?.replace(/[^/]*$/, ''));
	return [...byFolder.values()].flatMap((documents) => {
		const agents = buildCatalog(
			documents.flatMap(({ path = '', stem, agent }) =>
				agent ? [{ origin: 'workspace', path, stem, agent }] : [],
			),
		);
		const modules = new ModuleIndex();
		for (const { path = '', agent, patterns } of documents) {
			if (agent) modules.set(path, patterns);
		}
		return documents.map((document) => {
			const context = { agents, modules };
			return { document, context, problems: validate(document, context) };
		});
	});
}

function countsOf(checked: readonly Checked[]): Readonly<Record<string, number>> {
	const found: Record<string, number> = {};
	for (const { code, severity } of checked.flatMap(({ problems }) => problems)) {
		const key = `${code} ${severity}`;
		found[key] = (found[key] ?? 0) + 1;
	}
	return found;
}

/** What strict YAML makes of the lines between the first two lines of dashes. */
function strictly(text: string): unknown {
	return yaml.load(/^---\n([^]*?)\n---(?:\n|$)/.exec(text)?.[1] ?? '- no header');
}

/** What an agent is, apart from white space that only a rewriting of line breaks changes. */
function valuesOf({ agent }: AgentDocument): unknown {
	if (!agent) return undefined;
	const { name, description, tools, disallowedTools, model, color } = agent;
	const words = withRealLineBreaks(description).split(/\s+/).join(' ').trim();
	const effective = tools?.filter((tool) => !disallowedTools.includes(tool));
	return {
		name,
		words,
		tools: effective && [...new Set(effective)],
		disallowedTools: [...new Set(disallowedTools)],
		model,
		color,
	};
}

for (const part of ['agents', 'seeds', 'corpus'] as const) {
	describe(`problems of the files of ${part}/`, () => {
		let checked: readonly Checked[];

		before(function () {
			const found = readChecked(part);
			if (!found) return skip(this, 'AGENT_CORPUS does not name a folder with agent files');
			checked = found;
		});

		it('are as many of each code as were looked at', () => {
			const found = countsOf(checked);
			for (const [key, count] of Object.entries(found)) console.log(`      ${count} × ${key}`);
			assert.deepEqual(found, counts[part]);
		});

		it('are at most a handful in a file', () => {
			const many = checked.filter(
				({ problems }) => problems.filter(({ severity }) => severity !== 'hint').length > 5,
			);
			assert.deepEqual(many, []);
		});

		it('are errors just where strict YAML refuses the header', () => {
			for (const { document, problems } of checked) {
				const hasError = problems.some(({ severity }) => severity === 'error');
				if (hasError) assert.throws(() => strictly(document.text), document.path);
				else if (document.frontMatter.isStrict && !/\n-{4,}\n/.test(document.text)) {
					assert.doesNotThrow(() => strictly(document.text), document.path);
				}
			}
		});

		it('are mended by fixes that leave strict YAML with the same values', () => {
			for (const { document, context, problems } of checked) {
				const after = analyse(fixAll(document.text, document, context), document);
				assert.deepEqual(valuesOf(after), valuesOf(document), document.path);
				const header = strictly(after.text) as Readonly<Record<string, unknown>>;
				assert.equal(header['name'], document.agent?.name, document.path);
				assert.equal(header['description'], after.agent?.description, document.path);
				assert.equal(after.frontMatter.isStrict, true, document.path);
				const codes = new Set(problems.filter(({ fix }) => fix && !fix.isGuess).map(codeOf));
				const left = validate(after, context).map(codeOf);
				assert.deepEqual(
					left.filter((code) => codes.has(code)),
					[],
					document.path,
				);
			}
		});

		it('are mended one at a time without a new problem', () => {
			for (const { document, context, problems } of checked) {
				for (const { code, fix } of problems) {
					if (!fix) continue;
					const after = analyse(applyEdits(document.text, fix.edits), document);
					const left = validate(after, context).map(codeOf);
					const before = new Set(problems.map(codeOf));
					assert.ok(!left.includes(code), `${document.path} still has ${code}`);
					assert.deepEqual(
						left.filter((each) => {
							// Told before only where the name was nobody else's.
							const isHidden = code === 'handle-taken' && each === 'name-differs-from-file';
							return !before.has(each) && each !== 'handle-taken' && !isHidden;
						}),
						[],
						`${document.path} after ${code}`,
					);
				}
			}
		});

		it('stay mended: doing it twice changes nothing', () => {
			for (const { document, context } of checked) {
				const once = fixAll(document.text, document, context);
				assert.equal(fixAll(once, document, context), once, document.path);
			}
		});
	});
}

function codeOf({ code }: Problem): string {
	return code;
}

describe('files that are being edited', () => {
	let documents: readonly AgentDocument[];

	before(() => {
		const found = agentFiles('seeds', 'corpus');
		documents = found.map(({ path, stem, text }) => analyse(text, { stem, path }));
	});

	/** Everything that is reported lies inside the text. */
	function checkRanges(document: AgentDocument): void {
		for (const { code, range, fix } of validate(document, { agents: buildCatalog([]) })) {
			for (const { start, end } of [range, ...(fix?.edits.map((edit) => edit.range) ?? [])]) {
				assert.ok(0 <= start && start <= end && end <= document.text.length, code);
			}
		}
	}

	it('have problems in bounds wherever in the originals the text may end', function () {
		let count = 0;
		for (const { text, stem, bodyStart } of documents.slice(0, 5)) {
			const places = [...Array(text.length + 1).keys()].filter((length) => {
				// Of a body every seventh place, and all those where blocks and lines begin and end.
				const isBoundary = /[\n`]/.test(text.charAt(length - 1));
				return length <= bodyStart || length % 7 === 0 || isBoundary;
			});
			for (const length of shareOf(places, 8)) {
				checkRanges(analyse(text.slice(0, length), { stem }));
				count++;
			}
		}
		console.log(`      read ${count} beginnings`);
	});

	const pieces = [
		'\n',
		'---\n',
		'```',
		'"',
		"'",
		': ',
		'#',
		'tools:',
		'name:',
		'\t',
		' ',
		'- ',
		'[',
		']',
		'{',
		'}',
		'|',
		'>',
		'\\n',
		'\0',
		'\uFEFF',
		'<example>',
		'&a',
		'*a',
		'\r\n',
		'@',
		'%',
		'disallowedTools: Bash\n',
		'tools: Read, Read\n',
		'model: opus\n',
		'description: x\n',
	];

	/** The text with one to three pieces put in or cut out, mostly in its header. */
	function damage(text: string, random: (limit: number) => number): string {
		let damaged = text;
		const header = text.indexOf('\n---', 4) + 30;
		for (let n = random(3); n >= 0; n--) {
			const at = random(random(3) === 0 ? damaged.length : Math.min(header, damaged.length));
			const piece = random(4) === 0 ? '' : (pieces[random(pieces.length)] ?? '');
			damaged =
				damaged.slice(0, at) + piece + damaged.slice(at + (random(3) === 0 ? random(12) : 0));
		}
		return damaged;
	}

	it('keep their values and their restrictions when they are mended after random edits', function () {
		const { seed, cases } = seedOf(4, 1_000);
		const random = seededRandom(seed);
		let mended = 0;
		let left = 0;
		for (let n = 0; n < cases; n++) {
			const { text, stem } = documents[random(documents.length)] ?? { text: '', stem: '' };
			const damaged = analyse(damage(text, random), { stem });
			checkRanges(damaged);
			const fixed = analyse(fixAll(damaged.text, { stem }), { stem });
			if (fixed.text !== damaged.text) mended++;
			assert.equal(fixAll(fixed.text, { stem }), fixed.text);
			if (!damaged.agent) continue;
			assert.deepEqual(valuesOf(fixed), valuesOf(damaged), damaged.text.slice(0, 400));
			// A restriction whose key is lost is left to the author, and so is the header around it.
			const isOpen = fixed.frontMatter.lostKeys !== undefined;
			if (fixed.frontMatter.isStrict || isOpen) continue;
			// So are blocks and keys of which nobody can say what they were; their author is told.
			left++;
			assert.ok(fixed.parseProblems.length > 0, damaged.text.slice(0, 400));
		}
		console.log(`      mended ${mended} of ${cases}, and left ${left} to their authors`);
		assert.ok(left < cases * 0.05);
	});
});
