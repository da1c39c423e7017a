import { format } from 'node:util';
import * as vscode from 'vscode';

export interface LogEntry {
	readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error';
	readonly text: string;
}

const levels = ['trace', 'debug', 'info', 'warn', 'error'] as const;

/**
 * Keeps what the extension logs: the VS Code from npm has no module to write its logs with. Begin
 * before the extension starts.
 */
export function listenToLog(): readonly LogEntry[] {
	const entries: LogEntry[] = [];
	const create = vscode.window.createOutputChannel as (
		...args: unknown[]
	) => vscode.LogOutputChannel;
	Object.assign(vscode.window, {
		createOutputChannel(...args: unknown[]) {
			const channel = create(...args);
			for (const level of levels) {
				const write = channel[level].bind(channel);
				channel[level] = (message: string | Error, ...rest: unknown[]) => {
					entries.push({ level, text: format(message, ...rest) });
					write(message as string, ...rest);
				};
			}
			return channel;
		},
	});
	return entries;
}
