import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { patternFormat } from '../../../src/core/code/codeFormat.ts';
import { importLayoutOf } from '../../../src/core/code/importLayout.ts';
import { mergeInto, type MergeOptions } from '../../../src/core/code/mergeModule.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';

/** The existing file with the imports merged, the body, and the conflicts as `name: text there`. */
function merged(
	existing: string,
	addition: string,
	options: MergeOptions = { language: 'ts' },
): { readonly file: string; readonly body: string; readonly conflicts: readonly string[] } {
	const { importEdits, body, conflicts } = mergeInto(existing, addition, options);
	return {
		file: applyEdits(existing, importEdits),
		body,
		conflicts: conflicts.map(
			({ name, range }) => `${name}: ${existing.slice(range.start, range.end)}`,
		),
	};
}

function file(existing: string, addition: string, options?: MergeOptions): string {
	return merged(existing, addition, options).file;
}

describe('merging imports into a module', () => {
	it('adds missing names to the import of the same module', () => {
		assert.equal(
			file(
				"import { error } from '@sveltejs/kit';\n",
				"import { error, fail } from '@sveltejs/kit';\n",
			),
			"import { error, fail } from '@sveltejs/kit';\n",
		);
	});

	it('keeps the quotes and the missing semicolons of the file', () => {
		assert.equal(
			file('import { a } from "a"\n', "import { b } from 'a';\nimport 'c';\n"),
			'import { a, b } from "a"\nimport "c"\n',
		);
	});

	it('keeps one name per line, with and without a trailing comma, and comments where they are', () => {
		assert.equal(
			file("import {\n\ta,\n\tb, // bee\n} from 'x';\n", "import { c, d } from 'x';"),
			"import {\n\ta,\n\tb, // bee\n\tc,\n\td,\n} from 'x';\n",
		);
		assert.equal(
			file("import {\n  a\n} from 'x';\n", "import { b } from 'x';"),
			"import {\n  a,\n  b\n} from 'x';\n",
		);
		assert.equal(
			file("import {\n  a // ay\n} from 'x';\n", "import { b } from 'x';"),
			"import {\n  a, // ay\n  b\n} from 'x';\n",
		);
	});

	it('fills empty braces', () => {
		assert.equal(
			file("import {} from 'x';\n", "import { a } from 'x';"),
			"import { a } from 'x';\n",
		);
	});

	it('combines a default import with names, but never names with a namespace', () => {
		assert.equal(
			file("import { a } from 'x';\n", "import x from 'x';"),
			"import x, { a } from 'x';\n",
		);
		assert.equal(
			file("import x from 'x';\n", "import { a } from 'x';"),
			"import x, { a } from 'x';\n",
		);
		assert.equal(
			file("import * as x from 'x';\n", "import { a } from 'x';"),
			"import * as x from 'x';\nimport { a } from 'x';\n",
		);
		assert.equal(
			file("import x from 'x';\n", "import y from 'x';\nimport * as z from 'x';"),
			"import x from 'x';\nimport y from 'x';\nimport * as z from 'x';\n",
		);
	});

	it('keeps type imports apart from value imports', () => {
		assert.equal(
			file(
				"import { error } from '@sveltejs/kit';\nimport type { Load } from '@sveltejs/kit';\n",
				"import { fail } from '@sveltejs/kit';\nimport type { Cookies } from '@sveltejs/kit';\n",
			),
			"import { error, fail } from '@sveltejs/kit';\nimport type { Load, Cookies } from '@sveltejs/kit';\n",
		);
		assert.equal(
			file("import { a } from 'x';\n", "import type { B } from 'x';"),
			"import { a } from 'x';\nimport type { B } from 'x';\n",
		);
		assert.equal(
			file("import type { A } from 'x';\n", "import type B from 'x';"),
			"import type { A } from 'x';\nimport type B from 'x';\n",
		);
	});

	it('writes inline type modifiers where the file or the author does', () => {
		assert.equal(
			file("import { a, type B } from 'x';\n", "import type { C } from 'x';"),
			"import { a, type B, type C } from 'x';\n",
		);
		assert.equal(
			file("import { a } from 'x';\n", "import { b, type C } from 'x';"),
			"import { a, b, type C } from 'x';\n",
		);
		assert.equal(
			file("import type { C } from 'x';\n", "import { b, type D } from 'x';"),
			"import type { C, D } from 'x';\nimport { b } from 'x';\n",
		);
		assert.equal(file('', "import { type A } from 'x';"), "import type { A } from 'x';\n");
	});

	it('turns a type import into a value import when the value is needed', () => {
		assert.equal(
			file("import type { A } from 'x';\n", "import { A } from 'x';"),
			"import { A } from 'x';\n",
		);
		assert.equal(
			file("import { a, type B } from 'x';\n", "import { B } from 'x';"),
			"import { a, B } from 'x';\n",
		);
		assert.equal(
			file("import type { A, B, C } from 'x';\n", "import { A } from 'x';\nimport { C } from 'x';"),
			"import type { B } from 'x';\nimport { A, C } from 'x';\n",
		);
		assert.equal(
			file(
				"import { b } from 'x';\nimport type { A } from 'x';\n",
				"import { A } from 'x'; import 'y';",
			),
			"import { b, A } from 'x';\nimport 'y';\n",
		);
	});

	it('keeps a type import that others have joined when its own names become values', () => {
		assert.equal(
			file(
				"import { c } from 'x';\nimport type { A } from 'x';\n",
				"import type { B } from 'x';\nimport { A } from 'x';",
			),
			"import { c, A } from 'x';\nimport type { B } from 'x';\n",
		);
	});

	it('takes a value import for a type as well', () => {
		const existing = "import { A } from 'x';\n";
		assert.equal(file(existing, "import type { A } from 'x';"), existing);
	});

	it('understands renamed imports', () => {
		const existing = "import { a as b } from 'x';\n";
		assert.equal(file(existing, "import { a as b } from 'x';"), existing);
		assert.equal(file(existing, "import { a } from 'x';"), "import { a as b, a } from 'x';\n");
		assert.equal(
			file(existing, "import { c as d, 'e-f' as g } from 'x';"),
			'import { a as b, c as d, "e-f" as g } from \'x\';\n',
		);
	});

	it('imports for side effects once', () => {
		assert.equal(
			file("import 'a';\n", "import 'a';\nimport 'b';\nimport 'b';"),
			"import 'a';\nimport 'b';\n",
		);
	});

	it('tells imports with different attributes apart', () => {
		const existing = "import a from './a.json' with { type: 'json' };\n";
		assert.equal(file(existing, "import a from './a.json' with {type: 'json'};"), existing);
		assert.equal(
			file("import 'x';\n", "import b from './b.json' with { type: 'json' };"),
			"import 'x';\nimport b from './b.json' with { type: 'json' };\n",
		);
	});

	it('keeps the comment behind an import of the addition', () => {
		assert.equal(file('', "import 'a'; // why\nrun();"), "import 'a'; // why\n");
	});

	it('reports names that are taken, and leaves their imports out', () => {
		assert.deepEqual(
			merged(
				"import { db } from './mine';\n\nfunction find() {}\n",
				"import { db } from './theirs';\nimport find from 'find';\nimport ok from 'ok';\n",
			),
			{
				file: "import { db } from './mine';\nimport ok from 'ok';\n\nfunction find() {}\n",
				body: '',
				conflicts: ['db: db', 'find: find'],
			},
		);
	});
});

