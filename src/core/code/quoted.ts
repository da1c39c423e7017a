/**
 * The code of a text in these quotes, or in others where it could end them or be read otherwise. Also in
 * a comment and in a script of a page it ends nothing.
 */
export function quoted(value: string, quote: string): string {
	const isPlain = !/['"\\\p{C}\u2028\u2029]/u.test(value);
	const code = isPlain ? quote + value + quote : JSON.stringify(value);
	return code.replace(/(?<=[<*])\//g, '\\/');
}
