import type { ImportStatement, ImportedName, ModuleName, ModuleShape } from './moduleShape.ts';
import type { TextEdit, TextRange } from '../text/range.ts';
import { ModuleHomes, ModuleNumbers, type Change } from './importHomes.ts';
import { asBlock, commentsOfImport, withoutImportComments } from './importComments.ts';
import { fitImport, type ImportLayout } from './importLayout.ts';
import { quoted } from './quoted.ts';
import { startOfBlanks } from '../text/blanks.ts';
import { lineStartAt } from '../text/lineStarts.ts';
import { shifted } from '../text/range.ts';
import { applyEdits, differenceOf, indentAt, lineEndOf } from '../text/textEdits.ts';

export interface MergedImports {
	/** Edits to the existing code. */
	readonly edits: readonly TextEdit[];
	/** Names that are taken by something else, with the place where the existing code has them. */
	readonly conflicts: readonly ModuleName[];
}

/** An import to add: what the author wrote, and a comment that follows it on its line. */
export interface WantedImport extends ImportStatement {
	readonly trailingComment?: string | undefined;
	/** The statement as it was written, where it takes several lines or has no blanks in its braces. */
	readonly lines?: string;
}

/** A name that the existing code already uses, and what it stands for. */
interface Taken {
	readonly range: TextRange;
	readonly source?: { readonly statement: ImportStatement; readonly name: ImportedName };
}

/** A statement that the existing code lacks. */
interface Fresh {
	readonly wanted: WantedImport;
	readonly names: ImportedName[];
}

/**
 * Merges imports into a module: names go to a statement of the same module and kind where there is
 * one, everything else to new lines after the last import, in the style of the file. Type imports
 * stay apart from value imports, unless the file or the author writes inline `type`. Comments come
 * along with the names that they are about.
 *
 * @param code the existing module; in a Svelte file the content of its script block
 * @param shape of that code
 * @param options.indent what new lines start with
 * @param options.lineEnd the line end of the file, if the module is only a part of it
 * @param options.alsoTaken names from elsewhere that the module must not declare again
 * @param options.style of new statements; that of the imports that are there unless told
 * @param options.layout breaks imports that get too long for their line; unless told none is broken
 */
