import { slug } from '../text/slug.ts';
import { fileNameOf } from '../text/fileName.ts';
import {
	kindOf,
	languageOfPath,
	normalLanguage,
	usesNpm,
	type LanguageKind,
} from '../code/codeLanguage.ts';
import { parseFenceInfo, type FenceInfo } from './fenceInfo.ts';
import { packagesOf, projectImports } from '../code/imports.ts';
import {
	boldLineLevel,
	fenceLines,
	findFences,
	findSections,
	unclosedFences,
	type Fence,
	type TextLine,
	type UnclosedFence,
} from '../markdown/markdown.ts';
import {
	databases,
	joinNeeds,
	noNeeds,
	readNeeds,
	type Database,
	type PatternNeeds,
	type ReadNeeds,
} from './needs.ts';
import { canHold, fileAbove, withoutFileWord, type FileAbove } from './fileAbove.ts';
import { isProjectPath, readPathComment } from './pathComment.ts';
import { isStatement, readTextAbove, type TextAbove } from './textAbove.ts';
import { problem } from '../problem/problem.ts';
import type { Problem } from '../problem/problem.ts';
import type { TextRange } from '../text/range.ts';
import {
	offeredLines,
	readVerdict,
	readVerdictInInfo,
	readVerdictInText,
	type Verdict,
} from './verdict.ts';
import { wordsOf } from '../code/snippet.ts';
import { plainTitle } from '../text/plainTitle.ts';
import { lineEndOf } from '../text/textEdits.ts';

export interface PatternFile {
	/** As the author wrote it: `src/lib/schemas.ts`, `lib/schemas.ts`, `+page.server.ts`. */
	readonly path: string | undefined;
	/**
	 * Without the comment that names the file and without the indentation of the block; lines end in
	 * LF, the last one too; no blank lines at the ends.
	 */
	readonly code: string;
	/** `typescript`, `svelte`, `sql` …: by the path's extension, else as the block says. */
	readonly language: string;
	/** The lines of the text that hold the code. */
	readonly range: TextRange;
	/** Of a part of the file: the exports, or members of `app.d.ts`, for which it is there. */
	readonly only?: readonly string[];
}

/** The code of a pattern for one major version of SvelteKit and one database, or for all. */
export interface PatternVariant {
	readonly kit: 2 | 3 | undefined;
	readonly dialect: Database | undefined;
	readonly files: readonly PatternFile[];
	/** The npm packages that the files import, sorted. */
	readonly packages: readonly string[];
	/** The first code block that this variant does not share with others, fence lines included. */
	readonly range: TextRange;
}

/** One titled code block of an agent's body, or several that belong together. */
export interface Pattern {
	/** The title in kebab case, unique within the body. */
	readonly id: string;
	/** Its heading. */
	readonly title: string;
	/** What lists call it, in the words that people search for; `undefined` where that is its title. */
	readonly label: string | undefined;
	/** Further words that people may search for. */
	readonly aliases: readonly string[];
	/** The second-level heading above it, empty if there is none. */
	readonly topic: string;
	/** The paragraph right above the code, in one line; may be empty. */
	readonly summary: string;
	/** What one types to get the pattern. */
	readonly prefix: string | undefined;
	/** Names in the code that are worth changing, in the author's order. */
	readonly placeholders: readonly string[];
	/** What it needs of a project, beside the modules and packages that its code imports. */
	readonly needs: PatternNeeds;
	/** At least one; at most one for each `kit` and `dialect`. */
	readonly variants: readonly PatternVariant[];
}

/** What users see a pattern called: its label, else its heading. */
export function labelOf({ label, title }: Pattern): string {
	return label ?? title;
}

/** A module that a pattern imports from the project, and that no pattern makes. */
export interface MissingModule {
	/** The id of the pattern. */
	readonly pattern: string;
	readonly path: string | undefined;
	/** As the import writes it. */
	readonly specifier: string;
}

