import { Bindings } from '../code/bindings.ts';
import type { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, asText, walk, type SyntaxNode } from '../code/syntaxTree.ts';
import type { ProjectFacts } from '../project/project.ts';
import type { TextEdit } from '../text/range.ts';

/**
 * How a project can be given code that is written for zod 4: as it is; with the calls of zod 3; or with
 * those and, for what they lack, from `zod/v4`, which zod 3 has from 3.25 on. `undefined` where it has
 * no zod yet.
 */
export function zodForm({ zodMajor, validation }: ProjectFacts): '4' | 'v4' | '3' | undefined {
	if (zodMajor !== 3) return zodMajor === 4 ? '4' : undefined;
	const version = validation?.name === 'zod' ? validation.version : '';
	const minor = Number(/^\D*3\.(\d+)/.exec(version)?.[1] ?? 0);
	return minor >= 25 ? 'v4' : '3';
}

export interface Zod3Changes {
	readonly edits: readonly TextEdit[];
	/** What zod 3 has nothing for, as the code writes it: `z.treeifyError`. */
	readonly lacking: readonly string[];
}

/** Formats of strings, which are methods of `z.string()` in zod 3. */
const formats: ReadonlyMap<string, string> = new Map([
	['email', 'string().email'],
	['url', 'string().url'],
	['uuid', 'string().uuid'],
	['nanoid', 'string().nanoid'],
	['cuid', 'string().cuid'],
	['cuid2', 'string().cuid2'],
	['ulid', 'string().ulid'],
	['emoji', 'string().emoji'],
	['base64', 'string().base64'],
	['base64url', 'string().base64url'],
	['jwt', 'string().jwt'],
	['int', 'number().int'],
	['iso.datetime', 'string().datetime'],
	['iso.date', 'string().date'],
	['iso.time', 'string().time'],
	['iso.duration', 'string().duration'],
]);

/** What only zod 4 has, and zod 3 nothing like. */
const onlyIn4: ReadonlySet<string> = new Set(
	(
		'treeifyError prettifyError formatError stringbool templateLiteral interface config json xor ' +
		'toJSONSchema partialRecord looseRecord codec registry globalRegistry core locales hash hostname ' +
		'httpUrl guid e164 mac xid ksuid ipv4 ipv6 cidrv4 cidrv6 int32 uint32 int64 uint64 float32 ' +
		'float64 hex transform pipe keyof stringFormat uuidv4 uuidv6 uuidv7 exactOptional nonoptional success check overwrite prefault iso'
	).split(' '),
);
const methodsOnlyIn4: ReadonlySet<string> = new Set(
	'prefault meta register check overwrite safeExtend nonoptional clone'.split(' '),
);

/** What zod 3 lacks, but `toZod3` writes otherwise. */
const rewrittenPaths: ReadonlySet<string> = new Set(['looseObject', 'flattenError', 'file']);

/** The place of the message among what a call is given, by the name of the call. */
function places(...names: readonly string[]): ReadonlyMap<string, number> {
	return new Map(
		names.flatMap((list, place) => list.split(' ').map((name) => [name, place] as const)),
	);
}

/** What makes a schema. */
const constructors = places(
	'string number boolean bigint date symbol any unknown never nan undefined null void file',
	'object strictObject looseObject array tuple enum nativeEnum literal union set custom instanceof',
	'discriminatedUnion record map',
);

/** What checks a value of a schema that is there. */
const checks = places(
	'email url uuid nanoid cuid cuid2 ulid emoji base64 base64url jwt datetime date time duration ' +
		'ip cidr int positive negative nonnegative nonpositive finite safe nonempty',
	'min max length regex includes startsWith endsWith gt gte lt lte multipleOf step size mime refine',
);

/** Checks and methods whose names tell that they are called on a schema, wherever it comes from. */
const clearChecks =
	/^(?:min|max|length|nonempty|regex|startsWith|endsWith|[gl]te?|multipleOf|refine|int|(?:non)?(?:posi|nega)tive)$/;
