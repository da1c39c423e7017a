/** Words after which all that follows may be excepted, in the languages that agent files are written in. */
const exceptions =
	'but|except|excepts|excepted|excepting|exception|exceptions|exclude|excludes|excluded|excluding|' +
	'excl|without|minus|sans|besides|unless|w/o|other than|apart from|aside from|save for|' +
	'außer|ausser|ohne|bis auf|ausgenommen|abgesehen von|exklusive|' +
	'sauf|excepté|excepte|hormis|à part|a part|hors|' +
	'excepto|exceptuando|menos|salvo|sin|exceto|sem|tranne|eccetto|meno|senza|fuorché|' +
	'behalve|zonder|uitgezonderd|utom|utan|förutom|unntatt|uten|undtagen|undtaget|uden|bortset fra|' +
	'oprócz|prócz|poza|bez|z wyjątkiem|wyjąwszy|kromě|mimo|okrem|osim|kivéve|nélkül|paitsi|ilman|' +
	'кроме|без|исключая|за исключением|крім|окрім|за винятком|освен|εκτός|χωρίς|' +
	'hariç|haricinde|dışında|olmadan|kecuali|tanpa|trừ|ngoại trừ|fără|cu excepția';

const others =
	'no|not|non|nor|none|never|neither|omit|omits|omitting|deny|denied|denies|disallow|disallowed|' +
	'disallows|forbid|forbidden|forbids|prohibit|prohibited|' +
	"cannot|can't|can’t|don't|don’t|dont|mustn't|mustn’t|" +
	'kein|keine|keinen|keinerlei|nicht|nie|niemals|verboten|untersagt|gesperrt|weder|nein|' +
	'pas|aucun|aucune|jamais|interdit|interdite|interdits|' +
	'ningún|ningun|ninguna|ninguno|nunca|jamás|prohibido|prohibida|nenhum|nenhuma|não|nao|proibido|' +
	'nessun|nessuno|nessuna|vietato|vietata|geen|niet|nooit|verboden|inte|ikke|ingen|aldrig|aldri|' +
	'żaden|żadne|nigdy|zakazane|ne|nikdy|žádný|zakázáno|soha|nincs|не|нет|ни|никогда|нельзя|' +
	'запрещено|запрещён|запрещены|ні|немає|yok|değil|yasak|jangan|tidak|không|cấm';

/** The same in scripts that put no blanks between words. */
const unspacedException = '(?<![删刪清消解移])除|以外|之外|제외|빼고|말고';
const unspacedOther = '禁|勿|不[要可许許得能用使允]|[别別]用|なし|ない|ダメ|だめ|금지|없이|불가';

/** Words for all tools. */
const allWords =
	'all|any|every|everything|' +
	'alle|alles|sämtliche|tous|toutes|tout|toda|todas|todo|todos|tudo|tutti|tutte|tutto|alla|allt|' +
	'wszystkie|wszystko|všechny|všechno|vše|minden|kaikki|toate|все|всё|всі|усі|όλα|tüm|bütün|semua';
const unspacedAll = '所有|全部|一切|すべて|全て|全ツール|모든|모두|전부';

/** A word begins and ends here, and not in the middle of a name such as `no_reply`. */
const begin = '(?<![\\p{L}\\p{M}\\p{N}_/]|[\\p{L}\\p{M}\\p{N}_][.-])';
const end = '(?![\\p{L}\\p{M}\\p{N}_/]|[.-][\\p{L}\\p{M}\\p{N}_])';

const exception = new RegExp(`${begin}(?:${exceptions})${end}|${unspacedException}`, 'iu');
const negativeWord = new RegExp(
	`${begin}(?:${exceptions}|${others})${end}|${unspacedException}|${unspacedOther}`,
	'iu',
);
const allWord = new RegExp(`${begin}(?:${allWords})${end}|${unspacedAll}`, 'iu');

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

/** Whether an entry speaks of all tools, in any language. */
export function speaksOfAll(entry: string): boolean {
	return /(?:^|\s)\*(?:[\s,]|$)/.test(entry) || allWord.test(entry);
}

/** Whether all tools are what an entry begins with, or where its language puts them. */
export function beginsWithAll(entry: string): boolean {
	if (/^\*(?![\w/])/.test(entry)) return true;
	const [word = ''] = allWord.exec(entry) ?? [];
	return word !== '' && (isUnspaced(word) || entry.toLowerCase().startsWith(word.toLowerCase()));
}

function isUnspaced(word: string): boolean {
	return /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Hangul}/u.test(word);
}

/** Whether an entry is an exception, as `except Read` and `Read以外`: what it names is all that is left. */
export function isException(entry: string): boolean {
	const { 0: word, index } = exception.exec(entry) ?? { 0: '', index: 0 };
	return word !== '' && (isUnspaced(word) || !/[\p{L}\p{N}]/u.test(entry.slice(0, index)));
}

/** The part of an entry that says what is not meant. */
export function negatedPart(entry: string): string {
	const word = entry.search(negativeWord);
	const part = entry.slice(Math.max(word, 0));
	// “Bash以外”: what is excepted may stand before the word.
	return /\w/.test(part) ? part : entry;
}

function isOneWord(entry: string): boolean {
	const words = entry
		.split(/[^\p{L}\p{M}\p{N}_'’/]+/u)
		.filter((word) => /[\p{L}\p{N}_]/u.test(word));
	return words.length === 1 && /^[\p{L}\p{M}'’/]+$/u.test(words[0] ?? '');
}
