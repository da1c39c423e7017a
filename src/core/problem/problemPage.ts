import type { ProblemCode } from './problemCodes.ts';

/** The path of the page about problems of a code; its ending says to everybody that it is markdown. */
export function pagePath(code: ProblemCode): string {
	return `/${code}.md`;
}

/**
 * The page with a path, which is a section of docs/problems.md. Lines in its code blocks that look like
 * a heading belong to an example.
 *
 * @param docs docs/problems.md
 * @returns markdown with the code for a heading; `undefined` where no section has this path
 */
export function problemPage(docs: string, path: string): string | undefined {
	const page: string[] = [];
	let isWanted = false;
	let fence: string | undefined;
	for (const line of docs.split(/\r?\n/)) {
		if (fence === undefined && /^## |^<!-- /.test(line)) {
			if (isWanted) break;
			isWanted = `/${line.slice(3)}.md` === path;
		}
		if (fence === undefined) fence = /^`{3,}/.exec(line)?.[0];
		else if (line === fence) fence = undefined;
		if (isWanted) page.push(line);
	}
	return isWanted ? `${page.join('\n').trimEnd()}\n` : undefined;
}
