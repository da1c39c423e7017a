import * as vscode from 'vscode';

/** A response stream that keeps what was sent to it. */
export class RecordingStream {
	readonly parts: { readonly kind: 'markdown' | 'button'; readonly value: string }[] = [];

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
	}

	button(command: vscode.Command): void {
		this.parts.push({ kind: 'button', value: command.title });
	}

	/** The same object where VS Code's type is asked for; anything else called on it throws. */
	get asStream(): vscode.ChatResponseStream {
		return this as unknown as vscode.ChatResponseStream;
	}
}
