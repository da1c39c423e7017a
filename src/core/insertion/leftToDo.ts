import { drizzleCommand, installCommands } from '../project/installCommands.ts';
import type { PackageManager } from '../project/project.ts';
import { labelOf } from '../pattern/patterns.ts';
import type { InsertionPlan } from './insertion.ts';
import type { TablesWay } from './tablesWay.ts';
import type { NeededParts } from './neededParts.ts';

/** Something that is left to do after an insertion and that a button starts. */
export type Action =
	| {
			readonly kind: 'install';
			readonly packages: readonly string[];
			/** To be run one after the other. */
			readonly commands: readonly string[];
	  }
	| {
			readonly kind: 'updateTables';
			readonly way: TablesWay;
			/** To be run one after the other. */
			readonly commands: readonly string[];
	  }
	/** A pattern without which the one that was inserted is of no use. */
	| { readonly kind: 'addPattern'; readonly key: string; readonly label: string }
	| {
			readonly kind: 'openEnv';
			/** By its path in the project. */
			readonly file: string;
			/** The variables that wait for a value. */
			readonly names: readonly string[];
	  };

export interface LeftToDo {
	/** In the order in which they make sense. */
	readonly actions: readonly Action[];
	/** What only the user can do, as sentences: what could not be done comes first. */
	readonly sentences: readonly string[];
}

const commandsOf = {
	generate: ['generate'],
	migrate: ['generate', 'migrate'],
	push: ['push'],
} as const;

type Insertion = Pick<
	InsertionPlan,
	'files' | 'missingPackages' | 'notes' | 'next' | 'toFillIn' | 'steps' | 'tables'
>;

/**
 * What is left to do when the files of a plan are written.
 *
 * @param needed what the pattern needs beside them
 */
export function leftToDo(
	{ files, missingPackages, notes, next, toFillIn, steps, tables }: Insertion,
	packageManager: PackageManager,
	needed: Pick<NeededParts, 'notes' | 'signIns'> = { notes: [], signIns: [] },
): LeftToDo {
	const actions: Action[] = [];
	// It brings packages and tables of its own: what is installed and generated after it has them.
	const [signIn] = needed.signIns;
	if (signIn) {
		actions.push({ kind: 'addPattern', key: signIn.key, label: labelOf(signIn.pattern) });
	}
	if (missingPackages.length > 0) {
		const packages = missingPackages.map(({ name }) => name);
		const commands = installCommands(packageManager, missingPackages);
		actions.push({ kind: 'install', packages, commands });
	}
	if (tables) {
		const commands = commandsOf[tables].map((each) => drizzleCommand(packageManager, each));
		actions.push({ kind: 'updateTables', way: tables, commands });
	}
	const written = new Set(files.map(({ path }) => path));
	// A file that the user did not want has nothing to fill in.
	const waiting = toFillIn.filter(({ file, isAdded }) => !isAdded || written.has(file));
	const file = waiting[0]?.file ?? (steps.includes('openEnv') ? '.env' : undefined);
	if (file !== undefined) {
		actions.push({ kind: 'openEnv', file, names: waiting.map(({ name }) => name) });
	}
	return { actions, sentences: [...new Set([...needed.notes, ...notes, ...next])] };
}
