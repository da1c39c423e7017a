import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ignorePaths, type IgnoredPaths } from '../../../src/core/project/gitignore.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

function ignored(text: string, ...paths: readonly string[]): string {
	return applyEdits(text, ignorePaths(text, paths).edits);
}

/** In which list a path ends up. */
function stateOf(text: string, path: string): keyof IgnoredPaths | undefined {
	const found = ignorePaths(text, [path]);
	return (['added', 'present', 'tracked', 'unfit'] as const).find((state) =>
		found[state].includes(path),
	);
}

describe('ignorePaths', () => {
	it('adds what is missing below a comment, and keeps line ends and the end of the file', () => {
		const lines = ['# Written while the app runs', '/uploads/', '/pgdata/'];
		const paths = ['uploads/', 'pgdata/'];
		for (const [before, after] of [
			['', `${lines.join('\n')}\n`],
			['node_modules\n', `node_modules\n\n${lines.join('\n')}\n`],
			['node_modules\n\n', `node_modules\n\n${lines.join('\n')}\n`],
			['node_modules', `node_modules\n\n${lines.join('\n')}`],
			['# Vite\r\n*.timestamp-*\r\n', `# Vite\r\n*.timestamp-*\r\n\r\n${lines.join('\r\n')}\r\n`],
			['/uploads\n', '/uploads\n\n# Written while the app runs\n/pgdata/\n'],
			['/uploads\npgdata/\n', '/uploads\npgdata/\n'],
		] as const) {
			assert.equal(ignored(before, ...paths), after);
		}
		assert.equal(
			applyEdits('', ignorePaths('', ['./data/a b/', '/local.db', 'local.db'], '').edits),
			'/data/a b/\n/local.db\n',
		);
		assert.equal(applyEdits('', ignorePaths('', ['a'], 'One\n!b').edits), '# One !b\n/a\n');
	});

	it('leaves alone what a line ignores already', () => {
		for (const line of [
			'uploads',
			'uploads/',
			'/uploads',
			'/uploads/',
			'**/uploads/',
			'**/uploads',
			'uploads/**',
			'uploads/*',
			'/uploads/**/*',
			'*',
			'/*',
			'**',
			'up*',
			'u?loads',
			'[a-z]ploads/',
			'[!a]ploads',
			'\\uploads',
			'uploads/   ',
			'uploads/\r',
			'!uploads/\nuploads/',
			'uploads/\n!uploads/keep',
			'uploads/*\n!uploads/.gitkeep',
			'*\n!.gitignore\n!src/',
			'\uFEFFuploads/',
		]) {
			assert.equal(
				stateOf(`node_modules\n${line}\n`.replace(/^([^]*)\uFEFF/, '\uFEFF$1'), 'uploads/'),
				'present',
				line,
			);
		}
		for (const line of [
			'data',
			'/data/',
			'data/*',
			'data/pg',
			'**/pg',
			'data/**/pg/',
			'**/data/**',
		]) {
			assert.equal(stateOf(line, 'data/pg/'), 'present', line);
		}
		for (const line of ['*.db', 'local.*', '/local.db', '**/*.db']) {
			assert.equal(stateOf(line, 'local.db'), 'present', line);
		}
	});

	it('is not taken in by lines that look alike', () => {
		for (const line of [
			'# uploads/',
			'\\#uploads',
			'uploads2',
			'Uploads/',
			'/src/uploads/',
			'src/uploads',
			'uploads/*.png',
			'uploads/*/',
			'uploads/tmp',
			'*/uploads',
			'uploads\\ ',
			' uploads',
			'[uploads',
			'[!u]ploads',
			'*.*',
			'*.*\n!*/',
			'/',
			'!',
		]) {
			assert.equal(stateOf(`${line}\n`, 'uploads/'), 'added', line);
		}
		assert.equal(stateOf('local.db/\n', 'local.db'), 'added');
	});

	it('says what the project keeps on purpose', () => {
		assert.equal(stateOf('uploads/\n!uploads/\n', 'uploads/'), 'tracked');
		assert.equal(stateOf('/data/*\n!/data/pg\n', 'data/pg/'), 'tracked');
		assert.equal(ignored('uploads/\n!uploads/\n', 'uploads/'), 'uploads/\n!uploads/\n');
	});

	it('takes only paths within the project', () => {
		for (const path of [
			'',
			'/',
			'*',
			'**/',
			'*/*',
			'.',
			'./',
			'../x',
			'a/../b',
			'a//b',
			'.git/hooks/',
			'C:/x',
			'!x',
			'#x',
			'x\ny',
			'x ',
			' x',
			'[a-z]x',
			'x\\',
			'x'.repeat(300),
		]) {
			assert.equal(stateOf('', path), 'unfit', path);
		}
	});

	it('ignores each path once, in any file, and changes no line of it', () => {
		const { seed, cases } = seedOf(31, 10_000);
		const random = seededRandom(seed);
		const pick = (from: readonly string[]): string => from[random(from.length)] ?? '';
		for (let i = 0; i < cases; i++) {
			const lineEnd = random(3) === 0 ? '\r\n' : '\n';
			const lines = Array.from({ length: random(6) }, () => {
				const parts = Array.from({ length: 1 + random(3) }, () => pick(names));
				return (
					pick(['', '', '', '!', '#']) + pick(['', '/']) + parts.join('/') + pick(['', '/', ' '])
				);
			});
			const text = lines.join(lineEnd) + pick(['', lineEnd, lineEnd + lineEnd]);
			const paths = Array.from({ length: 1 + random(3) }, () => pick(wanted));
			const context = `case ${i} of seed ${seed}: ${JSON.stringify({ text, paths })}`;
			const found = ignorePaths(text, paths);
			const after = applyEdits(text, found.edits);
			assert.ok(after.startsWith(text), context);
			assert.equal(
				/(?<!\r)\n/.test(after),
				text.includes('\r\n') ? false : /\n/.test(after),
				context,
			);
			assert.equal(
				after.endsWith('\n'),
				found.added.length > 0 ? text === '' || text.endsWith('\n') : text.endsWith('\n'),
				context,
			);
			for (const path of found.added) {
				const line = `/${path}`;
				assert.equal(
					after
						.slice(text.length)
						.split(/\r?\n/)
						.filter((each) => each === line).length,
					1,
					context,
				);
				assert.equal(reference(text, path), false, context);
			}
			for (const path of found.present) assert.equal(reference(after, path), true, context);
			const again = ignorePaths(after, paths);
			assert.deepEqual(
				[again.edits, again.tracked],
				[[], found.tracked],
				`${context}\n${JSON.stringify(after)}`,
			);
		}
	});
});

