import { Bindings } from './bindings.ts';
import { argumentsOf, passedThrough } from './calls.ts';
import { commentOf, isPublic, isVariableName, type EnvVariable } from './envVariable.ts';
import { liftCode } from './liftedCode.ts';
import { mergeImports } from './mergeImports.ts';
import { findMember, memberEdits, type NewMember } from './objectMembers.ts';
import { ParsedModule } from './parsedModule.ts';
import { schemaCode, schemasOf, type SchemaLibrary, type Schemas } from './schemaLibrary.ts';
import { stringLiteral } from './stringLiteral.ts';
import { asNode, asNodes, asText, walk, type SyntaxNode } from './syntaxTree.ts';
import type { TextEdit } from '../text/range.ts';

export type EnvSchemaMerge =
	| {
			/** None where nothing is missing. They do not overlap. */
			readonly edits: readonly TextEdit[];
			readonly added: readonly string[];
			/** What the module declares already, in whatever way. */
			readonly present: readonly string[];
	  }
	/** Why the module cannot be changed, and what to write by hand: sentences for the user. */
	| { readonly cannot: string };

/**
 * Adds variables to the module in which a project declares those that it reads: to the `variables` of
 * a `src/env.ts`, or to the schema of zod or valibot that a module checks `$env/…` or `process.env`
 * against. What is declared stays as it is. The module is read and never run. Never throws.
 *
 * @param library what the project checks values with, for a module that does not yet
 */
export function addEnvVariables(
	code: string | ParsedModule,
	variables: readonly EnvVariable[],
	library?: SchemaLibrary,
): EnvSchemaMerge {
	const fitting = variables.filter(({ name }) => isVariableName(name));
	if (fitting.length === 0) return { edits: [], added: [], present: [] };
	const file = new EnvModule(ParsedModule.of(code), library);
	const home = file.home();
	if ('cannot' in home) return byHand(home.cannot, fitting);
	const present: string[] = [];
	const added = new Map<string, NewMember>();
	for (const variable of fitting) {
		const { name } = variable;
		if (added.has(name)) continue;
		const states = new Set(
			home.objects.map((object) => findMember(object, name, file.bindings).kind),
		);
		if (states.has('found')) {
			present.push(name);
			continue;
		}
		const value = home.valueOf(variable);
		if (states.has('unknown') || value === undefined) {
			return byHand(
				value === undefined
					? 'The module has no schemas that could be extended.'
					: 'Only running the module could tell which variables it declares.',
				fitting,
			);
		}
		added.set(name, { name, value });
	}
	const [object] = home.objects;
	if (!object || added.size === 0) return { edits: [], added: [], present };
	return {
		edits: [...home.importEdits, ...memberEdits(file.module, object, [...added.values()])],
		added: [...added.keys()],
		present,
	};
}

/**
 * Adds the variables that one module declares to another one, which keeps its own declarations: to the
 * `variables` of a `src/env.ts`, or to a schema. The modules are read and never run. Never throws.
 *
 * @returns `undefined` where the added module declares none in a way that can be read
 */
export function joinDeclarations(
	code: string | ParsedModule,
	added: string | ParsedModule,
): EnvSchemaMerge | undefined {
	const own = new EnvModule(ParsedModule.of(code), undefined);
	const other = new EnvModule(ParsedModule.of(added), undefined);
	const [home, more] = [own.home(), other.home()];
	const [members] = 'cannot' in more ? [] : more.objects;
	if (!members) return undefined;
	const properties = asNodes(members['properties']);
	if (properties.length === 0) return { edits: [], added: [], present: [] };
	const names = properties.map((member) => ({ name: nameOf(asNode(member['key'])) }));
	if ('cannot' in home) return byHand(home.cannot, names);
	const [object] = home.objects;
	if (!object) return byHand('The module declares no variables.', names);
	const declared = new Set(own.module.shape.declarations.map(({ name }) => name));
	const present: string[] = [];
	const byHandOnly: string[] = [];
	const imports = new Set<string>();
	const wanted: NewMember[] = [];
	for (const member of properties) {
		const name = nameOf(asNode(member['key']));
		const value = asNode(member['value']);
		const state = findMember(object, name, own.bindings).kind;
		if (state === 'found') {
			present.push(name);
			continue;
		}
		const lifted = value && liftCode(other.module, value, declared);
		if (state === 'unknown' || !lifted || name === '') byHandOnly.push(name);
		else {
			imports.add(lifted.imports);
			wanted.push({ name, value: lifted.code });
		}
	}
	const head = new ParsedModule([...imports].join('\n'));
	const merged = mergeImports(own.module.text, own.module.shape, head.shape.imports);
	if (byHandOnly.length > 0 || merged.conflicts.length > 0) {
		const missing = names.filter(({ name }) => !present.includes(name));
		return byHand('What the pattern declares needs more than the module has.', missing);
	}
	return {
		edits: [...merged.edits, ...memberEdits(own.module, object, wanted)],
		added: wanted.map(({ name }) => name),
		present,
	};
}

