/** A text of a given length, made of one piece over and over at one place. */
export interface Shape {
	readonly name: string;
	/** @returns at most about `length` UTF-16 units */
	readonly ofLength: (length: number) => string;
}

/** What a function takes a text for. */
export type TextKind = 'file' | 'markdown' | 'code' | 'words';

/** Pieces between `¦`; a `№` in them becomes the number of the copy. */
function pieces(text: string): readonly string[] {
	return text.split('¦');
}

/** Every ASCII character that is neither letter nor digit, blanks, and characters of other kinds. */
const characters = pieces(
	`!¦"¦#¦$¦%¦&¦'¦(¦)¦*¦+¦,¦-¦.¦/¦:¦;¦<¦=¦>¦?¦@¦[¦\\¦]¦^¦_¦\`¦{¦|¦}¦~¦ ¦\t¦\n¦\r¦0¦a¦A¦` +
		`\r\n¦\u0000¦\u00a0¦\u2028¦\u200d¦\u202e¦\ufeff¦\ud800¦é¦ß¦🦊`,
);

/** Words, and marks with something behind or between them. */
const words = pieces(
	`a ¦ a¦a\n¦\na¦a.¦. ¦a. ¦.a¦a-¦-a¦a_¦aA¦a1 ¦1.¦1 ¦:1¦a,¦, ¦; ¦a;¦{a¦}a¦{}¦[]¦()¦<>¦(a¦` +
		`[a¦[a]¦[a](¦[a](b)¦![a](b) ¦[[¦[[a]]¦\${¦\${a}¦\${1:¦\`\${¦{{¦{{a}}¦\\"¦\\n¦\\\\¦` +
		`\\n ¦"a" ¦'a' ¦"a¦''¦a/¦/a¦../¦./¦a/b ¦//¦/*¦*/¦//\n¦#a ¦@a¦@a-b ¦@a\n¦$a¦$lib/¦%a¦` +
		`**¦**a** ¦*a* ¦__¦\`\`¦\`a\` ¦\`\`\`¦~~~¦---¦...¦===¦ \n¦\t\n¦\n\n¦\n \n¦ (¦&amp;¦&#¦` +
		`&#9¦&a ¦*a ¦!a ¦<a¦<a ¦</¦</a>¦<a>¦<!--¦-->¦<!---->¦<a b="¦â€”¦Ã©¦Ã¦Âa¦ðŸ¦ðŸ˜€¦` +
		`a\u0301¦\u0301¦👩\u200d👧¦command:¦://¦](¦$(¦a№ ¦a-№ ¦a№\n¦[a№] `,
);

const yaml = pieces(
	`a: ¦a: b\n¦a:\n¦:\n¦a: b: c\n¦a: &a ¦a: *a\n¦ a: b\n¦\ta: b\n¦- ¦- a\n¦  - a\n¦` +
		`\t- a\n¦- - ¦? ¦? a\n¦| ¦|\n¦>-\n¦# ¦# a\n¦#\n¦#\n\n¦---\n¦----\n¦...\n¦--- a\n¦` +
		`tools: Read\n¦tools:\n¦Tools: a: b\n¦  tools: Read\n¦disallowedTools: Bash\n¦` +
		`name: a\n¦name: a b: c\n¦description: a #b\n¦description: &a b\n¦description: "a\n¦` +
		`model: sonnet\n¦handoffs:\n¦- agent: a\n¦"a": b\n¦'a: b\n¦[a, ¦{a: ¦[a], ¦"a", ¦*a, ¦` +
		`a, b\n¦Read, ¦Bash(a), ¦Bash(¦mcp__a__b, ¦a/b, ¦<example>¦</example>¦` +
		`<example>user: a ¦<commentary>¦user: "a" ¦Context: a ¦assistant: ¦\nuser:¦` +
		`<delegation>¦<delegation>Target: a ¦</delegation>¦Trigger: a ¦Target: a, ¦` +
		`Handoff: [a] ¦a№: b\n¦a№: b: c\n¦- a№\n¦\t- a№\n¦A№, ¦tools: A№\n¦  a№: b\n¦` +
		`{a№: b}, `,
);

