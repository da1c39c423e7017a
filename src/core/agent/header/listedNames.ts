/** The names in the value of a key, as a list or with commas between them, each once. */
export function listedNames(value: unknown): readonly string[] {
	const items: readonly unknown[] = Array.isArray(value) ? value : [value];
	const names = items.flatMap((item) =>
		typeof item === 'string' ? item.split(',').map((name) => name.trim()) : [],
	);
	return [...new Set(names)].filter((name) => name !== '');
}
