const exceptions =
	'but|except|excepts|excepted|excepting|exception|exceptions|exclude|excludes|excluded|excluding|' +
	'excl|without|minus|sans|besides|unless|w/o|other than|apart from|aside from|save for';

const others =
	'no|not|non|nor|none|never|neither|omit|omits|omitting|deny|denied|denies|disallow|disallowed|' +
	'disallows|forbid|forbidden|forbids|prohibit|prohibited|' +
	"cannot|can't|can’t|don't|don’t|dont|mustn't|mustn’t";

/** One of the words, not in the middle of a name such as `no_reply`. */
const exception = new RegExp(`(?<![\\w/.-])(?:${exceptions})(?![\\w/.-])`, 'i');
const negativeWord = new RegExp(`(?<![\\w/.-])(?:${exceptions}|${others})(?![\\w/.-])`, 'i');

/** A sign before a name that takes it away: `-Bash`, `!Bash`, `~Bash`. */
const negativeSign = /^\s*[-!~^¬–—−‐‑‒✗✘✕✖❌🚫⛔]|[\s,;(*][-!~^¬–—−][ \t]?\p{L}/u;

/** Whether an entry of a list of tools says what is not meant: such an entry is never guessed at. */
export function hasNegation(entry: string): boolean {
	return negativeSign.test(entry) || hasNegativeWord(entry);
}

/** Whether it says so by a word, such as “no Bash”, and not only by a sign. */
export function hasNegativeWord(entry: string): boolean {
	return negativeWord.test(entry);
}

/**
 * Whether what follows in the same list may be meant too, as in “except Edit, Write”: an exception
 * goes on, and so does a word that stands alone.
 */
export function goesOn(entry: string): boolean {
	return exception.test(entry) || (hasNegativeWord(entry) && isOneWord(entry));
}

/** The part of an entry that says what is not meant. */
export function negatedPart(entry: string): string {
	const word = entry.search(negativeWord);
	return word === -1 ? entry : entry.slice(word);
}

function isOneWord(entry: string): boolean {
	const words = entry.split(/[^\w'’/]+/).filter((word) => /\w/.test(word));
	return words.length === 1 && /^[a-z'’/]+$/i.test(words[0] ?? '');
}
