import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isProjectPath, readPathComment } from '../../../src/core/pattern/pathComment.ts';
import { findPatterns } from '../../../src/core/pattern/patterns.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

const outside = [
	'JavaScript/TypeScript/Node.js',
	'javascript/node.js',
	'Python/Node.js',
	'React/Next.js',
	'Vue.js/Nuxt.js',
	'react/vue.js',
	'TypeScript/React.tsx',
	'HTML/CSS.js',
	'Node.js',
	'Day.js',
	'bun.sh',
	'~/a.ts',
	'~/.config/nvim/init.lua',
	'~user/a.ts',
	'src/~/a.ts',
	'$HOME/a.ts',
	'$XDG_CONFIG_HOME/a.conf',
	'src/$NAME/a.ts',
	'src/$NAME.ts',
	'$(pwd)/a.ts',
	'www.x.com/a.js',
	'www.x.y/a.js',
	'x.com/a.js',
	'cdn.example.co.uk/lib/a.js',
	'cdn.some.host/a.js',
	'user@example.com/a.ts',
	'localhost/a.js',
	'localhost:3000/a.js',
	'127.0.0.1/a.js',
	'127.0.0.1:5173/a.js',
	'http://x.com/a.js',
	'https://svelte.dev/docs.html',
	'file:///etc/a.conf',
	'//cdn.x.com/a.js',
	'a.ts/b.ts',
	'src/a.ts/b.ts',
	'+page.ts/+layout.ts',
	'+page.server.ts/+page.svelte',
	'package.json/tsconfig.json',
	'.env/.env.local',
	'+page.ts+layout.ts',
	'+page(.server).ts',
	'/etc/a.conf',
	'C:/a.ts',
	'C:\\a.ts',
	'../a.ts',
	'src/../a.ts',
	'.../a.ts',
	'src/.../a.ts',
	'src//a.ts',
	'src/a.ts/',
	'path/to/a.ts',
	'src/path/to/a.ts',
];

const inside = [
	'src/a.ts',
	'./src/a.ts',
	'+page.ts',
	'src/routes/+page@.svelte',
	'src/routes/+page@(app).svelte',
	'src/routes/(app)/[[lang]]/[...rest]/+server.ts',
	'src/routes/sitemap.xml/+server.ts',
	'src/routes/sw.js/+server.ts',
	'src/routes/[slug].json/+server.ts',
	'src/routes/users/[id=integer]/+page.ts',
	'$lib/server/db.ts',
	'lib/node.js',
	'src/socket.js',
	'js/chart.js',
	'docker/redis.conf',
	'graphql/redis.ts',
	'python/app.py',
	'Components/Button.js',
	'app/routes/$userId.tsx',
	'.github/workflows/ci.yml',
	'.config/app.json',
	'conf.d/site.conf',
	'v1.2.3/a.ts',
	'app/api/v1.py',
	'k8s/service.yaml',
	'Dockerfile',
	'.env',
	'src/path/a.ts',
	'src/my.module/a.ts',
];

describe('the path of a file of the project', () => {
	it('is no product, home, variable, host, list or way out', () => {
		assert.deepEqual(outside.filter(isProjectPath), []);
	});

	it('may have all that SvelteKit and other projects have', () => {
		assert.deepEqual(
			inside.filter((path) => !isProjectPath(path)),
			[],
		);
	});

	it('is told so in comments, titles and attributes', () => {
		for (const path of outside.filter((each) => !/[\\ ]/.test(each))) {
			assert.equal(readPathComment(`// ${path}`, true), undefined, path);
			const bodies = [
				`\`\`\`ts\n// ${path}\na();\nb();\n\`\`\`\n`,
				`\`\`\`ts\n// File: ${path}\na();\nb();\n\`\`\`\n`,
				`**${path}:**\n\n\`\`\`ts\na();\nb();\n\`\`\`\n`,
				`## ${path}\n\n\`\`\`ts\na();\nb();\n\`\`\`\n`,
				`\`\`\`ts:${path}\na();\nb();\n\`\`\`\n`,
				`\`\`\`ts file=${path}\na();\nb();\n\`\`\`\n`,
			];
			for (const body of bodies) {
				const files = findPatterns(body).patterns.flatMap(({ variants }) =>
					variants.flatMap((variant) => variant.files.map((file) => file.path)),
				);
				assert.deepEqual(files, [undefined], body);
			}
		}
	});

	it('has no folder that is a home, a variable, a host or a file, whatever stands behind it', () => {
		const random = seededRandom(3);
		const pick = <T>(values: readonly T[]): T => values[random(values.length)] as T;
		const folders = ['src', 'lib', 'routes', '[id]', '(app)', 'node', 'a-b', 'v1.0', '.github'];
		const wrong = ['~', '$HOME', '$A_B', 'a.ts', 'b.svelte', '..', '...', '.', '+page.ts', 'c.py'];
		const wrongFirst = [
			'www.a.b',
			'a.com',
			'10.0.0.1',
			'localhost',
			'a.b.dev',
			'~me',
			'',
			'x.y.z.tv',
		];
		for (let round = 0; round < 10_000; round++) {
			const rest = Array.from({ length: random(4) }, () => pick(folders));
			const name = pick(['a.ts', 'x.svelte', 'y.json', 'Dockerfile', 'z.py']);
			assert.ok(isProjectPath([...rest, name].join('/')), [...rest, name].join('/'));
			assert.ok(!isProjectPath([pick(wrongFirst), ...rest, name].join('/')));
			const at = random(rest.length + 1);
			const path = [...rest.slice(0, at), pick(wrong), ...rest.slice(at), name].join('/');
			// A `.` in front is where the project is.
			assert.ok(path.startsWith('./') || !isProjectPath(path), path);
		}
	});
});
