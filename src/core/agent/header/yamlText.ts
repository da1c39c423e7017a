/** Characters that YAML forbids outside of escapes, among them half of a surrogate pair. */
export const unprintable =
	// oxlint-disable-next-line no-control-regex -- these are the characters to be found
	/[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?:[^\uD800-\uDBFF]|^)[\uDC00-\uDFFF]/;

const plainWord = /^[A-Za-z_][\w./()*-]*$/;
const otherType = /^(?:y|n|yes|no|true|false|on|off|null)$/i;

/**
 * Writes a string, or a list of strings, as the value of a top-level key, so that strict YAML reads
 * exactly `value` back. Long text with line breaks becomes a literal block.
 */
export function writeValue(value: unknown): string {
	if (typeof value === 'string') return writeText(value);
	if (Array.isArray(value)) return `[${value.map(writeItem).join(', ')}]`;
	return JSON.stringify(value) ?? 'null';
}

function writeItem(value: unknown): string {
	if (typeof value !== 'string') return JSON.stringify(value) ?? 'null';
	return plainWord.test(value) && !otherType.test(value) ? value : quote(value);
}

function writeText(value: string): string {
	if (!value.includes('\n')) return quote(value);
	const fitsBlock =
		!/^[\s]|\s$|\r|[\x85\u2028\u2029]/.test(value) &&
		!/\n[ \t]+\n/.test(value) &&
		!unprintable.test(value);
	if (!fitsBlock) return JSON.stringify(value);
	return `|-\n${value.replace(/^(?=.)/gm, '  ')}`;
}

/** Text in the quotes that need fewer escapes; single ones where both need none. */
export function quote(value: string): string {
	// oxlint-disable-next-line no-control-regex -- a single-quoted scalar can hold none of these
	if (unprintable.test(value) || /[\x00-\x1F]/.test(value)) return JSON.stringify(value);
	const doubleCost = (value.match(/["\\]/g) ?? []).length;
	const singleCost = (value.match(/'/g) ?? []).length;
	return singleCost <= doubleCost ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
}
