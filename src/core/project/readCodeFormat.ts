import { patternFormat, type CodeFormat } from '../code/codeFormat.ts';
import { EditorConfig } from './editorConfig.ts';
import { neighbourStyle } from './neighbourStyle.ts';
import { PrettierConfig, prettierFiles } from './prettierConfig.ts';
import type { ProjectFacts } from './project.ts';

/** Files that most projects have, whose style stands for that of the others. */
const usualFiles = [
	'hooks.server.ts',
	'hooks.server.js',
	'routes/+layout.server.ts',
	'routes/+layout.server.js',
	'routes/+page.server.ts',
	'routes/+page.server.js',
	'routes/+layout.ts',
	'routes/+layout.js',
	'routes/+page.svelte',
	'routes/+layout.svelte',
] as const;

export interface CodeFormatReading {
	/** That of most files. */
	readonly format: CodeFormat;
	/** That of one file, by its project-relative path: configurations may tell some from others. */
	readonly formatOf: (path: string) => CodeFormat;
	/** The project has Prettier, so that nothing else formats its files. */
	readonly isPrettier: boolean;
}

/**
 * How a project formats its code: as its Prettier is told to, else its EditorConfig, else as its own
 * files are written. Nothing of it is run; options that only running would tell are those of its files.
 *
 * @param read the text of a project-relative file, `undefined` where there is none; all files that may
 * matter are asked for at once
 */
export function readCodeFormat(
	{ packages, srcDir, typescript }: ProjectFacts,
	read: (path: string) => string | undefined,
): CodeFormatReading {
	const texts = new Map(
		[
			...prettierFiles,
			'.editorconfig',
			'svelte.config.js',
			'vite.config.ts',
			'vite.config.js',
			...usualFiles.map((name) => `${srcDir}/${name}`),
		].map((name) => [name, read(name)] as const),
	);
	const prettier = PrettierConfig.of((name) => texts.get(name));
	const editor = new EditorConfig(texts.get('.editorconfig') ?? '');
	const version = packages['prettier'];
	const isPrettier = prettier !== undefined || version !== undefined;
	const isOld = /(?:^|[^\d.])2\./.test(version ?? '');
	let shown: Partial<CodeFormat> | undefined;
	const neighbours = (): Partial<CodeFormat> =>
		(shown ??= neighbourStyle(
			[...texts]
				.filter(([name]) => /^(?:svelte|vite)\.config\.|\//.test(name))
				.map(([name, text]) => ({ name, text })),
		));
	const workOut = (path: string): CodeFormat => {
		const said = editor.formatOf(path);
		if (!prettier) {
			const own = { ...patternFormat, ...neighbours(), ...said };
			return isPrettier ? { ...own, insertFinalNewline: true } : own;
		}
		const { options, unknown } = prettier.optionsOf(path);
		const known: CodeFormat = {
			...patternFormat,
			useTabs: false,
			printWidth: 80,
			singleQuote: false,
			trailingComma: isOld ? 'es5' : 'all',
			...said,
			...options,
		};
		if (unknown.size === 0) return { ...known, insertFinalNewline: true };
		// What cannot be read the files tell, else what is said of most.
		const seen = { ...patternFormat, ...options, ...neighbours(), ...said };
		const guessed = Object.entries(seen).filter(([key]) => unknown.has(key));
		return { ...known, ...Object.fromEntries(guessed), insertFinalNewline: true };
	};
	// Completions ask at each key.
	const formats = new Map<string, CodeFormat>();
	const formatOf = (path: string): CodeFormat => {
		const own = formats.get(path) ?? workOut(path);
		formats.set(path, own);
		return own;
	};
	const format = formatOf(`${srcDir}/lib/a.${typescript ? 'ts' : 'js'}`);
	return { format, formatOf, isPrettier };
}