describe('the place of the first import', () => {
	const add = "import 'x';\n";

	it('is the top, with a blank line before the code', () => {
		assert.equal(file('const a = 1;\n', add), "import 'x';\n\nconst a = 1;\n");
		assert.equal(file('', add), "import 'x';\n");
	});

	it('is below a #! line, a directive and comments about the file', () => {
		assert.equal(
			file('#!/usr/bin/env node\nrun();\n', add),
			"#!/usr/bin/env node\nimport 'x';\n\nrun();\n",
		);
		assert.equal(file("'use strict';\nrun();\n", add), "'use strict';\nimport 'x';\n\nrun();\n");
		assert.equal(file('// @ts-check\nrun();\n', add), "// @ts-check\nimport 'x';\n\nrun();\n");
		assert.equal(file('/* (c) us */\n\nrun();\n', add), "/* (c) us */\n\nimport 'x';\n\nrun();\n");
		assert.equal(file('// all about it', add), "// all about it\nimport 'x';\n");
	});

	it('is above a comment that is about the code below it', () => {
		assert.equal(file('/** Loads. */\nrun();\n', add), "import 'x';\n\n/** Loads. */\nrun();\n");
	});

	it('is behind the last import, below the comment on its line', () => {
		assert.equal(
			file("import 'a'; // ay\nimport 'b'; /* bee */\nrun();\n", add),
			"import 'a'; // ay\nimport 'b'; /* bee */\nimport 'x';\nrun();\n",
		);
		assert.equal(file("import 'a'; run();\n", add), "import 'a';\nimport 'x';\n run();\n");
	});
});

