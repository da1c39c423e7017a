import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { bundledAgents } from '../../src/generated/agents.ts';
import { toolRows } from '../../src/core/capabilities/toolTable.ts';
import {
	commandIds,
	contextIds,
	doorName,
	hidingToolIds,
	modelVendor,
	participantIdPrefix,
	patternCommandPrefix,
	patternToolId,
	askAgentToolId,
	problemScheme,
	settingIds,
	toolContextPrefix,
	toolIds,
} from '../../src/ids.ts';
import { bundledPatterns } from '../../src/generated/patterns.ts';

interface Manifest {
	readonly contributes: {
		readonly chatParticipants: readonly { readonly id: string; readonly name: string }[];
		readonly commands: readonly { readonly command: string }[];
		readonly configurationDefaults: object;
		readonly configuration: readonly { readonly properties: object }[];
		readonly languageModelTools: readonly { readonly name: string; readonly when: string }[];
		readonly languageModelChatProviders: readonly { readonly vendor: string }[];
	};
}

const { contributes } = JSON.parse(
	readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as Manifest;

describe('ids', () => {
	it('of commands are those of the manifest', () => {
		assert.deepEqual(
			contributes.commands.map(({ command }) => command).toSorted(),
			[
				...Object.values(commandIds),
				...Object.values(bundledPatterns)
					.flat()
					.map((id) => patternCommandPrefix + id),
			].toSorted(),
		);
	});

	it('of settings are those of the manifest', () => {
		assert.deepEqual(
			contributes.configuration.flatMap(({ properties }) => Object.keys(properties)).toSorted(),
			Object.values(settingIds).toSorted(),
		);
	});

	it('of participants are those of the manifest', () => {
		assert.deepEqual(
			contributes.chatParticipants.map(({ id, name }) => [id, name]),
			[doorName, ...bundledAgents.map(({ handle }) => handle)].map((handle) => [
				participantIdPrefix + handle,
				handle,
			]),
		);
	});

	it('of the pages about problems is that of the manifest, which shows them as previews', () => {
		assert.deepEqual(contributes.configurationDefaults, {
			'workbench.editorAssociations': {
				[`${problemScheme}:/**`]: 'vscode.markdown.preview.editor',
			},
		});
	});

	it('of the model vendor is that of the manifest', () => {
		assert.deepEqual(
			contributes.languageModelChatProviders.map(({ vendor }) => vendor),
			[modelVendor],
		);
	});

	it('of tools are those of the manifest, each hidden by a tool of its own kind', () => {
		const kinds = Object.keys(toolIds) as (keyof typeof toolIds)[];
		assert.deepEqual(
			contributes.languageModelTools.map(({ name, when }) => [name, when]),
			[
				...kinds.map((kind) => [toolIds[kind], `!${toolContextPrefix}${hidingToolIds[kind]}`]),
				[patternToolId, contextIds.isSvelteKit],
				[
					askAgentToolId,
					`config.${settingIds.inEveryChat} == always || config.${settingIds.inEveryChat} == auto && ${contextIds.isSvelteKit} || config.${settingIds.inEveryChat} == auto && ${contextIds.hasAgentFiles}`,
				],
			],
		);
		const own: ReadonlySet<string> = new Set(Object.values(toolIds));
		assert.deepEqual(
			toolRows.flatMap(({ tools }) => tools.filter((slot) => slot.some((name) => own.has(name)))),
			kinds.map((kind) => [hidingToolIds[kind], toolIds[kind]]),
		);
	});
});
