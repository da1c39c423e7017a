import type { Context } from 'mocha';
import { skip } from './skip.ts';

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

/** Whether all have their turn at once; `turns` still chooses among random cases and the like. */
const takesAllTurns = triesAll || env['TEST_SHARE'] === 'turns';

/** Of a list every `of`-th: those whose turn it is, or all of them where all is tried. */
export function shareOf<T>(list: readonly T[], of: number): readonly T[] {
	return triesAll ? list : list.filter((_, i) => i % of === turn % of);
}

/**
 * Why something is not tried today that takes turns with others: a window or a project of its own takes
 * long, and a run has time for some. `undefined` where it is its turn. Who asks for tests by name gets
 * all of them.
 *
 * @param of how many take turns
 * @param which the one of them
 */
export function notNow(of: number, which: number): string | undefined {
	const days = (which - (turn % of) + of) % of;
	if (takesAllTurns || days === 0) return undefined;
	const day = days === 1 ? 'tomorrow' : `in ${days} days`;
	return `takes turns with others, and has its own ${day}; TEST_SHARE=turns runs it today`;
}

/** In so many days all windows are opened: an odd number, so that all meets what takes turns of two. */
export const windowDays = 5;

/** As `notNow`, of what needs a project on a major version of SvelteKit. */
export function kitNotNow(kit: 2 | 3): string | undefined {
	return notNow(2, kit - 2);
}

/** Skips a suite, in its `before` hook, or a test, where it is not its turn: as `notNow`. */
export function unlessTurn(context: Context, of: number, which: number): void {
	const reason = notNow(of, which);
	if (reason !== undefined) skip(context, reason);
}
