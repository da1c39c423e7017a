import type { FrontMatter } from '../../src/core/agent/frontMatter.ts';

/** The values of a header by key as written; of a key that is written twice, the last. */
export function headerValues({
	entries,
}: Pick<FrontMatter, 'entries'>): Readonly<Record<string, unknown>> {
	return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}
