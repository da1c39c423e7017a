import { codeStyleOf, indentUnit } from './codeStyle.ts';
import { indentCode } from './indentCode.ts';
import { freeNames } from './freeNames.ts';
import { mergeImports, styleOf, writeImport } from './mergeImports.ts';
import { scriptRanges } from './imports.ts';
import { maskText } from './moduleScan.ts';
import type { Conflict } from './mergeModule.ts';
import type { ImportStatement } from './moduleShape.ts';
import { ParsedModule } from './parsedModule.ts';
import { quoted } from './quoted.ts';
import { shifted, type TextEdit, type TextRange } from '../text/range.ts';
import { asNode, asNodes, asText, walk, type SyntaxNode } from './syntaxTree.ts';
import { applyEdits, indentAt, lineEndOf, withLineEnds } from '../text/textEdits.ts';
import { skipBlanks } from '../text/blanks.ts';
import { LineStarts } from '../text/lineStarts.ts';
import { lastIndexUpTo } from '../text/sortedPlaces.ts';

export interface AppTypesMerge {
	/** Edits to the existing `app.d.ts`. They do not overlap. */
	readonly edits: readonly TextEdit[];
	/** Members that are declared differently already, named `Locals.user`; they stay as they are. */
	readonly conflicts: readonly Conflict[];
	/** Both texts could be parsed. If not, there are no edits and the user has to merge by hand. */
	readonly whole: boolean;
}

/** A declaration with a body: a namespace or an interface. */
interface Block {
	readonly name: string;
	readonly node: SyntaxNode;
	/** Between the braces. */
	readonly inside: TextRange;
	readonly members: readonly SyntaxNode[];
}

interface TypesFile {
	readonly code: string;
	readonly lineEnd: string;
	readonly lines: LineStarts;
	readonly body: readonly SyntaxNode[];
	readonly comments: readonly TextRange[];
	/** The interfaces that comments stand for, by name. */
	readonly commentedOut: ReadonlyMap<string, readonly TextRange[]>;
	/** `declare global { … }` */
	readonly global: Block | undefined;
	/** `namespace App`, inside `declare global` or, in older projects, at the top level. */
	readonly app: Block | undefined;
}

/**
 * Merges declarations of an `app.d.ts` into that of a project: members of the interfaces in
 * `namespace App` are added where they are missing, interfaces that the scaffold has commented out
 * are brought to life, imports are merged, and what is there is never changed. A file that is a script,
 * all of which is global, stays one: it gets `import('…')` in types in place of imports.
 */
export function mergeAppTypes(existing: string, addition: string): AppTypesMerge {
	const lineEnd = lineEndOf(existing);
	const file = new ParsedModule(existing);
	const addedModule = new ParsedModule(withLineEnds(addition, lineEnd));
	const added = readTypes(addedModule);
	if (existing.trim() === '') {
		const newText = added ? `${added.code.trimEnd()}${lineEnd}` : '';
		const edits = added ? [{ range: { start: 0, end: existing.length }, newText }] : [];
		return { edits, conflicts: [], whole: added !== undefined };
	}
	const there = readTypes(file);
	if (!there || !added) return { edits: [], conflicts: [], whole: false };
	if (isScript(there)) return mergeScript(there, addedModule, added, codeStyleOf(file).quote);

	const wanted = addedModule.shape.imports;
	const imports = mergeImports(existing, file.shape, wanted);
	const conflicts: Conflict[] = [...imports.conflicts];
	const [thereBlock, addedBlock] =
		there.global && added.global ? [there.global, added.global] : [there.app, added.app];
	const blocks = addedBlock
		? mergeBlock({ there: thereBlock, added: addedBlock, thereFile: there, addedFile: added })
		: { edits: [], conflicts: [], text: '' };
	for (const conflict of blocks.conflicts) conflicts.push(conflict);

	const edits = [...blocks.edits, ...imports.edits];
	if (blocks.text && there.global)
		edits.push(appended(there, there.global, asIn(there, blocks.text)));
	const topLevel = [
		...(blocks.text && !there.global
			? [globalBlock(asIn(there, blocks.text), lineEnd, indentUnit(existing))]
			: []),
		...otherStatements(there, added),
	];
	if (topLevel.length > 0) {
		const text = topLevel.join(`${lineEnd}${lineEnd}`);
		const makesModule = blocks.text && !isModule(there) && imports.edits.length === 0;
		edits.push(beforeExport(there, makesModule ? `${text}${lineEnd}${lineEnd}export {};` : text));
	}
	return { edits, conflicts, whole: true };
}

