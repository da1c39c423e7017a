import type { PickFrom } from '../../src/host/quickPick.ts';

/** Chooses the first row of each list that can be chosen, and keeps every text of every list. */
export class RecordingLists {
	readonly texts: string[] = [];
	readonly #leaves: boolean;
	readonly #typed: readonly string[];

	/**
	 * @param leaves the user leaves the lists with ticks, in which all that follows is confirmed
	 * @param typed what the user types into a list that follows from it
	 */
	constructor(leaves: boolean, ...typed: readonly string[]) {
		this.#leaves = leaves;
		this.#typed = typed;
	}

	readonly pickFrom: PickFrom = async (list) => {
		this.texts.push(list.title, list.placeholder);
		const rows = ['', ...(list.isTyped ? this.#typed : [])].flatMap((typed) => list.rows(typed));
		for (const row of rows) {
			if ('heading' in row) this.texts.push(row.heading);
			else this.texts.push(row.label, row.description ?? '', row.detail ?? '');
		}
		const values = rows.flatMap((row) =>
			'value' in row && row.value !== undefined ? [row.value] : [],
		);
		if (values[0] !== undefined) list.onFocus?.(values[0]);
		if (list.hasTicks) return this.#leaves ? undefined : values;
		// Nothing is installed.
		return list.staysOpen ? undefined : values.slice(0, 1);
	};
}