describe('the body of an addition', () => {
	it('is the addition without its imports and the blank lines around them', () => {
		assert.equal(
			merged('', "// about\nimport a from 'a';\nimport b from 'b'; // bee\n\nrun(a);\n\nrun(b);\n")
				.body,
			'// about\n\nrun(a);\n\nrun(b);',
		);
		assert.equal(merged('', "import a from 'a'; run(a);\n").body, 'run(a);');
		assert.equal(merged('', "one();\n\nimport a from 'a';\n\ntwo();").body, 'one();\n\ntwo();');
	});

	it('keeps blank lines inside templates', () => {
		const body = 'const a = `x\n\n\n\ny`;';
		assert.equal(merged('', `import 'a';\n\n${body}`).body, body);
	});

	it('takes the line ends of the file', () => {
		assert.deepEqual(merged("import 'a';\r\n\r\nx();\r\n", "import 'b';\n\none();\ntwo();\n"), {
			file: "import 'a';\r\nimport 'b';\r\n\r\nx();\r\n",
			body: 'one();\r\ntwo();',
			conflicts: [],
		});
	});
});

describe('names that exist twice', () => {
	it('finds exports in all their forms', () => {
		const existing = [
			'export const prerender = true, ssr = false;',
			'export async function GET() {}',
			'const actions = {};',
			'export { actions, helper as load };',
			'export const { handle, rest: [first, ...others] } = make();',
			'export default class {}',
		].join('\n');
		const addition = [
			'export const ssr = true;',
			'export const GET = () => {};',
			'export const actions = {};',
			'export function load() {}',
			'export const handle = 1, first = 2, others = 3;',
			'export default 1;',
			'export const POST = 1;',
		].join('\n');
		assert.deepEqual(merged(existing, addition).conflicts, [
			'ssr: ssr',
			'GET: GET',
			'actions: actions',
			'load: load',
			'handle: handle',
			'first: first',
			'others: others',
			'default: export',
		]);
	});

	it('finds declarations and imports that share a name', () => {
		assert.deepEqual(
			merged(
				"import z from 'z';\nconst schema = z.object();\ntype Row = 1;\n",
				'const schema = 1, z = 2;\ninterface Row {}\n',
			).conflicts,
			['schema: schema', 'z: z', 'Row: Row'],
		);
	});

	it('finds them in a file that is half typed', () => {
		assert.deepEqual(
			merged(
				"import { a } from 'a';\n\nexport const load = async () => {\n\treturn { x: \n\nexport async function GET(\n",
				"import { b } from 'a';\n\nexport const load = 1;\nexport const GET = 2;\n",
			),
			{
				file: "import { a, b } from 'a';\n\nexport const load = async () => {\n\treturn { x: \n\nexport async function GET(\n",
				body: 'export const load = 1;\nexport const GET = 2;',
				conflicts: ['load: load', 'GET: GET'],
			},
		);
	});

	it('does not take comments, strings and templates of a half-typed file for code', () => {
		const existing =
			"// import { a } from 'x';\nconst s = `\nimport { b } from 'x';\n`;\nconst r = /`/; const t = (\n";
		assert.deepEqual(merged(existing, "import { a, b } from 'x';"), {
			file: `import { a, b } from 'x';\n\n${existing}`,
			body: '',
			conflicts: [],
		});
	});
});

