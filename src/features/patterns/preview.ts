import * as vscode from 'vscode';
import { plain, visiblePath } from '../../core/text/plainText.ts';

const scheme = 'sveltekit-pattern';

export interface PreviewedText {
	/** Tells previews of one name apart. */
	readonly key: string;
	/** A file name: it tells the language. */
	readonly name: string;
	readonly text: string;
	/** The file that `text` would replace: then the difference is shown. */
	readonly original?: vscode.Uri;
}

/**
 * Shows texts in a read-only editor, one at a time, without taking the focus.
 * The caller disposes it.
 */
export class Preview implements vscode.Disposable {
	readonly #texts = new Map<string, string>();
	readonly #changed = new vscode.EventEmitter<vscode.Uri>();
	readonly #provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
		onDidChange: this.#changed.event,
		// What another preview shows is none of this one's.
		provideTextDocumentContent: ({ path }) => this.#texts.get(path),
	});
	/** Beside what the user works in; an empty window has room enough. */
	readonly #column = vscode.window.activeTextEditor
		? vscode.ViewColumn.Beside
		: vscode.ViewColumn.Active;
	/** The path of what is shown or about to be; `undefined` when nothing is. */
	#wanted: string | undefined;
	#isOpening = false;

	async show({ key, name, text, original }: PreviewedText): Promise<void> {
		// The path is shown in the tab and above the editor.
		const uri = vscode.Uri.from({ scheme, path: `/${visiblePath(key)}/${visiblePath(name)}` });
		// A list reports the entry that has the focus again whenever it is filtered.
		const isSame = this.#wanted === uri.path && this.#texts.get(uri.path) === text;
		if (isSame && (this.#isOpening || tabsOf(uri).length > 0)) return;
		this.#wanted = uri.path;
		this.#texts.set(uri.path, text);
		// VS Code may still have the document from an earlier preview.
		this.#changed.fire(uri);
		this.#isOpening = true;
		try {
			await this.#open(uri, name, original);
		} finally {
			if (this.#wanted === uri.path) this.#isOpening = false;
		}
		if (this.#wanted !== uri.path) await closeTabs(uri);
	}

	async #open(uri: vscode.Uri, name: string, original: vscode.Uri | undefined): Promise<void> {
		const options = {
			viewColumn: this.#column,
			preserveFocus: true,
			preview: true,
		};
		if (original) {
			const title = plain`${visiblePath(name)} (with the pattern)`;
			await vscode.commands.executeCommand('vscode.diff', original, uri, title, options);
			return;
		}
		const document = await vscode.workspace.openTextDocument(uri);
		// The focus may have moved on while the text was loaded.
		if (this.#wanted === uri.path) await vscode.window.showTextDocument(document, options);
	}

	/** Closes what `show` opened, also what is still opening. */
	async close(): Promise<void> {
		this.#wanted = undefined;
		await closeTabs();
	}

	dispose(): void {
		this.#provider.dispose();
		this.#changed.dispose();
	}
}

/** @param only of just one text */
function tabsOf(only?: vscode.Uri): readonly vscode.Tab[] {
	return vscode.window.tabGroups.all
		.flatMap((group) => group.tabs)
		.filter(({ input }) => {
			const uri = shownIn(input);
			return uri?.scheme === scheme && (!only || uri.path === only.path);
		});
}

async function closeTabs(only?: vscode.Uri): Promise<void> {
	const tabs = tabsOf(only);
	if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
}

function shownIn(input: unknown): vscode.Uri | undefined {
	if (input instanceof vscode.TabInputText) return input.uri;
	return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}
