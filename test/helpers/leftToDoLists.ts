import { pickFrom, type PickFrom } from '../../src/host/quickPick.ts';

/** Keeps each list of what is left to do, and chooses rows of it; other lists are VS Code's own. */
export class LeftToDoLists {
	/** Of each list its title and the rows, with what they say more behind a colon. */
	readonly shown: (readonly string[])[] = [];
	readonly #choices: string[];
	readonly #others: PickFrom;

	/** @param choices what the labels of the rows begin with that are chosen, one a list; then the user leaves */
	constructor(choices: readonly string[] = [], others: PickFrom = pickFrom) {
		this.#choices = [...choices];
		this.#others = others;
	}

	readonly pickFrom: PickFrom = async (list) => {
		if (!list.title.endsWith(': left to do')) return this.#others(list);
		const rows = list.rows('');
		this.shown.push([
			list.title,
			...rows.map((row) =>
				'heading' in row
					? `— ${row.heading}`
					: [`${row.icon} ${row.label}`, ...(row.detail ? [row.detail] : [])].join(': '),
			),
		]);
		const choice = this.#choices.shift();
		if (choice === undefined) return undefined;
		const chosen = rows.find((row) => 'label' in row && row.label.startsWith(choice));
		if (!chosen || !('value' in chosen) || chosen.value === undefined) {
			throw new Error(`“${choice}” cannot be chosen: ${this.shown.at(-1)?.join(', ')}`);
		}
		return [chosen.value];
	};
}
