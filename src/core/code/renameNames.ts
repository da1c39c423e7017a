import { freeNames } from './freeNames.ts';
import { maskText } from './moduleScan.ts';
import { ParsedModule } from './parsedModule.ts';
import { readMarkup } from './svelteScripts.ts';
import { asNode, asNodes, asText, parseModule, walk, type SyntaxNode } from './syntaxTree.ts';
import { shifted, type TextEdit, type TextRange } from '../text/range.ts';
import type { NameChange } from '../text/nameWords.ts';
import { applyEdits } from '../text/textEdits.ts';

/** How names of a file change. */
export interface Renaming {
	readonly change: NameChange;
	/** The keys and members that change; all others stay, since others decide on them. */
	readonly members: ReadonlySet<string>;
	/**
	 * What becomes of an import.
	 *
	 * @returns the new specifier, and whether an export of that name is renamed there too
	 */
	readonly importOf: (specifier: string) => {
		readonly specifier: string;
		readonly renames: (exported: string) => boolean;
	};
}

export interface RenamedCode {
	readonly code: string;
	/** New names that stand for something else in the code already, or are words of the language. */
	readonly taken: readonly string[];
}

/** Names by which SvelteKit finds what a file exports. */
const contractNames: ReadonlySet<string> = new Set(
	'GET HEAD POST PUT PATCH DELETE OPTIONS fallback load actions entries prerender ssr csr trailingSlash config'.split(
		' ',
	),
);

/** Whether a file exports something by this name for SvelteKit. */
export function isContractName(name: string): boolean {
	return contractNames.has(name);
}

const reservedWords: ReadonlySet<string> = new Set(
	'abstract any arguments as async await boolean break case catch class const continue debugger declare default delete do else enum eval export extends false finally for from function get if implements import in infer instanceof interface is keyof let namespace never new null number object of package private protected public readonly require return satisfies set static string super switch symbol this throw true try type typeof undefined unique unknown using var void while with yield'.split(
		' ',
	),
);

/** Whether a name cannot be that of a variable, or should not be. */
export function isReserved(name: string): boolean {
	return reservedWords.has(name);
}

/**
 * Code in which something is called otherwise: its variables, types and imports, keys and members that
 * are named, and texts that are such a name as a whole. Comments and sentences stay, and so does what
 * other modules and the platform declare. Code that does not parse comes back as it is.
 *
 * @param language what the code is; of others than TypeScript, JavaScript and Svelte nothing is changed
 */
export function renameNames(code: string, language: string, renaming: Renaming): RenamedCode {
	const module = new ParsedModule(code);
	if (language !== 'svelte') {
		const isCode = language === 'typescript' || language === 'javascript';
		if (!isCode || !module.tree) return { code, taken: [] };
		const names = new ModuleNames(module, renaming);
		return { code: applyEdits(code, names.edits()), taken: names.taken };
	}
	const scripts = module.scripts.map(({ content, contentRange }) => ({
		names: new ModuleNames(content, renaming),
		offset: contentRange.start,
	}));
	const known = scripts.map(({ names }) => names);
	const markup = new MarkupNames(code, renaming, known);
	const edits = scripts.flatMap(({ names, offset }) =>
		names.edits().map(({ range, newText }) => ({ range: shifted(range, offset), newText })),
	);
	const all = [...edits, ...markup.edits()];
	const taken = new Set([...known.flatMap((each) => each.taken), ...markup.taken]);
	return { code: applyEdits(code, all), taken: [...taken] };
}

/** The keys of objects in a module, and those of its types and classes, that a change would be for. */
export function keysIn(
	{ tree }: ParsedModule,
	change: NameChange,
): { readonly objects: ReadonlySet<string>; readonly types: ReadonlySet<string> } {
	const objects = new Set<string>();
	const types = new Set<string>();
	walk(tree?.body ?? [], (node) => {
		if (node.type === 'ObjectExpression') {
			for (const property of asNodes(node['properties'])) addKey(objects, property, change);
		} else if (/^TS(?:Property|Method)Signature$|^PropertyDefinition$/.test(node.type)) {
			addKey(types, node, change);
		}
	});
	return { objects, types };
}

