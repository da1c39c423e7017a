import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { BundledFile } from '../../build/bundle.ts';
import { packageExtension } from '../../build/package.ts';
import { repoRoot } from '../../build/vscode/paths.ts';
import { temporaryFolder } from '../../build/vscode/temporary.ts';
import { zipEntries } from '../helpers/zipEntries.ts';

describe('the packaged extension', function () {
	let remove: () => void;
	let zip: Buffer;
	let files: readonly BundledFile[];
	let packed: string;

	before(async () => {
		const temporary = temporaryFolder();
		({ remove } = temporary);
		const packagePath = path.join(temporary.folder, 'extension.vsix');
		const { vsix, ...rest } = await packageExtension({ packagePath });
		({ files, folder: packed } = rest);
		zip = readFileSync(vsix);
	});
	after(() => remove());

	it('holds what is listed here and the code, and nothing else', () => {
		const agents = readdirSync(path.join(repoRoot, 'agents')).map((name) => path.parse(name).name);
		const chat = readdirSync(path.join(packed, 'dist'), {
			recursive: true,
			encoding: 'utf8',
		}).filter((name) => name.endsWith('.md'));
		assert.ok(chat.length > agents.length);
		const steps = readdirSync(path.join(repoRoot, 'media/start'));
		const expected = [
			'[Content_Types].xml',
			'extension.vsixmanifest',
			...[
				'package.json',
				'readme.md',
				'changelog.md',
				'LICENSE.txt',
				'THIRD_PARTY_NOTICES.md',
				'docs/agent-files.md',
				'docs/patterns.md',
				'docs/problems.md',
				'docs/settings.md',
				'docs/tools.md',
				'media/icon.png',
				...steps.map((name) => `media/start/${name}`),
				'media/view.svg',
				...agents.flatMap((name) => [
					`agents/${name}.md`,
					`media/agents/${name}-dark.svg`,
					`media/agents/${name}-light.svg`,
				]),
				...files.map(({ name }) => `dist/${name}`),
				...chat.map((name) => `dist/${name}`),
			].map((name) => `extension/${name}`),
		];
		assert.deepEqual(
			zipEntries(zip)
				.map(({ name }) => name)
				.toSorted(),
			expected.toSorted(),
		);
	});

	it('has at most 960 KB', () => {
		const largest = zipEntries(zip)
			.toSorted((a, b) => b.packedBytes - a.packedBytes)
			.slice(0, 5)
			.map(({ name, packedBytes }) => `${name}: ${packedBytes}`);
		assert.ok(zip.byteLength <= 960 * 1024, `${zip.byteLength} bytes; ${largest.join(', ')}`);
	});

	it('has no pictures in its README, which VS Code could not show', () => {
		const [packedText, text] = [packed, repoRoot].map((folder) =>
			readFileSync(path.join(folder, 'README.md'), 'utf8'),
		);
		assert.match(text ?? '', /^!\[/m);
		assert.doesNotMatch(packedText ?? '', /!\[/);
		assert.equal(packedText, text?.replace(/^!\[.*\n\n?/gm, ''));
	});

	it('has no source maps, and points to none', () => {
		const pointing = files.filter(({ name }) =>
			/sourceMappingURL/.test(readFileSync(path.join(packed, 'dist', name), 'utf8')),
		);
		assert.deepEqual(pointing, []);
	});

	it('declares what package.json declares, without what only developers need', () => {
		const read = (folder: string): Record<string, unknown> =>
			JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Record<
				string,
				unknown
			>;
		const { scripts, devDependencies, allowScripts, ...rest } = read(repoRoot);
		assert.ok(scripts && devDependencies && allowScripts);
		assert.deepEqual(read(packed), rest);
	});
});
