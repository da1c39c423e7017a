/**
 * The index of the last item whose place is at most `offset`, -1 where there is none.
 *
 * @param items in rising order of their places
 */
export function lastIndexUpTo<T>(
	items: readonly T[],
	offset: number,
	placeOf: (item: T) => number,
): number {
	let low = 0;
	let high = items.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const item = items[middle];
		if (item !== undefined && placeOf(item) <= offset) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
