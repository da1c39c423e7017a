import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readContribution } from '../../../src/core/manifest/contribution.ts';
import {
	identityOf,
	packFiles,
	packedIcon,
	participantWhen,
	type Pack,
} from '../../../src/core/manifest/pack.ts';
import { packVsix } from '../../../src/core/manifest/vsix.ts';
import { unzipSync, strFromU8 } from 'fflate';

const pack: Pack = {
	name: 'my-agents',
	publisher: 'sveltekit-agents',
	version: '1.0.7',
	displayName: 'Mine & <others>',
	description: 'What "I" have.',
	readme: '# Mine\n',
	agents: [
		{
			id: 'sveltekit-agents.my.1',
			handle: 'reviewer',
			fullName: 'Reviewer',
			agent: {
				summary: 'Reviews',
				examples: [{ context: '', user: 'Is this right?', assistant: '', commentary: '' }],
			},
			color: 'green',
			when: participantWhen('sveltekit-agents.my.1', 'sveltekitAgents.folder.x'),
			file: { source: 'file:///shop/.claude/agents/reviewer.md', folder: 'file:///shop' },
			hides: ['sveltekit-agents.reviewer'],
		},
	],
};

describe('a pack', () => {
	const files = packFiles(pack);
	const manifest = JSON.parse(files.get('package.json') ?? '') as {
		readonly main?: string;
		readonly activationEvents?: unknown;
		readonly extensionDependencies: readonly string[];
		readonly contributes: { readonly chatParticipants: readonly object[] };
	};

	it('holds data and no code', () => {
		assert.deepEqual([...files.keys()].toSorted(), [
			'README.md',
			packedIcon('sveltekit-agents.my.1', 'dark'),
			packedIcon('sveltekit-agents.my.1', 'light'),
			'package.json',
		]);
		assert.equal(manifest.main, undefined);
		assert.equal(manifest.activationEvents, undefined);
		assert.deepEqual(manifest.extensionDependencies, ['sveltekit-agents.sveltekit-agents']);
	});

	it('declares what is read of it', () => {
		assert.deepEqual(readContribution(manifest, { isMine: true }), {
			agents: [
				{
					participant: 'sveltekit-agents.my.1',
					handle: 'reviewer',
					file: { source: 'file:///shop/.claude/agents/reviewer.md', folder: 'file:///shop' },
					hides: ['sveltekit-agents.reviewer'],
				},
			],
		});
		const [participant] = manifest.contributes.chatParticipants as readonly {
			readonly when: string;
			readonly sampleRequest: string;
		}[];
		assert.equal(
			participant?.when,
			'sveltekitAgents.folder.x && !sveltekitAgents.hidden.sveltekit-agents.my.1',
		);
		assert.equal(participant?.sampleRequest, 'Is this right?');
	});

	it('becomes a zip with its files and two that describe them, the same for the same files', () => {
		const vsix = packVsix(identityOf(pack), files);
		const entries = unzipSync(vsix);
		assert.deepEqual(
			Object.keys(entries).toSorted(),
			[
				'[Content_Types].xml',
				'extension.vsixmanifest',
				...[...files.keys()].map((path) => `extension/${path}`),
			].toSorted(),
		);
		const about = strFromU8(entries['extension.vsixmanifest'] ?? new Uint8Array());
		assert.match(
			about,
			/<Identity Language="en-US" Id="my-agents" Version="1\.0\.7" Publisher="sveltekit-agents" \/>/,
		);
		assert.match(about, /<DisplayName>Mine &amp; &lt;others&gt;<\/DisplayName>/);
		assert.match(about, /Code\.ExtensionDependencies" Value="sveltekit-agents\.sveltekit-agents"/);
		const types = strFromU8(entries['[Content_Types].xml'] ?? new Uint8Array());
		assert.match(types, /Extension="\.svg" ContentType="image\/svg\+xml"/);
		assert.deepEqual(packVsix(identityOf(pack), files), vsix);
	});
});
