import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { repoRoot } from '../../build/vscode/paths.ts';
import { settingIds } from '../../src/ids.ts';

describe('settings', () => {
	it('of which a wrong one does harm are not those of a workspace', () => {
		const manifest = JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8')) as {
			readonly contributes: {
				readonly configuration: readonly {
					readonly properties: Readonly<Record<string, { readonly scope?: string }>>;
				}[];
			};
		};
		const groups = manifest.contributes.configuration.map(({ properties }) => properties);
		const properties = Object.assign({}, ...groups) as (typeof groups)[number];
		const { handbook, model, maxToolRounds, allowPrivateAddresses } = settingIds;
		assert.deepEqual(
			[handbook, model, maxToolRounds, allowPrivateAddresses].map((id) => properties[id]?.scope),
			['application', 'application', 'application', 'application'],
		);
	});
});

describe('SECURITY.md', () => {
	const text = readFileSync(path.join(repoRoot, 'SECURITY.md'), 'utf8');
	const rows = text.split('\n').filter((line) => /^\| (?!Promise )[^-]/.test(line));

	it('names a test for each promise', () => {
		assert.ok(rows.length > 20, `${rows.length} promises`);
		assert.deepEqual(
			rows.filter((row) => !/\|[^|]*`test\/[^|]*\|$/.test(row)),
			[],
		);
	});

	it('names tests that are there', () => {
		const named = [...text.matchAll(/`(test\/[^`]*)`/g)].map(([, file = '']) => file);
		assert.deepEqual(
			named.filter((file) => !existsSync(path.join(repoRoot, file))),
			[],
		);
	});
});
