import * as vscode from 'vscode';
import { FixedFiles } from './fixedFiles.ts';

/** A file system with a single file, whose folders are all there are. */
export class MemoryFiles extends FixedFiles implements vscode.FileSystemProvider {
	static readonly scheme = 'test-memory';
	/** As a disk that is full. */
	refusesToWrite = false;
	readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
	readonly onDidChangeFile = this.#changed.event;
	#bytes: Uint8Array = new Uint8Array();
	#mtime = 1;

	get text(): string {
		return Buffer.from(this.#bytes).toString('utf8');
	}

	set(text: string): void {
		this.#bytes = Buffer.from(text);
		this.#mtime++;
	}

	stat(uri: vscode.Uri): vscode.FileStat {
		const isFile = uri.path.endsWith('.txt');
		return {
			type: isFile ? vscode.FileType.File : vscode.FileType.Directory,
			ctime: 0,
			mtime: this.#mtime,
			size: isFile ? this.#bytes.byteLength : 0,
		};
	}

	readFile(): Uint8Array {
		return this.#bytes;
	}

	writeFile(uri: vscode.Uri, content: Uint8Array): void {
		if (this.refusesToWrite) throw vscode.FileSystemError.NoPermissions(uri);
		this.#bytes = content;
		this.#mtime++;
	}

	readDirectory(): [string, vscode.FileType][] {
		return [];
	}
}