export function mergeImports(
	code: string,
	shape: ModuleShape,
	wanted: readonly WantedImport[],
	options: {
		readonly indent?: string;
		readonly lineEnd?: '\n' | '\r\n';
		readonly alsoTaken?: readonly ModuleName[];
		readonly style?: ImportStyle;
		readonly layout?: ImportLayout;
	} = {},
): MergedImports {
	const taken = takenNames(shape, options.alsoTaken ?? []);
	const modules = new ModuleNumbers();
	const changes = new Map<ImportStatement, Change>(
		shape.imports.map((statement) => [
			statement,
			{
				statement,
				hasInlineTypes: statement.names.some(({ typeOnly }) => typeOnly),
				added: [],
				comments: new Map(),
				behind: [],
				addedDefault: undefined,
				removed: new Set(),
				promoted: new Set(),
				statementPromoted: false,
			},
		]),
	);
	const homes = new Map(
		[
			...Map.groupBy(
				[...changes.values()].filter(({ statement }) => statement.kind !== 'side-effect'),
				({ statement }) => modules.of(statement),
			),
		].map(([module, ofModule]) => [module, new ModuleHomes(ofModule)]),
	);
	const homeFor = (statement: ImportStatement, name: ImportedName): Change | undefined =>
		homes.get(modules.of(statement))?.homeFor(statement, name);
	const sideEffects = new Map(
		[...changes.values()].flatMap((change) =>
			change.statement.kind === 'side-effect' ? [[change.statement.specifier, change]] : [],
		),
	);
	const fresh = new Map<string, Fresh>();
	const conflicts: ModuleName[] = [];
	const valuesToo = new Set(
		wanted.flatMap((statement) =>
			statement.names
				.filter((name) => !name.typeOnly)
				.map((name) => modules.identity(statement, name)),
		),
	);
	const handled = new Set<string>();
	const wholly = new Map<ImportStatement, boolean>();
	const isWhollyWanted = (statement: ImportStatement): boolean => {
		const known = wholly.get(statement);
		if (known !== undefined) return known;
		const is = statement.names.every((each) => valuesToo.has(modules.identity(statement, each)));
		wholly.set(statement, is);
		return is;
	};

	const addFresh = (statement: WantedImport, name?: ImportedName): void => {
		// A namespace cannot stand beside names in braces, nor a default beside them in a type import.
		const alone = name && (name.imported === '*' || (name.imported === 'default' && name.typeOnly));
		const key = [statement.kind, modules.of(statement), alone ? name.local : ''].join('\n');
		const entry = fresh.get(key) ?? { wanted: statement, names: [] };
		const isFirst = entry.wanted.specifierRange === statement.specifierRange;
		const more = isFirst || !name ? [] : commentBehind(statement);
		if (name) entry.names.push(more.length > 0 ? withComments(name, more) : name);
		fresh.set(key, entry);
	};
	const isElsewhere = (name: ImportedName, id: string): boolean =>
		name.typeOnly && valuesToo.has(id);
	const comments = new WantedComments(wanted, modules, isElsewhere);

	for (const statement of wanted) {
		if (statement.kind === 'side-effect') {
			const there = sideEffects.get(statement.specifier);
			if (!there) addFresh(statement);
			else there.behind = there.behind.concat(statement.comments ?? [], commentBehind(statement));
			continue;
		}
		// The comment behind it goes with the first of its names.
		const uncommented = { ...statement, trailingComment: undefined };
		let rest = statement;
		let present: string[] | undefined;
		for (const name of statement.names) {
			const id = modules.identity(statement, name);
			if (handled.has(id) || isElsewhere(name, id)) continue;
			handled.add(id);
			const holder = taken.get(name.local);
			if (holder) {
				const { source } = holder;
				if (!source || modules.identity(source.statement, source.name) !== id) {
					conflicts.push({ name: name.local, range: holder.range });
					continue;
				}
				const change = changes.get(source.statement);
				if (!change) continue;
				const isEnough = name.typeOnly || !source.name.typeOnly;
				const isValue = source.statement.kind === 'value';
				const staysThere =
					isEnough || isValue || (isWhollyWanted(source.statement) && !homeFor(statement, name));
				if (staysThere) {
					if (!isEnough && isValue) change.promoted.add(source.name);
					else if (!isEnough) change.statementPromoted = true;
					const said = comments.of(id);
					change.comments.set(source.name, said);
					present ??= said;
					continue;
				}
				change.removed.add(source.name);
			}
			const home = homeFor(statement, name);
			if (home) {
				const joined = comments.on(name, id, commentBehind(rest));
				if (name.imported === 'default') home.addedDefault = commented(name.local, joined);
				else home.added.push(nameText(joined, home.statement.kind));
			} else addFresh(rest, comments.on(name, id));
			rest = uncommented;
		}
		for (const comment of commentBehind(rest)) present?.push(comment);
	}

	const { layout, indent = '' } = options;
	const own = options.style ?? styleOf(code, shape);
	const style = layout ? { ...own, bracketSpacing: layout.bracketSpacing } : own;
	const lineEnd = lineEndOf(code);
	const fit = (line: string): string =>
		layout && !line.includes('\n') ? fitImport(line, layout, { indent, lineEnd }) : line;
	const lines = [...fresh.values()].map(({ wanted: { lines: written, ...statement }, names }) => {
		const isWhole =
			names.length === statement.names.length &&
			names.every((name, i) => name === statement.names[i]);
		if (isWhole && written?.endsWith(style.quote + statement.attributes + style.end)) {
			const comment = statement.trailingComment ? ` ${statement.trailingComment}` : '';
			return fit(written.replaceAll(/\r?\n/g, lineEnd + indent) + comment);
		}
		return fit(writeImport({ ...statement, names }, style));
	});
	const context: MergeContext = {
		code,
		lineEnd,
		layout,
		commentsThere: commentsByModule(code, shape.imports, modules),
	};
	return {
		edits: [
			...[...changes.values()].flatMap((change) =>
				laidOut(editsFor(change, context), change.statement, context),
			),
			...insertion(code, shape, lines, {
				indent,
				lineEnd: options.lineEnd ?? lineEnd,
			}),
		],
		conflicts,
	};
}

