import { agentSigns } from './agentSigns.ts';
import { placeOf, type DocumentFacts } from './agentPlace.ts';

/** Where agent files are, as globs of VS Code; the first two also hold below a home folder. */
export const agentFileGlobs = [
	'**/.claude/agents/**/*.md',
	'**/.github/agents/**/*.md',
	'**/*.agent.md',
] as const;

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

/** Whether a path, with forward slashes, is one that the globs above find. */
export function isAgentPath(path: string): boolean {
	return (
		/\.agent\.md$/i.test(path) ||
		(/\.md$/i.test(path) && /(?:^|\/)\.(?:claude|github)\/agents\//.test(path))
	);
}

/** The folder of a user's own agent, for display. */
export function userFolderOf(path: string): string {
	return path.includes('/.copilot/') ? '~/.copilot/agents' : '~/.claude/agents';
}
