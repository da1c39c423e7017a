import * as vscode from 'vscode';
import { imageType, type Lines, type Reference } from '../../core/reference.ts';
import { isSecretPath } from '../../core/tools/secretFiles.ts';
import { readFile, readText, statFile } from '../../host/readFile.ts';

/** Files above this size (bytes) are named, not read: no model takes them. */
const maxFileSize = 20 * 1024 * 1024;
const mostProblems = 20;

/** VS Code gives a name too; the stable typings do not have it yet. */
type PromptReference = vscode.ChatPromptReference & { readonly name?: string };

/**
 * Reads what the user attached to a question, in the order of the question. What cannot be sent (a
 * file that is gone, binary or too large, an image for a model that takes none, a file with secrets
 * that VS Code attached by itself) is named with the reason. Never rejects.
 */
export async function readReferences(
	references: readonly vscode.ChatPromptReference[],
	takesImages: boolean,
): Promise<readonly Reference[]> {
	// VS Code lists the last one first.
	const inOrder: readonly PromptReference[] = references.toReversed();
	const selections = inOrder.flatMap(({ value }) =>
		value instanceof vscode.Location ? value : [],
	);
	return Promise.all(
		inOrder.map(async (reference) => readReference(reference, selections, takesImages)),
	);
}

/** The first file that is attached as a whole or in part. */
export function firstFile(
	references: readonly vscode.ChatPromptReference[],
): vscode.Uri | undefined {
	for (const { value } of references.toReversed()) {
		if (value instanceof vscode.Uri) return value;
		if (value instanceof vscode.Location) return value.uri;
	}
	return undefined;
}

async function readReference(
	reference: PromptReference,
	selections: readonly vscode.Location[],
	takesImages: boolean,
): Promise<Reference> {
	const { id, name, modelDescription, value } = reference;
	if (typeof value === 'string') {
		return { kind: 'text', label: modelDescription ?? name ?? 'text', text: value };
	}
	const uri =
		value instanceof vscode.Location ? value.uri : value instanceof vscode.Uri ? value : undefined;
	if (uri && id.startsWith('vscode.implicit') && isSecretPath(uri.path)) {
		return named(pathOf(uri), 'it may hold secrets, and you did not attach it yourself');
	}
	if (value instanceof vscode.Location) return readRange(value, name);
	if (value instanceof vscode.Uri) return readFileOrFolder(value, selections, takesImages);
	if (isBinaryData(value)) {
		const label = value.reference ? pathOf(value.reference) : 'image';
		if (!takesImages) return named(label, 'this model takes no images');
		return {
			kind: 'image',
			label,
			image: { kind: 'image', mime: value.mimeType, data: await value.data() },
		};
	}
	const problems = problemsOf(value, name);
	if (problems) return problems;
	return named(modelDescription ?? name ?? id, 'this kind of attachment cannot be read');
}

/** A selection, a range or a symbol: the file's text in a range. */
async function readRange({ uri, range }: vscode.Location, name = ''): Promise<Reference> {
	const symbol = /^sym:(.+)/.exec(name)?.[1];
	const label = symbol === undefined ? pathOf(uri) : `${symbol} in ${pathOf(uri)}`;
	const text = await readText(uri);
	if (text === undefined) return named(label, await reasonFor(uri));
	const lines = { first: range.start.line + 1, last: range.end.line + 1 };
	return { kind: 'text', label, text: textIn(text, range), lines, focus: lines };
}

function textIn(text: string, { start, end }: vscode.Range): string {
	const lines = text.split('\n').slice(start.line, end.line + 1);
	const lastLine = lines.length - 1;
	return lines
		.map((line, i) => {
			const from = i === 0 ? start.character : 0;
			return i === lastLine && lastLine === end.line - start.line
				? line.slice(from, end.character)
				: line.slice(from);
		})
		.join('\n');
}

