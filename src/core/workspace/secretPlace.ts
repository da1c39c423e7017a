/** Where a secret stands in a text. Offsets are UTF-16 units; the end is behind it. */
export interface SecretPlace {
	readonly start: number;
	readonly end: number;
}
