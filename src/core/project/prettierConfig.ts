import yaml from 'js-yaml';
import { patternFormat, type CodeFormat } from '../code/codeFormat.ts';
import { matchesGlob } from './configGlob.ts';
import { isConfigObject, readConfig, readJson } from './configLiterals.ts';

/** Where Prettier looks for its configuration, in this order. */
export const prettierFiles = [
	'package.json',
	'package.yaml',
	'.prettierrc',
	'.prettierrc.json',
	'.prettierrc.yml',
	'.prettierrc.yaml',
	'.prettierrc.json5',
	'.prettierrc.js',
	'prettier.config.js',
	'.prettierrc.ts',
	'prettier.config.ts',
	'.prettierrc.mjs',
	'prettier.config.mjs',
	'.prettierrc.mts',
	'prettier.config.mts',
	'.prettierrc.cjs',
	'prettier.config.cjs',
	'.prettierrc.cts',
	'prettier.config.cts',
	'.prettierrc.toml',
] as const;

/** What a configuration of Prettier says of a file. */
export interface PrettierOptions {
	/** Also what may be said otherwise elsewhere. */
	readonly options: Partial<CodeFormat>;
	/** The options that only running the configuration would tell. */
	readonly unknown: ReadonlySet<string>;
}

/** An object of a configuration; `certain` as in `ConfigObject`. */
interface Options {
	readonly entries: ReadonlyMap<string, unknown>;
	readonly certain?: ReadonlySet<string> | undefined;
}

/** A configuration of Prettier as it is written; nothing of it is run. */
export class PrettierConfig {
	/** `undefined` where only running it would tell what it is. */
	readonly #config: Options | undefined;

	private constructor(config: Options | undefined) {
		this.#config = config;
	}

	/**
	 * The first configuration of a project.
	 *
	 * @param read the text of a project-relative file, `undefined` where there is none
	 * @returns `undefined` where there is none
	 */
	static of(read: (path: string) => string | undefined): PrettierConfig | undefined {
		for (const name of prettierFiles) {
			const text = read(name);
			const found = text === undefined ? undefined : configIn(name, text);
			if (found) return new PrettierConfig(found === 'unknown' ? undefined : found);
		}
		return undefined;
	}

