import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';

const manifests = {
	kit2: {
		devDependencies: {
			'@sveltejs/kit': '^2.70.0',
			svelte: '^5.57.0',
			typescript: '^6.0.0',
			zod: '^4.0.0',
		},
	},
	kit3: {
		imports: { '#lib': './src/lib/index.js', '#lib/*': './src/lib/*' },
		devDependencies: {
			'@sveltejs/kit': '^3.2.0',
			svelte: '^5.57.0',
			typescript: '^6.0.0',
			zod: '^4.0.0',
		},
	},
} as const;

/** A SvelteKit project in a temporary folder, without installed packages. */
export class TemporaryProject {
	readonly folder = mkdtempSync(join(tmpdir(), 'agents-project-'));

	constructor(kit: keyof typeof manifests, files: Readonly<Record<string, string>> = {}) {
		const texts = {
			'package.json': JSON.stringify({ name: 'app', type: 'module', ...manifests[kit] }),
			'tsconfig.json': '{}',
			...files,
		};
		for (const [path, text] of Object.entries(texts)) this.write(path, text);
	}

	write(path: string, text: string): void {
		mkdirSync(dirname(join(this.folder, path)), { recursive: true });
		writeFileSync(join(this.folder, path), text);
	}

	read(path: string): string {
		return readFileSync(join(this.folder, path), 'utf8');
	}

	uri(path: string): vscode.Uri {
		return vscode.Uri.file(join(this.folder, path));
	}

	/** Opens a file with the cursor at `offset`, or at its end. */
	async open(path: string, offset?: number): Promise<vscode.TextEditor> {
		const document = await vscode.workspace.openTextDocument(this.uri(path));
		const editor = await vscode.window.showTextDocument(document);
		const position = document.positionAt(offset ?? document.getText().length);
		editor.selection = new vscode.Selection(position, position);
		return editor;
	}

	/** Closes all editors without saving and deletes the folder. */
	async remove(): Promise<void> {
		for (const document of vscode.workspace.textDocuments) {
			if (!document.isDirty) continue;
			await vscode.window.showTextDocument(document);
			await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
		}
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
		rmSync(this.folder, { recursive: true, force: true });
	}
}
