const { env } = process;

/**
 * A number that is another one every day. Tests that have more to try than a run has time for choose
 * by it, so that in the end all of it is tried. `TEST_TURN` chooses as on another day.
 */
export const turn = Number(env['TEST_TURN'] ?? Math.floor(Date.now() / 86_400_000));

/** The turn that somebody has chosen; 0 where nobody has. */
export const chosenTurn = Number(env['TEST_TURN'] ?? 0);

/** Whether all is tried that there is, as `npm run test:soak` does by setting `TEST_SHARE`. */
export const triesAll = env['TEST_SHARE'] === 'all';

/** Of a list every `of`-th: those whose turn it is, or all of them where all is tried. */
export function shareOf<T>(list: readonly T[], of: number): readonly T[] {
	return triesAll ? list : list.filter((_, i) => i % of === turn % of);
}
