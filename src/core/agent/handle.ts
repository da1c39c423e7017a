import { withoutAccents } from '../text/slug.ts';
import { trimOf } from '../text/trimChars.ts';

/** `text` if it can be a handle as it is, else its letters and digits joined by hyphens; may be empty. */
export function handleFrom(text: string): string {
	if (/^[\w-]+$/.test(text)) return text;
	return trimOf(withoutAccents(text).toLowerCase().replace(/\W+/g, '-'), '-');
}
