import type { ImportStatement, ImportedName, ModuleName, ModuleShape } from './moduleShape.ts';
import type { TextEdit, TextRange } from '../text/range.ts';
import { ModuleHomes, ModuleNumbers, type Change } from './importHomes.ts';
import { startOfBlanks } from '../text/blanks.ts';
import { indentAt, lineEndOf } from '../text/textEdits.ts';

export interface MergedImports {
	/** Edits to the existing code. */
	readonly edits: readonly TextEdit[];
	/** Names that are taken by something else, with the place where the existing code has them. */
	readonly conflicts: readonly ModuleName[];
}

/** An import to add: what the author wrote, and a comment that follows it on its line. */
export interface WantedImport extends ImportStatement {
	readonly trailingComment?: string;
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
 * stay apart from value imports, unless the file or the author writes inline `type`.
 *
 * @param code the existing module; in a Svelte file the content of its script block
 * @param shape of that code
 * @param options.indent what new lines start with
 * @param options.lineEnd the line end of the file, if the module is only a part of it
 * @param options.alsoTaken names from elsewhere that the module must not declare again
 * @param options.style of new statements; that of the imports that are there unless told
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
	const sideEffects = new Set(
		shape.imports.flatMap(({ kind, specifier }) => (kind === 'side-effect' ? [specifier] : [])),
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
		if (name) entry.names.push(name);
		fresh.set(key, entry);
	};

	for (const statement of wanted) {
		if (statement.kind === 'side-effect') {
			if (!sideEffects.has(statement.specifier)) addFresh(statement);
			continue;
		}
		for (const name of statement.names) {
			const id = modules.identity(statement, name);
			if (handled.has(id) || (name.typeOnly && valuesToo.has(id))) continue;
			handled.add(id);
			const holder = taken.get(name.local);
			if (holder) {
				const { source } = holder;
				if (!source || modules.identity(source.statement, source.name) !== id) {
					conflicts.push({ name: name.local, range: holder.range });
					continue;
				}
				if (name.typeOnly || !source.name.typeOnly) continue;
				const change = changes.get(source.statement);
				if (!change) continue;
				if (source.statement.kind === 'value') {
					change.promoted.add(source.name);
					continue;
				}
				if (isWhollyWanted(source.statement) && !homeFor(statement, name)) {
					change.statementPromoted = true;
					continue;
				}
				change.removed.add(source.name);
			}
			const home = homeFor(statement, name);
			if (!home) addFresh(statement, name);
			else if (name.imported === 'default') home.addedDefault = name.local;
			else home.added.push(nameText(name, home.statement.kind));
		}
	}

	const style = options.style ?? styleOf(code, shape);
	const lineEnd = lineEndOf(code);
	const lines = [...fresh.values()].map(({ wanted: { lines: written, ...statement }, names }) => {
		const isWhole =
			names.length === statement.names.length &&
			names.every((name, i) => name === statement.names[i]);
		return isWhole && written?.endsWith(style.quote + statement.attributes + style.end)
			? written.replaceAll(/\r?\n/g, lineEnd + (options.indent ?? ''))
			: writeImport({ ...statement, names }, style);
	});
	return {
		edits: [
			...[...changes.values()].flatMap((change) => editsFor(change, code, lineEnd)),
			...insertion(code, shape, lines, {
				indent: options.indent ?? '',
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
	return [
		name.typeOnly && kind === 'value' ? 'type ' : '',
		imported === name.local ? name.local : `${imported} as ${name.local}`,
	].join('');
}

/** Writes an import statement in the style of a file; `import type` if all its names are types. */
export function writeImport(statement: WantedImport, style: ImportStyle): string {
	const { kind, names } = statement;
	const onlyTypes = kind === 'value' && names.length > 0 && names.every(({ typeOnly }) => typeOnly);
	const lineKind = onlyTypes ? 'type' : kind;
	const named = names.filter(({ imported }) => imported !== 'default' && imported !== '*');
	const clauses = [
		...names.filter(({ imported }) => imported === 'default').map(({ local }) => local),
		...names.filter(({ imported }) => imported === '*').map(({ local }) => `* as ${local}`),
		...(named.length > 0
			? [`{ ${named.map((name) => nameText(name, lineKind)).join(', ')} }`]
			: []),
	];
	const keyword = lineKind === 'type' ? 'import type' : 'import';
	const from =
		clauses.length > 0 ? `${clauses.join(', ')} from ` : kind === 'side-effect' ? '' : '{} from ';
	const specifier = `${style.quote}${statement.specifier}${style.quote}`;
	const comment = statement.trailingComment ? ` ${statement.trailingComment}` : '';
	return `${keyword} ${from}${specifier}${statement.attributes}${style.end}${comment}`;
}

function editsFor(change: Change, code: string, lineEnd: string): readonly TextEdit[] {
	const { statement, added, addedDefault, removed, promoted } = change;
	if (removed.size > 0 && removed.size === statement.names.length) {
		return [{ range: withLineBreak(code, statement.range), newText: '' }];
	}
	const edits = [
		...removals(statement, removed),
		...[...promoted].map(({ range }) => untyped(range.start, code)),
	];
	if (change.statementPromoted) {
		const afterImport = statement.range.start + 'import'.length;
		edits.push(untyped(code.indexOf('type', afterImport), code));
	}
	if (addedDefault !== undefined) {
		const start = statement.range.start + 'import'.length;
		edits.push(insert(start, ` ${addedDefault},`));
	}
	if (added.length === 0) return edits;
	const { braces } = statement;
	if (!braces) {
		const end = statement.names.at(-1)?.range.end ?? statement.specifierRange.start;
		return [...edits, insert(end, `, { ${added.join(', ')} }`)];
	}
	return [...edits, ...additions(statement, braces, added, { code, lineEnd })];
}

/** Takes single names out of a statement that keeps others. */
function removals(statement: ImportStatement, removed: ReadonlySet<ImportedName>): TextEdit[] {
	const { names } = statement;
	const lastKept = names.findLastIndex((name) => !removed.has(name));
	const edits: TextEdit[] = names.slice(0, lastKept).flatMap((name, i) => {
		const next = names[i + 1];
		return removed.has(name) && next
			? [{ range: { start: name.range.start, end: next.range.start }, newText: '' }]
			: [];
	});
	const kept = names[lastKept];
	const last = names.at(-1);
	if (kept && last && kept !== last) {
		edits.push({ range: { start: kept.range.end, end: last.range.end }, newText: '' });
	}
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
	{ code, lineEnd }: { readonly code: string; readonly lineEnd: string },
): readonly TextEdit[] {
	const inside = { start: braces.start + 1, end: braces.end - 1 };
	const last = statement.names.findLast(({ range }) => range.start > braces.start);
	if (!last) return [{ range: inside, newText: ` ${added.join(', ')} ` }];
	const tail = code.slice(last.range.end, inside.end);
	if (!code.slice(inside.start, inside.end).includes('\n')) {
		return [insert(last.range.end, `, ${added.join(', ')}`)];
	}
	const indent = indentAt(code, last.range.start);
	const separator = `${lineEnd}${indent}`;
	const trailingComma = withoutComments(tail).includes(',');
	// New lines go below a comment that follows the last name.
	const end = last.range.end + tail.trimEnd().length;
	const text = `${separator}${added.join(`,${separator}`)}${trailingComma ? ',' : ''}`;
	if (trailingComma) return [insert(end, text)];
	return end === last.range.end
		? [insert(end, `,${text}`)]
		: [insert(last.range.end, ','), insert(end, text)];
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