/**
 * Whether a module of the server exports the environment as it is, as `env`: all variables are in it,
 * and none has to be declared.
 */
export function passesEnvironmentOn(code: string | ParsedModule): boolean {
	return new EnvModule(ParsedModule.of(code), undefined).passesOn('env');
}

/** What a declaration says of a variable, and that browsers may know it. */
function forBrowsers(value: NonNullable<NewMember['value']>): NewMember['value'] {
	const mark = { name: 'public', value: 'true' };
	if (typeof value !== 'string') return [...value, mark];
	return value === '{}' ? [mark] : `{ ...${value}, public: true }`;
}

function byHand(
	why: string,
	variables: readonly { readonly name: string }[],
): { readonly cannot: string } {
	const names = variables.flatMap(({ name }) => (name === '' ? [] : [`“${name}”`]));
	// What is spread has no names.
	const what = names.length === 0 ? 'what the pattern declares' : names.join(', ');
	return { cannot: `${why} Declare ${what} there by hand.` };
}

/** Where a module declares variables. */
interface Home {
	/** Those whose members are variables; the first one is extended. */
	readonly objects: readonly SyntaxNode[];
	/** How a variable is declared; `undefined` where the module has no way to. */
	readonly valueOf: (variable: EnvVariable) => NewMember['value'] | undefined;
	readonly importEdits: readonly TextEdit[];
}

type Cannot = { readonly cannot: string };

class EnvModule {
	readonly module: ParsedModule;
	readonly bindings: Bindings;
	readonly #body: readonly SyntaxNode[];
	readonly #library: SchemaLibrary | undefined;
	/** The names by which the module knows the environment. */
	readonly #environments: ReadonlySet<string>;

	constructor(module: ParsedModule, library: SchemaLibrary | undefined) {
		this.module = module;
		this.#body = module.tree?.body ?? [];
		this.bindings = new Bindings(this.#body);
		this.#library = library;
		this.#environments = new Set(
			module.shape.imports
				.filter(({ specifier }) => /^(?:\$env\/|(?:node:)?process$)/.test(specifier))
				.flatMap(({ names }) => names)
				.flatMap(({ imported, local }) => (imported === 'env' || imported === '*' ? [local] : [])),
		);
	}

