import { mergeImports, styleOf, writeImport } from '../code/mergeImports.ts';
import type { ImportedName, ImportStatement, ModuleShape } from '../code/moduleShape.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { quoted } from '../code/quoted.ts';
import { withBasePaths } from './basePaths.ts';
import { filePathEdits } from './filePaths.ts';
import { movedExports } from './movedExports.ts';
import { toZod3, zodForm } from './zodVersions.ts';
import type { TextEdit } from '../text/range.ts';
import { minorOfKit2, type ProjectFacts } from '../project/project.ts';
import { asNode, asNodes, asText, walk, type SyntaxNode } from '../code/syntaxTree.ts';
import { applyEdits, indentAt, lineEndOf } from '../text/textEdits.ts';

export interface RewriteContext {
	readonly facts: ProjectFacts;
	/** Project-relative path of the file that the code is for, `src/routes/+page.server.ts`. */
	readonly filePath: string;
	/** Folders below the library folder that an index file stands for, such as `server/db`. */
	readonly libFolders?: readonly string[];
}

export interface Rewritten {
	readonly code: string;
	/** What the user has to see to, as sentences, each once. */
	readonly notes: readonly string[];
}

/** A module, or one script block of a Svelte file, while it is being rewritten. */
interface Module {
	readonly code: string;
	readonly shape: ModuleShape;
	/** All nodes with their parents; empty for code that does not parse. */
	readonly nodes: readonly { readonly node: SyntaxNode; readonly parent: SyntaxNode | undefined }[];
}

interface Changes {
	readonly edits?: readonly TextEdit[];
	readonly notes?: readonly string[];
}

/** One difference between projects, and what it means for code. */
export interface Rewrite {
	readonly id: string;
	readonly changes: (module: Module, context: RewriteContext) => Changes;
}

/**
 * Fits code to a project: its import alias, its Kit version, its zod version. Only what has to change
 * is touched; code that fits comes back as it is, and so does rewritten code. In Svelte files the
 * script blocks are rewritten. Never fails; of code that does not parse the import and export
 * statements are rewritten.
 */
export function rewrite(code: string, context: RewriteContext): Rewritten {
	const { module, notes } = rewriteModule(new ParsedModule(code), context);
	return { code: module.text, notes };
}

/** A module that has been fitted to a project; notes as in `Rewritten`. */
export interface RewrittenModule {
	readonly module: ParsedModule;
	readonly notes: readonly string[];
}

/** The same for a module that is parsed already, or will be used as one. */
export function rewriteModule(module: ParsedModule, context: RewriteContext): RewrittenModule {
	const rewritten = rewriteScripts(module, context);
	const led = withBasePaths(rewritten.module, context.filePath, context.facts);
	return led === rewritten.module ? rewritten : { ...rewritten, module: led };
}

function rewriteScripts(module: ParsedModule, context: RewriteContext): RewrittenModule {
	const scripts = context.filePath.endsWith('.svelte') ? module.scripts : [];
	// Without a script block it is a module, or code that is to go into one.
	if (scripts.length === 0) return applyRewrites(module, context);
	const notes = new Set<string>();
	const edits = scripts.map(({ content, contentRange: range }): TextEdit => {
		const script = applyRewrites(content, context);
		for (const note of script.notes) notes.add(note);
		return { range, newText: script.module.text };
	});
	return { module: new ParsedModule(applyEdits(module.text, edits)), notes: [...notes] };
}

function applyRewrites(given: ParsedModule, context: RewriteContext): RewrittenModule {
	const notes = new Set<string>();
	let module = given;
	let view = viewOf(module);
	for (const { changes } of rewrites) {
		const { edits = [], notes: more = [] } = changes(view, context);
		for (const note of more) notes.add(note);
		const text = edits.length > 0 ? applyEdits(module.text, edits) : module.text;
		if (text === module.text) continue;
		module = new ParsedModule(text);
		view = viewOf(module);
	}
	return { module, notes: [...notes] };
}

