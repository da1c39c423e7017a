import { fileNameOf } from '../text/fileName.ts';

/** What an editor knows of a document. */
export interface DocumentFacts {
	/** With forward slashes; of an unsaved document only a name. */
	readonly path: string;
	readonly languageId: string;
	readonly isUntitled: boolean;
	/** The text; what follows the front matter and the first lines of the body is of no account. */
	readonly head: string;
}

/** Files of these names mean something else to every program, whatever is in them. */
const otherKind =
	/(?:^|\/)(?:[Ss][Kk][Ii][Ll][Ll]|AGENTS|CLAUDE(?:\.local)?|GEMINI|copilot-instructions|[^/]*\.(?:prompt|instructions))\.md$/;

/** Names that pages about agents have; a language may follow. */
const pageName =
	/^_?(?:readme|index|changelog|contributing|licen[cs]e|code[-_]of[-_]conduct|(?:agent[-_])?template)(?:[.-][a-z]{2}(?:[-_][a-z]{2})?)?$/i;

const knownFolder = /(?:^|\/)\.(?:claude|github|copilot)\/agents\//;

/** Whether a document is an agent file, or can become one by typing. */
export function canBeAgentDocument(facts: Omit<DocumentFacts, 'head'>): boolean {
	return placeOf(facts) !== 'elsewhere';
}

/** What the place of a document tells of it. */
export type Place = 'agents' | 'page' | 'mixed' | 'unsaved' | 'elsewhere';

/** Whether a document is among agents by its place, as far as that tells. */
export function placeOf({ path, languageId, isUntitled }: Omit<DocumentFacts, 'head'>): Place {
	if (languageId !== 'markdown' && languageId !== 'chatagent') return 'elsewhere';
	if (isUntitled) return languageId === 'chatagent' ? 'agents' : 'unsaved';
	if (/\.agent\.md$/i.test(path)) return 'agents';
	if (!/\.md$/i.test(path) || otherKind.test(path)) return 'elsewhere';
	if (knownFolder.test(path)) return pageName.test(stemOf(path)) ? 'page' : 'agents';
	return /(?:^|\/)agents\//.test(path) ? 'mixed' : 'elsewhere';
}

/** The last part of a path without `.md` or `.agent.md`. */
export function stemOf(path: string): string {
	const name = fileNameOf(path.replaceAll('\\', '/'));
	return name.replace(/(?:\.agent)?\.md$/i, '');
}
