/** Text in which nothing has to be replaced. */
const plainText = /^[\t\x20-\x25\x27-\x3B\x3D-\x5B\x5D-\x7E]*$/;

/** Letters and colons that look like Latin ones and have no such compatibility form. */
const lookalikes: Readonly<Record<string, string>> = {
	о: 'o',
	О: 'O',
	ο: 'o',
	Ο: 'O',
	օ: 'o',
	ᴏ: 'o',
	т: 't',
	Т: 'T',
	τ: 't',
	Τ: 'T',
	ᴛ: 't',
	ѕ: 's',
	Ѕ: 'S',
	ꜱ: 's',
	ӏ: 'l',
	Ӏ: 'l',
	ʟ: 'l',
	ı: 'i',
	і: 'i',
	ι: 'i',
	а: 'a',
	α: 'a',
	е: 'e',
	ԁ: 'd',
	ԝ: 'w',
	ː: ':',
	'\u02F8': ':',
	'\u0589': ':',
	'\u05C3': ':',
	'\u1361': ':',
	'\u205A': ':',
	'\u2236': ':',
	'\uA789': ':',
};

const entities: ReadonlyMap<string, string> = new Map([
	['amp', '&'],
	['ast', '*'],
	['colon', ':'],
	['equals', '='],
	['lowbar', '_'],
	['nbsp', ' '],
	['quot', '"'],
	['shy', ''],
	['ZeroWidthSpace', ''],
]);

// oxlint-disable-next-line no-control-regex -- the escape character is what begins a colour
const ansiColor = /\u001B\[[\d;]{0,20}[A-Za-z]/g;
const yamlEscape = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/g;
const htmlEntity = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z]{3,15}));/g;
/** A tag around a word, unless its name may be the word. */
const htmlTag = /<\/?(?!\w{0,20}tool)[a-z][^<>\r\n]{0,60}>/gi;
/** Marks on letters, and characters that nobody sees. */
const unseen = /[\p{M}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]|(?!\t)\p{Cc}/gu;
const spacedWord = /(?<![\p{L}\p{N}])(?:\p{L}[ ._-]{1,2}){3,20}\p{L}(?![\p{L}\p{N}])/gu;

/** Whether all that a text holds looks as it is, but for words with blanks between their letters. */
export function isUndisguised(text: string): boolean {
	return plainText.test(text);
}

/**
 * A piece of one line as it looks to a reader: without tags, colours, accents and what nobody sees,
 * with escapes and entities undone and letters of the same look as Latin ones.
 */
export function undisguised(line: string): string {
	const words = isUndisguised(line) ? line : plainLetters(line);
	return words.replace(spacedWord, (word) => word.replace(/[^\p{L}]/gu, ''));
}

function plainLetters(line: string): string {
	return line
		.replace(ansiColor, '')
		.replace(yamlEscape, (written, two?: string, four?: string, eight?: string) =>
			character(Number.parseInt(two ?? four ?? eight ?? '', 16), written),
		)
		.replace(htmlEntity, (written, decimal?: string, hex?: string, name?: string) => {
			if (name !== undefined) return entities.get(name) ?? written;
			return character(
				decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal),
				written,
			);
		})
		.replace(htmlTag, '')
		.normalize('NFKD')
		.replace(unseen, '')
		.replace(/\P{ASCII}/gu, (letter) => lookalikes[letter] ?? letter);
}

function character(code: number, written: string): string {
	return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : written;
}
