import { agentSigns } from './agentSigns.ts';
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

/**
 * Whether a document is an agent file: the one rule for all that reads or touches agent files.
 *
 * In a known folder (`.claude/agents`, `.github/agents`, `.copilot/agents`, and those below them) and
 * called `*.agent.md` it is, unless it is called like a page (a readme, a template, …): that needs a
 * `name` or `description`, and no keys of pages. In other folders `agents` it needs a `name` and a key
 * or a sentence that only agents have: pages about agents are there, too. An unsaved document is one
 * that VS Code takes for an agent, or that has both keys. Skills, prompts and instructions never are.
 */
export function isAgentDocument(facts: DocumentFacts): boolean {
	const place = placeOf(facts);
	if (place === 'agents' || place === 'elsewhere') return place === 'agents';
	const { hasName, hasDescription, isUnmistakable, isPage } = agentSigns(facts.head);
	if (isPage) return false;
	if (place === 'unsaved') return hasName && hasDescription;
	return place === 'page' ? hasName || hasDescription : hasName && isUnmistakable;
}

/** Whether a document is an agent file, or can become one by typing. */
export function canBeAgentDocument(facts: Omit<DocumentFacts, 'head'>): boolean {
	return placeOf(facts) !== 'elsewhere';
}

type Place = 'agents' | 'page' | 'mixed' | 'unsaved' | 'elsewhere';

function placeOf({ path, languageId, isUntitled }: Omit<DocumentFacts, 'head'>): Place {
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
