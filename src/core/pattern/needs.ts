import { isMapping, readYaml, type Pair, type YamlResult } from '../agent/header/yamlTree.ts';
import { problem } from '../problem/problem.ts';
import type { Problem, ProblemKind } from '../problem/problem.ts';
import type { TextRange } from '../text/range.ts';
import { isProjectPath } from './pathComment.ts';

/** An npm package that a pattern needs beside what its code imports, or in a certain version. */
export interface PackageNeed {
	readonly name: string;
	/** A range of versions as npm writes it, for each major version of SvelteKit; `''` is any. */
	readonly range: Readonly<Record<2 | 3, string>>;
	/** Only development needs it. */
	readonly dev: boolean;
}

export const envKinds = ['secret', 'key', 'url', 'text'] as const;
/**
 * What an environment variable holds: a secret is made for each project, a key is a secret that
 * somebody else gives out, the others have a value to start with.
 */
export type EnvKind = (typeof envKinds)[number];

/** An environment variable that the code of a pattern reads. */
export interface EnvNeed {
	readonly name: string;
	readonly kind: EnvKind;
	/** What it is for, in a few words; may be empty. */
	readonly about: string;
	/** The value to begin with; empty where nobody but the user knows it. */
	readonly value: string;
	/** Of a secret: how many characters it has at least. */
	readonly length: number;
	/** The app runs without it. */
	readonly optional: boolean;
}

/** A function of the pattern that has to be called by one of SvelteKit's hooks. */
export interface HookNeed {
	readonly hook: HookName;
	/** The name that the module exports. */
	readonly exported: string;
	/** The module, as the pattern names its file. */
	readonly from: string;
	/** Where it stands among others of the hook, a lower one first; left out where that is all one. */
	readonly order?: number;
}

export const hookNames = [
	'handle',
	'handleFetch',
	'handleError',
	'handleValidationError',
	'init',
] as const;
export type HookName = (typeof hookNames)[number];

/** What a pattern needs of the project that takes it, beside the modules that its code imports. */
export interface PatternNeeds {
	readonly packages: readonly PackageNeed[];
	readonly env: readonly EnvNeed[];
	readonly hooks: readonly HookNeed[];
	/** Options of SvelteKit that have to be on: `experimental.remoteFunctions`. */
	readonly config: readonly string[];
	/** Lowest versions by package; SvelteKit's own is that of `@sveltejs/kit`. */
	readonly lowest: Readonly<Record<string, string>>;
	/** The databases that the code is written for; empty where it uses none. */
	readonly databases: readonly Database[];
	/** Paths that version control has to leave out. */
	readonly ignored: readonly string[];
	/** What is left to do by hand, as sentences; code in them stands between backquotes. */
	readonly next: readonly string[];
	/** What is left to do that the extension can start itself. */
	readonly steps: readonly NextStep[];
}

/** Steps that have a button. What they run is the extension's own: an agent file only names them. */
export const nextSteps = ['generateMigration', 'openEnv'] as const;
export type NextStep = (typeof nextSteps)[number];

export const databases = ['postgres', 'sqlite'] as const;
export type Database = (typeof databases)[number];

/** What people call a database. */
export const databaseNames: Readonly<Record<Database, string>> = {
	postgres: 'Postgres',
	sqlite: 'SQLite',
};

export const noNeeds: PatternNeeds = {
	packages: [],
	env: [],
	hooks: [],
	config: [],
	lowest: {},
	databases: [],
	ignored: [],
	next: [],
	steps: [],
};

/** What several blocks of one pattern say together. */
export function joinNeeds(all: readonly PatternNeeds[]): PatternNeeds {
	const said = all.filter((needs) => needs !== noNeeds);
	const [first, ...others] = said;
	if (!first || others.length === 0) return first ?? noNeeds;
	return {
		packages: said.flatMap(({ packages }) => packages),
		env: said.flatMap(({ env }) => env),
		hooks: said.flatMap(({ hooks }) => hooks),
		config: said.flatMap(({ config }) => config),
		lowest: Object.assign({}, ...said.map(({ lowest }) => lowest)) as Record<string, string>,
		databases: [...new Set(said.flatMap((needs) => needs.databases))],
		ignored: said.flatMap(({ ignored }) => ignored),
		next: said.flatMap(({ next }) => next),
		steps: [...new Set(said.flatMap(({ steps }) => steps))],
	};
}

