import { parseAgent } from '../agent/agent.ts';
import type { Agent, ParsedAgent } from '../agent/agent.ts';
import { findDelegations } from '../agent/delegations.ts';
import type { Delegation } from '../agent/delegations.ts';
import { parseFrontMatter } from '../agent/frontMatter.ts';
import type { Entry, FrontMatter } from '../agent/frontMatter.ts';
import { findFences, findSections } from '../markdown/markdown.ts';
import type { Fence, Section } from '../markdown/markdown.ts';
import { findPatterns } from '../pattern/patterns.ts';
import type { Pattern } from '../pattern/patterns.ts';
import type { Problem } from '../problem/problem.ts';
import type { TextRange } from '../text/range.ts';

/** What is known of a file besides its text. */
export interface AgentPath {
	/** The file's name without `.md` or `.agent.md`. */
	readonly stem: string;
	/** Tells the file apart from all others, as in `AgentFile.path`; none for unsaved documents. */
	readonly path?: string;
}

/**
 * The text of an agent file and what follows from it. Each part is worked out when it is first
 * asked for, and once. The parts of the body (`fences`, `sections`, `patterns`) have ranges that
 * refer to `body`: see `inFile` and `inBody`.
 */
export class AgentDocument {
	readonly text: string;
	readonly stem: string;
	readonly path?: string;
	#parsed: ParsedAgent | undefined;
	#frontMatter: FrontMatter | undefined;
	#body: string | undefined;
	#fences: readonly Fence[] | undefined;
	#sections: readonly Section[] | undefined;
	#delegations: readonly Delegation[] | undefined;
	#patterns: ReturnType<typeof findPatterns> | undefined;

	constructor(text: string, { stem, path }: AgentPath) {
		this.text = text;
		this.stem = stem;
		if (path !== undefined) this.path = path;
	}

	/** `undefined` where nothing usable is there. */
	get agent(): Agent | undefined {
		return this.#read().agent;
	}

	/** Without entries where there is none. */
	get frontMatter(): FrontMatter {
		return (this.#frontMatter ??= this.agent?.frontMatter ?? parseFrontMatter(this.text));
	}

	/** What reading the front matter has found; ranges refer to `text`. */
	get parseProblems(): readonly Problem[] {
		return this.#read().problems;
	}

	/** Offset of the body in `text`. */
	get bodyStart(): number {
		return this.frontMatter.bodyStart;
	}

	/** What follows the front matter; the whole text where there is none. */
	get body(): string {
		return (this.#body ??= this.text.slice(this.bodyStart));
	}

	/** The code blocks; ranges refer to `body`. */
	get fences(): readonly Fence[] {
		return (this.#fences ??= findFences(this.body));
	}

	/** Ranges refer to `body`. */
	get sections(): readonly Section[] {
		return (this.#sections ??= findSections(this.body));
	}

	/** Ranges refer to `body`. */
	get patterns(): readonly Pattern[] {
		return this.#findPatterns().patterns;
	}

	/** What is wrong with the code blocks; ranges refer to `body`. */
	get patternProblems(): readonly Problem[] {
		return this.#findPatterns().problems;
	}

	/** Ranges refer to `text`. */
	get delegations(): readonly Delegation[] {
		return (this.#delegations ??= this.agent ? findDelegations(this.agent, this.text) : []);
	}

	/** The entry that counts for a canonical key: the last one. */
	entryOf(canonical: string): Entry | undefined {
		return this.frontMatter.entries.findLast((entry) => entry.canonical === canonical);
	}

	/** The place in `text` of a range of `body`. */
	inFile({ start, end }: TextRange): TextRange {
		return { start: start + this.bodyStart, end: end + this.bodyStart };
	}

	/** The offset in `body` of an offset in `text`; `undefined` in the front matter. */
	inBody(offset: number): number | undefined {
		return offset < this.bodyStart ? undefined : offset - this.bodyStart;
	}

	/** The code block that an offset of `text` is in, fence lines included. */
	fenceAt(offset: number): Fence | undefined {
		const at = offset - this.bodyStart;
		return this.fences.find(({ range }) => range.start <= at && at < range.end);
	}

	#read(): ParsedAgent {
		return (this.#parsed ??= parseAgent(this.text, this.stem));
	}

	#findPatterns(): ReturnType<typeof findPatterns> {
		return (this.#patterns ??= findPatterns(this.body));
	}
}

/** Starts the analysis of one text; it costs nothing until its parts are asked for. Never throws. */
export function analyse(text: string, path: AgentPath): AgentDocument {
	return new AgentDocument(text, path);
}