	/** Whether the module exports all that the server knows of the environment under a name. */
	passesOn(exported: string): boolean {
		return this.#body.some((statement) => {
			if (statement.type === 'ExportAllDeclaration') {
				const name = nameOf(asNode(statement['exported']));
				return name === exported && nameOf(asNode(statement['source'])) === privateNamespace;
			}
			if (statement.type !== 'ExportNamedDeclaration') return false;
			const source = asNode(statement['source']);
			const local = asNodes(statement['specifiers']).find(
				(each) => nameOf(asNode(each['exported'])) === exported,
			);
			const name = asNode(local?.['local']);
			if (source) return nameOf(name) === 'env' && privateModule.test(nameOf(source));
			const declared = asNodes(asNode(statement['declaration'])?.['declarations']).find(
				(each) => nameOf(asNode(each['id'])) === exported,
			);
			// By its name: it may be set anew.
			const value = name ?? asNode(declared?.['id']);
			return value !== undefined && this.#isPrivateEnvironment(value);
		});
	}

	/** What browsers may know is not all. */
	#isPrivateEnvironment(value: SyntaxNode): boolean {
		if (this.#isEnvironment(value) !== 'whole') return false;
		const node = this.bindings.resolve(value);
		if (node.type === 'Identifier') {
			const local = asText(node['name']);
			const from = this.module.shape.imports.find(({ names }) =>
				names.some((each) => each.local === local),
			);
			return from !== undefined && !/^\$env\/\w+\/public$/.test(from.specifier);
		}
		if (node.type === 'MemberExpression') {
			return !this.module.text.slice(node.start, node.end).startsWith('import');
		}
		return asNodes(node['properties']).some((property) => {
			const spread = asNode(property['argument']);
			return spread !== undefined && this.#isPrivateEnvironment(spread);
		});
	}

	home(): Home | Cannot {
		if (!this.module.tree) return { cannot: 'The module has a syntax error.' };
		const variables = this.#exportedVariables();
		return variables ? this.#declared(variables) : this.#checked();
	}

	/** What the module exports as `variables`, from which SvelteKit takes them. */
	#exportedVariables(): SyntaxNode | undefined {
		for (const statement of this.#body) {
			if (statement.type !== 'ExportNamedDeclaration' || asNode(statement['source'])) continue;
			for (const declared of asNodes(asNode(statement['declaration'])?.['declarations'])) {
				if (nameOf(asNode(declared['id'])) === 'variables') return asNode(declared['init']);
			}
			for (const specifier of asNodes(statement['specifiers'])) {
				if (nameOf(asNode(specifier['exported'])) === 'variables')
					return asNode(specifier['local']);
			}
		}
		return undefined;
	}

	#declared(variables: SyntaxNode): Home | Cannot {
		const value = this.bindings.resolve(variables);
		const given = passedThrough(value);
		const object = given ? this.bindings.resolve(given) : value;
		if (object.type !== 'ObjectExpression') {
			return {
				cannot: 'What the module exports as “variables” cannot be read without running it.',
			};
		}
		const { schemas, importEdits } = this.#schemas();
		const helper = schemas && this.#helper();
		return {
			objects: [object],
			importEdits,
			valueOf: (variable) => {
				const declared = this.#valueOf(variable, given !== undefined, schemas, helper);
				return isPublic(variable) && declared !== undefined ? forBrowsers(declared) : declared;
			},
		};
	}

	#valueOf(
		variable: EnvVariable,
		isDefined: boolean,
		schemas: Schemas | undefined,
		helper: string | undefined,
	): NewMember['value'] | undefined {
		if (!schemas) return this.#withoutSchemas(variable, isDefined);
		const schema = schemaCode(variable, schemas);
		return helper !== undefined && !variable.optional
			? `${helper}(${schema})`
			: [{ name: 'schema', value: schema }];
	}

	/** What the module has schemas from, or could have. */
	#schemas(): { readonly schemas: Schemas | undefined; readonly importEdits: readonly TextEdit[] } {
		const { text, shape } = this.module;
		const own = schemasOf(shape.imports, this.#library);
		if (own || !this.#library) return { schemas: own, importEdits: [] };
		const wanted = new ParsedModule(importOf[this.#library]).shape.imports;
		const { edits, conflicts } = mergeImports(text, shape, wanted);
		return conflicts.length > 0
			? { schemas: undefined, importEdits: [] }
			: { schemas: schemasOf(wanted, this.#library), importEdits: edits };
	}

	/** A function of the module that makes a declaration from a schema, as ours do for builds. */
	#helper(): string | undefined {
		for (const statement of this.#body) {
			const declaration = asNode(statement['declaration']) ?? statement;
			for (const declared of asNodes(declaration['declarations'])) {
				const made = asNode(declared['init']);
				const object = asNode(made?.['body']);
				if (made?.type !== 'ArrowFunctionExpression' || object?.type !== 'ObjectExpression')
					continue;
				const isHelper =
					asNodes(made['params']).length === 1 &&
					findMember(object, 'schema', this.bindings).kind === 'found';
				if (isHelper) return nameOf(asNode(declared['id']));
			}
		}
		return undefined;
	}

	/** @param isDefined `defineEnvVars` takes functions for schemas, which nothing else does */
	#withoutSchemas(variable: EnvVariable, isDefined: boolean): NewMember['value'] | undefined {
		const { kind, minLength, optional } = variable;
		const end = this.module.shape.semicolons === false ? '' : ';';
		const about = commentOf(variable);
		const description =
			about === undefined
				? []
				: [{ name: 'description', value: stringLiteral(about, this.module) }];
		if (optional) {
			return isDefined
				? [...description, { name: 'schema', value: '(value) => value' }]
				: undefined;
		}
		const [isWrong, message] =
			kind === 'url'
				? ['!value || !URL.canParse(value)', 'It has to be an address']
				: [
						minLength === undefined ? '!value' : `!value || value.length < ${minLength}`,
						minLength === undefined ? 'It is empty' : `It has to have ${minLength} characters`,
					];
		if (!isDefined) return description.length > 0 ? description : '{}';
		const thrown = `throw new Error(${stringLiteral(message, this.module)})${end}`;
		const check = `(value) => {\n\tif (${isWrong}) ${thrown}\n\treturn value${end}\n}`;
		return [...description, { name: 'schema', value: check }];
	}

	/** The schema that the module checks the environment against. */
	#checked(): Home | Cannot {
		const schemas = schemasOf(this.module.shape.imports, this.#library);
		if (!schemas)
			return { cannot: 'The module has no schema that its variables are checked against.' };
		const homes: (readonly SyntaxNode[])[] = [];
		let oneByOne = false;
		walk(this.#body, (node) => {
			const check = checkOf(node, schemas);
			if (!check) return;
			const environment = this.#isEnvironment(check.value);
			if (environment === 'part') oneByOne ||= this.#objectsOf(check.schema, schemas) !== undefined;
			if (environment !== 'whole') return;
			homes.push(this.#objectsOf(check.schema, schemas) ?? []);
		});
		const [objects, ...more] = homes;
		if (!objects && oneByOne) {
			return { cannot: 'The module hands its variables to the schema one by one.' };
		}
		if (!objects?.[0] || more.some((each) => each[0] !== objects[0])) {
			return {
				cannot:
					'The module does not show one schema for the environment that can be read without running it.',
			};
		}
		return { objects, importEdits: [], valueOf: (variable) => schemaCode(variable, schemas) };
	}

	/** Whether a value is the environment, as a whole or picked from it. */
	#isEnvironment(value: SyntaxNode): 'whole' | 'part' | 'other' {
		const node = this.bindings.resolve(value);
		if (node.type === 'Identifier') {
			return this.#environments.has(asText(node['name'])) ? 'whole' : 'other';
		}
		if (node.type === 'MemberExpression') {
			const { text } = this.module;
			return /^(?:process|Bun|import\.meta)\s*\.\s*env$/.test(text.slice(node.start, node.end))
				? 'whole'
				: 'other';
		}
		if (node.type !== 'ObjectExpression') return 'other';
		const properties = asNodes(node['properties']);
		const areSpread = properties.every((property) => {
			const spread = property.type === 'SpreadElement' && asNode(property['argument']);
			// Objects that are spread into each other would never end.
			return (
				spread &&
				this.bindings.resolve(spread).type !== 'ObjectExpression' &&
				this.#isEnvironment(spread) === 'whole'
			);
		});
		return properties.length > 0 && areSpread ? 'whole' : 'part';
	}

	/** The objects that a schema is made of, the one to extend first; `undefined` for any other. */
	#objectsOf(schema: SyntaxNode, schemas: Schemas): readonly SyntaxNode[] | undefined {
		const extended: SyntaxNode[] = [];
		let node = this.bindings.resolve(schema);
		for (let depth = 0; depth < deepestChain; depth++) {
			if (node.type !== 'CallExpression') return undefined;
			const callee = asNode(node['callee']);
			const [first] = argumentsOf(node);
			const method = nameOf(asNode(callee?.['property']));
			const on = asNode(callee?.['object']);
			if (!callee || !on || callee['computed'] === true) return undefined;
			if (nameOf(on) === schemas.name) {
				const given = first && this.bindings.resolve(first);
				if (objectMakers.has(method) && given?.type === 'ObjectExpression') {
					return [given, ...extended];
				}
				if (method !== 'pipe' || !given) return undefined;
				node = given;
				continue;
			}
			if (!keepsMembers.has(method)) return undefined;
			if (method === 'extend') {
				const more = first && this.bindings.resolve(first);
				if (more?.type !== 'ObjectExpression') return undefined;
				extended.push(more);
			}
			node = this.bindings.resolve(on);
		}
		return undefined;
	}
}

