import * as vscode from 'vscode';
import type { PlainText } from '../core/text/plainText.ts';

/** A row of a list that can be chosen. */
export interface Row<T> {
	/** The name of an icon in front of the label. */
	readonly icon?: string;
	readonly label: PlainText;
	readonly description?: PlainText;
	readonly detail?: PlainText;
	/** Shown whatever is typed. */
	readonly alwaysShow?: boolean;
	/** What is chosen with the row; without it the row only says something. */
	readonly value?: T;
}

/** A line between the rows, with the name of those below it. */
export interface Heading {
	readonly heading: PlainText;
}

export interface List<T> {
	readonly title: PlainText;
	readonly placeholder: PlainText;
	/** @param typed what the user has typed so far; asked again after each change of it if `isTyped` */
	rows(typed: string): readonly (Row<T> | Heading)[];
	/** Settles when there are other rows; until then the list is shown as busy. */
	readonly later?: Promise<unknown>;
	/** The rows follow from what is typed. */
	readonly isTyped?: boolean;
	/** Every row has a tick, which the user may take away. */
	readonly hasTicks?: boolean;
	/** A click elsewhere leaves it open, such as one into the terminal. */
	readonly staysOpen?: boolean;
	/** What is chosen with the button that leads back; without it there is none. */
	readonly back?: T;
	/** Called when a row gets the focus. */
	onFocus?(value: T): void;
}

/**
 * Shows a list and waits for the choice, or for the user to leave: `undefined`. With ticks it is all
 * that is ticked, else one. Descriptions and details are markdown to VS Code when the mouse rests on
 * them, which loads the images in it: so that only plain text is taken.
 */
export type PickFrom = <T>(list: List<T>) => Promise<readonly T[] | undefined>;

type Item<T> = vscode.QuickPickItem & { readonly value?: T };

export const pickFrom: PickFrom = async <T>(list: List<T>) => {
	const { title, placeholder, isTyped = false, hasTicks = false } = list;
	const { staysOpen = false } = list;
	const pick = vscode.window.createQuickPick<Item<T>>();
	pick.title = title;
	pick.placeholder = placeholder;
	pick.canSelectMany = hasTicks;
	pick.ignoreFocusOut = staysOpen;
	pick.items = list.rows('').map(toItem);
	if (hasTicks) pick.selectedItems = pick.items;
	let isOpen = true;
	if (list.later) {
		pick.busy = true;
		const refresh = (): void => {
			if (!isOpen) return;
			pick.busy = false;
			const [active] = pick.activeItems;
			pick.items = list.rows(isTyped ? pick.value : '').map(toItem);
			// Where the user is in the list stays.
			const same = pick.items.find((item) => active && isSameRow(item, active));
			if (same) pick.activeItems = [same];
		};
		void list.later.then(refresh, refresh);
	}
	const { back } = list;
	if (back !== undefined) pick.buttons = [vscode.QuickInputButtons.Back];
	const listeners = [
		pick.onDidChangeActive(([item]) => {
			if (item?.value !== undefined) list.onFocus?.(item.value);
		}),
		pick.onDidChangeValue((typed) => {
			if (isTyped) pick.items = list.rows(typed).map(toItem);
		}),
	];
	try {
		return await new Promise<readonly T[] | undefined>((resolve) => {
			pick.onDidAccept(() => {
				const chosen = hasTicks ? pick.selectedItems : pick.activeItems.slice(0, 1);
				const values = chosen.flatMap(({ value }) => (value === undefined ? [] : [value]));
				if (values.length > 0 || hasTicks) resolve(values);
			});
			pick.onDidTriggerButton(() => resolve(back === undefined ? undefined : [back]));
			pick.onDidHide(() => resolve(undefined));
			pick.show();
		});
	} finally {
		isOpen = false;
		for (const listener of listeners) listener.dispose();
		pick.dispose();
	}
};

function isSameRow(a: vscode.QuickPickItem, b: vscode.QuickPickItem): boolean {
	return a.label === b.label && a.description === b.description && a.detail === b.detail;
}

function toItem<T>(row: Row<T> | Heading): Item<T> {
	if ('heading' in row) {
		return { label: row.heading, kind: vscode.QuickPickItemKind.Separator };
	}
	const { icon, label, ...rest } = row;
	return { ...rest, label: icon === undefined ? label : `$(${icon}) ${label}` };
}
