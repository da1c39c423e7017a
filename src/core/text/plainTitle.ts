/** Nested deeper than this nothing is written in good faith. */
const mostRounds = 20;

/** A link or an image with its address, which may hold brackets two deep. */
const link = /!?\[([^[\]]*)\]\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g;
/** The same with the name of an address; `list[i][j]` is none. */
const reference = /(?<![\w\]/])!?\[([^[\]]*)\]\[[^[\]]*\]/g;
const address = /<((?:[a-z][a-z\d+.-]{1,31}:|[\w.+-]{1,64}@)[^\s<>]*)>/gi;
const comment = /<!--[^<>]*-->/g;
/** Elements that change or load something; `Map<Key, Value>` is no element. */
const element =
	/<\/?(?:a|abbr|audio|b|base|big|blockquote|body|br|button|center|code|dd|del|details|div|dl|dt|em|embed|figure|font|form|h[1-6]|head|hr|html|i|iframe|img|input|ins|kbd|li|link|map|mark|math|meta|noscript|object|ol|option|p|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|th|thead|title|tr|track|tt|u|ul|var|video)(?![\w-])[^<>]*>/gi;

/**
 * Markdown on one line without links, images, addresses, HTML: what they show is left. What comes to
 * light when one of them goes is taken too, until nothing changes. Code stays as it is. Linear in the
 * length of the text.
 */
export function withoutLinks(text: string): string {
	if (!/[[\]<]/.test(text)) return text;
	const code: string[] = [];
	let plain = text.replaceAll('\0', '').replace(/`[^`]*`/g, (span) => `\0${code.push(span) - 1}\0`);
	for (let round = 0, before = ''; plain !== before && round < mostRounds; round++) {
		before = plain;
		plain = plain
			.replace(link, '$1')
			.replace(reference, '$1')
			.replace(comment, '')
			.replace(element, (tag) => (/^<br/i.test(tag) ? ' ' : ''))
			.replace(address, '$1');
	}
	return plain
		.replace(/\0(\d+)\0/g, (_, index: string) => code[Number(index)] ?? '')
		.replaceAll('](', '] (');
}

/** What stands below a title may repeat it: of a longer one the beginning counts. */
const longestTitle = 300;

/** Emphasis goes, and so do the marks of code, in which nothing is emphasis. */
export function withoutEmphasis(text: string, shown = (code: string) => code): string {
	const parts = text.split(/(`[^`]*`)/);
	return parts
		.map((part, i) => {
			if (i % 2 === 1) return shown(part.slice(1, -1));
			return part
				.replace(/\*\*|~~|`/g, '')
				.replace(/(?<![\w*])\*([^\s*](?:[^*]*[^\s*])?)\*(?![\w*])/g, '$1')
				.replace(/(?<![\w_])_([^\s_](?:[^_]*[^\s_])?)_(?![\w_])/g, '$1');
		})
		.join('');
}

/** A title without emphasis, links, HTML, a number in front and a colon behind. */
export function plainTitle(title: string): string {
	const short = title.slice(0, longestTitle);
	const plain = withoutEmphasis(withoutLinks(short))
		.replace(/^\s*\d{1,3}(?:[.):]|\.\d{1,3})\s+/, '')
		.trim()
		.replace(/:$/, '')
		.trim();
	// Of a title that shows nothing the words are better than none.
	const shown = plain || short.replace(/[^\p{L}\p{N}]+/gu, ' ').trim() || short.trim();
	return shown.replaceAll('](', '] (');
}
