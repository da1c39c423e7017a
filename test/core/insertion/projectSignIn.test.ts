import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
	nameOfSignIn,
	projectSignIn,
	secondSignIn,
	type SignIn,
} from '../../../src/core/insertion/projectSignIn.ts';
import { readProjectFacts, type ProjectFacts } from '../../../src/core/project/project.ts';
import { svProject } from '../../helpers/svProject.ts';

type Files = Readonly<Record<string, string>>;

const { facts }: { readonly facts: ProjectFacts } = readProjectFacts({
	packageJson: JSON.stringify({ devDependencies: { '@sveltejs/kit': '^2.70.0' } }),
	fileNames: ['package.json', 'tsconfig.json'],
});

function signInOf(files: Files): SignIn | undefined {
	return projectSignIn(facts, (path) => files[path]);
}

/** As the Svelte CLI writes it. */
const betterAuth: Files = {
	'src/hooks.server.ts': svProject['src/hooks.server.ts'] ?? '',
	'src/lib/server/auth.ts': svProject['src/lib/server/auth.ts'] ?? '',
};

describe('how a project signs users in', () => {
	it('is the library that its hooks run, and the module that sets it up', () => {
		assert.deepEqual(signInOf(betterAuth), {
			library: 'Better Auth',
			path: 'src/lib/server/auth.ts',
			sets: new Set(['session', 'user']),
		});
	});

	it('is its own code where a hook says who asks, in whatever file', () => {
		const files: Files = {
			'src/hooks.server.js':
				"import { sequence } from '@sveltejs/kit/hooks';\nimport { who } from './lib/server/hooks';\nexport const handle = sequence(who);\n",
			'src/lib/server/hooks/index.ts': "export { who } from './who';\n",
			'src/lib/server/hooks/who.ts':
				'export const who = ({ event, resolve }) => {\n\tevent.locals.user = read(event.cookies);\n\treturn resolve(event);\n};\n',
		};
		assert.deepEqual(signInOf(files), {
			library: undefined,
			path: 'src/lib/server/hooks/who.ts',
			sets: new Set(['user']),
		});
	});

	it('is a library that sets no member by itself', () => {
		const files: Files = {
			'src/hooks.server.ts': "export { handle } from './auth';\n",
			'src/auth.ts': "import { SvelteKitAuth } from '@auth/sveltekit';\n",
		};
		assert.deepEqual(signInOf(files), {
			library: 'Auth.js',
			path: 'src/auth.ts',
			sets: new Set(),
		});
	});

	it('is unknown without hooks, with others, and by a library that nothing runs', () => {
		const others: readonly Files[] = [
			{},
			{ 'src/lib/server/auth.ts': betterAuth['src/lib/server/auth.ts'] ?? '' },
			{ 'src/hooks.server.ts': "event.locals.theme = cookies.get('theme');\n" },
			{ 'src/hooks.server.ts': "import type { User } from 'better-auth';\n" },
			{ 'src/hooks.server.ts': "import { luciano } from 'lucia-like';\n" },
		];
		assert.deepEqual(
			others.map(signInOf),
			others.map(() => undefined),
		);
	});

	it('is found where modules import each other', () => {
		const files: Files = {
			'src/hooks.server.ts': "import './lib/a';\n",
			'src/lib/a.ts': "import './b';\nimport '../hooks.server';\n",
			'src/lib/b.ts': "import './a';\nevent.locals.user = 1;\n",
		};
		assert.equal(signInOf(files)?.path, 'src/lib/b.ts');
	});

	it('is named with its file, and what works with it', () => {
		const own = { library: undefined, path: 'src/who.ts', sets: new Set<string>() };
		assert.equal(nameOfSignIn(own), 'sessions of its own (src/who.ts)');
		assert.equal(
			secondSignIn(own, 'Login'),
			'This project signs users in with sessions of its own (src/who.ts) already: “Login” would be a second way beside it. Set `locals.user` in its hook, and patterns for signed-in users work with it.',
		);
	});
});
