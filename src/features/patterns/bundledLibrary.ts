import * as vscode from 'vscode';
import { bundledAgents } from '../../agents.generated.ts';
import { decodeAgentFile, parseAgent } from '../../core/agent.ts';
import { stemOf } from '../../core/catalog.ts';
import { collectPatterns, type LibraryPattern } from '../../core/patternLibrary.ts';
import { maxTextSize, readBounded } from '../../host/readFile.ts';

/** The patterns of the bundled agents; the files are read again each time, parsed when they changed. */
export class BundledLibrary {
	readonly #folder: vscode.Uri;
	readonly #parsed = new Map<
		string,
		{ readonly text: string; readonly patterns: readonly LibraryPattern[] }
	>();

	constructor(extensionUri: vscode.Uri) {
		this.#folder = vscode.Uri.joinPath(extensionUri, 'agents');
	}

	async read(): Promise<readonly LibraryPattern[]> {
		const lists = await Promise.all(
			bundledAgents.map(async ({ handle, file }) => {
				const uri = vscode.Uri.joinPath(this.#folder, file);
				const read = await readBounded(uri, maxTextSize);
				if ('failure' in read) {
					throw new Error(`${file} was not read: ${read.failure}.`, { cause: read.cause });
				}
				const decoded = decodeAgentFile(read.bytes);
				if ('problem' in decoded) return [];
				const known = this.#parsed.get(handle);
				if (known?.text === decoded.text) return known.patterns;
				const { agent } = parseAgent(decoded.text, stemOf(file));
				const patterns = agent ? collectPatterns([{ handle, prompt: agent.prompt }]) : [];
				this.#parsed.set(handle, { text: decoded.text, patterns });
				return patterns;
			}),
		);
		return lists.flat();
	}
}