function viewOf({ text, tree, shape }: ParsedModule): Module {
	const nodes: { node: SyntaxNode; parent: SyntaxNode | undefined }[] = [];
	walk(tree?.body ?? [], (node, parent) => {
		nodes.push({ node, parent });
	});
	return { code: text, shape, nodes };
}

/** What of a file's path decides how code is rewritten: files of one kind get the same code. */
export function pathKind(filePath: string, { srcDir }: ProjectFacts): string {
	const ending = /\.[^./]*$/.exec(filePath)?.[0] ?? '';
	return `${ending} ${isParamMatcher(filePath, srcDir)} ${isSvelteConfig(filePath)}`;
}

function isParamMatcher(filePath: string, srcDir: string): boolean {
	return filePath.startsWith(`${srcDir}/params/`);
}

function isSvelteConfig(filePath: string): boolean {
	return /(?:^|\/)svelte\.config\.[cm]?[jt]s$/.test(filePath);
}

/** Projects whose Kit is unknown are taken to be on the newest. */
function isKit2({ facts }: RewriteContext): boolean {
	return facts.kit.major === 2;
}

/** The table: each row is one fact, and has one test. */
export const rewrites: readonly Rewrite[] = [
	{ id: 'lib-alias', changes: libAlias },
	{
		id: 'file-paths',
		changes: ({ nodes, code }, { facts }) => ({ edits: filePathEdits(nodes, code, facts) }),
	},
	{ id: 'moved-exports', changes: movedNames },
	{ id: 'app-env', changes: appEnv },
	{ id: 'superforms-zod', changes: superformsZod },
	{ id: 'zod-3', changes: zod3 },
	{ id: 'cookie-path', changes: cookiePath },
	{ id: 'error-properties', changes: errorProperties },
	{ id: 'removed-modules', changes: removedModules },
	{ id: 'external-redirect', changes: externalRedirect },
	{ id: 'assigned-locals', changes: assignedLocals },
	{ id: 'handle-error', changes: handleError },
	{ id: 'param-matcher', changes: paramMatcher },
	{ id: 'svelte-config', changes: svelteConfig },
];

