import { fileNameOf } from '../../core/text/fileName.ts';
import type * as vscode from 'vscode';
import { decodeAgentFile } from '../../core/agent/agent.ts';
import type { Origin } from '../../core/agent/catalog.ts';
import { stemOf } from '../../core/agent/agentPlace.ts';
import { LastUsed } from '../../core/text/lastUsed.ts';
import { analyse, type AgentDocument } from '../../core/editor/agentDocument.ts';
import { readOwnFile, stampOnDisk } from '../platform/files.ts';
import type { AgentReading, UsableDocument } from './agentSource.ts';
import { readAgentText } from './agentText.ts';

/** Files besides those of the extension that are kept as they were last read. */
const mostKept = 20;

interface Kept {
	/** As it was before it was read; `undefined` where nothing tells that it has changed. */
	readonly stamp: string | undefined;
	readonly bytes: Uint8Array;
	readonly reading: AgentReading;
}

/** Reads agent files for those who ask the agents; what follows from a file is worked out once. */
export class AgentReader {
	readonly #bundled = new LastUsed<string, Kept>(Infinity);
	readonly #others = new LastUsed<string, Kept>(mostKept);

	/**
	 * The file as it is on disk. It is looked at for each question, since a watcher tells of a change
	 * only after a while, and read where it is not the same any more. Never rejects.
	 */
	async read(uri: vscode.Uri, origin: Origin): Promise<AgentReading> {
		const isBundled = origin === 'bundled';
		const files = isBundled ? this.#bundled : this.#others;
		const stamp = uri.scheme === 'file' ? stampOnDisk(uri) : undefined;
		const known = files.get(uri.toString());
		if (known && stamp !== undefined && stamp === known.stamp) return known.reading;
		return isBundled ? this.#readBundled(uri, stamp) : this.#readOther(uri, stamp);
	}

	/**
	 * What the extension brings is read while one waits: that is done before another task had its
	 * turn.
	 */
	#readBundled(uri: vscode.Uri, stamp: string | undefined): AgentReading {
		const name = fileNameOf(uri.path);
		const remedy = 'Reinstall the extension to get it back.';
		let bytes: Uint8Array;
		try {
			bytes = readOwnFile(uri);
		} catch (cause) {
			return { fault: `The agent file ${name} cannot be read. ${remedy}`, cause };
		}
		return keep(this.#bundled, uri, { stamp, bytes }, () => {
			const decoded = decodeAgentFile(bytes);
			if ('problem' in decoded) return { fault: `${name}: ${decoded.problem.message}` };
			const reading = readingOf(uri, decoded.text);
			return reading.document ? reading : { fault: `${reading.fault} ${remedy}` };
		});
	}

	async #readOther(uri: vscode.Uri, stamp: string | undefined): Promise<AgentReading> {
		const name = fileNameOf(uri.path);
		const read = await readAgentText(uri);
		if (read.kind === 'missing') return { fault: `The agent file ${name} is gone.` };
		if (read.kind === 'fault') return { fault: `${name}: ${read.fault}` };
		const { bytes, text } = read;
		return keep(this.#others, uri, { stamp, bytes }, () => readingOf(uri, text));
	}
}

/** A text as the document of an agent file. */
export function documentOf(uri: vscode.Uri, text: string): AgentDocument {
	return analyse(text, { stem: stemOf(uri.path), path: uri.toString() });
}

export function isUsable(document: AgentDocument): document is UsableDocument {
	return document.agent !== undefined;
}

function readingOf(uri: vscode.Uri, text: string): AgentReading {
	const document = documentOf(uri, text);
	if (isUsable(document)) return { document };
	return { fault: `${fileNameOf(uri.path)}: ${document.parseProblems[0]?.message ?? 'No agent is in it.'}` };
}

function keep(
	files: LastUsed<string, Kept>,
	uri: vscode.Uri,
	{ stamp, bytes }: Omit<Kept, 'reading'>,
	work: () => AgentReading,
): AgentReading {
	const path = uri.toString();
	const known = files.get(path);
	const isSame = known !== undefined && Buffer.compare(known.bytes, bytes) === 0;
	const reading = isSame ? known.reading : work();
	files.set(path, { stamp, bytes, reading });
	return reading;
}