function isModule({ body }: TypesFile): boolean {
	return body.some(({ type }) => /^(?:TS)?(?:Import|Export|NamespaceExport)/.test(type));
}

/** Whether what a file declares is global as it stands; with an import or export it would be no more. */
function isScript(file: TypesFile): boolean {
	return file.body.length > 0 && !file.global && !isModule(file);
}

function mergeScript(
	there: TypesFile,
	addedModule: ParsedModule,
	added: TypesFile,
	quote: string,
): AppTypesMerge {
	const script = isModule(added) || added.global ? asScript(addedModule, added, quote) : added.code;
	const addedFile = script === undefined ? undefined : readTypes(new ParsedModule(script));
	if (!addedFile) return { edits: [], conflicts: [], whole: false };
	const { edits, conflicts, missing } = mergeMembers({
		there: wholeOf(there),
		added: wholeOf(addedFile),
		thereFile: there,
		addedFile,
	});
	if (missing.length === 0) return { edits, conflicts, whole: true };
	const gap = there.lineEnd.repeat(2);
	return { edits: [...edits, beforeExport(there, missing.join(gap))], conflicts, whole: true };
}

/** The top level of a script as a block. */
function wholeOf({ code, body }: TypesFile): Pick<Block, 'inside' | 'members'> {
	return { inside: { start: 0, end: code.length }, members: body };
}

/**
 * What a module declares globally, as a script says it.
 *
 * @returns `undefined` where it declares something for itself, or says of an import what only one can say
 */
function asScript(
	{ shape }: ParsedModule,
	{ code, body, global, app }: TypesFile,
	quote: string,
): string | undefined {
	const block = global?.node ?? app?.node;
	const isKnown = (node: SyntaxNode): boolean =>
		node.type === 'ImportDeclaration' || isEmptyExport(node) || declarationOf(node) === block;
	if (!block || !body.every(isKnown)) return undefined;
	const names = new Map(
		shape.imports.flatMap(({ specifier, names: imported }) =>
			imported.map(({ local, imported: name }) => {
				const module = `import(${quoted(specifier, quote)})`;
				return [local, name === '*' ? module : `${module}.${name}`] as const;
			}),
		),
	);
	const edits: TextEdit[] = [];
	let isSayable = true;
	walk([block], (node, parent) => {
		// An interface extends names alone.
		if (parent?.type === 'TSExpressionWithTypeArguments' && names.has(leftmost(node)))
			isSayable = false;
		const name = asText(node['name']) || asText(asNode(node['name'])?.['name']);
		const newText = names.get(name);
		if (newText === undefined || !parent) return;
		// A parameter of a type hides the import.
		if (node.type === 'TSTypeParameter') isSayable = false;
		const place = parent[placesOfNames[parent.type] ?? ''];
		if (node.type === 'Identifier' && place === node) edits.push({ range: node, newText });
	});
	if (!isSayable) return undefined;
	const { start, end } = global?.inside ?? block;
	for (const member of global?.members ?? [block]) {
		if (/^TS(?:Interface|TypeAlias)/.test(member.type) || member['declare'] === true) continue;
		edits.push({ range: { start: member.start, end: member.start }, newText: 'declare ' });
	}
	const text = applyEdits(
		code.slice(start, end),
		edits.map(({ range, newText }) => ({ range: shifted(range, -start), newText })),
	);
	if (!global) return text;
	const unit = indentUnit(code);
	return text
		.split('\n')
		.map((line) => (line.startsWith(unit) ? line.slice(unit.length) : line))
		.join('\n')
		.trim();
}

/** Where types keep a name that stands for an import. */
const placesOfNames: Readonly<Record<string, string>> = {
	TSTypeReference: 'typeName',
	TSTypeQuery: 'exprName',
	TSQualifiedName: 'left',
};