function addKey(keys: Set<string>, holder: SyntaxNode, change: NameChange): void {
	const name = asText(asNode(holder['key'])?.['name']);
	if (holder['computed'] !== true && name !== '' && change.of(name) !== undefined) keys.add(name);
}

/** An identifier, and what it is where it stands. */
interface Mention {
	readonly name: string;
	readonly start: number;
	/** A shorthand is the key and the variable in one: `{ name }`. */
	readonly kind: 'name' | 'member' | 'shorthand';
	/** The name of what a member is of, as far as it has one. */
	readonly of: string;
}

/** What becomes of the names in a piece of code. */
interface NewNames {
	name(name: string): string;
	member(name: string, of: string): string;
}

/** The edits of a parsed piece of code; its imports are left to others. */
function editsIn(
	text: string,
	body: readonly SyntaxNode[],
	names: NewNames,
	renaming: Renaming,
): readonly TextEdit[] {
	const edits: TextEdit[] = [];
	for (const { name, start, kind, of } of mentionsIn(body)) {
		const own = kind === 'member' ? '' : names.name(name);
		const key = kind === 'name' ? '' : names.member(name, of);
		const both = key === own ? own : `${key}: ${own}`;
		const newText = kind === 'name' ? own : kind === 'member' ? key : both;
		if (newText === name) continue;
		edits.push({ range: { start, end: start + name.length }, newText });
	}
	walk(body, (node, parent) => {
		if (node.type === 'ImportDeclaration') return false;
		const edit = literalEdit(text, node, parent, renaming);
		if (edit) edits.push(edit);
		return undefined;
	});
	return edits;
}

/** A text that is a name as a whole, such as that of a table, a column, a field or a file. */
function literalEdit(
	text: string,
	node: SyntaxNode,
	parent: SyntaxNode | undefined,
	renaming: Renaming,
): TextEdit | undefined {
	const { value } = node;
	if (node.type !== 'Literal' || typeof value !== 'string') return undefined;
	const range = { start: node.start + 1, end: node.end - 1 };
	if (text.slice(range.start, range.end) !== value) return undefined;
	if (parent?.['source'] === node || parent?.type === 'ImportExpression') {
		const { specifier } = renaming.importOf(value);
		return specifier === value ? undefined : { range, newText: specifier };
	}
	// `method: 'post'` is no post.
	if (asText(asNode(parent?.['key'])?.['name']) === 'method') return undefined;
	const newText = textOf(value, renaming);
	return newText === undefined || newText === value ? undefined : { range, newText };
}

/** The names of a module. */
class ModuleNames implements NewNames {
	/** Old names of variables and types, and the new ones. */
	readonly renamed = new Map<string, string>();
	/** All names that stand for something in the code. */
	readonly all = new Set<string>();
	/** Those that come from other modules under the name that they have there, or are there anyway. */
	readonly foreign = new Set<string>();
	readonly taken: readonly string[];
	readonly #module: ParsedModule;
	readonly #renaming: Renaming;
	/** What modules of this project are called as a whole: `import * as schema`. */
	readonly #namespaces = new Map<string, (exported: string) => boolean>();

	constructor(module: ParsedModule, renaming: Renaming) {
		this.#module = module;
		this.#renaming = renaming;
		const body = module.tree?.body ?? [];
		for (const { name, kind } of mentionsIn(body)) if (kind !== 'member') this.all.add(name);
		const imported = new Set<string>();
		for (const { specifier, names } of module.shape.imports) {
			const { renames } = renaming.importOf(specifier);
			for (const { imported: name, local } of names) {
				imported.add(local);
				this.all.add(local);
				if (name === '*') this.#namespaces.set(local, renames);
				else if (!renames(name)) this.foreign.add(local);
			}
		}
		for (const name of freeNames(body)) if (!imported.has(name)) this.foreign.add(name);
		for (const name of this.all) this.#rename(name);
		const counts = Map.groupBy(this.renamed.values(), (name) => name);
		this.taken = [...counts].flatMap(([name, { length }]) => {
			const isTaken = this.all.has(name) && !this.renamed.has(name);
			return isTaken || length > 1 || isReserved(name) ? [name] : [];
		});
	}