/** The module whose exports are all variables of the server. */
const privateNamespace = '$env/static/private';

/** The modules whose `env` has all of them. */
const privateModule = /^(?:\$env\/dynamic\/private|(?:node:)?process)$/;

const deepestChain = 50;

const objectMakers: ReadonlySet<string> = new Set(['object', 'strictObject', 'looseObject']);

/** What can be called on a schema of zod without its members being others afterwards. */
const keepsMembers: ReadonlySet<string> = new Set(
	'extend strict passthrough strip loose catchall refine superRefine check transform readonly describe meta brand'.split(
		' ',
	),
);

const importOf: Readonly<Record<SchemaLibrary, string>> = {
	zod3: "import { z } from 'zod';",
	zod4: "import { z } from 'zod';",
	valibot: "import * as v from 'valibot';",
};

const checks: ReadonlySet<string> = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync']);

/** A call that checks a value against a schema: `schema.parse(value)` or `v.parse(schema, value)`. */
function checkOf(
	node: SyntaxNode,
	{ name }: Schemas,
): { readonly schema: SyntaxNode; readonly value: SyntaxNode } | undefined {
	const callee = node.type === 'CallExpression' ? asNode(node['callee']) : undefined;
	const on = asNode(callee?.['object']);
	if (!on || !checks.has(nameOf(asNode(callee?.['property'])))) return undefined;
	const given = argumentsOf(node);
	const [schema, value] = nameOf(on) === name ? given : [on, given[0]];
	return schema && value && { schema, value };
}

function nameOf(node: SyntaxNode | undefined): string {
	return asText(node?.['name']) || asText(node?.['value']);
}
