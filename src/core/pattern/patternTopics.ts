import type { LibraryPattern } from './patternLibrary.ts';

/** In the order in which an app comes about. */
const order = [
	'Load',
	'Forms',
	'Auth',
	'API',
	'Database',
	'Hooks',
	'Configuration',
	'Testing',
] as const;

/** Patterns of one topic. */
export interface PatternTopic<T extends LibraryPattern> {
	/** Empty for those that stand under no heading. */
	readonly topic: string;
	readonly patterns: readonly T[];
}

/**
 * Patterns by their topics: first those of an app, in the order in which one needs them, then others
 * as they come, and those without a topic last.
 */
export function byTopic<T extends LibraryPattern>(
	patterns: readonly T[],
): readonly PatternTopic<T>[] {
	const groups = Map.groupBy(patterns, ({ pattern }) => pattern.topic);
	return [...groups]
		.map(([topic, inTopic]) => ({ topic, patterns: inTopic }))
		.toSorted((a, b) => rankOf(a.topic) - rankOf(b.topic));
}

function rankOf(topic: string): number {
	if (topic === '') return order.length + 1;
	const rank = (order as readonly string[]).indexOf(topic);
	return rank === -1 ? order.length : rank;
}
