import * as vscode from 'vscode';
import { maxTextSize, readBounded } from '../../host/readFile.ts';

/** Packaging writes the file's name in lower case. */
const readmeNames = ['README.md', 'readme.md'];

/**
 * Where the README explains each problem code, as links that open it at that line. Without a README
 * there are none.
 */
export async function readProblemDocs(
	extensionUri: vscode.Uri,
	log: vscode.LogOutputChannel,
): Promise<ReadonlyMap<string, vscode.Uri>> {
	for (const name of readmeNames) {
		const uri = vscode.Uri.joinPath(extensionUri, name);
		const read = await readBounded(uri, maxTextSize);
		if ('failure' in read) {
			log.debug(`${uri.toString()} was not read: ${read.failure}.`, read.cause);
			continue;
		}
		const lines = new TextDecoder().decode(read.bytes).split('\n');
		return new Map(
			lines.flatMap((line, i) => {
				const code = /<a id="problem-([a-z-]+)">/.exec(line)?.[1];
				return code === undefined ? [] : [[code, uri.with({ fragment: `L${i + 1}` })]];
			}),
		);
	}
	return new Map();
}