const clearMethods = /^(?:prefault|safeExtend|nonoptional|overwrite)$/;

/** What a schema gives that is none: a value, an error, what was found out about it. */
const ending = /^(?:safe)?(?:parse|decode|encode)(?:Async)?$|^(?:spa|isOptional|isNullable)$/i;

/** Options of formats that both versions have, beside the message. */
const sharedOptions: ReadonlyMap<string, RegExp> = new Map([
	['iso.datetime', /^(?:offset|local|precision)$/],
	['iso.time', /^precision$/],
	['jwt', /^alg$/],
]);

/** How zod 3 is told a message: as that of a check, or as that of a value of another type or none. */
type MessageForm = 'check' | 'type' | 'date' | 'all';

/** Writes the calls of zod 4 in a module as zod 3 has them, where it has the same. */
export function toZod3(module: ParsedModule): Zod3Changes {
	const lacking = new Set<string>();
	noteImports(module, lacking);
	const names = zodNames(module);
	const { text, tree } = module;
	if (!tree || (names.size === 0 && lacking.size === 0)) return { edits: [], lacking: [] };
	const edits: TextEdit[] = [];
	const schemas = new Schemas(tree.body, names);
	const replace = (start: number, end: number, newText: string): void => {
		edits.push({ range: { start, end }, newText });
	};
	const written = ({ start, end }: SyntaxNode): string => text.slice(start, end);
	walk(tree.body, (node, parent) => {
		// A part of a path says no more than the whole.
		const isPart = parent?.type === 'MemberExpression' && parent['object'] === node;
		if (node.type === 'MemberExpression' && !isPart) noteLacking(node);
		if (node.type === 'CallExpression') rewriteCall(node);
		if (node.type === 'VariableDeclarator') noteTaken(node);
	});
	const unknown = [...lacking];
	return { edits: unknown.length > 0 ? [] : edits, lacking: unknown };

	function noteLacking(node: SyntaxNode): void {
		const path = pathFrom(node, names);
		if (path !== undefined && isLacking(path)) lacking.add(written(node));
	}

	/** `const { email } = z` */
	function noteTaken(node: SyntaxNode): void {
		const from = asNode(node['init']);
		const id = asNode(node['id']);
		if (id?.type !== 'ObjectPattern' || !from || !names.has(asText(from['name']))) return;
		for (const property of asNodes(id['properties'])) {
			const name = keyOf(property);
			if (isNewName(name)) lacking.add(`${asText(from['name'])}.${name}`);
		}
	}

	function rewriteCall(call: SyntaxNode): void {
		const callee = asNode(call['callee']);
		if (callee?.type !== 'MemberExpression') return;
		const path = pathFrom(callee, names);
		if (path === undefined) rewriteMethod(callee, asNodes(call['arguments']));
		else rewriteFunction(call, callee, path);
	}

	/** A call of a method, on what is a schema or may be one. */
	function rewriteMethod(callee: SyntaxNode, given: readonly SyntaxNode[]): void {
		const method = asText(asNode(callee['property'])?.['name']);
		const origin = schemas.originOf(asNode(callee['object']));
		if (origin === undefined) {
			if (clearMethods.test(method)) lacking.add(`.${method}`);
			if (!clearChecks.test(method)) return;
		} else {
			if (methodsOnlyIn4.has(method)) lacking.add(`.${method}`);
			if (ending.test(method) && given.length > 1) lacking.add(`.${method}(…, …)`);
			if (/^(?:extract|exclude)$/.test(method) && given.length > 1) lacking.add(`.${method}(…, …)`);
		}
		const message = given[checks.get(method) ?? given.length];
		if (message) rewriteMessage(message, 'check', isCheckOption, origin !== undefined);
		if (origin === 'file') rewriteFileCheck(callee, given, method);
	}

	function rewriteFunction(call: SyntaxNode, callee: SyntaxNode, path: string): void {
		const given = asNodes(call['arguments']);
		if (isOnlyIn4(path, given)) lacking.add(written(callee));
		const z = text.slice(callee.start, callee.start + rootNameOf(callee).length);
		const format = formats.get(path);
		if (format !== undefined) {
			const [first] = given;
			const said = first && rewriteFormat(first, path);
			const typed = said === undefined ? format : format.replace('()', `({ ${said} })`);
			return replace(callee.start, callee.end, `${z}.${typed}`);
		}
		const made = path.replace(/^coerce\./, '');
		const message = given[constructors.get(made) ?? given.length];
		if (message && path !== 'file') {
			rewriteMessage(message, formOf(made), () => false);
			// A text alone is the message of a check only.
			if (made === 'instanceof' && isText(message)) {
				replace(message.start, message.start, '{ message: ');
				replace(message.end, message.end, ' }');
			}
		}
		if (path === 'looseObject') {
			replace(callee.start, callee.end, `${z}.object`);
			replace(call.end, call.end, '.passthrough()');
		} else if (path === 'flattenError') {
			const [error, mapper] = given;
			if (!error) return;
			const [open, close] = isSimple(error) ? ['', ''] : ['(', ')'];
			replace(call.start, error.start, open);
			const end = mapper ? mapper.start : call.end;
			replace(error.end, end, `${close}.flatten(${mapper ? '' : ')'}`);
		} else if (path === 'file') {
			replace(callee.start, callee.end, `${z}.instanceof`);
			if (!message) return replace(call.end - 1, call.end, 'File)');
			if (message.type === 'ObjectExpression') {
				replace(message.start, message.start, 'File, ');
				rewriteMessage(message, 'check', () => false);
			} else if (schemas.isText(message)) {
				replace(message.start, message.start, 'File, { message: ');
				replace(message.end, message.end, ' }');
			} else lacking.add(`${z}.file(…)`);
		}
	}

	function rewriteFileCheck(
		callee: SyntaxNode,
		[value]: readonly SyntaxNode[],
		method: string,
	): void {
		const property = asNode(callee['property']);
		if (!property || !value || !/^(?:min|max|mime)$/.test(method)) return;
		const own = isSimple(value) ? written(value) : `(${written(value)})`;
		const list =
			value.type === 'ArrayExpression'
				? written(value)
				: isText(value)
					? `[${written(value)}]`
					: `[${written(value)}].flat()`;
		const test =
			method === 'mime'
				? `${list}.includes(file.type)`
				: `file.size ${method === 'min' ? '>' : '<'}= ${own}`;
		replace(property.start, property.end, 'refine');
		replace(value.start, value.end, `(file) => ${test}`);
	}

	/**
	 * What a format is given speaks in zod 4 of a value that is missing, too. In zod 3 that is said to the
	 * type which the format is of.
	 *
	 * @returns what the type is given
	 */
	function rewriteFormat(given: SyntaxNode, path: string): string | undefined {
		if (schemas.isText(given)) return messageAs(written(given), 'type');
		if (given.type !== 'ObjectExpression') lacking.add('error: …');
		const shared = sharedOptions.get(path);
		return rewriteMessage(given, 'check', (option) => shared?.test(option) === true);
	}

	/**
	 * `{ error: 'text' }`, or a text alone where that is no message in zod 3.
	 *
	 * @param isShared whether zod 3 has an option, too
	 * @param isSure it is a message or options, and nothing else
	 * @returns what a type is given with the same message
	 */
	function rewriteMessage(
		given: SyntaxNode,
		form: MessageForm,
		isShared: (option: string) => boolean,
		isSure = true,
	): string | undefined {
		if (schemas.isText(given)) {
			if (form !== 'check')
				replace(given.start, given.end, `{ ${messageAs(written(given), form)} }`);
			return undefined;
		}
		if (given.type !== 'ObjectExpression') {
			const options = schemas.resolve(given);
			// A message that is not known is taken by checks as it stands.
			if (form !== 'check' || (isSure && options.type === 'ObjectExpression')) {
				lacking.add('error: …');
			}
			return undefined;
		}
		const properties = asNodes(given['properties']);
		if (!isSure && !properties.some((each) => keyOf(each) === 'error')) return undefined;
		let said: string | undefined;
		for (const property of properties) {
			const key = keyOf(property);
			const value = asNode(property['value']);
			if (key === 'description' || isShared(key)) continue;
			if (!value || !/^(?:error|message)$/.test(key)) {
				lacking.add(key === '' ? 'error: …' : `${key}: …`);
			} else if (!schemas.isText(value)) lacking.add('error: …');
			else {
				said = messageAs(written(value), 'type');
				replace(property.start, property.end, messageAs(written(value), form));
			}
		}
		return said;
	}
}

