/** Where the chat's list ends: the index of its last row, −1 while it is empty. */
export function lastRowIndex(): number;

/** Whether the chat is scrolled to its beginning. */
export function isAtStart(): boolean;

/** Whether a response below row `index` has been given completely. */
export function isAnswered(index: number): boolean;

/**
 * Resolves once the first element that matches, else the whole page, has not changed for `quiet`
 * milliseconds.
 */
export function atRest(what: { selector: string; quiet: number }): Promise<void>;

/**
 * The entry of the open list of suggestions that has the focus, its place in the list (−1 when the
 * list has closed) and the list's length. The details are to be open.
 */
export function focusedSuggestion(): {
	label: string;
	description: string;
	index: number;
	size: number;
};

/** The last response, written down as plain text, and what it reports as an error. */
export function readResponse(): { text: string; error: string };

/** Whether the chat's input has recognised its text's first word as a participant's name. */
export function isNameKnown(name: string): boolean;

/** Whether the chat's model picker shows a model, or the one that is called `name`. */
export function hasModel(name?: string): boolean;

/** Whether the list of notifications, which it opens if need be, has so many of an extension. */
export function hasNotifications(what: { source: string; count: number }): boolean;

/** Removes the notifications of an extension from the open list and returns their sentences. */
export function takeNotifications(source: string): string[];