/**
 * Finds the code patterns of an agent's body.
 *
 * A fenced code block is a pattern if a comment or attribute names its file, if it has one of the
 * attributes `title`, `file`, `kit`, `dialect`, `prefix`, `placeholders`, or if it holds two lines of code in a
 * programming language, or one that exports something. Left out are diagrams, plain text, lists, data
 * and shell sessions without a file, single lines and empty blocks. Left out is, too, what its author
 * shows as wrong, a part of a block where comments tell the parts apart: the nearest word counts, of
 * the comments in the code, the block's title, the paragraph above it, and the headings but the
 * agent's name.
 *
 * Files: a comment with a path starts a file (see `readPathComment`), so a block may hold several.
 * `file` names the first one and wins over its comment; without both, the text right above does
 * (“In `src/app.ts`:”, see `fileAbove`), or a title that is a path, once.
 *
 * Titles: the attribute; else the bold head of the paragraph right above (`**Load:** streams …`), or
 * of the list item that holds or announces the block; else the heading or bold line above. A title
 * holds for the blocks that follow until the next one. Blocks of one title are one pattern as long as
 * their files have different paths, or they are for different versions of SvelteKit (`kit=2`, `kit=3`;
 * a block without `kit` is part of both, unless the version has a file of the same path), or likewise
 * for different databases (`dialect=postgres`, `dialect=sqlite`). What cannot join becomes a pattern of
 * its own, told apart by a name. Without any title, or with only the name of
 * the agent above it (the one first-level heading above others), a block is named after its file or
 * the first name that it declares.
 *
 * Needs: a block `yaml needs` says what the pattern whose code follows needs, and what lists call it (see
 * `readNeeds`).
 *
 * @param body the text of an agent file below its front matter, or any markdown
 * @returns the patterns in order, and what is wrong with the code blocks; ranges refer to `body`
 */
export function findPatterns(body: string): {
	readonly patterns: readonly Pattern[];
	readonly problems: readonly Problem[];
} {
	const problems: Problem[] = [];
	const drafts = new Drafts(problems);
	const headings = headingsOf(body);
	let heading = headings.next().value;
	let following = headings.next().value;
	let label: Label | undefined;
	let above = noTextAbove;
	let textStart = 0;
	let hasUnclosed = false;
	let said: NeedsBlock | undefined;
	let spent: string | undefined;
	for (const fence of findFences(body)) {
		while (following && following.start <= fence.range.start) {
			if (said) problems.push(problem('pattern-needs/unused', said.range));
			said = undefined;
			heading = following;
			following = headings.next().value;
			label = undefined;
			above = noTextAbove;
			textStart = heading.contentStart;
		}
		const info = parseFenceInfo(fence.info, fence.infoRange.start);
		for (const each of info.problems) problems.push(each);
		if (fence.unclosed) hasUnclosed = true;
		const written = readTextAbove(body, textStart, fence);
		const file = fileAbove(written.label ?? '');
		const text = file ? aboutFile(written, file) : written;
		textStart = fence.range.end;
		if (isNeeds(info)) {
			if (said) problems.push(problem('pattern-needs/unused', said.range));
			said = needsBlock(body, fence, text, problems);
			continue;
		}
		above = followingText(text.label === undefined && said ? said.above : text, above);
		let named = label;
		if (info.title !== undefined) {
			named = { key: `title ${info.title}`, title: plainTitle(info.title) };
		} else if (above.boldTitle !== '') {
			named = { key: `line ${fence.range.start}`, title: above.boldTitle };
		} else if (!label && heading && heading.title !== '') {
			named = { key: `line ${heading.titleStart}`, title: heading.title };
		}
		const lines = fenceLines(body, fence);
		const title =
			named && (named.key !== spent || info.kit !== undefined || info.dialect !== undefined)
				? named.title
				: '';
		const block = { body, fence, info, title, above: file?.path };
		let files = filesOf(block, lines);
		if (!isPattern(info, files, problems, fence)) continue;
		label = named;
		// A title that is a path names one file; what follows is about it.
		if (title !== '' && files.some(({ path }) => path === title)) spent = named?.key;
		const verdict = readInfo(info, fence) ?? above.verdict ?? heading?.verdict;
		const offered = offeredOf(block, lines, verdict);
		if (offered.length < lines.length) {
			files = filesOf(block, offered);
			if (!isPattern(info, files, [], fence)) continue;
		}
		const topic = heading?.topic ?? '';
		const read = said?.read ?? nothingSaid;
		said = undefined;
		drafts.add({ fence, info, files, label, topic, summary: above.summary, said: read });
	}
	if (said) problems.push(problem('pattern-needs/unused', said.range));
	if (hasUnclosed) {
		for (const each of unclosedFences(body, lineEndOf(body))) problems.push(unclosedProblem(each));
	}
	const patterns = drafts.finish();
	return { patterns, problems: problems.toSorted((a, b) => a.range.start - b.range.start) };
}