/** `$lib/x` and `#lib/x.js` become what the project imports its library folder by. */
function libAlias(module: Module, { facts, libFolders = [] }: RewriteContext): Changes {
	const { lib } = facts;
	const { code } = module;
	const edits = specifiersOf(module).flatMap(({ value, start, end }): readonly TextEdit[] => {
		const path = /^[$#]lib(?:\/(.*))?$/.exec(value);
		if (!path) return [];
		const newText = libSpecifier(path[1], value, { lib, libFolders });
		const literal = quoted(newText, code.charAt(start));
		return newText === value ? [] : [{ range: { start, end }, newText: literal }];
	});
	const used = specifiersOf(module).some(({ value }) => /^[$#]lib(?:\/|$)/.test(value));
	return used && !lib.available
		? {
				edits,
				notes: [
					`This project declares no import alias for ${facts.libDir}: add "imports": { "#lib": "./${facts.libDir}/index.js", "#lib/*": "./${facts.libDir}/*" } to its package.json.`,
				],
			}
		: { edits };
}

const fileEnding =
	/\.(?:[cm]?[jt]s|svelte|json|css|scss|less|svg|png|jpe?g|gif|webp|avif|ico|html|md|txt|wasm|graphql|gql|sql|ya?ml|csv|woff2?)$/;

function libSpecifier(
	path: string | undefined,
	original: string,
	{
		lib,
		libFolders,
	}: { readonly lib: ProjectFacts['lib']; readonly libFolders: readonly string[] },
): string {
	const fromSubpath = original.startsWith('#');
	if (!lib.needsSuffix) {
		// `#lib/x.js` says the ending only because it had to.
		const bare = fromSubpath ? path?.replace(/(?:^|\/)index\.js$|\.js$/, '') : path;
		return bare ? `${lib.name}/${bare}` : lib.hasIndex ? lib.name : `${lib.name}/index`;
	}
	if (!path) return lib.hasIndex ? lib.name : `${lib.name}/index.js`;
	const [withoutQuery = ''] = path.split('?', 1);
	if (fileEnding.test(withoutQuery)) return `${lib.name}/${path}`;
	return `${lib.name}/${setOf(libFolders).has(path) ? `${path}/index` : path}.js`;
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** The items of a list that is asked for many of them; made once for each list. */
function setOf(items: readonly string[]): ReadonlySet<string> {
	const set = sets.get(items) ?? new Set(items);
	sets.set(items, set);
	return set;
}

interface Specifier {
	readonly value: string;
	readonly start: number;
	readonly end: number;
}

/** The module names in imports, exports, `import(…)` and the mocks of test runners. */
function specifiersOf({ shape, nodes, code }: Module): readonly Specifier[] {
	const specifiers = new Map<number, Specifier>();
	for (const { specifier, specifierRange } of shape.imports) {
		specifiers.set(specifierRange.start, { value: specifier, ...specifierRange });
	}
	for (const { node } of nodes) {
		const source = sourceOf(node);
		if (source?.type !== 'Literal' || typeof source['value'] !== 'string') continue;
		const { start, end } = source;
		// What is written with escapes is left alone.
		if (code.slice(start + 1, end - 1) === source['value']) {
			specifiers.set(start, { value: source['value'], start, end });
		}
	}
	return [...specifiers.values()];
}

function sourceOf(node: SyntaxNode): SyntaxNode | undefined {
	if (/^(?:Import|Export\w+)(?:Declaration|Expression)$/.test(node.type))
		return asNode(node['source']);
	if (node.type === 'TSImportType') return asNode(node['argument']) ?? asNode(node['source']);
	if (node.type !== 'CallExpression') return undefined;
	const callee = asNode(node['callee']);
	const object = asText(asNode(callee?.['object'])?.['name']);
	const mocks = /^(?:do)?(?:mock|unmock)$/i.test(asText(asNode(callee?.['property'])?.['name']));
	return (object === 'vi' || object === 'jest') && mocks
		? asNodes(node['arguments'])[0]
		: undefined;
}

/** Types such as `Handle` that Kit 3 exports from another module than Kit 2. */
function movedNames({ code, shape }: Module, context: RewriteContext): Changes {
	const homeOf = (specifier: string, name: ImportedName): string | undefined => {
		const moved = movedExports.get(name.imported);
		if (!moved) return undefined;
		const [here, there] = isKit2(context) ? [moved.kit3, moved.kit2] : [moved.kit2, moved.kit3];
		return specifier === here ? there : undefined;
	};
	const moving = new Map(
		shape.imports.flatMap((statement) => {
			const moves = new Map(
				statement.names.flatMap((name) => {
					const home = homeOf(statement.specifier, name);
					return home === undefined ? [] : [[name, home] as const];
				}),
			);
			return moves.size > 0 ? [[statement, moves] as const] : [];
		}),
	);
	if (moving.size === 0) return {};
	const staying = shape.imports.filter((statement) => !moving.has(statement));
	const present = new Set(shape.imports.map(({ kind, specifier }) => `${kind} ${specifier}`));
	const open = new Set(
		staying.flatMap(({ kind, specifier, braces }) => (braces ? [`${kind} ${specifier}`] : [])),
	);
	const elsewhere: ImportStatement[] = [];
	const edits: TextEdit[] = [];
	const style = styleOf(code, shape);
	const lineEnd = lineEndOf(code);
	for (const [statement, moves] of moving) {
		const { kind, specifier, specifierRange, range, names } = statement;
		const homes = [...new Set(moves.values())];
		const [home] = homes;
		const joins = homes.some((each) => present.has(`${kind} ${each}`));
		if (home && homes.length === 1 && moves.size === names.length && !joins) {
			const { start, end } = specifierRange;
			edits.push({ range: { start: start + 1, end: end - 1 }, newText: home });
			continue;
		}
		const wanted = [...Map.groupBy(names, (name) => moves.get(name) ?? specifier)]
			.toSorted(([a], [b]) => Number(b === specifier) - Number(a === specifier))
			.map(([each, group]) => ({ ...statement, specifier: each, names: group }));
		// Names that another statement can take go there, the rest takes the place of this one.
		const here = wanted.filter((each) => !open.has(`${kind} ${each.specifier}`));
		for (const each of wanted) if (!here.includes(each)) elsewhere.push(each);
		const { start, end } = range;
		if (here.length === 0) {
			const lineBreak = /^\r?\n/.exec(code.slice(end, end + 2))?.[0] ?? '';
			edits.push({ range: { start, end: end + lineBreak.length }, newText: '' });
			continue;
		}
		const newText = here
			.map((each) => writeImport(each, style))
			.join(`${lineEnd}${indentAt(code, start)}`);
		edits.push({ range, newText });
	}
	const others = mergeImports(code, { ...shape, imports: staying, declarations: [] }, elsewhere);
	return { edits: edits.concat(others.edits) };
}

/**
 * Kit 3 has `$app/env`, Kit 2 `$app/environment`. The last Kit 2 has both, unless the project asks for
 * explicit environment variables, which leave only the new name.
 */
function appEnv({ shape }: Module, context: RewriteContext): Changes {
	const { facts } = context;
	const [oldName, newName] = ['$app/environment', '$app/env'];
	if (!isKit2(context) || facts.explicitEnv) {
		return { edits: specifierEdits(shape, oldName, newName) };
	}
	return { edits: (minorOfKit2(facts) ?? 0) >= 70 ? [] : specifierEdits(shape, newName, oldName) };
}

function specifierEdits(shape: ModuleShape, from: string, to: string): readonly TextEdit[] {
	return shape.imports
		.filter(({ specifier }) => specifier === from)
		.map(({ specifierRange: { start, end } }) => ({
			range: { start: start + 1, end: end - 1 },
			newText: to,
		}));
}

/** The adapters of superforms are named after the major version of zod. */
function superformsZod({ shape, nodes, code }: Module, { facts }: RewriteContext): Changes {
	const { zodMajor } = facts;
	if (zodMajor === undefined) return {};
	const names: ReadonlyMap<string, string> = new Map(
		zodMajor === 4
			? [
					['zod', 'zod4'],
					['zodClient', 'zod4Client'],
				]
			: [
					['zod4', 'zod'],
					['zod4Client', 'zodClient'],
				],
	);
	const edits: TextEdit[] = [];
	const adapters = shape.imports.filter(
		({ specifier }) => specifier === 'sveltekit-superforms/adapters',
	);
	if (adapters.length === 0) return {};
	const identifiers = Map.groupBy(
		nodes.filter(({ node }) => node.type === 'Identifier'),
		({ node }) => asText(node['name']),
	);
	const done = new Set<string>();
	for (const statement of adapters) {
		for (const { imported, local, range } of statement.names) {
			const renamed = names.get(imported);
			if (!renamed) continue;
			const free = !identifiers.has(renamed);
			// What is imported twice is renamed where it is used the first time.
			const uses = done.has(local)
				? []
				: (identifiers.get(local) ?? []).filter(({ parent }) => parent?.type !== 'ImportSpecifier');
			done.add(local);
			const readable =
				nodes.length > 0 && free && uses.every(({ node, parent }) => isReference(node, parent));
			if (local === imported && readable) {
				const places = [
					{ start: range.end - imported.length, end: range.end },
					...uses.map(({ node }) => node),
				];
				for (const { start, end } of places) {
					edits.push({ range: { start, end }, newText: renamed });
				}
			} else {
				const modifier = /^type\s+/.exec(code.slice(range.start, range.end))?.[0] ?? '';
				edits.push({ range, newText: `${modifier}${renamed} as ${local}` });
			}
		}
	}
	return { edits };
}

/**
 * Other calls for zod 3, whose schemas go together with those that the project has, and which
 * libraries such as superforms take. Where it has nothing for a call, the whole module takes the zod 4
 * that comes with zod 3 from 3.25 on, if it is there.
 */
function zod3({ code, shape }: Module, { facts }: RewriteContext): Changes {
	const form = zodForm(facts);
	if (form === undefined || form === '4') return {};
	const { edits, lacking } = toZod3(new ParsedModule(code));
	const needs4 = lacking.length > 0 && form === 'v4';
	return { edits: needs4 ? specifierEdits(shape, 'zod', 'zod/v4') : edits };
}

/** An identifier that means the variable of that name, and may be renamed without harm. */
function isReference(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
	if (parent?.type === 'CallExpression') return true;
	return (
		(parent?.type === 'VariableDeclarator' && parent['init'] === node) ||
		(parent?.type === 'MemberExpression' && parent['object'] === node)
	);
}

/** Kit 2 demands a path for each cookie; Kit 3 takes `/` unless told. */
function cookiePath({ nodes, code }: Module, context: RewriteContext): Changes {
	if (!isKit2(context)) return {};
	const edits = nodes.flatMap(({ node }): readonly TextEdit[] => {
		const callee = asNode(node['callee']);
		const method = asText(asNode(callee?.['property'])?.['name']);
		const optionsIndex = { set: 2, delete: 1, serialize: 2 }[method];
		const object = asNode(callee?.['object']);
		const owner = asText(object?.['name']) || asText(asNode(object?.['property'])?.['name']);
		if (node.type !== 'CallExpression' || owner !== 'cookies' || optionsIndex === undefined)
			return [];
		const parameters = asNodes(node['arguments']);
		const options = parameters[optionsIndex];
		const last = parameters.at(-1);
		if (!options && last && parameters.length === optionsIndex) {
			return [{ range: { start: last.end, end: last.end }, newText: ", { path: '/' }" }];
		}
		if (options?.type !== 'ObjectExpression') return [];
		const properties = asNodes(options['properties']);
		const known = properties.every((each) => each.type === 'Property');
		if (!known || properties.some((each) => asText(asNode(each['key'])?.['name']) === 'path'))
			return [];
		const first = properties[0];
		if (!first) {
			const { start, end } = options;
			return [{ range: { start, end }, newText: "{ path: '/' }" }];
		}
		const gap = code.slice(options.start + 1, first.start);
		return [
			{ range: { start: first.start, end: first.start }, newText: `path: '/',${gap || ' '}` },
		];
	});
	return {
		edits: edits.map(({ range: { start, end }, newText }) => ({ range: { start, end }, newText })),
	};
}

/** `error(404, 'Not found', { code })` of Kit 3 is `error(404, { message: 'Not found', code })` on 2. */
function errorProperties({ shape, nodes }: Module, context: RewriteContext): Changes {
	if (!isKit2(context) || !imports(shape, '@sveltejs/kit', 'error')) return {};
	const edits = calls(nodes, 'error').flatMap((parameters): readonly TextEdit[] => {
		const [, message, properties] = parameters;
		const first = asNodes(properties?.['properties'])[0];
		if (!message || properties?.type !== 'ObjectExpression' || !first) return [];
		return [
			{ range: { start: message.start, end: message.start }, newText: '{ message: ' },
			{ range: { start: message.end, end: first.start }, newText: ', ' },
		];
	});
	return { edits };
}

/** Modules that Kit 3 no longer has, and whose replacement depends on the code around. */
function removedModules({ shape }: Module, context: RewriteContext): Changes {
	if (isKit2(context)) return {};
	const envNote =
		'SvelteKit 3 knows only variables that src/env.ts declares with defineEnvVars, and exports them by name from $app/env/private and $app/env/public: replace the import from $env.';
	const notes = shape.imports.flatMap(({ specifier, names }): readonly string[] => {
		if (specifier.startsWith('$env/')) return [envNote];
		if (specifier === '$app/stores') {
			return [
				'SvelteKit 3 has no $app/stores: import page, navigating and updated from $app/state and use them without the $ prefix.',
			];
		}
		if (specifier === '$service-worker') {
			return ['SvelteKit 3 has no $service-worker: see $app/service-worker and $app/manifest.'];
		}
		const gone = names.some(({ imported }) =>
			['base', 'assets', 'resolveRoute'].includes(imported),
		);
		return specifier === '$app/paths' && gone
			? [
					'SvelteKit 3 has neither base nor assets nor resolveRoute in $app/paths: use resolve() and asset().',
				]
			: [];
	});
	return { notes };
}

function externalRedirect({ shape, nodes }: Module, context: RewriteContext): Changes {
	if (isKit2(context) || !imports(shape, '@sveltejs/kit', 'redirect')) return {};
	const external = calls(nodes, 'redirect').some(
		([, location, options]) => !options && /^(?:https?:)?\/\//.test(asText(location?.['value'])),
	);
	return external
		? {
				notes: [
					'SvelteKit 3 refuses redirects to another site unless told: add { external: true } to redirect().',
				],
			}
		: {};
}

function assignedLocals({ nodes }: Module, context: RewriteContext): Changes {
	if (isKit2(context)) return {};
	const assigned = nodes.some(({ node }) => {
		const left = asNode(node['left']);
		return (
			node.type === 'AssignmentExpression' &&
			left?.type === 'MemberExpression' &&
			asText(asNode(left['property'])?.['name']) === 'locals' &&
			asText(asNode(left['object'])?.['name']) === 'event'
		);
	});
	return assigned
		? { notes: ['On SvelteKit 3 event.locals cannot be replaced: assign its members one by one.'] }
		: {};
}

function handleError({ shape, code, nodes }: Module, context: RewriteContext): Changes {
	const exported = shape.exports.find(({ name }) => name === 'handleError');
	if (!exported || isKit2(context) || /\bkind\b/.test(code)) return {};
	// What another module exports is that module's affair.
	const isPassedOn = nodes.some(
		({ node }) =>
			node.type === 'ExportNamedDeclaration' &&
			asNode(node['source']) !== undefined &&
			node.start <= exported.range.start &&
			node.end >= exported.range.end,
	);
	if (isPassedOn) return {};
	return {
		notes: [
			'SvelteKit 3 calls handleError for every error, also those of error(404, …), with { kind, error, event }: look at kind before changing the message.',
		],
	};
}

function paramMatcher(_module: Module, context: RewriteContext): Changes {
	const { srcDir, params } = context.facts;
	return !isKit2(context) && isParamMatcher(context.filePath, srcDir)
		? {
				notes: [
					`SvelteKit 3 has one file for all matchers: move this one into defineParams in ${params}.`,
				],
			}
		: {};
}

function svelteConfig(_module: Module, context: RewriteContext): Changes {
	return !isKit2(context) && isSvelteConfig(context.filePath)
		? {
				notes: [
					'SvelteKit 3 does not build with a svelte.config file: pass the options to sveltekit() in the Vite configuration.',
				],
			}
		: {};
}

function imports(shape: ModuleShape, specifier: string, name: string): boolean {
	return shape.imports.some(
		(each) =>
			each.specifier === specifier &&
			each.names.some(({ imported, local }) => imported === name && local === name),
	);
}

/** The arguments of each call of a function. */
function calls(nodes: Module['nodes'], name: string): readonly (readonly SyntaxNode[])[] {
	return nodes.flatMap(({ node }) =>
		node.type === 'CallExpression' && asText(asNode(node['callee'])?.['name']) === name
			? [asNodes(node['arguments'])]
			: [],
	);
}
