import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { type OutputChunk, type Plugin, rolldown, type RolldownOptions } from 'rolldown';
import { parseAst } from 'rolldown/parseAst';
import { collectPatterns, isInsertable } from '../src/core/pattern/patternLibrary.ts';
import { readAgents } from './bundledAgent.ts';
import { chatFiles } from './chatFiles.ts';
import { repoRoot } from './vscode/paths.ts';

/** One file of the bundled extension. */
export interface BundledFile {
	/** Relative to the folder of the bundle, such as `extension.cjs`. */
	readonly name: string;
	readonly bytes: number;
	/** The files that are loaded with this one; those that `import()` loads are not among them. */
	readonly imports: readonly string[];
	/** The modules in it: paths from the repository's root; made-up ones begin with a NUL. */
	readonly modules: readonly string[];
}

export interface BundleOptions {
	readonly production: boolean;
	/** `dist` by default; what is in it is deleted first. */
	readonly folder?: string;
}

const entry = join(repoRoot, 'src/extension.ts');

/**
 * Bundles the extension. What `import()` loads is in files of its own, and a module that several of
 * them need is in one that they share, so that each class and each cache exists once.
 *
 * The files are CommonJS, which VS Code starts faster than the same as ES modules (measured on 1.139).
 * All that is needed at start-up is in one file, because in VS Code each further `require` takes
 * longer than the code that it brings.
 *
 * Rejects with the bundler's messages when the code is broken.
 */
export async function build({
	production,
	folder = join(repoRoot, 'dist'),
}: BundleOptions): Promise<readonly BundledFile[]> {
	await rm(folder, { recursive: true, force: true });
	const agents = await readAgents(join(repoRoot, 'agents'));
	const patterns = collectPatterns(
		agents.map(({ handle, agent }) => ({ handle, prompt: agent.prompt })),
	);
	for (const [name, text] of chatFiles(agents, patterns.filter(isInsertable))) {
		await mkdir(dirname(join(folder, name)), { recursive: true });
		await writeFile(join(folder, name), text);
	}
	const startModules = new Set<string>();
	const bundle = await rolldown({
		...commonOptions,
		input: { extension: entry },
		plugins: [sharedApi, withoutUnused, collectImports(entry, startModules)],
		// Shared code may stand in the entry's file and be exported from there.
		preserveEntrySignatures: 'allow-extension',
	});
	const { output } = await bundle.write({
		dir: folder,
		format: 'cjs',
		minify: production,
		comments: !production,
		sourcemap: !production,
		sourcemapExcludeSources: true,
		entryFileNames: '[name].cjs',
		// A VS Code may be running what a build for development takes the place of. What is shipped is
		// written once, and each name stands in the package three times.
		chunkFileNames: production ? 'chunks/[name].cjs' : 'chunks/[name]-[hash].cjs',
		codeSplitting: {
			groups: [{ name: 'extension', test: (id) => startModules.has(id) }],
		},
	});
	await bundle.close();
	return output.flatMap((file) => (file.type === 'chunk' ? [describe(file)] : []));
}

/** The files that are loaded when `name` is: itself and what it imports, directly or not. */
export function loadedWith(files: readonly BundledFile[], name: string): readonly BundledFile[] {
	const names = new Set([name]);
	for (const each of names) {
		for (const other of files.find((file) => file.name === each)?.imports ?? []) names.add(other);
	}
	return files.filter((file) => names.has(file.name));
}

/** Bundles code that runs in VS Code's extension host beside the extension, into one file. */
export async function bundleOne(options: {
	readonly entry: string;
	readonly outfile: string;
	readonly external?: readonly string[];
	readonly sourcemap?: boolean;
	readonly plugins?: readonly Plugin[];
}): Promise<void> {
	const bundle = await rolldown({
		...commonOptions,
		input: options.entry,
		external: ['vscode', ...(options.external ?? [])],
		plugins: [...(options.plugins ?? []), withoutUnused],
	});
	await bundle.write({
		file: options.outfile,
		format: 'cjs',
		sourcemap: options.sourcemap ?? false,
		codeSplitting: false,
	});
	await bundle.close();
}

