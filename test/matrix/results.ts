import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Baseline, Faults } from './proveCell.ts';

/** What was found out about a cell when it was proved last. */
export interface CellResult {
	/** That of the plan that was proved. */
	readonly key: string;
	readonly faults: Faults;
}

/** What was found out about a project without patterns. */
export interface ScaffoldResult {
	readonly key: string;
	readonly baseline: Baseline;
}

export interface Results {
	/**
	 * How many cells may have a fault or no result that holds; it only goes down, from `Infinity` before
	 * the first run has ended.
	 */
	readonly limit: number;
	/** By the project's name. */
	readonly scaffolds: ReadonlyMap<string, ScaffoldResult>;
	/** By the cell's name. */
	readonly cells: ReadonlyMap<string, CellResult>;
}

export const resultsFile = path.join(import.meta.dirname, 'results.tsv');

const nothing: Results = { limit: Infinity, scaffolds: new Map(), cells: new Map() };

export function readResults(): Results {
	return existsSync(resultsFile) ? parseResults(readFileSync(resultsFile, 'utf8')) : nothing;
}

export function writeResults(results: Results): void {
	writeFileSync(`${resultsFile}.partial`, formatResults(results));
	renameSync(`${resultsFile}.partial`, resultsFile);
}

const heading = `Written by npm run test:matrix. A cell has its name, the key of what was proved, and its faults.`;

/** One line for each cell, in the order of their names: two branches can be merged. */
export function formatResults({ limit, scaffolds, cells }: Results): string {
	const lines = [
		['#', heading],
		['limit', String(limit)],
		...[...scaffolds].map(([name, { key, baseline }]) => [
			'scaffold',
			name,
			key,
			JSON.stringify(baseline),
		]),
		...[...cells]
			.map(([name, { key, faults }]) => ['cell', name, key, ...faults])
			.toSorted(([, a = ''], [, b = '']) => (a < b ? -1 : 1)),
	];
	return lines.map((line) => `${line.join('\t')}\n`).join('');
}

/** @throws an Error for what `formatResults` does not write, and where the limit is gone */
export function parseResults(text: string): Results {
	let limit = NaN;
	const scaffolds = new Map<string, ScaffoldResult>();
	const cells = new Map<string, CellResult>();
	for (const line of text.split('\n')) {
		const [kind, name = '', key = '', ...rest] = line.split('\t');
		if (kind === '' || kind === '#') continue;
		if (kind === 'limit') limit = Number(name);
		else if (kind === 'scaffold') {
			scaffolds.set(name, { key, baseline: JSON.parse(rest[0] ?? '') as Baseline });
		} else if (kind === 'cell') cells.set(name, { key, faults: rest });
		else throw new Error(`results.tsv has a line that nothing writes: ${line}`);
	}
	if (Number.isNaN(limit)) throw new Error('results.tsv has no limit any more.');
	return { limit, scaffolds, cells };
}

/**
 * Whether nothing was written, since the user was told before that it does not fit: the pattern is not
 * offered there, which is no fault.
 */
export function isRefused(faults: Faults): boolean {
	return faults.length > 0 && faults.every((fault) => fault.startsWith('refused: '));
}

/** What sorts of faults there are: their words differ between machines, their sorts do not. */
export function kindsOf(faults: Faults): readonly string[] {
	return [...new Set(faults.map((fault) => fault.split(':', 1)[0] ?? fault))].toSorted();
}