async function readFileOrFolder(
	uri: vscode.Uri,
	selections: readonly vscode.Location[],
	takesImages: boolean,
): Promise<Reference> {
	const path = pathOf(uri);
	try {
		const key = uri.toString();
		const open = vscode.workspace.textDocuments.find((d) => d.uri.toString() === key);
		if (open) return fileText(uri, open.getText(), selections);
		const { isFolder, size } = await statFile(uri);
		if (isFolder) {
			const entries = await vscode.workspace.fs.readDirectory(uri);
			const names = entries.map(([name, type]) =>
				type & vscode.FileType.Directory ? `${name}/` : name,
			);
			return { kind: 'text', label: `folder ${path}`, text: names.toSorted().join('\n') };
		}
		const mime = imageType(path);
		if (mime && !takesImages) return named(path, 'this model takes no images');
		if (size > maxFileSize) return named(path, 'it is larger than 20 MiB');
		const data = await readFile(uri);
		if (mime) return { kind: 'image', label: path, image: { kind: 'image', mime, data } };
		if (data.includes(0)) return named(path, 'it is a binary file');
		return fileText(uri, new TextDecoder().decode(data), selections);
	} catch (error) {
		return named(path, reasonOf(error));
	}
}

/** What is selected in the file, or stands at the cursor, matters most of it. */
function fileText(
	uri: vscode.Uri,
	text: string,
	selections: readonly vscode.Location[],
): Reference {
	const key = uri.toString();
	const selected = selections.find((location) => location.uri.toString() === key)?.range;
	const editor = vscode.window.visibleTextEditors.find(
		({ document }) => document.uri.toString() === key,
	);
	const range = selected ?? editor?.selection;
	const focus: Lines | undefined = range && {
		first: range.start.line + 1,
		last: range.end.line + 1,
	};
	return { kind: 'text', label: pathOf(uri), text, ...(focus && { focus }) };
}

/** `ChatReferenceDiagnostic` of VS Code: given to handlers, not yet in the stable typings. */
interface ProblemData {
	readonly diagnostics: readonly (readonly [vscode.Uri, readonly vscode.Diagnostic[]])[];
}

/**
 * The problems that are attached. VS Code leaves the list empty for extensions without a proposed
 * API; then the name, which is the message, finds them among those that there are.
 */
function problemsOf(value: unknown, name: string | undefined): Reference | undefined {
	if (!isProblemData(value)) return undefined;
	const given = value.diagnostics.flatMap(([uri, list]) =>
		list.map((each) => [uri, each] as const),
	);
	const all =
		given.length > 0
			? given
			: vscode.languages
					.getDiagnostics()
					.flatMap(([uri, list]) => list.map((each) => [uri, each] as const))
					.filter(([, { message }]) => message === name);
	const lines = all
		.slice(0, mostProblems)
		.map(
			([uri, { message, severity, range, source }]) =>
				`${pathOf(uri)}, line ${range.start.line + 1}: ${vscode.DiagnosticSeverity[severity].toLowerCase()}${source ? ` (${source})` : ''}: ${message}`,
		);
	if (lines.length === 0 && name !== undefined) lines.push(name);
	return { kind: 'text', label: 'problem', text: lines.join('\n') };
}

function isProblemData(value: unknown): value is ProblemData {
	return (
		typeof value === 'object' &&
		value !== null &&
		'diagnostics' in value &&
		Array.isArray(value.diagnostics)
	);
}

/** `ChatReferenceBinaryData` of VS Code: given to handlers, not yet in the stable typings. */
interface BinaryData {
	readonly mimeType: string;
	readonly reference?: vscode.Uri;
	data(): Thenable<Uint8Array>;
}

function isBinaryData(value: unknown): value is BinaryData {
	if (typeof value !== 'object' || value === null) return false;
	const { mimeType, data } = value as Partial<BinaryData>;
	return typeof mimeType === 'string' && typeof data === 'function';
}

function named(label: string, reason: string): Reference {
	return { kind: 'named', label, reason };
}

async function reasonFor(uri: vscode.Uri): Promise<string> {
	try {
		await statFile(uri);
		return 'it cannot be read';
	} catch (error) {
		return reasonOf(error);
	}
}

function reasonOf(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return code === 'FileNotFound' || code === 'ENOENT' ? 'it no longer exists' : 'it cannot be read';
}

function pathOf(uri: vscode.Uri): string {
	return vscode.workspace.asRelativePath(uri);
}
