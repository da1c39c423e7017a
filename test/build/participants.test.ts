import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { repoRoot } from '../../build/vscode/paths.ts';
import { bundledAgents } from '../../src/generated/agents.ts';
import { patternToolId, toolIds } from '../../src/ids.ts';

const { chatParticipants, languageModelTools } = (
	JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8')) as {
		readonly contributes: {
			readonly chatParticipants: readonly { readonly name: string; readonly description: string }[];
			readonly languageModelTools: readonly {
				readonly name: string;
				readonly canBeReferencedInPrompt: boolean;
			}[];
		};
	}
).contributes;

describe('the participants of the extension', () => {
	it('say in a few words, of which none is cut off in a narrow chat, what each is for', () => {
		const descriptions = chatParticipants.map(({ description }) => description);
		assert.deepEqual(
			descriptions.filter(({ length }) => length > 38 || length < 10),
			[],
		);
		assert.equal(new Set(descriptions).size, bundledAgents.length + 1);
	});

	for (const theme of ['light', 'dark'] as const) {
		it(`have icons that differ in their drawing and in their color (${theme})`, () => {
			const icons = bundledAgents.map(({ handle }) =>
				readFileSync(path.join(repoRoot, `media/agents/${handle}-${theme}.svg`), 'utf8'),
			);
			const discs = icons.map(
				(icon) => /<circle cx="8" cy="8" r="8" fill="(#\w{6})"/.exec(icon)?.[1],
			);
			const drawings = icons.map((icon) => icon.replace(/"#\w{6}"/g, '""'));
			assert.equal(new Set(discs).size, bundledAgents.length);
			assert.equal(new Set(drawings).size, bundledAgents.length);
			assert.deepEqual(
				drawings.filter((drawing) => drawing.includes('<text')),
				[],
				'letters look alike',
			);
		});
	}

	it('stand among no tools that only they need in the list of what can be named', () => {
		const own = new Set<string>(Object.values(toolIds));
		const named = languageModelTools.flatMap(({ name, canBeReferencedInPrompt }) =>
			canBeReferencedInPrompt ? [name] : [],
		);
		assert.deepEqual(
			named.filter((name) => own.has(name)),
			[],
		);
		assert.ok(named.includes(patternToolId));
	});
});