/** How a file writes its imports. */
export interface ImportStyle {
	readonly quote: string;
	/** `;` or nothing. */
	readonly end: string;
	/** Whether blanks stand inside of braces; they do unless told. */
	readonly bracketSpacing?: boolean;
}

/** The style of the imports that a module has; single quotes and semicolons if it has none. */
export function styleOf(code: string, shape: ModuleShape): ImportStyle {
	return {
		quote: code[shape.imports[0]?.specifierRange.start ?? -1] ?? "'",
		end: shape.semicolons === false ? '' : ';',
	};
}

/** The names at the top level of a module, and what they stand for. */
function takenNames(
	shape: ModuleShape,
	alsoTaken: readonly ModuleName[],
): ReadonlyMap<string, Taken> {
	const taken = new Map<string, Taken>();
	for (const { name, range } of [...alsoTaken, ...shape.declarations]) taken.set(name, { range });
	for (const statement of shape.imports) {
		for (const name of statement.names) {
			taken.set(name.local, { range: name.range, source: { statement, name } });
		}
	}
	return taken;
}

function nameText(name: ImportedName, kind: ImportStatement['kind']): string {
	const imported = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name.imported)
		? name.imported
		: JSON.stringify(name.imported);
	const text = [
		name.typeOnly && kind === 'value' ? 'type ' : '',
		imported === name.local ? name.local : `${imported} as ${name.local}`,
	].join('');
	return commented(text, name);
}

function inBraces(names: string, bracketSpacing = true): string {
	return bracketSpacing ? `{ ${names} }` : `{${names}}`;
}

/** What is written for a name, between the comments about it. */
function commented(text: string, { comments }: ImportedName): string {
	return comments ? [...comments.before, text, ...comments.after].join(' ') : text;
}

/** A name with more comments behind it. */
function withComments(name: ImportedName, more: readonly string[]): ImportedName {
	const { before = [], after = [] } = name.comments ?? {};
	return { ...name, comments: { before, after: [...after, ...more] } };
}

/** The comment that follows an import on its line, as something that a name can follow. */
function commentBehind({ trailingComment }: WantedImport): readonly string[] {
	return trailingComment === undefined ? [] : [asBlock(trailingComment)];
}

/** The comments about the names of imports that are to be added; a name may be in several of them. */
class WantedComments {
	readonly #byId = new Map<string, ImportedName>();

	/** @param isElsewhere whether another statement than this one brings the name */
	constructor(
		wanted: readonly WantedImport[],
		modules: ModuleNumbers,
		isElsewhere: (name: ImportedName, id: string) => boolean,
	) {
		const met = new Set<string>();
		for (const statement of wanted) {
			let bringsNone = true;
			for (const name of statement.names) {
				const id = modules.identity(statement, name);
				if (!met.has(id) && !isElsewhere(name, id)) bringsNone = false;
				if (!isElsewhere(name, id)) met.add(id);
				if (name.comments) this.#add(id, name);
			}
			const [first] = statement.names;
			const behind = commentBehind(statement);
			if (!first || !bringsNone || behind.length === 0) continue;
			const comments = { before: [], after: behind };
			this.#add(modules.identity(statement, first), { ...first, comments });
		}
	}

	#add(id: string, name: ImportedName): void {
		const known = this.#byId.get(id);
		const { before = [], after = [] } = name.comments ?? {};
		this.#byId.set(id, known ? withComments(known, [...before, ...after]) : name);
	}

	/** The comments about a name. */
	of(id: string): string[] {
		const { before = [], after = [] } = this.#byId.get(id)?.comments ?? {};
		return [...before, ...after];
	}

	/** A name with all comments about it, and others behind it. */
	on(name: ImportedName, id: string, behind: readonly string[] = []): ImportedName {
		const known = this.#byId.get(id);
		const whole = known?.comments ? { ...name, comments: known.comments } : name;
		const same = known === name || !known ? name : whole;
		return behind.length > 0 ? withComments(same, behind) : same;
	}
}

