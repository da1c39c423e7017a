import { isCut, isMcpName, mcpMatcher, serverEntry, splitMcp } from './mcpNames.ts';
import { hasNegation, isException, speaksOfAll } from './negation.ts';
import {
	exactSlotsOf,
	isEveryTool,
	isKnownTool,
	isMcpWord,
	isNoTool,
	knownNamesLike,
	otherToolsOf,
	slotsOfEveryReading,
	toolWordsIn,
} from './toolSpellings.ts';
import type { Slot } from './toolSpellings.ts';

/** A tool that VS Code has, as `vscode.lm.tools` lists it. */
export interface PresentTool {
	readonly name: string;
	readonly tags: readonly string[];
}

/** MCP tools are told from others by the tag that VS Code gives them. */
const mcpTag = 'mcp';

/** The names of the tools that MCP servers bring. */
export function mcpToolsOf(present: readonly PresentTool[]): readonly string[] {
	return present.flatMap(({ name, tags }) => (tags.includes(mcpTag) ? [name] : []));
}

/**
 * Finds the tools that an entry of `disallowedTools` takes away, with every tool that can do the
 * same. An entry with arguments counts for the whole tool; of a spelling that is not exact, every
 * reading counts; of an entry that is no name, every name that stands in it as a word.
 */
export class DeniedTools {
	readonly #present: ReadonlySet<string>;
	/** What has the same name but for case and separators. */
	readonly #alike: ReadonlyMap<string, readonly string[]>;
	readonly #mcp: readonly string[];
	readonly #namesByStar = new Map<string, readonly string[]>();

	constructor(present: readonly PresentTool[]) {
		this.#present = new Set(present.map(({ name }) => name));
		this.#alike = Map.groupBy(this.#present, keyOf);
		this.#mcp = mcpToolsOf(present);
	}

	/**
	 * The names of the tools that an entry takes away, perhaps of tools that VS Code does not have.
	 * `undefined` where nothing in the entry is the name of a tool, so that it might mean any.
	 */
	by(written: string): readonly string[] | undefined {
		// `Read%2CBash` is two names.
		const entry = written.replace(/%[2-7][\dA-Fa-f]/g, decodeURIComponent).trim();
		if (entry === '') return [];
		// `Bash(rm:*)` is a name; what else has brackets holds names at most.
		const [, head = entry] = /^([^\s()]+) ?\([^()]*\)$/.exec(entry) ?? [];
		const name =
			head === '*' ? head : head.replace(/^[^\w*@]+/, '').replace(/(?<![^\w*])[^\w*]+$/, '');
		// An alias of YAML that leads nowhere.
		if (/^\*[\w-][^*]*$/.test(name)) return undefined;
		if (isEveryTool(name) || isAllButSome(entry)) return [...this.#present];
		if (isNoTool(entry)) return [];
		return this.#byName(name) ?? this.#byStar(name) ?? this.#byWords(entry);
	}

	#byName(name: string): readonly string[] | undefined {
		if (name === '') return undefined;
		if (/^mcp[\s_/*:.-]*(?:tools?|servers?)?$/i.test(name)) return this.#mcp;
		const bare = name.replace(/\/\*$/, '');
		const found = this.#spelled(bare, bare === name);
		if (found.length > 0 || isKnownTool(bare)) return found;
		const byServer = this.#byServer(name);
		if (byServer) return byServer;
		if (!/^\w[\w.-]+$/.test(name)) return undefined;
		const whole = this.#mcp.filter(mcpMatcher(name, '', isCut(name)));
		return whole.length > 0 ? whole : undefined;
	}

	/** By the table, and of the tools that are here. */
	#spelled(name: string, isExact = true): readonly string[] {
		const exact = isExact ? exactSlotsOf(name) : undefined;
		return [
			...namesOf(exact ?? slotsOfEveryReading(name)),
			...(this.#alike.get(keyOf(name)) ?? []),
			...(otherToolsOf(name) ?? []),
		];
	}

	#byServer(name: string): readonly string[] | undefined {
		const entry = isMcpName(name) ? name : serverEntry(name);
		if (entry === undefined || !/^[\w.@/*:-]+$/.test(name)) return undefined;
		const { server, tool } = splitMcp(entry);
		const found = server.includes('*')
			? this.#mcp
			: this.#mcp.filter(mcpMatcher(server, tool, true));
		if (isMcpName(name)) return found;
		// `Bash/Write` is rather two tools than one of a server.
		const parts = name.split('/').map((part) => part.replace(/^\W+/, ''));
		const isAlternative =
			isKnownTool(server) ||
			parts.some((part) => /^[A-Z]|\w[A-Z_]/.test(part) && isKnownTool(part));
		return isAlternative ? [...found, ...(this.#byWords(name) ?? [])] : found;
	}

	/** `copilot_*` takes away what any name that begins so takes away. */
	#byStar(name: string): readonly string[] | undefined {
		if (!/^[\w./*-]+$/.test(name) || !name.includes('*') || !/\w/.test(name)) return undefined;
		const parts = name.split(/\*+/).map((part) => part.toLowerCase());
		const fits = (other: string): boolean => fitsInOrder(other.toLowerCase(), parts);
		const found = [...knownNamesLike(fits), ...[...this.#present].filter(fits)];
		if (found.length === 0) return this.#byWords(name);
		const all = new Set<string>();
		for (const other of found) for (const each of this.#everyNameOf(other)) all.add(each);
		return [...all];
	}

	/** A known name with all that it takes away; kept, since a star may stand for every one. */
	#everyNameOf(name: string): readonly string[] {
		let names = this.#namesByStar.get(name);
		if (!names) {
			names = [name, ...this.#spelled(name)];
			this.#namesByStar.set(name, names);
		}
		return names;
	}

	#byWords(text: string): readonly string[] | undefined {
		const names = [
			...toolWordsIn(text),
			...(text.match(/\bmcp__[\w.*-]+/gi) ?? []),
			...(text.match(/\w+/g) ?? []).flatMap((word) => {
				if (this.#present.has(word)) return word;
				// Of `write: true` the colon is lost.
				const name = word.replace(/(?:true|false)$/i, '');
				return name !== word && isKnownTool(name) ? name : [];
			}),
		];
		if (names.length === 0) return undefined;
		return names.flatMap((name) => {
			if (isMcpWord(name)) return this.#mcp;
			return isMcpName(name) ? (this.#byServer(name) ?? []) : this.#spelled(name);
		});
	}
}

/** “all except Read” forbids more than the tool that it names, and so does “except Read”. */
function isAllButSome(entry: string): boolean {
	return isException(entry) || (speaksOfAll(entry) && hasNegation(entry));
}

function namesOf(slots: readonly Slot[]): readonly string[] {
	return slots.flatMap(({ names, row }) => [...names, ...(row.within ?? [])]);
}

function fitsInOrder(name: string, parts: readonly string[]): boolean {
	const [first = ''] = parts;
	const last = parts.at(-1) ?? '';
	if (!name.startsWith(first) || name.length < first.length + last.length) return false;
	let at = first.length;
	for (const part of parts.slice(1, -1)) {
		const found = name.indexOf(part, at);
		if (found === -1) return false;
		at = found + part.length;
	}
	return name.endsWith(last) && name.length - last.length >= at;
}

/** What is left of a name without case and separators. */
function keyOf(name: string): string {
	return name.replace(/[\s_-]/g, '').toLowerCase();
}