/** SvelteKit's newest major version: what code is written for where no project says otherwise. */
export const newestKit = 3;

/** The database that code is written for where a project has none. */
export const usualDatabase: Database = 'postgres';

/**
 * The variant for a database and a major version of SvelteKit: its own, else the common one, else the
 * nearest. The database comes first: what differs between versions of SvelteKit is small.
 */
export function variantFor(
	pattern: Pattern,
	kitMajor: number,
	database: Database = usualDatabase,
): PatternVariant {
	const distance = ({ kit, dialect }: PatternVariant): number =>
		(kit === undefined ? 0.5 : Math.abs(kit - kitMajor)) +
		(dialect === database ? 0 : dialect === undefined ? 1_000 : 2_000);
	return pattern.variants.reduce((best, variant) =>
		distance(variant) < distance(best) ? variant : best,
	);
}

/** The major versions of SvelteKit that patterns are written for. */
export const kitMajors = [2, 3] as const;
export type KitMajor = (typeof kitMajors)[number];

/**
 * The modules that patterns import from the project although no pattern makes them, for any of the
 * versions of SvelteKit and databases. `$lib/x`, `#lib/x.js` and a relative path may name the same file.
 *
 * @param isMade whether something else makes a module, given by its `moduleKey`
 */
export function missingModules(
	patterns: readonly Pattern[],
	isMade: (module: string, kit: KitMajor) => boolean = () => false,
): readonly MissingModule[] {
	const missing = new Map<string, MissingModule>();
	for (const [kit, database] of kitMajors.flatMap((each) =>
		databases.map((name) => [each, name] as const),
	)) {
		const files = patterns.flatMap((pattern) =>
			variantFor(pattern, kit, database).files.map((file) => ({ file, pattern: pattern.id })),
		);
		const made = new Set(
			files.flatMap(({ file: { path } }) => (path === undefined ? [] : moduleKey(path))),
		);
		for (const { file, pattern } of files) {
			if (!usesNpm(file.language)) continue;
			for (const specifier of projectImports(file.code)) {
				const module = moduleKey(specifier, file.path);
				if (made.has(module) || isMade(module, kit)) continue;
				const key = JSON.stringify([pattern, file.path, specifier]);
				missing.set(key, { pattern, path: file.path, specifier });
			}
		}
	}
	return [...missing.values()];
}

/**
 * The modules that patterns make for a major version of SvelteKit and any database, each as its
 * `moduleKey`.
 */
export function modulesOf(patterns: readonly Pattern[], kit: KitMajor): readonly string[] {
	const paths = patterns.flatMap((pattern) =>
		databases.flatMap((database) =>
			variantFor(pattern, kit, database).files.flatMap(({ path }) => path ?? []),
		),
	);
	return [...new Set(paths.map((path) => moduleKey(path)))];
}

interface Heading {
	readonly start: number;
	readonly contentStart: number;
	/** Empty where the heading names the agent, not a pattern. */
	readonly title: string;
	/** Where the heading begins that gives the title. */
	readonly titleStart: number;
	readonly topic: string;
	/** What it says of the code below, or a heading above it does. */
	readonly verdict: Verdict | undefined;
}

function* headingsOf(body: string): Generator<Heading, undefined> {
	const sections = findSections(body);
	const isAgentName = sections.filter(({ level }) => level === 1).length === 1;
	// Where no other heading is, it says what the code is about.
	const isOnly = sections.filter(({ level }) => level > 0).length === 1;
	let topic = '';
	let named = { title: '', titleStart: 0 };
	const verdicts: { readonly level: number; readonly verdict: Verdict | undefined }[] = [];
	for (const { level, path, range, contentRange } of sections) {
		const text = path.at(-1) ?? '';
		const title = withoutFileWord(plainTitle(text));
		const isName = level === 1 && isAgentName;
		if (level <= 2) topic = level === 2 ? title : '';
		if (level !== boldLineLevel || !isStatement(title)) {
			named = { title: isName && !isOnly ? '' : title, titleStart: range.start };
		}
		while ((verdicts.at(-1)?.level ?? -1) >= level) verdicts.pop();
		const verdict = (isName ? undefined : readVerdict(text)) ?? verdicts.at(-1)?.verdict;
		verdicts.push({ level, verdict });
		yield { ...named, start: range.start, contentStart: contentRange.start, topic, verdict };
	}
	return undefined;
}