/** Writes an import statement in the style of a file; `import type` if all its names are types. */
export function writeImport(statement: WantedImport, style: ImportStyle): string {
	const { kind, names } = statement;
	const onlyTypes = kind === 'value' && names.length > 0 && names.every(({ typeOnly }) => typeOnly);
	const lineKind = onlyTypes ? 'type' : kind;
	const named = names.filter(({ imported }) => imported !== 'default' && imported !== '*');
	const clauses = [
		...names
			.filter(({ imported }) => imported === 'default')
			.map((name) => commented(name.local, name)),
		...names
			.filter(({ imported }) => imported === '*')
			.map((name) => commented(`* as ${name.local}`, name)),
		...(named.length > 0
			? [inBraces(named.map((name) => nameText(name, lineKind)).join(', '), style.bracketSpacing)]
			: []),
	];
	const keyword = lineKind === 'type' ? 'import type' : 'import';
	const from =
		clauses.length > 0 ? `${clauses.join(', ')} from ` : kind === 'side-effect' ? '' : '{} from ';
	const specifier = quoted(statement.specifier, style.quote);
	const behind = [...(statement.comments ?? []), statement.trailingComment ?? ''];
	const comment = behind.map((each) => (each === '' ? '' : ` ${each}`)).join('');
	return `${keyword} ${from}${specifier}${statement.attributes}${style.end}${comment}`;
}

/** The code that imports are merged into. */
interface MergeContext {
	readonly code: string;
	readonly lineEnd: string;
	readonly layout: ImportLayout | undefined;
	/** The comments of all imports of the module that a statement imports, as blocks. */
	readonly commentsThere: (statement: ImportStatement) => Set<string>;
}

function commentsByModule(
	code: string,
	statements: readonly ImportStatement[],
	modules: ModuleNumbers,
): MergeContext['commentsThere'] {
	// Seldom asked for.
	let known: Map<number, Set<string>> | undefined;
	return (statement) => {
		known ??= new Map(
			[...Map.groupBy(statements, (each) => modules.of(each))].map(([module, group]) => {
				const texts = group.map(
					({ range: { start, end } }) =>
						code.slice(start, end) + lineFrom(code.slice(end, end + 300), 0),
				);
				return [module, new Set(texts.flatMap(commentsOfImport).map(({ text }) => text))];
			}),
		);
		return known.get(modules.of(statement)) ?? new Set();
	};
}

function editsFor(change: Change, context: MergeContext): readonly TextEdit[] {
	const { code, lineEnd, layout } = context;
	const { statement, added, addedDefault, removed, promoted } = change;
	const { range } = statement;
	if (removed.size > 0 && removed.size === statement.names.length) {
		const [first, last] = [statement.names[0], statement.names.at(-1)];
		const all =
			added.length > 0 && first && last
				? { start: first.range.start, end: last.range.end }
				: undefined;
		const { start, end } = all ?? range;
		const own = commentsOfImport(code.slice(start, end)).map(({ text }) => text);
		// Others may have joined it before its own names were taken out.
		if (all) return [{ range: all, newText: [added.join(', '), ...own].join(' ') }];
		const line = withLineBreak(code, range);
		const before = own.length > 0 && /[\r\n]/.test(code.charAt(line.start)) ? lineEnd : '';
		return [{ range: line, newText: before + own.join(' ') }];
	}
	const edits = [
		...commentEdits(change, context),
		...removals(statement, removed, code),
		...[...promoted].map((name) => untyped(name.range.start, code)),
	];
	if (change.statementPromoted) {
		const bare = withoutImportComments(code.slice(range.start, statement.specifierRange.start));
		edits.push(untyped(range.start + bare.indexOf('type', 'import'.length), code));
	}
	if (addedDefault !== undefined) {
		const start = range.start + 'import'.length;
		edits.push(insert(start, ` ${addedDefault},`));
	}
	if (added.length === 0) return edits;
	const { braces } = statement;
	if (!braces) {
		const end = statement.names.at(-1)?.range.end ?? statement.specifierRange.start;
		return [...edits, insert(end, `, ${inBraces(added.join(', '), layout?.bracketSpacing)}`)];
	}
	return [...edits, ...additions(statement, braces, added, context)];
}