	#rename(name: string): void {
		if (this.foreign.has(name) || contractNames.has(name)) return;
		const newName = this.#renaming.change.of(name);
		if (newName !== undefined && newName !== name) this.renamed.set(name, newName);
	}

	name(name: string): string {
		return this.renamed.get(name) ?? name;
	}

	member(name: string, of: string): string {
		const { members, change } = this.#renaming;
		const isExport = this.#namespaces.get(of)?.(name) ?? false;
		// Drizzle names its queries after the tables.
		const isQuery = of === 'query' && change.isWhole(name);
		return members.has(name) || isExport || isQuery ? (change.of(name) ?? name) : name;
	}

	edits(): readonly TextEdit[] {
		const { shape, text, tree } = this.#module;
		const edits = [...editsIn(text, tree?.body ?? [], this, this.#renaming)];
		for (const { specifier, specifierRange, names } of shape.imports) {
			const { specifier: newSpecifier, renames } = this.#renaming.importOf(specifier);
			if (newSpecifier !== specifier) {
				const start = specifierRange.start + 1;
				const range = { start, end: start + specifier.length };
				edits.push({ range, newText: newSpecifier });
			}
			for (const { imported, local, range } of names) {
				const isRenamed = imported !== '*' && renames(imported);
				const there = isRenamed ? (this.#renaming.change.of(imported) ?? imported) : imported;
				const here = this.name(local);
				if (there === imported && here === local) continue;
				const written = text.slice(range.start, range.end);
				const modifier = /^type\s+/.exec(written)?.[0] ?? '';
				const newText = there === here ? here : `${there} as ${here}`;
				const isNamespace = imported === '*' || imported === 'default';
				const whole = `${written.slice(0, written.length - local.length)}${here}`;
				edits.push({ range, newText: isNamespace ? whole : `${modifier}${newText}` });
			}
		}
		return edits;
	}
}

/** Keys that things of the platform, of SvelteKit and of common packages have, too. */
const sharedKeys: ReadonlySet<string> = new Set(
	'action body cause code config content context cookie cookies data entries entry error errors event events file files form format header headers id input item items key keys link links locals message method model name names option options page pages param params parent path port props query reference request response result results return role route routes row rows search session setting settings size sort source state states status tag task text time title type types url user value values version view views'.split(
		' ',
	),
);

/** Whether a key may be that of something else just as well, so that it has to stay. */
export function isSharedKey(name: string): boolean {
	return sharedKeys.has(name);
}

/**
 * A text that is a name, `products`, `product_id`, `products-error`, or that of a file,
 * `products.csv`, with the new name; `undefined` for any other text.
 */
function textOf(text: string, { change, members }: Renaming): string | undefined {
	const [, name = '', ending = ''] =
		/^([A-Za-z][\w-]*)(\.(?:csv|json|xml|txt|pdf|ics|zip|html))?$/.exec(text) ?? [];
	if (name === '' || contractNames.has(name)) return undefined;
	const isForeign = isSharedKey(name) && !members.has(name);
	if (isForeign || !change.begins(name)) return undefined;
	const style = name.includes('-') || ending !== '' ? 'kebab' : 'snake';
	const newName = change.of(name, /^[A-Z]/.test(name) ? 'title' : style);
	return newName === undefined ? undefined : `${newName}${ending}`;
}

/** Where a node keeps a key or a member, by type. */
const memberPlaces: Readonly<Record<string, string>> = {
	MemberExpression: 'property',
	MethodDefinition: 'key',
	Property: 'key',
	PropertyDefinition: 'key',
	TSEnumMember: 'id',
	TSMethodSignature: 'key',
	TSPropertySignature: 'key',
	TSQualifiedName: 'right',
};

/** Where words stand that are neither. */
const wordPlaces: Readonly<Record<string, readonly string[]>> = {
	BreakStatement: ['label'],
	ContinueStatement: ['label'],
	ImportAttribute: ['key'],
	LabeledStatement: ['label'],
	MetaProperty: ['meta', 'property'],
	TSImportType: ['qualifier'],
	TSNamedTupleMember: ['label'],
};

function mentionsIn(body: readonly SyntaxNode[]): readonly Mention[] {
	const mentions = new Map<number, Mention>();
	walk(body, (node, parent) => {
		if (node.type === 'ImportDeclaration') return false;
		// What a module passes on is named by that module.
		if (node.type.startsWith('Export') && asNode(node['source'])) return false;
		if (node.type === 'Property' && node['shorthand'] === true) {
			const key = asNode(node['key']);
			const name = asText(key?.['name']);
			if (key) mentions.set(key.start, { name, start: key.start, kind: 'shorthand', of: '' });
		}
		if (node.type !== 'Identifier' || mentions.has(node.start)) return undefined;
		const words = wordPlaces[parent?.type ?? ''] ?? [];
		if (words.some((place) => parent?.[place] === node)) return undefined;
		const name = asText(node['name']);
		const { start } = node;
		const isMember =
			parent !== undefined &&
			parent[memberPlaces[parent.type] ?? ''] === node &&
			parent['computed'] !== true;
		const kind = isMember ? 'member' : 'name';
		mentions.set(start, { name, start, kind, of: isMember ? ownerOf(parent) : '' });
		return undefined;
	});
	return [...mentions.values()];
}

/** `schema` of `schema.products`, `query` of `db.query.products`. */
function ownerOf(member: SyntaxNode): string {
	const owner = asNode(member['object']) ?? asNode(member['left']);
	return asText(owner?.['name']) || asText(asNode(owner?.['property'])?.['name']);
}

/** Attributes that name something of the page, or what is sent. */
const namingAttributes: ReadonlySet<string> = new Set(
	'id name for form list aria-labelledby aria-describedby aria-controls aria-errormessage'.split(
		' ',
	),
);

/** What opens a block or a tag in braces, in front of its expression. */
const blockOpening = /^\s*(?:[#:@][a-z]+(?:\s+if(?=\s))?|\.\.\.)/;

/** The names in the markup of a Svelte file. */
class MarkupNames implements NewNames {
	readonly taken: string[] = [];
	readonly #code: string;
	readonly #renaming: Renaming;
	readonly #scripts: readonly ModuleNames[];
	/** Names that the markup has itself, and new ones. */
	readonly #all = new Set<string>();
	readonly #new = new Set<string>();

	constructor(code: string, renaming: Renaming, scripts: readonly ModuleNames[]) {
		this.#code = code;
		this.#renaming = renaming;
		this.#scripts = scripts;
	}

	edits(): readonly TextEdit[] {
		const { tags, expressions } = readMarkup(this.#code);
		const ranges = [...expressions, ...tags.flatMap(({ spreads }) => spreads)];
		const inText = ranges.flatMap((range) => this.#inBraces(range));
		const inTags = tags.flatMap(({ values }) =>
			[...values].flatMap(([name, range]) => this.#inValue(name.toLowerCase(), range)),
		);
		for (const name of this.#new) if (this.#all.has(name)) this.taken.push(name);
		return [...inText, ...inTags, ...this.#labels()];
	}

	/** A variable of a script, or one of a block of the markup. */
	name(name: string): string {
		this.#all.add(name);
		const known = this.#scripts.map(({ renamed }) => renamed.get(name)).find((each) => each);
		const isForeign = this.#scripts.some(({ foreign }) => foreign.has(name));
		if (known === undefined && (isForeign || contractNames.has(name))) return name;
		const newName = known ?? this.#renaming.change.of(name) ?? name;
		if (newName === name) return name;
		this.#new.add(newName);
		if (isReserved(newName)) this.taken.push(newName);
		for (const { all, renamed } of this.#scripts) {
			if (all.has(newName) && !renamed.has(newName)) this.taken.push(newName);
		}
		return newName;
	}

	member(name: string): string {
		const { change, members } = this.#renaming;
		return members.has(name) ? (change.of(name) ?? name) : name;
	}

	#inValue(name: string, range: TextRange): readonly TextEdit[] {
		const text = this.#code.slice(range.start, range.end);
		if (text.startsWith('{') && text.endsWith('}') && !text.slice(1).includes('{')) {
			return this.#inBraces(range);
		}
		if (text.includes('{')) {
			const parts = [...text.matchAll(/\{[^{}]*\}/g)];
			if (parts.length === 0) return this.#inBraces(range);
			return parts.flatMap(({ 0: part, index }) => {
				const start = range.start + index;
				return this.#inBraces({ start, end: start + part.length });
			});
		}
		// `?/createProduct` is a key of the actions.
		const [, action] = /^\?\/(\w+)$/.exec(text) ?? [];
		if (action !== undefined) {
			const newText = this.member(action);
			const start = range.start + 2;
			return newText === action ? [] : [{ range: { start, end: range.end }, newText }];
		}
		return namingAttributes.has(name) ? this.#inWords(range) : [];
	}

	/** What stands in braces, these included. */
	#inBraces({ start, end }: TextRange): readonly TextEdit[] {
		const inner = this.#code.slice(start + 1, end - 1);
		const opening = blockOpening.exec(inner)?.[0].length ?? 0;
		const offset = start + 1 + opening;
		const text = inner.slice(opening);
		const whole = this.#parsed(text, offset);
		if (whole) return whole;
		// `{#each products as product (product.id)}`
		const as = text.lastIndexOf(' as ');
		const list = as === -1 ? undefined : this.#parsed(text.slice(0, as), offset);
		return list
			? [...list, ...this.#scanned(text.slice(as), offset + as)]
			: this.#scanned(text, offset);
	}

	#parsed(text: string, offset: number): readonly TextEdit[] | undefined {
		if (text.trim() === '') return [];
		const code = `(${text}\n)`;
		const tree = parseModule(code);
		if (!tree) return undefined;
		return editsIn(code, tree.body, this, this.#renaming).map(({ range, newText }) => ({
			range: shifted(range, offset - 1),
			newText,
		}));
	}

	/** The names in what is no expression by itself. */
	#scanned(text: string, offset: number): readonly TextEdit[] {
		const words = /\.{3}|\.?[\p{L}_$][\p{L}\p{N}_$]*/gu;
		return [...maskText(text).matchAll(words)].flatMap(
			({ 0: word, index }): readonly TextEdit[] => {
				if (word === '...') return [];
				const isMember = word.startsWith('.');
				const name = isMember ? word.slice(1) : word;
				const newText = isMember ? this.member(name) : this.name(name);
				const end = offset + index + word.length;
				return newText === name ? [] : [{ range: { start: end - name.length, end }, newText }];
			},
		);
	}

	/** Each of the words in an attribute that is such a name. */
	#inWords({ start, end }: TextRange): readonly TextEdit[] {
		return [...this.#code.slice(start, end).matchAll(/[^\s]+/g)].flatMap(({ 0: word, index }) => {
			const newText = textOf(word, this.#renaming);
			const range = { start: start + index, end: start + index + word.length };
			return newText === undefined || newText === word ? [] : [{ range, newText }];
		});
	}

	/** A heading or a label that is the name and nothing else. */
	#labels(): readonly TextEdit[] {
		const { change } = this.#renaming;
		return [...this.#code.matchAll(/>\s*([A-Za-z]{1,40})\s*</g)].flatMap(
			({ 0: whole, 1: text = '', index }) => {
				const newText = change.isWhole(text) ? change.of(text, 'title') : undefined;
				const start = index + whole.indexOf(text);
				return newText === undefined
					? []
					: [{ range: { start, end: start + text.length }, newText }];
			},
		);
	}
}
