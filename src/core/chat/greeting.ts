import { comparedWords } from './questionWords.ts';

const longest = 100;

const greetings: ReadonlySet<string> = new Set(
	`hi hello hey hiya yo morning afternoon evening night bye goodbye welcome cheers thanks thank thx ty cool great nice perfect ok okay help start
	hallo moin servus guten tag morgen abend danke vielen dank tschuss hilfe hola buenas buenos dias tardes gracias adios ayuda bonjour salut
	bonsoir merci aide ciao grazie salve ola obrigado oi`.split(/\s+/),
);

/** Words that go with greetings and are none by themselves. */
const company: ReadonlySet<string> = new Set(
	`there all everybody everyone friend good very much many so lot lots for the your you team sveltekit again dear and a an this that it was
	is all please me can i sehr schon schoen dir ihnen zusammen muchas beaucoup mille mucho`.split(
		/\s+/,
	),
);

/** Whether a text only greets, thanks or says nothing at all. */
export function isGreeting(text: string): boolean {
	const said = text.trim();
	if (!/[\p{L}\p{N}]/u.test(said)) return true;
	if (said.length > longest) return false;
	const words = comparedWords(said);
	return (
		words.some((word) => greetings.has(word)) &&
		words.every((word) => greetings.has(word) || company.has(word))
	);
}
