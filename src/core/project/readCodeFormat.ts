import yaml from 'js-yaml';
import { patternFormat, type CodeFormat } from '../code/codeFormat.ts';
import { codeStyleOf } from '../code/codeStyle.ts';
import { compileGlob } from '../workspace/glob.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { isConfigObject, readConfig, readJson, type ConfigValue } from './configLiterals.ts';
import type { ProjectFacts } from './project.ts';

const configFiles = [
	'.prettierrc',
	'.prettierrc.json',
	'.prettierrc.yaml',
	'.prettierrc.yml',
	'.prettierrc.json5',
	'.prettierrc.js',
	'prettier.config.js',
	'.prettierrc.ts',
	'prettier.config.ts',
	'.prettierrc.mjs',
	'prettier.config.mjs',
	'.prettierrc.cjs',
	'prettier.config.cjs',
	'.prettierrc.toml',
] as const;

/** Files that most projects have, whose style stands for that of the others. */
const usualFiles = [
	'hooks.server.ts',
	'hooks.server.js',
	'routes/+layout.server.ts',
	'routes/+layout.server.js',
	'routes/+page.server.ts',
	'routes/+page.server.js',
	'routes/+layout.ts',
	'routes/+layout.js',
	'routes/+page.svelte',
	'routes/+layout.svelte',
] as const;

export interface CodeFormatReading {
	readonly format: CodeFormat;
	/** The project has Prettier, so that nothing else formats its files. */
	readonly isPrettier: boolean;
}

/**
 * How a project formats its code: as its Prettier is told to, else its EditorConfig, else as its own
 * files are written. Nothing of it is run; options that only running would tell are those of its files.
 *
 * @param read the text of a project-relative file, `undefined` where there is none; all files that may
 * matter are asked for at once
 */
export function readCodeFormat(
	{ packages, srcDir, typescript }: ProjectFacts,
	read: (path: string) => string | undefined,
): CodeFormatReading {
	const configs = configFiles.map((name) => [name, read(name)] as const);
	const manifest = read('package.json');
	const file = `${srcDir}/lib/a.${typescript ? 'ts' : 'js'}`;
	const editor = readEditorConfig(read('.editorconfig') ?? '', file);
	const neighbours = [
		'svelte.config.js',
		'vite.config.ts',
		'vite.config.js',
		...usualFiles.map((name) => `${srcDir}/${name}`),
	].map((name) => ({ name, text: read(name) }));
	const prettier = prettierOptions(configs, manifest);
	const version = packages['prettier'];
	const isPrettier = prettier !== undefined || version !== undefined;
	// Of a configuration that cannot be read its files tell what it says.
	if (!isPrettier || prettier === 'unknown') {
		const format = { ...patternFormat, ...neighbourStyle(neighbours), ...editor };
		if (isPrettier) return { format: { ...format, insertFinalNewline: true }, isPrettier };
		return { format, isPrettier };
	}
	const isOld = /(?:^|[^\d.])2\./.test(version ?? '');
	const format: CodeFormat = {
		...patternFormat,
		useTabs: false,
		printWidth: 80,
		singleQuote: false,
		trailingComma: isOld ? 'es5' : 'all',
		...editor,
		...prettier,
		insertFinalNewline: true,
	};
	return { format, isPrettier };
}

/** `undefined` where there is no configuration, `unknown` where it cannot be told without running it. */
function prettierOptions(
	configs: readonly (readonly [name: string, text: string | undefined])[],
	manifest: string | undefined,
): Partial<CodeFormat> | 'unknown' | undefined {
	const inManifest = manifest === undefined ? undefined : readJson(manifest);
	const own = isConfigObject(inManifest) ? inManifest.entries.get('prettier') : undefined;
	if (own !== undefined) return isConfigObject(own) ? optionsAmong(plainValues(own)) : 'unknown';
	const found = configs.find(([, text]) => text !== undefined);
	if (!found) return undefined;
	const [name, text = ''] = found;
	if (/\.[cm]?[jt]s$/.test(name)) {
		const [config] = readConfig(text.replace(/\bmodule\.exports\s*=/, 'export default '));
		return config ? optionsAmong(plainValues(config)) : 'unknown';
	}
	if (name.endsWith('.toml')) return optionsAmong(tomlValues(text));
	const json = readJson(text);
	if (isConfigObject(json)) return optionsAmong(plainValues(json));
	try {
		const value: unknown = yaml.safeLoad(text);
		if (value === undefined || value === null) return {};
		return typeof value === 'object' ? optionsAmong(new Map(Object.entries(value))) : 'unknown';
	} catch {
		// The owner's editor says what is wrong in it; here it only tells nothing.
		return 'unknown';
	}
}

