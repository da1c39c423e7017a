import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { repoRoot } from '../../build/vscode/paths.ts';

/** The subjects of core, each of which may use those that stand before it, and no others. */
const subjects = [
	'text',
	'problem',
	'markdown',
	'code',
	'capabilities',
	'workspace',
	'agent',
	'manifest',
	'pattern',
	'project',
	'insertion',
	'chat',
	'editor',
];

/** The parts of the extension, likewise; what stands on one level does not use each other. */
const levels: readonly (readonly string[])[] = [
	['ids', 'generated'],
	['core'],
	['host'],
	['features'],
	['extension'],
];

interface Arrow {
	readonly from: string;
	readonly to: string;
}

/** All imports of the sources, as paths below `src/`; type imports and `import()` count too. */
function arrows(): readonly Arrow[] {
	const files = globSync('src/**/*.ts', { cwd: repoRoot }).map((file) =>
		file.replaceAll('\\', '/'),
	);
	return files.flatMap((file) => {
		const text = readFileSync(path.join(repoRoot, file), 'utf8');
		const imports = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g);
		return [...imports].map(([, specifier = '']) => ({
			from: file.slice('src/'.length),
			to: path.posix.join(path.posix.dirname(file), specifier).slice('src/'.length),
		}));
	});
}

const all = arrows();

describe('the layers of the sources', () => {
	it('are read from the import lines', () => {
		assert.ok(all.length > 300, `only ${all.length} imports were found`);
		const missing = all.filter(({ to }) => globSync(`src/${to}`, { cwd: repoRoot }).length === 0);
		assert.deepEqual(missing, []);
	});

	it('have arrows that lead down only', () => {
		const levelOf = (file: string): number =>
			levels.findIndex((names) => names.includes(file.replace(/(?:\/.*|\.ts)$/, '')));
		const wrong = all.filter(({ from, to }) => {
			const [a, b] = [levelOf(from), levelOf(to)];
			return a === -1 || b === -1 || b > a;
		});
		assert.deepEqual(wrong, []);
	});

	it('of core are its subjects, in their order', () => {
		const subjectOf = (file: string): string => file.split('/')[1] ?? '';
		const wrong = all.filter(({ from, to }) => {
			if (!from.startsWith('core/') || !to.startsWith('core/')) return false;
			const [a, b] = [subjects.indexOf(subjectOf(from)), subjects.indexOf(subjectOf(to))];
			return a === -1 || b === -1 || b > a;
		});
		assert.deepEqual(wrong, []);
	});

	it('of core ask for nothing of VS Code, not even a type', () => {
		const asking = globSync('src/core/**/*.ts', { cwd: repoRoot }).filter((file) =>
			/(?:\bfrom|\bimport)\s*\(?\s*['"]vscode['"]/.test(
				readFileSync(path.join(repoRoot, file), 'utf8'),
			),
		);
		assert.deepEqual(asking, []);
	});

	it('are where the documents for contributors say', () => {
		for (const name of ['CONTRIBUTING.md', 'docs/architecture.md']) {
			const text = readFileSync(path.join(repoRoot, name), 'utf8');
			const paths = [...text.matchAll(/`((?:src|test|build)\/[\w./-]+)`/g)].map(
				([, found = '']) => found,
			);
			assert.ok(paths.length > 10, `${name} names ${paths.length} places`);
			const missing = paths.filter((each) => !existsSync(path.join(repoRoot, each)));
			assert.deepEqual(missing, [], name);
		}
	});

	it('of features use core and host, never each other', () => {
		const featureOf = (file: string): string => file.split('/')[1] ?? '';
		const wrong = all.filter(
			({ from, to }) =>
				from.startsWith('features/') &&
				to.startsWith('features/') &&
				featureOf(from) !== featureOf(to),
		);
		assert.deepEqual(wrong, []);
	});

	it('say failures of tools to models, and all others to people', () => {
		const isTool = (file: string): boolean =>
			file.startsWith('features/tools/') || file.endsWith('Tool.ts');
		const wrong = all.filter(
			({ from, to }) =>
				(to === 'host/userError.ts' && isTool(from)) ||
				(to === 'host/toolError.ts' && !isTool(from) && from !== 'host/toolFailure.ts'),
		);
		assert.deepEqual(wrong, []);
	});

	it('of features load at start no file but the one named like the feature', () => {
		const doors = globSync('src/features/*', { cwd: repoRoot }).map((folder) => {
			const name = path.basename(folder);
			return `src/features/${name}/${name}.ts`;
		});
		assert.ok(doors.length >= 5);
		const loaded = doors.flatMap((door) => {
			const text = readFileSync(path.join(repoRoot, door), 'utf8');
			const imports = text.matchAll(/^import (?!type\b)[^;]*? from '\.\/[^']*'/gm);
			return [...imports].map(([line]) => `${door}: ${line}`);
		});
		assert.deepEqual(loaded, []);
	});
});
