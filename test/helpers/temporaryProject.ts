import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { TemporaryFiles } from './temporaryFiles.ts';

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
export class TemporaryProject extends TemporaryFiles {
	constructor(kit: keyof typeof manifests, files: Readonly<Record<string, string>> = {}) {
		super(join(tmpdir(), 'agents-project-'), {
			'package.json': JSON.stringify({ name: 'app', type: 'module', ...manifests[kit] }),
			'tsconfig.json': '{}',
			...files,
		});
	}

	/** Opens a file with the cursor at `offset`, or at its end. */
	async open(path: string, offset?: number): Promise<vscode.TextEditor> {
		const document = await vscode.workspace.openTextDocument(this.uri(path));
		const editor = await vscode.window.showTextDocument(document);
		const position = document.positionAt(offset ?? document.getText().length);
		editor.selection = new vscode.Selection(position, position);
		return editor;
	}
}
