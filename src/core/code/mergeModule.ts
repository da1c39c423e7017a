import { shifted } from '../text/range.ts';
import { docImportsOf, mergeDocImports, typedefNames, withoutDocImports } from './docImports.ts';
import { indentCode } from './indentCode.ts';
import type { ImportLayout } from './importLayout.ts';
import { mergeImports, styleOf, type ImportStyle, type WantedImport } from './mergeImports.ts';
import type { ImportedName, ImportStatement, ModuleName, ModuleShape } from './moduleShape.ts';
import { ParsedModule } from './parsedModule.ts';
import type { TextEdit, TextRange } from '../text/range.ts';
import { applyEdits, indentAt, lineEndOf, withLineEnds } from '../text/textEdits.ts';

/** A name that the existing file has already. */
export interface Conflict {
	readonly name: string;
	/** Where the existing file has the name. */
	readonly range: TextRange;
}

export interface Merge {
	/** Edits to the existing file that bring in the imports. They do not overlap. */
	readonly importEdits: readonly TextEdit[];
	/** The addition without its imports, to be inserted at the cursor. */
	readonly body: string;
	/** What the user has to be asked about. The edits leave out imports whose name is taken. */
	readonly conflicts: readonly Conflict[];
	/**
	 * The part of the existing file that may take the body: all of a module, the content of a script
	 * block of a Svelte file. `undefined` if the edits make the block, with the body inside it.
	 */
	readonly bodyRange: TextRange | undefined;
}

export interface MergeOptions {
	readonly language: 'ts' | 'js' | 'svelte';
	/** Which script block of a Svelte file; the instance script unless told. */
	readonly where?: 'script' | 'module';
	/** Whether a script block that has to be made says `lang="ts"`; as the other block, or yes. */
	readonly typescript?: boolean;
	/** Breaks imports that get too long for their line. */
	readonly layout?: ImportLayout | undefined;
}

/**
 * Works out how code goes into an existing file: its imports are merged with those that are there,
 * the rest is for the cursor, and names that exist twice are reported. Never fails; of code that
 * cannot be parsed the recognizable statements count.
 */
export function mergeInto(
	existing: string | ParsedModule,
	addition: string | ParsedModule,
	options: MergeOptions,
): Merge {
	const file = ParsedModule.of(existing);
	const added = ParsedModule.of(addition);
	const wanted = docImportsOf(added.text);
	const kind = options.where ?? 'script';
	const isSvelte = options.language === 'svelte';
	const script = isSvelte ? file.scripts.find((each) => each.kind === kind) : undefined;
	const target = isSvelte ? script?.content : file;
	const typedefs = typedefNames(added.text);
	if (!target || wanted.length + typedefs.length === 0) return mergeCode(file, added, options);
	const rest = new ParsedModule(withoutDocImports(added.text, wanted));
	const merge = mergeCode(file, rest, options);
	const offset = script?.contentRange.start ?? 0;
	const docs = mergeDocImports(target, wanted, {
		lineEnd: lineEndOf(file.text),
		isFirst: merge.importEdits.length === 0,
	});
	const defined = [...typedefNames(target.text), ...topLevelNames(target.shape)];
	const twice = typedefs.flatMap(({ name }) => defined.find((each) => each.name === name) ?? []);
	return {
		...merge,
		importEdits: [...(docs.edit ? [moved(docs.edit, offset)] : []), ...merge.importEdits],
		conflicts: [
			...merge.conflicts,
			...[...docs.conflicts, ...twice].map((conflict) => moved(conflict, offset)),
		],
	};
}

/** How new imports are written: as those that are there, else as the code that brings them. */
function styleFor(existing: ParsedModule | undefined, { text, shape }: ParsedModule): ImportStyle {
	const own = existing && styleOf(existing.text, existing.shape);
	if (own && existing.shape.imports.length > 0) return own;
	const added = styleOf(text, shape);
	return own && existing.shape.semicolons !== undefined ? { ...added, end: own.end } : added;
}

