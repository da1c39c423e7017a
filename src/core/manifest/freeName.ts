/**
 * A name that nobody has: `handle-2`, `handle-3` …
 *
 * @param used in lower case
 */
export function freeName(handle: string, used: ReadonlySet<string>): string {
	for (let number = 2; ; number++) {
		const name = `${handle}-${number}`;
		if (!used.has(name.toLowerCase())) return name;
	}
}
