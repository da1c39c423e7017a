import type * as vscode from 'vscode';
import { decodeAgentFile } from '../../core/agent/agent.ts';
import { maxTextSize, readBounded, reasonOf } from '../platform/files.ts';

/** What became of reading a file. */
export type AgentText =
	| { readonly kind: 'text'; readonly text: string; readonly bytes: Uint8Array }
	/** There is no such file. */
	| { readonly kind: 'missing' }
	| { readonly kind: 'fault'; readonly fault: string };

/** Reads the text of an agent file. Never rejects. */
export async function readAgentText(uri: vscode.Uri): Promise<AgentText> {
	const read = await readBounded(uri, maxTextSize);
	if ('failure' in read) {
		if (read.failure === 'missing') return { kind: 'missing' };
		return { kind: 'fault', fault: `The file ${reasonOf(read)}.` };
	}
	const decoded = decodeAgentFile(read.bytes);
	return 'text' in decoded
		? { kind: 'text', text: decoded.text, bytes: read.bytes }
		: { kind: 'fault', fault: decoded.problem.message };
}
