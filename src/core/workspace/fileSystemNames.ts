/**
 * The names on a path as file systems compare them. Windows drops what follows a colon, and dots and
 * blanks at the end; macOS and Windows compare without case, macOS composes letters.
 */
export function fileSystemNames(path: string): readonly string[] {
	return oneSpelling(path)
		.split(/[/\\]/)
		.map(withoutEnds)
		.filter((name) => name !== '');
}

function oneSpelling(path: string): string {
	// Most paths are plain, and words by the thousand are asked about.
	if (/^[ -~]*$/.test(path)) return path.toLowerCase();
	return (
		path
			.normalize('NFKC')
			// Through both cases, because `ı` and `ſ` become plain letters only in upper case.
			.toUpperCase()
			.toLowerCase()
			.normalize('NFKC')
			.replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
	);
}

function withoutEnds(name: string): string {
	const colon = name.indexOf(':');
	let end = colon === -1 ? name.length : colon;
	while (end > 0 && '. '.includes(name.charAt(end - 1))) end--;
	let start = 0;
	while (start < end && name.charAt(start) === ' ') start++;
	return name.slice(start, end);
}

/**
 * Whether a name may be the short one that Windows gives to a file besides its own, such as `git~1`
 * for `.git`. Which file that is only the disk knows, so it has to be taken for any.
 */
export function isShortName(name: string): boolean {
	return /^[^~. ]{1,6}~\d{1,6}(?:\.[^.~ ]{1,3})?$/.test(name);
}
