import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';

/** Files that may import from `node:fs`, with the names: none of these reads what is in a file; one writes. */
const allowedImports: Readonly<Record<string, readonly string[]>> = {
	'src/features/tools/readableFile.ts': ['realpath'],
	'src/host/platform/bareRepository.ts': ['stat'],
	'src/host/platform/fileId.ts': ['typeStats'],
	'src/host/platform/folderEntries.ts': [
		'constants',
		'typeDirent',
		'lstat',
		'open',
		'opendir',
		'realpath',
	],
	'src/host/platform/folderLock.ts': ['mkdir', 'rmdir', 'stat'],
	'src/host/platform/folderWatchers.ts': ['watch', 'typeFSWatcher'],
	'src/host/platform/linkTarget.ts': ['realpathSync', 'realpath'],
	'src/host/platform/openPath.ts': [
		'existsSync',
		'lstat',
		'readlink',
		'realpath',
		'typeFileHandle',
	],
	'src/host/platform/withoutLinks.ts': [
		'constants',
		'lstat',
		'mkdir',
		'open',
		'rmdir',
		'unlink',
		'typeFileHandle',
	],
	'src/host/platform/repository.ts': ['statSync'],
	'src/host/platform/realPaths.ts': ['lstat', 'realpath'],
};

/** The one file that reads, and the one that opens documents of the disk. */
const reader = 'src/host/platform/files.ts';
const opener = 'src/host/platform/openFile.ts';

/** Opens documents that are not on a disk, or whose file was read before. */
const mayOpen: Readonly<Record<string, number>> = {
	'src/host/agents/newAgentFile.ts': 2,
	'src/features/patterns/documentFormatter.ts': 1,
	'src/features/patterns/patternActions.ts': 1,
	'src/features/patterns/preview.ts': 1,
	'src/host/editableDocument.ts': 1,
};

const sources = globSync('src/**/*.ts').map((path) => ({
	path: path.replaceAll('\\', '/'),
	text: readFileSync(path, 'utf8'),
}));

describe('the sources of the extension', () => {
	it('read files in one place only', () => {
		const others = sources.filter(({ path }) => path !== reader);
		const imports = others.flatMap(({ path, text }) => {
			const found = [...text.matchAll(/import ([^;]*?) from '(?:node:)?fs(?:\/promises)?'/g)];
			const names = found.flatMap(([, list = '']) => list.replace(/[{}\s]/g, '').split(','));
			return names.length > 0 ? [[path, names] as const] : [];
		});
		assert.deepEqual(Object.fromEntries(imports), allowedImports);
		const other = /workspace\.fs\.readFile|(?:require|import)\(\s*'(?:node:)?fs|createReadStream/;
		assert.deepEqual(
			others.filter(({ text }) => other.test(text)).map(({ path }) => path),
			[],
		);
	});

	it('open documents of the disk in one place only', () => {
		const opening = sources.flatMap(({ path, text }) => {
			const count = text.match(/\bopenTextDocument\(/g)?.length ?? 0;
			return count > 0 && path !== opener ? [[path, count] as const] : [];
		});
		assert.deepEqual(Object.fromEntries(opening), mayOpen);
		// What is shown is a document, not a path that VS Code opens without a look.
		const byPath = /showTextDocument\((?!await openFile\(|document\b|editor\.document)/;
		assert.deepEqual(
			sources.filter(({ text }) => byPath.test(text)).map(({ path }) => path),
			[],
		);
	});
});