const markdown = pieces(
	`# a\n¦# \n¦#\n¦## a\n\n¦###### a\n¦# a #¦**a**\n¦**a:**\n¦**a:** b\n\n¦- a\n¦* a\n¦` +
		`1. a\n¦> a\n¦| a | b |\n¦\`\`\`\n¦~~~\n¦\`\`\`ts\n¦\`\`\` ¦\`\`\`\`\n¦\`\`\`a\`b\n¦` +
		`\`\`\`\n\n¦  \`\`\`\n¦\t\`\`\`\n¦\`\`\`ts\na\n¦\`\`\`ts\na\nb\n\n# c\n\n¦` +
		`\`\`\`\n# a\n\n¦\`\`\`\na\n\`\`\`\n¦\`\`\`ts\na\nb\n\`\`\`\n¦` +
		`\`\`\`ts file=a.ts\na\n\`\`\`\n¦\`\`\`ts title="a"\na\n\`\`\`\n¦` +
		`\`\`\`ts\n// a.ts\na\n// b.ts\n¦\`\`\`ts kit=2 title=a\na\n\`\`\`\n¦` +
		`\`\`\`ts title=a placeholders=b,c\na\n\`\`\`\n¦// a.ts\n¦// File: a.ts — b\n¦` +
		`# a.py\n¦<!-- a.html -->\n¦- **To a**: b\n¦- **Target**: a\n¦- **Trigger**: a\n¦` +
		`title="a" ¦title="¦file=a.ts ¦kit=¦a=¦a="b" ¦{.ts ¦placeholders=a ¦# a№\n¦` +
		`## a№\n\nb\n\n¦**a№:** b\n¦- **Target**: a№\n¦` +
		`\`\`\`ts\n// src/a№.ts\nimport b from './b№';\nc\n\`\`\`\n¦` +
		`\`\`\`ts title="a№" file=a.ts\na\n\`\`\`\n¦// src/a№.ts\nimport b from './b№';\n¦` +
		`## a№\n\`\`\`ts\na\nb\n\`\`\`\n`,
);

const code = pieces(
	`import ¦import\n¦import {¦import { a,\n¦import 'a';\n¦import a from 'a';¦` +
		`import { a } from 'a';\n¦import {a} from "a";¦import type { A } from "a";\n¦` +
		`import * as a from 'a';\n¦import a, { type B } from 'a';\n¦import('a');\n¦` +
		`require('a');\n¦from ¦from '¦import type\n¦import\n'a'¦export ¦export {¦` +
		`export { a };\n¦export * from 'a';\n¦export *\n¦export default ¦` +
		`export const a = 1;\n¦export type A = B;\n¦const ¦const a = 1;\n¦const\n¦let a: ¦` +
		`let a: A = b as C;\n¦function\n¦function a(b: C) {}\n¦async ¦async\n¦` +
		`async function\n¦declare ¦declare\n¦abstract ¦abstract\n¦class A ¦class A {¦` +
		`class A extends B implements C {}\n¦interface A {}\n¦interface A { a: B }\n¦` +
		`type A = {\n¦enum A {}\n¦namespace A {¦declare global {¦private a;\n¦a!: B;\n¦` +
		`a?: B;\n¦this: A, ¦implements ¦satisfies ¦as ¦as A ¦a as ¦as const ¦x!¦(a as B)¦` +
		`((a as B).c)¦(<A>a)¦<T>(a=¦async <T>(a=¦a<¦a<b>¦a<b>(¦A<¦\`\${a}¦/a/¦/[¦/(¦a = /¦` +
		`"a\n¦'a\\¦/** a */\n¦/** @a\n¦// a\n¦/* a */¦<script>¦<script ¦<script lang="ts">¦` +
		`</script>¦<style>¦<script>a</script>\n¦{#if a}¦<a {¦<br>¦<p>¦</p>¦` +
		`error(404, a, { b });\n¦cookies.set('a', b, { c });\n¦redirect(303, 'https://a');\n¦` +
		`import { Handle } from '@sveltejs/kit';\n¦` +
		`import { zod } from 'sveltekit-superforms/adapters';\n¦import { a } from '$lib/a';\n¦` +
		`import { a } from '$env/static/private';\n¦import { page } from '$app/stores';\n¦` +
		`zod(a);\n¦sveltekit({ kit: a }),¦{ a: b },¦...a, ¦"a": "b",\n¦[1, ¦1 + ¦a ? ¦a => ¦` +
		`() => ¦a.¦a?.¦!¦new ¦a, ¦@a ¦import a№ from 'a№';\n¦import { a№ } from 'a';\n¦` +
		`import * as a№ from 'a';\n¦import type { A№ } from 'a';\n¦import { a№ } from 'a№';¦` +
		`export const a№ = 1;\n¦export interface A№ { a: string }\n¦interface A№ {}\n¦` +
		`// a\ntype A№ = B | C;\n¦/** a */\nexport function a№(b: string, c?: D) {}\n¦` +
		`// interface A№ {}\n¦a№: A;\n¦a№ as A№, ¦type A№, a№, ¦const a№: A = b as C; ¦` +
		`"a№": "^1.0.0",\n`,
);

