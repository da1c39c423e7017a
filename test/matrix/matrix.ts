import type { LibraryPattern } from '../../src/core/pattern/patternLibrary.ts';
import { decisivePackages } from '../../src/core/project/readProject.ts';
import { readLibrary } from '../patterns/library.ts';
import { installationName } from './installation.ts';
import { planCell, type Cell, type CellPlan } from './planCell.ts';
import { proveCell, readBaseline, type Baseline, type Faults } from './proveCell.ts';
import { isRefused, type CellResult, type Results } from './results.ts';
import { makeScaffolds, type Scaffold } from './scaffold.ts';

/** `typescript/form-actions/files`: the same for as long as there is such a cell. */
export function nameOf({ scaffold, entry, mode }: Cell): string {
	return `${scaffold.name}/${entry.pattern.id}/${mode}`;
}

/** Every pattern in every project, in each way that the project has. */
export async function allCells(): Promise<readonly Cell[]> {
	const library = readLibrary();
	const scaffolds = await makeScaffolds();
	return scaffolds.flatMap((scaffold) =>
		scaffold.modes.flatMap((mode) =>
			library
				.filter((entry) => mode !== 'after' || hasNeighbours(entry, library))
				.map((entry) => ({ scaffold, entry, mode })),
		),
	);
}

function hasNeighbours(entry: LibraryPattern, library: readonly LibraryPattern[]): boolean {
	return library.some(
		({ handle, pattern }) =>
			handle === entry.handle && pattern !== entry.pattern && pattern.topic === entry.pattern.topic,
	);
}

/** What is known about the project of a cell, if it is still the same project. */
export function baselineOf({ key, name }: Scaffold, { scaffolds }: Results): Baseline | undefined {
	const known = scaffolds.get(name);
	return known?.key === key ? known.baseline : undefined;
}

/** A cell as it is now. */
export interface PlannedCell {
	readonly cell: Cell;
	/** `undefined` while nothing is known about its project. */
	readonly plan?: CellPlan;
	/** `undefined` where there is none, or one of something else than what is written now. */
	readonly result?: CellResult;
}

/**
 * Plans cells, each with the result that still holds for it.
 */
export async function planCells(
	cells: readonly Cell[],
	results: Results,
): Promise<readonly PlannedCell[]> {
	const library = readLibrary();
	const planned: PlannedCell[] = [];
	for (const cell of cells) {
		const baseline = baselineOf(cell.scaffold, results);
		if (!baseline) {
			planned.push({ cell });
			continue;
		}
		const plan = await planCell(cell, library, baseline.versions);
		const result = results.cells.get(nameOf(cell));
		planned.push({ cell, plan, ...(result?.key === plan.key && { result }) });
	}
	return planned;
}

export function countsOf(cells: readonly PlannedCell[]): { red: number; missing: number } {
	return {
		red: cells.filter(
			({ result }) => result && result.faults.length > 0 && !isRefused(result.faults),
		).length,
		missing: cells.filter(({ result }) => !result).length,
	};
}

/** Looks at a project without patterns. */
export function lookAt(scaffold: Scaffold): Promise<Baseline> {
	return readBaseline(scaffold, decisivePackages);
}

/**
 * Proves planned cells, several at once, but one after the other in each installation. Cells in which
 * the same is written into the same project are proved as one.
 *
 * @param done is told each result as it is there, of which cells it is, and the seconds that it took
 */
export async function proveCells(
	plans: readonly CellPlan[],
	results: Results,
	jobs: number,
	done: (plans: readonly CellPlan[], faults: Faults, seconds: number) => void,
): Promise<void> {
	const waiting = sameCells(plans);
	const busy = new Set<string>();
	const work = async (): Promise<void> => {
		for (;;) {
			const place = waiting.findIndex(([first]) => !busy.has(folderOf(first)));
			const [same] = place === -1 ? [] : waiting.splice(place, 1);
			// What is left is in the hands of the others.
			if (!same) return;
			const [plan] = same;
			const baseline = baselineOf(plan.cell.scaffold, results);
			if (!baseline) throw new Error(`Nothing is known about ${plan.cell.scaffold.name}.`);
			busy.add(folderOf(plan));
			const start = Date.now();
			const faults = await proveCell(plan, baseline);
			busy.delete(folderOf(plan));
			done(same, faults, (Date.now() - start) / 1000);
		}
	};
	await Promise.all(Array.from({ length: jobs }, work));
}

type SameCells = readonly [first: CellPlan, ...others: readonly CellPlan[]];

/** Cells that have one proof, in the order of the first of each. */
export function sameCells(plans: readonly CellPlan[]): SameCells[] {
	return [...Map.groupBy(plans, ({ key }) => key).values()].flatMap(([first, ...others]) =>
		first ? [[first, ...others] as const] : [],
	);
}

/**
 * Some of the cells, other ones each turn, until all have had theirs; as many as possible of one
 * installation, since each takes longer than a cell.
 */
export function sampleOf<T>(
	items: readonly T[],
	installationOf: (item: T) => string,
	count: number,
	turn: number,
): readonly T[] {
	const sorted = [...Map.groupBy(items, installationOf)]
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.flatMap(([, group]) => group);
	const start = sorted.length === 0 ? 0 : (turn * count) % sorted.length;
	return [...sorted.slice(start), ...sorted.slice(0, start)].slice(0, count);
}

export function folderOf({ cell, order }: CellPlan): string {
	return installationName(cell.scaffold, order);
}
