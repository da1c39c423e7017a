import type * as vscode from 'vscode';
import { compileRegex, matchText, type LineMatcher } from '../../core/workspace/linearPattern.ts';
import { isSecretPath } from '../../core/workspace/secretFiles.ts';
import { plain, visiblePath } from '../../core/text/plainText.ts';
import { inOrder, secretsByPiece, type SecretPlace } from '../../core/workspace/secretText.ts';
import { readBounded } from '../../host/platform/files.ts';
import { ToolError } from '../../host/toolError.ts';
import { labelOf, openFolders } from './workspacePaths.ts';
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
/** Steps of a pattern between two looks at the clock: about a millisecond. */
const stepsAtOnce = 50_000;

/** Searches the text of files, line by line, for at most 5 seconds. */
export class SearchTextTool implements Tool<SearchTextInput> {
	readonly #newBudget: () => WalkBudget;

	constructor(newBudget: () => WalkBudget = () => new WalkBudget({ seconds: 5 })) {
		this.#newBudget = newBudget;
	}

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
		const search = new Search(matcher, this.#newBudget(), token);
		for (const folder of openFolders()) {
			if (search.mustEnd()) break;
			await search.searchFolder(folder, isWanted);
		}
		const { found, notes } = search;
		if (found.length === 0) return [`No line has ${input.text}.`, ...notes].join('\n');
		return [...found, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
	}
}

/** One search, and what it has come to so far. */
class Search {
	readonly #found: string[] = [];
	readonly #matcher: LineMatcher;
	readonly #budget: WalkBudget;
	readonly #token: vscode.CancellationToken;
	#bytes = 0;
	#secretFiles = 0;
	#secretLines = 0;
	#largeFiles = 0;

	constructor(matcher: LineMatcher, budget: WalkBudget, token: vscode.CancellationToken) {
		this.#matcher = matcher;
		this.#budget = budget;
		this.#token = token;
	}

	/** Whether there is nothing more to do, or no time for it. */
	mustEnd(): boolean {
		return (
			this.#found.length > maxMatches ||
			this.#bytes > maxBytes ||
			!this.#budget.goesOn() ||
			this.#token.isCancellationRequested
		);
	}

	get found(): readonly string[] {
		return this.#found.slice(0, maxMatches);
	}

	/** What was left out, each as a line for a model. */
	get notes(): readonly string[] {
		const notes: string[] = [];
		if (this.#found.length > maxMatches) {
			notes.push(
				`[Only the first ${maxMatches} lines are listed. Search for less, or in fewer files.]`,
			);
		} else if (this.#bytes > maxBytes) {
			notes.push('[Stopped before all files were searched. Name the files by a glob.]');
		} else if (this.#budget.isSpent) {
			notes.push(
				`[Stopped after ${this.#budget.limit}, before all files were searched. Name the files by a glob, or search for something simpler.]`,
			);
		}
		const leftOut = [
			[this.#largeFiles, 'files larger than 1 MiB'],
			[this.#secretFiles, 'files that may hold secrets'],
			[this.#secretLines, 'lines with secrets'],
		] as const;
		for (const [count, what] of leftOut) {
			if (count > 0) notes.push(`[${count} ${what} were not searched.]`);
		}
		return notes;
	}

	async searchFolder(
		folder: vscode.WorkspaceFolder,
		isWanted: (relative: string) => boolean,
	): Promise<void> {
		for await (const { relative, uri } of walkFiles(folder, '', this.#budget, this.#token)) {
			if (!isWanted(relative)) continue;
			if (isSecretPath(relative)) this.#secretFiles++;
			else await this.#searchFile(uri, labelOf(folder, relative));
			if (this.mustEnd()) return;
		}
	}

	async #searchFile(uri: vscode.Uri, label: string): Promise<void> {
		const read = await readBounded(uri, maxFileSize, { textOnly: true, withoutLinks: true });
		if ('failure' in read) {
			// A file that cannot be read, or went away meanwhile, has no match.
			this.#bytes += read.spent;
			if (read.failure === 'tooLarge') this.#largeFiles++;
			return;
		}
		this.#bytes += read.bytes.byteLength;
		if (read.bytes.includes(0)) return;
		await this.#searchText(new TextDecoder().decode(read.bytes), label);
	}

	async #searchText(text: string, label: string): Promise<void> {
		// Lines with secrets are left out before anything is searched: whether one of them matches
		// would tell what is in it, letter by letter.
		const secrets = await this.#secretsIn(text);
		let nextSecret = 0;
		for (let start = 0, number = 1; start <= text.length; number++) {
			const lineEnd = text.indexOf('\n', start);
			const end = lineEnd === -1 ? text.length : lineEnd;
			while ((secrets[nextSecret]?.end ?? Number.POSITIVE_INFINITY) <= start) nextSecret++;
			if ((secrets[nextSecret]?.start ?? Number.POSITIVE_INFINITY) < end) {
				this.#secretLines++;
			} else {
				const line = text.slice(
					start,
					text.charAt(end - 1) === '\r' ? Math.max(end - 1, start) : end,
				);
				const testing = this.#matcher.begin(line);
				let hasMatch = testing.advance(stepsAtOnce);
				while (hasMatch === undefined && !this.mustEnd()) {
					if (this.#budget.isDue) await this.#budget.rest();
					hasMatch = testing.advance(stepsAtOnce);
				}
				if (hasMatch === true) this.#found.push(`${label}:${number}: ${shown(line)}`);
			}
			if (this.mustEnd()) return;
			if (this.#budget.isDue) await this.#budget.rest();
			start = end + 1;
		}
	}

	async #secretsIn(text: string): Promise<readonly SecretPlace[]> {
		const places: SecretPlace[] = [];
		for (const found of secretsByPiece(text)) {
			for (const place of found) places.push(place);
			if (this.#budget.isDue) await this.#budget.rest();
		}
		return inOrder(places);
	}
}

function shown(line: string): string {
	return line.length > maxLineLength ? `${line.slice(0, maxLineLength)}…` : line;
}

function matcherOf({ text, isRegex = false, matchCase = false }: SearchTextInput): LineMatcher {
	if (text === '') throw new ToolError('There is nothing to search for: text is empty.');
	const matcher = isRegex ? compileRegex(text, !matchCase) : matchText(text, !matchCase);
	if ('begin' in matcher) return matcher;
	throw new ToolError(
		isRegex
			? `The regular expression ${text.slice(0, 200)} cannot be used: ${matcher.error}. The syntax is RE2's, without backreferences and lookaround.`
			: `That text cannot be searched for: ${matcher.error}.`,
	);
}