/** Puts the comments about names that are there already beside them, unless they are there, too. */
function commentEdits(
	{ statement, comments, behind }: Change,
	{ commentsThere }: MergeContext,
): readonly TextEdit[] {
	const isAny = behind.length > 0 || [...comments.values()].some((texts) => texts.length > 0);
	if (!isAny) return [];
	const known = commentsThere(statement);
	const lacking = (at: number, texts: readonly string[]): readonly TextEdit[] => {
		const fresh = texts.filter((text) => !known.has(text));
		for (const text of fresh) known.add(text);
		return fresh.length > 0 ? [insert(at, ` ${fresh.join(' ')}`)] : [];
	};
	return [
		...[...comments].flatMap(([{ range }, texts]) => lacking(range.end, texts)),
		...lacking(statement.range.end, behind),
	];
}

/** The edits of an import that stood on one line, which is broken where they make it too long. */
function laidOut(
	edits: readonly TextEdit[],
	{ range, names, kind }: ImportStatement,
	{ code, lineEnd, layout }: MergeContext,
): readonly TextEdit[] {
	if (!layout || edits.length === 0 || kind === 'side-effect') return edits;
	const before = code.slice(range.start, range.end);
	if (before.includes('\n') || edits.some((edit) => edit.range.start < range.start)) return edits;
	const indent = indentAt(code, range.start);
	const options = { indent, lineEnd };
	// What was too long before is not formatted by anybody.
	if (names.length > 1 && fitImport(before, layout, options) !== before) return edits;
	const moved = edits.map((edit) => ({ ...edit, range: shifted(edit.range, -range.start) }));
	const line = applyEdits(before, moved);
	const fitted = fitImport(line, layout, options);
	const difference = fitted === line ? undefined : differenceOf(before, fitted);
	return difference ? [{ ...difference, range: shifted(difference.range, range.start) }] : edits;
}

/** Takes single names out of a statement that keeps others; the comments there stay. */
function removals(
	statement: ImportStatement,
	removed: ReadonlySet<ImportedName>,
	code: string,
): TextEdit[] {
	const { names } = statement;
	const lastKept = names.findLastIndex((name) => !removed.has(name));
	const remove = (start: number, end: number, isBefore: boolean): TextEdit => {
		const own = commentsOfImport(code.slice(start, end)).map(({ text }) => text);
		const newText = own.join(' ');
		const spaced = isBefore ? `${newText} ` : ` ${newText}`;
		return { range: { start, end }, newText: own.length > 0 ? spaced : '' };
	};
	const edits: TextEdit[] = names.slice(0, lastKept).flatMap((name, i) => {
		const next = names[i + 1];
		return removed.has(name) && next ? [remove(name.range.start, next.range.start, true)] : [];
	});
	const kept = names[lastKept];
	const last = names.at(-1);
	if (kept && last && kept !== last) edits.push(remove(kept.range.end, last.range.end, false));
	return edits;
}

/** Takes out the word `type` that stands at `start`. */
function untyped(start: number, code: string): TextEdit {
	const modifier = /^type\s*/.exec(code.slice(start, start + 200))?.[0] ?? '';
	return { range: { start, end: start + modifier.length }, newText: '' };
}

/** Adds names between the braces, keeping one line or many, and the trailing comma or none. */
function additions(
	statement: ImportStatement,
	braces: TextRange,
	added: readonly string[],
	{ code, lineEnd }: MergeContext,
): readonly TextEdit[] {
	const inside = { start: braces.start + 1, end: braces.end - 1 };
	const content = code.slice(inside.start, inside.end);
	const last = statement.names.findLast(({ range }) => range.start > braces.start);
	const names = added.join(', ');
	if (!last && content.trim() === '') return [{ range: inside, newText: ` ${names} ` }];
	const tail = code.slice(last?.range.end ?? inside.start, inside.end);
	// Names go behind a comment that follows the last one.
	const end = inside.end - (tail.length - tail.trimEnd().length);
	const trailingComma = !last || withoutComments(tail).includes(',');
	if (!content.includes('\n')) {
		return [insert(end, trailingComma ? ` ${names}${last ? ',' : ''}` : `, ${names}`)];
	}
	const separator = `${lineEnd}${lineIndent(code, last?.range.start ?? inside.end)}`;
	const text = `${separator}${added.join(`,${separator}`)}${trailingComma && last ? ',' : ''}`;
	if (trailingComma) return [insert(end, text)];
	return last && end > last.range.end
		? [insert(last.range.end, ','), insert(end, text)]
		: [insert(end, `,${text}`)];
}

