import { attributeOf } from './attributes.ts';
import { parseFrontMatter } from './frontMatter.ts';

/** What a text tells of being an agent, whatever its file is called and wherever it lies. */
export interface AgentSigns {
	readonly hasName: boolean;
	readonly hasDescription: boolean;
	/** A key of the header or a sentence that only agents have. */
	readonly isUnmistakable: boolean;
	/** Keys of a website's page, and nothing that outweighs them. */
	readonly isPage: boolean;
}

/** Of the keys that programs read, these are found in the headers of pages and people, too. */
const commonKeys: ReadonlySet<string> = new Set(['name', 'description', 'color']);

/** Keys of site generators for one page; no agent has a place in a menu, or a layout. */
const pageKey =
	/^(?:layout|permalink|slug|draft|weight|toc|nav_order|ms\.[\w.-]+|(?:sidebar|nav|menu|pagination|hide)[_-]\w+|redirect[_-]?\w+|(?:prev|next|parent|grand_parent|outline|hero))$/i;

/** Keys that most pages have, and a few agents. */
const titleKey = /^(?:title|date|lastmod|published|updated)$/i;

/** How descriptions tell other agents when to hand over. */
const callsForAgent =
	/\b(?:use|invoke|call|launch|deploy|spawn)\s(?:this|the)\s(?:sub-?)?agent\b|\bPROACTIVELY\b|\bMUST\sBE\sUSED\b|^\s*(?:an?\s)?speciali[sz]ed\s(?:sub-?)?agent\b|<example>|<delegation>/i;

/** How a prompt begins to speak to the agent itself. */
const speaksToAgent =
	/^(?:you(?:['’]re| are) (?:an?|the|my|our|claude|(?:acting|working) as|tasked|responsible)\b|act as (?:an?|the)\b|your (?:role|task|job|mission|goal|responsibilit(?:y|ies)) (?:is|are|:)|when invoked\b|as an? [^,.\n]{1,80}, you\b)/i;

/** A prompt says who the agent is before long. */
const mostLines = 40;

/** Reads the header, repaired where it is damaged, and the beginning of the body. Never throws. */
export function agentSigns(text: string): AgentSigns {
	const { entries, lostKeys = [], bodyStart, range } = parseFrontMatter(text);
	const keys = entries.map(({ canonical }) => canonical);
	const description = entries.findLast(({ canonical }) => canonical === 'description')?.value;
	const speaks =
		(typeof description === 'string' && callsForAgent.test(description)) ||
		(range !== undefined && isPrompt(text.slice(bodyStart)));
	const isPage =
		keys.some((key) => pageKey.test(key)) || (!speaks && keys.some((key) => titleKey.test(key)));
	return {
		hasName: keys.includes('name'),
		hasDescription: keys.includes('description'),
		isUnmistakable: speaks || lostKeys.length > 0 || keys.some(isAgentKey),
		isPage,
	};
}

/** Plain English words are keys of anything. */
function isAgentKey(key: string): boolean {
	const attribute = attributeOf(key);
	if (!attribute || commonKeys.has(key)) return false;
	return attribute.formats.length > 0 && attribute.isWord !== true;
}

/** What stands in code blocks is quoted. */
function isPrompt(body: string): boolean {
	let fence = '';
	for (const line of body.slice(0, 8_000).split(/\r?\n/, mostLines)) {
		const marker = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
		if (fence === '') {
			if (marker !== '') fence = marker;
			else if (speaksToAgent.test(line.replace(/^[\s>*_#-]{0,20}/, ''))) return true;
		} else if (marker.startsWith(fence)) fence = '';
	}
	return false;
}
