/** One line of the benchmark's result. */
export interface Figure {
	readonly name: string;
	readonly value: string;
	readonly aim: string;
}

/**
 * How much longer one function takes than a baseline: the median of the ratios of pairs that run
 * one after the other, so that a machine whose speed drifts slows both.
 */
export function medianRatio(ours: () => void, baseline: () => void, pairs: number): number {
	const time = (run: () => void): number => {
		const start = performance.now();
		run();
		return performance.now() - start;
	};
	for (let i = 0; i < 3; i++) {
		baseline();
		ours();
	}
	const ratios = Array.from({ length: pairs }, (_, i) => {
		if (i % 2 === 0) {
			const base = time(baseline);
			return time(ours) / base;
		}
		const own = time(ours);
		return own / time(baseline);
	});
	return quantile(ratios, 0.5);
}

/** @param q 0.5 for the median, 0.99 for the 99th percentile */
export function quantile(values: readonly number[], q: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}