describe('merging into Svelte files', () => {
	const svelte: MergeOptions = { language: 'svelte' };
	const page = [
		'<script module>',
		"\timport { a } from 'a';",
		'\texport const shared = 1;',
		'</script>',
		'',
		'<script lang="ts">',
		"\timport { page } from '$app/state';",
		'',
		'\tlet { data } = $props();',
		'</script>',
		'',
		'<p>{data}</p>',
		'',
	].join('\n');

	it('puts imports into the instance script, indented', () => {
		assert.deepEqual(
			merged(
				page,
				"import { b } from 'b';\nimport { navigating } from '$app/state';\nrun();",
				svelte,
			),
			{
				file: page.replace(
					"{ page } from '$app/state';",
					"{ page, navigating } from '$app/state';\n\timport { b } from 'b';",
				),
				body: 'run();',
				conflicts: [],
			},
		);
	});

	it('does not import again what the module script imports', () => {
		assert.equal(file(page, "import { a } from 'a';", svelte), page);
	});

	it('puts imports into the module script when asked', () => {
		assert.equal(
			file(page, "import { b } from 'a';", { ...svelte, where: 'module' }),
			page.replace('{ a }', '{ a, b }'),
		);
	});

	it('reports names of both scripts', () => {
		assert.deepEqual(merged(page, 'let data = 1;\nlet shared = 2;', svelte).conflicts, [
			'data: data',
			'shared: shared',
		]);
	});

	it('says which part may take the body', () => {
		const { bodyRange } = mergeInto(page, 'run();', svelte);
		assert.equal(
			page.slice(bodyRange?.start, bodyRange?.end),
			"\n\timport { page } from '$app/state';\n\n\tlet { data } = $props();\n",
		);
	});

	it('makes the script block with the body when there is none', () => {
		const { importEdits, ...rest } = mergeInto(
			'<p>hi</p>\n',
			"import a from 'a';\n\nlet t = `\n\n`;\nrun(a);\n",
			svelte,
		);
		assert.equal(
			applyEdits('<p>hi</p>\n', importEdits),
			'<script lang="ts">\n\timport a from \'a\';\n\n\tlet t = `\n\n`;\n\trun(a);\n</script>\n\n<p>hi</p>\n',
		);
		assert.deepEqual(rest, { body: '', conflicts: [], bodyRange: undefined });
	});

	it('indents a script that it makes or fills as the project does', () => {
		const format = { ...patternFormat, useTabs: false, tabWidth: 3 };
		const options = { ...svelte, layout: importLayoutOf(format) };
		assert.equal(
			file('<p></p>', "import 'a';\nrun();", options),
			'<script lang="ts">\n   import \'a\';\n\n   run();\n</script>\n\n<p></p>',
		);
		assert.equal(
			file('<script>\n</script>', "import 'a';", options),
			"<script>\n   import 'a';\n</script>",
		);
	});

	it('makes the module script above and the instance script below the other one', () => {
		assert.equal(
			file('<script>\n\tlet a;\n</script>\n', 'export const b = 1;', {
				...svelte,
				where: 'module',
			}),
			'<script module>\n\texport const b = 1;\n</script>\n\n<script>\n\tlet a;\n</script>\n',
		);
		assert.equal(
			file(
				'<script context="module" lang="ts">\n\tlet a;\n</script>\n<p></p>',
				'let b = 1;',
				svelte,
			),
			'<script context="module" lang="ts">\n\tlet a;\n</script>\n\n<script lang="ts">\n\tlet b = 1;\n</script>\n<p></p>',
		);
	});

	it('fills an empty script', () => {
		assert.equal(
			file('<script lang="ts"></script>', "import 'a';", svelte),
			'<script lang="ts">\n\timport \'a\';\n</script>',
		);
		assert.equal(
			file('<script>\r\n</script>', "import 'a';", svelte),
			"<script>\r\n\timport 'a';\r\n</script>",
		);
	});

	it('does not take a script inside other elements for its own', () => {
		const head = '<svelte:head>\n\t<script>var a;</script>\n</svelte:head>\n<!-- <script> -->\n';
		assert.equal(
			file(head, "import 'a';", { ...svelte, typescript: false }),
			`<script>\n\timport 'a';\n</script>\n\n${head}`,
		);
	});
});