/** `A` of `A.B.C`. */
function leftmost(node: SyntaxNode): string {
	let first: SyntaxNode | undefined = node;
	while (first?.type === 'TSQualifiedName') first = asNode(first['left']);
	return asText(first?.['name']);
}

/** The members of the interfaces in `namespace App` that an `app.d.ts` declares: `Locals.user`. */
export function appMembers(code: string): readonly string[] {
	const { app } = readTypes(new ParsedModule(code)) ?? {};
	return (app?.members ?? []).map(declarationOf).flatMap((node) => {
		const name = nameOf(node);
		return (blockOf(node, name)?.members ?? []).map((member) => `${name}.${nameOf(member)}`);
	});
}

/** The members of an interface in `namespace App` that have to be given, as far as they have plain names. */
export function requiredMembers(code: string, name: string): readonly string[] {
	const { app } = readTypes(new ParsedModule(code)) ?? {};
	return (app?.members ?? [])
		.map(declarationOf)
		.filter((node) => node.type === 'TSInterfaceDeclaration' && nameOf(node) === name)
		.flatMap((node) => blockOf(node, name)?.members ?? [])
		.filter(({ type, optional }) => type === 'TSPropertySignature' && optional !== true)
		.map(nameOf)
		.filter((member) => /^\w+$/.test(member));
}

/**
 * The part of an `app.d.ts` that declares some members of the interfaces in `namespace App`, each
 * named as `Locals.user`, with the imports and types that they refer to.
 *
 * @returns `undefined` where the file cannot be parsed or declares none of them
 */
export function sliceAppTypes(code: string, members: readonly string[]): string | undefined {
	const module = new ParsedModule(code);
	const file = readTypes(module);
	const { app } = file ?? {};
	if (!file || !app) return undefined;
	const wanted = new Set(members);
	const kept: SyntaxNode[] = [];
	const interfaces = app.members.flatMap((node): readonly string[] => {
		const declared = declarationOf(node);
		const name = nameOf(declared);
		const block = blockOf(declared, name);
		const texts = (block?.members ?? []).flatMap((member, i) => {
			if (!block || !wanted.has(`${name}.${nameOf(member)}`)) return [];
			kept.push(member);
			return [textWithComments(file, block, i)];
		});
		if (texts.length === 0) return [];
		return [[`interface ${name} {`, indentCode(texts.join('\n'), '\t'), '}'].join('\n')];
	});
	if (interfaces.length === 0) return undefined;
	const { imports, types } = typesAround(module, file, freeNames(kept));
	const namespace = ['namespace App {', indentCode(interfaces.join('\n'), '\t'), '}'].join('\n');
	const style = styleOf(code, module.shape);
	return `${[
		imports.map((each) => writeImport(each, style)).join('\n'),
		...types,
		globalBlock(namespace, '\n', '\t'),
		'export {};',
	]
		.filter((part) => part !== '')
		.join('\n\n')}\n`;
}

/** The imports of a file, and the types beside `declare global`, that some names stand for. */
function typesAround(
	{ shape }: ParsedModule,
	{ code, body }: TypesFile,
	names: ReadonlySet<string>,
): { readonly imports: readonly ImportStatement[]; readonly types: readonly string[] } {
	const needed = new Set(names);
	const own = body.filter((node) => nameOf(declarationOf(node)) !== '' && node['global'] !== true);
	const reached = new Set<SyntaxNode>();
	for (const name of needed) {
		for (const node of own) {
			if (nameOf(declarationOf(node)) !== name || reached.has(node)) continue;
			reached.add(node);
			// A set that grows while it is walked goes on to what was added.
			for (const each of freeNames([node])) needed.add(each);
		}
	}
	const imports = shape.imports.flatMap((statement) => {
		const used = statement.names.filter(({ local }) => needed.has(local));
		return used.length > 0 ? [{ ...statement, names: used }] : [];
	});
	const types = own
		.filter((node) => reached.has(node))
		.map(({ start, end }) => code.slice(start, end));
	return { imports, types };
}

/**
 * The members of `App.Locals` that code reads or sets, each once: of `locals.user`, of
 * `const { user } = event.locals` and of parameters `{ locals: { user } }`.
 */