/** What the blocks after a title are called; blocks of one key may be one pattern. */
interface Label {
	readonly key: string;
	readonly title: string;
}

/** A code block that is a pattern or a part of one. */
interface Block {
	readonly fence: Fence;
	readonly info: FenceInfo;
	readonly files: readonly PatternFile[];
	readonly label: Label | undefined;
	readonly topic: string;
	readonly summary: string;
	readonly said: ReadNeeds;
}

const nothingSaid: ReadNeeds = { needs: noNeeds, label: undefined, aliases: [] };

/** A block that says what the pattern below it needs. */
interface NeedsBlock {
	readonly range: TextRange;
	readonly read: ReadNeeds;
	/** The text above it, which speaks of the pattern. */
	readonly above: TextAbove;
}

function isNeeds({ language, attributes }: FenceInfo): boolean {
	return normalLanguage(language) === 'yaml' && attributes.get('needs')?.value === '';
}

function needsBlock(body: string, fence: Fence, above: TextAbove, problems: Problem[]): NeedsBlock {
	const lines = fenceLines(body, fence);
	const start = lines[0]?.start ?? fence.infoRange.end;
	const text = body.slice(start, lines.at(-1)?.contentEnd ?? start);
	const { problems: found, ...read } = readNeeds(text, start);
	for (const each of found) problems.push(each);
	const range = { start: fence.range.start, end: fence.infoRange.end };
	return { range, read, above };
}

interface Draft {
	readonly title: string;
	readonly blocks: Block[];
	/** The paths of each variant's files; `undefined` for a variant whose only file has no path. */
	readonly paths: Map<string, Set<string> | undefined>;
}

class Drafts {
	readonly #problems: Problem[];
	readonly #drafts: Draft[] = [];
	/** Of each label the latest draft that began with a path, the latest without, and the number of all. */
	readonly #byLabel = new Map<string, { named?: Draft; nameless?: Draft; count: number }>();

	constructor(problems: Problem[]) {
		this.#problems = problems;
	}

	add(block: Block): void {
		const { info, files, label } = block;
		const name = nameOf(files);
		const variant = variantKeyOf(info);
		const key = label?.key ?? (variant === '' ? `block ${block.fence.range.start}` : name);
		const known = this.#byLabel.get(key) ?? { count: 0 };
		const nameless = files.some(({ path }) => path === undefined);
		const kind = nameless ? 'nameless' : 'named';
		let draft = [known.named, known.nameless].find(
			(candidate) => candidate && joins(block, candidate),
		);
		if (!draft) {
			if (info.title !== undefined && known[kind]) this.#problems.push(repeatedProblem(block));
			draft = { title: this.#title(block, name, known.count), blocks: [], paths: new Map() };
			this.#drafts.push(draft);
			known[kind] = draft;
			known.count++;
			this.#byLabel.set(key, known);
		}
		draft.blocks.push(block);
		const paths = draft.paths.get(variant) ?? new Set<string>();
		for (const { path } of files) if (path !== undefined) paths.add(path);
		draft.paths.set(variant, nameless ? undefined : paths);
	}

	finish(): readonly Pattern[] {
		const ids = new Set<string>();
		const counts = new Map<string, number>();
		return this.#drafts.map(({ title, blocks }) => {
			const placeholders = [...new Set(blocks.flatMap(({ info }) => info.placeholders))];
			for (const each of unusedPlaceholders(blocks, placeholders)) this.#problems.push(each);
			return {
				id: uniqueId(title, ids, counts),
				title,
				label: blocks.find(({ said }) => said.label !== undefined)?.said.label,
				aliases: [...new Set(blocks.flatMap(({ said }) => said.aliases))],
				topic: blocks[0]?.topic ?? '',
				summary: blocks[0]?.summary ?? '',
				prefix: blocks.find(({ info }) => info.prefix !== undefined)?.info.prefix,
				placeholders,
				needs: joinNeeds(blocks.map(({ said }) => said.needs)),
				variants: variantsOf(blocks),
			};
		});
	}

	#title({ label, files }: Block, name: string, count: number): string {
		if (!label) return name === '' ? `${files[0]?.language ?? ''} code`.trim() : name;
		if (count === 0) return label.title;
		return name === '' ? `${label.title} (${count + 1})` : `${label.title}: ${name}`;
	}
}