/** Longer blocks are not read. */
const longest = 8_192;
/** As npm allows. */
const packageName = /^(?:@[a-z\d~][\w.~-]*\/)?[a-z\d~][\w.~-]*$/;
/** Versions and ranges alone: no addresses, files, tags or names of other packages. */
const versionRange = /^(?:[\^~]|[<>]=?)?\d+(?:\.\d+){0,2}(?:-[\w.]+)?(?: <=?\d+(?:\.\d+){0,2})?$/;
const version = /^\d+(?:\.\d+){0,2}$/;
const variableName = /^[A-Z][A-Z\d_]*$/;
/**
 * By these, programs are told what to run, and where, whom to trust and through whom to send. Tools take
 * them from a `.env`, too.
 */
const reservedVariable =
	/^(?:PATH|PATHEXT|HOME|SHELL|COMSPEC|EDITOR|VISUAL|PAGER|TMPDIR|TEMP|TMP|BROWSER(?:_ARGS)?|VITE_USER_NODE_ENV|(?:(?:HTTPS?|WSS?|FTP|ALL|NO)_)?PROXY|(?:NODE|LD|DYLD|NPM|NPM_CONFIG|PNPM|YARN|BUN|DENO|GIT|SSH|SSL|OPENSSL|CURL|PYTHON|RUBY|PERL|JAVA|BASH|ZSH|VSCODE|ELECTRON|PLAYWRIGHT|PUPPETEER|ESBUILD|ROLLUP|SWC|TS_NODE|TSX|JITI|DOTENV|WRANGLER|TURBO|NX|DOCKER|PRISMA|DRIZZLE)_[A-Z\d_]*)$/;
/** What a project consists of: nobody wants that left out of version control. */
const ownPath =
	/^(?:(?:src(?:\/(?:lib|routes|params))?|static|public|tests?|e2e|drizzle|migrations|prisma|\.github)\/?|(?:.*\/)?(?:package(?:-lock)?\.json|pnpm-(?:lock|workspace)\.yaml|yarn\.lock|bun\.lockb?|[jt]sconfig\.json|\.gitignore|\.npmrc|[\w-]+\.config\.[cm]?[jt]s))$/i;
