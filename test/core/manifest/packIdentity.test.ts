import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	identityFault,
	suggestIdentity,
	suggestVersion,
} from '../../../src/core/manifest/packIdentity.ts';

describe('what a pack is called', () => {
	it('follows from the project and from who it is from', () => {
		assert.deepEqual(suggestIdentity({ folder: '/home/me/Web Shop/.claude/agents' }), {
			name: 'web-shop-agents',
			publisher: 'local',
		});
		assert.deepEqual(
			suggestIdentity({
				folder: '/home/me/team-agents',
				packageJson: '{"name": "@acme/shop", "publisher": 3}',
			}),
			{ name: 'team-agents', publisher: 'acme' },
		);
		const packageJson = '{"name": "@acme/shop", "publisher": "acme-inc"}';
		assert.equal(suggestIdentity({ folder: '/a', packageJson }).publisher, 'acme-inc');
		assert.equal(
			suggestIdentity({ folder: '/a', packageJson, lastPublisher: 'mine' }).publisher,
			'mine',
		);
	});

	it('is fit for a name whatever folders are called', () => {
		const folders = ['/', '', '/.claude/agents', '/agents', '/日本/.github/agents', '/-/', '/___/'];
		for (const folder of [...folders, `/${'x'.repeat(300)}/agents`, '/ÄÖÜ & Söhne/agents']) {
			const identity = { ...suggestIdentity({ folder, packageJson: '{' }), version: '1.0.0' };
			assert.equal(identityFault(identity), undefined, `${folder}: ${identity.name}`);
		}
	});

	it('has a version above those that are there', () => {
		assert.equal(suggestVersion('a', []), '1.0.0');
		const names = ['a-1.2.9.vsix', 'a-1.10.0.vsix', 'a-b-9.0.0.vsix', 'b-7.0.0.vsix', 'a-x.vsix'];
		assert.equal(suggestVersion('a', names), '1.10.1');
	});

	it('is refused with a reason where VS Code would not take it', () => {
		const good = { name: 'a', publisher: 'b', version: '1.0.0' };
		assert.equal(identityFault(good), undefined);
		for (const bad of [
			{ name: '' },
			{ name: 'A' },
			{ name: '../a' },
			{ name: 'a.b' },
			{ publisher: 'a b' },
			{ publisher: '' },
			{ publisher: 'sveltekit-agents' },
			{ publisher: 'SvelteKit-Agents' },
			{ version: '1.0' },
			{ version: '01.0.0' },
			{ version: '1.0.0-beta' },
			{ version: '1.0.99999999999' },
		]) {
			assert.match(identityFault({ ...good, ...bad }) ?? '', /^[A-Z].*\.$/, JSON.stringify(bad));
		}
	});
});
