import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/editor/agentDocument.ts';
import { hoverAt } from '../../../src/core/editor/hover.ts';
import { fixAll } from '../../../src/core/editor/validation/fixAll.ts';
import { validate } from '../../../src/core/editor/validate.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { surroundingsOf } from '../../helpers/knownAgents.ts';
import { presentTools } from '../../helpers/presentTools.ts';

function file(...lines: readonly string[]): string {
	return ['---', 'name: helper', 'description: Helps.', ...lines, '---', 'You help.', ''].join(
		'\n',
	);
}

function problemsOf(text: string): readonly string[] {
	return validate(analyse(text, { stem: 'helper' }), { tools: presentTools }).map(
		({ severity, code, message }) => `${severity} ${code}: ${message}`,
	);
}

function hover(text: string, at: string): string | undefined {
	const document = analyse(text, { stem: 'helper' });
	return hoverAt(document, text.indexOf(at), surroundingsOf(document))?.markdown;
}

describe('a key that other programs read', () => {
	for (const key of ['globs', 'alwaysApply', 'trigger', 'kind', 'timeout_mins', 'sandbox_mode']) {
		it(`is not said to be read by nobody: ${key}`, () => {
			const text = file(`${key}: x`);
			assert.deepEqual(
				[problemsOf(text), hover(text, key)],
				[
					[
						`hint unknown-key: Claude Code, VS Code and Copilot ignore “${key}”; leave it as a note.`,
					],
					`Claude Code, VS Code and Copilot ignore \`${key}\`.`,
				],
			);
		});
	}

	it('has a hover that agrees with itself', () => {
		assert.equal(
			hover(file('temperature: 0.2'), 'temperature'),
			'How freely a model of another program, OpenCode, words answers.\n\n' +
				'Claude Code, VS Code and Copilot do not read it.',
		);
	});

	it('has the same word for a slip in the problem and in the hover', () => {
		const text = file('modle: opus');
		assert.deepEqual(
			[problemsOf(text), hover(text, 'modle')],
			[
				['warning unknown-key: Agents have no key “modle”; did you mean “model”?'],
				'Claude Code, VS Code and Copilot ignore `modle`. Did you mean `model`?',
			],
		);
	});
});

describe('a tool of another program', () => {
	const names = ['fs_read', 'fs_write', 'fsWrite', 'edit_file', 'write_to_file', 'search_web'];
	for (const name of names) {
		it(`is no slip: ${name}`, () => {
			assert.deepEqual(problemsOf(file(`tools: Read, ${name}`)), [
				`information unknown-tool: “${name}” allows nothing: no such tool is here; install or check it.`,
			]);
		});
	}
});

describe('names of tools with something else than a comma between them', () => {
	for (const written of [
		'Read and Grep',
		'Read & Grep',
		'Read + Grep',
		'Read | Grep',
		'Read / Grep',
		'Read/Grep',
		'Read und Grep',
		'Read，Grep',
		'Read、Grep',
	]) {
		it(`allow nothing, with a fix that asks: ${written}`, () => {
			const text = file(`tools: ${written}`);
			const document = analyse(text, { stem: 'helper' });
			const [found, ...more] = validate(document, { tools: presentTools });
			assert.deepEqual(
				[more, found?.message, found?.fix?.isGuess, applyEdits(text, found?.fix?.edits ?? [])],
				[
					[],
					`“${written}” allows nothing; put commas between the names.`,
					true,
					file('tools: Read, Grep'),
				],
			);
			assert.deepEqual(document.agent?.tools, [written]);
		});
	}

	it('are found in the items of a list too', () => {
		assert.deepEqual(problemsOf(file('tools:', '  - Read and Grep and Glob', '  - LS')), [
			'warning unknown-tool: “Read and Grep and Glob” allows nothing; put commas between the names.',
		]);
	});
});

describe('Kiro’s tools that run without asking', () => {
	it('are not merged with those that the agent has', () => {
		const text = file('tools: [read, write]', 'allowedTools: [read]');
		assert.equal(fixAll(text, { stem: 'helper' }), text);
	});
});

describe('a color that YAML takes for a comment', () => {
	it('has the nearest as its fix', () => {
		const text = file('color: #2196F3', 'model: opus');
		const [found, ...more] = validate(analyse(text, { stem: 'helper' }));
		assert.deepEqual(
			[more, found?.message, applyEdits(text, found?.fix?.edits ?? [])],
			[
				[],
				'“#2196F3” is no color of agents; write the nearest, blue.',
				file('color: blue', 'model: opus'),
			],
		);
	});

	it('is none where the comment says something else', () => {
		assert.deepEqual(problemsOf(file('color: # not chosen yet')), []);
	});
});
