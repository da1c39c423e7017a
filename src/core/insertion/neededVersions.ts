import { ownValue } from '../text/ownValue.ts';
import { usesNpm } from '../code/codeLanguage.ts';
import { maskText } from '../code/moduleScan.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import type { PatternFile } from '../pattern/patterns.ts';
import { isBelow } from './lowestVersions.ts';

const kit = '@sveltejs/kit';

/** The first SvelteKit 2 that has a module or an export, where that is not the first one. */
const firstKits: Readonly<Record<string, string | Readonly<Record<string, string>>>> = {
	'@sveltejs/kit': {
		Reroute: '2.3',
		ServerInit: '2.10',
		ClientInit: '2.10',
		Transport: '2.11',
		Transporter: '2.11',
		normalizeUrl: '2.18',
		RemoteCommand: '2.27',
		RemoteForm: '2.27',
		RemotePrerenderFunction: '2.27',
		RemoteQuery: '2.27',
		RemoteQueryFunction: '2.27',
		invalid: '2.47.3',
		isValidationError: '2.47.3',
	},
	'@sveltejs/kit/node': { createReadableStream: '2.4' },
	'$app/paths': { asset: '2.26', resolve: '2.26', match: '2.52' },
	'$app/server': {
		read: '2.4',
		getRequestEvent: '2.20',
		command: '2.27',
		form: '2.27',
		prerender: '2.27',
		query: '2.27',
	},
	'$app/state': '2.12',
	'$app/types': '2.26',
	'./$types': { LayoutProps: '2.16', PageProps: '2.16' },
};

/** What Svelte understands from a version on, in the code of scripts. */
const scriptSigns: readonly (readonly [sign: RegExp, version: string])[] = [
	[/(?<![\w$.])\$(?:props|bindable|inspect|host)(?=\s*[.(<])/, '5'],
	[/(?<![\w$.])\$(?:state|derived|effect)(?:\.(?:raw|snapshot|by|pre|root|tracking))?\s*[(<]/, '5'],
	[/(?<![\w$.])\$props\s*\.\s*id\s*\(/, '5.20'],
];

/** The same, in markup. */
const markupSigns: readonly (readonly [sign: RegExp, version: string])[] = [
	[/\{@render\s|\{#snippet\s|\son[a-z]+=\{/, '5'],
	[/<svelte:boundary[\s>]/, '5.3'],
	[/\{@attach\s/, '5.29'],
];

/**
 * The lowest versions of SvelteKit and Svelte that code runs with, as far as it shows them: by what it
 * imports and by the runes and the markup of Svelte 5. All code is for SvelteKit 2 at least.
 */
export function neededVersions(
	files: readonly Pick<PatternFile, 'path' | 'code' | 'language'>[],
): Readonly<Record<string, string>> {
	let needed: Readonly<Record<string, string>> = {};
	for (const file of files) {
		if (!usesNpm(file.language)) continue;
		const isSvelte = file.language === 'svelte';
		const module = new ParsedModule(file.code);
		const scripts = isSvelte ? module.scripts.map(({ content }) => content) : [module];
		const kits = scripts.flatMap(firstKitsOf);
		const runs = isSvelte || /\.svelte\.[jt]s$/.test(file.path ?? '') ? scripts : [];
		const svelte = [
			...runs.flatMap(({ text }) => found(scriptSigns, maskText(text))),
			...(isSvelte ? found(markupSigns, file.code) : []),
		];
		for (const version of ['2', ...kits]) needed = highest(needed, { [kit]: version });
		for (const version of svelte) needed = highest(needed, { svelte: version });
	}
	return needed;
}

function firstKitsOf({ shape }: ParsedModule): readonly string[] {
	return shape.imports.flatMap(({ specifier, names }) => {
		const first = ownValue(firstKits, specifier);
		if (first === undefined || typeof first === 'string') return first ?? [];
		return names.flatMap(({ imported }) => ownValue(first, imported) ?? []);
	});
}

function found(
	signs: readonly (readonly [sign: RegExp, version: string])[],
	code: string,
): readonly string[] {
	return signs.flatMap(([sign, version]) => (sign.test(code) ? [version] : []));
}

/** Of two lists of lowest versions the one that suits both. */
export function highest(
	one: Readonly<Record<string, string>>,
	other: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
	const all = { ...one };
	for (const [name, version] of Object.entries(other)) {
		const known = ownValue(all, name);
		if (known === undefined || isBelow(known, version)) all[name] = version;
	}
	return all;
}
