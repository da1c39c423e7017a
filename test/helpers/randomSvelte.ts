/** A Svelte file, and where its own scripts stand in it. */
export interface RandomSvelte {
	readonly text: string;
	/** The starts of `<script>` and `<script module>`, where they are. */
	readonly instance: number | undefined;
	readonly module: number | undefined;
}

type Random = (limit: number) => number;

/** Scripts that are no script of the component wherever they stand. */
const strayScripts = [
	'<script>window.a = 1;</script>',
	'<script src="/a.js"></script>',
	'<script async src="https://x.example/a.js"></script>',
	'<script type="application/ld+json">{"a": 1}</script>',
	'<script lang="ts">let b = 2;</script>',
	'<script module>export const c = 3;</script>',
];

const texts = [
	'text',
	"it's",
	'a > b',
	'"quoted"',
	'{value}',
	'{`<script>${a}</script>`}',
	"{'<script>'}",
	'{"</svelte:head>"}',
	'{a ? "}" : `}`}',
	"{b.replace(/['\"{]/g, '')}",
	'{/* <script> */ c}',
	"{@html '<script></script>'}",
	'<!-- <script>not me</script> -->',
	'<!-- {#if} <div> -->',
	'<br>',
	'<img alt="a > b" src={url} />',
	'<input value="</div>" disabled>',
	'<Widget on:click={() => "<script>"} {...rest} />',
	'<textarea><script></textarea>',
	'<p class="a {b ? "c" : \'d\'} e">f</p>',
	'<a href=/x>y</a>',
	'<ul><li>one<li>two</ul>',
	'<svg><path d="M0 0" /></svg>',
	'<div>&lt;script&gt;</div>',
	'<Foo.Bar></Foo.Bar>',
	'<style>a { color: red }</style>',
];

/** A file that Svelte can read, of random nesting, with scripts where they mean something else. */
export function randomSvelte(random: Random): RandomSvelte {
	const pick = <T>(values: readonly T[]): T => values[random(values.length)] as T;
	const gap = (): string => pick(['', '\n', '\n\n', ' ', '\n\t']);
	const content = (depth: number): string => {
		const parts: string[] = [];
		for (let n = random(4); n > 0; n--) {
			parts.push(gap());
			// At the top a script would be one of the component, and a style its own.
			if (depth > 0 && random(4) === 0) parts.push(pick(strayScripts));
			else if (depth < 4 && random(2) === 0) parts.push(nested(depth));
			else parts.push(pick(depth > 0 ? texts : texts.slice(0, -1)));
		}
		return parts.join('') + gap();
	};
	const nested = (depth: number): string => {
		const inside = (): string => content(depth + 1);
		const forms = [
			() => `<div>${inside()}</div>`,
			() => `<section class="x {y}" on:click={() => { a({ b: "}" }); }}>${inside()}</section>`,
			() => `<Card {...props} let:item>${inside()}</Card>`,
			() => `{#if browser}${inside()}{/if}`,
			() => `{#if a}${inside()}{:else if b > 1}${inside()}{:else}${inside()}{/if}`,
			() => `{#each items as { id, name }, i (id)}${inside()}{:else}${inside()}{/each}`,
			() => `{#await load()}${inside()}{:then value}${inside()}{:catch error}${inside()}{/await}`,
			() => `{#key a}${inside()}{/key}`,
			() => `{#snippet row(item = '}')}${inside()}{/snippet}`,
		];
		return pick(forms)();
	};
	const pieces: { text: string; kind?: 'instance' | 'module' }[] = [];
	const body = (): void => {
		pieces.push({ text: `${gap()}${content(0)}` });
	};
	const parts: (() => void)[] = [
		body,
		body,
		body,
		() => pieces.push({ text: `\n<svelte:head>${content(1)}</svelte:head>\n` }),
	];
	const withInstance = random(2) === 0;
	const withModule = random(3) === 0;
	const instances = [
		'<script>\nlet a = "<div>";\n</script>',
		'<script lang="ts">let b: A<B>;</script >',
	];
	const modules = [
		'<script module>export const a = 1;</script>',
		'<script context="module" lang="ts">const a = "{#if}";</script>',
		'<script lang="ts" module>const b = `<p>`;</script>',
	];
	if (withInstance) parts.push(() => pieces.push({ text: pick(instances), kind: 'instance' }));
	if (withModule) parts.push(() => pieces.push({ text: pick(modules), kind: 'module' }));
	while (parts.length > 0) parts.splice(random(parts.length), 1)[0]?.();

	const starts: { instance?: number; module?: number } = {};
	let text = '';
	for (const piece of pieces) {
		if (piece.kind) starts[piece.kind] = text.length;
		text += piece.text;
	}
	return { text, instance: starts.instance, module: starts.module };
}