const wanted = ['uploads/', 'pgdata/', 'data/pg/', 'local.db', 'data/uploads/'];
const names = [
	'uploads',
	'pgdata',
	'data',
	'pg',
	'local.db',
	'*',
	'**',
	'*s',
	'u*',
	'p?',
	'*.db',
	'src',
];

/** Whether lines ignore a path, by turning each into a regular expression. */
function reference(text: string, path: string): boolean {
	const rules = text.split(/\r?\n/).flatMap((line) => {
		const pattern = line.trimEnd();
		const body = pattern.replace(/^!/, '').replace(/\/$/, '');
		if (body === '' || pattern.startsWith('#')) return [];
		const anchored = body.includes('/');
		const source = body
			.replace(/^\//, '')
			.split('/')
			.map((part) => (part === '**' ? part : part.replace(/\*+/g, '*')))
			.join('/')
			.replace(/[.]/g, '\\.')
			.replace(/\?/g, '[^/]')
			.replace(/(^|\/)\*\*(?=\/|$)/g, '$1§')
			.replace(/\*/g, '[^/]*');
		const whole = source
			.replace(/(?<=^|\/)§\//g, '(?:.*/)?')
			.replace(/(?<=^|\/)§\//g, '(?:.*/)?')
			.replace(/§$/, '.+');
		const regex = new RegExp(
			`^${anchored ? '' : '(?:.*/)?'}${anchored ? whole : whole.replace('.+', '[^/]+')}$`,
		);
		return [{ regex, negated: pattern.startsWith('!'), folders: pattern.endsWith('/') }];
	});
	const isIgnored = (name: string, isFolder: boolean): boolean =>
		rules.findLast(({ regex, folders }) => (isFolder || !folders) && regex.test(name))?.negated ===
		false;
	const parts = path.replace(/\/$/, '').split('/');
	const above = parts.some((_, i) => i > 0 && isIgnored(parts.slice(0, i).join('/'), true));
	const isFolder = path.endsWith('/');
	return (
		above ||
		isIgnored(parts.join('/'), isFolder) ||
		(isFolder && isIgnored(`${parts.join('/')}/some-file`, false))
	);
}
