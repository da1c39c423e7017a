import * as vscode from 'vscode';
import { FixedFiles } from './fixedFiles.ts';

/** A file system that reads from a list of files by their paths; some folders may not be read. */
export class MemoryTree extends FixedFiles implements vscode.FileSystemProvider {
	static readonly scheme = 'test-tree';
	readonly onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]> = () =>
		new vscode.Disposable(() => undefined);
	/** The paths that were read, folders with a slash at the end. */
	readonly read: string[] = [];
	protected readonly files: Map<string, string>;
	readonly #closed: ReadonlySet<string>;

	constructor(files: Readonly<Record<string, string>>, closed: readonly string[] = []) {
		super();
		this.files = new Map(Object.entries(files));
		this.#closed = new Set(closed);
	}

	stat({ path }: vscode.Uri): vscode.FileStat {
		const text = this.files.get(path);
		const isFolder = [...this.files.keys()].some((file) => file.startsWith(`${path}/`));
		if (text === undefined && !isFolder) throw vscode.FileSystemError.FileNotFound(path);
		const type = isFolder ? vscode.FileType.Directory : vscode.FileType.File;
		return { type, ctime: 0, mtime: 0, size: text?.length ?? 0 };
	}

	readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
		if (this.#closed.has(path)) throw vscode.FileSystemError.NoPermissions(path);
		this.read.push(`${path}/`);
		const found = new Map<string, vscode.FileType>();
		for (const file of this.files.keys()) {
			if (!file.startsWith(`${path}/`)) continue;
			const [name = '', ...rest] = file.slice(path.length + 1).split('/');
			found.set(name, rest.length > 0 ? vscode.FileType.Directory : vscode.FileType.File);
		}
		if (found.size === 0) throw vscode.FileSystemError.FileNotFound(path);
		return [...found];
	}

	readFile({ path }: vscode.Uri): Uint8Array {
		const text = this.files.get(path);
		if (text === undefined) throw vscode.FileSystemError.FileNotFound(path);
		this.read.push(path);
		return new TextEncoder().encode(text);
	}

	writeFile(...[uri]: [uri: vscode.Uri, content: Uint8Array]): void {
		throw vscode.FileSystemError.NoPermissions(uri);
	}
}

/** One in which files can be made, changed and deleted. */
export class WritableTree extends MemoryTree {
	override writeFile({ path }: vscode.Uri, content: Uint8Array): void {
		this.files.set(path, new TextDecoder().decode(content));
	}

	override delete({ path }: vscode.Uri): void {
		this.files.delete(path);
	}

	/** Folders are there without being made. */
	override createDirectory(): void {}

	/** What is in the files, by their paths. */
	get texts(): Readonly<Record<string, string>> {
		return Object.fromEntries(this.files);
	}
}
