/** Hooks of which SvelteKit takes one each, and two of which can be made one. */
export type ChainedHook = 'handleFetch' | 'handleError' | 'init' | 'reroute' | 'transport';

export interface Chain {
	/** How the chain is called in the file. */
	readonly name: string;
	/** `export` goes before the declaration. */
	readonly exported: boolean;
	/** The hook that the file has: what it is called, and whether it takes what hooks are given. */
	readonly own: { readonly name: string; readonly takesInput: boolean };
	/** What the hook that comes in is called. */
	readonly added: string;
	/** The hook that comes in is called first. */
	readonly addedFirst: boolean;
}

export interface ChainStyle {
	readonly language: 'ts' | 'js';
	/** One level of indentation. */
	readonly indent: string;
	/** What ends a statement: `;` or nothing. */
	readonly end: string;
	/** The hook's type, by its name in TypeScript and as `import('…').Name` in JSDoc. */
	readonly type: string;
}

/** The type of each hook that a chain needs to have one. */
export const chainTypes: Readonly<Record<ChainedHook, string | undefined>> = {
	handleFetch: 'HandleFetch',
	handleError: 'HandleServerError',
	init: undefined,
	reroute: 'Reroute',
	transport: undefined,
};

/** The lines of a declaration that makes one hook of two. */
export function chainLines(hook: ChainedHook, chain: Chain, style: ChainStyle): readonly string[] {
	const { indent, end, language } = style;
	const taken = new Set([chain.own.name, chain.added, chain.name, style.type]);
	const inner = (name: string): string => (taken.has(name) ? `${name}Here` : name);
	const call = (name: string, input: string): string =>
		name === chain.own.name && !chain.own.takesInput ? `${name}()` : `${name}(${input})`;
	const input = inner('input');
	const [first, second] = chain.addedFirst
		? [chain.added, chain.own.name]
		: [chain.own.name, chain.added];
	const head = `${chain.exported ? 'export ' : ''}const ${chain.name}`;
	const typed = (lines: readonly string[]): readonly string[] =>
		language === 'ts'
			? [`${head}: ${style.type} = ${lines[0]}`, ...lines.slice(1)]
			: [`/** @type {${style.type}} */`, `${head} = ${lines[0]}`, ...lines.slice(1)];
	const block = (opening: string, lines: readonly string[]): readonly string[] => [
		opening,
		...lines.map((line) => `${indent}${line}`),
		`}${end}`,
	];

	switch (hook) {
		case 'init':
			return block(`${head} = async () => {`, [
				`await ${first}()${end}`,
				`await ${second}()${end}`,
			]);
		case 'handleError': {
			const reported = inner('reported');
			const answer = inner('answer');
			const report = `const ${reported} = await ${call(chain.added, input)}${end}`;
			return typed(
				block(
					`async (${input}) => {`,
					chain.addedFirst
						? [report, `return (await ${call(chain.own.name, input)}) ?? ${reported}${end}`]
						: [
								`const ${answer} = await ${call(chain.own.name, input)}${end}`,
								report,
								`return ${answer} ?? ${reported}${end}`,
							],
				),
			);
		}
		case 'handleFetch': {
			const next = inner('next');
			const [resource, options, url] = [inner('resource'), inner('options'), inner('url')];
			const given =
				language === 'ts'
					? `${resource}: RequestInfo | URL, ${options}?: RequestInit`
					: `${resource}, ${options}`;
			const doc = [
				'/**',
				` * @param {RequestInfo | URL} ${resource}`,
				` * @param {RequestInit} [${options}]`,
				' */',
			];
			const address = `${resource} instanceof Request ? ${resource} : new URL(${resource}, ${input}.event.url)`;
			const request = `{ ...${input}, request: new Request(${url}, ${options}) }`;
			return typed(
				block(`(${input}) => {`, [
					...(language === 'js' ? doc : []),
					...block(`const ${next} = async (${given}) => {`, [
						`const ${url} = ${address}${end}`,
						`return ${call(second, request)}${end}`,
					]),
					`return ${call(first, `{ ...${input}, fetch: ${next} }`)}${end}`,
				]),
			);
		}
		case 'reroute': {
			const path = inner('path');
			return typed(
				block(`async (${input}) => {`, [
					`const ${path} = await ${call(first, input)}${end}`,
					`return ${path} ?? ${call(second, input)}${end}`,
				]),
			);
		}
		case 'transport':
			// What the project encodes already has to be decoded as before.
			return [`${head} = { ...${chain.added}, ...${chain.own.name} }${end}`];
	}
}
