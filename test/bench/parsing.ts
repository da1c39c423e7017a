import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import matter from 'gray-matter';
import { parseAgent } from '../../src/core/agent/agent.ts';
import { stemOf } from '../../src/core/agent/agentPlace.ts';
import { medianRatio, type Figure } from './figure.ts';

/** Reads all agent files of a folder and below it; without a folder, those the extension ships. */
export async function benchParsing(folder: string): Promise<Figure> {
	const files = await readFiles(folder);
	const plain = (): void => {
		for (const { text } of files) {
			try {
				matter(text, {});
			} catch {
				// Plain gray-matter gives up on YAML that is not strict; that is its time too.
				continue;
			}
		}
	};
	const ours = (): void => {
		for (const { text, stem } of files) parseAgent(text, stem);
	};
	return {
		name: `reading ${files.length} agent files, against gray-matter alone`,
		value: `${medianRatio(ours, plain, 15).toFixed(2)} ×`,
		aim: '≤ 1.5 ×',
	};
}

async function readFiles(folder: string): Promise<{ text: string; stem: string }[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
		.map((entry) => join(entry.parentPath, entry.name));
	return Promise.all(
		paths.map(async (path) => ({
			text: await readFile(path, 'utf8'),
			stem: stemOf(basename(path)),
		})),
	);
}
