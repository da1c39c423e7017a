import { languageOfPath } from '../code/codeLanguage.ts';
import { isProjectPath } from './pathComment.ts';

/** A file that the text above a code block names as the one that the code belongs in. */
export interface FileAbove {
	readonly path: string;
	/** Whether the text says nothing else. */
	readonly isAll: boolean;
}

/** Longer texts are about more than a file. */
const longest = 200;

const remark = /\s{0,4}\([^()]{0,80}\)(?=\s{0,4}[:：]?$)/;
const fileWord =
	/^(?:(?:file(?:name)?|file ?path|path|datei|fichier|archivo|arquivo|文件|ファイル)\s*[:：]?|\/\/|#)\s+/i;
const inFile = /^(?:then,? |and |now )?(?:in|into|inside|to)\s+/i;
/** What is said of a file into which the code goes, and not of one that it reads. */
const leadsInto =
	/\b(?:in|into|inside|to|at|as|create|add|edit|update|open|file|called|named)(?: the| a| an| new| file){0,3}\s{1,4}$/i;
const readsFrom =
	/\b(?:from|import|imports|imported|like|see|unlike|than|instead|never|not|don['’]?t|similar|compare[ds]?|refer|according|belongs?|used?|calls?)\b/i;

/** Reads “\`src/lib/cart.ts\`:”, “File: src/lib/cart.ts” or “Add this to \`src/lib/cart.ts\`:” above a block. */
export function fileAbove(paragraph: string): FileAbove | undefined {
	if (paragraph.length > longest) return undefined;
	const text = paragraph.replace(/\*\*|__|(?<!\w)[*_]|[*_](?!\w)/g, '').trim();
	const bare = text.replace(remark, '').replace(/\s{0,4}[:：]$/, '');
	const named = unquoted(bare.replace(fileWord, '').replace(inFile, ''));
	if (isProjectPath(named)) return { path: named, isAll: true };
	const [whole, before = '', path = ''] = /^([^`]+)`([^`\s]+)`$/.exec(bare) ?? [];
	if (whole === undefined || !/[:：]$/.test(text) || !isProjectPath(path)) return undefined;
	return leadsInto.test(before) && !readsFrom.test(before) ? { path, isAll: false } : undefined;
}

/** The path in a title that is nothing else: of “File: \`src/app.ts\`” too. */
export function withoutFileWord(title: string): string {
	const named = title.replace(fileWord, '');
	return isProjectPath(named) ? named : title;
}

function unquoted(text: string): string {
	return text.length > 2 && text.startsWith('`') && text.endsWith('`') ? text.slice(1, -1) : text;
}

const scripts: ReadonlySet<string> = new Set(['javascript', 'typescript', 'jsx', 'tsx']);

/** Whether code in a language can be what a file holds: a shell session about `app.ts` is not. */
export function canHold(path: string, language: string): boolean {
	const own = languageOfPath(path);
	if (language === '' || own === undefined || own === language) return true;
	return scripts.has(own) && scripts.has(language);
}
