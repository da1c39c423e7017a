import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { bundledAgents } from '../../src/generated/agents.ts';

/** The folder of the extension under test. */
export function extensionPath(): string {
	const extension = vscode.extensions.getExtension('sveltekit-agents.sveltekit-agents');
	if (!extension) throw new Error('The extension under test is not installed.');
	return extension.extensionPath;
}

/** The bytes of a bundled agent file after the line that closes its front matter. */
export function bodyOf(handle: string): string {
	const file = bundledAgents.find((agent) => agent.handle === handle)?.file ?? '';
	const text = readFileSync(join(extensionPath(), 'agents', file), 'utf8');
	const close = /^---\n[\s\S]*?\n---\n/.exec(text);
	if (!close) throw new Error(`${file} has no front matter.`);
	return text.slice(close[0].length);
}