function mergeCode(file: ParsedModule, addition: ParsedModule, options: MergeOptions): Merge {
	const { text: addedText, shape: wantedShape } = addition;
	const lineEnd = lineEndOf(file.text);
	const layout = options.layout && { layout: options.layout };
	const unit = options.layout?.unit ?? '\t';
	const wanted = wantedShape.imports.map((statement) => withComment(statement, addedText));
	const body = withLineEnds(withoutImports(addedText, wantedShape.imports), lineEnd);
	if (options.language !== 'svelte') {
		const { shape } = file;
		const merged = mergeImports(file.text, shape, wanted, {
			style: styleFor(file, addition),
			...layout,
		});
		return {
			importEdits: merged.edits,
			body,
			conflicts: conflictsOf(
				{ exports: shape.exports, names: topLevelNames(shape) },
				[],
				wantedShape,
				merged.conflicts,
			),
			bodyRange: { start: 0, end: file.text.length },
		};
	}

	const where = options.where ?? 'script';
	const { scripts } = file;
	const script = scripts.find(({ kind }) => kind === where);
	const other = scripts.find(({ kind }) => kind !== where);
	const otherShape = (other?.content ?? new ParsedModule('')).shape;
	const otherNames = topLevelNames(otherShape).map((name) =>
		moved(name, other?.contentRange.start ?? 0),
	);
	// What the module script imports is in scope in the instance script, too.
	const needed = where === 'script' ? lacking(wanted, otherShape.imports) : wanted;

	if (!script) {
		const content = new ParsedModule(body);
		const merged = mergeImports(body, content.shape, needed, {
			alsoTaken: otherNames,
			style: styleFor(undefined, addition),
		});
		const code = applyEdits(body, merged.edits);
		const typescript = options.typescript ?? other?.typescript ?? true;
		return {
			importEdits: [
				newScript(file.text, { code, where, typescript, unit, above: other?.range.end }),
			],
			body: '',
			conflicts: conflictsOf(noNames, otherNames, wantedShape, merged.conflicts),
			bodyRange: undefined,
		};
	}
	const { text: content, shape } = script.content;
	const offset = script.contentRange.start;
	const merged = mergeImports(content, shape, needed, {
		indent: indentOf(content, unit),
		lineEnd,
		style: styleFor(script.content, addition),
		...layout,
		// Relative to this block, as all that `mergeImports` knows.
		alsoTaken: otherNames.map((name) => moved(name, -offset)),
	});
	const noLines = content.trim() === '' && !content.includes('\n');
	return {
		importEdits: merged.edits.map(({ range, newText }) =>
			moved({ range, newText: noLines ? `${lineEnd}${newText}` : newText }, offset),
		),
		body,
		conflicts: conflictsOf(
			{
				exports: shape.exports.map((name) => moved(name, offset)),
				names: topLevelNames(shape).map((name) => moved(name, offset)),
			},
			otherNames,
			wantedShape,
			merged.conflicts.map((name) => moved(name, offset)),
		),
		bodyRange: script.contentRange,
	};
}

/** The imports, and the names of each, that are not among those `there`. */
function lacking(
	wanted: readonly WantedImport[],
	there: readonly ImportStatement[],
): readonly WantedImport[] {
	const bySpecifier = new Map<string, PresentNames>();
	for (const { specifier, kind, names } of there) {
		const present = bySpecifier.get(specifier) ?? { isRun: false, names: new Map() };
		present.isRun ||= kind === 'side-effect';
		for (const name of names) {
			const key = nameKey(name);
			present.names.set(key, (present.names.get(key) ?? true) && name.typeOnly);
		}
		bySpecifier.set(specifier, present);
	}
	return wanted.flatMap((statement) => {
		const present = bySpecifier.get(statement.specifier);
		if (statement.kind === 'side-effect') return present?.isRun ? [] : [statement];
		const names = statement.names.filter((name) => {
			const isTypeOnly = present?.names.get(nameKey(name));
			return isTypeOnly === undefined || (isTypeOnly && !name.typeOnly);
		});
		return names.length > 0 ? [{ ...statement, names }] : [];
	});
}

/** What a file imports from one module. */
interface PresentNames {
	/** Also for its side effects alone. */
	isRun: boolean;
	/** Whether each name is imported as nothing but a type. */
	readonly names: Map<string, boolean>;
}

function nameKey({ imported, local }: ImportedName): string {
	return `${imported}\n${local}`;
}

