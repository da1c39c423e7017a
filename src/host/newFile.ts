import * as vscode from 'vscode';
import { withLineEnds } from '../core/text/textEdits.ts';

export interface NewFile {
	/** What VS Code will show. */
	readonly text: string;
	readonly bytes: Uint8Array;
}

/**
 * A new file as VS Code would save it, by the settings `files.encoding` and `files.eol`. Line ends
 * become equal, and a byte order mark is a matter of the encoding, not of the text.
 *
 * @returns the name of the encoding where the text has characters that it lacks
 */
export async function encodeNewFile(
	uri: vscode.Uri,
	written: string,
): Promise<NewFile | { readonly lackingEncoding: string }> {
	const files = vscode.workspace.getConfiguration('files', uri);
	const isWindows = /\r\n/.test(written) && !/(?:^|[^\r])\n|\r(?!\n)/.test(written);
	const lineEnd = isWindows || files.get('eol') === '\r\n' ? '\r\n' : '\n';
	const text = withLineEnds(written.replace(/^\uFEFF/, ''), lineEnd);
	const bytes = await vscode.workspace.encode(text, { uri });
	const encoding = files.get('encoding', 'utf8');
	// NUL makes a file binary, which is not decoded at all.
	const readings: readonly string[] = text.includes('\0')
		? []
		: await Promise.all([
				vscode.workspace.decode(bytes, { uri }),
				// The other one may be guessed.
				vscode.workspace.decode(bytes, { encoding }),
			]);
	return readings.includes(text) ? { text, bytes } : { lackingEncoding: encoding };
}
