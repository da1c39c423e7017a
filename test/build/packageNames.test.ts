import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { packagesOf } from '../../src/core/code/imports.ts';
import { installCommands } from '../../src/core/project/installCommands.ts';
import { seededRandom } from '../helpers/seededRandom.ts';

/** Words of a shell, of package managers, and of names. */
const pieces = [
	...';&|$`<>(){}[]!#~*?%^=,\\" \t\n\0'.split(''),
	'$(id)',
	'&&',
	'--global',
	'-g',
	'../',
	'git+ssh://x',
	'https://x/y.tgz',
	'file:',
	'npm:',
	'@',
	'/',
	'.',
	'zod',
	'@scope/name',
	'a',
	'\u202E',
];

describe('packages that a pattern names', () => {
	it('are names and nothing else, whatever the code imports', () => {
		const random = seededRandom(21);
		const found = new Set<string>();
		for (let i = 0; i < 20_000; i++) {
			const specifier = Array.from(
				{ length: 1 + random(4) },
				() => pieces[random(pieces.length)],
			).join('');
			const code = [
				`import x from '${specifier}';`,
				`import "${specifier}";`,
				`export * from '${specifier}';`,
				`const y = await import('${specifier}');`,
				`require("${specifier}");`,
			][random(5)];
			for (const name of packagesOf(code ?? '')) found.add(name);
		}
		assert.ok(found.has('zod') && found.has('@scope/name'), 'names are found among them');
		assert.deepEqual(
			[...found].filter((name) => !/^(?:@[\w.~-]+\/)?[a-z\d_][\w.~-]*$/i.test(name)),
			[],
		);
		const packages = [...found].map((name) => ({ name, range: '', dev: false }));
		assert.match(installCommands('npm', packages).join('\n'), /^npm install [\w.~@/ -]+$/);
	});
});