function plainValues(config: ConfigValue): ReadonlyMap<string, unknown> {
	return isConfigObject(config) ? config.entries : new Map();
}

function tomlValues(text: string): ReadonlyMap<string, unknown> {
	const [top = ''] = text.split(/^\[/m, 1);
	return new Map(
		[...top.matchAll(/^[ \t]*(\w+)[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|(\w+))/gm)].map(
			([, key = '', double, single, bare]) => [key, double ?? single ?? literal(bare ?? '')],
		),
	);
}

function literal(word: string): unknown {
	if (/^\d+$/.test(word)) return Number(word);
	return word === 'true' ? true : word === 'false' ? false : word;
}

/** The options that matter here, each with a value that it can have. */
function optionsAmong(values: ReadonlyMap<string, unknown>): Partial<CodeFormat> {
	const entries = Object.entries(patternFormat).flatMap(([key, standard]: [string, unknown]) => {
		const value = values.get(key);
		if (typeof value !== typeof standard) return [];
		if (typeof value === 'string' && !words[key]?.includes(value)) return [];
		if (typeof value === 'number' && !(value > 0 && value <= 1000)) return [];
		return [[key, value] as const];
	});
	return Object.fromEntries(entries);
}

const words: Readonly<Record<string, readonly string[]>> = {
	trailingComma: ['all', 'es5', 'none'],
	arrowParens: ['always', 'avoid'],
	quoteProps: ['as-needed', 'consistent', 'preserve'],
};

/** What an EditorConfig says of a file; what is no value of a property takes none away. */
function readEditorConfig(text: string, path: string): Partial<CodeFormat> {
	const values = new Map<string, string>();
	let counts = false;
	for (const line of text.split(/\r?\n/)) {
		const said = line.trim();
		if (said.startsWith('[') && said.endsWith(']')) counts = isFor(said.slice(1, -1), path);
		const at = said.indexOf('=');
		const [key, value] = [said.slice(0, Math.max(at, 0)).trim(), said.slice(at + 1).trim()];
		if (counts && /^[\w-]+$/.test(key) && !/[#;]/.test(value) && value !== 'ignore') {
			values.set(key.toLowerCase(), value.toLowerCase());
		}
	}
	const style = values.get('indent_style');
	const size = values.get('indent_size');
	const width = Number(size === 'tab' || size === undefined ? values.get('tab_width') : size);
	const length = Number(values.get('max_line_length'));
	const quotes = values.get('quote_type');
	const end = values.get('insert_final_newline');
	return {
		...((style === 'tab' || style === 'space') && { useTabs: style === 'tab' }),
		...(width > 0 && width <= 16 && { tabWidth: width }),
		...(length > 0 && length <= 1000 && { printWidth: length }),
		...((quotes === 'single' || quotes === 'double') && { singleQuote: quotes === 'single' }),
		...((end === 'true' || end === 'false') && { insertFinalNewline: end === 'true' }),
	};
}

/** A glob without a slash is for files of its name in whatever folder. */
function isFor(glob: string, path: string): boolean {
	const whole = glob.includes('/') ? glob.replace(/^\//, '') : `**/${glob}`;
	const compiled = compileGlob(whole);
	return 'matches' in compiled && compiled.matches(path);
}

interface Neighbour {
	readonly name: string;
	readonly text: string | undefined;
}

/** The style that most of some files have; nothing where there are none. */
function neighbourStyle(files: readonly Neighbour[]): Partial<CodeFormat> {
	const styles = files.flatMap(({ name, text }) => {
		if (text === undefined) return [];
		const module = new ParsedModule(text);
		const code = name.endsWith('.svelte') ? module.scripts[0]?.content : module;
		return code && code.text.includes('\n') && code.tree ? [codeStyleOf(code)] : [];
	});
	const indent = mostFrequent(styles.map((style) => style.indent));
	const quote = mostFrequent(styles.map((style) => style.quote));
	const end = mostFrequent(styles.map((style) => style.end));
	return {
		...(indent !== undefined && {
			useTabs: indent === '\t',
			tabWidth: indent === '\t' ? patternFormat.tabWidth : indent.length,
		}),
		...(quote !== undefined && { singleQuote: quote === "'" }),
		...(end !== undefined && { semi: end === ';' }),
	};
}

function mostFrequent(items: readonly string[]): string | undefined {
	const groups = [...Map.groupBy(items, (item) => item)];
	return groups.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
