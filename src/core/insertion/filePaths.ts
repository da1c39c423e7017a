import { quoted } from '../code/quoted.ts';
import type { SyntaxNode } from '../code/syntaxTree.ts';
import type { ProjectFacts } from '../project/project.ts';
import { resolveTarget } from '../project/routes.ts';
import type { TextEdit } from '../text/range.ts';

/** Nobody has a longer path. */
const longest = 300;

/**
 * Lets the paths and globs of files that stand in code as texts, such as the `schema` of drizzle-kit,
 * mean the folders and the language of a project. Imports are none of them.
 */
export function filePathEdits(
	nodes: readonly { readonly node: SyntaxNode; readonly parent: SyntaxNode | undefined }[],
	code: string,
	facts: ProjectFacts,
): readonly TextEdit[] {
	return nodes.flatMap(({ node, parent }): readonly TextEdit[] => {
		const { type, value, start, end } = node;
		if (type !== 'Literal' || typeof value !== 'string' || value.length > longest) return [];
		if (/^(?:Import|Export|TSImport)/.test(parent?.type ?? '')) return [];
		const quote = code.charAt(start);
		// What is written with escapes is left alone.
		if (code.slice(start, end) !== quote + value + quote) return [];
		const path = pathIn(value, facts);
		if (path === value) return [];
		// No comment is around it, so globs stay as people write them.
		const newText = quoted(path, quote).replaceAll('*\\/', '*/');
		return [{ range: { start, end }, newText }];
	});
}

/** Lets the paths between backticks in a sentence mean the folders and the language of a project. */
export function withFilePaths(sentence: string, facts: ProjectFacts): string {
	return sentence.replace(/`([^`\s]{1,300})`/g, (_, path: string) => `\`${pathIn(path, facts)}\``);
}

/** A path as patterns write it in the folders of a project; any other text as it is. */
function pathIn(text: string, facts: ProjectFacts): string {
	const [, dot = '', path = ''] = /^(\.\/)?(src\/\S+)$/.exec(text) ?? [];
	// What leaves a folder, and a folder itself, is no file.
	if (path === '' || path.split('/').some((part) => /^\.{0,2}$/.test(part))) return text;
	const { srcDir, libDir, routesDir, typescript } = facts;
	// A path that has been fitted leads into such a folder already.
	const isFitted = [srcDir, libDir, routesDir].some(
		(folder) => folder.startsWith('src/') && path.startsWith(`${folder}/`),
	);
	if (!isFitted) return dot + resolveTarget(path, facts, undefined);
	return typescript ? text : text.replace(/(?<!\.d)\.ts$/, '.js');
}