export function usedLocals(code: string): readonly string[] {
	const masked = scriptRanges(code).map(({ start, end }) => maskText(code.slice(start, end)));
	const text = masked.join('\n');
	const direct = text.matchAll(/(?<![\w$])locals\s*(?:\?\.|!?\.)\s*([\w$]+)/g);
	const taken = [
		...text.matchAll(/\{([\w$\s,:]{1,300})\}\s*=\s*(?:[\w$]{1,40}\s*\.\s*)?locals\b(?!\s*[.?])/g),
		...text.matchAll(/(?<![\w$])locals\s*:\s*\{([\w$\s,:]{1,300})\}/g),
	].flatMap(([, names = '']) =>
		names.split(',').map((name) => name.split(':', 1)[0]?.trim() ?? ''),
	);
	const names = [...[...direct].map(([, name = '']) => name), ...taken];
	return [...new Set(names)].filter((name) => /^[A-Za-z_$]/.test(name));
}

function readTypes({ text: code, tree }: ParsedModule): TypesFile | undefined {
	if (!tree) return undefined;
	const { body, comments } = tree;
	const globalNode = body.find((node) => node['global'] === true);
	const global = globalNode && blockOf(globalNode, 'global');
	const app = (global?.members ?? body)
		.map(declarationOf)
		.find((node) => node.type === 'TSModuleDeclaration' && nameOf(node) === 'App');
	return {
		code,
		lineEnd: lineEndOf(code),
		lines: new LineStarts(code),
		body,
		comments,
		commentedOut: commentedInterfaces(code, comments),
		global,
		app: app && blockOf(app, 'App'),
	};
}

/** What else the addition declares at its top level, such as modules, and the project lacks. */
function otherStatements(there: TypesFile, added: TypesFile): readonly string[] {
	const present = new Set(there.body.map((node) => normalized(there.code, node)));
	return added.body
		.filter(
			(node) =>
				node.type !== 'ImportDeclaration' &&
				node['global'] !== true &&
				declarationOf(node) !== added.app?.node &&
				!isEmptyExport(node) &&
				!present.has(normalized(added.code, node)),
		)
		.map((node) => added.code.slice(node.start, node.end));
}

/** What an `export` exports; any other node itself. */
function declarationOf(node: SyntaxNode): SyntaxNode {
	return (node.type === 'ExportNamedDeclaration' && asNode(node['declaration'])) || node;
}

function blockOf(node: SyntaxNode, name: string): Block | undefined {
	const body = asNode(node['body']);
	return (
		body && {
			name,
			node,
			inside: { start: body.start + 1, end: body.end - 1 },
			members: asNodes(body['body']),
		}
	);
}

/** The name of a declaration or an interface member; members without one count by their text. */
function nameOf(node: SyntaxNode): string {
	const name = asNode(node['id']) ?? asNode(node['key']);
	return asText(name?.['name']) || asText(name?.['value']);
}

interface Merging {
	readonly there: Block | undefined;
	readonly added: Block;
	readonly thereFile: TypesFile;
	readonly addedFile: TypesFile;
}

interface MergedBlock {
	readonly edits: readonly TextEdit[];
	readonly conflicts: readonly Conflict[];
	/** The whole block, if the existing file has none. */
	readonly text: string;
}

function mergeBlock({ there, added, thereFile, addedFile }: Merging): MergedBlock {
	if (!there) {
		const { node } = added;
		const text = dedented(addedFile, node).replace(/^declare\s+/, '');
		return { edits: [], conflicts: [], text };
	}
	const { edits, conflicts, missing } = mergeMembers({ there, added, thereFile, addedFile });
	if (missing.length === 0) return { edits, conflicts, text: '' };
	const more = appended(thereFile, there, missing.join(thereFile.lineEnd));
	return { edits: [...edits, more], conflicts, text: '' };
}

interface MergingMembers extends Pick<Merging, 'thereFile' | 'addedFile'> {
	/** A block, or a whole file. */
	readonly there: Pick<Block, 'inside' | 'members'> & Partial<Block>;
	readonly added: Pick<Block, 'inside' | 'members'>;
}

interface MergedMembers extends Pick<MergedBlock, 'edits' | 'conflicts'> {
	/** What goes at the end. */
	readonly missing: readonly string[];
}