const commonOptions: RolldownOptions = {
	cwd: repoRoot,
	platform: 'node',
	tsconfig: false,
	transform: { target: 'node22' },
	checks: { bundlerTimings: false },
};

/** Parts of packages that are never used here, by the end of their path. */
const unused: Readonly<Record<string, string>> = {
	// Writes YAML.
	'js-yaml/dumper': "exports.dump = exports.safeDump = () => { throw new Error('Not here.'); };",
	// The engines of gray-matter, all of which are replaced, one of them with an `eval`.
	'gray-matter/engines': 'module.exports = {};',
	// Makes functions of text, for a schema that is not asked for; it would bring 140 KB of a parser.
	'js-yaml/function':
		"module.exports = { tag: 'tag:yaml.org,2002:js/function', kind: 'scalar', loadKind: null, resolve: () => false };",
};

const withoutUnused: Plugin = {
	name: 'without-unused',
	resolveId(source, importer = '') {
		const [, name = ''] = /^\.{1,2}\/(?:[\w-]+\/)*([\w-]+)$/.exec(source) ?? [];
		const [, packageName = ''] = /.*[\\/]node_modules[\\/]([\w-]+)[\\/]/.exec(importer) ?? [];
		const key = `${packageName}/${name}`;
		return Object.hasOwn(unused, key) ? `\0unused:${key}` : undefined;
	},
	load: (id) => (id.startsWith('\0unused:') ? unused[id.slice('\0unused:'.length)] : undefined),
};

/** Adds a module and all that it imports, directly or not, to `found`. */
function collectImports(from: string, found: Set<string>): Plugin {
	return {
		name: 'collect-imports',
		buildEnd() {
			found.add(from);
			for (const id of found) {
				for (const imported of this.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
			}
		},
	};
}

function describe({ fileName, code, imports, moduleIds }: OutputChunk): BundledFile {
	return {
		name: fileName,
		bytes: Buffer.byteLength(code),
		imports: imports.filter((name) => name.endsWith('.cjs')),
		modules: moduleIds.map((id) =>
			id.startsWith('\0') ? id : relative(repoRoot, id).replaceAll('\\', '/'),
		),
	};
}

/**
 * Gets VS Code's API once, and links `vscode.window` and the like to variables. The bundler would
 * otherwise copy the whole API in each file that imports it as a namespace, which was the larger part
 * of the time to start.
 */
const sharedApi: Plugin = {
	name: 'shared-api',
	resolveId(source, _importer, { kind }) {
		if (source !== 'vscode') return undefined;
		return kind === 'require-call' ? { id: source, external: true } : '\0vscode';
	},
	async load(id) {
		if (id !== '\0vscode') return undefined;
		const names = await apiNames();
		return [
			"const api = require('vscode');",
			'const read = (name) => api[name];',
			...names.map((name) => `export const ${name} = /* @__PURE__ */ read('${name}');`),
		].join('\n');
	},
};

/** What the module `vscode` exports besides types, by its declarations. */
async function apiNames(): Promise<readonly string[]> {
	const file = join(repoRoot, 'node_modules/@types/vscode/index.d.ts');
	const { body } = parseAst(await readFile(file, 'utf8'), { lang: 'dts' });
	const statements = body.flatMap((node) =>
		node.type === 'TSModuleDeclaration' && node.body?.type === 'TSModuleBlock'
			? node.body.body
			: [],
	);
	const names = statements.flatMap((node) => {
		const declaration = node.type === 'ExportNamedDeclaration' ? node.declaration : undefined;
		if (declaration?.type === 'VariableDeclaration') {
			return declaration.declarations.flatMap(({ id }) =>
				id.type === 'Identifier' ? id.name : [],
			);
		}
		const isValue =
			declaration?.type === 'ClassDeclaration' ||
			declaration?.type === 'TSEnumDeclaration' ||
			declaration?.type === 'TSModuleDeclaration';
		return isValue && declaration.id?.type === 'Identifier' ? declaration.id.name : [];
	});
	return [...new Set(names)];
}

if (import.meta.main) await build({ production: process.argv.includes('--production') });