/** The modules that hooks are called from: a function of theirs has to be called by nothing else. */
const hooksModule = /^src\/hooks(?:\.(?:server|client))?(?:\/index)?(?:\.[jt]s)?$/;
const identifier = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
const configPath = /^(?:experimental|compilerOptions\.experimental)\.[a-zA-Z]+$/;
const oneLine = /^[^\p{Cc}\u2028\u2029]{1,300}$/u;
/** Without characters that show nothing or turn the text around. */
const shortLine = /^(?! )[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,80}(?<! )$/u;
const alias = /^[\p{L}\p{N}][\p{L}\p{N} .+#-]{0,39}$/u;
const oneLineOrEmpty = /^[^\p{Cc}\u2028\u2029]{0,300}$/u;

/** The keys of a block, and the kind of problem of a value that cannot be read. */
const kinds = {
	title: 'pattern-needs/title',
	aliases: 'pattern-needs/aliases',
	packages: 'pattern-needs/packages',
	dev: 'pattern-needs/packages',
	env: 'pattern-needs/env',
	hooks: 'pattern-needs/hooks',
	config: 'pattern-needs/config',
	lowest: 'pattern-needs/lowest',
	database: 'pattern-needs/database',
	ignored: 'pattern-needs/ignored',
	next: 'pattern-needs/next',
	steps: 'pattern-needs/steps',
} as const satisfies Readonly<Record<string, ProblemKind>>;
type BlockKey = keyof typeof kinds;
type NeedKey = Exclude<BlockKey, 'title' | 'aliases'>;

/** What a block says of a pattern. */
export interface ReadNeeds {
	readonly needs: PatternNeeds;
	/** What lists call the pattern, where that is not its heading. */
	readonly label: string | undefined;
	/** What people may search for beside it. */
	readonly aliases: readonly string[];
}

/**
 * Reads the block that says what a pattern needs, a mapping in YAML:
 *
 * ```yaml
 * title: Sessions in the database
 * aliases: [csrf, remember me]
 * packages:
 *   zod: ^4
 *   '@sveltejs/adapter-node': { 2: ^5, 3: ^6 }
 * dev: { drizzle-kit: ^0.31 }
 * env:
 *   TOKEN_SECRET: secret
 *   API_URL: { kind: url, value: http://localhost:8080, about: where the API is }
 * hooks:
 *   handle: limitRate from src/lib/server/rate-limit.ts, 20
 * config: [experimental.remoteFunctions]
 * lowest: { '@sveltejs/kit': 2.27 }
 * database: postgres
 * ignored: [uploads/]
 * next: [Put the address of the sender into `.env`.]
 * steps: [generateMigration]
 * ```
 *
 * What cannot be read is left out and reported; nothing else of the block is lost by it.
 *
 * @param text what stands between the fences
 * @param offset where it stands in the text that the ranges refer to
 */
export function readNeeds(
	text: string,
	offset: number,
): ReadNeeds & { readonly problems: readonly Problem[] } {
	const whole = { start: offset, end: offset + text.length };
	const problems: Problem[] = [];
	const reader = new NeedsReader(problems);
	for (const pair of pairsOf(text, offset, whole, problems)) reader.read(pair);
	return { ...reader.result, problems };
}

function pairsOf(
	text: string,
	offset: number,
	whole: TextRange,
	problems: Problem[],
): readonly Pair[] {
	if (text.trim() === '') return [];
	const read = text.length > longest ? undefined : yamlOf(text, offset);
	if (read && isMapping(read.value)) return read.pairs;
	problems.push(problem('pattern-needs/unreadable', whole));
	return [];
}

function yamlOf(text: string, offset: number): YamlResult | undefined {
	try {
		return readYaml(text, offset, 'texts');
	} catch {
		// The block is broken, whatever js-yaml says: its words are not for people.
		return undefined;
	}
}

/** Collects what the pairs of a block say. */
class NeedsReader {
	readonly #problems: Problem[];
	#needs: PatternNeeds = noNeeds;
	#label: string | undefined;
	#aliases: readonly string[] = [];

	constructor(problems: Problem[]) {
		this.#problems = problems;
	}

	get result(): ReadNeeds {
		return { needs: this.#needs, label: this.#label, aliases: this.#aliases };
	}

	read({ key, keyRange, value, items, range }: Pair): void {
		if (!isBlockKey(key)) {
			const known = Object.keys(kinds);
			this.#problems.push(problem('pattern-needs/unknown', keyRange, { key, known }));
			return;
		}
		let isWrong = false;
		const each = <T>(read: (name: string, entry: unknown) => T | undefined): readonly T[] =>
			entriesOf(value).flatMap(([name, entry]): readonly T[] => {
				const found = read(name, entry);
				if (found !== undefined) return [found];
				isWrong = true;
				const place = items?.find((item) => item.key === name)?.range ?? range;
				this.#problems.push(problem(kinds[key], place, { key }));
				return [];
			});
		if (key === 'title' || key === 'aliases') {
			const words = each((_, entry) => textLike(entry, key === 'title' ? shortLine : alias));
			const isOne = words.length === 1 && typeof value === 'string';
			if (key === 'aliases') this.#aliases = words;
			else if (isOne) [this.#label] = words;
			if ((key === 'title' ? !isOne : words.length === 0) && !isWrong) {
				this.#problems.push(problem(kinds[key], range, { key }));
			}
			return;
		}
		const found = this.#readKey(key, each);
		this.#needs = { ...this.#needs, ...found };
		const isEmpty = Object.values(found).every((list) => Object.keys(list).length === 0);
		if (isEmpty && !isWrong) {
			this.#problems.push(problem(kinds[key], range, { key }));
		}
	}

	#readKey(
		key: NeedKey,
		each: <T>(read: (name: string, entry: unknown) => T | undefined) => readonly T[],
	): Partial<PatternNeeds> {
		switch (key) {
			case 'packages':
			case 'dev': {
				const isDev = key === 'dev';
				const read = each((name, entry) => packageNeed(name, entry, isDev));
				return { packages: [...this.#needs.packages, ...read] };
			}
			case 'env':
				return { env: each(envNeed) };
			case 'hooks':
				return { hooks: each(hookNeeds).flat() };
			case 'config':
				return { config: each((_, entry) => textLike(entry, configPath)) };
			case 'lowest': {
				const pairs = each((name, entry) => {
					const found = textLike(entry, version);
					return packageName.test(name) && found !== undefined
						? ([name, found] as const)
						: undefined;
				});
				return { lowest: Object.fromEntries(pairs) };
			}
			case 'database':
				return { databases: each((_, entry) => databases.find((name) => name === entry)) };
			case 'ignored':
				return { ignored: each((_, entry) => ignoredPath(entry)) };
			case 'next':
				return { next: each((_, entry) => textLike(entry, oneLine)) };
			case 'steps':
				return { steps: each((_, entry) => nextSteps.find((name) => name === entry)) };
		}
	}
}

function isBlockKey(key: string): key is BlockKey {
	return Object.hasOwn(kinds, key);
}

/** The entries of a mapping or a list; a single value counts as a list of it. */
function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
	if (isMapping(value)) return Object.entries(value);
	const list: readonly unknown[] = Array.isArray(value) ? value : value === null ? [] : [value];
	return list.map((entry) => [typeof entry === 'string' ? entry : '', entry] as const);
}

function packageNeed(name: string, entry: unknown, dev: boolean): PackageNeed | undefined {
	if (!packageName.test(name)) return undefined;
	// An item of a list stands for itself: any version will do.
	if (entry === name || entry === null) return { name, range: { 2: '', 3: '' }, dev };
	const of = (kit: 2 | 3): string | undefined =>
		textLike(isMapping(entry) ? entry[kit] : entry, versionRange);
	const [two, three] = [of(2), of(3)];
	return two === undefined || three === undefined
		? undefined
		: { name, range: { 2: two, 3: three }, dev };
}

const envKeys = new Set(['kind', 'about', 'value', 'length', 'optional']);

function envNeed(name: string, entry: unknown): EnvNeed | undefined {
	const given: Record<string, unknown> = isMapping(entry) ? entry : { kind: entry };
	const kind = envKinds.find((each) => each === given['kind']);
	const about = textLike(given['about'] ?? '', oneLineOrEmpty);
	const value = textLike(given['value'] ?? '', oneLineOrEmpty);
	const length = textLike(given['length'] ?? '32', /^(?:[1-9]|[1-9]\d|1\d\d)$/);
	const optional = textLike(given['optional'] ?? 'false', /^(?:true|false)$/);
	const isRead =
		variableName.test(name) &&
		!reservedVariable.test(name) &&
		Object.keys(given).every((key) => envKeys.has(key)) &&
		[kind, about, value, length, optional].every((each) => each !== undefined);
	if (!isRead || kind === undefined || about === undefined || value === undefined) return undefined;
	return { name, kind, about, value, length: Number(length), optional: optional === 'true' };
}

/** `handle: limitRate from src/lib/server/rate-limit.ts, 20`, or several of one hook in a list. */
function hookNeeds(name: string, entry: unknown): readonly HookNeed[] | undefined {
	const hook = hookNames.find((each) => each === name);
	const list: readonly unknown[] = Array.isArray(entry) ? entry : [entry];
	if (hook === undefined || list.length === 0) return undefined;
	const found = list.flatMap((each) => {
		const [, exported = '', from = '', order] =
			/^(\S+) from ([^\s,]+)(?:, (\d{1,3}))?$/.exec(String(each)) ?? [];
		return identifier.test(exported) && isProjectPath(from) && !hooksModule.test(from)
			? [{ hook, exported, from, ...(order !== undefined && { order: Number(order) }) }]
			: [];
	});
	return found.length === list.length ? found : undefined;
}

/** A path inside the project that is none of its own, with `/` at the end where it is a folder. */
function ignoredPath(entry: unknown): string | undefined {
	const path = textLike(entry, /^[\w.@-]+(?:\/[\w.@-]+)*\/?$/);
	return path === undefined ||
		ownPath.test(path) ||
		path.split('/').some((part) => part === '..' || part === '.')
		? undefined
		: path;
}

/** The text of a value that looks so. */
function textLike(value: unknown, pattern: RegExp): string | undefined {
	return typeof value === 'string' && pattern.test(value) ? value : undefined;
}
