/** A text in lower case, its letters and digits without accents, joined by hyphens; may be empty. */
export function slug(text: string): string {
	return withoutAccents(text)
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '');
}

/** `é` as `e`. */
export function withoutAccents(text: string): string {
	return text.normalize('NFKD').replace(/\p{M}+/gu, '');
}
