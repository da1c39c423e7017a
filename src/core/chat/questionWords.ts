import { stem } from '../text/stem.ts';
import { stopWords } from '../text/search.ts';
import { joinParted, joinPhrases } from './synonyms.ts';

const longestWord = 40;

/** Words of questions that say nothing of what they are about. */
const emptyWords: ReadonlySet<string> = new Set([
	...stopWords,
	...`above ain again ago aka always another app application apps became below being both but bye come comes continue dear doesn don each either else
	even ever every everybody everyone example examples few fine first five four gets got guy guys hasn haven hello her hey hi his
	however howto idea instead isn issue kind know last later latest least less likely lot lots many may maybe me might mine month
	months much must my myself never next nope nothing now off oh ok okay once only onto order others otherwise own part per
	please possible problem properly put puts question quick quickly quite rather really right said same say saying says see seem seems
	several she should shouldn simple simply since someone somehow somewhere soon still stuff such sure sveltekit take
	takes thank thanks thing things though through thus time times today together try trying two under until uses very via wasn way ways week
	well went were whether while whole whom whose within without won word words would year years yes yet
	aber alle als am an auch auf aus bei beim bin bis bitte da damit dann das dass dein dem den denn der des die diese diesem diesen doch dort
	du durch ein eine einem einen einer eines er es etwas fur gibt gut habe haben hat hier ich ihr im in ins ist ja jede jeden jeder jedes jetzt kann
	kannst kein keine konnen konnte man mehr mein meine meinem meinen meiner mich mir mit muss nach nicht noch nun nur ob oder ohne richtig schon sein
	seine setze losche sich sie sind so soll sollte uber um und uns unser unsere von vom vor war warum was weil welche wenn wer werden wie wieder will wir wird wo zu zum
	zur lade mache machen macht geht funktioniert
	al algo como con cual cuando de del donde el ella en es esta este hacer hago hay la las le lo los mas mi mis para pero por porque puede puedo que
	quiero se si sin sobre su sus tengo una uno un usar y ya
	au aux avec ce ces cette comment dans des du elle est et etre faire fais faut il ils je la le les leur ma mais mes moi mon ne nos notre nous on ou
	par pas peut peux plus pour pourquoi puis quand que quel quelle qui sa sans ses si son sont sur ta tu un une utiliser vous
	il lo la gli un una di che come posso per con non sono mio mia faccio fazer`.split(/\s+/),
]);

/** Words that everybody uses for everything: they tell little, and it says little when they are missing. */
const lightWords: ReadonlySet<string> = new Set(
	`active actually advanced allow area allowed already also api apis appear appears apply available avoid away back bad based basic become begin between big bigger block
	boss bring browser browsers build built button call called calls cannot cause certain change changed changes check checks choose class clean clear
	click clicks close code common company complete contain content correct correctly could create created current custom customer customers
	data default define definition development different directly display does done down early easily easy edit empty enable end enough error exactly
	event events existing expected explain external fast faster feature features functions integration integrations field fields find finds fix follow forget forgot format found friendly full function globally gone good group guide handle happen happens
	hard hide home huge hundred immediately implement important include including information input inside install instantly internal ip ips keep keeps kept know large
	larger leave left let lets level line lines link list local long longer look looks lost main manage mean means message method missing mobile mode
	move multiple name names needed needs new nice nobody nobodys normal note number numbers object old older online open option options output outside page pages particular
	path pattern people perfect person phone piece place plain point pop prefer press prevent previous print product products production program project
	provide public question reach read ready real reason receive reference refuse refused remove render replace request requests
	require required respond response result results return returns route routes run running runs safe safely save second seconds secure securely
	send sends sent separate server service set sets setup shared short show shown shows side single site size slow slower small solution
	solve some somebody something somewhere specific start started starts state step stop stops store strange string style
	suddenly randomly random support svelte system table tell text than that then these they third those three tool top total turn type typed types
	understand update updates used useful user users using usually value values version view visit visitor visitors wait want wants warning
	web website went what when where which without work working works write wrong
	anzeigen seite seiten benutzer nutzer kunde kunden erstellen machen sicher speichern senden server zeigen verwenden nutzen einrichten
	enviar benutzern release released ruta rutas nombre rota rotas pagina paginas usuario usuarios crear mostrar guardar utilisateur utilisateurs creer afficher envoyer`
		.split(/\s+/)
		.map(stem),
);

const products: ReadonlySet<string> = new Set(
	'supabase betterauth drizzle superforms stripe github clerk svix prisma'.split(' ').map(stem),
);

/** What people have with everything is a thing of its own behind the name of a product. */
const thingsOfProducts: ReadonlySet<string> = new Set(['issue', 'order'].map(stem));

/** The terms of a text that are names of products. */
export function productsIn(text: string): readonly string[] {
	return termsOf(text).filter(isProduct);
}

/** Whether a term is the name of a product. */
export function isProduct(term: string): boolean {
	return products.has(term);
}

/** A word of a question. */
export interface AskedWord {
	/** As it was written, in lower case. */
	readonly word: string;
	/** Its stem. */
	readonly term: string;
	readonly isLight: boolean;
}

/**
 * The words of a text in lower case and without accents, for comparing: those of a phrase that means
 * one thing, such as “log in”, as one. `hooks.server.ts` and `formActions` give their parts.
 */
export function comparedWords(text: string): readonly string[] {
	const words = text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/ß/g, 'ss')
		// One letter is no word: tRPC, iOS, A/B.
		.replace(/\b([A-Za-z])\/([A-Za-z])\b/g, '$1$2')
		.replace(/(?<=[a-z])([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '')
		.map((word) => word.slice(0, longestWord));
	return joinPhrases(joinParted(words)).filter((word) => word.length > 1);
}

/** The terms of a text that can be searched for. */
export function termsOf(text: string): readonly string[] {
	return comparedWords(text).flatMap((word) => (emptyWords.has(word) ? [] : stem(word)));
}

/**
 * The words of a question that say what it is about, each once.
 *
 * @param most as many words count
 */
export function askedWords(question: string, most: number): readonly AskedWord[] {
	const asked = new Map<string, AskedWord>();
	let before = '';
	for (const word of comparedWords(question)) {
		const term = stem(word);
		const isThing = thingsOfProducts.has(term) && isProduct(before);
		before = term;
		if ((emptyWords.has(word) && !isThing) || asked.has(term)) continue;
		asked.set(term, { word, term, isLight: lightWords.has(term) });
		if (asked.size === most) break;
	}
	return [...asked.values()];
}