/** Where a run of pieces stands; a text may hold it more than once. */
const places: Readonly<Record<TextKind, Readonly<Record<string, (run: string) => string>>>> = {
	words: {
		alone: (run) => run,
		within: (run) => `a${run}b`,
		behind: (run) => `a: ${run}`,
		'before a break': (run) => `${run}\n"`,
		'before a bracket': (run) => `(${run}(`,
	},
	file: {
		alone: (run) => run,
		'before the header': (run) => `${run}\n---\nname: a\n---\nb\n`,
		'as header': (run) => `---\n${run}\n---\nb\n`,
		'as header that never ends': (run) => `---\nname: a\n${run}`,
		'in a broken header': (run) => `---\nname: a: b\n\n# T\n${run}\n---\nb\n`,
		'as key': (run) => `---\n${run}: a\nname: a\n---\nb\n`,
		'as name': (run) => `---\nname: ${run}\n---\nb\n`,
		'as description': (run) => `---\nname: a\ndescription: ${run}\ntools: Read\n---\nb\n`,
		'as quoted description': (run) => `---\nname: a\ndescription: "${run}\ntools: Read\n---\nb\n`,
		'as block': (run) =>
			`---\nname: a\ndescription: |\n  ${run.replaceAll('\n', '\n  ')}\n---\nb\n`,
		'as tools': (run) => `---\nname: a\ntools: ${run}\n---\nb\n`,
		'as list of tools': (run) =>
			`---\nname: a\ndisallowedTools: [${run}]\ntools:\n${run}\n---\nb\n`,
		'as handoffs': (run) => `---\nname: a\nmodel: ${run}\nhandoffs:\n${run}\n---\nb\n`,
		'as example': (run) => `---\nname: a\ndescription: b <example>user: ${run}</example>\n---\nb\n`,
		'as delegation': (run) =>
			`---\nname: a\ndescription: b <delegation>Trigger: a Target: ${run} Handoff: ${run}</delegation>\n---\nb\n`,
		'as body': (run) => `---\nname: a\ndescription: b\n---\n${run}`,
		'as delegations': (run) =>
			`---\nname: a\ndescription: b\n---\n## Delegation Patterns\n- **Trigger**: a\n- **Target**: b\n- **Handoff**: ${run}\n## Integration Points\n${run}`,
	},
	markdown: {
		alone: (run) => run,
		'below a heading': (run) => `# a\n\n${run}\n\n## b\n`,
		'as heading': (run) => `# ${run}\n\na\n\n## b\n\`\`\`ts\na\nb\n\`\`\`\n`,
		'above code': (run) => `## a\n\n${run}\n\`\`\`ts\na\nb\n\`\`\`\n`,
		'as info': (run) => `\`\`\`${run}\na\nb\n\`\`\`\n`,
		'as code': (run) => `\`\`\`ts title="a" placeholders="b"\n${run}\n\`\`\`\n`,
		'as code of no language': (run) => `\`\`\`\n${run}\n\`\`\`\n`,
		'as code of many blocks': inBlocks,
	},
	code: {
		alone: (run) => run,
		'behind a bracket': (run) => `(${run}`,
		'as comment': (run) => `/*${run}*/\nimport 'a';\nlet a: A;\n`,
		'as string': (run) => `import "${run}";\nlet a = \`${run}\`;\n`,
		'within a type': (run) => `let a: { ${run} } = b as /*${run}*/ C;\n`,
		'within an expression': (run) => `export const a: A = (${run});\n`,
		'within a class': (run) => `class A<T> extends B { ${run} }\n`,
		'within a script': (run) => `<script lang="ts">${run}</script>\n<p>${run}</p>`,
		'between import and name': (run) => `import${run}{ a } from 'b';const${run}(`,
	},
};

/** The longest code block that is looked at as a whole has fewer characters. */
const blockLength = 20_000;

function inBlocks(run: string): string {
	const blocks: string[] = [];
	for (let at = 0; at < run.length; at += blockLength) {
		blocks.push(`\`\`\`\n${run.slice(at, at + blockLength)}\n\`\`\`\n`);
	}
	return blocks.join('');
}

const piecesOf: Readonly<Record<TextKind, readonly string[]>> = {
	words: [...characters, ...words, ...yaml, ...markdown.slice(0, 30), ...code.slice(0, 40)],
	file: [...characters, ...words, ...yaml, ...markdown],
	markdown: [...characters, ...words, ...markdown],
	code: [...characters, ...words, ...code],
};

/** Every piece at every place of a kind of text. */
export function shapesOf(kind: TextKind): readonly Shape[] {
	return Object.entries(places[kind]).flatMap(([place, around]) =>
		piecesOf[kind].map((piece) => {
			const frame = around('').length;
			const copies = around('a').length - frame;
			return {
				name: `${JSON.stringify(piece)} ${place}`,
				ofLength: (length) => around(runOf(piece, Math.max(0, length - frame) / copies)),
			};
		}),
	);
}

function runOf(piece: string, length: number): string {
	if (!piece.includes('№')) return piece.repeat(Math.floor(length / piece.length));
	const parts: string[] = [];
	for (let i = 0, left = length; ; i++) {
		const part = piece.replaceAll('№', String(i));
		left -= part.length;
		if (left < 0) return parts.join('');
		parts.push(part);
	}
}
