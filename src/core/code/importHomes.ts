import type { ImportStatement, ImportedName } from './moduleShape.ts';

/** What happens to one import statement of the existing code. */
export interface Change {
	readonly statement: ImportStatement;
	/** The statement writes `type` before single names. */
	readonly hasInlineTypes: boolean;
	readonly added: string[];
	/** Comments that come along with names that are there already, as blocks. */
	readonly comments: Map<ImportedName, readonly string[]>;
	/** Comments that come along with a statement that is there already, as blocks. */
	behind: readonly string[];
	addedDefault: string | undefined;
	readonly removed: Set<ImportedName>;
	readonly promoted: Set<ImportedName>;
	/** `import type` becomes `import`. */
	statementPromoted: boolean;
}

/** Tells modules apart; of long names that are compared often, a number is enough. */
export class ModuleNumbers {
	readonly #byModule = new Map<string, number>();
	readonly #byStatement = new WeakMap<ImportStatement, number>();

	of(statement: ImportStatement): number {
		const known = this.#byStatement.get(statement);
		if (known !== undefined) return known;
		const module = `${statement.specifier}\n${attributesKey(statement.attributes)}`;
		const number = this.#byModule.get(module) ?? this.#byModule.size;
		this.#byModule.set(module, number);
		this.#byStatement.set(statement, number);
		return number;
	}

	/** What an imported name is, whatever kind of statement imports it. */
	identity(statement: ImportStatement, { imported, local }: ImportedName): string {
		return [this.of(statement), imported, local].join('\n');
	}
}

/** What ` with { type: 'json' }` says, however it is written. */
function attributesKey(attributes: string): string {
	const [, ...entries] = attributes.replace(/[\s"']/g, '').split(/[{},]/);
	return entries
		.filter((entry) => entry !== '')
		.toSorted()
		.join('\n');
}

/** The first of several statements that can take a name; one that cannot will never be able to. */
class FirstHome {
	readonly #changes: readonly Change[];
	readonly #canTake: (change: Change) => boolean;
	#next = 0;

	constructor(changes: readonly Change[], canTake: (change: Change) => boolean) {
		this.#changes = changes;
		this.#canTake = canTake;
	}

	get(): Change | undefined {
		for (; this.#next < this.#changes.length; this.#next++) {
			const change = this.#changes[this.#next];
			if (change && !isGone(change) && this.#canTake(change)) return change;
		}
		return undefined;
	}
}

/** All names of the statement are taken out, so that nothing of it stays. */
function isGone({ statement, removed }: Change): boolean {
	return removed.size >= Math.max(1, statement.names.length);
}

/** The statements of one module that can take more names. */
export class ModuleHomes {
	readonly #defaults: FirstHome;
	readonly #values: FirstHome;
	readonly #types: FirstHome;

	constructor(changes: readonly Change[]) {
		const values = changes.filter(({ statement }) => statement.kind === 'value');
		this.#defaults = new FirstHome(
			values.filter((change) => !hasName(change, 'default')),
			({ addedDefault }) => addedDefault === undefined,
		);
		this.#values = new FirstHome(
			values.filter((change) => !hasName(change, '*')),
			() => true,
		);
		this.#types = new FirstHome(
			changes.filter(
				({ statement }) => statement.kind === 'type' && statement.braces !== undefined,
			),
			() => true,
		);
	}

	/** The existing statement that can take one more name; `undefined` if a new one is needed. */
	homeFor({ kind }: ImportStatement, { imported, typeOnly }: ImportedName): Change | undefined {
		if (imported === '*') return undefined;
		if (imported === 'default') return typeOnly ? undefined : this.#defaults.get();
		const valueHome = this.#values.get();
		if (!typeOnly) return valueHome;
		const typeHome = this.#types.get();
		if (typeHome) return typeHome;
		return kind === 'value' || valueHome?.hasInlineTypes ? valueHome : undefined;
	}
}

function hasName({ statement }: Change, name: string): boolean {
	return statement.names.some(({ imported }) => imported === name);
}
