import { insertItem, removeItem } from '../../code/listEdits.ts';
import { renameUses, usesOf } from '../../code/nameUses.ts';
import { asNode, asNodes, asText, type SyntaxNode } from '../../code/syntaxTree.ts';
import { skipBlanks, startOfSpace } from '../../text/blanks.ts';
import type { TextEdit } from '../../text/range.ts';
import { applyEdits } from '../../text/textEdits.ts';
import { chainLines, chainTypes, type ChainedHook } from './hookChain.ts';
import { declaredBy, hookExport, type Declared, type HookExport } from './hookExport.ts';
import {
	kitHooks,
	maybeNothing,
	namesIn,
	takesInput,
	withoutTypes,
	type HooksFile,
	type Imported,
} from './hooksFile.ts';
import { indexAmong } from './handleOrder.ts';
import { NeededImports } from './neededImports.ts';
import { movedExports } from '../movedExports.ts';

export interface HookToWire extends Imported {
	readonly name: 'handle' | 'handleValidationError' | ChainedHook;
	/**
	 * Where it goes among those that are there. A number is compared with `handleOrder`. Unless told, a
	 * handle, `init` and `reroute` come last, `handleFetch` and `handleError` first.
	 */
	readonly order?: 'first' | 'last' | number;
}

export interface WireOptions {
	readonly language: 'ts' | 'js';
	readonly kitMajor: 2 | 3;
	/** Which hooks file it is, for the types of the hooks; that of the server unless told. */
	readonly side?: 'server' | 'client';
	/** Whether the file is one that a plan makes, and that nobody has yet. */
	readonly isPlanned?: boolean;
}

/** The file with the hook, and what is worth saying about it; or why that cannot be. */
type Outcome = { readonly text: string; readonly note?: string } | { readonly cannot: string };

/** A hook that the file has, as an expression. */
interface Own {
	readonly name: string;
	readonly takesInput: boolean;
	/** What tells what it does. */
	readonly names: readonly string[];
}

/** One hook on its way into one file that can be read and does not use it yet. */
export class Wiring {
	readonly #file: HooksFile;
	readonly #hook: HookToWire;
	readonly #options: WireOptions;
	readonly #imports: NeededImports;
	/** What to say where the usual name of the hook is taken. */
	#otherName: string | undefined;

	constructor(file: HooksFile, hook: HookToWire, options: WireOptions) {
		this.#file = file;
		this.#hook = hook;
		this.#options = options;
		this.#imports = new NeededImports(file.code, file.shape, file.style, [hook.name]);
	}

	run(): Outcome {
		const { name } = this.#hook;
		const how = hookExport(this.#file.body, name);
		switch (how.kind) {
			case 'none':
				return this.#new();
			case 'several':
				return {
					cannot: this.#options.isPlanned
						? `With the pattern's own, the hooks file would export \`${name}\` more than once.`
						: `The hooks file exports \`${name}\` more than once.`,
				};
			case 'unusual':
				return this.#odd;
			case 'maybe':
				return {
					cannot: `The hooks file passes on everything of \`${how.from}\`, which may have a \`${name}\`.`,
				};
			case 'declared':
			case 'listed':
			case 'passedOn':
				return name === 'handleValidationError'
					? { cannot: `The hooks file has a \`${name}\`, and only one can answer.` }
					: this.#join(how);
		}
	}

	#join(how: Extract<HookExport, { kind: 'declared' | 'listed' | 'passedOn' }>): Outcome {
		switch (how.kind) {
			case 'declared':
				return this.#joinDeclared(how.declared, undefined);
			case 'listed':
				return this.#joinListed(how);
			case 'passedOn':
				return this.#joinPassedOn(how);
		}
	}

	/** The file with edits, and the imports that they need. */
	#done(edits: readonly TextEdit[], note?: string): Outcome {
		const text = applyEdits(this.#file.code, [...this.#imports.edits(), ...edits]);
		const notes = [note, this.#otherName].filter((each) => each !== undefined);
		return notes.length > 0 ? { text, note: notes.join(' ') } : { text };
	}

	get #odd(): Outcome {
		return { cannot: `The hooks file exports its \`${this.#hook.name}\` in an unusual way.` };
	}

	/** A name that stands nowhere in the file. */
	#freeName(name: string): string {
		for (let i = 1; ; i++) {
			const free = i === 1 ? name : `${name}${i}`;
			if (!this.#file.identifiers.has(free) && this.#imports.take(free)) return free;
		}
	}

