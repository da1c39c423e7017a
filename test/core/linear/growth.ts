import type { Shape } from './hostileShapes.ts';
import type { TextFunction } from './textFunctions.ts';

/** Of a text `times` as long, linear growth is `times` and quadratic growth its square. */
function mostGrowth(times: number): number {
	return 0.625 * times ** 2;
}

/** A longer text that takes less than this is no trouble, however it came about. */
function longEnough(times: number): number {
	return 250 * times;
}

/**
 * What is wrong with a function at texts of a shape, as a sentence: its time grows faster than the
 * text, or it throws. `undefined` where nothing is. Times are those of the processor, in this thread.
 *
 * @param length of the shorter text; the longer one is tried only where this one takes a while
 * @param times how much longer the longer text is
 */
export async function growthOf(
	called: TextFunction,
	shape: Shape,
	length: number,
	times: number,
): Promise<string | undefined> {
	try {
		const short = await costOf(called, shape.ofLength(length));
		if (short < 15 + length / 500) return undefined;
		// Another text, since what is known of the first may still be there.
		const base = Math.min(short, await costOf(called, `${shape.ofLength(length)}\n`));
		const long = await costOf(called, shape.ofLength(length * times));
		return long > longEnough(times) && long / base >= mostGrowth(times)
			? `${Math.round(base)} ms for ${length} characters, ${Math.round(long)} ms for ${length * times}`
			: undefined;
	} catch (error) {
		return error instanceof Error ? (error.stack ?? error.message) : String(error);
	}
}

/** The milliseconds of the processor that a call takes. */
export async function costOf(called: TextFunction, text: string): Promise<number> {
	const start = process.threadCpuUsage();
	await called.run(text);
	const { user, system } = process.threadCpuUsage(start);
	return (user + system) / 1000;
}