function joins({ info, files }: Block, { paths }: Draft): boolean {
	const variant = variantKeyOf(info);
	const nameless = files.some(({ path }) => path === undefined);
	if (nameless || [...paths.values()].includes(undefined)) {
		return variant !== '' && !paths.has('') && !paths.has(variant);
	}
	return !files.some(({ path }) => path !== undefined && paths.get(variant)?.has(path));
}

/** The same for blocks of one variant; `''` for those that are for all. */
function variantKeyOf({ kit, dialect }: VariantKey): string {
	return [kit ?? [], dialect ?? []].flat().join(' ');
}

/** What a variant is for; what is left out is for all. */
type VariantKey = Pick<FenceInfo, 'kit' | 'dialect'>;

function variantsOf(blocks: readonly Block[]): readonly PatternVariant[] {
	const kits = choicesOf(
		kitMajors,
		blocks.map(({ info }) => info.kit),
	);
	const dialects = choicesOf(
		databases,
		blocks.map(({ info }) => info.dialect),
	);
	return dialects.flatMap((dialect) =>
		kits.flatMap((kit) => {
			const variant = makeVariant({ kit, dialect }, blocks);
			return variant.files.length > 0 ? [variant] : [];
		}),
	);
}

/** What blocks are for, with `undefined` for the rest unless nothing of it is left. */
function choicesOf<T>(
	all: readonly T[],
	said: readonly (T | undefined)[],
): readonly (T | undefined)[] {
	const named = all.filter((each) => said.includes(each));
	const isComplete = named.length === all.length || !said.includes(undefined);
	return isComplete ? named : [undefined, ...named];
}

/** How closely a block is meant for a variant; `undefined` for one that is for something else. */
function closeness({ info }: Block, { kit, dialect }: VariantKey): number | undefined {
	const isOther =
		(info.kit !== undefined && info.kit !== kit) ||
		(info.dialect !== undefined && info.dialect !== dialect);
	if (isOther) return undefined;
	return (info.dialect === undefined ? 0 : 2) + (info.kit === undefined ? 0 : 1);
}

function makeVariant(key: VariantKey, blocks: readonly Block[]): PatternVariant {
	const fitting = blocks.flatMap((block) => {
		const close = closeness(block, key);
		return close === undefined ? [] : [{ block, close }];
	});
	const closestByPath = new Map<string | undefined, number>();
	for (const { block, close } of fitting) {
		for (const { path } of block.files) {
			closestByPath.set(path, Math.max(close, closestByPath.get(path) ?? 0));
		}
	}
	const files = fitting.flatMap(({ block, close }) =>
		block.files.filter(({ path }) => closestByPath.get(path) === close),
	);
	const packages = files.flatMap(({ code, language }) =>
		usesNpm(language) ? packagesOf(code) : [],
	);
	const [first] = fitting.toSorted((a, b) => b.close - a.close);
	return {
		...key,
		files,
		packages: [...new Set(packages)].toSorted(),
		range: first?.block.fence.range ?? { start: 0, end: 0 },
	};
}

function isPattern(
	info: FenceInfo,
	files: readonly PatternFile[],
	problems: Problem[],
	fence: Fence,
): boolean {
	const hasPath = files.some(({ path }) => path !== undefined);
	if (files.every(({ code }) => code === '')) {
		if (info.meantAsPattern || hasPath) {
			const range = { start: fence.range.start, end: fence.infoRange.end };
			problems.push(problem('pattern-empty', range));
		}
		return false;
	}
	if (info.meantAsPattern || hasPath) return true;
	const [file] = files;
	if (!file || kindOf(file.language) !== 'code') return false;
	const lines = file.code.split('\n').filter((line) => !isBlankOrComment(line));
	// `export const ssr = false;` is all there is to some files.
	if (lines.length === 1) return /^export\s/.test(lines[0] ?? '');
	return lines.length > 1 && !lines.every((line) => /^\s*(?:-|\d+[.)]) /.test(line));
}