function mergeMembers({ there, added, thereFile, addedFile }: MergingMembers): MergedMembers {
	const edits: TextEdit[] = [];
	const conflicts: Conflict[] = [];
	const missing: string[] = [];
	const present = new Map(
		there.members
			.map((each) => [nameOf(each) || normalized(thereFile.code, each), each] as const)
			.toReversed(),
	);
	for (const [i, member] of added.members.entries()) {
		const text = asIn(thereFile, textWithComments(addedFile, added, i));
		const name = nameOf(member) || normalized(addedFile.code, member);
		const same = present.get(name);
		if (!same) {
			// Comments of a file are about its blocks.
			const commented = there.node && commentedOut(thereFile, there, name);
			if (commented) {
				edits.push({
					range: commented,
					newText: placed(text, lineIndent(thereFile, commented.start)),
				});
			} else missing.push(text);
			continue;
		}
		const thereBlock = same.type === member.type && blockOf(same, name);
		const addedBlock = blockOf(member, name);
		const isInterface = member.type === 'TSInterfaceDeclaration';
		if (thereBlock && addedBlock && (isInterface || member.type === 'TSModuleDeclaration')) {
			const inner = mergeBlock({ there: thereBlock, added: addedBlock, thereFile, addedFile });
			for (const edit of inner.edits) edits.push(edit);
			for (const { name: path, range } of inner.conflicts) {
				conflicts.push({ name: isInterface ? `${name}.${path}` : path, range });
			}
		} else if (normalized(thereFile.code, same) !== normalized(addedFile.code, member)) {
			const range = { start: same.start, end: same.end };
			conflicts.push({ name, range });
		}
	}
	return { edits, conflicts, missing };
}

