import { ownValue } from '../text/ownValue.ts';

/**
 * What a code block in a language can be.
 * - `code`: a program, a pattern by itself
 * - `data`: configuration, data or a shell session, a pattern only with a file or attributes
 * - `plain`: no language given, or plain text, as `data`
 * - `prose`: documents, diagrams and output, a pattern only with attributes
 */
export type LanguageKind = 'code' | 'data' | 'plain' | 'prose';

const aliases: Readonly<Record<string, string>> = {
	ts: 'typescript',
	mts: 'typescript',
	cts: 'typescript',
	tsx: 'typescriptreact',
	js: 'javascript',
	mjs: 'javascript',
	cjs: 'javascript',
	jsx: 'javascriptreact',
	py: 'python',
	python3: 'python',
	rb: 'ruby',
	rs: 'rust',
	golang: 'go',
	kt: 'kotlin',
	cs: 'csharp',
	'c#': 'csharp',
	'c++': 'cpp',
	ex: 'elixir',
	exs: 'elixir',
	sh: 'bash',
	shell: 'bash',
	zsh: 'bash',
	shellscript: 'bash',
	ps1: 'powershell',
	pwsh: 'powershell',
	yml: 'yaml',
	htm: 'html',
	gql: 'graphql',
	tf: 'hcl',
	terraform: 'hcl',
	docker: 'dockerfile',
	make: 'makefile',
	postgres: 'sql',
	postgresql: 'sql',
	plpgsql: 'sql',
	psql: 'sql',
	mysql: 'sql',
	sqlite: 'sql',
	md: 'markdown',
	mdx: 'markdown',
	env: 'dotenv',
	text: 'plaintext',
	txt: 'plaintext',
	plain: 'plaintext',
	'': 'plaintext',
};

const kinds: ReadonlyMap<string, LanguageKind> = new Map([
	...kind('plain', 'plaintext'),
	...kind(
		'data',
		'json jsonc json5 yaml toml ini xml csv tsv properties dotenv http conf nginx bash fish bat cmd powershell',
	),
	...kind(
		'prose',
		'markdown diff patch console terminal output log mermaid plantuml dot graphviz d2 ascii tree',
	),
]);

function kind(name: LanguageKind, languages: string): [string, LanguageKind][] {
	return languages.split(' ').map((language) => [language, name]);
}

const byExtension: Readonly<Record<string, string>> = {
	...Object.fromEntries(
		(
			'astro bat c conf cpp css csv dart diff fish go graphql html ini java json json5 jsonc less ' +
			'lua nix php prisma properties proto sass scala scss sql svelte svg swift toml vue xml yaml zig'
		)
			.split(' ')
			.map((extension) => [extension, extension]),
	),
	...Object.fromEntries(
		'ts mts cts tsx js mjs cjs jsx py rb rs kt cs ex exs sh zsh ps1 yml htm gql tf md mdx env txt'
			.split(' ')
			.map((extension) => [extension, aliases[extension] ?? extension]),
	),
	h: 'c',
	hpp: 'cpp',
	cc: 'cpp',
};

/** The languages whose imports name npm packages. */
const npmLanguages = new Set(
	'typescript typescriptreact javascript javascriptreact svelte vue astro'.split(' '),
);

/** The usual name of a language: `ts` is `typescript`; unknown ones are returned in lower case. */
export function normalLanguage(name: string): string {
	const lower = name.toLowerCase();
	return ownValue(aliases, lower) ?? lower;
}

/** The language that a file's extension tells, `undefined` for unknown extensions. */
export function languageOfPath(path: string): string | undefined {
	const extension = path.slice(path.lastIndexOf('.') + 1);
	return ownValue(byExtension, extension);
}

/** Unknown languages count as programming languages. */
export function kindOf(language: string): LanguageKind {
	return kinds.get(language) ?? 'code';
}

const moduleLanguages = new Set('typescript typescriptreact javascript javascriptreact'.split(' '));

/**
 * Whether code in a language can stand in a document of another: in the same, or both in TypeScript
 * or JavaScript, which patterns are turned into each other.
 *
 * @param document the language of the document, as VS Code calls it
 */
export function canStandIn(language: string, document: string): boolean {
	if (moduleLanguages.has(language)) return moduleLanguages.has(document);
	return language === normalLanguage(document);
}

/** Whether code in this language imports npm packages. */
export function usesNpm(language: string): boolean {
	return npmLanguages.has(language);
}
