import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onExit } from './exitTasks.ts';

/**
 * A new empty folder outside the repository. `remove` deletes it; the end of the process does so
 * too.
 */
export function temporaryFolder(): { readonly folder: string; readonly remove: () => void } {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sveltekit-agents-'));
	// Retries: a server that was just killed may still be closing files in it.
	const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 } as const;
	return { folder, remove: onExit(() => rmSync(folder, options)) };
}
