const nouns = set(
	`ein eine das dies ist es beispiel beispiele beispielcode code lösung variante weg un une le la les
	c'est exemple exemples el los las ejemplo ejemplos código um uma o exemplo exemplos il esempio esempi
	codice een het voorbeeld voorbeelden przykład przykłady kod ett exempel et eksempel пример примеры код`,
);

const bad = phrases(
	`schlecht, schlechte, schlechter, schlechtes, falsch, falsche, falscher, falsches, fehlerhaft, so nicht,
	nicht so, nicht, vermeiden, vermeide, zu vermeiden, nicht empfohlen, negativbeispiel, gegenbeispiel,
	antimuster, nicht machen, verboten, veraltet, mauvais, mauvaise, mauvaises, incorrecte, faux, à éviter,
	a éviter, éviter, évitez, à ne pas faire, ne pas faire, ne faites pas, pas comme ça, pas ainsi, non
	recommandé, à proscrire, contre, mal, malo, mala, malos, incorrecto, incorrecta, evitar, a evitar, no
	hacer, no hagas esto, así no, no recomendado, errado, errada, incorreto, ruim, mau, não faça, não faça isso,
	sbagliato, sbagliata, errato, scorretto, cattivo, evitare, da evitare, non fare, non così, fout, foute,
	slecht, slechte, onjuist, niet doen, vermijd, vermijden, dålig, dåligt, fel, undvik, dårlig, dårligt,
	forkert, undgå, unngå, źle, zły, błędnie, błędny, niepoprawnie, unikaj, špatně, špatný, плохо, плохой,
	неправильно, неправильный, избегайте, не делайте так, так не надо, погано, kötü, yanlış, kaçının, salah, buruk`,
);
const good = phrases(
	`gut, gute, guter, gutes, richtig, richtige, richtiges, besser, bessere, korrekt, korrekte, korrektes,
	empfohlen, so richtig, so, stattdessen, positivbeispiel, bon, bonne, bonnes, correcte, mieux, meilleur,
	meilleure, à faire, a faire, faire, recommandé, recommandée, bien, bueno, buena, buen, correcto, correcta,
	mejor, recomendado, recomendada, hacer, así sí, bom, boa, certo, correto, correta, melhor, fazer, giusto,
	giusta, corretto, corretta, meglio, buono, consigliato, da fare, goed, goede, juist, juiste, beter, aanbevolen,
	bra, rätt, bättre, rekommenderat, godt, riktig, rigtigt, bedre, anbefalet, dobrze, dobry, poprawnie,
	poprawny, lepiej, zalecane, správně, správný, lépe, хорошо, хороший, правильно, правильный, лучше, так надо,
	рекомендуется, добре, правильний, iyi, doğru, önerilen, benar, baik`,
);

/** Words of scripts that put no blanks between them, with what they may be said of. */
const badUnspaced =
	/^(?:错误|錯誤|不正确|不正確|不推荐|不推薦|不好|不良|不建议|不建議|坏|壞|糟糕|反例|反面|反模式|避免|禁止|不要(?:这样|這樣)(?:做|写|寫)?|悪い|だめな|ダメな?|駄目な?|間違い|間違った|誤り|誤った|アンチパターン|非推奨|避ける(?:べき)?|使わない|나쁜|잘못된|비추천|권장하지않음|피하세요|안티패턴)(?:的|な)?(?:示例|例子|例|写法|寫法|做法|代码|代碼|方式|实践|實踐|模式|コード|書き方|パターン|예|예시|예제|코드|방법)?$/;
const goodUnspaced =
	/^(?:正确|正確|推荐|推薦|建议|建議|好|更好|最佳|良好|正例|正面|改进后|改進後|良い|よい|正しい|推奨|おすすめ|좋은|올바른|권장|추천)(?:的|な)?(?:示例|例子|例|写法|寫法|做法|代码|代碼|方式|实践|實踐|模式|コード|書き方|パターン|예|예시|예제|코드|방법)?$/;

const unspaced = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;
const anyWord = new Set([...bad, ...good].flatMap(wordsIn));

/** Longer labels are sentences, in which such a word may speak of anything. */
const mostWords = 6;

/** Whether a text may say so at all: few do, and this is told at once. */
export function mayBeOtherLanguage(text: string): boolean {
	if (text.length > 100) return false;
	return unspaced.test(text) || wordsIn(text).some((word) => anyWord.has(word));
}

/**
 * What a label in another language than English says of the code below it, where it says nothing
 * else: „Schlechtes Beispiel“, «À éviter», 不推荐.
 *
 * @param words of the label, in lower case
 */
export function judgeInOtherLanguage(words: readonly string[]): 'good' | 'bad' | undefined {
	if (words.length === 0 || words.length > mostWords) return undefined;
	const whole = words.join(' ');
	if (unspaced.test(whole)) {
		const joined = words.join('').replace(/\d{1,3}$/, '');
		if (badUnspaced.test(joined)) return 'bad';
		return goodUnspaced.test(joined) ? 'good' : undefined;
	}
	const left = words.filter((word) => !nouns.has(word) && !/^#?\d+$/.test(word)).join(' ');
	for (const text of [whole, left]) {
		if (bad.has(text)) return 'bad';
		if (good.has(text)) return 'good';
	}
	return undefined;
}

function wordsIn(text: string): readonly string[] {
	return text.toLowerCase().split(/[^\p{L}\p{N}']+/u);
}

function set(list: string): ReadonlySet<string> {
	return new Set(list.split(/\s+/));
}

function phrases(list: string): ReadonlySet<string> {
	return new Set(list.split(',').map((phrase) => phrase.trim().split(/\s+/).join(' ')));
}
