import path from 'node:path';
import ts from 'typescript-6';

/** Files of a program that exists in memory only, by their names. */
export type SourceFiles = Readonly<Record<string, string>>;

const options: ts.CompilerOptions = {
	strict: true,
	allowJs: true,
	checkJs: true,
	noEmit: true,
	skipLibCheck: true,
	allowImportingTsExtensions: true,
	target: ts.ScriptTarget.ESNext,
	module: ts.ModuleKind.ESNext,
	moduleResolution: ts.ModuleResolutionKind.Bundler,
	lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
	types: [],
};

const libraries = new Map<string, ts.SourceFile | undefined>();

/**
 * What TypeScript finds wrong in files that exist in memory only, checking JavaScript as strictly as
 * TypeScript. Each fault names its file and line.
 */
export function faultsOf(files: SourceFiles): readonly string[] {
	const root = '/virtual';
	const texts = new Map(
		Object.entries(files).map(([name, text]) => [path.posix.join(root, name), text]),
	);
	const host = ts.createCompilerHost(options);
	const program = ts.createProgram([...texts.keys()], options, {
		...host,
		getCurrentDirectory: () => root,
		fileExists: (name) => texts.has(name),
		readFile: (name) => texts.get(name),
		directoryExists: () => true,
		getSourceFile: (name, language) => {
			const text = texts.get(name);
			if (text !== undefined) return ts.createSourceFile(name, text, language);
			if (!libraries.has(name)) libraries.set(name, host.getSourceFile(name, language));
			return libraries.get(name);
		},
	});
	return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
		const { line } = file?.getLineAndCharacterOfPosition(start ?? 0) ?? { line: 0 };
		const words = ts.flattenDiagnosticMessageText(messageText, ' ');
		return `${path.posix.basename(file?.fileName ?? '')}:${line + 1}: ${words}`;
	});
}

/**
 * What is wrong in JavaScript that was made of a TypeScript module: its own faults, and the exported
 * names whose types are others than in the original.
 *
 * @param more modules that both import
 */
export function faultsOfJavaScript(
	original: string,
	javaScript: string,
	more: SourceFiles = {},
): readonly string[] {
	const exports = [...original.matchAll(/^export (?:async )?(?:function|const|let) ([\w$]+)/gm)];
	const names = [...new Set(exports.map(([, name = '']) => name))];
	const types = [
		...original.matchAll(/^export (?:type|interface) ([\w$]+)(?= [={]| extends)/gm),
	].map(([, name = '']) => name);
	const comparison = [
		"import * as original from './original.ts';",
		"import * as made from './made.js';",
		"type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : [A, B] extends [B, A] ? 'alike' : false;",
		'declare function expectSame<T extends true>(): void;',
		// A type that extends others becomes one that is made of them.
		"declare function expectAlike<T extends true | 'alike'>(): void;",
		...names.map((name) => `expectSame<Same<typeof original.${name}, typeof made.${name}>>();`),
		...types.map((name) => `expectAlike<Same<original.${name}, made.${name}>>();`),
	].join('\n');
	return faultsOf({
		...more,
		'original.ts': original,
		'made.js': javaScript,
		'comparison.ts': comparison,
	});
}
