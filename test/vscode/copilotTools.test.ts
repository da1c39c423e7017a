import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { toolGroups } from '../../src/core/capabilities/toolTable.ts';
import { isGroup, otherToolsOf, slotsOf } from '../../src/core/capabilities/toolSpellings.ts';

interface CopilotTool {
	readonly name: string;
	readonly toolReferenceName?: string;
	readonly legacyToolReferenceFullNames?: readonly string[];
}

interface CopilotManifest {
	readonly version: string;
	readonly contributes: {
		readonly languageModelTools: readonly CopilotTool[];
		readonly languageModelToolSets: readonly {
			readonly name: string;
			readonly tools: readonly string[];
		}[];
	};
}

/** What nobody can name in an agent file, or means a tool that replaced it. */
const unnamed = new Set(['copilot_editFiles']);

describe('the tools of the Copilot Chat that comes with VS Code', () => {
	let manifest: CopilotManifest;

	before(() => {
		const file = join(vscode.env.appRoot, 'extensions/copilot/package.json');
		manifest = JSON.parse(readFileSync(file, 'utf8')) as CopilotManifest;
		const { languageModelTools: tools } = manifest.contributes;
		console.log(`      Copilot Chat ${manifest.version} has ${tools.length} tools`);
	});

	it('are what its names stand for, those of today and of former versions', () => {
		const { languageModelTools, languageModelToolSets } = manifest.contributes;
		const unknown: string[] = [];
		for (const { name, ...spellings } of languageModelTools) {
			if (unnamed.has(name)) continue;
			const { toolReferenceName, legacyToolReferenceFullNames = [] } = spellings;
			const inGroups = languageModelToolSets
				.filter(({ tools }) => tools.includes(toolReferenceName ?? ''))
				.map((group) => `${group.name}/${toolReferenceName}`);
			const names = [toolReferenceName ?? [], ...inGroups, ...legacyToolReferenceFullNames].flat();
			for (const written of names) {
				const meant = [
					...(slotsOf(written)?.flatMap((slot) => slot.names) ?? []),
					...(otherToolsOf(written) ?? []),
				];
				if (!meant.includes(name)) unknown.push(`${written} is ${name}, and not ${meant.join()}`);
			}
		}
		assert.deepEqual(unknown, []);
	});

	it('stand in groups of the same names', () => {
		const groups = manifest.contributes.languageModelToolSets.map(({ name }) => name);
		assert.ok(groups.length > 3);
		assert.deepEqual(
			groups.filter((name) => !isGroup(name) || !Object.hasOwn(toolGroups, name)),
			[],
		);
	});
});