/** A code block, and what names it. */
interface ReadBlock {
	readonly body: string;
	readonly fence: Fence;
	readonly info: FenceInfo;
	readonly title: string;
	/** The file that the text above names. */
	readonly above: string | undefined;
}

/** What the text above a block says besides naming a file. */
function aboutFile(text: TextAbove, { path, isAll }: FileAbove): TextAbove {
	if (!isAll) return text;
	return { ...text, boldTitle: text.boldTitle === path ? path : '', summary: '' };
}

/** What the text above a block says, or, where none stands between, the text above the last block. */
interface LastText extends TextAbove {
	readonly verdict: Verdict | undefined;
	/** Whether it holds for the blocks that follow too, as a title does. */
	readonly isTitle: boolean;
}

const noTextAbove: LastText = {
	boldTitle: '',
	summary: '',
	label: undefined,
	verdict: undefined,
	isTitle: false,
};

function followingText(text: TextAbove, last: LastText): LastText {
	const isTitle = text.boldTitle !== '';
	const own = text.label === undefined ? undefined : readVerdictInText(text.label);
	const holds = text.label === undefined || (last.isTitle && !isTitle);
	const verdict = own ?? (holds ? last.verdict : undefined);
	return { ...text, verdict, isTitle: isTitle || (holds && last.isTitle) };
}

/** What the block's own title says of it, or else the words behind its marker. */
function readInfo({ title }: FenceInfo, { info }: Fence): Verdict | undefined {
	return (title === undefined ? undefined : readVerdict(title)) ?? readVerdictInInfo(info);
}

/** The lines of a block that are not shown as what to avoid. */
function offeredOf(
	{ body, info }: ReadBlock,
	lines: readonly TextLine[],
	verdict: Verdict | undefined,
): readonly TextLine[] {
	const kind = kindOf(normalLanguage(info.language));
	const texts = lines.map(({ start, contentEnd }) => body.slice(start, contentEnd));
	const startsFile = (line: string): boolean =>
		!/^\s/.test(line) && pathIn(line, kind, false) !== undefined;
	const offered = offeredLines(texts, verdict, startsFile);
	return lines.filter((_line, i) => offered?.has(i));
}

/** The files of some lines of a code block; one without a path where nothing names a file. */
function filesOf(
	{ body, fence, info, title, above }: ReadBlock,
	blockLines: readonly TextLine[],
): readonly PatternFile[] {
	const language = normalLanguage(info.language);
	const kind = kindOf(language);
	const linesByPath = new Map<string | undefined, TextRange[]>();
	let path = info.file;
	let lines: TextRange[] = [];
	let started = false;
	let afterBlank = true;
	for (const { start, contentEnd } of blockLines) {
		const text = body.slice(start, contentEnd);
		const named = started && /^\s/.test(text) ? undefined : pathIn(text, kind, afterBlank);
		afterBlank = text.trim() === '';
		if (named === undefined) {
			lines.push({ start, end: contentEnd });
			started ||= !isBlankOrComment(text);
		} else if (started) {
			linesByPath.set(path, lines);
			path = named;
			lines = linesByPath.get(named) ?? [];
		} else {
			// The comment names the file that the block begins with, and so do comments above it.
			path ??= named;
			started = true;
		}
	}
	if (linesByPath.size === 0 && kind !== 'prose') {
		path ??= above !== undefined && canHold(above, language) ? above : pathInTitle(title);
	}
	linesByPath.set(path, lines);

	const files = [...linesByPath].map(([filePath, ranges]): PatternFile => {
		const texts = ranges.map(({ start, end }) => body.slice(start, end));
		const first = texts.findIndex((text) => text.trim() !== '');
		const last = texts.findLastIndex((text) => text.trim() !== '');
		return {
			path: filePath,
			code: first === -1 ? '' : `${texts.slice(first, last + 1).join('\n')}\n`,
			language: (filePath === undefined ? undefined : languageOfPath(filePath)) ?? language,
			range: {
				start: ranges[first]?.start ?? fence.codeRange.start,
				end: ranges[last]?.end ?? fence.codeRange.start,
			},
		};
	});
	const withCode = files.filter(({ code }) => code !== '');
	return withCode.length > 0 ? withCode : files;
}

