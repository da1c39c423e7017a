import { offsetsIn } from '../../host/textPositions.ts';
import * as vscode from 'vscode';
import { imageType, type Lines, type Attachment } from '../../core/chat/attachment.ts';
import { LastUsed } from '../../core/text/lastUsed.ts';
import { plain, visiblePath } from '../../core/text/plainText.ts';
import { isSecretPath } from '../../core/workspace/secretFiles.ts';
import { findSecrets, type SecretPlace } from '../../core/workspace/secretText.ts';
import { vscodeDialogs, type Dialogs } from '../../host/dialogs.ts';
import { linkTargetNow } from '../../host/platform/linkTarget.ts';
import {
	isFile,
	readBounded,
	readBoundedText,
	reasonOf,
	stampOf,
	type FailedRead,
	type Read,
	type ReadOptions,
} from '../../host/platform/files.ts';

/** Files above this size (bytes) are named, not read: no model takes them. */
const maxFileSize = 20 * 1024 * 1024;
const mostProblems = 20;
const mostNames = 2_000;

/** VS Code gives a name too; the stable typings do not have it yet. */
type PromptReference = vscode.ChatPromptReference & { readonly name?: string };

/**
 * What is attached to a question, without the index of skills and agents for VS Code's own agent, which
 * VS Code puts beside every question: an agent of ours can do nothing with it.
 */
export function ownReferences(
	references: readonly vscode.ChatPromptReference[],
): readonly vscode.ChatPromptReference[] {
	return references.filter(({ id }) => id !== 'vscode.customizations.index');
}

/**
 * Reads what the user attached to a question, in the order of the question. What cannot be sent (a
 * file that is gone, binary or too large, an image for a model that takes none, a file with secrets
 * that VS Code attached by itself) is named with the reason. The user is asked about secrets that no
 * file name told of. Never rejects.
 */
export async function readAttachments(
	references: readonly vscode.ChatPromptReference[],
	takesImages: boolean,
	dialogs: Dialogs = vscodeDialogs,
): Promise<readonly Attachment[]> {
	// VS Code lists the last one first.
	const inOrder: readonly PromptReference[] = references.toReversed();
	const selections = inOrder.flatMap(({ value }) =>
		value instanceof vscode.Location ? value : [],
	);
	const read = await Promise.all(
		inOrder.map(async (reference) => {
			const found = await readAttachment(reference, selections, takesImages);
			const { id, value } = reference;
			const key = uriOf(value)?.toString() ?? (typeof value === 'string' ? value : id);
			return { reference, found, key, doubt: doubtAbout(reference, found) };
		}),
	);
	const sent: Attachment[] = [];
	const answers = new Map<string, boolean>();
	// One question after the other, and one for a file that is attached whole and in part.
	for (const { reference, found, doubt, key } of read) {
		if (doubt === undefined) {
			sent.push(found);
		} else if (isAutomatic(reference)) {
			sent.push(named(found.label, 'it may hold secrets, and you did not attach it yourself'));
		} else {
			const agreed = answers.get(key) ?? (await mayBeSent(found, doubt, dialogs));
			answers.set(key, agreed);
			sent.push(
				agreed
					? found
					: named(found.label, 'it may hold secrets, and you did not want it to be sent'),
			);
		}
	}
	return sent;
}

/** Why something that is attached should not be sent unseen. */
type Doubt = 'name' | 'target' | 'content';

function doubtAbout({ value }: PromptReference, found: Found): Doubt | undefined {
	if (found.kind === 'named') return undefined;
	const uri = uriOf(value);
	if (uri && isSecretPath(pathInFolder(uri))) return 'name';
	const target = uri && linkTargetNow(uri);
	if (target && target !== uri && isSecretPath(pathInFolder(target))) return 'target';
	return found.kind === 'text' && found.holdsSecret ? 'content' : undefined;
}

/** Whether VS Code has attached something by itself: what is open, and instructions. */
export function isAutomatic({ id }: vscode.ChatPromptReference): boolean {
	return implicit.test(id);
}

/** VS Code attaches what is open, and instructions with what they refer to. */
const implicit = /^vscode\.(?:implicit|instructions|customizations)/;

async function mayBeSent({ label }: Found, doubt: Doubt, dialogs: Dialogs): Promise<boolean> {
	// Who attaches `.env` knows what is in it.
	if (doubt === 'name') return true;
	const yes = 'Send It';
	const detail =
		doubt === 'target'
			? plain`It leads to a file whose name says that it holds passwords or keys.`
			: plain`It holds what looks like a password, a key or a token.`;
	const question = plain`Send ${visiblePath(label)} to the language model?`;
	return (await dialogs.ask(question, [yes], detail)) === yes;
}

/** The first file that is attached as a whole or in part. */
export function firstFile(
	references: readonly vscode.ChatPromptReference[],
): vscode.Uri | undefined {
	return attachedFiles(references.toReversed())[0];
}

/** The files that are attached as a whole or in part. */
export function attachedFiles(
	references: readonly vscode.ChatPromptReference[],
): readonly vscode.Uri[] {
	return references.flatMap(({ value }) => uriOf(value) ?? []);
}

function uriOf(value: unknown): vscode.Uri | undefined {
	if (value instanceof vscode.Location) return value.uri;
	return value instanceof vscode.Uri ? value : undefined;
}

/** An attachment, and whether there is a secret in what is sent of its text. */
type Found = Attachment & { readonly holdsSecret?: boolean };