/** Options of `refine` that both versions have. */
function isCheckOption(option: string): boolean {
	return /^(?:path|params|offset|local|precision|alg|position|version)$/.test(option);
}

/** What zod 3 takes a message of a schema of this sort by. */
function formOf(constructor: string): MessageForm {
	if (/^(?:custom|instanceof)$/.test(constructor)) return 'check';
	if (constructor === 'date') return 'date';
	const ofItems = constructor === 'array' || constructor === 'set';
	return ofItems || constructors.get(constructor) === 0 ? 'type' : 'all';
}

/**
 * A message for zod 3. In zod 4 that of a schema is for a value of another type, or for none: what else
 * is wrong with a text, a number or a list has messages of its own.
 */
function messageAs(message: string, form: MessageForm): string {
	switch (form) {
		case 'check':
			return `message: ${message}`;
		case 'type':
			return `required_error: ${message}, invalid_type_error: ${message}`;
		case 'date':
			return `errorMap: ({ code }, { defaultError }) => ({ message: /^invalid_(?:type|date)$/.test(code) ? ${message} : defaultError })`;
		case 'all':
			return `errorMap: () => ({ message: ${message} })`;
	}
}

/** Calls that zod 3 has, too, and takes otherwise. */
function isOnlyIn4(path: string, [first]: readonly SyntaxNode[]): boolean {
	if (path === 'literal') return first?.type === 'ArrayExpression';
	return (path === 'enum' || path === 'function') && first?.type === 'ObjectExpression';
}

