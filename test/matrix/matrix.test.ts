import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { turn } from '../helpers/turn.ts';
import {
	allCells,
	countsOf,
	folderOf,
	nameOf,
	planCells,
	proveCells,
	sampleOf,
	type PlannedCell,
} from './matrix.ts';
import { hasPostgres } from './proveCell.ts';
import { kindsOf, readResults, type CellResult } from './results.ts';
import { withMatrix } from './tools.ts';
import type { CellPlan } from './planCell.ts';

/** How many cells are proved again: others every day. */
const sampleSize = Number(process.env['MATRIX_CELLS'] ?? 12);

describe('the matrix of patterns and projects', function () {
	this.timeout(1_800_000);
	const results = readResults();
	let planned: readonly PlannedCell[];

	before('plan all cells', async () => {
		planned = await planCells(await allCells(), results);
	});

	it('has a good result for all cells but those that were red or missing before', () => {
		const { red, missing } = countsOf(planned);
		console.log(`  ${planned.length} cells: ${red} red, ${missing} missing`);
		for (const [name, cells] of Map.groupBy(planned, ({ cell }) => cell.scaffold.name)) {
			const counts = countsOf(cells);
			console.log(`  ${name}: ${counts.red} of ${cells.length} red, ${counts.missing} missing`);
		}
		const without = planned.filter(({ result }) => !result).map(({ cell }) => nameOf(cell));
		assert.ok(
			red + missing <= results.limit,
			[
				`${red} cells are red and ${missing} have no result for what is written now;`,
				`together there may be ${results.limit}. Run npm run test:matrix, which goes on where it was.`,
				...without.slice(0, 20),
			].join('\n'),
		);
	});

	it('says the same of some cells when they are proved again', async () => {
		// Those that are proved as one beside each other.
		const known = planned.filter(isKnown).toSorted((a, b) => (a.plan.key < b.plan.key ? -1 : 1));
		// Half of each sort, or some days would take twice as long as others.
		const sorts = Map.groupBy(known, takesLong);
		const share = Math.ceil(sampleSize / sorts.size);
		const sample = [...sorts.values()].flatMap((cells) =>
			sampleOf(cells, ({ plan }) => folderOf(plan), share, turn),
		);
		console.log(`  TEST_TURN=${turn} MATRIX_CELLS=${sampleSize}`);
		const found: Record<string, readonly string[]> = {};
		const plans = sample.map(({ plan }) => plan);
		await withMatrix(() =>
			// One waits for its server while the other builds.
			proveCells(plans, results, 2, (same, faults, seconds) => {
				for (const { cell } of same) found[nameOf(cell)] = kindsOf(faults);
				const names = same.map(({ cell }) => nameOf(cell)).join(' = ');
				console.log(`  ${names}: ${faults.length} faults (${seconds.toFixed(1)} s)`);
			}),
		);
		const recorded = sample.map(({ cell, result }) => [nameOf(cell), kindsOf(result.faults)]);
		assert.deepEqual(found, Object.fromEntries(recorded));
	});
});

type KnownCell = PlannedCell & { readonly plan: CellPlan; readonly result: CellResult };

/** Packages have to be fetched, and a Postgres has to start. */
function takesLong({ cell, plan }: KnownCell): boolean {
	return plan.order.commands.length > 0 || hasPostgres(cell.scaffold);
}

function isKnown(cell: PlannedCell): cell is KnownCell {
	return cell.plan !== undefined && cell.result !== undefined;
}
