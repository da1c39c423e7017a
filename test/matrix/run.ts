import { parseArgs } from 'node:util';
import { messageOf } from '../../build/vscode/failure.ts';
import { installationName, nothingMore, removeAllBut } from './installation.ts';
import {
	allCells,
	baselineOf,
	countsOf,
	folderOf,
	lookAt,
	nameOf,
	planCells,
	proveCells,
	sameCells,
} from './matrix.ts';
import type { Cell, CellPlan } from './planCell.ts';
import type { Faults } from './proveCell.ts';
import { kindsOf, readResults, writeResults, type Results } from './results.ts';
import { withMatrix } from './tools.ts';

// `npm run test:matrix` proves each cell of which nothing is known yet, or only about what was written
// at another time, and notes what it finds after each: it can be stopped and goes on where it was.
const usage = `npm run test:matrix -- [--scaffold NAMES] [--pattern IDS] [--mode files|cursor|after] [--jobs N] [--again]
NAMES and IDS have commas between them; --again proves what is known, too.`;

interface Wish {
	readonly scaffold: string | undefined;
	readonly pattern: string | undefined;
	readonly mode: string | undefined;
}

try {
	const { values } = parseArgs({
		options: {
			scaffold: { type: 'string' },
			pattern: { type: 'string' },
			mode: { type: 'string' },
			jobs: { type: 'string', default: '1' },
			again: { type: 'boolean', default: false },
		},
	});
	const { scaffold, pattern, mode, jobs, again } = values;
	const wish = { scaffold, pattern, mode };
	await withMatrix(() => runMatrix(wish, Math.max(1, Number(jobs) || 1), again));
} catch (error) {
	console.error(messageOf(error));
	if (error instanceof TypeError) console.error(usage);
	process.exitCode = 1;
}

async function runMatrix(wish: Wish, jobs: number, again: boolean): Promise<void> {
	const all = await allCells();
	const wanted = all.filter((cell) => isWanted(cell, wish));
	if (wanted.length === 0) throw new Error(`There are no such cells.\n${usage}`);
	await lookAtProjects(wanted);
	const planned = await planCells(wanted, readResults());
	const open = planned.flatMap(({ plan, result }) => (plan && (again || !result) ? [plan] : []));
	console.log(`${wanted.length} cells, ${open.length} of them to be proved`);

	const total = sameCells(open).length;
	const started = Date.now();
	let count = 0;
	await proveCells(open, readResults(), jobs, (same, faults, seconds) => {
		count++;
		note(same, faults);
		const verdict = faults.length === 0 ? '✓' : `✗ ${kindsOf(faults).join(', ')}`;
		const names = same.map(({ cell }) => nameOf(cell)).join(' = ');
		console.log(`[${count}/${total}] ${names} ${verdict} (${seconds.toFixed(1)} s)`);
	});
	const took = (Date.now() - started) / 1000;
	if (count > 0) console.log(`${count} proved in ${took.toFixed(0)} s`);
	await settle(all);
}

function isWanted({ scaffold, entry, mode }: Cell, wish: Wish): boolean {
	const { id, prefix } = entry.pattern;
	const isNamed = (list: string | undefined, ...names: readonly (string | undefined)[]): boolean =>
		list === undefined || list.split(',').some((each) => names.includes(each));
	return (
		isNamed(wish.scaffold, scaffold.name) &&
		isNamed(wish.pattern, id, prefix) &&
		isNamed(wish.mode, mode)
	);
}

/** Installs and looks at the projects that are not known as they are now. */
async function lookAtProjects(cells: readonly Cell[]): Promise<void> {
	for (const scaffold of new Set(cells.map((cell) => cell.scaffold))) {
		const results = readResults();
		if (baselineOf(scaffold, results)) continue;
		const baseline = await lookAt(scaffold);
		console.log(`${scaffold.name}: ${baseline.errors} errors of its own`);
		const scaffolds = new Map(results.scaffolds).set(scaffold.name, {
			key: scaffold.key,
			baseline,
		});
		writeResults({ ...results, scaffolds });
	}
}

function note(plans: readonly CellPlan[], faults: Faults): void {
	const results = readResults();
	const cells = new Map(results.cells);
	for (const { cell, key } of plans) cells.set(nameOf(cell), { key, faults });
	writeResults({ ...results, cells });
}

/** Takes out what there is no cell of any more, from the results and the disk, and lowers the limit where it can. */
async function settle(all: readonly Cell[]): Promise<void> {
	const results = readResults();
	const names = new Set(all.map(nameOf));
	const cells = new Map([...results.cells].filter(([name]) => names.has(name)));
	const projects = new Set(all.map(({ scaffold }) => scaffold.name));
	const scaffolds = new Map([...results.scaffolds].filter(([name]) => projects.has(name)));
	const kept: Results = { ...results, cells, scaffolds };
	const planned = await planCells(all, kept);
	removeAllBut(
		new Set([
			...all.map(({ scaffold }) => installationName(scaffold, nothingMore)),
			...planned.flatMap(({ plan }) => (plan ? [folderOf(plan)] : [])),
		]),
	);
	const { missing, red } = countsOf(planned);
	writeResults({ ...kept, limit: Math.min(results.limit, missing + red) });
	console.log(
		`${all.length} cells: ${all.length - red - missing} green, ${red} red, ${missing} missing`,
	);
}
