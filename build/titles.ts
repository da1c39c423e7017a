/**
 * Matches the titles of tests, with those of the suites around them, that have all words of a text, in
 * any order and in upper or lower case.
 */
export function titlePattern(text: string): RegExp {
	const words = text.split(/\s+/).filter((word) => word !== '');
	const ahead = words.map((word) => `(?=.*${word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')})`);
	return new RegExp(`^${ahead.join('')}`, 'is');
}
