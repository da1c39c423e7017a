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
const formats: Readonly<Record<string, string>> = {
	email: 'string().email',
	url: 'string().url',
	uuid: 'string().uuid',
	nanoid: 'string().nanoid',
	cuid: 'string().cuid',
	cuid2: 'string().cuid2',
	ulid: 'string().ulid',
	emoji: 'string().emoji',
	base64: 'string().base64',
	base64url: 'string().base64url',
	jwt: 'string().jwt',
	int: 'number().int',
	'iso.datetime': 'string().datetime',
	'iso.date': 'string().date',
	'iso.time': 'string().time',
	'iso.duration': 'string().duration',
};

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

/** What makes a schema, with the place of its message among what it is given; other methods check a value. */
const constructors: ReadonlyMap<string, number> = new Map(
	[
		'string number boolean bigint date symbol any unknown never nan undefined null void',
		'object strictObject looseObject array tuple enum nativeEnum literal union set',
		'discriminatedUnion record map',
	].flatMap((names, place) => names.split(' ').map((name) => [name, place] as const)),
);

/** Writes the calls of zod 4 in a module as zod 3 has them, where it has the same. */
export function toZod3(module: ParsedModule): Zod3Changes {
	const names = zodNames(module);
	if (names.size === 0 || !module.tree) return { edits: [], lacking: [] };
	const { text, tree } = module;
	const edits: TextEdit[] = [];
	const lacking = new Set<string>();
	const replace = (start: number, end: number, newText: string): void => {
		edits.push({ range: { start, end }, newText });
	};
	walk(tree.body, (node) => {
		if (node.type === 'MemberExpression') noteLacking(node);
		if (node.type === 'CallExpression') rewriteCall(node);
	});
	const unknown = [...lacking];
	return { edits: unknown.length > 0 ? [] : edits, lacking: unknown };

	function noteLacking(node: SyntaxNode): void {
		const path = pathFrom(node, names);
		if (path === undefined) return;
		const [first = ''] = path.split('.');
		if (path === 'iso' || formats[path] !== undefined) return;
		if (onlyIn4.has(first)) lacking.add(text.slice(node.start, node.end));
	}

	function rewriteCall(call: SyntaxNode): void {
		const callee = asNode(call['callee']);
		if (callee?.type !== 'MemberExpression') return;
		const path = pathFrom(callee, names);
		const root = rootOf(callee);
		if (!root || !names.has(asText(root['name']))) return;
		const method = asText(asNode(callee['property'])?.['name']);
		const given = asNodes(call['arguments']);
		if (path === undefined && methodsOnlyIn4.has(method)) lacking.add(`.${method}`);
		const place = constructors.get(path?.replace(/^coerce\./, '') ?? '');
		const message = place === undefined ? undefined : given[place];
		if (place === undefined && !ofShapes.test(method)) {
			for (const argument of given) rewriteError(argument, undefined);
		} else if (message) rewriteError(message, place);
		if (isOnlyIn4(path, given)) lacking.add(text.slice(callee.start, callee.end));
		if (message && isText(message)) {
			const said = text.slice(message.start, message.end);
			replace(message.start, message.end, `{ ${ofType(said, place)} }`);
		}
		const z = text.slice(root.start, root.end);
		const format = path === undefined ? undefined : formats[path];
		if (format !== undefined) {
			const [first] = given;
			const said = first && isText(first) ? text.slice(first.start, first.end) : undefined;
			const typed = said === undefined ? format : format.replace('()', `({ ${ofType(said, 0)} })`);
			replace(callee.start, callee.end, `${z}.${typed}`);
		} else if (path === 'looseObject') {
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
			const [said] = given;
			if (!said) replace(call.end - 1, call.end, 'File)');
			else if (said.type === 'ObjectExpression') replace(said.start, said.start, 'File, ');
			else {
				replace(said.start, said.start, 'File, { message: ');
				replace(said.end, said.end, ' }');
			}
		} else if (isOfFile(callee)) rewriteFileCheck(callee, given, method);
	}

	/** A check that follows `z.file()`, whatever stands between. */
	function isOfFile(callee: SyntaxNode): boolean {
		let object = asNode(callee['object']);
		while (object?.type === 'CallExpression') {
			if (pathFrom(asNode(object['callee']), names) === 'file') return true;
			object = asNode(asNode(object['callee'])?.['object']);
		}
		return false;
	}

	function rewriteFileCheck(
		callee: SyntaxNode,
		[value]: readonly SyntaxNode[],
		method: string,
	): void {
		const property = asNode(callee['property']);
		if (!property || !value || !/^(?:min|max|mime)$/.test(method)) return;
		const written = text.slice(value.start, value.end);
		const own = isSimple(value) ? written : `(${written})`;
		const list =
			value.type === 'ArrayExpression'
				? written
				: isText(value)
					? `[${written}]`
					: `[${written}].flat()`;
		const test =
			method === 'mime'
				? `${list}.includes(file.type)`
				: `file.size ${method === 'min' ? '>' : '<'}= ${own}`;
		replace(property.start, property.end, 'refine');
		replace(value.start, value.end, `(file) => ${test}`);
	}

	/** `{ error: 'text' }` */
	function rewriteError(argument: SyntaxNode, place: number | undefined): void {
		if (argument.type !== 'ObjectExpression') return;
		for (const property of asNodes(argument['properties'])) {
			const key = asNode(property['key']);
			const value = asNode(property['value']);
			if (!key || !value || property['computed'] === true || asText(key['name']) !== 'error')
				continue;
			if (!isText(value)) lacking.add('error: …');
			else if (place === undefined) replace(key.start, key.end, 'message');
			else replace(key.start, value.end, ofType(text.slice(value.start, value.end), place));
		}
	}
}

/**
 * The message of a value of another type, or of none: what else is wrong with a text or a number has
 * messages of its own.
 */
function ofType(message: string, place: number | undefined): string {
	return place === 0
		? `required_error: ${message}, invalid_type_error: ${message}`
		: `errorMap: () => ({ message: ${message} })`;
}

/** Methods whose objects are shapes, not options. */
const ofShapes = /^(?:extend|safeExtend|augment|merge|pick|omit|partial|required|catchall)$/;

/** Calls that zod 3 has, too, and takes otherwise or not. */
function isOnlyIn4(path: string | undefined, [first]: readonly SyntaxNode[]): boolean {
	if (path === 'literal') return first?.type === 'ArrayExpression';
	if (path === 'enum') return first?.type === 'ObjectExpression';
	if (path !== 'url' || first?.type !== 'ObjectExpression') return false;
	return asNodes(first['properties']).some(
		(property) => !/^(?:error|message)$/.test(asText(asNode(property['key'])?.['name'])),
	);
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

/** The name that a chain of calls begins with. */
function rootOf(callee: SyntaxNode): SyntaxNode | undefined {
	let node: SyntaxNode | undefined = callee;
	while (node && node.type !== 'Identifier') {
		if (node.type === 'MemberExpression') node = asNode(node['object']);
		else if (node.type === 'CallExpression') node = asNode(node['callee']);
		else return undefined;
	}
	return node;
}
