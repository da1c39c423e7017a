import * as vscode from 'vscode';

/** A response stream that keeps what was sent to it. */
export class RecordingStream {
	readonly commands: vscode.Command[] = [];
	readonly parts: { readonly kind: 'markdown' | 'button'; readonly value: string }[] = [];

	readonly #listeners = new Set<() => void>();

	/** Resolves when `text` has been said. */
	async says(text: string): Promise<void> {
		await new Promise<void>((resolve) => {
			const look = (): void => {
				if (!this.text.includes(text)) return;
				this.#listeners.delete(look);
				resolve();
			};
			this.#listeners.add(look);
			look();
		});
	}

	get text(): string {
		return this.parts
			.filter(({ kind }) => kind === 'markdown')
			.map(({ value }) => value)
			.join('');
	}

	get buttons(): readonly string[] {
		return this.parts.filter(({ kind }) => kind === 'button').map(({ value }) => value);
	}

	markdown(value: string | vscode.MarkdownString): void {
		const text = value instanceof vscode.MarkdownString ? value.value : value;
		this.parts.push({ kind: 'markdown', value: text });
		for (const look of this.#listeners) look();
	}

	button(command: vscode.Command): void {
		this.parts.push({ kind: 'button', value: command.title });
		this.commands.push(command);
	}

	anchor(_target: vscode.Uri | vscode.Location, title = ''): void {
		this.parts.push({ kind: 'markdown', value: title });
	}

	/** The same object where VS Code's type is asked for; anything else called on it throws. */
	get asStream(): vscode.ChatResponseStream {
		return this as unknown as vscode.ChatResponseStream;
	}
}
