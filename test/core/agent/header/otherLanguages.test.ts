import assert from 'node:assert/strict';
import { analyse } from '../../../../src/core/editor/agentDocument.ts';
import { allowedToolNames } from '../../../../src/core/capabilities/toolNames.ts';
import { validate } from '../../../../src/core/editor/validate.ts';
import { presentTools } from '../../../helpers/presentTools.ts';

interface Reading {
	readonly tools: readonly string[] | undefined;
	/** But for hints: severity, code and what they are shown at. */
	readonly problems: readonly string[];
}

function read(...lines: readonly string[]): Reading & { readonly granted: readonly string[] } {
	const text = ['---', 'name: reviewer', 'description: Reviews.', ...lines, '---', 'Body', ''].join(
		'\n',
	);
	const document = analyse(text, { stem: 'reviewer' });
	const { tools, disallowedTools = [] } = document.agent ?? {};
	const problems = validate(document, { tools: presentTools })
		.filter(({ severity }) => severity !== 'hint')
		.map(({ severity, code, range }) => {
			return `${severity} ${code} ${text.slice(range.start, range.end)}`;
		});
	return { tools, problems, granted: allowedToolNames(tools, disallowedTools, presentTools) };
}

describe('an exception in another language than English', () => {
	for (const words of [
		'Alle außer Bash',
		'alle Werkzeuge ohne Bash',
		'tous sauf Bash',
		'tous les outils excepté Bash',
		'todas menos Bash',
		'todas, excepto Bash',
		'todas as ferramentas, exceto Bash',
		'tutti tranne Bash',
		'alles behalve Bash',
		'wszystkie oprócz Bash',
		'все, кроме Bash',
		'除了 Bash 以外的所有工具',
		'全部工具，除了 Bash',
		'Bash以外すべて',
		'Bash를 제외한 모든 도구',
	]) {
		it(`leaves nothing of all: ${words}`, () => {
			const { granted, problems } = read(`tools: ${words}, Write`);
			const errors = problems.filter((each) => each.startsWith('error'));
			assert.deepEqual([granted, errors.map((each) => each.split(' ')[1])], [[], ['negated-tool']]);
		});
	}

	const exceptions = [
		'außer',
		'ohne',
		'sauf',
		'hormis',
		'excepto',
		'menos',
		'exceto',
		'tranne',
		'behalve',
		'kivéve',
		'oprócz',
		'kromě',
		'кроме',
		'hariç',
		'除了',
		'以外',
		'제외',
	];
	const negations = [
		'kein',
		'nicht',
		'aucun',
		'nunca',
		'não',
		'nessun',
		'geen',
		'нет',
		'禁止',
		'不要',
		'금지',
	];

	for (const word of [...exceptions, ...negations]) {
		it(`takes what follows in a text with it: ${word}`, () => {
			assert.deepEqual(read(`tools: Read, ${word} Bash, Write`), {
				tools: ['Read'],
				problems: [`error negated-tool ${word} Bash, Write`],
				granted: ['copilot_readFile'],
			});
		});
		it(`takes what follows in a list with it, where it stands alone: ${word}`, () => {
			assert.deepEqual(read(`tools: [Read, ${word}, Bash]`), {
				tools: ['Read'],
				problems: [`error negated-tool ${word}, Bash`],
				granted: ['copilot_readFile'],
			});
		});
	}

	it('is one entry of a list where it names its tool', () => {
		for (const entry of [
			'Bash以外',
			'不要 Bash',
			'Bashを除く',
			'kein Bash',
			'Bash nicht erlaubt',
		]) {
			assert.deepEqual(read(`tools: [Read, ${entry}]`), {
				tools: ['Read'],
				problems: [`error negated-tool ${entry}`],
				granted: ['copilot_readFile'],
			});
		}
	});

	it('is found in a comment beside all tools', () => {
		assert.deepEqual(read('tools: all # außer Bash').granted, []);
	});

	it('is every tool but those under disallowedTools', () => {
		for (const words of ['alle außer Read', 'sauf Read', 'except Read', 'Read以外']) {
			assert.deepEqual(read(`disallowedTools: ${words}`).granted, [], words);
		}
	});

	it('is no name that is spelled like the word', () => {
		const { tools, problems } = read('tools: Read, menos-tool, acme/sauf, mcp__ohne__run');
		assert.deepEqual(tools, ['Read', 'menos-tool', 'acme/sauf', 'mcp__ohne__run']);
		assert.deepEqual(problems, ['information unknown-tool menos-tool']);
	});
});

describe('an item of a list that is a key without a value', () => {
	for (const word of ['ohne', 'Forbidden', 'Werkzeuge', 'not']) {
		it(`may speak of the items that follow: ${word}`, () => {
			const { tools, granted, problems } = read('tools:', '  - Read', `  - ${word}:`, '  - Bash');
			assert.deepEqual([tools, granted], [['Read'], ['copilot_readFile']]);
			assert.equal(problems.length, 1);
		});
	}
});

describe('the key of a restriction in another language', () => {
	for (const key of [
		'Werkzeuge',
		'outils',
		'herramientas',
		'ferramentas',
		'strumenti',
		'工具',
		'ツール',
		'инструменты',
		'도구',
		'erlaubte Werkzeuge',
	]) {
		it(`allows nothing until it is a key: ${key}`, () => {
			const { granted, problems } = read(`${key}: Read, Grep`);
			assert.deepEqual([granted, problems], [[], [`error lost-restriction ${key}: Read, Grep`]]);
		});
	}

	it('is none where it lists other things', () => {
		const { tools, problems } = read('Werkzeuge: Hammer, Zange');
		assert.deepEqual([tools, problems], [undefined, []]);
	});
});

describe('the key of a restriction of another program', () => {
	for (const key of [
		'restricted_tools',
		'excludeTools',
		'forbidden-tools',
		'denyTools',
		'permitted tools',
	]) {
		it(`is reported once: ${key}`, () => {
			assert.deepEqual(read(`${key}: [Bash]`).problems, [`error lost-restriction ${key}: [Bash]`]);
		});
	}
});