/** A title that is a path, such as `src/app.d.ts`, names the file that nothing else names. */
function pathInTitle(title: string): string | undefined {
	return title.endsWith('.md') || !isProjectPath(title) ? undefined : title;
}

function pathIn(line: string, kind: LanguageKind, mayMention: boolean): string | undefined {
	if (kind === 'prose') return undefined;
	const path = readPathComment(line, mayMention);
	// In plain text `# notes.md` is the title of a document.
	if (kind === 'plain' && line.startsWith('#') && path?.endsWith('.md')) return undefined;
	return path;
}

function isBlankOrComment(line: string): boolean {
	return /^\s*(?:$|\/\/|\/?\*|#(?:[\s!]|$)|--(?:\s|$)|<!--)/.test(line);
}

/** The title of a block that its author gave none, from its first file. */
function nameOf(files: readonly PatternFile[]): string {
	const [file] = files;
	if (file?.path !== undefined) return fileNameOf(file.path);
	return declaredName.exec(file?.code ?? '')?.[1] ?? '';
}

const declaredName =
	/^(?:export\s+)?(?:default\s+)?(?:pub\s+)?(?:abstract\s+)?(?:async\s+)?(?:class|const|def|enum|fn|func|function\*?|interface|let|module|struct|type|var)\s+([\p{L}_$][\p{L}\p{N}_$]*)/mu;

function uniqueId(title: string, ids: Set<string>, counts: Map<string, number>): string {
	const own = slug(title) || 'pattern';
	let count = (counts.get(own) ?? 0) + 1;
	let id = count === 1 ? own : `${own}-${count}`;
	for (; ids.has(id); count++) id = `${own}-${count + 1}`;
	counts.set(own, count);
	ids.add(id);
	return id;
}

/** What path and import have in common: `src/lib/db.ts` and `$lib/db` are both `lib/db`. */
export function moduleKey(specifier: string, importer?: string): string {
	const segments: string[] = [];
	const isRelative = /^\.\.?(?:\/|$)/.test(specifier);
	const base = isRelative && importer !== undefined ? importer.split('/').slice(0, -1) : [];
	const [withoutQuery = ''] = specifier.split('?', 1);
	const own = withoutQuery.replace(/^(?:[$#]|[@~]\/)/, '');
	for (const segment of [...base, ...own.split('/')]) {
		if (segment === '..') segments.pop();
		else if (segment !== '.' && segment !== '') segments.push(segment);
	}
	if (segments[0] === 'src') segments.shift();
	return segments
		.join('/')
		.replace(/\.[mc]?[jt]sx?$/, '')
		.replace(/\/index$/, '');
}

function unclosedProblem({ fence, isEmpty, edits, isSure }: UnclosedFence): Problem {
	const { range, infoRange, marker } = fence;
	const at = { start: range.start, end: infoRange.end };
	const fix = { edits, ...(!isSure && { isGuess: true as const }) };
	return isEmpty
		? problem('fence-unclosed/empty', at, { marker }, fix)
		: problem('fence-unclosed/code', at, { marker }, fix);
}

function repeatedProblem({ info, fence }: Block): Problem {
	const range = info.attributes.get('title')?.range ?? fence.range;
	return problem('pattern-repeated', range);
}

function unusedPlaceholders(
	blocks: readonly Block[],
	placeholders: readonly string[],
): readonly Problem[] {
	if (placeholders.length === 0) return [];
	const words = new Set<string>();
	for (const { path, code } of blocks.flatMap(({ files }) => files)) {
		for (const text of [path ?? '', code]) {
			for (const { start, end } of wordsOf(text)) words.add(text.slice(start, end));
		}
	}
	return blocks.flatMap(({ info }) => {
		const attribute = info.attributes.get('placeholders');
		const unused = info.placeholders.filter((name) => !words.has(name));
		if (!attribute || unused.length === 0) return [];
		return [problem('pattern-placeholder/unused', attribute.range, { names: unused })];
	});
}
