import type { Stats } from 'node:fs';

/** Tells a file of the disk from every other file. */
export function fileId({ dev, ino }: Pick<Stats, 'dev' | 'ino'>): string {
	return `${dev}:${ino}`;
}
