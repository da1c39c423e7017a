import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repoRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Everything that is downloaded, unpacked or written by runs; git ignores it, deleting it is safe. */
export const cacheRoot = path.join(repoRoot, '.vscode-test');
