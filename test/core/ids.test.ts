import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { bundledAgents } from '../../src/agents.generated.ts';
import {
	commandIds,
	modelVendor,
	participantIdPrefix,
	patternCommandPrefix,
	settingIds,
} from '../../src/ids.ts';
import { bundledPatterns } from '../../src/patterns.generated.ts';

interface Manifest {
	readonly contributes: {
		readonly chatParticipants: readonly { readonly id: string; readonly name: string }[];
		readonly commands: readonly { readonly command: string }[];
		readonly configuration: { readonly properties: object };
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
				...bundledPatterns.map(({ command }) => patternCommandPrefix + command),
			].toSorted(),
		);
	});

	it('of settings are those of the manifest', () => {
		assert.deepEqual(
			Object.keys(contributes.configuration.properties).toSorted(),
			Object.values(settingIds).toSorted(),
		);
	});

	it('of participants are those of the manifest', () => {
		assert.deepEqual(
			contributes.chatParticipants.map(({ id, name }) => [id, name]),
			bundledAgents.map(({ handle }) => [participantIdPrefix + handle, handle]),
		);
	});

	it('of the model vendor is that of the manifest', () => {
		assert.deepEqual(
			contributes.languageModelChatProviders.map(({ vendor }) => vendor),
			[modelVendor],
		);
	});
});
