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
	/** The first characters of the text; 4 KiB are enough. */
	readonly head: string;
}

/**
 * Whether a document is an agent file: by its place (`.claude/agents`, `.github/agents`,
 * `*.agent.md`), or markdown in a folder `agents` with a `name` or `description` in its front
 * matter, or an unsaved document that VS Code takes for an agent or that has both keys. A readme
 * needs the keys everywhere.
 */
export function isAgentDocument(facts: DocumentFacts): boolean {
	const place = placeOf(facts);
	if (place !== 'perhaps') return place === 'yes';
	const keys = headerKeys(facts.head);
	const [hasName, hasDescription] = [keys.has('name'), keys.has('description')];
	return facts.isUntitled ? hasName && hasDescription : hasName || hasDescription;
}

/** Whether a document is an agent file, or can become one by typing. */
export function canBeAgentDocument(facts: Omit<DocumentFacts, 'head'>): boolean {
	return placeOf(facts) !== 'no';
}

function placeOf({
	path,
	languageId,
	isUntitled,
}: Omit<DocumentFacts, 'head'>): 'yes' | 'perhaps' | 'no' {
	if (languageId !== 'markdown' && languageId !== 'chatagent') return 'no';
	if (isUntitled) return languageId === 'chatagent' ? 'yes' : 'perhaps';
	if (/\.agent\.md$/i.test(path)) return 'yes';
	if (!/\.md$/i.test(path) || !/(?:^|\/)agents\//.test(path)) return 'no';
	const isReadme = stemOf(path).toLowerCase() === 'readme';
	return !isReadme && isAgentPath(path) ? 'yes' : 'perhaps';
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

/** The name or description key of what looks like front matter, without reading it as YAML. */
function headerKeys(head: string): ReadonlySet<string> {
	const header = /^\uFEFF?\s*---[ \t]*\r?\n([^]*?)(?:\n---|$)/.exec(head)?.[1] ?? '';
	const keys = [...header.matchAll(/^[ \t]{0,3}["']?(name|description)["']?[ \t]*:/gim)];
	return new Set(keys.map(([, key = '']) => key.toLowerCase()));
}