/** Whether zod 3 has nothing at a path behind `z`, and nothing like it. */
function isLacking(path: string): boolean {
	const [first = ''] = path.split('.');
	return path !== 'iso' && !formats.has(path) && onlyIn4.has(first);
}

/** Whether a name that a module takes from zod by itself is none of zod 3. */
function isNewName(name: string): boolean {
	return onlyIn4.has(name) || formats.has(name) || rewrittenPaths.has(name);
}

/** What zod 3 has nothing for of what a module imports: its functions one by one, `zod/v4`. */
function noteImports({ shape }: ParsedModule, lacking: Set<string>): void {
	for (const { specifier, names } of shape.imports) {
		if (specifier === 'zod/v4') lacking.add(specifier);
		if (specifier !== 'zod') continue;
		for (const { imported } of names) if (isNewName(imported)) lacking.add(imported);
	}
}

/** The name of a property of an object, whether in quotes or not. */
function keyOf(property: SyntaxNode): string {
	if (property['computed'] === true) return '';
	const key = asNode(property['key']);
	return asText(key?.['name']) || asText(key?.['value']);
}

/** What in a module is a schema, also where it is held in a variable. */
class Schemas {
	readonly #bindings: Bindings;
	readonly #names: ReadonlySet<string>;
	readonly #origins = new Map<SyntaxNode, string | undefined>();

	constructor(body: readonly SyntaxNode[], names: ReadonlySet<string>) {
		this.#bindings = new Bindings(body);
		this.#names = names;
	}

	/** What an expression stands for, with variables looked through. */
	resolve(expression: SyntaxNode): SyntaxNode {
		return this.#bindings.resolve(expression);
	}

