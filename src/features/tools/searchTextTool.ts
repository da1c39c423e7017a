import type * as vscode from 'vscode';
import { compileRegex, type Matcher } from '../../core/tools/linearPattern.ts';
import { isSecretPath } from '../../core/tools/secretFiles.ts';
import { readFile } from '../../host/readFile.ts';
import { plain, visiblePath } from '../../core/text/plainText.ts';
import { UserError } from '../../host/run.ts';
import { labelOf, openFolders } from '../../host/workspacePaths.ts';
import { fileFilter } from './findFilesTool.ts';
import type { Tool } from './tool.ts';
import { WalkBudget, walkFiles } from './walk.ts';

export interface SearchTextInput {
	readonly text: string;
	readonly isRegex?: boolean;
	readonly matchCase?: boolean;
	/** A glob of the files to search; all without it. */
	readonly files?: string;
}

const maxMatches = 100;
const maxLineLength = 300;
const maxFileSize = 1024 * 1024;
/** Bytes that one search may read. */
const maxBytes = 64 * 1024 * 1024;

/** Searches the text of files, line by line. */
export class SearchTextTool implements Tool<SearchTextInput> {
	async prepare({ text, files }: SearchTextInput): Promise<vscode.PreparedToolInvocation> {
		const invocationMessage =
			files === undefined
				? plain`Searching for ${text}`
				: plain`Searching for ${text} in ${visiblePath(files)}`;
		return { invocationMessage };
	}

	async run(input: SearchTextInput, token: vscode.CancellationToken): Promise<string> {
		const matcher = matcherOf(input);
		const isWanted = input.files === undefined ? () => true : fileFilter(input.files);
		const budget = new WalkBudget();
		const found: string[] = [];
		let bytes = 0;
		let secrets = 0;
		search: for (const folder of openFolders()) {
			for await (const { relative, uri } of walkFiles(folder, '', budget, token)) {
				if (!isWanted(relative)) continue;
				if (isSecretPath(relative)) {
					secrets++;
					continue;
				}
				const content = await readSmall(uri);
				if (token.isCancellationRequested) break search;
				if (!content) continue;
				bytes += content.byteLength;
				for (const hit of hitsIn(content, matcher)) {
					found.push(`${labelOf(folder, relative)}:${hit}`);
					if (found.length > maxMatches) break search;
				}
				if (bytes > maxBytes) break search;
			}
		}
		const notes: string[] = [];
		if (found.length > maxMatches) {
			notes.push(
				`[Only the first ${maxMatches} lines are listed. Search for less, or in fewer files.]`,
			);
		} else if (budget.isSpent || bytes > maxBytes) {
			notes.push('[Stopped before all files were searched. Name the files by a glob.]');
		}
		if (secrets > 0) notes.push(`[${secrets} files that may hold secrets were not searched.]`);
		if (found.length === 0) return [`No line has ${input.text}.`, ...notes].join('\n');
		return [...found.slice(0, maxMatches), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
	}
}

function matcherOf({ text, isRegex = false, matchCase = false }: SearchTextInput): Matcher {
	if (text === '') throw new UserError('There is nothing to search for: text is empty.');
	if (isRegex) {
		const compiled = compileRegex(text, !matchCase);
		if ('matches' in compiled) return compiled;
		throw new UserError(
			`The regular expression ${text.slice(0, 200)} cannot be used: ${compiled.error}. The syntax is RE2's, without backreferences and lookaround.`,
		);
	}
	const wanted = matchCase ? text : text.toLowerCase();
	return { matches: (line) => (matchCase ? line : line.toLowerCase()).includes(wanted) };
}

/** `undefined` for files that are large, binary or gone. */
async function readSmall(uri: vscode.Uri): Promise<Uint8Array | undefined> {
	try {
		const content = await readFile(uri);
		return content.byteLength > maxFileSize || content.includes(0) ? undefined : content;
	} catch {
		// A file that cannot be read, or went away meanwhile, has no match.
		return undefined;
	}
}

function* hitsIn(content: Uint8Array, matcher: Matcher): Generator<string> {
	const lines = new TextDecoder().decode(content).split(/\r?\n/);
	for (const [index, line] of lines.entries()) {
		if (!matcher.matches(line)) continue;
		const shown = line.length > maxLineLength ? `${line.slice(0, maxLineLength)}…` : line;
		yield `${index + 1}: ${shown}`;
	}
}