	/** The hook that comes in, imported. */
	#added(): string {
		const { name, exported, from } = this.#hook;
		const own = exported === 'default' || exported === name ? moduleName(from) : exported;
		const usual = own ?? `${name}Hook`;
		const added = this.#imports.name(exported, from, { name: usual });
		if (added !== usual && this.#file.isTopLevel(usual) && !this.#file.isImported(added)) {
			this.#otherName = `The file has another \`${usual}\`, so this one is called \`${added}\` in it.`;
		}
		return added;
	}

	#sequence(): string {
		const [name] = this.#file.sequence.names;
		const [namespace] = this.#file.sequence.namespaces;
		if (name === undefined && namespace !== undefined) return `${namespace}.sequence`;
		return this.#imports.name('sequence', kitHooks, { name: 'sequence' });
	}

	#new(): Outcome {
		const { name, exported, from } = this.#hook;
		const { code, body, style, lineEnd } = this.#file;
		const blank = code.trim() === '';
		let text: string;
		if (name === 'handle') {
			const call = (): string => `${this.#sequence()}(${this.#added()})${style.end}`;
			if (this.#file.isTopLevel(name)) {
				const all = this.#freeName(`${name}All`);
				text = [`const ${all} = ${call()}`, this.#list([`${all} as ${name}`])].join(lineEnd);
			} else text = `export const ${name} = ${call()}`;
		} else {
			const what = exported === name ? name : `${exported} as ${name}`;
			text = `export { ${what} } from ${style.quote}${from}${style.quote}${style.end}`;
		}
		if (body.length === 0) {
			const lines = this.#imports.lines();
			const fresh = [...lines, ...(lines.length > 0 ? [''] : []), text].join(lineEnd);
			const above = blank ? '' : `${code.trimEnd()}${lineEnd}${lineEnd}`;
			return { text: `${above}${fresh}${lineEnd}` };
		}
		if (name === 'handle') {
			const unused = this.#file.declared.has(name)
				? `The \`${name}\` that the file declares is not exported, so that SvelteKit does not run it.`
				: undefined;
			return this.#done([this.#atEnd(text)], unused);
		}
		const passing = body.findLast(
			(node) => /^Export(?:Named|All)Declaration$/.test(node.type) && node['source'],
		);
		if (passing) return this.#done([this.#file.below(passing, text, 'none')]);
		const lastImport = body.find(({ end }) => end === this.#file.shape.importsEnd);
		return this.#done([lastImport ? this.#file.below(lastImport, text) : this.#atEnd(text)]);
	}

	#atEnd(text: string): TextEdit {
		const { code, lineEnd } = this.#file;
		const end = startOfSpace(code, code.length);
		return { range: { start: end, end }, newText: `${lineEnd}${lineEnd}${text}` };
	}

	#list(names: readonly string[]): string {
		return `export { ${names.join(', ')} }${this.#file.style.end}`;
	}

	/** Whether the hook comes before the one that the file has. */
	#addedFirst({ names }: Own): boolean {
		const { name, order } = this.#hook;
		const usual = name === 'handleFetch' || name === 'handleError' ? 'first' : 'last';
		return indexAmong([names], order ?? usual) === 0;
	}

	/** The declaration of a hook that is both, without a line break at its end. */
	#joined(
		own: Own,
		{ name, exported }: { readonly name: string; readonly exported: boolean },
	): string {
		const { style, lineEnd } = this.#file;
		const hook = this.#hook.name;
		const addedFirst = this.#addedFirst(own);
		if (hook === 'handle' || hook === 'handleValidationError') {
			const sequence = this.#sequence();
			const added = this.#added();
			const list = addedFirst ? [added, own.name] : [own.name, added];
			return `${exported ? 'export ' : ''}const ${name} = ${sequence}(${list.join(', ')})${style.end}`;
		}
		const chain = { name, exported, own, added: this.#added(), addedFirst };
		const { language } = this.#options;
		const { indent, end } = style;
		const onClient = hook === 'handleError' && this.#options.side === 'client';
		const type = this.#typeOf(onClient ? 'HandleClientError' : chainTypes[hook]);
		return chainLines(hook, chain, { language, indent, end, type }).join(lineEnd);
	}

	/** A type of SvelteKit as the file writes it. */
	#typeOf(type: string | undefined): string {
		if (type === undefined) return '';
		const home =
			movedExports.get(type)?.[this.#options.kitMajor === 3 ? 'kit3' : 'kit2'] ?? '@sveltejs/kit';
		const { quote } = this.#file.style;
		return this.#options.language === 'ts'
			? this.#imports.name(type, home, { name: type, type: true })
			: `import(${quote}${home}${quote}).${type}`;
	}

	/** What to say about a hook that is called by a new one. */
	#note(own: Own, was: string): string {
		const { name } = this.#hook;
		const added = `\`${this.#added()}\``;
		const renamed = own.name === was ? '' : ` Your own is called \`${own.name}\` now.`;
		const theirs = own.name === name ? 'your own' : `\`${own.name}\``;
		const [first, second] = this.#addedFirst(own) ? [added, theirs] : [theirs, added];
		switch (name) {
			case 'handleError':
				return `\`${name}\` calls ${first} and ${second}; what ${theirs} returns counts, if it returns something.${renamed}`;
			case 'reroute':
				return `\`${name}\` asks ${first}, and ${second} if that returns nothing.${renamed}`;
			case 'handleFetch':
				return `The requests of ${first} go through ${second}.${renamed}`;
			case 'transport':
				return `\`${name}\` has the types of both; those of ${theirs} count where a name is the same.${renamed}`;
			case 'handle':
			case 'handleValidationError':
			case 'init':
				return `\`${name}\` runs ${first}, then ${second}.${renamed}`;
		}
	}

	/**
	 * Joins a hook that the file declares under its own name.
	 *
	 * @param specifier that exports it, if its declaration does not
	 */
	#joinDeclared(declared: Declared, specifier: Listed | undefined): Outcome {
		const { code, body } = this.#file;
		const { name, range, statement, node } = declared;
		const listedAt = specifier && asNode(specifier.specifier['local'])?.start;
		const known = [range.start, ...(listedAt === undefined ? [] : [listedAt])];
		const { uses, assigned, unsure } = usesOf(body, name, known);
		const obstacle = this.#obstacle(declared, { assigned, unsure });
		if (obstacle) return obstacle;
		const init = this.#initOf(declared);
		const inside = init && this.#intoExpression(node, init);
		if (inside) return this.#done(inside);

		const hook = this.#hook.name;
		const others = declaredBy(statement)
			.map((each) => each.name)
			.filter((each) => each !== name);
		const facts = { takesInput: takesInput(node), names: this.#tellingNames(namesIn(init)) };
		if (unsure) {
			const own = { ...facts, name };
			const all = this.#freeName(`${hook}All`);
			const text = this.#joined(own, { name: all, exported: false });
			const listed = `${all} as ${hook}`;
			const edits = specifier
				? [
						this.#file.below(statement, text),
						{ range: rangeOf(specifier.specifier), newText: listed },
					]
				: [
						withoutExport(code, statement),
						this.#file.below(
							statement,
							[text, this.#list([...others, listed])].join(this.#file.lineEnd),
						),
					];
			return this.#done(edits, this.#note(own, name));
		}
		const own = { ...facts, name: this.#freeName(`${hook}Own`) };
		const text = this.#joined(own, { name: hook, exported: declared.exported });
		const lines = declared.exported && others.length > 0 ? [this.#list(others), text] : [text];
		return this.#done(
			[
				...(declared.exported ? [withoutExport(code, statement)] : []),
				...renameUses([{ start: range.start, shorthand: declared.shorthand }, ...uses], {
					from: name,
					to: own.name,
				}),
				this.#file.below(statement, lines.join(this.#file.lineEnd)),
			],
			this.#note(own, name),
		);
	}

	/** Why a declared hook cannot be joined. */
	#obstacle(
		declared: Declared,
		{ assigned, unsure }: { readonly assigned: boolean; readonly unsure: boolean },
	): Outcome | undefined {
		const { code } = this.#file;
		const { kind, name, plain, range, node } = declared;
		if (kind === 'other' || code.slice(range.start, range.end) !== name) return this.#odd;
		if (kind !== 'const' && (assigned || (kind === 'variable' && unsure))) {
			return { cannot: `The hooks file gives \`${name}\` another value later on.` };
		}
		if (kind !== 'function' && plain && maybeNothing(asNode(node['init']))) {
			return { cannot: `The \`${name}\` of the hooks file may be nothing at times.` };
		}
		return undefined;
	}

	/** The expression that a variable is declared with. */
	#initOf({ kind, plain, node }: Declared): SyntaxNode | undefined {
		return plain && kind !== 'function' ? asNode(node['init']) : undefined;
	}

	/** Edits to the expression that a hook is declared with, where that can take the hook as it is. */
	#intoExpression(declarator: SyntaxNode, init: SyntaxNode): readonly TextEdit[] | undefined {
		const file = this.#file;
		const { name, order } = this.#hook;
		if (name === 'transport') {
			const object = withoutTypes(init);
			if (object.type !== 'ObjectExpression') return undefined;
			const inside = { start: object.start + 1, end: object.end - 1 };
			const list = { items: asNodes(object['properties']), inside };
			const added = `...${this.#added()}`;
			const content = file.code.slice(inside.start, inside.end);
			// Braces on one line have blanks inside.
			return content.trim() === '' && !content.includes('\n')
				? [{ range: inside, newText: ` ${added} ` }]
				: insertItem(file, list, 0, added);
		}
		if (name !== 'handle') return undefined;
		const call = this.#sequenceOf(init);
		if (call) {
			const before = asNode(call['typeArguments']) ?? asNode(call['callee']);
			const open = file.bare.indexOf('(', before?.end ?? call.start) + 1;
			const items = asNodes(call['arguments']);
			const index = indexAmong(
				items.map((item) => this.#tellingNames(namesIn(item))),
				order ?? 'last',
			);
			return insertItem(
				file,
				{ items, inside: { start: open, end: call.end - 1 } },
				index,
				this.#added(),
			);
		}
		// A comment before it may be a cast, which is about the expression alone.
		const commented = file.comments.some(
			({ start, end }) => start >= declarator.start && end <= init.start,
		);
		const oneLine = !file.code.slice(init.start, init.end).includes('\n');
		if (!canStayInside(init) || !oneLine || commented) return undefined;
		const addedFirst = indexAmong([this.#tellingNames(namesIn(init))], order ?? 'last') === 0;
		const [sequence, added] = [this.#sequence(), this.#added()];
		return [
			{
				range: { start: init.start, end: init.start },
				newText: `${sequence}(${addedFirst ? `${added}, ` : ''}`,
			},
			{
				range: { start: init.end, end: init.end },
				newText: addedFirst ? ')' : `, ${added})`,
			},
		];
	}

	/** What a handle is called, by its names here and in the module that it is imported from. */
	#tellingNames(names: string): readonly string[] {
		const imported = this.#file.importOf(names.split(' ').at(-1) ?? '');
		if (!imported) return [names];
		const { exported, from } = imported;
		return [names, exported, moduleName(from) ?? '', from];
	}

	/** The call of `sequence` that a hook is declared with, also where it has a name of its own. */
	#sequenceOf(init: SyntaxNode): SyntaxNode | undefined {
		const file = this.#file;
		const call = file.sequenceCall(init);
		const named = withoutTypes(init);
		if (call || named.type !== 'Identifier') return call;
		const declared = file.declared.get(asText(named['name']));
		if (!declared || declared.kind !== 'const' || declared.exported) return undefined;
		const found = usesOf(file.body, declared.name, [declared.range.start, named.start]);
		return found.uses.length === 0 && !found.unsure
			? file.sequenceCall(this.#initOf(declared))
			: undefined;
	}

	/** Joins a hook that is exported in a list, from where it may have another name. */
	#joinListed(listed: Listed): Outcome {
		const file = this.#file;
		const hook = this.#hook.name;
		const { statement, specifier, local } = listed;
		const declared = file.declared.get(local);
		const imported = file.isImported(local);
		if (declared && local === hook) return this.#joinDeclared(declared, listed);
		if (!declared && !imported) return this.#odd;
		if (declared) {
			const known = [declared.range.start, asNode(specifier['local'])?.start ?? -1];
			const found = usesOf(file.body, local, known);
			const obstacle = this.#obstacle(declared, found);
			if (obstacle) return obstacle;
			const init = this.#initOf(declared);
			if (init && file.sequenceCall(init) && found.uses.length === 0 && !found.unsure) {
				const inside = this.#intoExpression(declared.node, init);
				if (inside) return this.#done(inside);
			}
		}
		const own = {
			name: local,
			takesInput: takesInput(declared?.node),
			names: this.#tellingNames(local),
		};
		const place =
			declared && declared.statement.start > statement.start ? declared.statement : undefined;
		return this.#done(this.#replaceSpecifier(listed, own, place), this.#note(own, local));
	}

	/** Joins a hook that the file passes on from another module. */
	#joinPassedOn(passed: Extract<HookExport, { kind: 'passedOn' }>): Outcome {
		const { statement, imported, from } = passed;
		const source = asNode(statement['source']);
		const attributes =
			source && this.#file.bare.slice(source.end, statement.end).replace(';', '').trim();
		if (attributes !== '' || imported === '') return this.#odd;
		const hook = this.#hook.name;
		const usual = imported === 'default' || imported === hook ? `${hook}Own` : imported;
		const name = this.#imports.name(imported, from, { name: usual });
		const own = { name, takesInput: true, names: [imported, moduleName(from) ?? '', from] };
		return this.#done(this.#replaceSpecifier(passed, own, undefined), this.#note(own, name));
	}

	/**
	 * Takes a hook out of a list of exports, and declares the one that is both.
	 *
	 * @param below the statement that the new one goes below, if not in place of the list
	 */
	#replaceSpecifier(
		{ statement, specifier }: Pick<Listed, 'statement' | 'specifier'>,
		own: Own,
		below: SyntaxNode | undefined,
	): readonly TextEdit[] {
		const file = this.#file;
		const { code, bare, lineEnd } = file;
		const hook = this.#hook.name;
		const items = asNodes(statement['specifiers']);
		const open = bare.indexOf('{', statement.start) + 1;
		const list = { items, inside: { start: open, end: bare.indexOf('}', open) } };
		const passedOn = Boolean(statement['source']);
		const free = !file.isTopLevel(hook);
		const name = free ? hook : this.#freeName(`${hook}All`);
		const text = this.#joined(own, { name, exported: free });
		const asHook = `${name} as ${hook}`;

		if (!free && !passedOn) {
			// The list has to stay, with the new one in it, declared above.
			const listed = { range: rangeOf(specifier), newText: asHook };
			return below
				? [listed, file.below(below, text)]
				: [
						{
							range: { start: statement.start, end: statement.start },
							newText: `${file.ended(text, statement.start)}${lineEnd}`,
						},
						listed,
					];
		}
		const whole = free ? text : [text, this.#list([asHook])].join(lineEnd);
		if (items.length > 1) {
			const removed = removeItem(file, list, items.indexOf(specifier));
			return [removed, file.below(below ?? statement, whole)];
		}
		if (!below) return [{ range: rangeOf(statement), newText: file.ended(whole, statement.end) }];
		const end = skipBlanks(code, statement.end);
		const lineBreak = /^\r?\n/.exec(code.slice(end, end + 2))?.[0].length ?? 0;
		return [
			{ range: { start: statement.start, end: end + lineBreak }, newText: '' },
			file.below(below, whole),
		];
	}
}