/** The blanks that a line starts with, whatever stands between them and the offset. */
function lineIndent(code: string, offset: number): string {
	const start = lineStartAt(code, offset);
	return /^[ \t]*/.exec(code.slice(start, offset))?.[0] ?? '';
}

function insert(at: number, newText: string): TextEdit {
	return { range: { start: at, end: at }, newText };
}

const anyComment = /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g;

/** Code without its comments; one that goes on behind it stays. */
function withoutComments(code: string): string {
	return code.replace(anyComment, (comment) =>
		comment.startsWith('//') || /^\/\*[^]*\*\/$/.test(comment) ? '' : comment,
	);
}

/** A statement with the line break before it: what comes after it may be inserted to. */
function withLineBreak(code: string, { start, end }: TextRange): TextRange {
	const blanks = startOfBlanks(code, start);
	if (code[blanks - 1] !== '\n') return { start: blanks, end };
	return { start: code[blanks - 2] === '\r' ? blanks - 2 : blanks - 1, end };
}

/** Puts new lines after the last import, or where the first one belongs. */
function insertion(
	code: string,
	shape: ModuleShape,
	lines: readonly string[],
	{ indent, lineEnd }: { readonly indent: string; readonly lineEnd: string },
): readonly TextEdit[] {
	if (lines.length === 0) return [];
	const block = lines.map((line) => indent + line).join(lineEnd);
	if (shape.importsEnd !== undefined) {
		const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*(?:[^*\r\n]|\*(?!\/))*\*\/[ \t]*)?(?=\r?\n|$)/.exec(
			lineFrom(code, shape.importsEnd),
		);
		return rest
			? [insert(shape.importsEnd + rest[0].length, `${lineEnd}${block}`)]
			: [insert(shape.importsEnd, `${lineEnd}${block}${lineEnd}`)];
	}
	const at = firstImportPlace(code, shape.directivesEnd);
	const before = at > 0 && code[at - 1] !== '\n' ? lineEnd : '';
	const after = code.slice(at).trim() === '' ? lineEnd : `${lineEnd}${lineEnd}`;
	return [insert(at, `${before}${block}${after}`)];
}

/** The rest of a line with its line end. */
function lineFrom(code: string, start: number): string {
	const feed = code.indexOf('\n', start);
	return code.slice(start, feed === -1 ? code.length : feed + 1);
}

/**
 * Where the first import of a module goes: below a `#!` line, directives, and comments that are
 * about the file. A comment that touches the code below it is about that code.
 */
export function firstImportPlace(code: string, directivesEnd: number): number {
	if (directivesEnd > 0) {
		const rest = lineFrom(code, directivesEnd);
		const isAlone = withoutComments(rest).trim() === '';
		return isAlone ? skipBlank(code, directivesEnd + rest.length) : directivesEnd;
	}
	let place = skipBlank(code, code.startsWith('#!') ? lineFrom(code, 0).length : 0);
	const comment = /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/y;
	for (let next = place; ;) {
		comment.lastIndex = next + (/^[ \t]*/.exec(lineFrom(code, next))?.[0].length ?? 0);
		const found = comment.exec(code)?.[0];
		if (found === undefined) return place;
		const end = comment.lastIndex;
		const rest = lineFrom(code, end);
		// What begins on its line would be torn apart.
		if (rest.trim() !== '') return place;
		next = end + rest.length;
		const aboutFile = ofWholeFile.test(found);
		const separate = /^[ \t]*(?:\r?\n[ \t]*(?:\r?\n|$)|(?:\r?\n)?$)/.test(
			code.slice(end, end + 200),
		);
		next = skipBlank(code, next);
		if (aboutFile || separate) place = next;
	}
}

/** Comments about a file, not about the line that follows. */
const ofWholeFile =
	/@ts-(?:no)?check\b|(?:eslint|oxlint)(?!-disable-(?:next-)?line)|@prettier|@format|@license|@preserve|^\/\*!|^\/\/\//;

/** The start of the first line from `from` on that holds something, or the end of the code. */
function skipBlank(code: string, from: number): number {
	let place = from;
	while (place < code.length) {
		const line = lineFrom(code, place);
		if (line.trim() !== '') return place;
		place += line.length;
	}
	return code.length;
}