	/** What it says of a file, overrides included. */
	optionsOf(path: string): PrettierOptions {
		const values = new Map<string, unknown>();
		const unknown = new Set<string>();
		const set = (options: Options | undefined, isCertain: boolean): void => {
			for (const key of Object.keys(patternFormat)) {
				const isTold = options !== undefined && (options.certain?.has(key) ?? true);
				const value = options?.entries.get(key);
				if (typeof value === 'symbol' || !isTold) unknown.add(key);
				if (value === undefined || typeof value === 'symbol') continue;
				values.set(key, value);
				// The files tell, too, which line ends they have.
				if (isTold && isCertain && value !== 'auto') unknown.delete(key);
				else unknown.add(key);
			}
		};
		set(this.#config, true);
		const overrides = this.#config?.entries.get('overrides');
		for (const each of overrides === undefined ? [] : listOf(overrides)) {
			const override = objectOf(each);
			const isFor = override && isOverrideFor(override.entries, path);
			const said = override?.entries.get('options');
			if (isFor === false || (override && said === undefined)) continue;
			set(objectOf(said), isFor === true);
		}
		return { options: among(values), unknown };
	}
}

/** Whether an override is for a file; `undefined` where that cannot be told. */
function isOverrideFor(override: ReadonlyMap<string, unknown>, path: string): boolean | undefined {
	const anyOf = (globs: readonly unknown[], part?: 'name' | 'path'): boolean | undefined =>
		anyTrue(
			globs.map((glob) => (typeof glob === 'string' ? matchesGlob(glob, path, part) : undefined)),
		);
	const excluded = listOf(override.get('excludeFiles') ?? []);
	// What is left out has to match as the glob does from which it is.
	const leftOut = { name: anyOf(excluded, 'name'), path: anyOf(excluded, 'path') };
	return anyTrue(
		listOf(override.get('files') ?? []).map((glob) => {
			const isMeant = anyOf([glob]);
			const isLeftOut = leftOut[typeof glob === 'string' && !glob.includes('/') ? 'name' : 'path'];
			if (isMeant === false || isLeftOut === true) return false;
			return isMeant === true && isLeftOut === false ? true : undefined;
		}),
	);
}

/** Whether any of several is true; `undefined` where that hangs on those that cannot be told. */
function anyTrue(answers: readonly (boolean | undefined)[]): boolean | undefined {
	const given = new Set(answers);
	return given.has(true) ? true : given.has(undefined) ? undefined : false;
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function objectOf(value: unknown): Options | undefined {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
	if ('entries' in value && value.entries instanceof Map) return value as Options;
	return { entries: new Map(Object.entries(value)) };
}

/** `undefined` where a file has no configuration, `unknown` where only running it would tell. */
function configIn(name: string, text: string): Options | 'unknown' | undefined {
	if (name === 'package.json') {
		const manifest = readJson(text);
		return ownIn(isConfigObject(manifest) ? manifest.entries.get('prettier') : undefined);
	}
	if (name === 'package.yaml') return ownIn(objectOf(yamlIn(text))?.entries.get('prettier'));
	if (/\.[cm]?[jt]s$/.test(name)) {
		const module = text.replace(/\bmodule\.exports\s*=/, 'export default ');
		return readConfig(module, undefined, 'unchanged')[0] ?? 'unknown';
	}
	if (name.endsWith('.toml')) return tomlIn(text);
	const json = readJson(text);
	if (isConfigObject(json)) return json;
	const value = yamlIn(text);
	return value === undefined || value === null
		? { entries: new Map() }
		: (objectOf(value) ?? 'unknown');
}

/** The configuration in a manifest; where it is a text that is the name of a package. */
function ownIn(value: unknown): Options | 'unknown' | undefined {
	return value === undefined || value === null ? undefined : (objectOf(value) ?? 'unknown');
}

/** What a text in YAML says; a text where it is none. */
function yamlIn(text: string): unknown {
	try {
		return yaml.safeLoad(text);
	} catch {
		// The owner's editor says what is wrong in it; here it only tells nothing.
		return 'unknown';
	}
}

/** Prettier's options in TOML: at the top, and in `[[overrides]]` and `[overrides.options]`. */
function tomlIn(text: string): Options {
	const top = new Map<string, unknown>();
	const overrides: { readonly entries: Map<string, unknown> }[] = [];
	let into: Map<string, unknown> | undefined = top;
	for (const line of text.split(/\r?\n/)) {
		const table = /^[ \t]*(\[\[?[\w. ]+\]\]?)/.exec(line)?.[1]?.replaceAll(' ', '');
		if (table === '[[overrides]]') {
			into = new Map();
			overrides.push({ entries: into });
		} else if (table === '[overrides.options]') {
			into = new Map();
			overrides.at(-1)?.entries.set('options', { entries: into });
		} else if (table !== undefined) into = undefined;
		const [, key, value = ''] = /^[ \t]*(\w+)[ \t]*=[ \t]*(\S[^\n]*)$/.exec(line) ?? [];
		if (key !== undefined) into?.set(key, tomlValue(value));
	}
	if (overrides.length > 0) top.set('overrides', overrides);
	return { entries: top };
}

function tomlValue(text: string): unknown {
	if (text.startsWith('[')) return [...text.matchAll(/"([^"]*)"|'([^']*)'/g)].map(textOf);
	if (text.startsWith('{')) {
		const pairs = text.matchAll(/\b(\w+)[ \t]*=[ \t]*("[^"]*"|'[^']*'|\w+)/g);
		return {
			entries: new Map([...pairs].map(([, key = '', value = '']) => [key, tomlValue(value)])),
		};
	}
	const quoted = /^(?:"([^"]*)"|'([^']*)')/.exec(text);
	if (quoted) return textOf(quoted);
	const word = /^\w+/.exec(text)?.[0] ?? '';
	if (/^\d+$/.test(word)) return Number(word);
	return word === 'true' ? true : word === 'false' ? false : word;
}

function textOf([, double, single]: RegExpMatchArray): string {
	return double ?? single ?? '';
}

/** The options that matter here, each with a value that it can have. */
function among(values: ReadonlyMap<string, unknown>): Partial<CodeFormat> {
	const entries = Object.entries(patternFormat).flatMap(([key, standard]: [string, unknown]) => {
		const value = values.get(key);
		if (typeof value !== typeof standard) return [];
		if (typeof value === 'string' && !words[key]?.includes(value)) return [];
		// A width may be as large as lines never are.
		if (typeof value === 'number' && !(value > 0 && (key === 'printWidth' || value <= 100)))
			return [];
		return [[key, value] as const];
	});
	return Object.fromEntries(entries);
}

const words: Readonly<Record<string, readonly string[]>> = {
	trailingComma: ['all', 'es5', 'none'],
	arrowParens: ['always', 'avoid'],
	quoteProps: ['as-needed', 'consistent', 'preserve'],
	objectWrap: ['preserve', 'collapse'],
	experimentalOperatorPosition: ['start', 'end'],
	endOfLine: ['lf', 'crlf'],
};
