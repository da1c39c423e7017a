import { fileNameOf } from '../text/fileName.ts';

/** Where agent files are, as globs of VS Code; the first two also hold below a home folder. */
export const agentFileGlobs = [
	'**/.claude/agents/**/*.md',
	'**/.github/agents/**/*.md',
	'**/*.agent.md',
] as const;

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

/** Where a document is, and what it needs there to be an agent file. */
export type Place = 'agents' | 'page' | 'mixed' | 'unsaved' | 'elsewhere';

export function placeOf({ path, languageId, isUntitled }: Omit<DocumentFacts, 'head'>): Place {
	if (languageId !== 'markdown' && languageId !== 'chatagent') return 'elsewhere';
	if (isUntitled) return languageId === 'chatagent' ? 'agents' : 'unsaved';
	if (/\.agent\.md$/i.test(path)) return 'agents';
	if (!/\.md$/i.test(path) || otherKind.test(path)) return 'elsewhere';
	if (knownFolder.test(path)) return pageName.test(stemOf(path)) ? 'page' : 'agents';
	return /(?:^|\/)agents\//.test(path) ? 'mixed' : 'elsewhere';
}

/** Whether a path, with forward slashes, is one that the globs above find. */
export function isAgentPath(path: string): boolean {
	return (
		/\.agent\.md$/i.test(path) ||
		(/\.md$/i.test(path) && /(?:^|\/)\.(?:claude|github)\/agents\//.test(path))
	);
}

/** The last part of a path without `.md` or `.agent.md`. */
export function stemOf(path: string): string {
	const name = fileNameOf(path.replaceAll('\\', '/'));
	return name.replace(/(?:\.agent)?\.md$/i, '');
}

/** The folder of a user's own agent, for display. */
export function userFolderOf(path: string): string {
	return path.includes('/.copilot/') ? '~/.copilot/agents' : '~/.claude/agents';
}
