import * as vscode from 'vscode';

type Random = (limit: number) => number;

/** Hovers over agent files at random places. */
export class Hovers {
	done = 0;
	answered = 0;
	readonly #documents: readonly vscode.TextDocument[];
	readonly #random: Random;

	constructor(documents: readonly vscode.TextDocument[], random: Random) {
		this.#documents = documents;
		this.#random = random;
	}

	async hover(count: number): Promise<void> {
		for (let i = 0; i < count; i++) {
			const document = this.#documents[this.#random(this.#documents.length)];
			if (!document) return;
			// Half of them in the header, which explains most.
			const line = this.#random(
				this.#random(2) === 0 ? Math.min(9, document.lineCount) : document.lineCount,
			);
			const column = this.#random(document.lineAt(line).text.length + 1);
			const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[] | undefined>(
				'vscode.executeHoverProvider',
				document.uri,
				new vscode.Position(line, column),
			);
			this.done++;
			if (hovers && hovers.length > 0) this.answered++;
		}
	}
}