	/** Whether an expression is a text for certain. */
	isText(expression: SyntaxNode): boolean {
		return isText(this.resolve(expression));
	}

	/**
	 * The call that a schema was made with, as its path from `z`; `''` for a part of another schema, and
	 * `undefined` for what is none as far as can be told.
	 */
	originOf(expression: SyntaxNode | undefined): string | undefined {
		const passed = new Set<SyntaxNode>();
		// Those passed before a member of what is no object here are parts of it.
		let parts = 0;
		let origin: string | undefined;
		let node = expression;
		while (node && !passed.has(node)) {
			if (this.#origins.has(node)) {
				origin = this.#origins.get(node);
				break;
			}
			passed.add(node);
			const resolved: SyntaxNode = this.#bindings.resolveAtFirst(node);
			const callee = asNode(resolved['callee']);
			if (resolved !== node) node = resolved;
			else if (node.type === 'MemberExpression') {
				const object = asNode(node['object']);
				const whole: SyntaxNode | undefined = object && this.#bindings.resolveAtFirst(object);
				if (whole?.type !== 'ObjectExpression') parts = passed.size;
				node = whole?.type === 'ObjectExpression' ? memberOf(whole, node) : object;
			} else if (node.type !== 'CallExpression' || !callee) break;
			else if (callee.type === 'MemberExpression') {
				origin = pathFrom(callee, this.#names);
				if (origin !== undefined || ending.test(asText(asNode(callee['property'])?.['name'])))
					break;
				node = asNode(callee['object']);
			} else node = this.#returnedBy(callee);
		}
		for (const [i, each] of [...passed].entries()) {
			this.#origins.set(each, origin !== undefined && i < parts ? '' : origin);
		}
		return expression && this.#origins.get(expression);
	}

	/** `const text = () => z.string()` */
	#returnedBy(callee: SyntaxNode): SyntaxNode | undefined {
		const called = this.#bindings.resolveAtFirst(callee);
		return called.type === 'ArrowFunctionExpression' ? asNode(called['body']) : undefined;
	}
}

/** The value of a member of an object that is written out. */
function memberOf(object: SyntaxNode, member: SyntaxNode): SyntaxNode | undefined {
	const name = asText(asNode(member['property'])?.['name']);
	if (member['computed'] === true) return undefined;
	const property = asNodes(object['properties']).find((each) => keyOf(each) === name);
	return property && asNode(property['value']);
}

/** What can stand before a point, or behind a sign, without parentheses. */
function isSimple({ type }: SyntaxNode): boolean {
	return /^(?:Literal|Identifier|MemberExpression|CallExpression|TemplateLiteral)$/.test(type);
}

function isText(node: SyntaxNode): boolean {
	return node.type === 'TemplateLiteral' || typeof node['value'] === 'string';
}

/** The names that stand for `z` in a module. */
function zodNames({ shape }: ParsedModule): ReadonlySet<string> {
	return new Set(
		shape.imports
			.filter(({ specifier }) => specifier === 'zod')
			.flatMap(({ names }) =>
				names.flatMap(({ imported, local }) =>
					imported === 'z' || imported === 'default' || imported === '*' ? [local] : [],
				),
			),
	);
}

/** What stands behind `z`, with dots between; `undefined` where it is no plain path from it. */
function pathFrom(node: SyntaxNode | undefined, names: ReadonlySet<string>): string | undefined {
	const parts: string[] = [];
	let each = node;
	while (each?.type === 'MemberExpression' && each['computed'] !== true) {
		parts.unshift(asText(asNode(each['property'])?.['name']));
		each = asNode(each['object']);
	}
	const isZod = each?.type === 'Identifier' && names.has(asText(each['name']));
	return isZod && parts.length > 0 ? parts.join('.') : undefined;
}

/** The name that a path begins with. */
function rootNameOf(node: SyntaxNode): string {
	let each: SyntaxNode | undefined = node;
	while (each?.type === 'MemberExpression') each = asNode(each['object']);
	return asText(each?.['name']);
}