function topLevelNames(shape: ModuleShape): readonly ModuleName[] {
	return [
		...shape.declarations,
		...shape.imports.flatMap(({ names }) =>
			names.map(({ local, range }) => ({ name: local, range })),
		),
	];
}

function moved<T extends { readonly range: TextRange }>(item: T, by: number): T {
	return { ...item, range: shifted(item.range, by) };
}

/** Names of the existing file, with offsets into the file. */
interface ExistingNames {
	readonly exports: readonly ModuleName[];
	readonly names: readonly ModuleName[];
}

const noNames: ExistingNames = { exports: [], names: [] };

/** Names that both sides have, and imports whose name is taken, each once. */
function conflictsOf(
	{ exports, names }: ExistingNames,
	otherNames: readonly ModuleName[],
	added: ModuleShape,
	imports: readonly ModuleName[],
): readonly Conflict[] {
	const existingNames = new Map([...otherNames, ...names].map(({ name, range }) => [name, range]));
	const existingExports = new Map(exports.map(({ name, range }) => [name, range]));
	const conflicts = new Map<string, Conflict>();
	const report = (name: string, range: TextRange | undefined): void => {
		if (range && !conflicts.has(name)) conflicts.set(name, { name, range });
	};
	for (const { name } of added.exports) report(name, existingExports.get(name));
	for (const { name } of added.declarations) report(name, existingNames.get(name));
	for (const { name, range } of imports) report(name, range);
	return [...conflicts.values()];
}

/** An import with the comment that follows it on its line, so that the comment is not lost. */
function withComment(statement: ImportStatement, code: string): WantedImport {
	const comment = /[^\S\n]*(\/\/[^\n]*)/y;
	comment.lastIndex = statement.range.end;
	const trailingComment = comment.exec(code)?.[1]?.trimEnd();
	const lines = code.slice(statement.range.start, statement.range.end);
	return {
		...statement,
		...(trailingComment !== undefined && { trailingComment }),
		...(/\n|\{\S|\/[/*]/.test(lines) && { lines }),
	};
}

/** The code without its import lines, without the blank lines around them and at its ends. */
export function withoutImports(code: string, imports: readonly ImportStatement[]): string {
	let blankAbove = true;
	let position = 0;
	const edits = imports.map(({ range }): TextEdit => {
		const between = code.slice(position, range.start);
		if (between.trim() !== '') blankAbove = /\n[ \t]*\r?\n[ \t]*$/.test(between.slice(-200));
		const indent = indentAt(code, range.start).length;
		const rest = code.slice(range.end);
		const line = /^[ \t]*(?:(?:\/\/[^\n]*)?(?:\r?\n|$))?/.exec(rest)?.[0] ?? '';
		const blank = blankAbove ? (/^(?:[ \t]*\r?\n)*/.exec(rest.slice(line.length))?.[0] ?? '') : '';
		position = range.end + line.length + blank.length;
		return { range: { start: range.start - indent, end: position }, newText: '' };
	});
	return applyEdits(code, edits)
		.replace(/^(?:[ \t]*\r?\n)+/, '')
		.trimEnd();
}

/** The indentation of a script block: that of its first line, one level if it has none yet. */
function indentOf(content: string, unit: string): string {
	const line = /^([ \t]*)\S/m.exec(content);
	return line ? (line[1] ?? '') : unit;
}

/** The edit that makes a script block at its usual place: the module script stands first. */
function newScript(
	existing: string,
	block: {
		readonly code: string;
		readonly where: 'script' | 'module';
		readonly typescript: boolean;
		/** One level of indentation. */
		readonly unit: string;
		/** Where the other block ends, if there is one. */
		readonly above: number | undefined;
	},
): TextEdit {
	const lineEnd = lineEndOf(existing);
	const attributes = `${block.typescript ? ' lang="ts"' : ''}${block.where === 'module' ? ' module' : ''}`;
	const code = indentCode(block.code.trimEnd(), block.unit);
	const text = [`<script${attributes}>`, code, '</script>'].join(lineEnd);
	const at = block.where === 'script' ? (block.above ?? 0) : 0;
	const newText =
		at > 0
			? `${lineEnd}${lineEnd}${text}`
			: `${text}${lineEnd}${existing.trim() === '' ? '' : lineEnd}`;
	return { range: { start: at, end: at }, newText };
}