async function readAttachment(
	reference: PromptReference,
	selections: readonly vscode.Location[],
	takesImages: boolean,
): Promise<Found> {
	const { id, name, modelDescription, value } = reference;
	if (typeof value === 'string') {
		const label = modelDescription ?? name ?? 'text';
		return { kind: 'text', label, text: value, holdsSecret: findSecrets(value).length > 0 };
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

/** A file's text, unsaved changes included, and where secrets are in it. */
interface FileText {
	readonly text: string;
	readonly secrets: readonly SecretPlace[];
}

/** Files that are kept as they were last read: what is attached to one question often is to the next. */
const mostKept = 20;
/** Longer texts are not kept (UTF-16 units). */
const longestKept = 256 * 1024;
/** By address. */
const readBefore = new LastUsed<string, FileText & { readonly stamp: string }>(mostKept);

async function readFileText(uri: vscode.Uri, options?: ReadOptions): Promise<Read<FileText>> {
	const stamp = await stampOf(uri);
	const key = uri.toString();
	const known = readBefore.get(key);
	if (known && known.stamp === stamp) return known;
	readBefore.delete(key);
	const read = await readBoundedText(uri, maxFileSize, options);
	if ('failure' in read) return read;
	const file = { text: read.text, secrets: findSecrets(read.text) };
	// What holds a secret is not in memory any longer than the question takes.
	if (stamp !== undefined && file.secrets.length === 0 && read.text.length <= longestKept) {
		readBefore.set(key, { ...file, stamp });
	}
	return file;
}

/** A selection, a range or a symbol: the file's text in a range. */
async function readRange({ uri, range }: vscode.Location, name = ''): Promise<Found> {
	const symbol = /^sym:(.+)/.exec(name)?.[1];
	const label = symbol === undefined ? pathOf(uri) : `${symbol} in ${pathOf(uri)}`;
	const read = await readFileText(uri);
	if ('failure' in read) return named(label, reasonFor(read));
	const lines = { first: range.start.line + 1, last: range.end.line + 1 };
	const { start, end } = offsetsIn(read.text, range);
	const text = read.text.slice(start, end);
	const holdsSecret = read.secrets.some((secret) => secret.start < end && secret.end > start);
	return { kind: 'text', label, text, lines, focus: lines, holdsSecret };
}

async function readFileOrFolder(
	uri: vscode.Uri,
	selections: readonly vscode.Location[],
	takesImages: boolean,
): Promise<Found> {
	const path = pathOf(uri);
	const mime = imageType(path);
	if (mime) return readImage(uri, mime, takesImages);
	const read = await readFileText(uri, { textOnly: true });
	if ('text' in read) {
		return read.text.includes('\0')
			? named(path, 'it is a binary file')
			: fileText(uri, read, selections);
	}
	return read.failure === 'folder' ? readFolder(uri) : named(path, reasonFor(read));
}

async function readImage(uri: vscode.Uri, mime: string, takesImages: boolean): Promise<Found> {
	const label = pathOf(uri);
	if (!takesImages && (await isFile(uri))) return named(label, 'this model takes no images');
	const read = await readBounded(uri, maxFileSize);
	if ('failure' in read) {
		return read.failure === 'folder' ? readFolder(uri) : named(label, reasonFor(read));
	}
	return { kind: 'image', label, image: { kind: 'image', mime, data: read.bytes } };
}

async function readFolder(uri: vscode.Uri): Promise<Found> {
	const label = `folder ${pathOf(uri)}`;
	try {
		const entries = await vscode.workspace.fs.readDirectory(uri);
		const names = entries.map(([name, type]) =>
			type & vscode.FileType.Directory ? `${name}/` : name,
		);
		const more = names.length - mostNames;
		const listed = names.toSorted().slice(0, mostNames);
		return {
			kind: 'text',
			label,
			text: [...listed, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n'),
		};
	} catch {
		// It went away, or may not be listed: to the model that is the same.
		return named(label, 'it cannot be read');
	}
}

/** What is selected in the file, or stands at the cursor, matters most of it. */
function fileText(
	uri: vscode.Uri,
	{ text, secrets }: FileText,
	selections: readonly vscode.Location[],
): Found {
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
	const holdsSecret = secrets.length > 0;
	return { kind: 'text', label: pathOf(uri), text, ...(focus && { focus }), holdsSecret };
}

/** `ChatReferenceDiagnostic` of VS Code: given to handlers, not yet in the stable typings. */
interface ProblemData {
	readonly diagnostics: readonly (readonly [vscode.Uri, readonly vscode.Diagnostic[]])[];
}

/**
 * The problems that are attached. VS Code leaves the list empty for extensions without a proposed
 * API; then the name, which is the message, finds them among those that there are.
 */
function problemsOf(value: unknown, name: string | undefined): Attachment | undefined {
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

function named(label: string, reason: string): Attachment {
	return { kind: 'named', label, reason };
}

function reasonFor(read: FailedRead): string {
	if (read.failure === 'missing') return 'it no longer exists';
	return read.failure === 'binary' ? 'it is a binary file' : `it ${reasonOf(read, maxFileSize)}`;
}

function pathOf(uri: vscode.Uri): string {
	return vscode.workspace.asRelativePath(uri);
}

/** A file's path inside its workspace folder; the whole path of other files. */
function pathInFolder(uri: vscode.Uri): string {
	return vscode.workspace.asRelativePath(uri, false);
}