/** The text of a node for comparison: blanks, quotes and the separator at the end do not count. */
function normalized(code: string, { start, end }: SyntaxNode): string {
	return code
		.slice(start, end)
		.replace(/[;,]\s*$/, '')
		.replace(/"/g, "'")
		.replace(/\s+/g, ' ')
		.replace(/ ?([^\w'$]) ?/g, '$1');
}

/** A member with the comments right above it, without the indentation that it has there. */
function textWithComments(
	file: TypesFile,
	block: Pick<Block, 'inside' | 'members'>,
	index: number,
): string {
	const member = block.members[index];
	if (!member) return '';
	const from = block.members[index - 1]?.end ?? block.inside.start;
	const above = file.comments[lastIndexUpTo(file.comments, from - 1, ({ start }) => start) + 1];
	const first = above && above.start < member.start ? above : undefined;
	const sameLine = first && !file.code.slice(from, first.start).includes('\n') && index > 0;
	const start = first && !sameLine ? first.start : member.start;
	const separator = /[;,]?/y;
	separator.lastIndex = member.end;
	separator.test(file.code);
	const comment = /[ \t]*\/\/[^\r\n]*/y;
	comment.lastIndex = separator.lastIndex;
	const trailing = comment.exec(file.code)?.[0].trimEnd() ?? '';
	return dedented(file, { start, end: separator.lastIndex + trailing.length });
}

/** Members as a file writes its own: indented by its unit, and ended as its members end. */
function asIn({ code, body }: TypesFile, text: string): string {
	const unit = indentUnit(code);
	const indented = text.replace(/^\t+/gm, (tabs) => unit.repeat(tabs.length));
	const end = separatorIn(code, body);
	return end === ';'
		? indented
		: indented
				.split('\n')
				.map((line) => endedBy(line, end))
				.join('\n');
}

/** A line of a member with another end than a semicolon; a comment may stand behind it. */
function endedBy(line: string, end: string): string {
	const comment = line.indexOf('//');
	const code = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
	return code.endsWith(';') ? code.slice(0, -1) + end + line.slice(code.length) : line;
}

/** What ends most members of a file's interfaces; semicolons where there are none. */
function separatorIn(code: string, body: readonly SyntaxNode[]): string {
	const counts = { ';': 0, ',': 0, '': 0 };
	walk(body, (node) => {
		if (!/^TS(?:Property|Method)Signature$/.test(node.type)) return;
		const inNode = code.charAt(node.end - 1);
		const behind = /^[;,]/.exec(code.slice(node.end, node.end + 1))?.[0] ?? '';
		const end = /[;,]/.test(inNode) ? inNode : behind;
		if (end === ';' || end === ',') counts[end]++;
		else if (/^[ \t]*(?:\/\/[^\n]*)?\r?\n/.test(code.slice(node.end, node.end + 200))) counts['']++;
	});
	if (counts[''] > counts[';'] && counts[''] >= counts[',']) return '';
	return counts[','] > counts[';'] ? ',' : ';';
}

/** A part of a text that starts in the middle of a line, with that line's indentation taken away. */
function dedented(file: TypesFile, { start, end }: TextRange): string {
	const indent = lineIndent(file, start);
	return file.code
		.slice(start, end)
		.split('\n')
		.map((line, i) => (i > 0 && line.startsWith(indent) ? line.slice(indent.length) : line))
		.join('\n');
}

/** Text for a place that is indented already, so that its first line needs nothing more. */
function placed(text: string, indent: string): string {
	return text.replace(/\n(?=[^\r\n])/g, `\n${indent}`);
}

/** A comment like the scaffold's `// interface Locals {}` in a block. */
function commentedOut(
	file: TypesFile,
	{ inside }: Pick<Block, 'inside'>,
	name: string,
): TextRange | undefined {
	const ranges = file.commentedOut.get(name) ?? [];
	const found = ranges[lastIndexUpTo(ranges, inside.start - 1, ({ start }) => start) + 1];
	return found && found.end <= inside.end ? found : undefined;
}

/** The comments that say no more than that an interface is empty, by its name. */
function commentedInterfaces(
	code: string,
	comments: readonly TextRange[],
): ReadonlyMap<string, readonly TextRange[]> {
	return Map.groupBy(comments, ({ start, end }) => {
		const text = code.slice(start, end);
		return /^\/\/\s*interface\s+([\w$]+)\s*\{\s*\}\s*$/.exec(text)?.[1] ?? '';
	});
}

/** Adds lines at the end of a block, one level deeper than the block itself. */
function appended(file: TypesFile, { node, inside, members }: Block, text: string): TextEdit {
	const { code, lineEnd } = file;
	const content = code.slice(inside.start, inside.end);
	const outer = lineIndent(file, node.start);
	const inner = (members[0] && indentAt(code, members[0].start)) || outer + indentUnit(code);
	const added = `${lineEnd}${inner}${placed(text, inner)}${lineEnd}${outer}`;
	if (content.includes('\n')) {
		const place = inside.start + content.trimEnd().length;
		return { range: { start: place, end: inside.end }, newText: added };
	}
	// A block on one line is opened up.
	const present = content.trim();
	const separator =
		/[\w>'")\]}|]$/.test(present) && node.type === 'TSInterfaceDeclaration' ? ';' : '';
	const first = present && `${lineEnd}${inner}${present}${separator}`;
	return { range: inside, newText: `${first}${added}` };
}

/** The indentation of the line that holds an offset. */
function lineIndent({ code, lines }: TypesFile, offset: number): string {
	const lineStart = lines.startOf(offset);
	return code.slice(lineStart, Math.min(skipBlanks(code, lineStart), offset));
}

function globalBlock(app: string, lineEnd: string, unit: string): string {
	return ['declare global {', indentCode(app, unit), '}'].join(lineEnd);
}

/** Puts a block before the `export {}` that ends the file, or at the end of the file. */
function beforeExport({ code, body, lineEnd }: TypesFile, text: string): TextEdit {
	const last = body.at(-1);
	if (last && isEmptyExport(last)) {
		return {
			range: { start: last.start, end: last.start },
			newText: `${text}${lineEnd}${lineEnd}`,
		};
	}
	const place = code.trimEnd().length;
	const gap = place === 0 ? '' : `${lineEnd}${lineEnd}`;
	return { range: { start: place, end: code.length }, newText: `${gap}${text}${lineEnd}` };
}

function isEmptyExport(node: SyntaxNode): boolean {
	return (
		node.type === 'ExportNamedDeclaration' &&
		!asNode(node['declaration']) &&
		asNodes(node['specifiers']).length === 0 &&
		!asNode(node['source'])
	);
}