type Listed = Extract<HookExport, { kind: 'listed' }>;

/** Takes the word `export` off a declaration. */
function withoutExport(code: string, { start }: SyntaxNode): TextEdit {
	const end = start + 'export'.length;
	return {
		range: { start, end: end + (/^\s*/.exec(code.slice(end, end + 100))?.[0].length ?? 0) },
		newText: '',
	};
}

/** Expressions that are short and have no code of their own, so that they may be an argument. */
function canStayInside(init: SyntaxNode): boolean {
	return /^(?:Identifier|(?:Member|Call|New|Await|Conditional|Logical)Expression)$/.test(
		withoutTypes(init).type,
	);
}

/** Names of files that tell nothing. */
const plainNames = /^(?:hooks?|handles?|server|index|lib|src)$/;

/** A name for what a module exports, by its file: `better-auth.ts` is `betterAuth`; `undefined` without. */
function moduleName(specifier: string): string | undefined {
	const file = specifier.replace(/\.m?[jt]s$/, '').replace(/\/index$/, '');
	const name = file
		.slice(file.lastIndexOf('/') + 1)
		.replace(/[^\p{ID_Continue}]+(.)?/gu, (_match, next: string | undefined) =>
			(next ?? '').toUpperCase(),
		);
	return /^\p{ID_Start}/u.test(name) && !plainNames.test(name) ? name : undefined;
}

function rangeOf({ start, end }: SyntaxNode): { readonly start: number; readonly end: number } {
	return { start, end };
}
